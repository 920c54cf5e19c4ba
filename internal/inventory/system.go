package inventory

import "tabard.dev/tabard"

// system is a thing Tabard is connected to, as the records show it.
type system struct {
	name        ref
	realm       ref // of its newest record
	family      ref
	last        int64 // event time of the newest record, µs
	records     int64
	ownerSource bool
}

// realm is what a system's records call themselves, and the system they belong to.
type realm struct {
	name   ref
	system ref
}

// systems holds the few systems there are.
type systems struct {
	texts   *texts
	all     column[system]
	byName  map[string]uint32
	changed dirty

	realms        column[realm]
	byRealm       map[string]uint32
	changedRealms dirty

	lastName, lastRealm string // of the last event, whose system is
	lastSystem          uint32
}

func newSystems(t *texts) *systems {
	return &systems{texts: t, byName: map[string]uint32{}, byRealm: map[string]uint32{}}
}

// see counts a record of a system and gives the system's name.
func (s *systems) see(e *tabard.Event) ref {
	if s.lastSystem == 0 || e.System != s.lastName || e.Realm != s.lastRealm {
		s.lastSystem, s.lastName, s.lastRealm = s.find(e), e.System, e.Realm
	}
	one := s.all.at(s.lastSystem)
	one.records++
	if !e.Future && !e.Time.IsZero() {
		one.last = max(one.last, e.Time.UnixMicro())
	}
	s.changed.mark(s.lastSystem)
	return one.name
}

// name gives the name of the system that an event is of, without counting a record.
func (s *systems) name(e *tabard.Event) ref {
	i := s.find(e)
	s.changed.mark(i)
	return s.all.at(i).name
}

func (s *systems) find(e *tabard.Event) uint32 {
	i, ok := s.byName[e.System]
	if !ok {
		var one *system
		i, one = s.all.add()
		one.name, one.family = s.texts.intern(e.System), s.texts.intern(e.Family)
		s.byName[s.texts.get(one.name)] = i
	}
	one := s.all.at(i)
	one.realm = s.texts.intern(e.Realm)
	s.place(one.realm, one.name)
	return i
}

// place notes which system a realm belongs to.
func (s *systems) place(name, system ref) {
	i, ok := s.byRealm[s.texts.get(name)]
	if !ok {
		var one *realm
		i, one = s.realms.add()
		one.name = name
		s.byRealm[s.texts.get(name)] = i
	}
	if one := s.realms.at(i); one.system != system {
		one.system = system
		s.changedRealms.mark(i)
	}
}

// ofRealm gives the name of the system that a realm belongs to, the realm itself when no record of it was seen.
func (s *systems) ofRealm(realm string) ref {
	if i, ok := s.byRealm[realm]; ok {
		return s.realms.at(i).system
	}
	return s.texts.intern(realm)
}

// tagged notes that somebody names owners in a system.
func (s *systems) tagged(name ref) {
	if i, ok := s.byName[s.texts.get(name)]; ok && !s.all.at(i).ownerSource {
		s.all.at(i).ownerSource = true
		s.changed.mark(i)
	}
}
