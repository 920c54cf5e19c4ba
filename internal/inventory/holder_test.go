package inventory

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"tabard.dev/tabard"
)

// TestChangingHoldersCostsTheSameForMany: a log that names two holders of one credential in turn must not make judging slower
// the more credentials there are.
func TestChangingHoldersCostsTheSameForMany(t *testing.T) {
	few, many := timeOfMoves(t, 100), timeOfMoves(t, 20_000)
	if many > 20*few {
		t.Errorf("a credential changes holders in %v among 20,000, in %v among 100", many, few)
	}
}

// timeOfMoves gives the time of the fastest of some runs of a thousand moves.
func timeOfMoves(t *testing.T, credentials int) time.Duration {
	t.Helper()
	s := New(Config{NoRows: true})
	for i := range credentials {
		for _, holder := range []string{"ann", "bob"} {
			s.Apply(act(0, "root", "create", changes(key(tabard.Created, holder, fmt.Sprint(holder, i)))))
		}
	}
	best := time.Hour
	for range 5 {
		began := time.Now()
		for n := range 1000 {
			s.Apply(act(1+n, "root", "create", changes(key(tabard.Created, []string{"ann", "bob"}[n%2], fmt.Sprint("ann", credentials/2)))))
		}
		best = min(best, time.Since(began))
	}
	return best
}

func TestHoldersListGivesTheNewestFirst(t *testing.T) {
	s := New(Config{})
	for i := range 5 {
		s.Apply(act(i, "root", "create", changes(key(tabard.Created, "ann", fmt.Sprint("K", i)))))
	}
	ann := s.identities.find("r1", "ann")
	for minute, holder := range []string{"bob", "ann"} { // away and back
		s.Apply(act(10+minute, "root", "create", changes(key(tabard.Created, holder, "K1"))))
	}
	s.Apply(act(20, "root", "create", changes(key(tabard.Created, "bob", "K3"))))
	if got, want := s.credentials.of(ann), []uint32{5, 3, 2, 1}; !slices.Equal(got, want) {
		t.Errorf("ann holds %v, want %v", got, want)
	}
}

// TestWhatWorksIsCountedAsItIs takes an inventory through random steps and compares the counts with the lists they stand for.
func TestWhatWorksIsCountedAsItIs(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	s := New(Config{})
	verbs := []tabard.Verb{tabard.Created, tabard.Deleted, tabard.Disabled, tabard.Enabled, tabard.Updated}
	for n := range 3000 {
		c := key(verbs[r.IntN(len(verbs))], fmt.Sprint("who", r.IntN(5)), fmt.Sprint("K", r.IntN(30)))
		c.Credential.NeverEnds = r.IntN(4) == 0
		if r.IntN(6) == 0 {
			c.Credential.Expires = start.Add(time.Hour)
		}
		g := permits([]tabard.Verb{tabard.Granted, tabard.Revoked}[r.IntN(2)], fmt.Sprint("who", r.IntN(5)), fmt.Sprint("p", r.IntN(6)), "all")
		g.Grant.Admin, g.Grant.Public = r.IntN(2) == 0, r.IntN(2) == 0
		s.Apply(act(n, "root", "change", changes(c, g)))
	}
	holders := map[uint32]works{}
	for i := uint32(1); i <= s.credentials.all.len(); i++ {
		if one := s.credentials.all.at(i); one.state == active {
			w := holders[one.holder]
			w.live++
			if one.neverEnds {
				w.forever++
			}
			holders[one.holder] = w
		}
	}
	if !maps.Equal(holders, s.credentials.works) {
		t.Errorf("counted %v, there are %v", s.credentials.works, holders)
	}
	granted := map[uint32]powers{}
	for i := uint32(1); i <= s.grants.all.len(); i++ {
		one := s.grants.all.at(i)
		p := granted[one.identity]
		if !one.gone && one.admin {
			p.admin++
		}
		if !one.gone && one.public {
			p.public++
		}
		granted[one.identity] = p
	}
	for i, want := range granted {
		if got := s.grants.powers[i]; got != want {
			t.Errorf("identity %d: counted %v, there are %v", i, got, want)
		}
	}
}
