// Package bustest is the contract suite of [bus.Log]: what every log must do when all is well, and what it must say when the
// process is killed, a bit on disk is flipped, the disk is full, or the disk cannot be written.
//
// A log's own test calls [Main] from TestMain, so that the test binary can be run again as a child to be killed, and [Run].
package bustest

import (
	"context"
	"errors"
	"testing"

	"tabard.dev/tabard/internal/bus"
)

// Subject is a log under test.
type Subject struct {
	Open func(ctx context.Context, folder string) (bus.Log, error)

	// Files names each class of file that the log keeps, with a glob pattern below its folder. A flipped bit is tried in each.
	Files map[string]string

	// Except names faults that the log does not survive, with what happens instead. Such a case is skipped with that reason.
	Except map[string]string
}

// Run is the suite.
func Run(t *testing.T, s Subject) {
	t.Helper()
	cases := []struct {
		name string
		run  func(trial)
	}{
		{"append and read", trial.appendAndRead},
		{"headers", trial.headers},
		{"limits", trial.limits},
		{"many senders", trial.manySenders},
		{"wait", trial.wait},
		{"cursors", trial.cursors},
		{"prune", trial.prune},
		{"prune everything", trial.pruneEverything},
		{"reopen", trial.reopen},
		{"withdraw", trial.withdraw},
		{"closed", trial.closed},
		{"second process", trial.secondProcess},
		{"kill", trial.kill},
		{"flip after close", trial.flipAfterClose},
		{"flip after kill", trial.flipAfterKill},
		{"file lost", trial.fileLost},
		{"read-only disk", trial.readOnlyDisk},
		{"full disk", trial.fullDisk},
		{"failing sync", trial.failingSync},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if reason := s.Except[c.name]; reason != "" {
				t.Skip("named exception: " + reason)
			}
			c.run(trial{s, t})
		})
	}
}

// trial is one case on one log.
type trial struct {
	Subject
	t *testing.T
}

func (s Subject) open(t *testing.T, folder string) bus.Log {
	t.Helper()
	log, err := s.Open(t.Context(), folder)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() { log.Close() }) //nolint:errcheck,gosec // the case itself closes where it matters
	return log
}

// readAll reads a log to its end, going on after each damage.
func readAll(ctx context.Context, log bus.Log, from uint64) (batches []*bus.Batch, lost []*bus.DamageError, err error) {
	for {
		var damage *bus.DamageError
		for b, err := range log.Read(ctx, from) {
			if errors.As(err, &damage) {
				break
			}
			if err != nil {
				return batches, lost, err
			}
			batches = append(batches, b)
		}
		if damage == nil {
			return batches, lost, nil
		}
		lost = append(lost, damage)
		from = damage.To + 1
	}
}

// whole reads a log that must have no damage.
func whole(t *testing.T, log bus.Log, from uint64) []*bus.Batch {
	t.Helper()
	batches, lost, err := readAll(t.Context(), log, from)
	if err != nil {
		t.Fatalf("Read(%d): %v", from, err)
	}
	if len(lost) > 0 {
		t.Fatalf("Read(%d): %v", from, lost[0])
	}
	return batches
}
