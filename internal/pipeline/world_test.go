package pipeline_test

import (
	"context"
	"encoding/json/v2"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	log "tabard.dev/tabard/internal/bus/sqlite"
	"tabard.dev/tabard/internal/detect"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/pipeline"
	"tabard.dev/tabard/internal/store/sqlite"
)

// record is one record of the test family.
type record struct {
	ID     string `json:"id"`
	Time   string `json:"time"`
	Realm  string `json:"realm"`
	Who    string `json:"who,omitempty"`
	Do     string `json:"do"`
	From   string `json:"from,omitempty"`
	Agent  string `json:"agent,omitempty"`
	Key    string `json:"key,omitempty"`
	Failed bool   `json:"failed,omitempty"`
	Object string `json:"object,omitempty"` // "identity", "credential", "grant", "trust"
	Verb   string `json:"verb,omitempty"`
	Name   string `json:"name,omitempty"` // of the identity it is about
	Born   string `json:"born,omitempty"` // public id of the credential
	May    string `json:"may,omitempty"`
	Team   string `json:"team,omitempty"`
}

func (r record) bytes() []byte {
	text, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	return text
}

// family reads test records.
func family() tabard.Family {
	paths := []string{"time", "realm", "who", "do", "from", "agent", "key", "failed", "object", "verb", "name", "born", "may", "team"}
	return tabard.Family{
		Name: "test.audit", Paths: paths, ID: []string{"id"}, EventName: "do", Marks: [][]string{{"id", "do"}},
		Normalize: func(s *tabard.Slots, e *tabard.Event) error {
			at, err := s.Time(0)
			if err != nil {
				return err
			}
			text := func(name string) string { return s.String(slices.Index(paths, name)) }
			actor := func(name string) tabard.Actor {
				return tabard.Actor{Realm: text("realm"), ID: name, Name: name}
			}
			e.Time, e.Realm, e.Action, e.Source, e.UserAgent = at, text("realm"), text("do"), text("from"), text("agent")
			e.Outcome = tabard.OutcomeSuccess
			if failed, _ := s.Bool(7); failed {
				e.Outcome = tabard.OutcomeFailure
			}
			if who := text("who"); who != "" {
				e.Actor = actor(who)
			}
			e.Credential.ID = text("key")
			if team := text("team"); team != "" {
				e.Labels = map[string]string{"team": team}
			}
			if object := text("object"); object != "" {
				e.Changes = append(e.Changes, tabard.Change{
					Verb: tabard.Verb(text("verb")), Object: tabard.ObjectKind(object), Identity: actor(text("name")),
					Credential: tabard.CredentialRef{ID: text("born"), Kind: tabard.CredentialKey},
					Grant:      tabard.GrantRef{Permission: text("may"), Resource: "*"},
				})
			}
			return nil
		},
	}
}

// detector finds births, refused tries, silence, and every fifth action of an identity, which it has to remember between events.
type detector struct {
	open    map[string]*tabard.Finding
	counts  map[string]int
	changed map[string]bool
}

func newDetector() pipeline.Detector {
	return &detector{open: map[string]*tabard.Finding{}, counts: map[string]int{}, changed: map[string]bool{}}
}

func (d *detector) Judge(e *tabard.Event, _ *tabard.Slots, facts []tabard.Fact, view tabard.View) []pipeline.Change {
	var all []pipeline.Change
	raise := func(detection string, about tabard.Key) {
		key := detection + " " + about.ID + e.System
		f := d.open[key]
		if f == nil {
			id, _ := view.Identity(about)
			f = &tabard.Finding{
				ID: tabard.HashID("fi_", key, e.Event, e.Time.String()), Detection: detection, Severity: tabard.High, State: tabard.FindingOpen, Time: e.Time,
				First: e.Time, Last: e.Time, Identity: tabard.IdentityRef{ID: id.ID, Kind: id.Kind.Value, Name: about.ID, System: e.System},
				Owner: id.Owner, Summary: key, MITRE: []string{"T1098"}, NHI: []string{"NHI1"}, Remedy: tabard.RemedyReview, Group: key, About: about,
			}
			d.open[key] = f
			all = append(all, pipeline.Change{Finding: f, New: true})
		} else {
			all = append(all, pipeline.Change{Finding: f})
		}
		f.Count++
		if e.Time.Before(f.First) {
			f.First = e.Time
		}
		if e.Time.After(f.Last) {
			f.Last = e.Time
		}
		if len(f.Evidence) < 10 {
			f.Evidence = append(f.Evidence, e.Place)
		} else {
			f.Evidence[9] = e.Place
		}
	}
	for _, f := range facts {
		if f.Kind == tabard.FactBirth || f.Kind == tabard.FactSilence || f.Kind == tabard.FactRefusals {
			raise(string(f.Kind), f.Identity)
		}
	}
	if e.Outcome == tabard.OutcomeFailure {
		raise("refused", e.Actor.Key)
	}
	if who := e.Actor.ID; who != "" {
		d.counts[who]++
		d.changed[who] = true
		if d.counts[who]%5 == 0 {
			raise("fifth", e.Actor.Key)
		}
	}
	return all
}

func (d *detector) Raise(e *tabard.Event, f tabard.Finding) pipeline.Change {
	group := f.Detection + "/" + f.About.ID + "/" + f.Group
	if old := d.open[group]; old != nil {
		old.Count++
		return pipeline.Change{Finding: old}
	}
	f.ID, f.State, f.Group, f.Count, f.Evidence = tabard.HashID("fi_", group, fmt.Sprint(e.Seq)), tabard.FindingOpen, group, 1, []tabard.Place{e.Place}
	d.open[group] = &f
	return pipeline.Change{Finding: &f, New: true}
}

func (d *detector) OpenAbout(key tabard.Key, detection string) []*tabard.Finding {
	var all []*tabard.Finding
	for _, f := range d.open {
		if f.About == key && strings.HasPrefix(f.Detection, detection) {
			all = append(all, f)
		}
	}
	return all
}

func (d *detector) find(id string) *tabard.Finding {
	for _, f := range d.open {
		if f.ID == id {
			return f
		}
	}
	return nil
}

func (d *detector) Say(id string, state tabard.FindingState) *tabard.Finding {
	f := d.find(id)
	if f != nil {
		f.State = state
		if state == tabard.FindingClosed {
			delete(d.open, f.Group)
		}
	}
	return f
}

func (d *detector) Assign(id string, owner *tabard.Owner) *tabard.Finding {
	f := d.find(id)
	if f != nil {
		f.Owner = owner
	}
	return f
}

func (d *detector) Switch(string, *detect.Off) {}

func (d *detector) Restore(f tabard.Finding) { d.open[f.Group] = &f }

func (d *detector) Windows(take func(string, []byte)) {
	var names []string
	for name := range d.changed {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		take(name, fmt.Append(nil, d.counts[name]))
	}
	clear(d.changed)
}

func (d *detector) RestoreWindow(name string, state []byte) error {
	var n int
	_, err := fmt.Sscan(string(state), &n)
	d.counts[name] = n
	return err
}

// world is a data folder with a log and a store.
type world struct {
	t     testing.TB
	dir   string
	log   *log.Log
	store *sqlite.DB
}

func openWorld(t testing.TB, dir string) *world {
	t.Helper()
	w := &world{t: t, dir: dir}
	var err error
	if w.store, err = sqlite.Open(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	at, err := w.store.Position(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if w.log, err = log.Open(t.Context(), log.Options{Path: filepath.Join(dir, "log.db"), Position: at.Seq}); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) close() {
	w.t.Helper()
	if err := w.log.Close(); err != nil {
		w.t.Error(err)
	}
	if err := w.store.Close(); err != nil {
		w.t.Error(err)
	}
}

func (w *world) pipeline() *pipeline.Pipeline {
	w.t.Helper()
	set, err := normalize.New([]tabard.Family{family()}, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	redactor := normalize.NewRedactor(nil)
	return pipeline.New(pipeline.Config{
		Log: w.log, Store: w.store, Detector: newDetector, Decoders: 2, Idle: time.Millisecond, Busy: 5 * time.Millisecond,
		Decoder: func() pipeline.Decoder { return set.Decoder(redactor) },
	})
}

// append puts records on the log in batches of the given size.
func (w *world) append(size int, records ...record) {
	w.t.Helper()
	for part := range slices.Chunk(records, size) {
		b := &bus.Batch{Kind: bus.Records, Family: "test.audit", IDs: make([][16]byte, len(part))}
		for _, r := range part {
			b.Records = append(b.Records, r.bytes())
		}
		if err := w.log.Append(w.t.Context(), b); err != nil {
			w.t.Fatal(err)
		}
	}
}

// judge runs a pipeline until it has judged the log up to a sequence, or until the context ends.
func (w *world) judge(ctx context.Context, upTo uint64) error {
	p := w.pipeline()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	for {
		news := p.Next()
		if p.Committed() >= upTo {
			cancel()
			return <-done
		}
		select {
		case <-news:
		case err := <-done:
			return err
		case <-ctx.Done():
			return <-done
		}
	}
}

// judgeAll judges everything that is on the log.
func (w *world) judgeAll() {
	w.t.Helper()
	_, last := w.log.Bounds()
	ctx, cancel := context.WithTimeout(w.t.Context(), 30*time.Second)
	defer cancel()
	if err := w.judge(ctx, last); err != nil {
		w.t.Fatal(err)
	}
	if at, err := w.store.Position(w.t.Context()); err != nil || at.Seq != last {
		w.t.Fatalf("judged up to %d, %v; want %d", at.Seq, err, last)
	}
}

// dump gives all rows of the store as text.
func (w *world) dump() string {
	w.t.Helper()
	var out strings.Builder
	tables, err := w.store.ReadPool().QueryContext(w.t.Context(), `SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'written' ORDER BY name`)
	if err != nil {
		w.t.Fatal(err)
	}
	var names []string
	for tables.Next() {
		var name string
		if err := tables.Scan(&name); err != nil {
			w.t.Fatal(err)
		}
		names = append(names, name)
	}
	if err := tables.Close(); err != nil {
		w.t.Fatal(err)
	}
	for _, name := range names {
		w.dumpTable(&out, name)
	}
	return out.String()
}

func (w *world) dumpTable(out *strings.Builder, name string) {
	w.t.Helper()
	rows, err := w.store.ReadPool().QueryContext(w.t.Context(), `SELECT * FROM `+name+` ORDER BY 1, 2`)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // read to its end
	columns, err := rows.Columns()
	if err != nil {
		w.t.Fatal(err)
	}
	values := make([]any, len(columns))
	into := make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			w.t.Fatal(err)
		}
		fmt.Fprintf(out, "%s:", name)
		for i, column := range columns {
			if bytes, ok := values[i].([]byte); ok {
				values[i] = string(bytes)
			}
			fmt.Fprintf(out, " %s=%v", column, values[i])
		}
		out.WriteByte('\n')
	}
	if err := rows.Err(); err != nil {
		w.t.Fatal(err)
	}
}
