package postgres

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"tabard.dev/tabard"
)

// The steps of a quarantine. Logins are refused before sessions are ended: the other way round a client would be back.
const (
	stepNoLogin     = "no-login"
	stepEndSessions = "end-sessions"
)

// state is what undo restores, and what tells whether somebody changed the role since.
type state struct {
	oid         uint32
	login       bool
	validUntil  string
	connections int
	memberships []string
	attributes  []string
	settings    []string
	own         bool
	lastSuper   bool // no other superuser can log in
}

// before writes the state down. Names can hold anything but a zero byte, so in lists they are quoted.
func (s state) before() map[string]string {
	return map[string]string{
		"login": fmt.Sprint(s.login), "valid_until": s.validUntil, "connection_limit": fmt.Sprint(s.connections),
		"memberships": strings.Join(s.memberships, "\n"), "attributes": strings.Join(s.attributes, " "), "settings": strings.Join(s.settings, "\n"),
	}
}

// unchanged are the facts that a quarantine leaves alone: undo refuses when one of them is otherwise.
var unchanged = []string{"attributes", "connection_limit", "memberships", "settings", "valid_until"}

// conn is a connection, or a transaction on one.
type conn interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

func read(ctx context.Context, conn conn, role string) (s state, err error) {
	err = conn.QueryRow(ctx, `SELECT r.oid, r.rolcanlogin, coalesce(r.rolvaliduntil::text, ''), r.rolconnlimit,
		r.rolname = current_user OR r.rolname = session_user,
		r.rolsuper AND r.rolcanlogin AND NOT EXISTS (SELECT FROM pg_roles o WHERE o.rolsuper AND o.rolcanlogin AND o.oid <> r.oid),
		array(SELECT quote_ident(g.rolname) || CASE WHEN m.admin_option THEN ' with admin' ELSE '' END
		        FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid ORDER BY 1),
		array(SELECT name FROM (VALUES ('SUPERUSER', r.rolsuper), ('CREATEROLE', r.rolcreaterole), ('CREATEDB', r.rolcreatedb),
			('INHERIT', r.rolinherit), ('REPLICATION', r.rolreplication), ('BYPASSRLS', r.rolbypassrls)) a (name, has) WHERE has),
		array(SELECT quote_literal(c) FROM unnest(r.rolconfig) c ORDER BY 1)
		FROM pg_roles r WHERE r.rolname = $1`, role).
		Scan(&s.oid, &s.login, &s.validUntil, &s.connections, &s.own, &s.lastSuper, &s.memberships, &s.attributes, &s.settings)
	if errors.Is(err, pgx.ErrNoRows) {
		return s, fmt.Errorf("role %q: %w", role, tabard.ErrGone)
	}
	return s, err
}

// plan reads the role and changes nothing. A role that could not log in before stays so: then there is only the sessions
// to end.
func (at *server) plan(ctx context.Context, target tabard.Actor) (p tabard.Plan, err error) {
	err = at.with(ctx, "", "", func(conn *pgx.Conn) error {
		s, err := read(ctx, conn, target.ID)
		if err != nil {
			return err
		}
		p = tabard.Plan{Target: target, Incarnation: fmt.Sprint(s.oid), Protected: protected(s.oid, s.own), Before: s.before()}
		if p.Protected == "" && s.lastSuper {
			p.Protected = "last superuser that can log in"
		}
		if s.login {
			p.Steps = append(p.Steps, tabard.Step{Step: stepNoLogin, Does: refuseLogins(target.ID)})
		}
		p.Steps = append(p.Steps, tabard.Step{Step: stepEndSessions, Does: "SELECT pg_terminate_backend(pid) for every session of " + quote(target.ID)})
		return nil
	})
	return p, err
}

func quote(name string) string        { return pgx.Identifier{name}.Sanitize() }
func refuseLogins(role string) string { return "ALTER ROLE " + quote(role) + " NOLOGIN" }
func allowLogins(role string) string  { return "ALTER ROLE " + quote(role) + " LOGIN" }

// quarantine carries out one step. Running it again changes nothing more.
func (at *server) quarantine(ctx context.Context, p tabard.Plan, step, action string) error {
	return at.with(ctx, "", action, func(conn *pgx.Conn) error {
		switch step {
		case stepNoLogin:
			return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
				if _, err := same(ctx, tx, p); err != nil {
					return err
				}
				if _, err := tx.Exec(ctx, refuseLogins(p.Target.ID)); err != nil {
					return err
				}
				_, err := same(ctx, tx, p)
				return err
			})
		case stepEndSessions:
			if _, err := same(ctx, conn, p); err != nil {
				return err
			}
			return endSessions(ctx, conn, p)
		}
		return fmt.Errorf("no step %q", step)
	})
}

// same refuses a role that was dropped and created anew. A statement names a role, not its id; so that nothing comes between,
// a transaction asks again once its own change keeps everybody else from dropping the role.
func same(ctx context.Context, conn conn, p tabard.Plan) (state, error) {
	s, err := read(ctx, conn, p.Target.ID)
	if err == nil && fmt.Sprint(s.oid) != p.Incarnation {
		err = fmt.Errorf("role %q: %w", p.Target.ID, tabard.ErrReborn)
	}
	return s, err
}

const sessionsOf = `SELECT count(*) FROM pg_stat_activity WHERE usesysid = $1::text::oid AND pid <> pg_backend_pid()`

// endSessions ends the sessions of the role and waits until they are gone: a backend ends when it next looks for signals.
func endSessions(ctx context.Context, conn *pgx.Conn, p tabard.Plan) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		if _, err := conn.Exec(ctx, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usesysid = $1::text::oid AND pid <> pg_backend_pid()`, p.Incarnation); err != nil {
			return err
		}
		var left int
		if err := conn.QueryRow(ctx, sessionsOf, p.Incarnation).Scan(&left); err != nil {
			return err
		}
		if left == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%d sessions of %q are still there: %w", left, p.Target.ID, ctx.Err())
		case <-again.C:
		}
	}
}

// verify proves the quarantine: the catalogue refuses logins, no session is left, and a login that is tried is refused. The
// try has a password that nobody knows, so where the server asks for one it proves only that; where it trusts, it proves all.
func (at *server) verify(ctx context.Context, p tabard.Plan) (map[string]string, error) {
	receipt := map[string]string{}
	err := at.with(ctx, "", "", func(conn *pgx.Conn) error {
		s, err := same(ctx, conn, p)
		if err != nil {
			return err
		}
		if s.login {
			return errors.New("the role can log in")
		}
		var left int
		var now time.Time
		if err := conn.QueryRow(ctx, sessionsOf, p.Incarnation).Scan(&left); err != nil {
			return err
		}
		if err := conn.QueryRow(ctx, `SELECT clock_timestamp()`).Scan(&now); err != nil {
			return err
		}
		if left > 0 {
			return fmt.Errorf("%d sessions are still there", left)
		}
		receipt["rolcanlogin"], receipt["sessions"], receipt["server_time"] = "false", "0", now.UTC().Format(time.RFC3339Nano)
		return nil
	})
	if err != nil {
		return nil, err
	}
	receipt["login_attempt"], err = at.tryLogin(ctx, p.Target.ID)
	return receipt, err
}

// tryLogin tries a login that must be refused, and says how it was.
func (at *server) tryLogin(ctx context.Context, role string) (string, error) {
	config, err := pgx.ParseConfig(at.url.Reveal())
	if err != nil {
		return "", fmt.Errorf("url of system %q is not a PostgreSQL connection string", at.system)
	}
	config.User, config.Password = role, rand.Text()
	config.RuntimeParams["application_name"] = applicationName + " verify"
	conn, err := pgx.ConnectConfig(ctx, config)
	if err == nil {
		return "", errors.Join(errors.New("a new login was let in"), conn.Close(ctx))
	}
	var refused *pgconn.PgError
	if !errors.As(err, &refused) {
		return "", fmt.Errorf("try a login: %w", err)
	}
	return "refused: SQLSTATE " + refused.Code, nil
}

// undo restores exactly the state before, and refuses when anything is otherwise than the quarantine left it.
func (at *server) undo(ctx context.Context, p tabard.Plan, action string) error {
	return at.with(ctx, "", action, func(conn *pgx.Conn) error {
		return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
			s, err := same(ctx, tx, p)
			if err != nil || fmt.Sprint(s.login) == p.Before["login"] {
				return err // with no error: undone already, or it could not log in before
			}
			if err := asLeft(s, p); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, allowLogins(p.Target.ID)); err != nil {
				return err
			}
			if s, err = same(ctx, tx, p); err != nil {
				return err
			}
			return asLeft(s, p)
		})
	})
}

// asLeft refuses a role that somebody changed since.
func asLeft(s state, p tabard.Plan) error {
	now := s.before()
	for _, fact := range unchanged {
		if now[fact] != p.Before[fact] {
			return fmt.Errorf("role %q: %s is %q, was %q: %w", p.Target.ID, fact, now[fact], p.Before[fact], tabard.ErrChanged)
		}
	}
	return nil
}
