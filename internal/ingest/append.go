package ingest

import (
	"context"
	"time"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/handover"
)

// append is the appending goroutine. All chunks that wait go to the log in one call and share its fate; so a record that two
// senders send at once is taken once, and the second learns that it is a duplicate only when the first is on disk.
func (r *Receiver) append() {
	for {
		select {
		case c := <-r.chunks:
			group := r.gather(c)
			err := r.commit(group)
			for _, c := range group {
				c.done <- err
			}
		case <-r.closing:
			return
		}
	}
}

// groupChunks bounds the chunks of one call.
const groupChunks = 64

func (r *Receiver) gather(first *chunk) []*chunk {
	group, size := []*chunk{first}, first.text.size
	for size < chunkBytes && len(group) < groupChunks {
		select {
		case c := <-r.chunks:
			group, size = append(group, c), size+c.text.size
		default:
			return group
		}
	}
	return group
}

func (r *Receiver) commit(group []*chunk) error {
	p := packer{seen: r.seen, handover: r.handover, open: map[key]*open{}}
	for _, c := range group {
		p.pack(c)
	}
	// A chunk in the appending goroutine is past withdrawing: whoever sent it waits for its fate.
	err := r.handover.Append(p.decoded, func() error { return r.log.Append(context.Background(), p.batches...) })
	if err != nil {
		r.seen.undo(p.added)
		return err
	}
	for _, c := range group {
		r.accepted.Add(int64(c.accepted))
		r.duplicates.Add(int64(c.duplicates))
	}
	r.seen.settle(p.added, time.Now())
	r.forgotten.Store(r.seen.young)
	return nil
}

// packer makes batches of chunks.
type packer struct {
	seen     *seen
	handover *handover.Handover
	added    int // ids added to seen
	batches  []*bus.Batch
	decoded  []*handover.Batch // the same
	open     map[key]*open     // where the next record of a kind goes
}

type open struct {
	*handover.Batch
	size int
}

// key tells which records may share a batch.
type key struct{ family, system, source string }

func (p *packer) pack(c *chunk) {
	before := len(p.batches)
	for _, e := range c.entries {
		k := key{e.family, c.from.System, c.from.Source}
		if e.id != ([16]byte{}) {
			if !p.seen.add(e.id) {
				p.batch(k, 0).Duplicates++
				c.duplicates++
				if e.item != nil {
					p.handover.Drop(e.item)
				}
				continue
			}
			p.added++
		}
		b := p.batch(k, len(e.record))
		b.Records = append(b.Records, e.record)
		b.IDs = append(b.IDs, e.id)
		b.Add(e.item)
		c.accepted++
	}
	for family, n := range c.refused {
		p.batch(key{family, c.from.System, c.from.Source}, 0).Refused += n
	}
	if c.cursor == "" {
		return
	}
	if len(p.batches) == before {
		p.batch(key{c.from.Family, c.from.System, c.from.Source}, 0)
	}
	p.batches[len(p.batches)-1].Cursor = c.cursor
}

// batch gives the open batch for one more record of a size, or a new one when it would be too large. A record over
// [bus.SoloSize] gets a batch of its own, and what comes after it a new one, so that the order stays.
func (p *packer) batch(k key, size int) *handover.Batch {
	b := p.open[k]
	if b == nil || size > 0 && len(b.Records) > 0 &&
		(size > bus.SoloSize || b.size > bus.SoloSize && len(b.Records) == 1 || len(b.Records) == bus.MaxRecords || b.size+size > bus.MaxBatch) {
		plain := &bus.Batch{Kind: bus.Records, Family: k.family, System: k.system, Source: k.source}
		b = &open{Batch: &handover.Batch{Batch: plain}}
		p.batches, p.decoded, p.open[k] = append(p.batches, plain), append(p.decoded, b.Batch), b
	}
	b.size += size
	return b.Batch
}
