package pipeline

import (
	"context"
	"errors"
	"fmt"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/store"
)

// ErrOtherLog reports that the log is not the one that the store's results came of: it is empty, ends before the stored
// position, or holds another batch there. The operator restores both from one backup, or starts with a new data folder.
var ErrOtherLog = errors.New("the log does not belong to the store")

// start loads what was committed and checks that the log goes on from there.
func (p *Pipeline) start(ctx context.Context) (*judge, error) {
	var knowledge inventory.Config
	if p.Inventory != nil {
		knowledge = p.Inventory()
	}
	j := &judge{
		pipeline: p, inventory: inventory.New(knowledge), detector: p.Detector(),
		sources: newSources(), kept: map[string]*keptFinding{}, known: map[string]knownFinding{}, results: newResults(),
		noSlots: tabard.NewSlots(0, nil), undecided: map[tabard.Key]bool{}, born: map[tabard.Key]string{}, actions: map[string]bool{},
	}
	if p.Decider != nil {
		j.decider = p.Decider()
	}
	var err error
	j.position, j.counters, err = p.Store.Load(ctx, store.Loading{
		Inventory: j.inventory, Finding: j.restoreFinding, Window: j.remember, Source: j.sources.restore,
	})
	if err != nil {
		return nil, err
	}
	if err := Agree(ctx, p.Log, j.position); err != nil {
		return nil, err
	}
	j.inventory.Reconsider()
	_, last := p.Log.Bounds()
	p.Handover.Near(last <= j.position.Seq)
	p.announce(j.position, j.counters)
	return j, nil
}

// Agree checks that the log is the one that was judged up to a position.
func Agree(ctx context.Context, log bus.Log, at store.Position) error {
	first, last := log.Bounds()
	switch {
	case at.Seq == 0:
		if first > 1 && at.Appended != store.Anew {
			return fmt.Errorf("%w: the store is new, and the log has lost its start", ErrOtherLog)
		}
		return nil
	case last == 0:
		return fmt.Errorf("%w: it is empty, and %d batches of it were judged", ErrOtherLog, at.Seq)
	case last < at.Seq:
		return fmt.Errorf("%w: it ends at batch %d, and %d were judged", ErrOtherLog, last, at.Seq)
	}
	for b, err := range log.Headers(ctx, at.Seq) {
		if err != nil {
			return err
		}
		if b.Seq == at.Seq && b.Appended.UnixMicro() != at.Appended {
			return fmt.Errorf("%w: batch %d was appended at another time than the one that was judged", ErrOtherLog, at.Seq)
		}
		break
	}
	return nil
}
