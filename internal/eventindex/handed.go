package eventindex

import (
	"slices"
	"sync"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
)

// row is what an event's row is made of. Its texts are the event's own, which nobody changes.
type row struct {
	index                      int
	time                       int64 // µs
	id, system, family, action string
	outcome, session           string
	credential, source, agent  string
	actor                      tabard.Key
	via                        []tabard.Key
	remade                     []tabard.Key // identities that the event made or changed
	targets                    []tabard.Target
}

// rowOf takes from an event what its row needs; the event may be used for another one then.
func rowOf(e *tabard.Event) row {
	r := row{
		index: e.Index, time: e.Time.UnixMicro(), id: e.Event, system: e.System, family: e.Family, action: e.Action, outcome: string(e.Outcome),
		session: e.Session.ID, credential: e.Credential.ID, source: e.Source, agent: e.UserAgent, actor: e.Actor.Key,
		targets: slices.Clone(e.Targets[:min(len(e.Targets), mostTargets)]),
	}
	if r.credential == "" {
		r.credential = e.Credential.Fingerprint
	}
	for i := range e.Via {
		if !e.Via[i].IsZero() {
			r.via = append(r.via, e.Via[i].Key)
		}
	}
	for i := range e.Changes {
		if e.Changes[i].Object == tabard.ObjectIdentity {
			r.remade = append(r.remade, e.Changes[i].Identity.Key)
		}
	}
	return r
}

// batch is the events of one batch of the log.
type batch struct {
	seq  uint64
	date string // on which it was received
	rows []row
}

func batchOf(b *bus.Batch) batch {
	return batch{seq: b.Seq, date: b.Appended.UTC().Format(time.DateOnly)}
}

// mostJudged bounds the events that wait to be indexed; about 500 bytes each. What is more is read from the log.
const mostJudged = 20_000

// handed is the batches that were judged and are not indexed yet.
type handed struct {
	rows []row // of the batch being judged, for the one goroutine that judges

	mu      sync.Mutex
	waiting map[uint64]batch
	count   int
}

// Keep takes an event that was judged, so that it need not be read from the log and decoded again. It is for the one
// goroutine that judges.
func (x *Index) Keep(e *tabard.Event) { x.handed.rows = append(x.handed.rows, rowOf(e)) }

// KeepBatch says that these were all events of a batch.
func (x *Index) KeepBatch(b *bus.Batch) {
	one := batchOf(b)
	one.rows = x.handed.rows
	x.handed.rows = nil
	if n := len(one.rows); n > 0 {
		x.handed.rows = make([]row, 0, n)
	}
	j := &x.handed
	j.mu.Lock()
	defer j.mu.Unlock()
	if old, ok := j.waiting[one.seq]; ok { // judging began anew
		j.count -= len(old.rows)
	}
	if j.count+len(one.rows) > mostJudged {
		delete(j.waiting, one.seq)
		return
	}
	if j.waiting == nil {
		j.waiting = map[uint64]batch{}
	}
	j.waiting[one.seq] = one
	j.count += len(one.rows)
}

// take gives the batch of a sequence. What is before it is not asked for again.
func (j *handed) take(seq uint64) (batch, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	one, ok := j.waiting[seq]
	if !ok {
		for old, b := range j.waiting {
			if old < seq {
				j.drop(old, b)
			}
		}
		return batch{}, false
	}
	j.drop(seq, one)
	return one, true
}

func (j *handed) drop(seq uint64, b batch) {
	delete(j.waiting, seq)
	j.count -= len(b.rows)
}

func (j *handed) has(seq uint64) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	_, ok := j.waiting[seq]
	return ok
}
