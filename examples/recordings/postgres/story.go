// Package postgres holds a recording: what a real PostgreSQL wrote into its log while scripted people, services and AI agents
// created, shared, used and forgot roles and passwords. README.md tells the story; make record-postgres tells it again.
package postgres

// step is one login and what it does there.
type step struct {
	role string // who logs in
	app  string // application_name, which clients set themselves
	from string // address on the loopback that the client binds to, so that hosts can be told apart
	bad  bool   // with a wrong password
	run  []string
	fail bool // the server refuses the statements, as it should
}

// Clients as they name themselves.
const (
	psql     = "psql"
	dbeaver  = "DBeaver 25.2.1 - Main"
	erpAPI   = "erp-api"
	coding   = "claude-code/2.1.4 (mcp-server-postgres)"
	triage   = "invoice-triage-agent/1.4 (langgraph)"
	pipeline = "data-pipeline-agent (openai-agents/0.9)"
	reports  = "nightly-report"
)

// Hosts, one a role in the story.
const (
	dbaLaptop   = "127.0.0.10"
	devLaptop   = "127.0.0.11"
	erpHost1    = "127.0.1.21"
	erpHost2    = "127.0.1.22"
	triageHost  = "127.0.2.31"
	sandbox1    = "127.0.2.41" // where the coding agent runs
	sandbox2    = "127.0.2.42"
	sandbox3    = "127.0.2.43"
	reportHost  = "127.0.1.51"
	unknownHost = "127.0.9.99"
)

// password is the password that a role is given in this story. Every one says that it is none.
func password(role string) string { return "canary-" + role }

func created(role, options string) string {
	return "CREATE ROLE " + role + " LOGIN PASSWORD '" + password(role) + "' " + options
}

// founding is done by the bootstrap superuser before anybody else can log in.
func founding() []string {
	return []string{
		created("mara_lindqvist", "CREATEROLE CREATEDB"),
		"COMMENT ON ROLE mara_lindqvist IS 'database administrator'",
		"GRANT pg_monitor, pg_signal_backend TO mara_lindqvist",
		"CREATE DATABASE erp OWNER mara_lindqvist",
	}
}

// story is a day at a small company, in order.
func story() []step {
	var all []step
	add := func(s ...step) { all = append(all, s...) }
	add(
		// The administrator sets up the ERP: groups, tables, and roles with an owner in their comment.
		step{role: "mara_lindqvist", app: psql, from: dbaLaptop, run: []string{
			"CREATE ROLE erp_read", "CREATE ROLE erp_write", "GRANT erp_read TO erp_write",
			"CREATE TABLE invoices (id bigint PRIMARY KEY, supplier text, amount numeric, state text)",
			"CREATE TABLE suppliers (id bigint PRIMARY KEY, name text, iban text)",
			"GRANT SELECT ON invoices, suppliers TO erp_read",
			"GRANT INSERT, UPDATE ON invoices TO erp_write",
			created("tomas_okafor", "VALID UNTIL '2027-06-30'"), "COMMENT ON ROLE tomas_okafor IS 'developer, team erp'", "GRANT erp_read TO tomas_okafor",
			created("erp_app", ""), "COMMENT ON ROLE erp_app IS 'owner: team erp; the ERP service'", "GRANT erp_write TO erp_app",
		}},
		step{role: "mara_lindqvist", app: psql, from: dbaLaptop, run: []string{
			created("invoice_triage", "VALID UNTIL '2027-03-31' CONNECTION LIMIT 4"),
			"COMMENT ON ROLE invoice_triage IS 'owner: team finance-platform; agent that classifies supplier invoices'",
			"GRANT erp_read TO invoice_triage",
			created("nightly_report", ""), "GRANT erp_read TO nightly_report",
			created("report_2023", "VALID UNTIL '2024-01-31'"),
		}},
	)
	// An ordinary morning.
	for range 4 {
		add(
			step{role: "erp_app", app: erpAPI, from: erpHost1, run: []string{"SELECT count(*) FROM invoices"}},
			step{role: "erp_app", app: erpAPI, from: erpHost2, run: []string{"INSERT INTO invoices SELECT coalesce(max(id), 0) + 1, 'Acme', 100, 'new' FROM invoices"}},
			step{role: "invoice_triage", app: triage, from: triageHost, run: []string{"SELECT id, supplier FROM invoices WHERE state = 'new' LIMIT 10"}},
		)
	}
	add(
		step{role: "tomas_okafor", app: dbeaver, from: devLaptop, run: []string{"SELECT * FROM suppliers LIMIT 1"}},
		step{role: "nightly_report", app: reports, from: reportHost, run: []string{"SELECT sum(amount) FROM invoices"}},
		step{role: "report_2023", app: reports, from: reportHost, bad: true}, // expired two years ago, still tried every night
		step{role: "report_2023", app: reports, from: reportHost, bad: true},

		// The developer wants migrations done by a coding agent, and gets it a role that may create roles.
		step{role: "mara_lindqvist", app: psql, from: dbaLaptop, run: []string{
			created("coding_agent", "CREATEROLE"), "GRANT erp_write TO coding_agent WITH ADMIN OPTION",
		}},
		step{role: "coding_agent", app: coding, from: sandbox1, run: []string{"CREATE TEMP TABLE plan (step int)", "SELECT count(*) FROM invoices"}},
		// The agent makes itself a helper without an end, gives it more than itself has a use for, and forgets it.
		step{role: "coding_agent", app: coding, from: sandbox1, run: []string{
			created("tmp_migrate_7f3a", ""), "GRANT erp_write TO tmp_migrate_7f3a",
		}},
		step{role: "tmp_migrate_7f3a", app: coding, from: sandbox1, run: []string{"SELECT count(*) FROM suppliers"}},
		step{role: "coding_agent", app: coding, from: sandbox1, fail: true, run: []string{"ALTER ROLE coding_agent SUPERUSER"}},
		step{role: "coding_agent", app: coding, from: sandbox1, fail: true, run: []string{"DROP TABLE suppliers"}},
	)
	// The service's password finds its way into three sandboxes.
	for _, host := range []string{sandbox1, sandbox2, sandbox3} {
		add(step{role: "erp_app", app: coding, from: host, run: []string{"SELECT supplier, amount FROM invoices ORDER BY amount DESC LIMIT 5"}})
	}
	add(
		// A second agent, made by the first.
		step{role: "coding_agent", app: coding, from: sandbox2, run: []string{
			created("data_pipeline", "VALID UNTIL 'infinity'"), "GRANT erp_write TO data_pipeline",
			"DO $$ BEGIN EXECUTE 'CREATE ROLE stage_loader LOGIN PASSWORD ''canary-stage_loader'''; END $$",
		}},
		step{role: "data_pipeline", app: pipeline, from: sandbox2, run: []string{"SELECT * FROM suppliers"}},
		step{role: "data_pipeline", app: pipeline, from: sandbox2, run: []string{"SELECT id, iban FROM suppliers"}},
		// A rotation that forgot a consumer.
		step{role: "mara_lindqvist", app: psql, from: dbaLaptop, run: []string{"ALTER ROLE nightly_report PASSWORD 'canary-nightly_report-2' VALID UNTIL '2027-12-31'"}},
		step{role: "nightly_report", app: reports, from: reportHost, bad: true},
		step{role: "nightly_report", app: reports, from: reportHost, bad: true},
	)
	// Somebody tries passwords.
	for _, role := range []string{"postgres", "postgres", "admin", "erp_app", "mara_lindqvist"} {
		add(step{role: role, app: "", from: unknownHost, bad: true})
	}
	for range 3 {
		add(
			step{role: "erp_app", app: erpAPI, from: erpHost1, run: []string{"UPDATE invoices SET state = 'paid' WHERE id = 1"}},
			step{role: "invoice_triage", app: triage, from: triageHost, run: []string{"SELECT id FROM invoices WHERE state = 'new'"}},
		)
	}
	add(
		// An evening's tidying: one role goes, one is locked, one keeps what nobody needs.
		step{role: "mara_lindqvist", app: psql, from: dbaLaptop, run: []string{
			"DROP ROLE report_2023", "ALTER ROLE tomas_okafor CONNECTION LIMIT 5", "REVOKE erp_write FROM coding_agent CASCADE", "GRANT erp_write TO coding_agent",
		}},
		step{role: "tomas_okafor", app: dbeaver, from: devLaptop, run: []string{"SELECT rolname FROM pg_roles"}},
		step{role: "coding_agent", app: coding, from: sandbox3, run: []string{
			"ALTER ROLE data_pipeline PASSWORD 'canary-data_pipeline-2'", created("export_bot", ""), "GRANT erp_read TO export_bot",
		}},
		step{role: "export_bot", app: coding, from: sandbox3, run: []string{"SELECT * FROM invoices"}},
	)
	return all
}
