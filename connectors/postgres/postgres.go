// Package postgres knows PostgreSQL: it reads the server's log, lists roles and what they may do, and puts a role in
// quarantine and takes it out again.
//
// Reading the log is part of stage 2: it says in Tabard's words what a line means, and cuts the passwords out of statements.
// README.md lists what the log cannot show.
package postgres

import "tabard.dev/tabard"

// Connector gives what Tabard knows of PostgreSQL.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "postgres",
		Title:    "PostgreSQL",
		Families: []tabard.Family{serverLog()},
		Open:     Open,
	}
}
