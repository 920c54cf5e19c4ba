package detect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/sigma"
)

// maxEvidence bounds the places a finding lists: the first ones, and the newest as the last of them.
const maxEvidence = 10

// windows are the bounds of what correlation rules remember.
var windows = sigma.Settings{}

// Change is a finding that an event opened or added to. The finding is the engine's own and changes with later events.
type Change struct {
	Finding *tabard.Finding
	New     bool
}

// Engine applies a catalogue to a stream of events. It is for one goroutine.
type Engine struct {
	catalogue *Catalogue
	matcher   *sigma.Matcher
	windows   *sigma.Correlator // nil when every record is judged alone
	hits      []sigma.Hit
	open      map[subject]*tabard.Finding
	byID      map[string]subject
	about     map[tabard.Key]map[string]bool // ids, by identity
	alone     bool
	raised    []raised
	changes   []Change
	off       []bool        // by detection
	judged    []sigma.Stats // of the detectors written in Go, by detection
	tally     *tally
}

// subject is what makes findings the same finding.
type subject struct {
	detection string
	about     tabard.Key
	group     string
}

func subjectOf(f *tabard.Finding) subject { return subject{f.Detection, f.About, f.Group} }

// raised is what one detection said about one event.
type raised struct {
	detection int
	finding   tabard.Finding
	group     *sigma.Correlated // for a correlation, what came together
}

// NewEngine makes an engine. The offset is the slot of the first path that rules read in a family. Alone means that every
// record is judged by itself: nothing is remembered, counted or grouped, and each record gives at most one finding a
// detection.
func NewEngine(c *Catalogue, offset func(family string) int, alone bool) *Engine {
	g := &Engine{
		catalogue: c,
		matcher:   c.program.Matcher(offset),
		open:      map[subject]*tabard.Finding{},
		byID:      map[string]subject{},
		about:     map[tabard.Key]map[string]bool{},
		alone:     alone,
		off:       make([]bool, len(c.detections)),
		judged:    make([]sigma.Stats, len(c.detections)),
		tally:     newTally(),
	}
	if !alone {
		g.windows, _ = c.program.Correlator(offset, windows) // New has tried these settings
	}
	return g
}

// Judge gives the findings that an event opened or added to, in the order of the catalogue. The result is valid until the
// next call.
func (g *Engine) Judge(e *tabard.Event, slots *tabard.Slots, facts []tabard.Fact, view tabard.View) []Change {
	g.raised, g.changes = g.raised[:0], g.changes[:0]
	g.askRules(e, slots)
	g.askJudges(g.catalogue.judges[e.Family], e, facts, view)
	if len(facts) > 0 {
		g.askJudges(g.catalogue.judges[Any], e, facts, view)
	}
	if len(g.raised) == 0 {
		return nil
	}
	slices.SortStableFunc(g.raised, func(a, b raised) int { return cmp.Compare(a.detection, b.detection) })
	for i := range g.raised {
		r := &g.raised[i]
		if g.alone && i > 0 && g.raised[i-1].detection == r.detection {
			continue
		}
		g.record(e, r, view)
	}
	return g.changes
}

// askRules matches the Sigma rules, and counts what they hit.
func (g *Engine) askRules(e *tabard.Event, slots *tabard.Slots) {
	g.hits = g.matcher.Match(e.Family, slots, e.Record, g.hits[:0])
	g.hits = g.matcher.MatchEvent(e, g.hits)
	if g.windows != nil {
		g.hits = g.windows.Observe(sigma.Observed{
			Family: e.Family, Slots: slots, Words: g.matcher.Words(), Time: e.Time, Future: e.Future, Hits: g.hits,
			Origin: sigma.Origin{Place: e.Place, Actor: e.Actor.Key, System: e.System},
		}, g.hits)
	}
	for _, hit := range g.hits {
		if !hit.Silent && !g.off[g.catalogue.ofRule[hit.Rule]] {
			g.raise(hit)
		}
	}
}

func (g *Engine) raise(hit sigma.Hit) {
	r := raised{detection: g.catalogue.ofRule[hit.Rule], group: hit.Group}
	if c := hit.Group; c != nil {
		r.finding.Group = c.Key
		r.finding.Summary = correlated(g.catalogue.detections[r.detection].Title, c)
		if last := len(c.Evidence) - 1; last >= 0 {
			r.finding.About = c.Evidence[last].Actor
		}
	}
	g.raised = append(g.raised, r)
}

// correlated says what came together.
func correlated(title string, c *sigma.Correlated) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %g within %s", title, c.Value, c.Last.Sub(c.First).Round(time.Second))
	for i, field := range c.Fields {
		fmt.Fprintf(&b, ", %s %s", field, c.Values[i])
	}
	return b.String()
}

// Flush ends all windows, at the end of input, and gives the findings that come of it.
func (g *Engine) Flush(view tabard.View) []Change {
	g.raised, g.changes = g.raised[:0], g.changes[:0]
	if g.windows == nil {
		return nil
	}
	for _, hit := range g.windows.Flush(g.hits[:0]) {
		if hit.Silent || hit.Group == nil || len(hit.Group.Evidence) == 0 || g.off[g.catalogue.ofRule[hit.Rule]] {
			continue
		}
		g.raise(hit)
		last := hit.Group.Evidence[len(hit.Group.Evidence)-1]
		e := &tabard.Event{Place: last.Place, Time: hit.Group.Last, System: last.System, Actor: tabard.Actor{Key: last.Actor}}
		r := &g.raised[len(g.raised)-1]
		g.record(e, r, view)
	}
	return g.changes
}

// Raise opens a finding that is not a detection's of the catalogue, or adds to the open one of the same detection, identity
// and group.
func (g *Engine) Raise(e *tabard.Event, f tabard.Finding) Change {
	g.changes = g.changes[:0]
	f.State = tabard.FindingOpen
	if !g.again(e, &f) {
		g.opens(e, &raised{finding: f})
	}
	return g.changes[0]
}

// OpenAbout gives the open findings about an identity whose detection begins so, in the order of their ids.
func (g *Engine) OpenAbout(key tabard.Key, detection string) []*tabard.Finding {
	var all []*tabard.Finding
	for id := range g.about[key] {
		if f := g.open[g.byID[id]]; f != nil && strings.HasPrefix(f.Detection, detection) {
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b *tabard.Finding) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// Windows gives what changed of what rules count and detections gave, since it was last called; a nil state is one to forget.
func (g *Engine) Windows(keep func(name string, state []byte)) {
	if g.windows != nil {
		g.windows.DirtyGroups(keep)
	}
	g.tally.changed(keep)
	g.publish()
}

// RestoreWindow puts back what a rule counted, at start. What a rule counted that is there no more is forgotten.
func (g *Engine) RestoreWindow(name string, state []byte) error {
	if mine, err := g.tally.restore(name, state); mine {
		for i, d := range g.catalogue.detections {
			_, g.off[i] = g.tally.off[d.ID]
		}
		return err
	}
	if g.windows == nil {
		return nil
	}
	_, err := g.windows.RestoreGroup(name, state)
	return err
}

func (g *Engine) askJudges(of *judges, e *tabard.Event, facts []tabard.Fact, view tabard.View) {
	if of == nil {
		return
	}
	ask := func(j judge) {
		if g.off[j.detection] {
			return
		}
		for _, f := range g.call(j, e, facts, view) {
			g.raised = append(g.raised, raised{detection: j.detection, finding: f})
		}
	}
	for _, j := range of.always {
		ask(j)
	}
	for _, j := range of.exact[e.Action] {
		ask(j)
	}
	for _, p := range of.prefixes {
		if strings.HasPrefix(e.Action, p.text) {
			ask(p.judge)
		}
	}
	for _, p := range of.suffixes {
		if strings.HasSuffix(e.Action, p.text) {
			ask(p.judge)
		}
	}
}

// record adds what was raised to the open finding of the same subject, or opens one and fills in what the detection left to
// the engine. Most is about a subject that has one, so it is looked for first.
func (g *Engine) record(e *tabard.Event, r *raised, view tabard.View) {
	d, f := &g.catalogue.detections[r.detection], &r.finding
	f.Detection, f.Severity = d.ID, cmp.Or(f.Severity, d.Severity)
	if f.About.IsZero() {
		f.About = e.Actor.Key
	}
	if g.again(e, f) {
		return
	}
	f.State, f.Remedy = tabard.FindingOpen, cmp.Or(f.Remedy, d.Remedy, tabard.RemedyReview)
	f.MITRE, f.NHI = d.MITRE, d.NHI
	f.Summary = cmp.Or(f.Summary, Summary(d.Title, e))
	f.Identity, f.Owner = identify(e, f.About, view)
	g.opens(e, r)
}

// identify names the identity a finding is about, as the inventory knows it or else as the record does.
func identify(e *tabard.Event, key tabard.Key, view tabard.View) (tabard.IdentityRef, *tabard.Owner) {
	if id, ok := view.Identity(key); ok {
		return tabard.IdentityRef{ID: id.ID, Kind: id.Kind.Value, Name: id.Name, System: id.System}, id.Owner
	}
	ref := tabard.IdentityRef{Kind: tabard.KindUnknown, Name: "unknown", System: e.System}
	if key.IsZero() {
		return ref, nil
	}
	ref.ID, ref.Name = tabard.IdentityID(key, 1), key.ID
	if key == e.Actor.Key {
		ref.Kind, ref.Name = e.Actor.Kind, e.Actor.Name
	}
	for i := range e.Changes {
		if a := &e.Changes[i].Identity; a.Key == key {
			ref.Kind, ref.Name = a.Kind, a.Name
		}
	}
	return ref, nil
}

// again counts an event of a detection, and adds it to the open finding of the same subject, where there is one.
func (g *Engine) again(e *tabard.Event, f *tabard.Finding) bool {
	if g.alone {
		return false
	}
	g.tally.hit(f.Detection, e)
	old := g.open[subjectOf(f)]
	if old == nil {
		return false
	}
	add(old, e)
	if f.Severity.Rank() > old.Severity.Rank() {
		old.Severity = f.Severity
	}
	g.changes = append(g.changes, Change{Finding: old})
	return true
}

// opens opens a finding.
func (g *Engine) opens(e *tabard.Event, r *raised) {
	opened, f := r.finding, &r.finding
	opened.ID = tabard.HashID("fi_", f.Detection, f.About.Realm, f.About.ID, f.Group, placeKey(e.Place))
	opened.Time, opened.First, opened.Last, opened.Count = e.Time, e.Time, e.Time, 1
	opened.Evidence = []tabard.Place{e.Place}
	if r.group != nil {
		opened.First, opened.Evidence = r.group.First, places(r.group)
	}
	if !g.alone {
		g.keep(&opened)
	}
	g.changes = append(g.changes, Change{Finding: &opened, New: true})
}

// places gives the events that came together, the newest last.
func places(c *sigma.Correlated) []tabard.Place {
	all := make([]tabard.Place, len(c.Evidence))
	for i := range c.Evidence {
		all[i] = c.Evidence[i].Place
	}
	return all
}

func add(f *tabard.Finding, e *tabard.Event) {
	f.Count++
	if e.Time.Before(f.First) {
		f.First = e.Time
	}
	if e.Time.After(f.Last) && !e.Future {
		f.Last = e.Time
	}
	if len(f.Evidence) < maxEvidence {
		f.Evidence = append(f.Evidence, e.Place)
	} else {
		f.Evidence[maxEvidence-1] = e.Place
	}
}

// placeKey identifies the first evidence: by the record's own id where it has one, so that the same log read again from
// elsewhere gives the same ids.
func placeKey(p tabard.Place) string {
	if p.Event != "" {
		return p.Event
	}
	return fmt.Sprint(p.File, "#", p.Record, "#", p.Seq, "#", p.Index)
}

// Summary says in a sentence what was seen: who did what on what, from where.
func Summary(title string, e *tabard.Event) string {
	var b strings.Builder
	b.WriteString(title)
	b.WriteString(": ")
	b.WriteString(cmp.Or(e.Actor.Name, "unknown"))
	if e.Outcome == tabard.OutcomeFailure {
		b.WriteString(" tried ")
	} else {
		b.WriteString(" did ")
	}
	b.WriteString(cmp.Or(e.Action, "something"))
	if len(e.Targets) > 0 {
		b.WriteString(" on ")
		b.WriteString(cmp.Or(e.Targets[0].Name, e.Targets[0].ID))
	}
	if e.Source != "" {
		b.WriteString(" from ")
		b.WriteString(e.Source)
	}
	return b.String()
}

// Restore puts an open finding back, at start. Closed findings need not be restored: later evidence opens a new one.
func (g *Engine) Restore(f tabard.Finding) { g.keep(&f) }

// keep makes an open finding findable.
func (g *Engine) keep(f *tabard.Finding) {
	of := subjectOf(f)
	g.open[of], g.byID[f.ID] = f, of
	if g.about[f.About] == nil {
		g.about[f.About] = map[string]bool{}
	}
	g.about[f.About][f.ID] = true
}

// Say applies what a person said about a finding and gives the finding, or nil when there is no open one of that id.
func (g *Engine) Say(id string, state tabard.FindingState) *tabard.Finding {
	key, ok := g.byID[id]
	if !ok {
		return nil
	}
	f := g.open[key]
	f.State = state
	if state == tabard.FindingClosed {
		delete(g.open, key)
		delete(g.byID, id)
		delete(g.about[f.About], id)
	}
	return f
}

// Assign sets the owner of an open finding and gives the finding, or nil when there is no open one of that id.
func (g *Engine) Assign(id string, owner *tabard.Owner) *tabard.Finding {
	key, ok := g.byID[id]
	if !ok {
		return nil
	}
	f := g.open[key]
	f.Owner = owner
	return f
}
