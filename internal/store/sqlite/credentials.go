package sqlite

import (
	"context"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

const (
	credentialFields = `SELECT c.id, c.system, c.identity, c.kind, c.native_id, c.fingerprint, c.created_us, c.created_by, c.expires_us, c.never_ends,
	coalesce(u.last_used_us, 0), coalesce(u.last_source, ''), c.state`
	credentialTables = ` FROM credentials c LEFT JOIN uses u ON u.n = c.n`
)

// credentialList lists credentials, newly discovered ones first.
func credentialList() *list {
	return &list{
		query: credentialFields + `, $sort, c.n` + credentialTables, from: " FROM credentials c", number: "c.n",
		facets: []facet{{"kind", "c.kind"}, {"state", "c.state"}, {"system", "c.system"}},
		sorts:  map[string]string{"discovered": "c.n"}, usual: "-discovered",
		filters: map[string]filter{
			"system": exactly("c.system"), "identity": ofIdentity("c.identity_n"), "kind": exactly("c.kind"), "state": exactly("c.state"),
			"created_by": exactly("c.created_by"), "fingerprint": exactly("c.fingerprint"), "native_id": exactly("c.native_id"),
		},
	}
}

// Credentials implements [store.Reader].
func (r *Reader) Credentials(ctx context.Context, q store.Query) (store.Page[tabard.Credential], error) {
	return page(ctx, r.db, credentialList(), q, scanCredential)
}

// Credential implements [store.Reader].
func (r *Reader) Credential(ctx context.Context, id string) (tabard.Credential, error) {
	if err := r.db.sound(ctx, "credentials", " WHERE id_key = $1 AND id = $2", key(id), id); err != nil {
		return tabard.Credential{}, err
	}
	if err := r.db.sound(ctx, "uses", " WHERE n IN (SELECT n FROM credentials WHERE id_key = $1)", key(id)); err != nil {
		return tabard.Credential{}, err
	}
	row := r.db.read.QueryRowContext(ctx, credentialFields+`, 0, c.n`+credentialTables+` WHERE c.id_key = $1 AND c.id = $2`, key(id), id)
	return one(scanCredential(row.Scan, new(any), new(int64)))
}

func scanCredential(scan func(...any) error, sorted, number any) (tabard.Credential, error) {
	var c tabard.Credential
	var created, expires, used int64
	err := scan(&c.ID, &c.System, &c.Identity, &c.Kind, &c.NativeID, &c.Fingerprint, &created, &c.CreatedBy, &expires, &c.NeverEnds, &used,
		&c.LastSource, &c.State, sorted, number)
	c.Created, c.Expires, c.LastUsed = fromMicro(created), fromMicro(expires), fromMicro(used)
	return c, err
}
