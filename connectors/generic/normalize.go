package generic

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"tabard.dev/tabard"
)

var errNoAction = errors.New("the mapping finds no action in this record")

func (m *mapping) normalize(s *tabard.Slots, e *tabard.Event) error {
	var err error
	if e.Action = m.action.text(s); e.Action == "" {
		return errNoAction
	}
	if e.Time, err = m.time.at(s); err != nil {
		return fmt.Errorf("time: %w", err)
	}
	e.Realm = m.realm.text(s)
	e.Outcome = tabard.Outcome(m.outcome.text(s))
	switch e.Outcome {
	case tabard.OutcomeSuccess, tabard.OutcomeFailure:
	default:
		e.Outcome = tabard.OutcomeUnknown
	}
	e.Error, e.Message = m.failure.text(s), m.message.text(s)
	e.Source, e.UserAgent, e.Origin = m.source.text(s), m.agent.text(s), m.origin.text(s)
	e.Actor = m.actor.actor(s, e.Realm)
	for _, one := range m.via {
		if a := one.actor(s, e.Realm); !a.IsZero() {
			e.Via = append(e.Via, a)
		}
	}
	e.Session.ID = m.session.id.text(s)
	switch m.session.mfa.text(s) {
	case "true", "True", "yes", "YES":
		yes := true
		e.Session.MFA = &yes
	case "false", "False", "no", "NO":
		no := false
		e.Session.MFA = &no
	}
	if e.Credential, err = m.credential.ref(s); err != nil {
		return err
	}
	for _, one := range m.targets {
		if id := one.id.text(s); id != "" {
			e.Targets = append(e.Targets, tabard.Target{Type: one.sort.text(s), ID: id, Name: one.name.text(s)})
		}
	}
	e.Labels, e.Details = texts(s, m.labels), texts(s, m.details)
	for i := range m.changes {
		if err := m.changes[i].apply(s, e); err != nil {
			return err
		}
	}
	return nil
}

func texts(s *tabard.Slots, all []named) map[string]string {
	var found map[string]string
	for i := range all {
		if value := all[i].text(s); value != "" {
			if found == nil {
				found = make(map[string]string, len(all))
			}
			found[all[i].name] = value
		}
	}
	return found
}

func (w *who) actor(s *tabard.Slots, realm string) tabard.Actor {
	id, name := w.id.text(s), w.name.text(s)
	if id == "" {
		id = name
	}
	if id == "" {
		return tabard.Actor{}
	}
	if name == "" {
		name = id
	}
	return tabard.Actor{Realm: realm, ID: id, Name: name, Type: w.sort.text(s), Kind: tabard.Kind(w.kind.text(s))}
}

func (p *proof) ref(s *tabard.Slots) (tabard.CredentialRef, error) {
	c := tabard.CredentialRef{ID: p.id.text(s), Fingerprint: p.fingerprint.text(s), Kind: tabard.CredentialKind(p.kind.text(s))}
	expires, err := p.expires.at(s)
	if err != nil {
		return c, fmt.Errorf("credential expires: %w", err)
	}
	c.Expires = expires
	if c.IsZero() && c.Expires.IsZero() {
		c.Kind = "" // a constant kind alone names no credential
	}
	return c, nil
}

// unixTime reads a number of units since 1970, with or without a fraction. An exponent is no way to write a time.
func unixTime(text string, unit time.Duration) (time.Time, error) {
	whole, fraction, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n < 0 || n > math.MaxInt64/int64(unit) {
		return time.Time{}, fmt.Errorf("%.40q is not a time", text)
	}
	part := 0.0
	if fraction != "" {
		if part, err = strconv.ParseFloat("0."+fraction, 64); err != nil || part >= 1 || strings.ContainsAny(fraction, "eEpPxX_") {
			return time.Time{}, fmt.Errorf("%.40q is not a time", text)
		}
	}
	return time.Unix(0, n*int64(unit)).Add(time.Duration(part * float64(unit))).UTC(), nil
}
