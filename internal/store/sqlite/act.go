package sqlite

import (
	"context"
	"database/sql"
	"encoding/json/v2"
	"errors"
	"fmt"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/act"
	"tabard.dev/tabard/internal/store"
)

// Journal keeps actions, guards and exemptions. It implements [act.Journal].
type Journal struct {
	db       *DB
	defaults act.Guards
}

// NewJournal gives the journal in a store. The defaults are the guards until somebody sets them.
func NewJournal(db *DB, defaults act.Guards) *Journal { return &Journal{db, defaults} }

// SaveAction implements [act.Journal].
func (j *Journal) SaveAction(ctx context.Context, e act.Entry) error {
	document, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return j.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO action (id, kind, system, target, state, policy, finding, owner, automatic, planned_us, changed_us, document)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
			ON CONFLICT (id) DO UPDATE SET state = excluded.state, automatic = excluded.automatic, changed_us = excluded.changed_us, document = excluded.document, sum = 0`,
			e.ID, e.Kind, e.System, e.Target.ID, e.State, e.Policy, e.Finding, e.Owner, number(e.Automatic), e.Planned.UnixMicro(), e.Changed.UnixMicro(), string(document))
		return err
	})
}

// LoadAction implements [act.Journal].
func (j *Journal) LoadAction(ctx context.Context, id string) (act.Entry, error) {
	entries, err := j.entries(ctx, `SELECT document FROM action WHERE id = $1`, id)
	if err == nil && len(entries) == 0 {
		err = act.ErrNoAction
	}
	if err != nil {
		return act.Entry{}, err
	}
	return entries[0], nil
}

// Unfinished implements [act.Journal].
func (j *Journal) Unfinished(ctx context.Context) ([]act.Entry, error) {
	return j.entries(ctx, `SELECT document FROM action WHERE state IN ($1, $2) ORDER BY planned_us, id`, tabard.ActionApproved, tabard.ActionRunning)
}

// Waiting implements [act.Journal].
func (j *Journal) Waiting(ctx context.Context) ([]act.Entry, error) {
	return j.entries(ctx, `SELECT document FROM action WHERE state = $1 ORDER BY planned_us, id`, tabard.ActionPlanned)
}

func (j *Journal) entries(ctx context.Context, query string, args ...any) (all []act.Entry, err error) {
	rows, err := j.db.ReadPool().QueryContext(ctx, query, args...)
	if err != nil {
		return nil, classify(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var document string
		if err := rows.Scan(&document); err != nil {
			return nil, err
		}
		var e act.Entry
		if err := json.Unmarshal([]byte(document), &e); err != nil {
			return nil, &store.DamageError{Why: fmt.Sprintf("an action in the journal: %v", err)}
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

// Guards implements [act.Journal].
func (j *Journal) Guards(ctx context.Context) (act.Guards, error) {
	var g act.Guards
	var unapproved string
	err := j.db.ReadPool().QueryRowContext(ctx, `SELECT stopped, actions_per_hour, per_owner, unapproved FROM guard WHERE one = 1`).
		Scan(&g.Stopped, &g.ActionsPerHour, &g.PerOwner, &unapproved)
	if errors.Is(err, sql.ErrNoRows) {
		return j.defaults, nil
	}
	for kind := range strings.FieldsSeq(unapproved) {
		g.Unapproved = append(g.Unapproved, tabard.ActionKind(kind))
	}
	return g, classify(err)
}

// SetGuards implements [act.Journal].
func (j *Journal) SetGuards(ctx context.Context, g act.Guards) error {
	kinds := make([]string, len(g.Unapproved))
	for i, kind := range g.Unapproved {
		kinds[i] = string(kind)
	}
	return j.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO guard (one, stopped, actions_per_hour, per_owner, unapproved) VALUES (1, $1, $2, $3, $4)
			ON CONFLICT (one) DO UPDATE SET stopped = excluded.stopped, actions_per_hour = excluded.actions_per_hour,
				per_owner = excluded.per_owner, unapproved = excluded.unapproved, sum = 0`,
			number(g.Stopped), g.ActionsPerHour, g.PerOwner, strings.Join(kinds, " "))
		return err
	})
}

// Automated implements [act.Journal].
func (j *Journal) Automated(ctx context.Context, since time.Time, owner string) (all, ofOwner int, err error) {
	err = j.db.ReadPool().QueryRowContext(ctx, `SELECT count(*), coalesce(sum(CASE WHEN owner = $1 THEN 1 ELSE 0 END), 0)
		FROM action WHERE automatic = 1 AND changed_us >= $2`, owner, since.UnixMicro()).Scan(&all, &ofOwner)
	return all, ofOwner, classify(err)
}

// SaveExemption implements [act.Journal].
func (j *Journal) SaveExemption(ctx context.Context, x act.Exemption) error {
	return j.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO exemption (policy, system, realm, target, by_whom, reason, until_us) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (policy, system, realm, target) DO UPDATE SET by_whom = excluded.by_whom, reason = excluded.reason, until_us = excluded.until_us, sum = 0`,
			x.Policy, x.System, x.Target.Realm, x.Target.ID, x.By, x.Reason, x.Until.UnixMicro())
		return err
	})
}

// Exempted implements [act.Journal].
func (j *Journal) Exempted(ctx context.Context, policy, system string, target tabard.Key, now time.Time) (time.Time, bool, error) {
	var until int64
	err := j.db.ReadPool().QueryRowContext(ctx, `SELECT until_us FROM exemption
		WHERE policy = $1 AND system = $2 AND realm = $3 AND target = $4 AND until_us > $5`, policy, system, target.Realm, target.ID, now.UnixMicro()).Scan(&until)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, false, nil
	}
	return time.UnixMicro(until).UTC(), err == nil, classify(err)
}
