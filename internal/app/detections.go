package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors"
	"tabard.dev/tabard/internal/detect"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/scan"
	"tabard.dev/tabard/internal/store"
)

// detections is the catalogue of a running server as the API shows it.
type detections struct {
	*ruleSet
	redactor *normalize.Redactor
}

// Detections implements [store.DetectionReader]. There are a few hundred, so a page is cut out of all.
func (d *detections) Detections(_ context.Context, q store.Query) (store.Page[store.Detection], error) {
	page := store.Page[store.Detection]{Items: []store.Detection{}}
	by, ok := detectionOrders()[strings.TrimPrefix(q.Sort, "-")]
	if !ok {
		return page, &store.BadQueryError{Field: "sort", Why: "detections are sorted by id, severity, hits or cost"}
	}
	all := d.all()
	slices.SortFunc(all, func(a, b store.Detection) int {
		order := cmp.Or(by(a, b), strings.Compare(a.ID, b.ID))
		if strings.HasPrefix(q.Sort, "-") {
			return -order
		}
		return order
	})
	passed := q.Cursor == ""
	for _, one := range all {
		if !passed {
			passed = one.ID == q.Cursor
			continue
		}
		if !wanted(one, q.Filters) {
			continue
		}
		if len(page.Items) == cmp.Or(q.Limit, 100) {
			page.Next = page.Items[len(page.Items)-1].ID
			break
		}
		page.Items = append(page.Items, one)
	}
	if !passed {
		return page, &store.BadQueryError{Field: "cursor", Why: "is not one that a page of this list gave"}
	}
	return page, nil
}

// detectionOrders are the orders of the catalogue by the names that a caller sorts by.
func detectionOrders() map[string]func(a, b store.Detection) int {
	none := func(store.Detection, store.Detection) int { return 0 } // the id decides
	return map[string]func(a, b store.Detection) int{
		"": none, "id": none,
		"severity": func(a, b store.Detection) int { return cmp.Compare(a.Severity.Rank(), b.Severity.Rank()) },
		"hits":     func(a, b store.Detection) int { return cmp.Compare(a.Hits, b.Hits) },
		"cost":     func(a, b store.Detection) int { return cmp.Compare(a.Cost.MS, b.Cost.MS) },
	}
}

func wanted(d store.Detection, filters map[string]string) bool {
	for name, value := range filters {
		var yes bool
		switch name {
		case "severity":
			yes = d.Severity.Rank() >= tabard.Severity(value).Rank()
		case "family":
			yes = slices.Contains(d.Families, value)
		case "nhi":
			yes = slices.Contains(d.NHI, value)
		case "mitre":
			yes = slices.ContainsFunc(d.MITRE, func(id string) bool { return id == value || strings.HasPrefix(id, value+".") })
		case "state":
			yes = d.Enabled == (value == "on")
		case "origin":
			yes = d.Own == (value == "own")
		case "q":
			yes = strings.Contains(strings.ToLower(d.ID+"\n"+d.Title+"\n"+d.LooksFor), strings.ToLower(value))
		}
		if !yes {
			return false
		}
	}
	return true
}

// Detection implements [store.DetectionReader].
func (d *detections) Detection(_ context.Context, id string) (store.Detection, error) {
	all := d.all()
	at := slices.IndexFunc(all, func(one store.Detection) bool { return one.ID == id })
	if at < 0 {
		return store.Detection{}, fmt.Errorf("detection %q: %w", id, store.ErrNotFound)
	}
	one := all[at]
	folder, _, _ := strings.Cut(id, ".")
	if page, err := fs.ReadFile(detectors.Pages, folder+"/README.md"); err == nil && !one.Own && !one.Fixed {
		one.Page = string(page)
	}
	one.Hours = hours(d.figures()[id].Hits, time.Hour)
	return one, nil
}

func (d *detections) figures() map[string]detect.Figures {
	d.mu.Lock()
	engine := d.engine
	d.mu.Unlock()
	if engine == nil {
		return nil
	}
	return engine.Figures()
}

// all gives the whole catalogue by id, with what each gave and cost.
func (d *detections) all() []store.Detection {
	figures := d.figures()
	var total time.Duration
	for _, f := range figures {
		total += spent(f)
	}
	var all []store.Detection
	for _, one := range d.current().catalogue.Detections() {
		f := figures[one.ID]
		shown := store.Detection{
			ID: one.ID, Title: one.Title, Severity: one.Severity, Families: one.Families, LooksFor: one.About, References: one.References,
			MITRE: one.MITRE, NHI: one.NHI, ASI: one.ASI, Remedy: one.Remedy, FalseAlarms: one.FalseAlarms, Own: one.Own, Fixed: one.Fixed,
			Enabled: f.Off == nil, Days: hours(f.Hits, hoursOfDay), Cost: costOf(f, total),
		}
		if f.Off != nil {
			off := store.SwitchedOff(*f.Off)
			shown.Off = &off
		}
		for _, n := range f.Hits {
			shown.Hits += n
		}
		all = append(all, shown)
	}
	return all
}

// sampledCost is one in how many evaluations is timed, beginning with the first; the time that is counted stands for as many.
const sampledCost = 256

// spent estimates what a detection cost: what the timed evaluations took on average, times how many there were.
func spent(f detect.Figures) time.Duration {
	if f.Cost.Asked == 0 {
		return 0
	}
	timed := (f.Cost.Asked + sampledCost - 1) / sampledCost
	return time.Duration(float64(f.Cost.Time) / float64(timed*sampledCost) * float64(f.Cost.Asked))
}

func costOf(f detect.Figures, total time.Duration) store.DetectionCost {
	took := spent(f)
	c := store.DetectionCost{Asked: int64(min(f.Cost.Asked, math.MaxInt64)), MS: took.Seconds() * 1000}
	if c.Asked > 0 {
		c.Nanos = took.Nanoseconds() / c.Asked
	}
	if total > 0 {
		c.Share = float64(took) / float64(total)
	}
	return c
}

const hoursOfDay = 24 * time.Hour

// hours adds up hits by a stretch of time, the first first.
func hours(hits map[time.Time]int64, stretch time.Duration) []store.Hour {
	sums := map[time.Time]int64{}
	for at, n := range hits {
		sums[at.Truncate(stretch)] += n
	}
	all := make([]store.Hour, 0, len(sums))
	for at, n := range sums {
		all = append(all, store.Hour{Start: at, Count: n})
	}
	slices.SortFunc(all, func(a, b store.Hour) int { return a.Start.Compare(b.Start) })
	return all
}

// mostTried is how many records are tried at once.
const mostTried = 100

var errEnough = errors.New("enough")

// Try implements [store.DetectionReader]: as "tabard scan --each" judges.
func (d *detections) Try(ctx context.Context, family, records string) (store.Tried, error) {
	now := d.current()
	tried := store.Tried{Records: []store.TriedRecord{}, Refused: []store.TriedRefusal{}}
	if _, ok := now.set.Family(family); family != "" && !ok {
		return tried, &store.BadQueryError{Field: "family", Why: "there is no such family of records"}
	}
	engine := detect.NewEngine(now.catalogue, now.set.RuleSlots, true)
	_, err := scan.Run(ctx, scan.Options{
		Paths: []string{scan.Stdin}, Stdin: strings.NewReader(records), Source: family, InputOrder: true, Set: now.set, Redactor: d.redactor, Now: time.Now(),
		Refused: func(r scan.Refusal) {
			if len(tried.Refused) < mostTried {
				tried.Refused = append(tried.Refused, store.TriedRefusal{Record: r.Record, Line: r.Line, Reason: r.Why.Error()})
			}
		},
	}, func(item *normalize.Item) error {
		if len(tried.Records) == mostTried {
			return errEnough
		}
		e := &item.Event
		one := store.TriedRecord{
			Family: e.Family, Time: e.Time, Action: e.Action, Outcome: e.Outcome, Actor: cmp.Or(e.Actor.Name, e.Actor.ID), Record: string(e.Record),
			Findings: []tabard.Finding{},
		}
		for _, change := range engine.Judge(e, item.Slots, nil, detect.Blank{}) {
			one.Findings = append(one.Findings, *change.Finding)
		}
		tried.Records = append(tried.Records, one)
		return nil
	})
	if errors.Is(err, errEnough) {
		return tried, &store.BadQueryError{Field: "records", Why: fmt.Sprintf("at most %d records are tried at once", mostTried)}
	}
	return tried, err
}
