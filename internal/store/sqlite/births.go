package sqlite

import (
	"context"
	"encoding/json/v2"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

const birthFields = `SELECT id, time_us, kind, system, subject, name, creator, via, session, source, origin, owner, event`

// birthList lists births, the latest first.
func birthList() *list {
	return &list{
		query: birthFields + `, $sort, n FROM births`, number: "n",
		sorts: map[string]string{"time": "time_us"}, usual: "-time",
		filters: map[string]filter{
			"system": exactly("system"), "kind": exactly("kind"), "creator": exactly("creator"), "subject": exactly("subject"),
			"session": exactly("session"), "since": since("time_us"), "until": until("time_us"),
		},
	}
}

// Births implements [store.Reader].
func (r *Reader) Births(ctx context.Context, q store.Query) (store.Page[tabard.Birth], error) {
	return page(ctx, r.db, birthList(), q, scanBirth)
}

// Birth implements [store.Reader].
func (r *Reader) Birth(ctx context.Context, id string) (tabard.Birth, error) {
	row := r.db.read.QueryRowContext(ctx, birthFields+`, 0, n FROM births WHERE id = $1`, id)
	return one(scanBirth(row.Scan, new(any), new(int64)))
}

func scanBirth(scan func(...any) error, sorted, number any) (tabard.Birth, error) {
	var b tabard.Birth
	var at int64
	var via, owner, event string
	err := scan(&b.ID, &at, &b.Kind, &b.System, &b.Subject, &b.Name, &b.Creator, &via, &b.Session, &b.Source, &b.Origin, &owner, &event, sorted, number)
	if err != nil {
		return b, err
	}
	b.Time = fromMicro(at)
	if b.Owner, err = readOwner(owner); err != nil {
		return b, err
	}
	if err := json.Unmarshal([]byte(via), &b.Via); err != nil {
		return b, err
	}
	return b, json.Unmarshal([]byte(event), &b.Event)
}
