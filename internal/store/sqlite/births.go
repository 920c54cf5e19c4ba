package sqlite

import (
	"context"
	"encoding/json/v2"
	"strconv"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

const birthFields = `SELECT id, time_us, kind, system, subject, name, creator, via, session, source, origin, owner, event`

// birthList lists births, those found out last first, which is nearly the order of their times.
func birthList() *list {
	return &list{
		query: birthFields + `, $sort, n FROM births`, from: " FROM births", number: "n",
		facets: []facet{{"kind", "kind"}, {"system", "system"}},
		sorts:  map[string]string{"discovered": "n"}, usual: "-discovered",
		filters: map[string]filter{
			"system": exactly("system"), "kind": exactly("kind"), "creator": exactly("creator"), "subject": bornAs,
			"session": exactly("session"), "since": since("time_us"), "until": until("time_us"),
		},
	}
}

// bornAs compares the subject of births.
func bornAs(c *conditions, value string) error {
	known := c.arg(key(value)) // of an identity or a credential
	c.add("subject_n IN (SELECT n FROM identities WHERE id_key = " + known + " UNION SELECT n FROM credentials WHERE id_key = " + known + ")")
	c.add("subject = " + c.arg(value))
	return nil
}

// birthKey makes a number of the start of a birth's id, which begins with the time.
func birthKey(id string) int64 {
	digits := strings.TrimPrefix(id, "bi_")
	n, err := strconv.ParseUint(digits[:min(16, len(digits))], 16, 64)
	if err != nil {
		return 0 // no birth has such an id
	}
	return int64(n) //nolint:gosec // all 64 bits
}

// Births implements [store.Reader].
func (r *Reader) Births(ctx context.Context, q store.Query) (store.Page[tabard.Birth], error) {
	return page(ctx, r.db, birthList(), q, scanBirth)
}

// Birth implements [store.Reader].
func (r *Reader) Birth(ctx context.Context, id string) (tabard.Birth, error) {
	if err := r.db.sound(ctx, "births", " WHERE id_key = $1 AND id = $2", birthKey(id), id); err != nil {
		return tabard.Birth{}, err
	}
	row := r.db.read.QueryRowContext(ctx, birthFields+`, 0, n FROM births WHERE id_key = $1 AND id = $2`, birthKey(id), id)
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
