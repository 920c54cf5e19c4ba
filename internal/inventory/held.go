package inventory

import (
	"slices"

	"tabard.dev/tabard"
)

// Held is an identity of a listed system with what it holds, for policies to be held against.
type Held struct {
	Identity    tabard.Identity
	Actor       tabard.Actor
	Incarnation string // the system's own
	Login       bool
	Superuser   bool
	Old         bool // it was there at the first complete listing
	Protected   string
	Watched     bool // it was created since Tabard watches
	Credentials []HeldCredential
	Grants      []HeldGrant
}

// HeldCredential is a credential with what policies may ask beside.
type HeldCredential struct {
	tabard.Credential
	Watched bool // it was created since Tabard watches
	Sources int  // networks it was used from
	Users   int  // client programs that used it
}

// HeldGrant is a grant with what policies may ask beside.
type HeldGrant struct {
	tabard.Grant
	Admin, Public bool
}

// Held gives an identity of a listed system with what it holds; false for one that no listing shows.
func (s *State) Held(key tabard.Key) (Held, bool) {
	i := s.identities.find(key.Realm, key.ID)
	as, ok := s.listings.ofIdentity[i]
	if !ok {
		return Held{}, false
	}
	id := s.identities.all.at(i)
	h := Held{
		Incarnation: as.Incarnation, Login: as.Login, Superuser: as.Superuser, Old: as.Old, Protected: as.Protected, Watched: id.born && !as.Old,
		Actor: s.actor(i),
	}
	h.Identity, _ = s.Identity(key)
	for _, n := range s.credentials.of(i) {
		one := s.credentials.all.at(n)
		h.Credentials = append(h.Credentials, HeldCredential{
			Credential: s.credentialOf(n), Watched: one.created != 0 && id.born && !as.Old, Sources: len(s.holdNetworks.list(n, one.networks)),
			Users: len(s.clients.list(i, id.agents)),
		})
	}
	for n := s.grants.ofIdentity[i]; n != 0; n = s.grants.all.at(n).next {
		if one := s.grants.all.at(n); !one.gone {
			h.Superuser = h.Superuser || one.admin
			h.Grants = append(h.Grants, HeldGrant{Grant: s.grantOf(one), Admin: one.admin, Public: one.public})
		}
	}
	slices.SortFunc(h.Credentials, func(a, b HeldCredential) int { return compare(a.ID, b.ID) })
	slices.SortFunc(h.Grants, func(a, b HeldGrant) int { return compare(a.ID, b.ID) })
	return h, true
}

// actor names identity number i as a record would.
func (s *State) actor(i uint32) tabard.Actor {
	key := s.identities.key(i)
	a := tabard.Actor{Key: key, Name: s.identities.name(i), Type: s.texts.get(s.identities.of(s.identities.all.at(i)).typ)}
	if known, ok := s.Identity(key); ok {
		a.Kind = known.Kind.Value
	}
	return a
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (s *State) grantOf(one *grant) tabard.Grant {
	g := tabard.Grant{
		ID: s.grantID(one), System: s.texts.get(one.system), Identity: s.identities.id(one.identity),
		Permission: s.texts.get(one.permission), Resource: s.texts.get(one.resource), Via: []string{}, Since: fromMicro(one.since), Used: tabard.UsedUnknown,
	}
	if via := s.texts.get(one.via); via != "" {
		g.Via = []string{via}
	}
	if one.usage != 0 {
		g.Used, g.LastUsed = tabard.UsedYes, fromMicro(s.usages.all.at(one.usage).last)
	}
	return g
}

// Listed gives the keys of listed identities, in the order of their numbers: every so-manyth of them, from a part on, so
// that a sweep over all of them can be spread over many ticks.
func (s *State) Listed(part, parts uint32) []tabard.Key {
	var numbers []uint32
	for i := range s.listings.ofIdentity {
		if i%parts == part {
			numbers = append(numbers, i)
		}
	}
	slices.Sort(numbers)
	keys := make([]tabard.Key, len(numbers))
	for at, i := range numbers {
		keys[at] = s.identities.key(i)
	}
	return keys
}
