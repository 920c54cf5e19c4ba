package pipeline_test

import (
	"context"
	"iter"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/decide"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/pipeline"
)

// later is a log whose batches were appended seven minutes apart.
type later struct {
	bus.Log
	start time.Time
}

func (l later) Read(ctx context.Context, from uint64) iter.Seq2[*bus.Batch, error] {
	return func(yield func(*bus.Batch, error) bool) {
		for b, err := range l.Log.Read(ctx, from) {
			if err == nil {
				b.Appended = l.start.Add(time.Duration(b.Seq) * 7 * time.Minute)
			}
			if !yield(b, err) {
				return
			}
		}
	}
}

// policies are a set that is in force from the start, and when it denied something.
type policies struct {
	*decide.Set
	denied []time.Time
}

func (p *policies) Hold(h decide.Holding) ([]tabard.Decision, []decide.PolicyError) {
	decisions, failed := p.Set.Hold(h)
	if len(decisions) > 0 {
		p.denied = append(p.denied, h.Now)
	}
	return decisions, failed
}

// TestTimeComesFromTicks lists a login that must not live for longer than a day, and lets nothing happen but ticks of the log's
// clock: it is denied when the day is over by them.
func TestTimeComesFromTicks(t *testing.T) {
	set, err := decide.Compile(decide.Source{Name: "p.cedar", Text: []byte(`@id("day-old") @reason("a login lives for a day") @severity("high")
forbid (principal is Identity, action == Action::"hold", resource is Credential) when { resource has age && resource.age > duration("24h") };`)})
	if err != nil {
		t.Fatal(err)
	}
	w := openWorld(t, t.TempDir())
	t.Cleanup(w.close)
	start := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	families, err := normalize.New([]tabard.Family{family()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	redactor, judged := normalize.NewRedactor(nil), &policies{Set: set}
	p := pipeline.New(pipeline.Config{
		Log: later{w.log, start}, Store: w.store, Detector: newDetector, Idle: time.Millisecond,
		Decoder: func() pipeline.Decoder { return families.Decoder(redactor) }, Decider: func() pipeline.Decider { return judged },
	})
	entries := []pipeline.ListingEntry{{Complete: true}, {Listed: &tabard.Listed{
		Identity: tabard.Actor{Key: tabard.Key{ID: "bot"}, Name: "bot"}, Incarnation: "1", Login: true,
		Credentials: []tabard.CredentialRef{{Kind: tabard.CredentialPassword, ID: "password:bot", Created: start}},
	}}, {Complete: true}}
	if _, err := p.AppendListing(t.Context(), "pg", entries); err != nil {
		t.Fatal(err)
	}
	const ticks = 24*60/7 + 20 // a day of them, and what it takes to look at everybody once more
	for range ticks {
		if err := w.log.Append(t.Context(), &bus.Batch{Kind: bus.Tick}); err != nil {
			t.Fatal(err)
		}
	}
	_, last := w.log.Bounds()
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	for news := p.Next(); p.Committed() < last && ctx.Err() == nil; news = p.Next() {
		select {
		case <-news:
		case <-time.After(time.Second):
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if len(judged.denied) == 0 {
		t.Fatal("the ticks denied nothing")
	}
	if at := judged.denied[0].Sub(start); at < 24*time.Hour || at > 27*time.Hour {
		t.Errorf("the login was denied %s after the start, want it when the day was over by the ticks", at)
	}
}
