package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"tabard.dev/tabard"
)

// clusterGrants are those that belong to no one database: memberships and rights on databases. An ACL that is NULL means
// the built-in default, which acldefault spells out.
const clusterGrants = `
SELECT m.member, 'MEMBER', 'role:' || r.rolname, CASE WHEN m.admin_option THEN 'with admin option' ELSE '' END, r.rolsuper
  FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
UNION ALL
SELECT a.grantee, a.privilege_type, 'database:' || d.datname, '', false
  FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a WHERE NOT d.datistemplate`

// databaseGrants are those in one database: on schemas, tables, columns, functions that run as their owner, and what will
// be granted on objects to come. System schemas are left out. Owners hold their objects without an ACL saying so.
const databaseGrants = `
SELECT a.grantee, a.privilege_type, 'schema:' || n.nspname, '', false
  FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
 WHERE n.nspname !~ '^(pg_|information_schema$)'
UNION ALL
SELECT a.grantee, a.privilege_type,
       CASE c.relkind WHEN 'S' THEN 'sequence:' ELSE 'table:' END || n.nspname || '.' || c.relname, '', false
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
       aclexplode(coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END, c.relowner))) a
 WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p', 'S') AND n.nspname !~ '^(pg_|information_schema$)'
UNION ALL
SELECT a.grantee, a.privilege_type, 'column:' || n.nspname || '.' || c.relname || '.' || t.attname, '', false
  FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) a
 WHERE t.attacl IS NOT NULL AND NOT t.attisdropped AND n.nspname !~ '^(pg_|information_schema$)'
UNION ALL
SELECT a.grantee, a.privilege_type, 'function:' || n.nspname || '.' || p.proname, 'runs as ' || o.rolname, false
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_roles o ON o.oid = p.proowner,
       aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
 WHERE p.prosecdef AND n.nspname !~ '^(pg_|information_schema$)'
UNION ALL
SELECT a.grantee, a.privilege_type, 'default:' || coalesce(n.nspname, '*') || ':' || d.defaclobjtype::text, 'default privileges', false
  FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace, aclexplode(d.defaclacl) a`

// public is the grantee that stands for everybody. No role can have the name: the server reserves it.
const (
	public     = 0
	publicName = "public"
)

// grants reads the grants of the cluster and of each database that lets us in. A database that does not is no error of the
// listing: what we may not see is named by missing permissions, not guessed.
func (at *server) grants(ctx context.Context, conn *pgx.Conn) (map[uint32][]tabard.GrantRef, error) {
	all := map[uint32][]tabard.GrantRef{}
	if err := collect(ctx, conn, clusterGrants, "", all); err != nil {
		return nil, fmt.Errorf("grants of the cluster: %w", err)
	}
	databases, err := connectable(ctx, conn)
	if err != nil {
		return nil, err
	}
	for _, database := range databases {
		err := at.with(ctx, database, "", func(inside *pgx.Conn) error {
			return collect(ctx, inside, databaseGrants, database+"/", all)
		})
		if err != nil {
			return nil, fmt.Errorf("grants in database %q: %w", database, err)
		}
	}
	return all, nil
}

func connectable(ctx context.Context, conn *pgx.Conn) ([]string, error) {
	rows, err := conn.Query(ctx, `SELECT datname FROM pg_database
		WHERE datallowconn AND NOT datistemplate AND has_database_privilege(oid, 'CONNECT') ORDER BY datname`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

func collect(ctx context.Context, conn *pgx.Conn, query, prefix string, into map[uint32][]tabard.GrantRef) error {
	rows, err := conn.Query(ctx, query)
	if err != nil {
		return err
	}
	var grantee uint32
	g := tabard.GrantRef{}
	interned := map[string]string{}
	_, err = pgx.ForEachRow(rows, []any{&grantee, &g.Permission, &g.Resource, &g.Via, &g.Admin}, func() error {
		one := g
		one.Resource = intern(interned, prefix+g.Resource)
		one.Permission, one.Via = intern(interned, g.Permission), intern(interned, g.Via)
		one.Public = grantee == public
		into[grantee] = append(into[grantee], one)
		return nil
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	return err
}

// intern keeps one copy of each text: half a million grants name few permissions and resources.
func intern(known map[string]string, text string) string {
	if old, ok := known[text]; ok {
		return old
	}
	known[text] = text
	return text
}
