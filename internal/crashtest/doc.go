// Package crashtest kills the built program, again and again, while it takes records in, and holds what it has in the end
// against a run that was left alone; and while it acts on a PostgreSQL, whose state must come back. It has only tests.
// TABARD_CRASH=full makes them long: "make crash".
package crashtest
