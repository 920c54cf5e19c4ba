package eventindex

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json/v2"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

// Events implements [store.EventReader]. The pages of all days are merged by time, so a row is in its place whichever day
// it was received on. Events are sorted by "time", or "-time", which is usual.
func (x *Index) Events(ctx context.Context, q store.Query) (store.Page[store.Event], error) {
	page := store.Page[store.Event]{Items: []store.Event{}}
	ask, err := questionOf(q)
	if err != nil {
		return page, err
	}
	limit := cmp.Or(q.Limit, 100)
	var all []store.Event
	for _, d := range x.newest() {
		rows, err := d.events(ctx, ask, limit+1)
		if err = x.sound(ctx, d, err); err != nil {
			return page, err
		}
		all = append(all, rows...)
	}
	slices.SortFunc(all, func(a, b store.Event) int {
		by := cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.LogSeq, b.LogSeq), cmp.Compare(a.Index, b.Index))
		if ask.descending {
			return -by
		}
		return by
	})
	if len(all) > limit {
		all = all[:limit]
		page.Next = cursorOf(all[limit-1])
	}
	page.Items = append(page.Items, all...)
	return page, nil
}

// Event implements [store.EventReader]: by the record's own id, the newest where several have it, or by its place on the log,
// "SEQ-INDEX".
func (x *Index) Event(ctx context.Context, id string) (store.Event, error) {
	for _, where := range lookups(id) {
		for _, d := range x.newest() {
			e, err := d.event(ctx, where)
			if !errors.Is(err, sql.ErrNoRows) {
				return e, x.sound(ctx, d, err)
			}
		}
	}
	return store.Event{}, fmt.Errorf("event %q: %w", id, store.ErrNotFound)
}

// Record implements [store.EventReader].
func (x *Index) Record(ctx context.Context, id string) (tabard.Record, error) {
	e, err := x.Event(ctx, id)
	if err != nil {
		return nil, err
	}
	if first, last := x.Log.Bounds(); e.LogSeq >= first && e.LogSeq <= last {
		for b, err := range x.Log.Read(ctx, e.LogSeq) {
			if err != nil {
				return nil, err
			}
			if b.Seq == e.LogSeq && e.Index < len(b.Records) {
				return b.Records[e.Index], nil
			}
			break
		}
	}
	return nil, fmt.Errorf("the record of event %q was dropped: %w", id, store.ErrNotFound)
}

// lookup is one way to find an event.
type lookup struct {
	where string
	args  []any
}

func lookups(id string) []lookup {
	all := []lookup{{`id_key = $1 AND id = $2`, []any{idKey(id), id}}}
	seq, index, ok := strings.Cut(id, "-")
	s, err := strconv.ParseUint(seq, 10, 63)
	i, err2 := strconv.ParseUint(index, 10, 31)
	if ok && err == nil && err2 == nil {
		all = append(all, lookup{`seq = $1 AND idx = $2`, []any{int64(s), int64(i)}})
	}
	return all
}

// fields of an event, its texts looked up. A text that is not there is damage, which the checksum tells.
const fields = `SELECT seq, idx, time_us, id, ` + textOf + `system), ''), ` + textOf + `family), ''), ` + textOf + `action), ''), ` + textOf + `outcome), ''), ` +
	textOf + `identity), ''), ` + textOf + `session), ''), ` + textOf + `via), ''), ` + textOf + `credential), ''), ` + textOf + `source), ''), ` +
	textOf + `agent), ''), targets, sum FROM events`

const textOf = `coalesce((SELECT value FROM texts WHERE n = `

func (d *day) event(ctx context.Context, l lookup) (store.Event, error) {
	return scan(d.read.QueryRowContext(ctx, fields+` WHERE `+l.where+` ORDER BY time_us DESC, seq DESC LIMIT 1`, l.args...))
}

func (d *day) events(ctx context.Context, q question, limit int) ([]store.Event, error) {
	where, args := q.sql(limit)
	rows, err := d.read.QueryContext(ctx, fields+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err below tells
	var all []store.Event
	for rows.Next() {
		e, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

func scan(row interface{ Scan(...any) error }) (store.Event, error) {
	var e store.Event
	var at int64
	var via, targets string
	var kept uint32
	err := row.Scan(&e.LogSeq, &e.Index, &at, &e.ID, &e.System, &e.Family, &e.Action, &e.Outcome, &e.Actor.Identity, &e.Actor.Session, &via,
		&e.Credential, &e.Source, &e.UserAgent, &targets, &kept)
	if err != nil {
		return e, err
	}
	texts := []string{e.System, e.Family, e.Action, string(e.Outcome), e.Actor.Identity, e.Actor.Session, via, e.Credential, e.Source, e.UserAgent, e.ID, targets}
	if sum(e.LogSeq, e.Index, at, texts) != kept {
		return e, fmt.Errorf("%w: event %d-%d does not match its checksum", errDamaged, e.LogSeq, e.Index)
	}
	e.Time, e.Actor.Via = time.UnixMicro(at).UTC(), []string{}
	if via != "" {
		e.Actor.Via = strings.Split(via, viaBetween)
	}
	return e, json.Unmarshal([]byte(targets), &e.Targets)
}
