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
	log    string // glob of its log files; "" when it is listed only
}

// Open makes a connection to one server. Source of the catalogs: PostgreSQL documentation, chapter 53.
func Open(s tabard.Settings) (*tabard.Connection, error) {
	if _, err := pgx.ParseConfig(s.URL.Reveal()); err != nil {
		return nil, fmt.Errorf("url of system %q is not a PostgreSQL connection string", s.System) // its text would show the password
	}
	at := &server{system: s.System, url: s.URL, log: s.Log}
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
	// What is read is compared with what was read before, so it must not depend on settings of the server or of the role.
	config.RuntimeParams["timezone"], config.RuntimeParams["datestyle"], config.RuntimeParams["search_path"] = "UTC", "ISO", "pg_catalog"
	// A change that was acknowledged must outlive a crash of the server, also where its settings trade that for speed.
	config.RuntimeParams["synchronous_commit"] = "on"
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
