package scan

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"tabard.dev/tabard/internal/normalize"
)

const (
	defaultWindow  = 64 << 20
	defaultStreams = 48
	datedWithin    = 256 // records of a file that are looked at for the time of the first

	// Records are handed on in chunks so small that those under way stay in the processor's cache.
	chunkRecords = 32
	chunkBytes   = 48 << 10
)

// raw is one record that was found, on its way to be decoded.
type raw struct {
	time   int64 // event time in µs, that of the record before it where it has none; meaningful only when merging by time
	file   string
	line   int
	number int
	family string
	text   []byte
	block  *block // that the text is in; nil for one of its own
}

// run is one scan at work.
type run struct {
	Options
	ctx    context.Context
	cancel context.CancelFunc
	total  int64
	began  time.Time

	mu         sync.Mutex // guards what follows, and calls of Refused
	rejected   int64
	unreadable int
	err        error

	accepted, late, bytes atomic.Int64

	blocks sync.Pool
}

func newRun(ctx context.Context, o Options, total int64) *run {
	if o.Window <= 0 {
		o.Window = defaultWindow
	}
	if o.Streams <= 0 {
		o.Streams = defaultStreams
	}
	r := &run{Options: o, total: total, began: time.Now()}
	r.ctx, r.cancel = context.WithCancel(ctx)
	return r
}

func (r *run) refuse(f Refusal) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if f.Record == 0 {
		r.unreadable++
	} else {
		r.rejected++
	}
	if r.Refused != nil {
		r.Refused(f)
	}
}

func (r *run) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
	r.cancel()
}

func (r *run) failed() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

func (r *run) counts() Counts {
	r.mu.Lock()
	defer r.mu.Unlock()
	accepted := r.accepted.Load()
	return Counts{Read: accepted + r.rejected, Accepted: accepted, Rejected: r.rejected, Late: r.late.Load()}
}

// read gives the records of one file to take, which stops it by returning false. Records are recognized here, and dated
// when they are to be merged by time.
func (r *run) read(file string, take func(raw) bool) {
	in, err := open(file, r.Stdin, func(n int) { r.bytes.Add(int64(n)) })
	if err != nil {
		r.refuse(Refusal{File: file, Why: err})
		return
	}
	defer in.Close() //nolint:errcheck // only read from
	decoder := r.Set.Decoder(r.Redactor)
	pieces := normalize.Split(in, r.Limits)
	if split, ok := r.Set.Splitter(r.Source); ok {
		pieces = split(in)
	}
	number, clock, family := 0, int64(0), r.Source
	for piece, err := range pieces {
		if r.ctx.Err() != nil {
			return
		}
		if err != nil && piece.Line == 0 {
			r.refuse(Refusal{File: file, Why: err})
			return
		}
		at := int64(0)
		if err == nil {
			family, at, err = r.recognize(decoder, piece.Record, family)
		}
		if err != nil {
			number++
			r.refuse(Refusal{File: file, Line: piece.Line, Record: number, Why: err})
			continue
		}
		inside := decoder.Unwrap(family, piece.Record)
		for _, text := range inside {
			number++
			if len(inside) > 1 && !r.InputOrder {
				at = decoder.Time(family, text)
			}
			if at != 0 {
				clock = at
			}
			if !take(raw{time: clock, file: file, line: piece.Line, number: number, family: family, text: text}) {
				return
			}
		}
	}
}

// recognize names the family of a record, and dates it when records are merged by time.
func (r *run) recognize(decoder *normalize.Decoder, record []byte, before string) (family string, at int64, err error) {
	if r.Source != "" {
		family = decoder.Among(r.Source, record)
		if !r.InputOrder {
			at = decoder.Time(family, record)
		}
		return family, at, nil
	}
	family, at, ok := decoder.Recognize(record, before, !r.InputOrder)
	if !ok {
		return before, 0, decoder.WhyUnknown(record)
	}
	return family, at, nil
}

// block is memory for the texts of records. It is used again once all of them are judged.
type block struct {
	text []byte
	held atomic.Int32 // records in it, and one for who fills it
}

// release gives back a record's part of its block; the record is used no more.
func (r *run) release(b *block) {
	if b != nil && b.held.Add(-1) == 0 && cap(b.text) == chunkBytes {
		r.blocks.Put(b)
	}
}

// newBlock gives an empty block with room for a text.
func (r *run) newBlock(size int) *block {
	b, ok := r.blocks.Get().(*block)
	if !ok || size > cap(b.text) {
		b = &block{text: make([]byte, 0, max(chunkBytes, size))}
	}
	b.text = b.text[:0]
	b.held.Store(1)
	return b
}

// chunk is a list of records with their text in blocks.
type chunk struct {
	records []raw
	block   *block
}

func (r *run) add(c *chunk, one raw) {
	if c.block == nil || cap(c.block.text)-len(c.block.text) < len(one.text) {
		r.release(c.block)
		c.block = r.newBlock(len(one.text))
	}
	b := c.block
	at := len(b.text)
	b.text = append(b.text, one.text...)
	b.held.Add(1)
	one.text, one.block = b.text[at:len(b.text):len(b.text)], b
	c.records = append(c.records, one)
}

func (c *chunk) full() bool {
	return len(c.records) >= chunkRecords || len(c.block.text) >= chunkBytes-(1<<10)
}

// chunks reads a list of files in a goroutine of its own.
func (r *run) chunks(files ...string) <-chan *chunk {
	out := make(chan *chunk, 1)
	go func() {
		defer close(out)
		c := &chunk{}
		send := func() bool {
			r.release(c.block)
			select {
			case out <- c:
				c = &chunk{records: make([]raw, 0, chunkRecords)}
				return true
			case <-r.ctx.Done():
				return false
			}
		}
		for _, file := range files {
			r.read(file, func(one raw) bool {
				r.add(c, one)
				return !c.full() || send()
			})
		}
		if len(c.records) > 0 {
			send()
		}
	}()
	return out
}

// inOrderOfInput gives the records of the files one after the other.
func (r *run) inOrderOfInput(files []string) func() (raw, bool) {
	if !r.InputOrder {
		return nil
	}
	return follow(r.chunks(files...))
}

// follow walks through chunks as one list.
func follow(chunks <-chan *chunk) func() (raw, bool) {
	var now *chunk
	at := 0
	return func() (raw, bool) {
		for now == nil || at == len(now.records) {
			var ok bool
			if now, ok = <-chunks; !ok {
				return raw{}, false
			}
			at = 0
		}
		at++
		return now.records[at-1], true
	}
}
