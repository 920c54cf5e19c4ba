package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json/v2"
	"errors"
	"fmt"
	"slices"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/store"
)

const (
	identityFields = `SELECT i.id, i.system, i.realm, i.native_id, i.name, i.kind, i.kind_confidence, i.kind_evidence, i.owner, i.owner_sure,
	i.owner_evidence, i.state, i.incarnation, l.first_us, l.last_us, i.created_by, l.credentials, l.grants, i.risk, i.risk_parts,
	(SELECT count(*) FROM findings f WHERE f.identity = i.id AND f.state <> 'closed')`
	identityTables = ` FROM identities i JOIN lives l ON l.n = i.n`
)

// identityList lists identities, newly discovered ones first.
func identityList() *list {
	return &list{
		query: identityFields + `, $sort, i.n` + identityTables, from: identityTables, number: "i.n",
		facets: []facet{{"kind", "i.kind"}, {"state", "i.state"}, {"owner", "i.owner"}, {"system", "i.system"}},
		sorts:  map[string]string{"discovered": "i.n", "name": "i.name", "first_seen": "l.first_us", "last_seen": "l.last_us", "risk": "i.risk"}, usual: "-discovered",
		filters: map[string]filter{
			"system": exactly("i.system"), "realm": exactly("i.realm"), "native_id": exactly("i.native_id"), "kind": exactly("i.kind"),
			"state": exactly("i.state"), "owner": ownedBy("i.owner"), "created_by": madeBy,
			"since": since("l.last_us"), "until": until("l.last_us"), "q": holds("i.name", "i.native_id"),
		},
	}
}

// madeBy compares the maker of identities, by its number, which is indexed.
func madeBy(c *conditions, value string) error {
	c.add("i.created_by_n <> 0")
	return ofIdentity("i.created_by_n")(c, value)
}

// Identities implements [store.Reader].
func (r *Reader) Identities(ctx context.Context, q store.Query) (store.Page[tabard.Identity], error) {
	return page(ctx, r.db, identityList(), q, scanIdentity)
}

// Identity implements [store.Reader].
func (r *Reader) Identity(ctx context.Context, id string) (tabard.Identity, error) {
	found, err := r.db.Identity(ctx, id)
	if err == nil {
		found.Links, err = r.links(ctx, id)
	}
	return found, err
}

// links gives what an identity is linked to, surest first.
func (r *Reader) links(ctx context.Context, id string) ([]tabard.Link, error) {
	var n int64
	if err := r.db.read.QueryRowContext(ctx, `SELECT n FROM identities WHERE id_key = $1 AND id = $2`, key(id), id).Scan(&n); err != nil {
		return nil, classify(err)
	}
	note := inventory.LinksNote(n)
	if err := r.db.sound(ctx, "windows", " WHERE name = $1", note); err != nil {
		return nil, err
	}
	var state []byte
	switch err := r.db.read.QueryRowContext(ctx, `SELECT state FROM windows WHERE name = $1`, note).Scan(&state); {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, classify(err)
	}
	var rows []inventory.LinkRow
	if err := json.Unmarshal(state, &rows); err != nil {
		return nil, fmt.Errorf("links of %s: %w", id, err)
	}
	links := make([]tabard.Link, len(rows))
	for i, row := range rows {
		links[i] = tabard.Link{Confidence: row.Confidence, Evidence: row.Evidence, CutBy: row.CutBy}
		if err := r.db.read.QueryRowContext(ctx, `SELECT id, system, name, kind FROM identities WHERE n = $1`, row.N).
			Scan(&links[i].Identity, &links[i].System, &links[i].Name, &links[i].Kind); err != nil {
			return nil, classify(err)
		}
	}
	slices.SortStableFunc(links, func(a, b tabard.Link) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return links, nil
}

// Identity gives the identity of an id; [store.ErrNotFound] when there is none.
func (db *DB) Identity(ctx context.Context, id string) (tabard.Identity, error) {
	if err := db.sound(ctx, "identities", " WHERE id_key = $1 AND id = $2", key(id), id); err != nil {
		return tabard.Identity{}, err
	}
	if err := db.sound(ctx, "lives", " WHERE n IN (SELECT n FROM identities WHERE id_key = $1)", key(id)); err != nil {
		return tabard.Identity{}, err
	}
	row := db.read.QueryRowContext(ctx, identityFields+`, 0, i.n`+identityTables+` WHERE i.id_key = $1 AND i.id = $2`, key(id), id)
	return one(scanIdentity(row.Scan, new(any), new(int64)))
}

func scanIdentity(scan func(...any) error, sorted, number any) (tabard.Identity, error) {
	var id tabard.Identity
	var first, last int64
	var owner, kindEvidence, ownerEvidence, riskParts string
	var sure float64
	err := scan(&id.ID, &id.System, &id.Realm, &id.NativeID, &id.Name, &id.Kind.Value, &id.Kind.Confidence, &kindEvidence, &owner, &sure, &ownerEvidence,
		&id.State, &id.Incarnation, &first, &last, &id.CreatedBy, &id.Credentials, &id.Grants, &id.Risk.Score, &riskParts, &id.Findings, sorted, number)
	if err != nil {
		return id, err
	}
	id.FirstSeen, id.LastSeen = fromMicro(first), fromMicro(last)
	if err := json.Unmarshal([]byte(riskParts), &id.Risk.Parts); err != nil {
		return id, err
	}
	if err := json.Unmarshal([]byte(kindEvidence), &id.Kind.Evidence); err != nil {
		return id, err
	}
	if owner == "" {
		return id, nil
	}
	id.Owner = &tabard.Owner{ID: owner, Confidence: sure}
	return id, json.Unmarshal([]byte(ownerEvidence), &id.Owner.Evidence)
}

// one turns "no rows" into [store.ErrNotFound].
func one[T any](item T, err error) (T, error) {
	if errors.Is(err, sql.ErrNoRows) {
		err = store.ErrNotFound
	}
	return item, classify(err)
}

// Reader is the store as the API reads it.
type Reader struct {
	db *DB
	// lag gives the age of the oldest record on the log whose results are not in the lists as of a position.
	lag func(ctx context.Context, position uint64) (time.Duration, error)
}

// NewReader makes a reader. Lag is the pipeline's.
func NewReader(db *DB, lag func(context.Context, uint64) (time.Duration, error)) *Reader {
	return &Reader{db, lag}
}
