package inventory

import (
	"cmp"
	"slices"

	"tabard.dev/tabard"
)

// credential is what proves an identity, without its value and without pointers.
type credential struct {
	created, expires, used int64 // µs, 0 for unknown
	realm                  ref
	system                 ref
	native                 ref // public id
	fingerprint            ref
	holder                 uint32 // identity
	createdBy              uint32 // identity
	source                 uint32 // of the last use
	networks               seen
	before, next           uint32 // others of the holder
	kind                   ref
	state                  phase
	neverEnds              bool
	byFingerprint          bool // its id is a hash of the fingerprint: the public id was learned later
}

// credentials finds credentials by realm and public id, and by realm and fingerprint.
type credentials struct {
	texts         *texts
	all           column[credential]
	byNative      table
	byFingerprint table
	ofHolder      map[uint32]uint32 // the first on the list of each holder
	works         map[uint32]works  // of each holder: what is asked at each event must not walk the list
	changed       dirty             // what is known of them changed
	relisted      dirty             // and they must be found by something else now: they are new, or have another name or holder
	used          dirty             // they were used
}

func newCredentials(t *texts) *credentials {
	c := &credentials{texts: t, ofHolder: map[uint32]uint32{}, works: map[uint32]works{}}
	c.byNative.hash = func(i uint32) uint64 { return c.hash(t.get(c.all.at(i).realm), t.get(c.all.at(i).native)) }
	c.byFingerprint.hash = func(i uint32) uint64 { return c.hash(t.get(c.all.at(i).realm), t.get(c.all.at(i).fingerprint)) }
	return c
}

func (c *credentials) hash(realm, id string) uint64 {
	return mix(c.texts.hash(id), c.texts.hash(realm))
}

// find gives the credential with a public id or a fingerprint, 0 when there is none.
func (c *credentials) find(realm, native, fingerprint string) uint32 {
	realm, native, fingerprint = bounded(realm), bounded(native), bounded(fingerprint)
	if native != "" {
		i := c.byNative.find(c.hash(realm, native), func(i uint32) bool {
			return c.texts.get(c.all.at(i).native) == native && c.texts.get(c.all.at(i).realm) == realm
		})
		if i != 0 {
			return i
		}
	}
	if fingerprint == "" {
		return 0
	}
	return c.byFingerprint.find(c.hash(realm, fingerprint), func(i uint32) bool {
		return c.texts.get(c.all.at(i).fingerprint) == fingerprint && c.texts.get(c.all.at(i).realm) == realm
	})
}

// add makes a credential of a holder.
func (c *credentials) add(realm string, system ref, r *tabard.CredentialRef, holder uint32) uint32 {
	i, one := c.all.add()
	one.system, one.realm, one.holder, one.byFingerprint, one.state = system, c.texts.intern(realm), holder, r.ID == "", active
	c.hang(i)
	c.name(i, r)
	c.relist(i)
	return i
}

// relist notes that a credential is new, or is found by something else now.
func (c *credentials) relist(i uint32) {
	c.relisted.mark(i)
	c.changed.mark(i)
}

// name gives a credential what a record says of it and was not known: public id, fingerprint, kind, dates.
func (c *credentials) name(i uint32, r *tabard.CredentialRef) {
	one := c.all.at(i)
	realm := c.texts.get(one.realm)
	// A name belongs to the credential that had it first: two of one name would be found by chance.
	if one.native == 0 && r.ID != "" && c.find(realm, r.ID, "") == 0 {
		one.native = c.texts.put(r.ID)
		c.byNative.put(c.hash(realm, bounded(r.ID)), i)
		c.relist(i)
	}
	if one.fingerprint == 0 && r.Fingerprint != "" && c.find(realm, "", r.Fingerprint) == 0 {
		one.fingerprint = c.texts.put(r.Fingerprint)
		c.byFingerprint.put(c.hash(realm, bounded(r.Fingerprint)), i)
		c.relist(i)
	}
	if one.kind == 0 && r.Kind != "" {
		one.kind = c.texts.intern(string(r.Kind))
		c.changed.mark(i)
	}
	if !r.Expires.IsZero() && one.expires != r.Expires.UnixMicro() {
		c.edit(i, func(one *credential) { one.expires, one.neverEnds = r.Expires.UnixMicro(), false })
		c.changed.mark(i)
	}
	if r.NeverEnds && !one.neverEnds {
		c.edit(i, func(one *credential) { one.expires, one.neverEnds = 0, true })
		c.changed.mark(i)
	}
	if !r.Created.IsZero() && one.created == 0 {
		one.created = r.Created.UnixMicro()
		c.changed.mark(i)
	}
}

// hang puts a credential on the list of its holder. A list may be long, and what moves between two holders must not cost more
// for that: so it has no order, and of gives it one.
func (c *credentials) hang(i uint32) {
	one := c.all.at(i)
	head := c.ofHolder[one.holder]
	one.before, one.next, c.ofHolder[one.holder] = 0, head, i
	if head != 0 {
		c.all.at(head).before = i
	}
	c.count(i, 1)
}

// unhang takes a credential off the list of its holder.
func (c *credentials) unhang(i uint32) {
	c.count(i, -1)
	one := c.all.at(i)
	if one.before == 0 {
		c.ofHolder[one.holder] = one.next
	} else {
		c.all.at(one.before).next = one.next
	}
	if one.next != 0 {
		c.all.at(one.next).before = one.before
	}
}

// works counts a holder's credentials that work, and those of them that never end.
type works struct{ live, forever int32 }

// count adds a credential to what works of its holder's, or takes it out.
func (c *credentials) count(i uint32, by int32) {
	one := c.all.at(i)
	if one.state != active || one.holder == 0 {
		return
	}
	w := c.works[one.holder]
	w.live += by
	if one.neverEnds {
		w.forever += by
	}
	if w == (works{}) {
		delete(c.works, one.holder)
		return
	}
	c.works[one.holder] = w
}

// edit changes what a credential counts as.
func (c *credentials) edit(i uint32, do func(*credential)) {
	c.count(i, -1)
	do(c.all.at(i))
	c.count(i, 1)
}

// become moves a credential into another state of its life.
func (c *credentials) become(i uint32, to phase) { c.edit(i, func(one *credential) { one.state = to }) }

// of gives the credentials of a holder, the newest first: the same order after a restart as without.
func (c *credentials) of(holder uint32) []uint32 {
	var all []uint32
	for i := c.ofHolder[holder]; i != 0; i = c.all.at(i).next {
		all = append(all, i)
	}
	slices.SortFunc(all, func(a, b uint32) int { return cmp.Compare(b, a) })
	return all
}

// id gives Tabard's id of a credential: a hash of the realm and what it was first known by.
func (c *credentials) id(i uint32) string {
	one := c.all.at(i)
	if one.byFingerprint {
		return tabard.HashID("cr_", c.texts.get(one.realm), "fingerprint", c.texts.get(one.fingerprint))
	}
	return tabard.HashID("cr_", c.texts.get(one.realm), "id", c.texts.get(one.native))
}

// useCredential notes the use of the credential that an event names. One that was never seen is taken for the actor's.
func (s *State) useCredential(e *tabard.Event) {
	r := &e.Credential
	i := s.credentials.find(e.Realm, r.ID, r.Fingerprint)
	if i == 0 {
		if !s.now.success {
			return // a credential that was refused need not exist
		}
		i = s.credentials.add(e.Realm, s.now.system, r, s.now.actor)
		s.countCredential(s.now.actor)
	} else {
		s.credentials.name(i, r)
	}
	if !s.now.success {
		return
	}
	one := s.credentials.all.at(i)
	s.ended(e, one)
	first := one.used == 0
	added, before := s.holdNetworks.add(i, &one.networks, s.sources.network(s.now.source))
	if added || first {
		s.fact(tabard.Fact{
			Kind: tabard.FactCredentialUse, Identity: e.Actor.Key, Unusual: float64(len(s.holdNetworks.list(i, one.networks))), Was: s.texts.get(before), Now: s.texts.get(s.sources.network(s.now.source)),
		})
	}
	if s.now.time > one.used {
		one.used, one.source = s.now.time, s.now.source
		s.credentials.used.mark(i)
	}
	if added {
		s.credentials.changed.mark(i)
	}
}

func (s *State) countCredential(holder uint32) {
	if holder != 0 {
		s.identities.all.at(holder).credentials++
		s.identities.touched.mark(holder)
		s.reweigh(holder)
	}
}
