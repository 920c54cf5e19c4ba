package pipeline

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/store"
)

// judge is the one goroutine that judges, with all that judging remembers.
type judge struct {
	pipeline  *Pipeline
	inventory *inventory.State
	detector  Detector
	sources   *sources
	decider   Decider                 // nil when there are no policies
	kept      map[string]*keptFinding // what people said of open findings
	known     map[string]knownFinding // the open findings, by id

	position store.Position // of the last batch judged
	counters store.Counters
	appended time.Time // of the batch being judged
	results  *results  // not handed to the writer yet
	inside   bool      // a batch was judged in part: results must not go out before its end
	noSlots  *tabard.Slots

	undecided  map[tabard.Key]bool   // whose facts changed
	waiting    []tabard.Key          // the same, in order
	born       map[tabard.Key]string // who made those of them that were just born
	actions    map[string]bool       // ids of our own actions
	newActions []string              // not kept yet
}

// run judges jobs in order and hands results to the writer: when they have waited for as long as is good and the writer is
// idle. What is there to be judged until then goes with them.
func (j *judge) run(ctx context.Context, jobs <-chan *job, w *writer) error {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	wait := j.pipeline.Idle
	for {
		if err := j.take(ctx, w, &wait); err != nil {
			return err
		}
		var due <-chan time.Time
		var free <-chan time.Duration
		switch {
		case j.inside || j.results.since.IsZero():
		case j.results.due:
			free = w.free
		default:
			timer.Reset(time.Until(j.results.since.Add(wait)))
			due = timer.C
		}
		select {
		case next, ok := <-jobs:
			if !ok {
				return context.Cause(ctx)
			}
			if err := j.next(ctx, next); err != nil {
				return err
			}
		case q := <-j.pipeline.questions:
			j.explain(q)
		case <-due:
			j.results.due = true
		case took := <-free:
			wait = j.hand(w, took)
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// take hands results over before more is judged, if they are due and the writer is idle. What is full waits for the writer.
func (j *judge) take(ctx context.Context, w *writer, wait *time.Duration) error {
	r := j.results
	if j.inside || r.since.IsZero() {
		return nil
	}
	if r.full() {
		select {
		case took := <-w.free:
			*wait = j.hand(w, took)
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		return nil
	}
	r.due = r.due || time.Since(r.since) > *wait
	if r.due {
		select {
		case took := <-w.free:
			*wait = j.hand(w, took)
		default:
		}
	}
	return nil
}

// next judges a job as soon as it is decoded.
func (j *judge) next(ctx context.Context, next *job) error {
	select {
	case <-next.done:
	case <-ctx.Done():
		if next.errors == nil { // else a decoder may still be at it
			next.release()
		}
		return context.Cause(ctx)
	}
	return j.job(ctx, next)
}

// commitShare is how many times longer results wait than the last commit took, within Idle and Busy: what changes again and
// again is then written once, and writing takes a fifth of the time at most.
const commitShare = 4

// hand gives the results to the idle writer, begins new ones, and tells how long these should wait.
func (j *judge) hand(w *writer, took time.Duration) time.Duration {
	w.commits <- j.seal()
	j.results = newResults()
	return min(max(j.pipeline.Idle, commitShare*took), j.pipeline.Busy)
}

// job judges a stretch of a batch. The position moves only over whole batches.
func (j *judge) job(ctx context.Context, next *job) error {
	defer next.release()
	b := next.batch
	if want := j.position.Seq + 1; next.from == 0 && b.Seq < want {
		return fmt.Errorf("the log gave batch %d where %d was due", b.Seq, want)
	}
	if j.inventory.Full() {
		return errFull
	}
	j.appended = b.Appended
	if j.results.since.IsZero() {
		j.results.since = time.Now()
	}
	switch b.Kind {
	case bus.Records:
		j.records(ctx, next)
	case bus.Tick:
		j.tick(b)
	case bus.Said:
		j.said(ctx, b)
	case bus.Listing:
		j.listing(ctx, b)
	}
	if len(j.waiting) > 0 {
		j.decide(ctx, &tabard.Event{
			Seq: b.Seq, Family: clockFamily, Action: "decide", Outcome: tabard.OutcomeSuccess, Time: b.Appended, System: b.System,
		})
	}
	if j.inside = !next.last; next.last {
		j.counters.Rejected += int64(b.Refused)
		j.counters.Duplicates += int64(b.Duplicates)
		j.sources.see(b)
		if j.pipeline.Index != nil {
			j.pipeline.Index.KeepBatch(b)
		}
		j.position = store.Position{Seq: b.Seq, Appended: b.Appended.UnixMicro()}
	}
	return nil
}

func (j *judge) records(ctx context.Context, next *job) {
	b := next.batch
	for i := range next.to - next.from {
		j.counters.Accepted++
		if next.errors != nil && next.errors[i] != nil {
			// It was understood when it was accepted: another version of Tabard, or other settings, took it in.
			j.counters.Unreadable++
			j.pipeline.Logger.LogAttrs(ctx, slog.LevelDebug, "record is no longer understood", slog.Uint64("batch", b.Seq), slog.Int("index", next.from+i), slog.String("error", next.errors[i].Error()))
			continue
		}
		item := next.items[i]
		e := &item.Event
		e.Seq, e.Index = b.Seq, next.from+i
		if b.System != "" {
			e.System = b.System
		}
		if e.Realm == "" {
			e.SetRealm(e.System)
		}
		j.event(e, item.Slots, j.inventory.Apply(e))
		j.hinted(e)
		if j.pipeline.Index != nil {
			j.pipeline.Index.Keep(e)
		}
	}
}

// event has the detectors judge an event and what it changed, and keeps what came of it.
func (j *judge) event(e *tabard.Event, slots *tabard.Slots, facts []tabard.Fact) {
	for i := range facts {
		j.toDecide(facts[i].Identity)
		if facts[i].Kind == tabard.FactBirth {
			j.counters.Births++
			j.bornNow(e, &facts[i])
			j.send("birth", facts[i].Birth.ID).Birth = j.counters.Births
		}
	}
	if j.ours(e) {
		return // it is tied to its receipt
	}
	j.impostor(e)
	for _, change := range j.detector.Judge(e, slots, facts, j.inventory) {
		j.found(e, change, len(e.Record) > 0)
		if change.New {
			j.toDecide(change.Finding.About)
		}
	}
}

// tick lets the clock do its part, and looks at the places that records come from.
func (j *judge) tick(b *bus.Batch) {
	e := &tabard.Event{Family: clockFamily, Action: "tick", Outcome: tabard.OutcomeSuccess, Time: b.Appended}
	e.Seq = b.Seq
	j.event(e, j.noSlots, j.inventory.Tick(b.Appended)) // also without facts: windows end with time
	for system, fact := range j.sources.tick(b.Appended) {
		e.System = system
		j.event(e, j.noSlots, []tabard.Fact{fact})
	}
	j.wake(b)
	j.sweep(b.Appended)
}
