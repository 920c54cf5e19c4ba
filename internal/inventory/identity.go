package inventory

import (
	"cmp"
	"strings"

	"tabard.dev/tabard"
)

// identity is one incarnation of a principal: 80 bytes, without pointers.
type identity struct {
	first, last int64 // event times, µs; 0 when only events dated in the future named it
	class       uint32
	native      native
	name        ref    // 0 where it is the native id, or its end
	createdBy   uint32 // identity
	kind        uint32 // judgement
	owner       uint32 // ownership
	networks    seen
	agents      seen
	credentials uint32
	grants      uint32
	incarnation uint16
	risk        uint16
	nameTail    uint16 // the name is so many bytes at the end of the native id; 0 where it is not
	state       phase
	born        bool // its creation was on the log: first is the time of it
}

// class is what many identities share.
type class struct {
	realm  ref
	system ref
	typ    ref // the system's own word
}

// classes are the few there are.
type classes struct {
	all   []class
	index map[class]uint32
}

// put gives the number of a class.
func (c *classes) put(one class) uint32 {
	i, ok := c.index[one]
	if !ok {
		i = uint32(len(c.all)) //nolint:gosec // few
		c.all, c.index[one] = append(c.all, one), i
	}
	return i
}

// phase is where an identity or a credential is in its life, in a byte.
type phase uint8

const (
	discovered phase = iota // somebody named it, or it tried something
	active                  // it did something
	dormant
	retired
	disabled
	revoked
	expired
)

var stateNames = [...]tabard.State{
	discovered: tabard.StateDiscovered, active: tabard.StateActive, dormant: tabard.StateDormant, retired: tabard.StateRetired,
	disabled: tabard.StateDisabled, revoked: tabard.StateRevoked, expired: tabard.StateExpired,
}

func (p phase) String() string { return string(stateNames[p]) }

func parseState(name string) (phase, bool) {
	for i, known := range stateNames {
		if string(known) == name {
			return phase(i), true
		}
	}
	return 0, false
}

// identities finds identities by their key. The newest incarnation of a key is in the index; older ones hang behind it.
type identities struct {
	texts   *texts
	classes classes
	all     column[identity]
	index   table
	older   map[uint32]uint32 // incarnation before

	changed  dirty // what is known of them changed
	relisted dirty // and they must be found by something else now: they are new, or have another system, kind, owner or risk
	touched  dirty // when they were seen, or how much they hold, changed
}

func newIdentities(t *texts) *identities {
	ids := &identities{texts: t, classes: classes{index: map[class]uint32{}}, older: map[uint32]uint32{}}
	ids.index.hash = func(i uint32) uint64 {
		id := ids.all.at(i)
		return mix(t.hashNative(id.native), t.hash(t.get(ids.of(id).realm)))
	}
	return ids
}

func (ids *identities) hash(realm, native string) uint64 {
	return mix(ids.texts.hash(native), ids.texts.hash(realm))
}

// of gives the class of an identity.
func (ids *identities) of(id *identity) class { return ids.classes.all[id.class] }

// move puts an identity into a system.
func (ids *identities) move(id *identity, system ref) {
	one := ids.of(id)
	one.system = system
	id.class = ids.classes.put(one)
}

// relist notes that an identity is new, or is listed by something else now.
func (ids *identities) relist(i uint32) {
	ids.relisted.mark(i)
	ids.changed.mark(i)
}

// find gives the newest incarnation of a key, 0 when there is none.
func (ids *identities) find(realm, native string) uint32 {
	realm, native = bounded(realm), bounded(native)
	return ids.index.find(ids.hash(realm, native), func(i uint32) bool {
		id := ids.all.at(i)
		return ids.texts.isNative(id.native, native) && ids.texts.get(ids.of(id).realm) == realm
	})
}

// at time gives the incarnation that lived at a time: an event that arrives late belongs to the one before.
func (ids *identities) atTime(i uint32, time int64) uint32 {
	for len(ids.older) > 0 && time < ids.all.at(i).first {
		before := ids.older[i]
		if before == 0 {
			return i
		}
		i = before
	}
	return i
}

// add makes the first incarnation of a key.
func (ids *identities) add(a *tabard.Actor) (uint32, *identity) {
	i, id := ids.all.add()
	id.class = ids.classes.put(class{realm: ids.texts.intern(a.Realm), typ: ids.texts.intern(a.Type)})
	id.native = ids.texts.putNative(a.ID)
	id.incarnation = 1
	ids.call(id, a.Name)
	ids.index.put(ids.hash(bounded(a.Realm), bounded(a.ID)), i)
	ids.relist(i)
	ids.touched.mark(i)
	return i, id
}

// call gives an identity its name. Most names are the end of the native id, and cost nothing.
func (ids *identities) call(id *identity, name string) {
	native := ids.texts.native(id.native)
	switch {
	case name == "" || name == native:
	case len(name) < 1<<16 && strings.HasSuffix(native, name):
		id.nameTail = uint16(len(name)) //nolint:gosec // checked
	default:
		id.name = ids.texts.intern(name)
	}
}

// reincarnate makes the next incarnation of a key, born at a time.
func (ids *identities) reincarnate(old uint32, time int64) (uint32, *identity) {
	i, id := ids.all.add()
	was := ids.all.at(old)
	*id = identity{
		first: time, last: time, class: was.class, native: was.native, name: was.name, nameTail: was.nameTail,
		incarnation: was.incarnation + 1, born: true,
	}
	ids.older[i] = old
	ids.index.replace(ids.index.hash(i), old, i)
	ids.relist(i)
	ids.touched.mark(i)
	return i, id
}

// key gives the key of an identity.
func (ids *identities) key(i uint32) tabard.Key {
	if i == 0 {
		return tabard.Key{}
	}
	id := ids.all.at(i)
	return tabard.Key{Realm: ids.texts.get(ids.of(id).realm), ID: ids.texts.native(id.native)}
}

// id gives Tabard's id of an identity, "" for none.
func (ids *identities) id(i uint32) string {
	if i == 0 {
		return ""
	}
	return tabard.IdentityID(ids.key(i), int(ids.all.at(i).incarnation))
}

// name gives what people call an identity.
func (ids *identities) name(i uint32) string {
	id := ids.all.at(i)
	if id.name != 0 {
		return ids.texts.get(id.name)
	}
	native := ids.texts.get(id.native.end)
	if tail := int(id.nameTail); tail != 0 && tail <= len(native) {
		return native[len(native)-tail:]
	}
	native = ids.texts.native(id.native)
	return native[len(native)-cmp.Or(int(id.nameTail), len(native)):]
}

// stretch widens a range of times by one.
func stretch(first, last *int64, time int64) (changed bool) {
	if *first == 0 || time < *first {
		*first, changed = time, true
	}
	if time > *last {
		*last, changed = time, true
	}
	return changed
}
