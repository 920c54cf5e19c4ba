package postgres

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5"

	"tabard.dev/tabard"
)

// catalogs are what listing and acting read. Everybody may, unless an administrator took that away.
const catalogs = `'pg_roles', 'pg_auth_members', 'pg_database', 'pg_shdescription', 'pg_stat_activity', 'pg_namespace', 'pg_class',
	'pg_attribute', 'pg_proc', 'pg_default_acl'`

// missingCatalogs are asked first: the other queries read them.
const missingCatalogs = `
SELECT 'SELECT on ' || c, 'list roles and grants, and tell what an action would change', format('GRANT SELECT ON pg_catalog.%I TO %I', c, current_user)
  FROM unnest(ARRAY[` + catalogs + `]) c WHERE NOT has_table_privilege('pg_catalog.' || c, 'SELECT')`

// missingRights are rights that the role in use lacks. A superuser lacks none. %I quotes a name as the server does.
const missingRights = `
SELECT 'CREATEROLE', 'quarantine: refuse and allow logins of roles that are no superusers', format('ALTER ROLE %I CREATEROLE', current_user)
  FROM pg_roles WHERE rolname = current_user AND NOT rolcreaterole AND NOT rolsuper
UNION ALL
SELECT 'pg_signal_backend', 'quarantine: end the sessions of a role', format('GRANT pg_signal_backend TO %I', current_user)
 WHERE NOT pg_has_role('pg_signal_backend', 'USAGE')
UNION ALL
SELECT 'EXECUTE on pg_control_system()', 'tell this cluster from another', format('GRANT EXECUTE ON FUNCTION pg_control_system() TO %I', current_user)
 WHERE NOT has_function_privilege('pg_control_system()', 'EXECUTE')
UNION ALL
SELECT 'CONNECT on database ' || datname, 'list the grants in it', format('GRANT CONNECT ON DATABASE %I TO %I', datname, current_user)
  FROM pg_database WHERE datallowconn AND NOT datistemplate AND NOT has_database_privilege(oid, 'CONNECT')`

// missingAdmin are roles that cannot be quarantined, a hundred of them at most: from PostgreSQL 16 on, CREATEROLE changes only
// roles that one may administer, by default those that one has made.
const missingAdmin = `
SELECT 'ADMIN OPTION on ' || string_agg(quote_ident(name), ', '), 'quarantine: from PostgreSQL 16 on, roles that somebody else made',
       string_agg(format('GRANT %I TO %I WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', name, current_user), '; ')
  FROM (SELECT rolname AS name FROM pg_roles
         WHERE rolcanlogin AND NOT rolsuper AND rolname <> current_user AND NOT pg_has_role(oid, 'MEMBER WITH ADMIN OPTION') ORDER BY oid LIMIT 100) r
HAVING count(*) > 0`

// missingSettings are settings without which the log does not tell who made a role, and in which session.
const missingSettings = `
SELECT name || ' = ' || want, why, format('ALTER SYSTEM SET %I = %L', name, want) || apply
  FROM (VALUES
	('logging_collector', 'on', '^on$', 'write the log to files', '; then restart the server'),
	('log_destination', 'jsonlog', 'jsonlog|csvlog', 'write the log in a form that can be read', '; SELECT pg_reload_conf()'),
	('log_statement', 'ddl', '^(ddl|mod|all)$', 'see who makes and changes roles', '; SELECT pg_reload_conf()'),
	('log_connections', 'on', '^(?!off$|$)', 'see who logs in, from where', '; SELECT pg_reload_conf()')
  ) s (name, want, good, why, apply) WHERE current_setting(name) !~ good`

// permissionsFor16 is the version from which CREATEROLE alone does not change the roles of others.
const permissionsFor16 = 160000

// missing names what Tabard's own role lacks, and the settings that keep it blind. It reads and changes nothing.
func (at *server) missing(ctx context.Context) (all []tabard.MissingPermission, err error) {
	err = at.with(ctx, "", "", func(conn *pgx.Conn) error {
		queries := []string{missingCatalogs, missingRights}
		var version int
		if err := conn.QueryRow(ctx, `SELECT current_setting('server_version_num')::int`).Scan(&version); err != nil {
			return err
		}
		if version >= permissionsFor16 {
			queries = append(queries, missingAdmin)
		}
		if at.log != "" {
			queries = append(queries, missingSettings)
		}
		for _, query := range queries {
			rows, err := conn.Query(ctx, query)
			if err != nil {
				return err
			}
			found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[tabard.MissingPermission])
			if err != nil {
				return err
			}
			if all = append(all, found...); query == missingCatalogs && len(found) > 0 {
				return nil
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("what is missing on %s: %w", at.system, err)
	}
	return append(all, at.missingLog()...), nil
}

// missingLog says whether the log files can be read from here.
func (at *server) missingLog() []tabard.MissingPermission {
	if at.log == "" {
		return nil
	}
	one := tabard.MissingPermission{
		For: "see who makes roles, within a second",
		Grant: "on the server's host: add the user that runs Tabard to the log files' group; in SQL: " +
			"ALTER SYSTEM SET log_file_mode = '0640'; SELECT pg_reload_conf()",
	}
	files, err := filepath.Glob(at.log)
	if err != nil || len(files) == 0 {
		one.Permission = "read " + at.log + ": no file matches, or its folder cannot be read"
		return []tabard.MissingPermission{one}
	}
	var closed []string
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			closed = append(closed, name)
			continue
		}
		_ = file.Close() // nothing was written
	}
	if len(closed) == 0 {
		return nil
	}
	one.Permission = "read " + strings.Join(closed, ", ")
	return []tabard.MissingPermission{one}
}
