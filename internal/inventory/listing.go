package inventory

import (
	"cmp"
	"time"

	"tabard.dev/tabard"
)

// The log is a hint, the catalogue is the truth: of a system that is listed, what a record only announces is kept as a hint,
// and a birth exists when a listing shows it. The hint then says who made it and in which session; without one nobody is
// known to have.

// listedAs is what a listing showed of an identity.
type listedAs struct {
	Incarnation string `json:"incarnation"` // the system's own
	Login       bool   `json:"login,omitzero"`
	Superuser   bool   `json:"superuser,omitzero"`
	Old         bool   `json:"old,omitzero"` // it was there at the first complete listing
	Protected   string `json:"protected,omitempty"`
}

// listing is what is remembered of the listings of a system.
type listing struct {
	First int64 `json:"first"` // when the first complete one ended, µs; 0 before that
	Last  int64 `json:"last"`
}

// hint is a creation that a record announced.
type hint struct {
	Seen    int64        `json:"seen"` // event time, µs
	Actor   tabard.Key   `json:"actor"`
	Via     []tabard.Key `json:"via,omitempty"`
	Family  string       `json:"family"`
	Session string       `json:"session,omitempty"`
	Source  string       `json:"source,omitempty"`
	Origin  string       `json:"origin,omitempty"`
	Place   tabard.Place `json:"place"`
}

// How long a hint waits for its listing, and how many wait.
const (
	hintAge  = int64(10 * time.Minute / time.Microsecond)
	maxHints = 10_000
)

// OwnIdentity is what a connector says in [tabard.Listed.Protected] of the identity that Tabard itself uses.
const OwnIdentity = "Tabard's own identity"

// listings is what the inventory knows from listings.
type listings struct {
	ofIdentity map[uint32]listedAs
	ofSystem   map[string]listing
	hints      map[tabard.Key]hint
	changed    notes
}

func newListings() *listings {
	return &listings{ofIdentity: map[uint32]listedAs{}, ofSystem: map[string]listing{}, hints: map[tabard.Key]hint{}, changed: notes{}}
}

// isListed reports whether listings tell what exists in a system.
func (l *listings) isListed(system string) bool { return l.ofSystem[system].First != 0 }

// announced keeps what a record of a listed system only announces, and reports whether it did.
func (s *State) announced(e *tabard.Event, c *tabard.Change) bool {
	if !c.Hint || !s.listings.isListed(e.System) {
		return false
	}
	if c.Verb != tabard.Created || c.Object != tabard.ObjectIdentity || c.Identity.IsZero() {
		return true // the listing that follows shows what became of it
	}
	h := hint{
		Seen: e.Time.UnixMicro(), Actor: e.Actor.Key, Family: e.Family, Session: e.Session.ID, Source: e.Source, Origin: e.Origin, Place: e.Place,
	}
	for i := range e.Via {
		h.Via = append(h.Via, e.Via[i].Key)
	}
	if len(s.listings.hints) < maxHints {
		s.listings.hints[c.Identity.Key] = h
		s.listings.changed.mark(hintNote, c.Identity.Realm+"\x00"+c.Identity.ID)
	}
	return true
}

// retract takes back what a session announced and was then refused, so that nobody is taken for the maker of what another one
// makes under that name.
func (s *State) retract(e *tabard.Event) {
	for i := range e.Changes {
		c := &e.Changes[i]
		h, ok := s.listings.hints[c.Identity.Key]
		if ok && c.Verb == tabard.Created && c.Object == tabard.ObjectIdentity && h.Session == e.Session.ID && h.Actor == e.Actor.Key {
			delete(s.listings.hints, c.Identity.Key)
			s.listings.changed.mark(hintNote, c.Identity.Realm+"\x00"+c.Identity.ID)
		}
	}
}

// List takes in one identity as a listing shows it. The event is the listing: its time is when it was put on the log.
func (s *State) List(e *tabard.Event, l *tabard.Listed) []tabard.Fact {
	s.facts = s.facts[:0]
	defer s.weighAll()
	s.beginListing(e)
	i := s.identities.find(l.Identity.Realm, l.Identity.ID)
	known, listed := s.listings.ofIdentity[i]
	complete := s.listings.isListed(e.System)
	switch {
	case i != 0 && listed && known.Incarnation != l.Incarnation:
		s.retire(i) // dropped and created again between two listings
		i = s.reborn(e, l, i)
	case i != 0 && !listed && complete && s.identities.all.at(i).state == retired:
		i = s.reborn(e, l, i)
	case i == 0, !listed && complete:
		if i == 0 {
			i = s.meet(&l.Identity, false)
		}
		if complete {
			s.bornListed(e, l, i)
		}
	}
	as := listedAs{Incarnation: l.Incarnation, Login: l.Login, Superuser: l.Superuser, Protected: l.Protected, Old: known.Old && known.Incarnation == l.Incarnation || !complete}
	if known != as || !listed {
		s.listings.ofIdentity[i] = as
		s.listings.changed.mark(identityNote, number(i))
		s.fact(tabard.Fact{Kind: tabard.FactListed, Identity: l.Identity.Key, Now: l.Incarnation})
	}
	for _, cl := range fromLabels(l.Labels) {
		s.claim(i, cl)
		s.systems.tagged(s.now.system)
	}
	s.holds(i, l)
	return s.facts
}

func (s *State) beginListing(e *tabard.Event) {
	s.now = moment{success: true, system: s.systems.name(e), realm: e.Realm, via: s.now.via[:0]}
	s.now.time = e.Time.UnixMicro()
}

// reborn makes the next incarnation of an identity.
func (s *State) reborn(e *tabard.Event, l *tabard.Listed, old uint32) uint32 {
	next, fresh := s.identities.reincarnate(old, s.now.time)
	s.identities.move(fresh, s.now.system)
	s.fact(tabard.Fact{Kind: tabard.FactFirstSeen, Identity: l.Identity.Key, Now: l.Identity.Name})
	s.firstJudgement(next, &l.Identity)
	s.tieNew(next)
	s.bornListed(e, l, next)
	return next
}

// bornListed records the birth of an identity that a listing shows, and of its login: by whom a hint says, else by nobody
// known. The listing is then that one's doing.
func (s *State) bornListed(e *tabard.Event, l *tabard.Listed, i uint32) {
	birth := *e
	if h, ok := s.listings.hints[l.Identity.Key]; ok {
		delete(s.listings.hints, l.Identity.Key)
		s.listings.changed.mark(hintNote, l.Identity.Realm+"\x00"+l.Identity.ID)
		if e.Time.UnixMicro()-h.Seen <= hintAge {
			birth.Family, birth.Time, birth.Place, birth.Source, birth.Origin = h.Family, fromMicro(h.Seen), h.Place, h.Source, h.Origin
			birth.Session.ID, e.Session.ID = h.Session, h.Session
			if s.now.actor = s.identities.find(h.Actor.Realm, h.Actor.ID); s.now.actor != 0 {
				e.Actor = s.actor(s.now.actor)
			}
			for _, key := range h.Via {
				if via := s.identities.find(key.Realm, key.ID); via != 0 {
					s.now.via = append(s.now.via, via)
				}
			}
		}
	}
	id := s.identities.all.at(i)
	id.born = true
	s.bear(&birth, i)
	for _, r := range l.Credentials {
		s.changeCredential(&birth, &tabard.Change{Verb: tabard.Created, Object: tabard.ObjectCredential, Identity: l.Identity}, r, tabard.ObjectCredential)
	}
	s.now.actor = 0
}

// holds brings the credentials and grants of an identity in line with a listing.
func (s *State) holds(i uint32, l *tabard.Listed) {
	shown := map[uint32]bool{}
	for _, r := range l.Credentials {
		n := s.credentials.find(l.Identity.Realm, r.ID, r.Fingerprint)
		if n == 0 {
			n = s.credentials.add(l.Identity.Realm, s.now.system, &r, i)
			s.credentials.changed.mark(n)
			s.countCredential(i)
		}
		s.credentials.name(n, &r)
		s.holdBy(n, i)
		shown[n] = true
	}
	for _, n := range s.credentials.of(i) {
		one, to := s.credentials.all.at(n), disabled
		if shown[n] {
			to = active
		}
		if one.state != to && one.state != revoked {
			s.credentials.become(n, to)
			s.credentials.changed.mark(n)
			s.reweigh(i)
			s.fact(tabard.Fact{Kind: tabard.FactStateChanged, Identity: l.Identity.Key, Now: "credential " + to.String()})
		}
	}
	granted := map[tabard.GrantRef]bool{}
	for _, g := range l.Grants {
		s.grant(i, &g, true)
		granted[tabard.GrantRef{Permission: g.Permission, Resource: g.Resource, Via: g.Via}] = true
	}
	for n := s.grants.ofIdentity[i]; n != 0; n = s.grants.all.at(n).next {
		one := s.grants.all.at(n)
		r := tabard.GrantRef{Permission: s.texts.get(one.permission), Resource: s.texts.get(one.resource), Via: s.texts.get(one.via)}
		if !one.gone && !granted[r] {
			s.grant(i, &r, false)
		}
	}
	state := s.identities.all.at(i).state
	if state == retired {
		s.setState(i, discovered)
	}
	switch {
	case !l.Login && state == active:
		s.setState(i, disabled)
	case l.Login && state == disabled:
		s.setState(i, active)
	}
}

// Unlist takes in that a listing no longer shows an identity.
func (s *State) Unlist(e *tabard.Event, key tabard.Key) []tabard.Fact {
	s.facts = s.facts[:0]
	defer s.weighAll()
	s.beginListing(e)
	i := s.identities.find(key.Realm, key.ID)
	if _, listed := s.listings.ofIdentity[i]; i == 0 || !listed {
		return nil
	}
	delete(s.listings.ofIdentity, i)
	s.listings.changed.mark(identityNote, number(i))
	s.retire(i)
	return s.facts
}

// EndListing notes that a listing was complete. From the first one on, what appears was born while Tabard watches.
func (s *State) EndListing(e *tabard.Event) {
	s.beginListing(e)
	one := s.listings.ofSystem[e.System]
	one.First, one.Last = cmp.Or(one.First, s.now.time), s.now.time
	s.listings.ofSystem[e.System] = one
	s.listings.changed.mark(systemNote, e.System)
	for key, h := range s.listings.hints {
		if s.now.time-h.Seen > hintAge {
			delete(s.listings.hints, key)
			s.listings.changed.mark(hintNote, key.Realm+"\x00"+key.ID)
		}
	}
}
