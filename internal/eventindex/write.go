package eventindex

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json/v2"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
)

const (
	commitRows  = 4096 // events in one transaction at most …
	againAfter  = time.Second
	mostCached  = 100_000 // keys
	viaBetween  = "\n"    // ids hold no line break
	mostTargets = 20      // of one event; more is in the record
)

// Run indexes what is judged, until the context ends. When it fails it says so once and tries again.
func (x *Index) Run(ctx context.Context) {
	said := false
	for ctx.Err() == nil {
		err := x.follow(ctx)
		if ctx.Err() != nil {
			return
		}
		if !said {
			x.Logger.LogAttrs(ctx, slog.LevelError, "events are not listed for now", slog.String("error", err.Error()))
		}
		said = true
		select {
		case <-time.After(againAfter):
		case <-ctx.Done():
		}
	}
}

func (x *Index) follow(ctx context.Context) error {
	for {
		news := x.News() // before looking, so that no commit falls in between
		if err := x.mend(); err != nil {
			return err
		}
		if judged := x.Judged(); judged > x.Position() {
			if err := x.catchUp(ctx, judged); err != nil {
				return err
			}
			continue
		}
		select {
		case <-news:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// catchUp indexes the batches up to one: those that judging has handed over, and what it has not from the log.
func (x *Index) catchUp(ctx context.Context, to uint64) error {
	first, _ := x.Log.Bounds()
	var g group
	for next := max(x.Position()+1, first); next <= to; {
		if one, ok := x.handed.take(next); ok {
			if err := x.add(ctx, &g, one); err != nil {
				return err
			}
			next++
			continue
		}
		read := next
		for b, err := range x.Log.Read(ctx, next) {
			if err != nil {
				return err
			}
			if b.Seq > to {
				break
			}
			if err := x.add(ctx, &g, x.decode(b)); err != nil {
				return err
			}
			if next = b.Seq + 1; x.handed.has(next) {
				break
			}
		}
		if next == read {
			break // not on the log any more
		}
	}
	return x.commit(ctx, &g)
}

// decode gives the events of a batch that was read from the log.
func (x *Index) decode(b *bus.Batch) batch {
	one := batchOf(b)
	if b.Kind != bus.Records {
		return one
	}
	for i, record := range b.Records {
		if x.Decoder.Decode(b.Family, record, b.Appended, &x.item) != nil {
			continue // judging counts it: another version of Tabard took it in
		}
		e := &x.item.Event
		e.Seq, e.Index = b.Seq, i
		if b.System != "" {
			e.System = b.System
		}
		if e.Realm == "" {
			e.SetRealm(e.System)
		}
		one.rows = append(one.rows, rowOf(e))
	}
	return one
}

// group is the batches of one transaction.
type group struct {
	date    string
	batches []batch
	rows    int
}

// add puts a batch into the group, after committing one that is large enough or of another day.
func (x *Index) add(ctx context.Context, g *group, one batch) error {
	if g.rows >= commitRows || len(g.batches) > 0 && g.date != one.date {
		if err := x.commit(ctx, g); err != nil {
			return err
		}
	}
	g.date = one.date
	g.batches = append(g.batches, one)
	g.rows += len(one.rows)
	return nil
}

// commit writes the events of a group and how far the index is, in one transaction.
func (x *Index) commit(ctx context.Context, g *group) error {
	if len(g.batches) == 0 {
		return nil
	}
	d, err := x.day(ctx, g.date)
	if err != nil {
		return err
	}
	first, last := g.batches[0].seq, g.batches[len(g.batches)-1].seq
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	w := &writer{ctx: ctx, index: x, day: d, tx: tx}
	for _, one := range g.batches {
		for i := range one.rows {
			if err := w.event(one.seq, &one.rows[i]); err != nil {
				clear(d.texts) // some of them may not be in the file
				return fmt.Errorf("index event %d-%d: %w", one.seq, one.rows[i].index, err)
			}
		}
	}
	err = w.flush()
	if err == nil {
		_, err = tx.ExecContext(ctx, `UPDATE state SET indexed = $1, first = CASE WHEN first = 0 THEN $2 ELSE min(first, $2) END`, int64(last), int64(first)) //nolint:gosec // sequences are far below
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		clear(d.texts)
		return err
	}
	if d.first = min(d.first, first); d.first == 0 {
		d.first = first
	}
	d.last.Store(max(last, d.last.Load()))
	x.position.Store(last)
	*g = group{}
	return nil
}

// writer writes the rows of one transaction, many at a time.
type writer struct {
	ctx    context.Context //nolint:containedctx // it lives as long as one commit
	index  *Index
	day    *day
	tx     *sql.Tx
	values []any    // of the rows that wait
	texts  []string // of one event
}

func (w *writer) event(seq uint64, r *row) error {
	id := r.id
	if id == "" {
		id = placeID(seq, r.index)
	}
	for _, key := range r.remade {
		delete(w.index.identities, key)
	}
	actor, err := w.identity(r.actor)
	if err != nil {
		return err
	}
	w.texts = w.texts[:0]
	for _, behind := range r.via {
		name, err := w.identity(behind)
		if err != nil {
			return err
		}
		w.texts = append(w.texts, name)
	}
	via := strings.Join(w.texts, viaBetween)
	targets := "[]"
	if len(r.targets) > 0 {
		if text, err := json.Marshal(r.targets); err == nil { // text from a record that is not UTF-8 does not get here
			targets = string(text)
		}
	}
	w.values = append(w.values, int64(seq), r.index, r.time, idKey(id), id) //nolint:gosec // sequences are far below
	w.texts = append(w.texts[:0], r.system, r.family, r.action, r.outcome, actor, r.session, via, r.credential, r.source, r.agent, id, targets)
	for _, value := range w.texts[:10] {
		n, err := w.text(value)
		if err != nil {
			return err
		}
		w.values = append(w.values, n)
	}
	w.values = append(w.values, targets, sum(seq, r.index, r.time, w.texts))
	if len(w.values) < many*columns {
		return nil
	}
	_, err = w.tx.StmtContext(w.ctx, w.day.insertMany).ExecContext(w.ctx, w.values...) //nolint:sqlclosecheck // it ends with the transaction
	w.values = w.values[:0]
	return err
}

// flush writes what still waits.
func (w *writer) flush() error {
	for ; len(w.values) > 0; w.values = w.values[columns:] {
		if _, err := w.tx.StmtContext(w.ctx, w.day.insert).ExecContext(w.ctx, w.values[:columns]...); err != nil { //nolint:sqlclosecheck // it ends with the transaction
			return err
		}
	}
	return nil
}

// idKey makes a number of an event's id, for an index that is small. Two ids may share one.
func idKey(id string) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(id)) // a hash takes everything
	return int64(h.Sum64())    //nolint:gosec // all 64 bits
}

// text gives the number of a text in the day's file.
func (w *writer) text(value string) (n int64, err error) {
	if n, ok := w.day.texts[value]; ok {
		return n, nil
	}
	err = w.tx.StmtContext(w.ctx, w.day.putText).QueryRowContext(w.ctx, value).Scan(&n) //nolint:sqlclosecheck // it ends with the transaction
	if err != nil {
		return 0, err
	}
	if len(w.day.texts) >= mostTexts {
		clear(w.day.texts)
	}
	w.day.texts[value] = n
	return n, nil
}

// identity gives the id of an actor, "" for nobody. An identity that is made anew under its name has another id from then on.
func (w *writer) identity(key tabard.Key) (string, error) {
	if key.IsZero() {
		return "", nil
	}
	cached := w.index.identities
	if id, ok := cached[key]; ok {
		return id, nil
	}
	incarnation, err := w.index.Incarnation(w.ctx, key)
	if err != nil {
		return "", err
	}
	if len(cached) >= mostCached {
		clear(cached)
	}
	id := tabard.IdentityID(key, incarnation)
	cached[key] = id
	return id, nil
}

// sum is the checksum of an event as it is listed: CRC32C over its place, its time and its texts.
func sum(seq uint64, index int, at int64, texts []string) uint32 {
	text := binary.LittleEndian.AppendUint64(nil, seq)
	text = binary.LittleEndian.AppendUint64(text, uint64(index)) //nolint:gosec // not negative
	text = binary.LittleEndian.AppendUint64(text, uint64(at))    //nolint:gosec // all 64 bits
	for _, value := range texts {
		text = append(binary.AppendUvarint(text, uint64(len(value))), value...)
	}
	return crc32.Checksum(text, crc32.MakeTable(crc32.Castagnoli))
}

// placeID names an event by its place on the log, for records without an id of their own.
func placeID(seq uint64, index int) string {
	return strconv.FormatUint(seq, 10) + "-" + strconv.Itoa(index)
}
