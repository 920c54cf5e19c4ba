package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"tabard.dev/tabard"
)

// applicationName is how Tabard names its connections; an action's id is appended, so that what an action did can be told
// in the server's log.
const applicationName = "tabard"

// server is one configured PostgreSQL server. A connection is made for each task and closed with it: tasks are rare, and
// an idle connection of a powerful role is worth stealing.
type server struct {
	system string
	url    tabard.Secret
}

// Open makes a connection to one server. Source of the catalogs: PostgreSQL documentation, chapter 53.
func Open(s tabard.Settings) (*tabard.Connection, error) {
	if _, err := pgx.ParseConfig(s.URL.Reveal()); err != nil {
		return nil, fmt.Errorf("url of system %q is not a PostgreSQL connection string", s.System) // its text would show the password
	}
	at := &server{system: s.System, url: s.URL}
	return &tabard.Connection{
		Realm:   at.realm,
		List:    at.list,
		Missing: at.missing,
		Actions: map[tabard.ActionKind]tabard.Act{
			tabard.ActionQuarantine: {Plan: at.plan, Do: at.quarantine, Verify: at.verify, Undo: at.undo},
		},
		Close: func() error { return nil },
	}, nil
}

// with runs do on a connection to a database, "" for that of the settings, and closes it. The action's id, if any, stands
// in the connection's application name.
func (at *server) with(ctx context.Context, database, action string, do func(*pgx.Conn) error) (err error) {
	config, err := pgx.ParseConfig(at.url.Reveal())
	if err != nil {
		return fmt.Errorf("url of system %q is not a PostgreSQL connection string", at.system)
	}
	config.RuntimeParams["application_name"] = strings.TrimSpace(applicationName + " " + action)
	if database != "" {
		config.Database = database
	}
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return fmt.Errorf("connect to %s: %w", at.system, err)
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	return do(conn)
}

// realm gives the cluster's system identifier, which initdb makes and nothing changes.
func (at *server) realm(ctx context.Context) (realm string, err error) {
	err = at.with(ctx, "", "", func(conn *pgx.Conn) error {
		return conn.QueryRow(ctx, `SELECT system_identifier::text FROM pg_control_system()`).Scan(&realm)
	})
	return realm, err
}

// missing names what Tabard's own role lacks.
func (at *server) missing(ctx context.Context) (all []tabard.MissingPermission, err error) {
	err = at.with(ctx, "", "", func(conn *pgx.Conn) error {
		var me string
		var super, createRole, monitor, signal bool
		row := conn.QueryRow(ctx, `SELECT current_user, rolsuper, rolcreaterole,
			pg_has_role(current_user, 'pg_monitor', 'MEMBER'), pg_has_role(current_user, 'pg_signal_backend', 'MEMBER')
			FROM pg_roles WHERE rolname = current_user`)
		if err := row.Scan(&me, &super, &createRole, &monitor, &signal); err != nil {
			return err
		}
		if super {
			return nil
		}
		role := pgx.Identifier{me}.Sanitize()
		for _, need := range []struct {
			has                   bool
			permission, why, stmt string
		}{
			{createRole, "CREATEROLE", "quarantine: refuse and allow logins of roles that are no superusers", "ALTER ROLE " + role + " CREATEROLE"},
			{signal, "pg_signal_backend", "quarantine: end the sessions of a role", "GRANT pg_signal_backend TO " + role},
			{monitor, "pg_monitor", "see the sessions and settings of the whole server", "GRANT pg_monitor TO " + role},
		} {
			if !need.has {
				all = append(all, tabard.MissingPermission{Permission: need.permission, For: need.why, Grant: need.stmt})
			}
		}
		return nil
	})
	return all, err
}
