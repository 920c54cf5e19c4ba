package postgres

import (
	"flag"
	"os"
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/tabardtest"
)

var update = flag.Bool("update", false, "write golden files anew")

func TestLog(t *testing.T) {
	tabardtest.Family(t, serverLog())
	tabardtest.Golden(t, serverLog(), *update)
}

// TestMultiline reads statements that go over several lines of a log.
func TestMultiline(t *testing.T) {
	in, err := os.Open("testdata/multiline.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close() //nolint:errcheck // only read from
	f := serverLog()
	var lines []int
	var last *tabard.Event
	for piece, err := range f.Split(in) {
		if err != nil {
			t.Fatal(err)
		}
		inside := f.Unwrap(piece.Record)
		if len(inside) != 1 {
			t.Fatalf("line %d is no line of csvlog: %s", piece.Line, piece.Record)
		}
		lines = append(lines, piece.Line)
		if last, err = tabardtest.Decode(t, f, inside[0]); err != nil {
			t.Fatal(err)
		}
	}
	if len(lines) != 4 || lines[3] != 4 {
		t.Errorf("records start on lines %v, want 1 to 4", lines)
	}
	if last == nil || last.Action != "CREATE ROLE" || len(last.Changes) != 3 || strings.Contains(string(last.Record), "canary") {
		t.Errorf("the statement over several lines reads as\n%s", tabardtest.Describe(last))
	}
}

func TestSplitGoesOnAfterALineTooLong(t *testing.T) {
	long := `{"message":"` + strings.Repeat("x", 2*maxLine) + `"}`
	text := `{"a":1}` + "\n" + long + "\n" + `{"b":2}` + "\n"
	var got []string
	for piece, err := range split(strings.NewReader(text)) {
		if err != nil {
			got = append(got, "refused")
			continue
		}
		got = append(got, string(piece.Record))
	}
	if strings.Join(got, " ") != `{"a":1} refused {"b":2}` {
		t.Errorf("split gives %q", got)
	}
}

func TestCutSQLLeavesTheRestAlone(t *testing.T) {
	for _, sql := range []string{
		"", "SELECT 1", "CREATE ROLE token_service LOGIN VALID UNTIL '2027-01-01'", "COMMENT ON ROLE secret_reader IS 'owner: team'",
		"GRANT secret_reader TO app", "SELECT 'it''s a pass'", "ALTER ROLE app PASSWORD NULL", "SET password_encryption = 'scram-sha-256'",
		"CREATE TABLE t (password text DEFAULT 'x')", "SELECT '$$', $1, $a$b$a$", "SELECT U&'d\\0061t' , \"pass word\"",
	} {
		if got := cutSQL(sql, tabardtest.Cut); got != sql {
			t.Errorf("cutSQL(%q) = %q", sql, got)
		}
	}
}

func FuzzLog(f *testing.F) { tabardtest.FuzzFamily(f, serverLog()) }

// FuzzCutSQL holds that cutting twice is cutting once, and that a password after whatever statement is cut.
func FuzzCutSQL(f *testing.F) {
	for _, file := range []string{"roles", "rights", "statements"} {
		for _, record := range tabardtest.Lines(f, "testdata/postgres.log/"+file+".jsonl") {
			node, err := tabard.ParseNode(record)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(strings.TrimPrefix(node.Get("message").String(), "statement: "))
		}
	}
	f.Fuzz(func(t *testing.T, sql string) {
		clean := cutSQL(sql, tabardtest.Cut)
		if again := cutSQL(clean, tabardtest.Cut); again != clean {
			t.Errorf("cutting twice gives\n%q\nafter\n%q\nof\n%q", again, clean, sql)
		}
		if strings.ContainsAny(sql, "'\"$/-\\") {
			return // may leave a quote or a comment open, which swallows what follows
		}
		if got := cutSQL(sql+"; ALTER ROLE x PASSWORD 'canary-fuzz'", tabardtest.Cut); strings.Contains(got, "canary-fuzz") {
			t.Errorf("a password is left in %q", got)
		}
	})
}

func BenchmarkNormalizeLog(b *testing.B) {
	for _, name := range []string{"connections", "statements", "roles"} {
		b.Run(name, func(b *testing.B) { tabardtest.Benchmark(b, serverLog(), "testdata/postgres.log/"+name+".jsonl") })
	}
}

func BenchmarkRedactPlainLine(b *testing.B) {
	record := tabardtest.Lines(b, "testdata/postgres.log/statements.jsonl")[0]
	b.SetBytes(int64(len(record)))
	for b.Loop() {
		redact(record, tabardtest.Cut)
	}
}
