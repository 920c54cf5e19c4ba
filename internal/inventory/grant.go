package inventory

import (
	"cmp"
	"slices"

	"tabard.dev/tabard"
)

// grant is that an identity may use a permission, without pointers.
type grant struct {
	since      int64 // µs, 0 for unknown
	identity   uint32
	permission ref
	resource   ref
	via        ref
	system     ref
	next       uint32 // another one of the identity
	usage      uint32 // of the permission by the identity, 0 when none was seen
	gone       bool   // taken back; kept so that a grant given again is the same one
	admin      bool
	public     bool
}

// grants finds grants by identity, permission, resource and via.
type grants struct {
	all        column[grant]
	index      table
	ofIdentity map[uint32]uint32 // the newest of each
	powers     map[uint32]powers // of each: what is asked at each event must not walk the list
	changed    dirty
}

func newGrants() *grants {
	g := &grants{ofIdentity: map[uint32]uint32{}, powers: map[uint32]powers{}}
	g.index.hash = func(i uint32) uint64 {
		one := g.all.at(i)
		return g.hash(one.identity, one.permission, one.resource, one.via)
	}
	return g
}

func (g *grants) hash(identity uint32, permission, resource, via ref) uint64 {
	return mix(mix(uint64(identity), uint64(permission)), uint64(resource)<<32|uint64(via))
}

func (g *grants) find(identity uint32, permission, resource, via ref) uint32 {
	return g.index.find(g.hash(identity, permission, resource, via), func(i uint32) bool {
		one := g.all.at(i)
		return one.identity == identity && one.permission == permission && one.resource == resource && one.via == via
	})
}

func (g *grants) add(identity uint32, permission, resource, via ref) (uint32, *grant) {
	i, one := g.all.add()
	*one = grant{identity: identity, permission: permission, resource: resource, via: via, gone: true}
	g.index.put(g.hash(identity, permission, resource, via), i)
	g.hang(i)
	return i, one
}

// powers counts an identity's grants that amount to administration, and those that are for anybody.
type powers struct{ admin, public int32 }

// count adds a grant to its identity's powers, or takes it out.
func (g *grants) count(i uint32, by int32) {
	one := g.all.at(i)
	if one.gone || !one.admin && !one.public {
		return
	}
	p := g.powers[one.identity]
	if one.admin {
		p.admin += by
	}
	if one.public {
		p.public += by
	}
	g.powers[one.identity] = p
}

func (g *grants) hang(i uint32) {
	one := g.all.at(i)
	one.next = g.ofIdentity[one.identity]
	g.ofIdentity[one.identity] = i
}

// id gives Tabard's id of a grant.
func (s *State) grantID(one *grant) string {
	return tabard.HashID("gr_", s.identities.id(one.identity), s.texts.get(one.permission), s.texts.get(one.resource), s.texts.get(one.via))
}

// revoke takes every grant of an identity that has what the reference names: what it leaves empty may be anything, such as
// the permissions that came via an inline policy that is gone.
func (s *State) revoke(i uint32, r *tabard.GrantRef) {
	if *r == (tabard.GrantRef{Admin: r.Admin, Public: r.Public}) {
		return // names nothing
	}
	var taken []tabard.GrantRef
	for n := s.grants.ofIdentity[i]; n != 0; n = s.grants.all.at(n).next {
		one := s.grants.all.at(n)
		named := tabard.GrantRef{Permission: s.texts.get(one.permission), Resource: s.texts.get(one.resource), Via: s.texts.get(one.via), Admin: one.admin, Public: one.public}
		if !one.gone && (r.Permission == "" || r.Permission == named.Permission) && (r.Resource == "" || r.Resource == named.Resource) &&
			(r.Via == "" || r.Via == named.Via) {
			taken = append(taken, named)
		}
	}
	// In an order that does not depend on where a restart fell.
	slices.SortFunc(taken, func(a, b tabard.GrantRef) int {
		return cmp.Or(cmp.Compare(a.Permission, b.Permission), cmp.Compare(a.Resource, b.Resource), cmp.Compare(a.Via, b.Via))
	})
	for n := range taken {
		s.grant(i, &taken[n], false)
	}
}

// grant gives an identity a permission, or takes it.
func (s *State) grant(i uint32, r *tabard.GrantRef, give bool) {
	permission, resource, via := s.texts.intern(r.Permission), s.texts.intern(r.Resource), s.texts.intern(r.Via)
	n := s.grants.find(i, permission, resource, via)
	if n == 0 {
		if !give {
			return // what was never seen to be given is not in the inventory
		}
		n, _ = s.grants.add(i, permission, resource, via)
		s.grants.all.at(n).system = s.identities.of(s.identities.all.at(i)).system
	}
	one := s.grants.all.at(n)
	if one.gone != give {
		return
	}
	s.grants.count(n, -1)
	one.gone, one.admin, one.public = !give, r.Admin, r.Public
	s.grants.count(n, 1)
	kind, id := tabard.FactGrantRemoved, s.identities.all.at(i)
	if give {
		kind = tabard.FactGrantAdded
		one.since, one.usage = s.now.time, s.usages.find(i, permission)
		id.grants++
	} else {
		id.grants--
	}
	s.grants.changed.mark(n)
	s.identities.touched.mark(i)
	s.reweigh(i)
	f := tabard.Fact{Kind: kind, Identity: s.identities.key(i), Now: r.Permission + " on " + r.Resource}
	if !give {
		f.Was, f.Now = f.Now, ""
	}
	s.fact(f)
}

// useGrant notes that an identity used a permission for the first time.
func (s *State) useGrant(i uint32, permission ref) {
	for n := s.grants.ofIdentity[i]; n != 0; n = s.grants.all.at(n).next {
		if one := s.grants.all.at(n); one.permission == permission {
			one.usage = s.usages.find(i, permission)
			s.grants.changed.mark(n)
		}
	}
}
