package signinsafeguardremoved

import (
	"bytes"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/oktasetting"
)

// judge is asked about removals, which say it by their name, and about updates, which say it by what they changed.
func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if e.Outcome == tabard.OutcomeFailure {
		return nil
	}
	if !strings.HasSuffix(e.Action, ".update") {
		return []tabard.Finding{{}}
	}
	if e.Action == "zone.update" {
		if bytes.Contains(e.Record, []byte(`"0.0.0.0/0"`)) || bytes.Contains(e.Record, []byte(`"::/0"`)) {
			return []tabard.Finding{{Summary: "A network zone takes in the whole internet"}}
		}
		return nil
	}
	if off := oktasetting.Off(e); len(off) > 0 {
		return []tabard.Finding{{Summary: "A protection of sign-in was switched off: " + strings.Join(off, ", ")}}
	}
	return nil
}
