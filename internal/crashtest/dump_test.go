package crashtest

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // the store's driver
)

// tables are what must be the same, whatever was killed when, with what of each need not be: where on the log a record is
// depends on how records met in batches, and when it was taken in on the clock.
var tables = []struct{ name, columns string }{
	{"identities", "*"},
	{"credentials", "*"},
	{"usages", "*"},
	{"grants", "*"},
	{"systems", "*"},
	{"realms", "*"},
	{"births", "*"},
	{"findings", "*"},
	{"evidence WHERE slot < 9", "n, slot, time_us, family, place, copied, cut, record"}, // which is the newest is decided by the clock, too
	{"outbox", "position, id, type, data"},
	{"counters", "accepted, unreadable, identities, credentials, births, findings, outbox"},
}

// place is what is left out of every row: a place, and the checksum, which covers it.
var place = regexp.MustCompile(`,?"(log_seq|index)":\d+| sum=-?\d+$`)

// everything is what one log alone decides. What only counts duplicates may be on the log without being judged at the end.
var everything = []string{
	"identities", "lives", "credentials", "uses", "usages", "grants", "systems", "realms", "births", "findings", "finding_lives", "evidence",
	"outbox", "windows", "said",
}

// dump gives the rows of a stopped server's store that any log with the same records gives, one a line.
func dump(t *testing.T, folder string) []string {
	t.Helper()
	var all []string
	for _, table := range tables {
		for _, line := range dumpTable(t, folder, "tabard.db", table.name, table.columns) {
			if table.name == "credentials" {
				// Clock ticks tell which have run out, and a run of minutes has more of them than one of seconds. What the same log
				// gives in one go is compared with this, too.
				line = strings.Replace(line, " state=expired", " state=active", 1)
			}
			all = append(all, place.ReplaceAllString(line, ""))
		}
	}
	return all
}

// dumpAll gives every row that the log alone decides.
func dumpAll(t *testing.T, folder string) []string {
	t.Helper()
	var all []string
	for _, name := range everything {
		all = append(all, dumpTable(t, folder, "tabard.db", name, "*")...)
	}
	return append(all, dumpTable(t, folder, "tabard.db", "counters", "accepted, unreadable, identities, credentials, births, findings, outbox")...)
}

func dumpTable(t *testing.T, folder, file, name, columns string) []string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(folder, file))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // it was only read
	rows, err := db.QueryContext(t.Context(), "SELECT "+columns+" FROM "+name+" ORDER BY 1, 2")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // Err tells
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	values, into := make([]any, len(names)), make([]any, len(names))
	for i := range values {
		into[i] = &values[i]
	}
	var all []string
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		var line strings.Builder
		line.WriteString(name)
		for i, value := range values {
			if bytes, ok := value.([]byte); ok {
				value = string(bytes)
			}
			fmt.Fprintf(&line, " %s=%v", names[i], value)
		}
		all = append(all, line.String())
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// difference tells the first lines in which two dumps differ; "" when they do not.
func difference(got, want []string) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return fmt.Sprintf("row %d:\n got %s\nwant %s", i, got[i], want[i])
		}
	}
	if len(got) != len(want) {
		return fmt.Sprintf("%d rows, want %d", len(got), len(want))
	}
	return ""
}
