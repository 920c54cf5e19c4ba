package storetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard/internal/store"
)

func testNotFound(t *testing.T, open Open) {
	t.Helper()
	s, _ := filled(t, open)
	r := s.Reader()
	for name, get := range map[string]func(string) error{
		"identity":   func(id string) error { _, err := r.Identity(t.Context(), id); return err },
		"credential": func(id string) error { _, err := r.Credential(t.Context(), id); return err },
		"birth":      func(id string) error { _, err := r.Birth(t.Context(), id); return err },
		"grant":      func(id string) error { _, err := r.Grant(t.Context(), id); return err },
		"finding":    func(id string) error { _, err := r.Finding(t.Context(), id); return err },
		"system":     func(id string) error { _, err := r.System(t.Context(), id); return err },
	} {
		for _, id := range []string{"", "nobody", "1", "' OR '1'='1"} {
			if err := get(id); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s %q: %v, want ErrNotFound", name, id, err)
			}
		}
	}
}

func testHostileTexts(t *testing.T, open Open) {
	t.Helper()
	s, _ := filled(t, open)
	r := s.Reader()
	page, err := r.Identities(t.Context(), store.Query{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, listed := range page.Items {
		found[listed.Name] = true
		one, err := r.Identity(t.Context(), listed.ID)
		if err != nil || written(t, one) != written(t, listed) {
			t.Errorf("identity %s is %s alone, %v, and %s in the list", listed.ID, written(t, one), err, written(t, listed))
		}
		same, err := r.Identities(t.Context(), store.Query{Filters: map[string]string{"native_id": listed.NativeID, "realm": listed.Realm}})
		if err != nil || len(same.Items) == 0 {
			t.Errorf("native id %q of realm %s is not found: %v", listed.NativeID, listed.Realm, err)
		}
	}
	for _, name := range names {
		if !found[name] {
			t.Errorf("the name %q did not come back as it went in", name)
		}
	}
}

func testOutbox(t *testing.T, open Open) {
	t.Helper()
	s := opened(t, open, t.TempDir())
	r := s.Reader()
	if first, last, err := r.OutboxBounds(t.Context()); first != 0 || last != 0 || err != nil {
		t.Errorf("bounds of a new outbox: %d, %d, %v", first, last, err)
	}
	j := newJudging()
	for range 3 {
		mustCommit(t, s, j.commit(40))
	}
	var after int64
	for after < j.counters.Outbox {
		part, err := r.Outbox(t.Context(), after, 7)
		if err != nil || len(part) == 0 {
			t.Fatalf("after %d of %d: %d results, %v", after, j.counters.Outbox, len(part), err)
		}
		for _, out := range part {
			if after++; out.Position != after || out.Notice.ID != fmt.Sprint("no_", after) || !strings.Contains(written(t, out.Notice.Data), `"id":"`) {
				t.Fatalf("after %d comes %+v", after-1, out)
			}
		}
	}
	if err := s.TrimOutbox(t.Context(), start.UnixMicro()+10); err != nil {
		t.Fatal(err)
	}
	if first, last, err := r.OutboxBounds(t.Context()); first != 10 || last != j.counters.Outbox || err != nil {
		t.Errorf("bounds after trimming the first nine: %d, %d, %v; want 10, %d", first, last, err, j.counters.Outbox)
	}
	if err := s.TrimOutbox(t.Context(), start.Add(time.Hour).UnixMicro()); err != nil {
		t.Fatal(err)
	}
	if first, last, err := r.OutboxBounds(t.Context()); first != last || last != j.counters.Outbox || err != nil {
		t.Errorf("bounds after trimming all: %d, %d, %v; want the newest to stay", first, last, err)
	}
}

func testEvidence(t *testing.T, open Open) {
	t.Helper()
	s, _ := filled(t, open)
	var copied int
	for {
		waiting, err := s.WaitingEvidence(t.Context(), 4, 7)
		if err != nil {
			t.Fatal(err)
		}
		if len(waiting) == 0 {
			break
		}
		for i := range waiting {
			e := &waiting[i]
			if e.Place.Seq >= 4 || e.Copied || len(e.Record) != 0 {
				t.Fatalf("waiting evidence is %+v", e)
			}
			e.Record, e.Cut = fmt.Appendf(nil, "%d/%d", e.Place.Seq, e.Place.Index), i == 0
		}
		if err := s.CopyEvidence(t.Context(), waiting); err != nil {
			t.Fatal(err)
		}
		copied += len(waiting)
	}
	if copied == 0 {
		t.Fatal("the sample has no evidence")
	}
	findings, err := s.Reader().Findings(t.Context(), store.Query{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, f := range findings.Items {
		rows, err := s.Evidence(t.Context(), f.ID)
		if err != nil || len(rows) != 1 {
			t.Fatalf("evidence of %s: %d, %v; want 1", f.ID, len(rows), err)
		}
		e := rows[0]
		if e.Copied != (e.Place.Seq < 4) || e.Copied && string(e.Record) != fmt.Sprintf("%d/%d", e.Place.Seq, e.Place.Index) {
			t.Errorf("evidence is %+v", e)
		}
		again, err := s.CopiedEvidence(t.Context(), e.Place.Seq, e.Place.Index)
		if e.Copied {
			seen++
			if err != nil || string(again.Record) != string(e.Record) {
				t.Errorf("the copy of %d/%d is %q, %v", e.Place.Seq, e.Place.Index, again.Record, err)
			}
		} else if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a copy that was not made: %v, want ErrNotFound", err)
		}
	}
	if seen != copied {
		t.Errorf("%d copies are found, %d were made", seen, copied)
	}
}

func testRefused(t *testing.T, open Open) {
	t.Helper()
	s := opened(t, open, t.TempDir())
	for part := range 3 {
		all := make([]store.Refused, 600)
		for i := range all {
			all[i] = store.Refused{Time: start, Source: "http", Record: part*600 + i, Reason: "bad", Text: "x"}
		}
		if err := s.KeepRefused(t.Context(), all); err != nil {
			t.Fatal(err)
		}
	}
	page, err := s.Reader().Refused(t.Context(), store.Query{Limit: 1000})
	if err != nil || len(page.Items) != 1000 || page.Next != "" || page.Items[0].Record != 1799 || page.Items[999].Record != 800 {
		t.Errorf("%d refused records are kept, %v; want the newest 1000, the latest first", len(page.Items), err)
	}
}

func testStats(t *testing.T, open Open) {
	t.Helper()
	s := opened(t, open, t.TempDir())
	j := newJudging()
	mustCommit(t, s, j.commit(40))
	stats, err := s.Reader().Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if stats.Events.Accepted != 40 || stats.Identities != j.counters.Identities || stats.Births != j.counters.Births ||
		stats.Findings != j.counters.Findings || stats.Credentials != j.counters.Credentials || stats.LagMS != 0 {
		t.Errorf("stats are %+v, want %+v", stats, j.counters)
	}
	overview, err := s.Reader().Overview(t.Context(), time.UnixMicro(0))
	if err != nil {
		t.Fatal(err)
	}
	var identities, credentials, births int64
	for _, n := range overview.Identities {
		identities += n
	}
	for _, n := range overview.Credentials {
		credentials += n
	}
	for _, h := range overview.Births {
		births += h.Count
	}
	if identities != stats.Identities || credentials != stats.Credentials || births != stats.Births {
		t.Errorf("the overview counts %d identities, %d credentials and %d births, the stats %+v", identities, credentials, births, stats)
	}
	orphans, err := s.Reader().Identities(t.Context(), store.Query{Filters: map[string]string{"owner": "none"}, Limit: 1000})
	if err != nil || int64(len(orphans.Items)) != overview.Orphans {
		t.Errorf("%d orphans are counted and %d listed: %v", overview.Orphans, len(orphans.Items), err)
	}
}
