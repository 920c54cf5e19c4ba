package decide

import (
	"errors"
	"fmt"
	"slices"

	"github.com/cedar-policy/cedar-go"

	"tabard.dev/tabard"
)

// annotate reads what a policy says about itself. An annotation that means nothing is refused: a misspelled @remedy would
// otherwise be a policy that does nothing.
func (p *Policy) annotate(annotations cedar.Annotations) error {
	for key, value := range annotations {
		text := string(value)
		var ok bool
		switch key {
		case "id":
			p.ID, ok = text, text != ""
		case "reason":
			p.Reason, ok = text, text != ""
		case "severity":
			p.Severity = tabard.Severity(text)
			ok = p.Severity.Rank() >= 0
		case "remedy":
			p.Remedy = tabard.Remedy(text)
			ok = slices.Contains(remedies, p.Remedy)
		case "mode":
			p.Mode = tabard.Mode(text)
			ok = slices.Contains(modes, p.Mode)
		default:
			return fmt.Errorf("no annotation @%s; there are @id, @reason, @severity, @remedy and @mode", key)
		}
		if !ok {
			return fmt.Errorf("@%s(%q) is not one of %s", key, text, allowed(string(key)))
		}
	}
	if p.ID == "" {
		return errors.New("it has no @id, which findings, actions and exemptions name it by")
	}
	if p.Forbids && p.Reason == "" {
		return errors.New("it forbids and has no @reason, which is what its owner will read")
	}
	return nil
}

var (
	remedies = []tabard.Remedy{
		tabard.RemedyRotate, tabard.RemedyNarrow, tabard.RemedyQuarantine, tabard.RemedyRetire, tabard.RemedyReview, tabard.RemedyNotify, tabard.RemedyNone,
	}
	modes = []tabard.Mode{tabard.ModeObserve, tabard.ModePropose, tabard.ModeEnforce}
)

func allowed(key string) string {
	switch key {
	case "severity":
		return "info, low, medium, high, critical"
	case "remedy":
		return "rotate, narrow, quarantine, retire, review, notify, none"
	case "mode":
		return "observe, propose, enforce"
	}
	return "texts that are not empty"
}
