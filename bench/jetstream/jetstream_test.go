package jetstream_test

import (
	"context"
	"flag"
	"testing"

	"tabard.dev/tabard/bench/jetstream"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/bus/bustest"
)

var subject = bustest.Subject{
	Open: func(ctx context.Context, folder string) (bus.Log, error) { return jetstream.Open(ctx, folder) },
	Files: map[string]string{
		"block": "jetstream/*/streams/LOG/msgs/*.blk", "index": "jetstream/*/streams/LOG/msgs/index.db",
		"description": "jetstream/*/streams/LOG/meta.*", "mark": "mark",
	},
	Except: map[string]string{
		"cursors":      "a stream has no place for the cursors of pruned batches; it would take a key-value bucket, which is another stream",
		"full disk":    "Append never answers again: it says neither that the disk is full nor that there is room again",
		"failing sync": "after one failed write or sync no Append is answered until the process starts again, and nothing says why",
	},
}

func TestMain(m *testing.M) { bustest.Main(m, subject) }

func TestLog(t *testing.T) {
	if flag.Lookup("test.bench").Value.String() == "" {
		t.Skip("a measurement, not a part of the product: run with -bench .")
	}
	bustest.Run(t, subject)
}

func TestNoPortIsOpen(t *testing.T) {
	log, err := jetstream.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close() //nolint:errcheck // it was only looked at
	if addr := log.Addr(); addr != nil {
		t.Errorf("the server listens on %v", addr)
	}
}

func BenchmarkAppend(b *testing.B) { bustest.Bench(b, subject) }
