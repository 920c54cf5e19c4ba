package eventindex

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json/v2"
	"fmt"
	"hash/crc32"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/normalize"
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

// catchUp indexes the batches up to one.
func (x *Index) catchUp(ctx context.Context, to uint64) error {
	first, _ := x.Log.Bounds()
	var g group
	for b, err := range x.Log.Read(ctx, max(x.Position()+1, first)) {
		if err != nil {
			return err
		}
		if b.Seq > to {
			break
		}
		date := b.Appended.UTC().Format(time.DateOnly)
		if g.rows >= commitRows || g.date != "" && g.date != date {
			if err := x.commit(ctx, &g); err != nil {
				return err
			}
		}
		g.add(date, b)
	}
	return x.commit(ctx, &g)
}

// group is the batches of one transaction.
type group struct {
	date    string
	batches []*bus.Batch
	rows    int
}

func (g *group) add(date string, b *bus.Batch) {
	g.date = date
	g.batches = append(g.batches, b)
	if b.Kind == bus.Records {
		g.rows += len(b.Records)
	}
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
	first, last := g.batches[0].Seq, g.batches[len(g.batches)-1].Seq
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	w := &writer{ctx: ctx, index: x, day: d, tx: tx}
	if w.insert, err = tx.PrepareContext(ctx, `INSERT OR REPLACE INTO events VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`); err != nil {
		return err
	}
	defer w.insert.Close() //nolint:errcheck // it ends with the transaction
	for _, b := range g.batches {
		if b.Kind != bus.Records {
			continue
		}
		if err := w.batch(b); err != nil {
			clear(d.texts) // some of them may not be in the file
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `UPDATE state SET indexed = $1, first = CASE WHEN first = 0 THEN $2 ELSE min(first, $2) END`, int64(last), int64(first)); err != nil { //nolint:gosec // sequences are far below
		return err
	}
	if err := tx.Commit(); err != nil {
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

// writer writes the rows of one transaction.
type writer struct {
	ctx    context.Context //nolint:containedctx // it lives as long as one commit
	index  *Index
	day    *day
	tx     *sql.Tx
	insert *sql.Stmt
	item   normalize.Item
}

func (w *writer) batch(b *bus.Batch) error {
	for i, record := range b.Records {
		if err := w.index.Decoder.Decode(b.Family, record, b.Appended, &w.item); err != nil {
			continue // judging counts it: another version of Tabard took it in
		}
		e := &w.item.Event
		if b.System != "" {
			e.System = b.System
		}
		if err := w.event(e, b.Seq, i); err != nil {
			return fmt.Errorf("index event %d-%d: %w", b.Seq, i, err)
		}
	}
	return nil
}

func (w *writer) event(e *tabard.Event, seq uint64, index int) error {
	id := e.Event
	if id == "" {
		id = placeID(seq, index)
	}
	actor, err := w.identity(e.Actor, e)
	if err != nil {
		return err
	}
	via := make([]string, 0, len(e.Via))
	for _, behind := range e.Via {
		name, err := w.identity(behind, e)
		if err != nil {
			return err
		}
		via = append(via, name)
	}
	targets := e.Targets[:min(len(e.Targets), mostTargets)]
	text, err := json.Marshal(targets, json.FormatNilSliceAsNull(false))
	if err != nil {
		text = []byte("[]") // text from a record that is not UTF-8 does not get here
	}
	credential := e.Credential.ID
	if credential == "" {
		credential = e.Credential.Fingerprint
	}
	row := []any{int64(seq), index, e.Time.UnixMicro(), id} //nolint:gosec // sequences are far below
	values := []string{e.System, e.Family, e.Action, string(e.Outcome), actor, e.Session.ID, strings.Join(via, viaBetween), credential, e.Source, e.UserAgent}
	for _, value := range values {
		n, err := w.text(value)
		if err != nil {
			return err
		}
		row = append(row, n)
	}
	_, err = w.insert.ExecContext(w.ctx, append(row, string(text), sum(seq, index, e.Time.UnixMicro(), append(values, id, string(text))))...)
	return err
}

// text gives the number of a text in the day's file.
func (w *writer) text(value string) (n int64, err error) {
	if n, ok := w.day.texts[value]; ok {
		return n, nil
	}
	err = w.tx.QueryRowContext(w.ctx, `INSERT INTO texts (value) VALUES ($1) ON CONFLICT (value) DO UPDATE SET value = value RETURNING n`, value).Scan(&n)
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
func (w *writer) identity(a tabard.Actor, e *tabard.Event) (string, error) {
	if a.IsZero() {
		return "", nil
	}
	cached := w.index.identities
	for _, change := range e.Changes {
		if change.Object == tabard.ObjectIdentity {
			delete(cached, change.Identity.Key)
		}
	}
	if id, ok := cached[a.Key]; ok {
		return id, nil
	}
	incarnation, err := w.index.Incarnation(w.ctx, a.Key)
	if err != nil {
		return "", err
	}
	if len(cached) >= mostCached {
		clear(cached)
	}
	id := tabard.IdentityID(a.Key, incarnation)
	cached[a.Key] = id
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
