-- Tabard's own role, with the least it needs. Run as a superuser: psql -f role.sql, then \password tabard
-- "tabard systems test NAME" says what is missing, and the statement that grants it.

CREATE ROLE tabard LOGIN CREATEROLE;                          -- quarantine: refuse and allow logins; it is no superuser
GRANT pg_signal_backend TO tabard;                            -- quarantine: end sessions
GRANT EXECUTE ON FUNCTION pg_control_system() TO tabard;      -- tell this cluster from another

-- List the grants in each database. It reads catalogs, never tables.
DO $$
DECLARE d name;
BEGIN
	FOR d IN SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate LOOP
		EXECUTE format('GRANT CONNECT ON DATABASE %I TO tabard', d);
	END LOOP;
END $$;
