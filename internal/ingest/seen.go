package ingest

import (
	"hash/maphash"
	"time"
)

// seen remembers the newest ids of records, to find duplicates: a ring of ids in the order they came, and an open-addressing
// index into it. At its default bound of 4 Mi ids it takes 64 MiB for the ring and 64 MiB for the index; it begins small.
//
// It is used by one goroutine.
type seen struct {
	limit int
	seed  maphash.Seed // keyed, so that nobody can send records whose ids collide
	ring  [][16]byte   // grows to limit plus overshoot, then is used in a circle
	head  int          // place of the oldest id
	count int
	index []spot
	ages  []age // oldest first
	young int64 // ids dropped before their day was over
}

// spot is a place in the index. It keeps part of the hash, so that most ids are told apart without a look at the ring, which
// would be a cache miss. The index has a power of two of them, a third more than ids at least.
type spot struct {
	hash  uint32
	place uint32 // in the ring, plus 1; 0 is a free spot
}

// age says when a run of ids came.
type age struct {
	at    time.Time
	count int
}

// day is how long an id ought to be remembered.
const day = 24 * time.Hour

// overshoot is the room for ids that are not settled yet.
const overshoot = 1 << 14

func newSeen(limit int) *seen {
	return &seen{limit: limit, seed: maphash.MakeSeed(), index: make([]spot, 1024)}
}

// add remembers an id and reports whether it was new. It may go over the limit until settle is called.
func (s *seen) add(id [16]byte) bool {
	if 4*(s.count+1) > 3*len(s.index) {
		s.reindex(2 * len(s.index))
	}
	hash := s.hash(id)
	at := s.find(hash, id)
	if s.index[at].place != 0 {
		return false
	}
	if s.count == len(s.ring) {
		s.widen()
		at = s.find(hash, id)
	}
	place := s.place(s.count)
	s.ring[place] = id
	s.index[at] = spot{hash, uint32(place) + 1} //nolint:gosec // a place is less than 2³²
	s.count++
	return true
}

func (s *seen) has(id [16]byte) bool { return s.index[s.find(s.hash(id), id)].place != 0 }

// undo forgets the newest n ids: the batch they were in did not reach the log.
func (s *seen) undo(n int) {
	for range n {
		s.count--
		s.remove(s.ring[s.place(s.count)])
	}
}

// settle keeps the newest n ids, which came at a time, and drops the oldest over the limit.
func (s *seen) settle(n int, at time.Time) {
	if last := len(s.ages) - 1; last >= 0 && at.Sub(s.ages[last].at) < time.Minute {
		s.ages[last].count += n // minutes are exact enough, and bound the list
	} else if n > 0 {
		s.ages = append(s.ages, age{at, n})
	}
	for s.count > s.limit {
		s.remove(s.ring[s.head])
		s.head = s.place(1)
		s.count--
		if at.Sub(s.ages[0].at) < day {
			s.young++
		}
		if s.ages[0].count--; s.ages[0].count == 0 {
			s.ages = s.ages[1:]
		}
	}
}

func (s *seen) place(n int) int { return (s.head + n) % len(s.ring) }

func (s *seen) hash(id [16]byte) uint32 {
	return uint32(maphash.Bytes(s.seed, id[:]) >> 32)
}

// find gives the spot of an id, or the free one where it would go.
func (s *seen) find(hash uint32, id [16]byte) int {
	mask := len(s.index) - 1
	for at := int(hash) & mask; ; at = (at + 1) & mask {
		if spot := s.index[at]; spot.place == 0 || spot.hash == hash && s.ring[spot.place-1] == id {
			return at
		}
	}
}

// remove takes an id out of the index and moves up those that were pushed aside by it.
func (s *seen) remove(id [16]byte) {
	mask := len(s.index) - 1
	free := s.find(s.hash(id), id)
	for at := (free + 1) & mask; s.index[at].place != 0; at = (at + 1) & mask {
		if home := int(s.index[at].hash); (at-home)&mask >= (at-free)&mask {
			s.index[free], free = s.index[at], at
		}
	}
	s.index[free] = spot{}
}

// reindex makes the index anew, with a number of spots.
func (s *seen) reindex(size int) {
	s.index = make([]spot, size)
	for i := range s.count {
		place := s.place(i)
		hash := s.hash(s.ring[place])
		s.index[s.find(hash, s.ring[place])] = spot{hash, uint32(place) + 1} //nolint:gosec // a place is less than 2³²
	}
}

// widen makes the ring larger; its ids move to the front.
func (s *seen) widen() {
	size := max(1024, 2*len(s.ring))
	if size > s.limit {
		size = max(len(s.ring), s.limit) + overshoot
	}
	ring := make([][16]byte, size)
	for i := range s.count {
		ring[i] = s.ring[s.place(i)]
	}
	s.ring, s.head = ring, 0
	s.reindex(len(s.index))
}
