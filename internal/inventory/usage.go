package inventory

import "tabard.dev/tabard"

// usage is that an identity did something: 32 bytes, without pointers.
type usage struct {
	first, last int64 // µs; 0 when only events dated in the future did it
	identity    uint32
	action      ref
	count       uint32 // its low half, see usages.wraps
	source      uint32 // of the last
}

// usages finds usages by identity and action.
type usages struct {
	all     column[usage]
	index   table
	wraps   map[uint32]uint32 // the high half of counts of over four thousand million
	touched dirty
}

func newUsages() *usages {
	u := &usages{wraps: map[uint32]uint32{}}
	u.index.hash = func(i uint32) uint64 { return u.hash(u.all.at(i).identity, u.all.at(i).action) }
	return u
}

func (u *usages) hash(identity uint32, action ref) uint64 {
	return mix(uint64(identity), uint64(action))
}

func (u *usages) find(identity uint32, action ref) uint32 {
	return u.index.find(u.hash(identity, action), func(i uint32) bool {
		one := u.all.at(i)
		return one.identity == identity && one.action == action
	})
}

func (u *usages) add(identity uint32, action ref) (uint32, *usage) {
	i, one := u.all.add()
	one.identity, one.action = identity, action
	u.index.put(u.hash(identity, action), i)
	return i, one
}

func (u *usages) count(i uint32) int64 { return int64(u.wraps[i])<<32 | int64(u.all.at(i).count) }

// use counts what the actor did, and notes the credential it did it with.
func (s *State) use(e *tabard.Event) {
	if s.now.actor == 0 {
		return
	}
	if !e.Credential.IsZero() {
		s.useCredential(e)
	}
	if e.Action == "" || !s.now.success {
		return
	}
	action := s.texts.intern(e.Action)
	i := s.usages.find(s.now.actor, action)
	if i == 0 {
		i, _ = s.usages.add(s.now.actor, action)
		b := s.baselines.at(s.now.actor)
		s.fact(tabard.Fact{Kind: tabard.FactNewAction, Identity: e.Actor.Key, Now: e.Action, Unusual: s.novelAction(s.now.actor, int(b.actions), e.Action)})
		if b.actions < 1<<16-1 {
			b.actions++
		}
		s.identities.touched.mark(s.now.actor)
		s.learnAll(s.now.actor, s.config.Marks.actions[e.Action])
		s.learnClient(e)
		s.useGrant(s.now.actor, action)
	}
	one := s.usages.all.at(i)
	if one.count++; one.count == 0 {
		s.usages.wraps[i]++
	}
	if s.now.time != 0 {
		stretch(&one.first, &one.last, s.now.time)
	}
	if s.now.source != 0 && s.now.time == one.last {
		one.source = s.now.source
	}
	s.usages.touched.mark(i)
}
