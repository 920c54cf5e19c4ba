package detect

import (
	"encoding/binary"
	"encoding/json/v2"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/sigma"
)

// keptDays is how many days of hits are kept of a detection, back from its newest.
const keptDays = 30

// hoursADay is how many counts a day has.
const hoursADay = 24

// sampled is one in how many calls of a Go detector is timed.
const sampled = 256

// Off says that a person turned a detection off, who, why and when.
type Off struct {
	By     string    `json:"by"`
	Reason string    `json:"reason"`
	Since  time.Time `json:"since"`
}

// Figures are what a detection gave and what it cost.
type Figures struct {
	Off  *Off                // nil while it is on
	Hits map[time.Time]int64 // by the hour of the events; the last 30 days of the detection
	Cost sigma.Stats         // since the engine was made; what correlations count is not in it
}

// tally counts what detections give, and knows which are off. The judge writes it, others read it through [Engine.Figures].
type tally struct {
	mu    sync.Mutex
	off   map[string]Off
	hits  map[day]*[hoursADay]uint32
	newer map[string]int64 // the newest day of each detection
	dirty map[string]bool  // names of what Windows is to give
	costs []sigma.Stats    // by detection, as of the last commit
}

// day is one day of one detection, counted from 1970 in UTC.
type day struct {
	detection string
	at        int64
}

// Names of what is kept. No rule's window begins with this character.
const (
	offPrefix  = "\x1eoff "
	hitsPrefix = "\x1ehits "
)

func (d day) name() string { return hitsPrefix + strconv.FormatInt(d.at, 10) + " " + d.detection }

func newTally() *tally {
	return &tally{off: map[string]Off{}, hits: map[day]*[hoursADay]uint32{}, newer: map[string]int64{}, dirty: map[string]bool{}}
}

// hit counts an event. What claims to come from the future, or is older than what is kept, is not counted.
func (t *tally) hit(detection string, e *tabard.Event) {
	if e.Future || e.Time.IsZero() {
		return
	}
	hours := e.Time.Unix() / int64(time.Hour/time.Second)
	at := day{detection, hours / hoursADay}
	t.mu.Lock()
	defer t.mu.Unlock()
	newest, known := t.newer[detection]
	if known && at.at <= newest-keptDays || hours < 0 {
		return
	}
	if !known || at.at > newest {
		t.newer[detection] = at.at
		for old := max(newest-keptDays+1, 0); known && old <= min(at.at-keptDays, newest); old++ {
			gone := day{detection, old}
			if t.hits[gone] != nil {
				delete(t.hits, gone)
				t.dirty[gone.name()] = true
			}
		}
	}
	if t.hits[at] == nil {
		t.hits[at] = new([hoursADay]uint32)
	}
	t.hits[at][hours%hoursADay]++
	t.dirty[at.name()] = true
}

// set turns a detection off, or with nil on.
func (t *tally) set(detection string, off *Off) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.off, detection)
	if off != nil {
		t.off[detection] = *off
	}
	t.dirty[offPrefix+detection] = true
}

// changed gives what changed since it was last called, in the order of the names.
func (t *tally) changed(keep func(name string, state []byte)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, name := range slices.Sorted(maps.Keys(t.dirty)) {
		keep(name, t.state(name))
	}
	clear(t.dirty)
}

// state writes what is kept under a name, nil for nothing.
func (t *tally) state(name string) []byte {
	if id, ok := strings.CutPrefix(name, offPrefix); ok {
		off, ok := t.off[id]
		if !ok {
			return nil
		}
		text, err := json.Marshal(off)
		if err != nil {
			return nil // texts and times always encode
		}
		return text
	}
	at, _ := dayOf(name)
	counts := t.hits[at]
	if counts == nil {
		return nil
	}
	var text []byte
	for _, n := range counts {
		text = binary.AppendUvarint(text, uint64(n))
	}
	return text
}

func dayOf(name string) (day, bool) {
	number, id, ok := strings.Cut(strings.TrimPrefix(name, hitsPrefix), " ")
	at, err := strconv.ParseInt(number, 10, 64)
	return day{id, at}, ok && err == nil
}

// restore puts back what was kept under a name. It reports false for a name that is not its own.
func (t *tally) restore(name string, state []byte) (bool, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case strings.HasPrefix(name, offPrefix):
		var off Off
		if err := json.Unmarshal(state, &off); err != nil {
			return true, fmt.Errorf("%q: %w", name, err)
		}
		t.off[strings.TrimPrefix(name, offPrefix)] = off
	case strings.HasPrefix(name, hitsPrefix):
		at, ok := dayOf(name)
		counts := new([hoursADay]uint32)
		for i := range counts {
			n, size := binary.Uvarint(state)
			if size <= 0 || !ok {
				return true, fmt.Errorf("%q: not the hits of a day", name)
			}
			counts[i], state = uint32(n), state[size:] //nolint:gosec // it was written from one
		}
		t.hits[at] = counts
		t.newer[at.detection] = max(t.newer[at.detection], at.at)
	default:
		return false, nil
	}
	return true, nil
}

// Switch turns a detection off, or with nil on. One that is off raises nothing; what it raised before stays open.
func (g *Engine) Switch(detection string, off *Off) {
	g.tally.set(detection, off)
	for i, d := range g.catalogue.detections {
		if d.ID == detection {
			g.off[i] = off != nil
		}
	}
}

// Figures gives what each detection gave and cost, by its id. Others than the engine's goroutine may call it.
func (g *Engine) Figures() map[string]Figures {
	t := g.tally
	t.mu.Lock()
	defer t.mu.Unlock()
	all := make(map[string]Figures, len(g.catalogue.detections))
	for i, d := range g.catalogue.detections {
		f := Figures{Hits: map[time.Time]int64{}}
		if i < len(t.costs) {
			f.Cost = t.costs[i]
		}
		if off, ok := t.off[d.ID]; ok {
			f.Off = &off
		}
		all[d.ID] = f
	}
	for at, counts := range t.hits {
		f, ok := all[at.detection]
		if !ok {
			continue // of a rule that is gone
		}
		for hour, n := range counts {
			if n > 0 {
				f.Hits[time.Unix((at.at*hoursADay+int64(hour))*int64(time.Hour/time.Second), 0).UTC()] = int64(n)
			}
		}
	}
	return all
}

// publish adds up what each detection cost so far.
func (g *Engine) publish() {
	costs := slices.Clone(g.judged)
	for rule, s := range g.matcher.Stats() {
		of := &costs[g.catalogue.ofRule[rule]]
		of.Asked, of.Matched, of.Time = of.Asked+s.Asked, of.Matched+s.Matched, of.Time+s.Time
	}
	g.tally.mu.Lock()
	defer g.tally.mu.Unlock()
	g.tally.costs = costs
}

// call asks a detector written in Go, and keeps count.
func (g *Engine) call(j judge, e *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
	c := &g.judged[j.detection]
	c.Asked++
	var found []tabard.Finding
	if c.Asked%sampled == 1 {
		start := time.Now()
		found = j.call(e, facts, view)
		c.Time += sampled * time.Since(start)
	} else {
		found = j.call(e, facts, view)
	}
	if len(found) > 0 {
		c.Matched++
	}
	return found
}
