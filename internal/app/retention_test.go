package app

import (
	"bytes"
	"context"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	logdb "tabard.dev/tabard/internal/bus/sqlite"
	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/internal/store"
)

// kept stands in for the readers of the log and remembers what they were told.
type kept struct {
	position uint64
	dropped  uint64
	trimmed  int64
	copied   bool // the evidence
}

func (k *kept) Position() uint64 { return k.position }

func (k *kept) Drop(before uint64) error {
	k.dropped = before
	return nil
}

func (k *kept) TrimOutbox(_ context.Context, before int64) error {
	k.trimmed = before
	return nil
}

// WaitingEvidence gives one piece of evidence until it is copied.
func (k *kept) WaitingEvidence(_ context.Context, before uint64, _ int) ([]store.EvidenceRow, error) {
	if before <= 3 || k.copied {
		return nil, nil
	}
	return []store.EvidenceRow{{N: 1, Place: tabard.Place{Seq: 3}}}, nil
}

func (k *kept) CopyEvidence(_ context.Context, copies []store.EvidenceRow) error {
	k.copied = len(copies) == 1 && len(copies[0].Record) > 0
	return nil
}

func TestRetentionDropsByAgeAndSizeButNothingUnread(t *testing.T) {
	log, err := logdb.Open(t.Context(), logdb.Options{Path: filepath.Join(t.TempDir(), "log.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close() //nolint:errcheck // a test
	random := rand.NewChaCha8([32]byte{})
	for range 40 {
		record := make([]byte, 100_000)
		_, _ = random.Read(record) // what does not compress
		if err := log.Append(t.Context(), &bus.Batch{Kind: bus.Records, Family: "f", IDs: make([][16]byte, 1), Records: [][]byte{bytes.Clone(record)}}); err != nil {
			t.Fatal(err)
		}
	}
	k := &kept{}
	run := func(keep config.Retention, judged, read uint64, later time.Duration) uint64 {
		t.Helper()
		k.position = read
		r := &retention{Retention: keep, log: log, outbox: k, evidence: k, events: k, judged: func() uint64 { return judged }, logger: slog.New(slog.DiscardHandler)}
		if err := r.drop(t.Context(), time.Now().Add(later)); err != nil {
			t.Fatal(err)
		}
		first, _ := log.Bounds()
		return first
	}
	hour := config.Retention{Age: config.Duration(time.Hour), Size: 1 << 30}
	if first := run(hour, 40, 40, 0); first != 1 {
		t.Errorf("young and small: begins at %d", first)
	}
	if first := run(config.Retention{}, 40, 40, 10_000*time.Hour); first != 1 {
		t.Errorf("kept for ever: begins at %d", first)
	}
	if first := run(config.Retention{Size: 3 << 20}, 40, 5, 0); first != 5 || k.dropped != 5 {
		t.Errorf("too large, and events read up to 5: begins at %d", first)
	}
	if !k.copied {
		t.Error("the record of batch 3 is evidence, and was dropped without being copied")
	}
	if first := run(config.Retention{Size: 3 << 20}, 8, 40, 0); first != 8 {
		t.Errorf("too large, and judged up to 8: begins at %d", first)
	}
	if first := run(config.Retention{Size: 3 << 20}, 40, 40, 0); first < 9 || first >= 40 { // the size counts the journal, which is large beside so small a log
		t.Errorf("4 MB where 3 MiB may be: begins at %d", first)
	}
	if first := run(hour, 40, 40, 2*time.Hour); first != 40 || k.trimmed == 0 {
		t.Errorf("all too old: begins at %d, want the newest batch", first)
	}
}
