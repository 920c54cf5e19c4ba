package inventory

import (
	"fmt"
	"strconv"

	"tabard.dev/tabard"
)

// unknownCreator stands for the creator of a birth whose record names nobody.
const unknownCreator = "unknown"

// born records a birth and says so. The subject is number n of its kind; the holder is the identity that was born, or that the
// credential proves.
func (s *State) born(e *tabard.Event, object tabard.ObjectKind, n uint32, subject, name string, holder uint32) {
	b := tabard.Birth{
		ID:      birthID(e, object, subject),
		Time:    e.Time,
		Kind:    object,
		System:  s.texts.get(s.now.system),
		Subject: subject,
		Name:    name,
		Creator: unknownCreator,
		Via:     make([]string, 0, len(s.now.via)),
		Session: e.Session.ID,
		Source:  e.Source,
		Origin:  e.Origin,
		Event:   e.Place,
	}
	if s.now.actor != 0 {
		b.Creator = s.identities.id(s.now.actor)
	}
	for _, i := range s.now.via {
		b.Via = append(b.Via, s.identities.id(i))
	}
	key := tabard.Key{}
	if holder != 0 {
		key = s.identities.key(holder)
		b.Owner = s.ownerships.all[s.identities.all.at(holder).owner].owner
	}
	s.made(e)
	s.births = append(s.births, BirthRow{b, int64(n)})
	s.fact(tabard.Fact{Kind: tabard.FactBirth, Identity: key, Birth: &b, Now: name})
}

// birthID makes an id that begins with the time, so that births lie together in an index as they come.
func birthID(e *tabard.Event, object tabard.ObjectKind, subject string) string {
	var at int64
	if !e.Time.IsZero() {
		at = e.Time.Unix()
	}
	hash := tabard.HashID("", eventKey(e), string(object), subject)
	return fmt.Sprintf("bi_%08x%s", uint32(at), hash[:16])
}

// eventKey makes an event's name out of what does not depend on the log it stands on.
func eventKey(e *tabard.Event) string {
	if e.Event != "" {
		return tabard.HashID("", e.Family, e.Realm, e.Event)
	}
	parts := []string{e.Family, e.Realm, strconv.FormatInt(e.Time.UnixMicro(), 10), e.Action, e.Actor.ID, e.Session.ID, e.Source}
	for _, t := range e.Targets {
		parts = append(parts, t.Type, t.ID)
	}
	return tabard.HashID("", parts...)
}
