package inventory

import (
	"fmt"
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
