package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/pipeline"
	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/store/sqlite"
)

var start = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// story makes records of a small organization, the same for the same seed.
func story(seed uint64, n int) []record {
	random := rand.New(rand.NewPCG(seed, 1))
	pick := func(all ...string) string { return all[random.IntN(len(all))] }
	records := make([]record, n)
	for i := range records {
		late := random.IntN(300) - 20 // seconds; some come out of order
		r := record{
			ID: fmt.Sprint("ev-", i), Time: start.Add(time.Duration(i)*time.Minute - time.Duration(late)*time.Second).Format(time.RFC3339Nano),
			Realm: pick("r1", "r1", "r2"), Who: fmt.Sprint("user-", random.IntN(12)), Do: fmt.Sprint("action-", random.IntN(15)),
			From: fmt.Sprintf("10.0.%d.%d", random.IntN(40), random.IntN(250)), Agent: pick("", "claude-code/2.1", "boto3/1.3", "kubectl/v1.3 (linux)"),
		}
		switch random.IntN(12) {
		case 0:
			r.Failed = true
		case 1:
			r.Key = fmt.Sprint("K", random.IntN(9))
		case 2, 3:
			r.Object, r.Verb, r.Name = "identity", pick("created", "created", "deleted", "disabled", "enabled"), fmt.Sprint("user-", random.IntN(20))
			r.Team = pick("", "", "ml", "data")
		case 4:
			r.Object, r.Verb, r.Name, r.Born = "credential", pick("created", "created", "deleted", "disabled"), fmt.Sprint("user-", random.IntN(12)), pick("", fmt.Sprint("K", random.IntN(9)))
		case 5:
			r.Object, r.Verb, r.Name, r.May = "grant", pick("granted", "granted", "revoked"), fmt.Sprint("user-", random.IntN(12)), fmt.Sprint("action-", random.IntN(15))
		case 6:
			r.Who = ""
		case 7:
			r.Object, r.Verb, r.Name, r.May = "trust", pick("created", "updated", "deleted"), fmt.Sprint("user-", random.IntN(12)), "assume"
		}
		records[i] = r
	}
	return records
}

func TestJudgesWhatIsOnTheLog(t *testing.T) {
	w := openWorld(t, t.TempDir())
	defer w.close()
	w.append(3, story(1, 400)...)
	w.judgeAll()
	r := sqlite.NewReader(w.store, w.pipeline().Lag)
	stats, err := r.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if stats.Events.Accepted != 400 || stats.LagMS != 0 || stats.Identities == 0 || stats.Births == 0 || stats.Findings == 0 || stats.Credentials == 0 {
		t.Errorf("stats are %+v", stats)
	}
	for table, want := range map[string]int64{"identities": stats.Identities, "credentials": stats.Credentials, "births": stats.Births, "findings": stats.Findings} {
		var n int64
		if err := w.store.ReadPool().QueryRowContext(t.Context(), "SELECT count(*) FROM "+table).Scan(&n); err != nil || n != want {
			t.Errorf("%d rows of %s, %v; the counters say %d", n, table, err, want)
		}
	}
	w.append(3, story(2, 3)...)
	if stats, err = r.Stats(t.Context()); err != nil || stats.LagMS <= 0 {
		t.Errorf("lag is %d ms, %v; want more than 0 with a batch waiting", stats.LagMS, err)
	}
}

// TestRestartChangesNothing cuts judging off at random places, again and again, and compares all rows to those of a run that
// was not cut off.
func TestRestartChangesNothing(t *testing.T) {
	seeds := uint64(3)
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			whole := openWorld(t, t.TempDir())
			defer whole.close()
			fill(whole, seed)
			whole.judgeAll()
			want := whole.dump()

			random := rand.New(rand.NewPCG(seed, 2))
			dir := t.TempDir()
			copyLog(t, whole, dir)
			cut := openWorld(t, dir)
			_, last := cut.log.Bounds()
			restarts := 0
			for {
				at, err := cut.store.Position(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if at.Seq == last {
					break
				}
				ctx, cancel := context.WithCancel(t.Context())
				if restarts < 50 { // then let it come to its end
					time.AfterFunc(time.Duration(random.IntN(12_000))*time.Microsecond, cancel)
				}
				if err := cut.judge(ctx, last); err != nil {
					t.Fatal(err)
				}
				cancel()
				restarts++
			}
			got := cut.dump()
			cut.close()
			if got != want {
				t.Errorf("after %d restarts the rows differ: %s", restarts, firstDifference(got, want))
			}
			if restarts < 3 {
				t.Errorf("only %d restarts", restarts)
			}
			t.Logf("%d restarts, %d bytes of rows", restarts, len(want))
		})
	}
}

// fill puts a story, ticks and things that people said on the log.
func fill(w *world, seed uint64) {
	w.t.Helper()
	random := rand.New(rand.NewPCG(seed, 3))
	records := story(seed, 500)
	for at := 0; at < len(records); {
		n := min(1+random.IntN(9), len(records)-at)
		w.append(n, records[at:at+n]...)
		at += n
		if random.IntN(5) == 0 {
			if err := w.log.Append(w.t.Context(), &bus.Batch{Kind: bus.Tick}); err != nil {
				w.t.Fatal(err)
			}
		}
		if random.IntN(20) == 0 {
			b := &bus.Batch{Kind: bus.Records, Family: "test.audit", Refused: 3, Duplicates: 2}
			if err := w.log.Append(w.t.Context(), b); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	w.judgeAll()
	for _, query := range []string{`SELECT id, 'finding.close' FROM findings WHERE n % 9 = 0`, `SELECT id, 'finding.snooze' FROM findings WHERE n % 9 = 1`, `SELECT id, 'finding.assign' FROM findings WHERE n % 9 = 2`, `SELECT id, 'identity.assign' FROM identities WHERE n % 9 = 0`} {
		w.sayAbout(query)
	}
	if err := w.log.Append(w.t.Context(), &bus.Batch{Kind: bus.Tick}); err != nil {
		w.t.Fatal(err)
	}
	w.append(7, story(seed+100, 150)...)
}

// sayAbout says something about each thing that a query names.
func (w *world) sayAbout(query string) {
	w.t.Helper()
	rows, err := w.store.ReadPool().QueryContext(w.t.Context(), query)
	if err != nil {
		w.t.Fatal(err)
	}
	var all []pipeline.Said
	for rows.Next() {
		s := pipeline.Said{By: "alice", Reason: "because", Owner: "team:sec", Until: start}
		if err := rows.Scan(&s.About, &s.What); err != nil {
			w.t.Fatal(err)
		}
		all = append(all, s)
	}
	if err := rows.Close(); err != nil {
		w.t.Fatal(err)
	}
	p := w.pipeline()
	ctx, cancel := context.WithCancel(w.t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	for _, s := range all {
		if err := p.Say(w.t.Context(), s); err != nil {
			w.t.Fatal(err)
		}
	}
	cancel()
	if err := <-done; err != nil {
		w.t.Fatal(err)
	}
}

// copyLog gives a new data folder the log of a world, but no store.
func copyLog(t *testing.T, from *world, dir string) {
	t.Helper()
	from.close()
	entries, err := filepath.Glob(filepath.Join(from.dir, "log.db*"))
	if err != nil || len(entries) == 0 {
		t.Fatalf("no log in %s: %v", from.dir, err)
	}
	for _, name := range entries {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	*from = *openWorld(t, from.dir)
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d:\n got %s\nwant %s", i, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(a), len(b))
}

func TestSaid(t *testing.T) {
	w := openWorld(t, t.TempDir())
	defer w.close()
	w.append(3, story(1, 200)...)
	p := w.pipeline()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	defer func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	r := sqlite.NewReader(w.store, p.Lag)
	_, last := w.log.Bounds()
	for p.Committed() < last {
		<-p.Next()
	}
	page, err := r.Findings(t.Context(), store.Query{Limit: 3})
	if err != nil || len(page.Items) != 3 {
		t.Fatalf("findings: %v, %v", page, err)
	}
	say := func(s pipeline.Said) {
		t.Helper()
		s.By, s.Reason = "alice", "reasons"
		if err := p.Say(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	say(pipeline.Said{What: pipeline.CloseFinding, About: page.Items[0].ID})
	say(pipeline.Said{What: pipeline.SnoozeFinding, About: page.Items[1].ID, Until: time.Now().Add(time.Hour)})
	say(pipeline.Said{What: pipeline.AssignFinding, About: page.Items[2].ID, Owner: "team:sec"})
	for i, want := range []string{"closed", "snoozed", "open"} {
		f, err := r.Finding(t.Context(), page.Items[i].ID)
		if err != nil || string(f.State) != want {
			t.Errorf("finding %d is %s, %v; want %s", i, f.State, err, want)
		}
		if i == 2 && (f.Owner == nil || f.Owner.ID != "team:sec" || f.Owner.Confidence != 1) {
			t.Errorf("owner of the assigned finding is %+v", f.Owner)
		}
	}
	ids, err := r.Identities(t.Context(), store.Query{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	say(pipeline.Said{What: pipeline.AssignIdentity, About: ids.Items[0].ID, Owner: "user:bob"})
	if id, err := r.Identity(t.Context(), ids.Items[0].ID); err != nil || id.Owner == nil || id.Owner.ID != "user:bob" {
		t.Errorf("owner of the assigned identity is %+v, %v", id.Owner, err)
	}
	if err := p.Say(t.Context(), pipeline.Said{What: pipeline.CutLink, About: ids.Items[0].ID, Other: "id_none"}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("cutting off nobody: %v, want ErrNotFound", err)
	}
	if err := p.Say(t.Context(), pipeline.Said{What: pipeline.AssignIdentity, About: "id_none", Owner: "user:bob"}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("assigning nobody: %v, want ErrNotFound", err)
	}
}

// TestLinks reads the links of an identity, and what a person says of one, before and after a restart.
func TestLinks(t *testing.T) {
	w := openWorld(t, t.TempDir())
	defer w.close()
	for n, realm := range []string{"r1", "r2"} {
		w.append(1, record{ID: fmt.Sprint(n), Time: start.Format(time.RFC3339), Realm: realm, Who: "dana@example.com", Do: "read"})
	}
	judged := func(do func(*pipeline.Pipeline, *sqlite.Reader)) {
		t.Helper()
		p := w.pipeline()
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- p.Run(ctx) }()
		_, last := w.log.Bounds()
		for p.Committed() < last {
			<-p.Next()
		}
		do(p, sqlite.NewReader(w.store, p.Lag))
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	var one, other string
	judged(func(p *pipeline.Pipeline, r *sqlite.Reader) {
		ids, err := r.Identities(t.Context(), store.Query{Limit: 10})
		if err != nil || len(ids.Items) != 2 {
			t.Fatalf("identities: %v, %v", ids, err)
		}
		one, other = ids.Items[0].ID, ids.Items[1].ID
		id, err := r.Identity(t.Context(), one)
		if err != nil || len(id.Links) != 1 || id.Links[0].Identity != other || id.Links[0].Name != "dana@example.com" || id.Links[0].CutBy != "" {
			t.Fatalf("links are %+v, %v", id.Links, err)
		}
		if err := p.Say(t.Context(), pipeline.Said{What: pipeline.CutLink, About: other, Other: one, By: "kim", Reason: "two people"}); err != nil {
			t.Fatal(err)
		}
	})
	judged(func(_ *pipeline.Pipeline, r *sqlite.Reader) {
		w.append(1, record{ID: "3", Time: start.Format(time.RFC3339), Realm: "r3", Who: "dana@example.com", Do: "read"})
		id, err := r.Identity(t.Context(), one)
		if err != nil || len(id.Links) != 1 || id.Links[0].CutBy != "kim" {
			t.Errorf("after a restart links are %+v, %v; want one that is cut", id.Links, err)
		}
	})
	judged(func(_ *pipeline.Pipeline, r *sqlite.Reader) {
		id, err := r.Identity(t.Context(), one)
		if err != nil || len(id.Links) != 2 {
			t.Errorf("with a third account links are %+v, %v", id.Links, err)
		}
	})
}

func TestReloadOfKnowledge(t *testing.T) {
	w := openWorld(t, t.TempDir())
	defer w.close()
	w.append(3, record{ID: "1", Time: start.Format(time.RFC3339), Realm: "r1", Who: "night-owl", Do: "read"})
	p := w.pipeline()
	var knowledge atomic.Pointer[inventory.Config]
	knowledge.Store(&inventory.Config{})
	p.Inventory = func() inventory.Config { return *knowledge.Load() }
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	defer func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	for p.Committed() < 1 {
		<-p.Next()
	}
	marks, err := inventory.ParseMarks([]byte(`marks: [{name: "*-owl", kind: agent, weight: 0.8, source: here}]`))
	if err != nil {
		t.Fatal(err)
	}
	knowledge.Store(&inventory.Config{Marks: marks})
	p.Reload()
	r := sqlite.NewReader(w.store, p.Lag)
	for n := uint64(2); n < 5; n++ { // the batch after the change may still have been judged before it
		w.append(3, record{ID: fmt.Sprint(n), Time: start.Format(time.RFC3339), Realm: "r1", Who: "another-owl", Do: "read"})
		for p.Committed() < n {
			<-p.Next()
		}
	}
	ids, err := r.Identities(t.Context(), store.Query{Limit: 10})
	if err != nil || len(ids.Items) != 2 {
		t.Fatalf("identities: %v, %v", ids, err)
	}
	for _, id := range ids.Items {
		if id.Kind.Value != tabard.KindAgent {
			t.Errorf("%s is %s after the marks were replaced, want an agent", id.Name, id.Kind.Value)
		}
	}
}

func TestEvidenceOutlivesTheLog(t *testing.T) {
	w := openWorld(t, t.TempDir())
	defer w.close()
	records := story(1, 300)
	w.append(3, records...)
	w.judgeAll()
	_, last := w.log.Bounds()
	if err := pipeline.KeepEvidence(t.Context(), w.log, w.store, last); err != nil {
		t.Fatal(err)
	}
	if err := w.log.Prune(t.Context(), last); err != nil {
		t.Fatal(err)
	}
	page, err := sqlite.NewReader(w.store, w.pipeline().Lag).Findings(t.Context(), store.Query{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	pieces := 0
	for _, f := range page.Items {
		evidence, err := w.store.Evidence(t.Context(), f.ID)
		if err != nil || len(evidence) == 0 || len(evidence) > 10 {
			t.Fatalf("%d pieces of evidence for %s, %v", len(evidence), f.ID, err)
		}
		for _, e := range evidence {
			want := records[3*(e.Place.Seq-1)+uint64(e.Place.Index)].bytes()
			if e.Place.Seq < last && (!e.Copied || e.Cut || string(e.Record) != string(want)) {
				t.Errorf("evidence at %d/%d is %q, want %q", e.Place.Seq, e.Place.Index, e.Record, want)
			}
			pieces++
		}
	}
	if pieces < 100 {
		t.Errorf("only %d pieces of evidence", pieces)
	}
}

func TestAnotherLogIsRefused(t *testing.T) {
	dir := t.TempDir()
	w := openWorld(t, dir)
	w.append(3, story(1, 60)...)
	w.judgeAll()
	w.close()
	logFiles, err := filepath.Glob(filepath.Join(dir, "log.db*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range logFiles {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	w = openWorld(t, dir)
	defer w.close()
	err = w.pipeline().Run(t.Context())
	var damage *bus.DamageError
	if !errors.Is(err, pipeline.ErrOtherLog) && !errors.As(err, &damage) {
		t.Errorf("an empty log where there was one: %v, want an error that says so", err)
	}
}
