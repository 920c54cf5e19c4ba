package plain

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Fields say where a log family has what the rows need, each a path of names separated by dots.
type Fields struct{ Event, Time, Realm, Identity, Action, Source string }

// Pipeline is the plain pipeline.
type Pipeline struct {
	Fields  Fields
	Rules   []Compiled
	Workers int    // goroutines that decode and match
	Path    string // of the SQLite file, which must not exist
}

// Count is what a run did.
type Count struct{ Events, Findings int }

// perTransaction is how many events are written at once.
const perTransaction = 500

// result is what is written for one event.
type result struct {
	event, time, realm, id, action, source string
	rules                                  []string
}

// Run takes all records through the pipeline. When it returns, all rows are on disk.
func (p Pipeline) Run(ctx context.Context, records [][]byte) (Count, error) {
	s, err := openStore(ctx, p.Path)
	if err != nil {
		return Count{}, err
	}
	defer s.db.Close() //nolint:errcheck // everything is committed
	results := make(chan []result, 2*p.Workers)
	g, ctx := errgroup.WithContext(ctx)
	var working sync.WaitGroup
	for worker := range p.Workers {
		working.Add(1)
		g.Go(func() error {
			defer working.Done()
			return p.work(ctx, records, worker, results)
		})
	}
	g.Go(func() error { working.Wait(); close(results); return nil })
	var count Count
	g.Go(func() error {
		for batch := range results {
			fresh, err := s.write(ctx, batch)
			if err != nil {
				return err
			}
			count.Events += fresh
			for _, r := range batch {
				count.Findings += len(r.rules)
			}
		}
		return nil
	})
	return count, g.Wait()
}

// work decodes and judges every so many-th record.
func (p Pipeline) work(ctx context.Context, records [][]byte, worker int, results chan<- []result) error {
	var batch []result
	send := func() error {
		select {
		case results <- batch:
			batch = nil
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for i := worker; i < len(records); i += p.Workers {
		r, err := p.judge(records[i])
		if err != nil {
			return fmt.Errorf("record %d: %w", i+1, err)
		}
		if batch = append(batch, r); len(batch) == perTransaction {
			if err := send(); err != nil {
				return err
			}
		}
	}
	if len(batch) > 0 {
		return send()
	}
	return nil
}

// judge decodes a record and tries all rules on it.
func (p Pipeline) judge(record []byte) (result, error) {
	var event map[string]any
	if err := json.Unmarshal(record, &event); err != nil {
		return result{}, err
	}
	f := p.Fields
	r := result{
		event: text(event, f.Event), time: text(event, f.Time), realm: text(event, f.Realm),
		id: text(event, f.Identity), action: text(event, f.Action), source: text(event, f.Source),
	}
	for i := range p.Rules {
		if p.Rules[i].Match(event) {
			r.rules = append(r.rules, p.Rules[i].Title)
		}
	}
	return r, nil
}

// text gives the text of a field, "" where there is none.
func text(event map[string]any, path string) string {
	var value any = event
	for name := range strings.SplitSeq(path, ".") {
		member, _ := value.(map[string]any)
		value = member[name]
	}
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	return fmt.Sprint(value)
}
