// Package gitlabsetting reads what a GitLab audit event says about a changed setting, wherever its senders nest it.
package gitlabsetting

import (
	"strings"

	"tabard.dev/tabard"
)

// Field gives a field of an event: the API nests it in "details", collectors in "detail", streams have it at the top.
func Field(e *tabard.Event, name string) tabard.Node {
	for _, path := range [...]string{"details.", "detail.", ""} {
		if found := e.Get(path + name); found.Exists() {
			return found
		}
	}
	return tabard.Node{}
}

// Change is a setting with its values before and after, in lower case; the name has underscores between its words and may
// be the event's type, where the event does not name the setting.
type Change struct{ Setting, From, To string }

// Of gives the change of an event; none where it tells no new value.
func Of(e *tabard.Event) (Change, bool) {
	to := Field(e, "to")
	name := Field(e, "change").String()
	if name == "" {
		name = e.Action
	}
	c := Change{
		Setting: strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(name)),
		From:    strings.ToLower(Field(e, "from").String()), To: strings.ToLower(to.String()),
	}
	return c, to.Exists()
}

// Off reports that a setting went off, On that it went on.
func (c Change) Off() bool { return off[c.To] && !off[c.From] }

// On reports that a setting went on.
func (c Change) On() bool { return on[c.To] && !on[c.From] }

// Names reports whether the setting's name has one of the words.
func (c Change) Names(words []string) bool {
	for _, word := range words {
		if strings.Contains(c.Setting, word) {
			return true
		}
	}
	return false
}

var (
	off = map[string]bool{"false": true, "off": true, "0": true, "disabled": true, "no": true}
	on  = map[string]bool{"true": true, "on": true, "1": true, "enabled": true, "yes": true}
)
