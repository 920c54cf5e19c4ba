package scan

import (
	"runtime"
	"sync"
	"time"

	"tabard.dev/tabard/internal/normalize"
)

// decoded is a chunk whose records were decoded, each or refused.
type decoded struct {
	records []raw
	items   []*normalize.Item
	errs    []error
}

// decodeAll decodes in parallel, keeps the order, and has each accepted record judged.
func (r *run) decodeAll(next func() (raw, bool), judge func(*normalize.Item) error) error {
	type job struct {
		chunk *decoded
		done  chan struct{}
	}
	workers := runtime.GOMAXPROCS(0)
	jobs, order := make(chan job), make(chan job, workers+1)
	pool := sync.Pool{New: func() any { return &decoded{} }}
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			decoder := r.Set.Decoder(r.Redactor)
			for j := range jobs {
				j.chunk.decode(decoder, r.Now)
				close(j.done)
			}
		})
	}
	group.Go(func() {
		defer close(jobs)
		defer close(order)
		for {
			d := pool.Get().(*decoded) //nolint:forcetypeassert // the pool holds nothing else
			if d.take(next); len(d.records) == 0 || r.ctx.Err() != nil {
				return
			}
			j := job{d, make(chan struct{})}
			order <- j
			jobs <- j
		}
	})
	var err error
	for j := range order {
		<-j.done
		if err == nil {
			if err = r.judgeChunk(j.chunk, judge); err != nil {
				r.cancel()
			}
		}
		pool.Put(j.chunk)
	}
	group.Wait()
	return err
}

// take collects the next records for one worker.
func (d *decoded) take(next func() (raw, bool)) {
	clear(d.records)
	d.records = d.records[:0]
	for bytes := 0; len(d.records) < chunkRecords && bytes < chunkBytes; {
		one, ok := next()
		if !ok {
			return
		}
		d.records = append(d.records, one)
		bytes += len(one.text)
	}
}

func (d *decoded) decode(decoder *normalize.Decoder, now time.Time) {
	d.errs = d.errs[:0]
	for i, one := range d.records {
		if i == len(d.items) {
			d.items = append(d.items, &normalize.Item{})
		}
		item := d.items[i]
		d.errs = append(d.errs, decoder.Decode(one.family, one.text, now, item))
		item.Event.File, item.Event.Place.Record = one.file, one.number
	}
}

func (r *run) judgeChunk(d *decoded, judge func(*normalize.Item) error) error {
	for i, one := range d.records {
		if d.errs[i] != nil {
			r.refuse(Refusal{File: one.file, Line: one.line, Record: one.number, Why: d.errs[i]})
		} else {
			r.accepted.Add(1)
			if err := judge(d.items[i]); err != nil {
				return err
			}
		}
		r.release(one.block)
	}
	if r.Progress != nil {
		counts := r.counts()
		r.Progress(Progress{Records: counts.Read, Bytes: r.bytes.Load(), Total: r.total, Since: time.Since(r.began)})
	}
	return nil
}
