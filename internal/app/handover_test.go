package app_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/app"
	logdb "tabard.dev/tabard/internal/bus/sqlite"
	"tabard.dev/tabard/internal/detect"
	"tabard.dev/tabard/internal/handover"
	"tabard.dev/tabard/internal/ingest"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/pipeline"
	"tabard.dev/tabard/internal/store/sqlite"
)

// counted is a decoder that counts what was read from the log.
type counted struct {
	*normalize.Decoder
	count *atomic.Int64
}

func (c counted) Decode(family string, record []byte, received time.Time, item *normalize.Item) error {
	c.count.Add(1)
	return c.Decoder.Decode(family, record, received, item)
}

// judging is a store that a pipeline fills.
type judging struct {
	folder string
	pipe   *pipeline.Pipeline
	read   atomic.Int64 // records decoded from the log
	stop   func()
}

// What ingest hands over gives the very rows that the log gives: findings, births, outbox, windows, and all the rest.
func TestHandedOverIsJudgedAsReadFromTheLog(t *testing.T) {
	catalogue, err := app.Catalogue("")
	if err != nil {
		t.Fatal(err)
	}
	var families []tabard.Family
	for _, c := range app.Connectors() {
		families = append(families, c.Families...)
	}
	set, err := normalize.New(families, catalogue.Paths(families))
	if err != nil {
		t.Fatal(err)
	}
	redactor := normalize.NewRedactor(bytes.Repeat([]byte{7}, 32))
	log, err := logdb.Open(t.Context(), logdb.Options{Path: filepath.Join(t.TempDir(), "log.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close() //nolint:errcheck // only a test's
	judge := func(decoded *handover.Handover) *judging {
		j := &judging{folder: t.TempDir()}
		ctx, cancel := context.WithCancel(t.Context())
		db, err := sqlite.Open(ctx, j.folder)
		if err != nil {
			t.Fatal(err)
		}
		j.pipe = pipeline.New(pipeline.Config{
			Log: log, Store: db, Handover: decoded,
			Decoder:  func() pipeline.Decoder { return counted{set.Decoder(redactor), &j.read} },
			Detector: func() pipeline.Detector { return app.NewDetector(detect.NewEngine(catalogue, set.RuleSlots, false)) },
		})
		started := j.pipe.Next()
		var running sync.WaitGroup
		running.Go(func() { _ = j.pipe.Run(ctx) })
		j.stop = sync.OnceFunc(func() {
			cancel()
			running.Wait()
			_ = db.Close()
		})
		t.Cleanup(j.stop)
		<-started
		return j
	}

	decoded := handover.New(16 << 20)
	handed := judge(decoded)
	receiver, err := ingest.Open(t.Context(), ingest.Config{Log: log, Parser: app.NewParser(func() *normalize.Set { return set }, redactor, nil), Handover: decoded})
	if err != nil {
		t.Fatal(err)
	}
	accepted := 0
	for _, file := range []string{"samples/aws.cloudtrail.jsonl", "samples/entra.audit.jsonl", "samples/entra.signin.jsonl", "samples/github.audit.jsonl", "samples/vault.audit.jsonl", "recordings/kubernetes/audit.jsonl", "recordings/postgres/postgres.jsonl"} {
		text, err := os.ReadFile(filepath.Join("../../examples", file))
		if err != nil {
			t.Fatal(err)
		}
		for part := range slices.Chunk(bytes.SplitAfter(text, []byte("\n")), 50) {
			body := bytes.Join(part, nil)
			result, err := receiver.Receive(t.Context(), ingest.Origin{}, int64(len(body)), bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			accepted += result.Accepted
		}
	}
	_ = receiver.Close()
	_, last := log.Bounds()
	handed.until(t, last)
	replayed := judge(nil)
	replayed.until(t, last)

	if read := handed.read.Load(); read > int64(accepted)/2 || accepted < 500 {
		t.Errorf("%d of %d records were read back from the log, want few", read, accepted)
	}
	if read := replayed.read.Load(); read != int64(accepted) {
		t.Errorf("%d of %d records were read from the log at replay", read, accepted)
	}
	got, want := handed.rows(t), replayed.rows(t)
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("handed over: %s\nread from the log: %s", got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d rows handed over, %d read from the log", len(got), len(want))
	}
}

// until waits until all is judged, and ends.
func (j *judging) until(t *testing.T, last uint64) {
	t.Helper()
	for {
		news := j.pipe.Next()
		if j.pipe.Committed() >= last {
			break
		}
		if err := j.pipe.Problem(); err != nil {
			t.Fatal(err)
		}
		<-news
	}
	j.stop()
}

// rows gives all rows of all tables.
func (j *judging) rows(t *testing.T) []string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(j.folder, "tabard.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // only read
	var all []string
	for _, table := range column(t, db, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'written' ORDER BY name`) { // which counts commits
		for _, row := range column(t, db, fmt.Sprintf(`SELECT json_array(%s) FROM %q ORDER BY 1`, column(t, db, fmt.Sprintf(`SELECT group_concat('hex(' || name || ')') FROM pragma_table_info('%s')`, table))[0], table)) {
			all = append(all, table+" "+row)
		}
	}
	return all
}

func column(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close() //nolint:errcheck // Err tells
	var all []string
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
