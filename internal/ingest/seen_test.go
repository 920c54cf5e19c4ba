package ingest

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"
	"time"
)

func id(n int) [16]byte {
	var id [16]byte
	binary.LittleEndian.PutUint64(id[:], uint64(n)+1)
	return id
}

// TestSeen drives the table at random and compares it with a plain map and list.
func TestSeen(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const limit = 3000
	s := newSeen(limit)
	known := map[[16]byte]bool{}
	var order [][16]byte
	now := time.Now()
	for round := range 400 {
		var added [][16]byte
		for range random.IntN(200) {
			id := id(random.IntN(20000))
			isNew := s.add(id)
			if isNew == known[id] {
				t.Fatalf("round %d: add says new = %v for an id that is known = %v", round, isNew, known[id])
			}
			if isNew {
				known[id] = true
				added = append(added, id)
			}
		}
		if random.IntN(5) == 0 {
			s.undo(len(added))
			for _, id := range added {
				delete(known, id)
			}
			continue
		}
		s.settle(len(added), now)
		order = append(order, added...)
		for len(order) > limit {
			delete(known, order[0])
			order = order[1:]
		}
		if s.count != len(known) {
			t.Fatalf("round %d: %d ids, want %d", round, s.count, len(known))
		}
	}
	for n := range 20000 {
		if s.has(id(n)) != known[id(n)] {
			t.Fatalf("has(%d) = %v, want %v", n, s.has(id(n)), known[id(n)])
		}
	}
	if s.young == 0 {
		t.Error("ids were dropped within their day and none was counted")
	}
}

func TestSeenCountsOnlyTheYoung(t *testing.T) {
	s := newSeen(10)
	start := time.Now()
	for n := range 30 {
		s.add(id(n))
		s.settle(1, start.Add(time.Duration(n)*25*time.Hour/10)) // ten ids span 25 hours
	}
	if s.young != 0 {
		t.Errorf("%d ids were counted as dropped too early; each was a day old", s.young)
	}
}

// BenchmarkSeen measures a new id when the table is full: one goes in, the oldest goes out.
func BenchmarkSeen(b *testing.B) {
	s := newSeen(4 << 20)
	random := rand.New(rand.NewPCG(1, 2))
	var fresh [16]byte
	for n := range 4 << 20 {
		s.add(id(n))
	}
	s.settle(4<<20, time.Now())
	for n := 0; b.Loop(); n++ {
		binary.LittleEndian.PutUint64(fresh[:], random.Uint64())
		s.add(fresh)
		if n%1000 == 999 {
			s.settle(1000, time.Now())
		}
	}
}
