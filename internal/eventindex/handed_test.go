package eventindex_test

import (
	"fmt"
	"slices"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/eventindex"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/store"
)

// keep hands a batch over as judging does; its events are used for others afterwards.
func (w *world) keep(x *eventindex.Index, seq uint64) {
	w.t.Helper()
	for b, err := range w.log.Read(w.t.Context(), seq) {
		if err != nil {
			w.t.Fatal(err)
		}
		var item normalize.Item
		for i, raw := range b.Records {
			if err := (decoder{}).Decode(b.Family, raw, b.Appended, &item); err != nil {
				w.t.Fatal(err)
			}
			item.Event.Seq, item.Event.Index = b.Seq, i
			x.Keep(&item.Event)
			item.Event.Targets[0], item.Event.Source = tabard.Target{ID: "another"}, "another"
		}
		x.KeepBatch(b)
		return
	}
}

// What judging hands over is listed as what is read from the log: when all is handed over, in part, and more than there is room for.
func TestHandedOverIsListedAsReadFromTheLog(t *testing.T) {
	w := newWorld(t)
	whole := w.open()
	const each = 500
	batches := 50
	if testing.Short() {
		batches = 10 // which there is room for
	}
	for n := range batches {
		var all []record
		for i := range each {
			id := n*each + i
			r := record{ID: fmt.Sprint("e", id), Who: fmt.Sprint("u", id%50), Do: "do", From: fmt.Sprint("10.0.0.", id%200), System: "s", At: start}
			if id%7 == 0 {
				r.Behind = "someone"
			}
			if id%11 == 0 {
				r.Born = fmt.Sprint("u", id%50)
			}
			all = append(all, r)
		}
		w.append(all...)
	}
	w.run(whole) // from the log alone
	handed := &world{t: t, log: w.log, folder: t.TempDir(), incarnations: w.incarnations}
	x := handed.open()
	for seq := range uint64(batches) {
		if seq%10 != 3 {
			handed.keep(x, seq+1)
		}
	}
	handed.judged.Store(w.judged.Load())
	handed.run(x)
	for _, id := range []string{"e0", "e7", "e499", "e1501", "e1600", "e4999", fmt.Sprint("e", batches*each-1)} {
		want, err := whole.Event(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		got, err := x.Event(t.Context(), id)
		if err != nil {
			t.Fatalf("event %s: %v", id, err)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) || !slices.Equal(got.Targets, want.Targets) {
			t.Errorf("event %s handed over: %+v\nread from the log: %+v", id, got, want)
		}
	}
	if got, want := ids(t, x, store.Query{Filters: map[string]string{"source": "10.0.0.7"}, Limit: 1000}), ids(t, whole, store.Query{Filters: map[string]string{"source": "10.0.0.7"}, Limit: 1000}); got != want {
		t.Errorf("handed over, the list is %.200s, read from the log %.200s", got, want)
	}
}
