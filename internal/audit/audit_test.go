package audit_test

import (
	"context"
	"database/sql"
	"encoding/json/v2"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tabard.dev/tabard/internal/audit"
	"tabard.dev/tabard/internal/store/sqlite"
)

func database(t *testing.T) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func run(t *testing.T, db *sqlite.DB, text string) {
	t.Helper()
	err := db.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), text)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}

var key = audit.NewKey([]byte("an installation's key of 32 bytes"))

func open(t *testing.T, store audit.Store, folder string) *audit.Trail {
	t.Helper()
	trail, err := audit.Open(t.Context(), store, key, folder)
	if err != nil {
		t.Fatal(err)
	}
	return trail
}

func add(t *testing.T, trail *audit.Trail, n int) {
	t.Helper()
	for i := range n {
		e := audit.Entry{Time: time.Now(), Agent: "token ci (abc)", Action: "close", Resource: fmt.Sprintf("finding %d", i), Decision: audit.Allowed, Correlation: "r1"}
		if err := trail.Add(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
}

func verify(t *testing.T, store audit.Store, folder string, noted *audit.Head) audit.Report {
	t.Helper()
	r, err := audit.Verify(t.Context(), store, key, folder, noted)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestATrailFitsAcrossRestarts(t *testing.T) {
	store, folder := audit.NewTable(database(t)), t.TempDir()
	add(t, open(t, store, folder), 3)
	noted := open(t, store, folder).Head()
	trail := open(t, store, folder)
	add(t, trail, 1020) // more than a page
	r := verify(t, store, folder, &noted)
	if !r.OK || r.Entries != 1023 || r.Head != trail.Head() {
		t.Errorf("%+v", r)
	}
	again, err := audit.ParseHead(r.Head.String())
	if err != nil || again != r.Head {
		t.Errorf("ParseHead(%s) = %v, %v", r.Head, again, err)
	}
}

func TestEveryTamperingIsFound(t *testing.T) {
	anchor := func(text string) func(string) error {
		return func(path string) error { return os.WriteFile(path, []byte(text), 0o600) }
	}
	tests := map[string]struct {
		sql    []string
		anchor func(path string) error
		want   string
	}{
		"one letter edited":      {sql: []string{`UPDATE audit_entry SET entry = replace(entry, 'close', 'clos3') WHERE seq = 4`}, want: "the seal does not fit"},
		"a space added":          {sql: []string{`UPDATE audit_entry SET entry = entry || ' ' WHERE seq = 10`}, want: "the seal does not fit"},
		"seal emptied":           {sql: []string{`UPDATE audit_entry SET seal = x'' WHERE seq = 10`}, want: "the seal does not fit"},
		"one cut from within":    {sql: []string{`DELETE FROM audit_entry WHERE seq = 5`}, want: "the entry before is 4"},
		"the first cut":          {sql: []string{`DELETE FROM audit_entry WHERE seq = 1`}, want: "the entry before is 0"},
		"the last cut":           {sql: []string{`DELETE FROM audit_entry WHERE seq = 10`}, want: "it was cut"},
		"all cut":                {sql: []string{`DELETE FROM audit_entry`}, want: "it was cut"},
		"one put in front":       {sql: []string{`INSERT INTO audit_entry VALUES (0, '{}', x'00')`}, want: "the seal does not fit"},
		"renumbered after a cut": {sql: []string{`DELETE FROM audit_entry WHERE seq = 9`, `UPDATE audit_entry SET seq = 9 WHERE seq = 10`}, want: "it says that it is entry 10"},
		"two swapped": {sql: []string{
			`UPDATE audit_entry SET seq = -3 WHERE seq = 3`, `UPDATE audit_entry SET seq = 3 WHERE seq = 4`, `UPDATE audit_entry SET seq = 4 WHERE seq = -3`,
		}, want: "it says that it is entry"},
		"the anchor removed":    {anchor: os.Remove, want: "is gone"},
		"the anchor garbled":    {anchor: anchor(`{"seq":10,"seal":"00"}`), want: "was made anew"},
		"the anchor unreadable": {anchor: anchor(`{"seq"`), want: "cannot be read"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			db, folder := database(t), t.TempDir()
			store := audit.NewTable(db)
			add(t, open(t, store, folder), 10)
			for _, text := range test.sql {
				run(t, db, text)
			}
			if test.anchor != nil {
				if err := test.anchor(filepath.Join(folder, audit.HeadFile)); err != nil {
					t.Fatal(err)
				}
			}
			r := verify(t, store, folder, nil)
			if r.OK || !strings.Contains(fmt.Sprint(r.Broken), test.want) {
				t.Errorf("%+v, want %q", r, test.want)
			}
		})
	}
}

// Who does not have the key cannot write the trail anew, anchor and all.
func TestATrailMadeAnewIsFound(t *testing.T) {
	db, folder := database(t), t.TempDir()
	store := audit.NewTable(db)
	add(t, open(t, store, folder), 10)
	lines, err := audit.Read(t.Context(), store, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	run(t, db, `DELETE FROM audit_entry`)
	if err := os.Remove(filepath.Join(folder, audit.HeadFile)); err != nil {
		t.Fatal(err)
	}
	forged, err := audit.Open(t.Context(), store, audit.NewKey([]byte("not the key")), folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		line.Agent = "somebody else"
		if err := forged.Add(t.Context(), line.Entry); err != nil {
			t.Fatal(err)
		}
	}
	if r := verify(t, store, folder, nil); r.OK || len(r.Broken) != 10 || !strings.Contains(r.Broken[0].Why, "the seal does not fit") {
		t.Errorf("%+v", r)
	}
}

// Who cuts the trail and then lets the server start, which anchors anew, has covered nothing.
func TestARestartDoesNotCoverACut(t *testing.T) {
	for name, cover := range map[string]func(folder string){
		"anchor left":    func(string) {},
		"anchor removed": func(folder string) { _ = os.Remove(filepath.Join(folder, audit.HeadFile)) },
	} {
		t.Run(name, func(t *testing.T) {
			db, folder := database(t), t.TempDir()
			store := audit.NewTable(db)
			add(t, open(t, store, folder), 10)
			run(t, db, `DELETE FROM audit_entry WHERE seq > 7`)
			cover(folder)
			add(t, open(t, store, folder), 5)
			if r := verify(t, store, folder, nil); r.OK {
				t.Errorf("%+v", r)
			}
		})
	}
}

// Database, anchor and all set back to an earlier day: only a head that was kept elsewhere tells.
func TestANotedHeadFindsATrailThatWasSetBack(t *testing.T) {
	db, folder := database(t), t.TempDir()
	store := audit.NewTable(db)
	trail := open(t, store, folder)
	add(t, trail, 5)
	early, err := os.ReadFile(filepath.Join(folder, audit.HeadFile))
	if err != nil {
		t.Fatal(err)
	}
	add(t, trail, 5)
	noted := trail.Head()
	run(t, db, `DELETE FROM audit_entry WHERE seq > 5`)
	if err := os.WriteFile(filepath.Join(folder, audit.HeadFile), early, 0o600); err != nil {
		t.Fatal(err)
	}
	if r := verify(t, store, folder, nil); !r.OK {
		t.Fatalf("the set-back trail does not fit by itself: %+v", r)
	}
	if r := verify(t, store, folder, &noted); r.OK || !strings.Contains(r.Broken[0].Why, "it was cut") {
		t.Errorf("%+v", r)
	}
}

func TestACrashBetweenEntryAndAnchorIsNoTampering(t *testing.T) {
	db, folder := database(t), t.TempDir()
	store := audit.NewTable(db)
	trail := open(t, store, folder)
	add(t, trail, 4)
	behind, _ := os.ReadFile(filepath.Join(folder, audit.HeadFile))
	add(t, trail, 1)
	if err := os.WriteFile(filepath.Join(folder, audit.HeadFile), behind, 0o600); err != nil {
		t.Fatal(err)
	}
	if r := verify(t, store, folder, nil); !r.OK {
		t.Errorf("%+v", r)
	}
	add(t, open(t, store, folder), 1)
	if r := verify(t, store, folder, nil); !r.OK || r.Entries != 6 {
		t.Errorf("%+v", r)
	}
}

// flaky stands before the real store and fails as a full disk does, before or after the row was kept.
type flaky struct {
	audit.Table
	before, after error
}

func (f *flaky) AddEntry(ctx context.Context, r audit.Row) error {
	if f.before != nil {
		return f.before
	}
	return errors.Join(f.Table.AddEntry(ctx, r), f.after)
}

func TestAChangeIsRefusedWhenItsEntryCannotBeWritten(t *testing.T) {
	full := errors.New("no space left on device")
	f, folder := &flaky{Table: audit.NewTable(database(t))}, t.TempDir()
	trail := open(t, f, folder)
	add(t, trail, 2)
	f.before = full
	if err := trail.Add(t.Context(), audit.Entry{Action: "close"}); !errors.Is(err, full) {
		t.Errorf("Add = %v", err)
	}
	f.before, f.after = nil, full
	if err := trail.Add(t.Context(), audit.Entry{Action: "kept all the same"}); err != nil {
		t.Errorf("an entry that is on the trail was reported missing: %v", err)
	}
	f.after = nil
	add(t, trail, 2)
	if r := verify(t, f, folder, nil); !r.OK || r.Entries != 5 {
		t.Errorf("%+v", r)
	}
}

func TestACallerWhoHangsUpDoesNotHoldUpTheTrail(t *testing.T) {
	store, folder := audit.NewTable(database(t)), t.TempDir()
	trail := open(t, store, folder)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := trail.Add(gone, audit.Entry{Action: "close"}); err != nil {
		t.Error(err)
	}
	add(t, trail, 1)
	if r := verify(t, store, folder, nil); !r.OK || r.Entries != 2 {
		t.Errorf("%+v", r)
	}
}

func TestReadingIsCountedInBrief(t *testing.T) {
	store, folder := audit.NewTable(database(t)), t.TempDir()
	trail := open(t, store, folder)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 250 {
				trail.Count(audit.Entry{Agent: "token a", Action: "list findings", Correlation: "x", Status: 200})
				trail.Count(audit.Entry{Agent: "token b", Action: "list findings"})
			}
		})
	}
	all.Wait()
	if err := trail.Flush(t.Context(), time.Unix(1e9, 0)); err != nil {
		t.Fatal(err)
	}
	lines, err := audit.Read(t.Context(), store, 0, 10)
	if err != nil || len(lines) != 2 || lines[0].Calls != 1000 || lines[1].Calls != 1000 || lines[0].Decision != audit.Counted || lines[0].Correlation != "" {
		t.Errorf("%+v, %v", lines, err)
	}
	for i := range 100_000 {
		trail.Count(audit.Entry{Agent: fmt.Sprint(i), Action: "list findings"})
	}
	if err := trail.Flush(t.Context(), time.Unix(1e9, 0)); err != nil {
		t.Fatal(err)
	}
	if head := trail.Head(); head.Seq > 1100 {
		t.Errorf("100,000 callers made %d entries", head.Seq)
	}
}

func TestWhatComesFromOutsideIsBoundedAndCannotForgeALine(t *testing.T) {
	store, folder := audit.NewTable(database(t)), t.TempDir()
	trail := open(t, store, folder)
	hostile := "x\n{\"seq\":1}\r\x1b[31m\u202e\x00\xff" + strings.Repeat("é", 10_000)
	if err := trail.Add(t.Context(), audit.Entry{Agent: hostile, Reason: hostile, Resource: hostile}); err != nil {
		t.Fatal(err)
	}
	rows, err := store.Entries(t.Context(), 0, 10)
	if err != nil || len(rows) != 1 || len(rows[0].Text) > 4096 || strings.ContainsAny(string(rows[0].Text), "\n\r\x1b\x00") {
		t.Errorf("%d rows, %q, %v", len(rows), rows[0].Text, err)
	}
}

func TestTheSevenFieldsAreThere(t *testing.T) {
	text, err := json.Marshal(audit.Entry{})
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"agent", "subject", "resource", "action", "decision", "time", "correlation", "posture", "remedy"} {
		if _, ok := got[name]; !ok {
			t.Errorf("an entry does not say its %s: %s", name, text)
		}
	}
}

func TestKeysOfTwoInstallationsDiffer(t *testing.T) {
	store, folder := audit.NewTable(database(t)), t.TempDir()
	add(t, open(t, store, folder), 2)
	r, err := audit.Verify(t.Context(), store, audit.NewKey([]byte("another")), folder, nil)
	if err != nil || r.OK || len(r.Broken) != 2 {
		t.Errorf("%+v, %v", r, err)
	}
}
