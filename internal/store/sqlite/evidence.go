package sqlite

import (
	"context"
	"database/sql"
	"encoding/json/v2"

	"tabard.dev/tabard/internal/store"
)

const evidenceFields = `SELECT n, slot, time_us, family, place, copied, cut, record FROM evidence`

// Evidence gives what is kept as evidence for a finding: the first pieces, and one of the newest.
func (db *DB) Evidence(ctx context.Context, finding string) ([]store.EvidenceRow, error) {
	return db.evidence(ctx, evidenceFields+` WHERE n = (SELECT n FROM findings WHERE id = $1) ORDER BY slot`, finding)
}

// WaitingEvidence gives evidence whose record is still to be copied from batches before a sequence, in the order of the log.
func (db *DB) WaitingEvidence(ctx context.Context, before uint64, limit int) ([]store.EvidenceRow, error) {
	return db.evidence(ctx, evidenceFields+` WHERE copied = 0 AND seq < $1 ORDER BY seq, i LIMIT $2`, int64(before), limit) //nolint:gosec // sequences stay far below 2^63
}

// CopiedEvidence gives the copy of a record that was kept as evidence; [store.ErrNotFound] when there is none.
func (db *DB) CopiedEvidence(ctx context.Context, seq uint64, index int) (store.EvidenceRow, error) {
	if err := db.sound(ctx, "evidence", " WHERE copied = 1 AND seq = $1 AND i = $2", int64(seq), index); err != nil { //nolint:gosec // sequences stay far below 2^63
		return store.EvidenceRow{}, err
	}
	rows, err := db.evidence(ctx, evidenceFields+` WHERE copied = 1 AND seq = $1 AND i = $2 LIMIT 1`, int64(seq), index) //nolint:gosec // sequences stay far below 2^63
	if err != nil {
		return store.EvidenceRow{}, err
	}
	if len(rows) == 0 {
		return store.EvidenceRow{}, store.ErrNotFound
	}
	return rows[0], nil
}

// CopyEvidence keeps the copies of records.
func (db *DB) CopyEvidence(ctx context.Context, copies []store.EvidenceRow) error {
	return db.Write(ctx, func(tx *sql.Tx) error {
		for i := range copies {
			e := &copies[i]
			_, err := tx.ExecContext(ctx, `UPDATE evidence SET copied = 1, cut = $1, record = $2, sum = 0 WHERE n = $3 AND slot = $4 AND seq = $5 AND i = $6`,
				number(e.Cut), append([]byte{}, e.Record...), e.N, e.Slot, int64(e.Place.Seq), e.Place.Index) //nolint:gosec // sequences stay far below 2^63
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (db *DB) evidence(ctx context.Context, query string, args ...any) ([]store.EvidenceRow, error) {
	rows, err := db.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	var all []store.EvidenceRow
	for rows.Next() {
		var e store.EvidenceRow
		var place string
		if err := rows.Scan(&e.N, &e.Slot, &e.Time, &e.Family, &place, &e.Copied, &e.Cut, &e.Record); err != nil {
			return nil, classify(err)
		}
		if err := json.Unmarshal([]byte(place), &e.Place); err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, classify(rows.Err())
}
