package sqlite_test

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/store/sqlite"
	"tabard.dev/tabard/internal/store/storetest"
)

// filled makes a store with rows in every table, and gives it open.
func filled(t *testing.T, dir string) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range storetest.Commits(6, 80) {
		if err := db.Commit(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.KeepRefused(t.Context(), []store.Refused{{Reason: "r", Text: "t"}}); err != nil {
		t.Fatal(err)
	}
	for _, insert := range []string{
		`INSERT INTO access_token (id, name, role, hash, created_us, created_by, expires_us, last_used_us, revoked_us, revoked_by) VALUES ('t', 'n', 'viewer', x'00', 1, '', 2, 3, 0, '')`,
		`INSERT INTO meta (name, value) VALUES ('k', 'v')`,
		`INSERT INTO sink_position (sink, position) VALUES ('s', 3)`,
		`INSERT INTO sink_dead (sink, position, notice, type, reason, at_us) VALUES ('s', 2, 'n', 'birth', 'r', 1)`,
		`INSERT INTO action (id, kind, system, target, state, policy, finding, owner, automatic, planned_us, changed_us, document) VALUES ('a', 'rotate', 's', 't', 'planned', '', '', '', 0, 1, 1, '{}')`,
		`INSERT INTO guard (one, stopped, actions_per_hour, per_owner, unapproved) VALUES (1, 1, 2, 3, '')`,
		`INSERT INTO exemption (policy, system, realm, target, by_whom, reason, until_us) VALUES ('p', 's', 'r', 't', 'b', '', 1)`,
	} {
		if err := db.Write(t.Context(), func(tx *sql.Tx) error {
			_, err := tx.ExecContext(t.Context(), insert)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

// change runs a statement on the file of a closed store, behind its back.
func change(t *testing.T, dir, statement string) {
	t.Helper()
	raw, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "tabard.db"))
	if err != nil {
		t.Fatal(err)
	}
	result, err := raw.ExecContext(t.Context(), statement)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := result.RowsAffected(); err != nil || n != 1 {
		t.Fatalf("%s changed %d rows, %v, want 1", statement, n, err)
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
}

// load reads all that judging starts from.
func load(t *testing.T, db *sqlite.DB) error {
	t.Helper()
	_, _, err := db.Load(t.Context(), store.Loading{
		Inventory: inventory.New(inventory.Config{}), Finding: func(store.FindingRow) {},
		Window: func(string, []byte) error { return nil }, Source: func(store.SourceRow) error { return nil },
	})
	return err
}

// TestChangedRowsAreNoticed changes one value in each table and looks for who notices: opening, loading and Verify.
func TestChangedRowsAreNoticed(t *testing.T) {
	master := t.TempDir()
	db := filled(t, master)
	if rows, err := db.Verify(t.Context()); err != nil || rows < 1000 {
		t.Fatalf("Verify = %d rows, %v, want all to be sound", rows, err)
	}
	if err := load(t, db); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for table, test := range map[string]struct {
		set  string
		loud string // "open" and "load" are told besides Verify
	}{
		"identities":    {"owner = 'team:others'", "load"},
		"lives":         {"last_us = last_us + 1", "load"},
		"credentials":   {"never_ends = 1 - never_ends", "load"},
		"uses":          {"last_source = '10.9.9.9'", "load"},
		"usages":        {"count = count + 4", "load"},
		"grants":        {"admin = 1 - admin", "load"},
		"systems":       {"records = records + 1", "load"},
		"realms":        {"system = 'another'", "load"},
		"births":        {"creator = 'id_0'", ""},
		"findings":      {"summary = 'another'", "load"},
		"finding_lives": {"count = count + 1", "load"},
		"evidence":      {"record = x'7b7d'", "load"},
		"outbox":        {"data = '{}'", ""},
		"position":      {"seq = seq - 1", "load"},
		"counters":      {"births = births + 1", "load"},
		"windows":       {"state = x'00'", "load"},
		"sources":       {"state = '{}'", "load"},
		"said":          {"about = 'fi_2'", ""},
		"meta":          {"value = '0'", "open"},
		"refused":       {"reason = 'other'", "open"},
		"access_token":  {"role = 'admin'", "open"},
		"sink_position": {"position = 1", "open"},
		"sink_dead":     {"reason = ''", "open"},
		"action":        {"state = 'approved'", "open"},
		"guard":         {"stopped = 0", "open"},
		"exemption":     {"until_us = 4102444800000000", "open"},
	} {
		t.Run(table, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "copy")
			if err := os.CopyFS(dir, os.DirFS(master)); err != nil {
				t.Fatal(err)
			}
			change(t, dir, "UPDATE "+table+" SET "+test.set+" WHERE rowid = (SELECT max(rowid) FROM "+table+")")
			db, err := sqlite.Open(t.Context(), dir)
			if test.loud == "open" {
				says(t, "Open", err, table)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close() //nolint:errcheck // of a damaged store
			if test.loud == "load" {
				says(t, "Load", load(t, db), table)
			}
			_, err = db.Verify(t.Context())
			says(t, "Verify", err, table)
		})
	}
}

func says(t *testing.T, who string, err error, table string) {
	t.Helper()
	damage, ok := errors.AsType[*store.DamageError](err)
	if !ok || !strings.Contains(damage.Error(), " of "+table+" does not match its checksum") {
		t.Errorf("%s = %v, want a DamageError that names a row of %s", who, err, table)
	}
}

// TestOneDamagedRowIsNotShown reads single rows whose value was changed.
func TestOneDamagedRowIsNotShown(t *testing.T) {
	dir := t.TempDir()
	db := filled(t, dir)
	ids := map[string]string{}
	for _, table := range []string{"identities", "credentials", "births", "grants", "findings"} {
		var id string
		if err := db.ReadPool().QueryRowContext(t.Context(), "SELECT id FROM "+table+" ORDER BY n LIMIT 1").Scan(&id); err != nil {
			t.Fatal(err)
		}
		ids[table] = id
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for table := range ids {
		change(t, dir, "UPDATE "+table+" SET system = 'sys-x' WHERE n = (SELECT min(n) FROM "+table+")")
	}
	db, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // of a damaged store
	r := tested{db}.Reader()
	for table, read := range map[string]func(id string) error{
		"identities":  func(id string) error { _, err := r.Identity(t.Context(), id); return err },
		"credentials": func(id string) error { _, err := r.Credential(t.Context(), id); return err },
		"births":      func(id string) error { _, err := r.Birth(t.Context(), id); return err },
		"grants":      func(id string) error { _, err := r.Grant(t.Context(), id); return err },
		"findings":    func(id string) error { _, err := r.Finding(t.Context(), id); return err },
	} {
		says(t, "reading one of "+table, read(ids[table]), table)
	}
}

// TestFlippedBitsInTheFilesAreNoticed flips one bit after another anywhere in the database and in its write-ahead log: either
// every row is as it was written, or the damage is told.
func TestFlippedBitsInTheFilesAreNoticed(t *testing.T) {
	flips := 60
	if testing.Short() {
		flips = 15
	}
	whole := t.TempDir()
	db := filled(t, whole)
	torn := filepath.Join(t.TempDir(), "copy") // as a killed process leaves it
	if err := os.CopyFS(torn, os.DirFS(whole)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(torn, "tabard.db-shm")); err != nil {
		t.Fatal(err)
	}
	want := rowsOf(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, of := range []struct{ name, dir, file string }{
		{"the database", whole, "tabard.db"}, {"the write-ahead log", torn, "tabard.db-wal"}, {"the mark", torn, "tabard.db.mark"},
	} {
		t.Run(of.name, func(t *testing.T) {
			content, err := os.ReadFile(filepath.Join(of.dir, of.file))
			if err != nil || len(content) == 0 {
				t.Fatalf("%s: %d bytes, %v", of.file, len(content), err)
			}
			random := rand.New(rand.NewPCG(4, 2))
			told := 0
			for range flips {
				dir := filepath.Join(t.TempDir(), "copy")
				if err := os.CopyFS(dir, os.DirFS(of.dir)); err != nil {
					t.Fatal(err)
				}
				at := random.IntN(8 * len(content))
				content[at/8] ^= 1 << (at % 8)
				if err := os.WriteFile(filepath.Join(dir, of.file), content, 0o600); err != nil {
					t.Fatal(err)
				}
				content[at/8] ^= 1 << (at % 8)
				if noticed(t, dir, want) {
					told++
				} else if of.file != "tabard.db.mark" && t.Failed() {
					t.Fatalf("bit %d of byte %d", at%8, at/8)
				}
				os.RemoveAll(dir) //nolint:errcheck // a temporary folder
			}
			t.Logf("%d bits flipped, damage told %d times, unnoticed harm 0 times", flips, told)
		})
	}
}

// noticed opens a store that may be damaged and tells whether it says so. If it does not, its rows must be as they were.
func noticed(t *testing.T, dir string, want map[string]string) bool {
	t.Helper()
	db, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		return true
	}
	defer db.Close() //nolint:errcheck // of a damaged store
	if _, err := db.Verify(t.Context()); err != nil {
		return true
	}
	if got := rowsOf(t, db); !maps.Equal(got, want) {
		for row := range want {
			if got[row] != want[row] {
				t.Errorf("row %s is %q, was %q, and nothing says so", row, got[row], want[row])
				break
			}
		}
		if len(got) > len(want) {
			t.Errorf("%d rows, there were %d, and nothing says so", len(got), len(want))
		}
	}
	return false
}

// rowsOf gives every row of every table of a store.
func rowsOf(t *testing.T, db *sqlite.DB) map[string]string {
	t.Helper()
	all := map[string]string{}
	for table := range strings.FieldsSeq("identities lives credentials uses usages grants systems realms births findings finding_lives evidence " +
		"outbox position counters windows sources said refused access_token sink_position sink_dead action guard exemption") {
		rows, err := db.ReadPool().QueryContext(t.Context(), "SELECT * FROM "+table+" ORDER BY rowid")
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close() //nolint:errcheck // read to its end, Err is checked
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		for n := 0; rows.Next(); n++ {
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			all[fmt.Sprint(table, " ", n)] = fmt.Sprintf("%v", values)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestLostTransactionsAreNoticed takes the write-ahead log away.
func TestLostTransactionsAreNoticed(t *testing.T) {
	dir := t.TempDir()
	db := filled(t, dir)
	copied := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Close(), os.Truncate(filepath.Join(copied, "tabard.db-wal"), 40_000)); err != nil {
		t.Fatal(err)
	}
	_, err := sqlite.Open(t.Context(), copied)
	if damage, ok := errors.AsType[*store.DamageError](err); !ok || !strings.Contains(damage.Why, "transactions are missing") {
		t.Errorf("Open = %v, want it to say that transactions are missing", err)
	}
}
