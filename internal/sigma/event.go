package sigma

import (
	"strconv"
	"strings"
	"time"

	"tabard.dev/tabard"
)

// word is one of Tabard's own words for an event, as rules with "product: tabard" name it.
type word func(e *tabard.Event, add func(text string))

// wordOf finds a word by its name. The names are those of the API, with dots: "actor.name", "via.kind", "target.type",
// "change.grant.admin", "labels.team".
func wordOf(name string) (word, bool) {
	head, rest, _ := strings.Cut(name, ".")
	switch head {
	case "actor":
		return actorWord(rest, func(e *tabard.Event, f func(*tabard.Actor)) { f(&e.Actor) })
	case "via":
		return actorWord(rest, func(e *tabard.Event, f func(*tabard.Actor)) {
			for i := range e.Via {
				f(&e.Via[i])
			}
		})
	case "credential":
		return credentialWord(rest, func(e *tabard.Event, f func(*tabard.CredentialRef)) { f(&e.Credential) })
	case "target":
		return targetWord(rest)
	case "session":
		return sessionWord(rest)
	case "change":
		return changeWord(rest)
	case "labels":
		return func(e *tabard.Event, add func(string)) { add(e.Labels[rest]) }, rest != ""
	case "details":
		return func(e *tabard.Event, add func(string)) { add(e.Details[rest]) }, rest != ""
	}
	return eventWord(name)
}

func eventWord(name string) (word, bool) {
	var f func(*tabard.Event) string
	switch name {
	case "action":
		f = func(e *tabard.Event) string { return e.Action }
	case "outcome":
		f = func(e *tabard.Event) string { return string(e.Outcome) }
	case "error":
		f = func(e *tabard.Event) string { return e.Error }
	case "message":
		f = func(e *tabard.Event) string { return e.Message }
	case "source":
		f = func(e *tabard.Event) string { return e.Source }
	case "user_agent":
		f = func(e *tabard.Event) string { return e.UserAgent }
	case "origin":
		f = func(e *tabard.Event) string { return e.Origin }
	case "family":
		f = func(e *tabard.Event) string { return e.Family }
	case "system":
		f = func(e *tabard.Event) string { return e.System }
	case "realm":
		f = func(e *tabard.Event) string { return e.Realm }
	case "id":
		f = func(e *tabard.Event) string { return e.Event }
	case "time":
		f = func(e *tabard.Event) string { return e.Time.Format(time.RFC3339) }
	default:
		return nil, false
	}
	return func(e *tabard.Event, add func(string)) { add(f(e)) }, true
}

func actorWord(name string, each func(*tabard.Event, func(*tabard.Actor))) (word, bool) {
	var f func(*tabard.Actor) string
	switch name {
	case "name":
		f = func(a *tabard.Actor) string { return a.Name }
	case "id", "native_id":
		f = func(a *tabard.Actor) string { return a.ID }
	case "type":
		f = func(a *tabard.Actor) string { return a.Type }
	case "kind":
		f = func(a *tabard.Actor) string { return string(a.Kind) }
	case "realm":
		f = func(a *tabard.Actor) string { return a.Realm }
	default:
		return nil, false
	}
	return func(e *tabard.Event, add func(string)) { each(e, func(a *tabard.Actor) { add(f(a)) }) }, true
}

func credentialWord(name string, each func(*tabard.Event, func(*tabard.CredentialRef))) (word, bool) {
	var f func(*tabard.CredentialRef) string
	switch name {
	case "id":
		f = func(c *tabard.CredentialRef) string { return c.ID }
	case "kind":
		f = func(c *tabard.CredentialRef) string { return string(c.Kind) }
	case "fingerprint":
		f = func(c *tabard.CredentialRef) string { return c.Fingerprint }
	case "never_expires":
		f = func(c *tabard.CredentialRef) string { return strconv.FormatBool(c.NeverEnds) }
	default:
		return nil, false
	}
	return func(e *tabard.Event, add func(string)) { each(e, func(c *tabard.CredentialRef) { add(f(c)) }) }, true
}

func targetWord(name string) (word, bool) {
	var f func(*tabard.Target) string
	switch name {
	case "type":
		f = func(t *tabard.Target) string { return t.Type }
	case "id":
		f = func(t *tabard.Target) string { return t.ID }
	case "name":
		f = func(t *tabard.Target) string { return t.Name }
	default:
		return nil, false
	}
	return func(e *tabard.Event, add func(string)) {
		for i := range e.Targets {
			add(f(&e.Targets[i]))
		}
	}, true
}

func sessionWord(name string) (word, bool) {
	switch name {
	case "id":
		return func(e *tabard.Event, add func(string)) { add(e.Session.ID) }, true
	case "mfa":
		return func(e *tabard.Event, add func(string)) {
			if e.Session.MFA != nil {
				add(strconv.FormatBool(*e.Session.MFA))
			}
		}, true
	}
	return nil, false
}

func changeWord(name string) (word, bool) {
	if rest, ok := strings.CutPrefix(name, "identity."); ok {
		return actorWord(rest, func(e *tabard.Event, f func(*tabard.Actor)) {
			for i := range e.Changes {
				f(&e.Changes[i].Identity)
			}
		})
	}
	if rest, ok := strings.CutPrefix(name, "credential."); ok {
		return credentialWord(rest, func(e *tabard.Event, f func(*tabard.CredentialRef)) {
			for i := range e.Changes {
				f(&e.Changes[i].Credential)
			}
		})
	}
	var f func(*tabard.Change) string
	switch name {
	case "verb":
		f = func(c *tabard.Change) string { return string(c.Verb) }
	case "object":
		f = func(c *tabard.Change) string { return string(c.Object) }
	case "grant.permission":
		f = func(c *tabard.Change) string { return c.Grant.Permission }
	case "grant.resource":
		f = func(c *tabard.Change) string { return c.Grant.Resource }
	case "grant.via":
		f = func(c *tabard.Change) string { return c.Grant.Via }
	case "grant.admin":
		f = func(c *tabard.Change) string { return strconv.FormatBool(c.Grant.Admin) }
	case "grant.public":
		f = func(c *tabard.Change) string { return strconv.FormatBool(c.Grant.Public) }
	default:
		return nil, false
	}
	return func(e *tabard.Event, add func(string)) {
		for i := range e.Changes {
			add(f(&e.Changes[i]))
		}
	}, true
}
