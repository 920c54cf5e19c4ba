package sqlite

import (
	"context"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

const credentialFields = `SELECT id, system, identity, kind, native_id, fingerprint, created_us, created_by, expires_us, never_ends, last_used_us,
	last_source, state`

// credentialList lists credentials, newly discovered ones first.
func credentialList() *list {
	return &list{
		query: credentialFields + `, $sort, n FROM credentials`, number: "n",
		sorts: map[string]string{"discovered": "n"}, usual: "-discovered",
		filters: map[string]filter{
			"system": exactly("system"), "identity": exactly("identity"), "kind": exactly("kind"), "state": exactly("state"),
			"created_by": exactly("created_by"), "fingerprint": exactly("fingerprint"),
		},
	}
}

// Credentials implements [store.Reader].
func (r *Reader) Credentials(ctx context.Context, q store.Query) (store.Page[tabard.Credential], error) {
	return page(ctx, r.db, credentialList(), q, scanCredential)
}

// Credential implements [store.Reader].
func (r *Reader) Credential(ctx context.Context, id string) (tabard.Credential, error) {
	row := r.db.read.QueryRowContext(ctx, credentialFields+`, 0, n FROM credentials WHERE id = $1`, id)
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
