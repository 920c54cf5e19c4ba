package postgres

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"tabard.dev/tabard"
)

// errStop ends a listing whose reader wants no more.
var errStop = errors.New("the reader stopped")

// list gives the roles of the server with what they hold, in the order of their ids, and last what everybody holds. Roles are shared by all databases;
// grants on schemas, tables and columns are read in each database that lets us in, one database at a time and before the
// roles, so that memory holds the grants once and nothing twice.
func (at *server) list(ctx context.Context) iter.Seq2[tabard.Listed, error] {
	return func(yield func(tabard.Listed, error) bool) {
		err := at.with(ctx, "", "", func(conn *pgx.Conn) error {
			realm, err := systemIdentifier(ctx, conn)
			if err != nil {
				return err
			}
			grants, err := at.grants(ctx, conn)
			if err != nil {
				return err
			}
			if err := roles(ctx, conn, realm, grants, yield); err != nil {
				return err
			}
			everybody := tabard.Listed{
				Identity:    tabard.Actor{Key: tabard.Key{Realm: realm, ID: publicName}, Name: publicName, Type: "role", Kind: tabard.KindUnknown},
				Incarnation: fmt.Sprint(public), Protected: "stands for everybody", Grants: grants[public],
			}
			if !yield(everybody, nil) {
				return errStop
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(tabard.Listed{}, fmt.Errorf("list %s: %w", at.system, err))
		}
	}
}

func systemIdentifier(ctx context.Context, conn *pgx.Conn) (realm string, err error) {
	err = conn.QueryRow(ctx, `SELECT system_identifier::text FROM pg_control_system()`).Scan(&realm)
	return realm, err
}

// roles reads pg_roles, which everybody may; passwords are in pg_authid, which nobody needs. The built-in roles (pg_…) are
// left out: nobody can be them.
func roles(ctx context.Context, conn *pgx.Conn, realm string, grants map[uint32][]tabard.GrantRef, yield func(tabard.Listed, error) bool) error {
	rows, err := conn.Query(ctx, `SELECT r.oid, r.rolname, r.rolsuper, r.rolcreaterole, r.rolcanlogin, r.rolreplication, r.rolbypassrls,
		CASE WHEN isfinite(r.rolvaliduntil) THEN r.rolvaliduntil END, r.rolvaliduntil IS NULL OR NOT isfinite(r.rolvaliduntil),
		coalesce(d.description, ''), r.rolname = current_user OR r.rolname = session_user
		FROM pg_roles r LEFT JOIN pg_shdescription d ON d.objoid = r.oid AND d.classoid = 'pg_authid'::regclass
		WHERE r.rolname !~ '^pg_' ORDER BY r.oid`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var oid uint32
		var name, comment string
		var super, createRole, login, replication, bypass, endless, own bool
		var until *time.Time
		if err := rows.Scan(&oid, &name, &super, &createRole, &login, &replication, &bypass, &until, &endless, &comment, &own); err != nil {
			return err
		}
		one := tabard.Listed{
			Identity:    tabard.Actor{Key: tabard.Key{Realm: realm, ID: name}, Name: name, Type: "role", Kind: tabard.KindUnknown},
			Incarnation: fmt.Sprint(oid), Login: login, Superuser: super, Comment: comment, Labels: labels(comment),
			Protected: protected(oid, own), Grants: grants[oid],
		}
		for _, mark := range []struct {
			has   bool
			name  string
			admin bool
		}{{super, "SUPERUSER", true}, {createRole, "CREATEROLE", true}, {replication, "REPLICATION", false}, {bypass, "BYPASSRLS", false}} {
			if mark.has {
				one.Grants = append(one.Grants, tabard.GrantRef{Permission: mark.name, Resource: "cluster", Via: "attribute", Admin: mark.admin})
			}
		}
		if login {
			credential := tabard.CredentialRef{Kind: tabard.CredentialPassword, ID: "password:" + name, NeverEnds: endless}
			if until != nil {
				credential.Expires = until.UTC()
			}
			one.Credentials = []tabard.CredentialRef{credential}
		}
		if !yield(one, nil) {
			return errStop
		}
	}
	return rows.Err()
}

// bootstrapSuperuser is the oid of the role that initdb makes (src/include/catalog/pg_authid.dat).
const bootstrapSuperuser = 10

// protected says why automation must not touch a role; "" when it may. The last superuser is found when an action is planned.
func protected(oid uint32, own bool) string {
	switch {
	case own:
		return "Tabard's own identity"
	case oid == bootstrapSuperuser:
		return "bootstrap superuser"
	}
	return ""
}

// labels reads what a role's comment says of its owner and purpose: "owner: team:billing; purpose: invoices", or the same
// with "=".
func labels(comment string) map[string]string {
	var all map[string]string
	for part := range strings.FieldsFuncSeq(comment, func(r rune) bool { return r == ';' || r == ',' || r == '\n' }) {
		at := strings.IndexAny(part, "=:")
		if at <= 0 {
			continue
		}
		name, value := strings.ToLower(strings.TrimSpace(part[:at])), strings.TrimSpace(part[at+1:])
		if value == "" || strings.ContainsAny(name, " \t") {
			continue
		}
		if all == nil {
			all = map[string]string{}
		}
		all[name] = value
	}
	return all
}
