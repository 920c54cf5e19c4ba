package tabardtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"tabard.dev/tabard"
)

// Tell says what an event says, for people to read and for golden files: only what is known, one line for the event and
// one for each change.
func Tell(e *tabard.Event) string {
	var b strings.Builder
	word := func(label, text string) {
		if text != "" {
			fmt.Fprintf(&b, " %s=%s", label, quoted(text))
		}
	}
	fmt.Fprintf(&b, "%s %s by %s", quoted(e.Action), e.Outcome, who(e.Actor))
	for _, via := range e.Via {
		b.WriteString(" via " + who(via))
	}
	word("at", when(e.Time))
	word("realm", e.Realm)
	word("error", e.Error)
	word("message", e.Message)
	word("with", credential(e.Credential))
	word("session", e.Session.ID)
	word("since", when(e.Session.Started))
	if e.Session.MFA != nil {
		word("mfa", fmt.Sprint(*e.Session.MFA))
	}
	word("from", e.Source)
	word("agent", e.UserAgent)
	word("origin", e.Origin)
	for _, target := range e.Targets {
		word("on", target.Type+":"+target.ID)
	}
	word("labels", pairs(e.Labels))
	word("details", pairs(e.Details))
	b.WriteByte('\n')
	for _, c := range e.Changes {
		fmt.Fprintf(&b, "  %s %s of %s", c.Verb, c.Object, who(c.Identity))
		word("credential", credential(c.Credential))
		word("permission", c.Grant.Permission)
		word("on", c.Grant.Resource)
		word("via", c.Grant.Via)
		for _, mark := range []struct {
			is   bool
			text string
		}{{c.Grant.Admin, " ADMIN"}, {c.Grant.Public, " PUBLIC"}, {c.Hint, " hint"}} {
			if mark.is {
				b.WriteString(mark.text)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func who(a tabard.Actor) string {
	if a.IsZero() {
		return "nobody"
	}
	text := quoted(a.ID)
	if a.Realm != "" {
		text += "@" + quoted(a.Realm)
	}
	if a.Name != "" && a.Name != a.ID {
		text += " (" + a.Name + ")"
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s %s", text, quoted(a.Type), a.Kind))
}

func credential(c tabard.CredentialRef) string {
	if c == (tabard.CredentialRef{}) {
		return ""
	}
	parts := []string{string(c.Kind), c.ID}
	for _, part := range []struct{ label, text string }{{"fingerprint ", c.Fingerprint}, {"created ", when(c.Created)}, {"expires ", when(c.Expires)}} {
		if part.text != "" {
			parts = append(parts, part.label+part.text)
		}
	}
	if c.NeverEnds {
		parts = append(parts, "never ends")
	}
	return strings.Join(parts, " ")
}

func when(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339Nano)
}

func pairs(m map[string]string) string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(m)) {
		all = append(all, name+":"+m[name])
	}
	return strings.Join(all, ",")
}

// quoted puts a text in quotes where it would not read as one word.
func quoted(text string) string {
	if strings.ContainsAny(text, " \t\n\"=") {
		return fmt.Sprintf("%q", text)
	}
	return text
}
