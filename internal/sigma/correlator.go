package sigma

import (
	"time"

	"tabard.dev/tabard"
)

// Settings bound what a [Correlator] remembers. Zero fields mean the default.
type Settings struct {
	MaxGroups int           // groups over all correlations; 100,000
	MaxEvents int           // events over all groups; 2,000,000 of 32 bytes each
	MaxWindow int           // events of one group; 10,000, or more where a correlation counts that far
	Lateness  time.Duration // how late an event may come; the timespan of the correlation, but 15 minutes to 24 hours
}

func (s Settings) orDefault() Settings {
	if s.MaxGroups <= 0 {
		s.MaxGroups = 100_000
	}
	if s.MaxEvents <= 0 {
		s.MaxEvents = 2_000_000
	}
	if s.MaxWindow <= 0 {
		s.MaxWindow = 10_000
	}
	return s
}

// Observed is an event with the rules that it hit.
type Observed struct {
	Family string
	Slots  *tabard.Slots // as for [Matcher.Match]
	Words  *tabard.Slots // as [Matcher.Words] gives them; nil for none
	Time   time.Time
	Future bool // dated in the future: it counts as if it happened at the newest time seen, which it does not move
	Origin Origin
	Hits   []Hit
}

// Origin is what a finding says of an event.
type Origin struct {
	Place  tabard.Place
	Actor  tabard.Key
	System string
}

// Correlated is what came together for a correlation. The group's key tells its findings apart from those of other groups.
type Correlated struct {
	Key         string
	Fields      []string // what the correlation groups by
	Values      []string
	Value       float64 // what was counted, added up or averaged
	First, Last time.Time
	Evidence    []Origin // of events in the window, at most ten, the newest last
}

// Counters say what a [Correlator] holds and had to let go.
type Counters struct {
	Groups, Events int    // held now
	Evicted        uint64 // groups forgotten because there were too many groups or events
	Dropped        uint64 // events of one group forgotten because there were too many
	Late           uint64 // events that came too late to count
}

// Correlator judges correlations over a stream of events, for one goroutine. It reads the events' own times and never the
// clock: the same events in the same order give the same hits, also when it was restored in between.
//
// A correlation with lower bounds only (gt, gte) fires as soon as they are met and at each further event while they are:
// windows slide. One with another bound, an average or a percentile can be judged only at the end of a window, which starts
// with the group's first event; it fires when time has passed the end, see [Correlator.Advance] and [Correlator.Flush]. An
// event without one of the fields that group is not counted; of a field with several values the first counts.
type Correlator struct {
	program  *Program
	settings Settings
	offset   func(family string) int
	bases    map[string]int
	groups   map[string]*groupState
	lists    []groupList // by correlation
	clock    int64       // µs: the newest time seen that was not in the future
	nextAt   int64       // µs: before it no window closes and no group ends
	count    uint64      // events observed that hit anything
	touches  uint64
	counters Counters
	window   window
	key      []byte
	values   []string
	measures []uint64

	dirty       map[*groupState]bool
	removed     map[string]bool
	headerDirty bool
	unsorted    bool // restored groups stand in no order yet
}

// Correlator makes one that remembers nothing yet. The offset is as for [Program.Matcher]. It refuses settings too small for
// a correlation.
func (p *Program) Correlator(offset func(family string) int, s Settings) (*Correlator, error) {
	c := &Correlator{
		program: p, settings: s.orDefault(), offset: offset, bases: map[string]int{FamilyEvent: 0}, groups: map[string]*groupState{},
		lists: make([]groupList, len(p.correlations)), dirty: map[*groupState]bool{}, removed: map[string]bool{},
		nextAt: never,
	}
	for i, of := range p.correlations {
		c.lists[i] = c.newList(of)
		if c.lists[i].most > c.settings.MaxEvents {
			return nil, p.located(of.rule, refuse(of.line, p.rules[of.rule].ID,
				"the correlation has to keep %d events of a group, over the limit of %d", c.lists[i].most, c.settings.MaxEvents))
		}
	}
	return c, nil
}

// newList settles how much of a correlation's events is kept.
func (c *Correlator) newList(of *correlated) groupList {
	l := groupList{of: of, late: c.settings.Lateness.Microseconds(), most: c.settings.MaxWindow}
	if l.late <= 0 {
		l.late = min(max(of.span, (15*time.Minute).Microseconds()), (24 * time.Hour).Microseconds())
	}
	threshold := 0.0
	for _, b := range of.bounds {
		threshold = max(threshold, b.value)
	}
	if of.kind == eventCount || of.kind == valueCount {
		enough := 2*int(min(threshold, 1e9)) + 64 // more cannot change whether a lower bound is met
		if l.enough = !of.defers; l.enough {
			l.most = enough
		}
		l.most = max(l.most, enough)
	}
	return l
}

// Observe counts an event's hits and appends those of correlations. It must see every event, also one that hit nothing, so
// that windows end.
func (c *Correlator) Observe(o Observed, hits []Hit) []Hit {
	if len(c.lists) == 0 {
		return hits
	}
	at := o.Time.UnixMicro()
	if o.Future || o.Time.IsZero() {
		at = c.clock
	} else if at > c.clock {
		hits = c.advance(at, hits)
	}
	numbered := false
	for _, h := range o.Hits {
		edges := c.program.edges[h.Rule]
		if len(edges) == 0 || h.Group != nil {
			continue
		}
		if !numbered {
			c.count, c.headerDirty, numbered = c.count+1, true, true
		}
		for i := range edges {
			hits = c.feed(&edges[i], &o, nil, at, hits)
		}
	}
	return hits
}

// Advance tells the correlator the time, so that windows close though no event comes.
func (c *Correlator) Advance(now time.Time, hits []Hit) []Hit {
	if at := now.UnixMicro(); at > c.clock && len(c.lists) > 0 {
		return c.advance(at, hits)
	}
	return hits
}

// Flush closes all windows, at the end of input.
func (c *Correlator) Flush(hits []Hit) []Hit {
	c.sort()
	for i := range c.lists {
		l := &c.lists[i]
		for g := l.head; g != nil && l.of.defers; g = l.head {
			hits = c.close(l, g, hits)
		}
	}
	return hits
}

// Counters give what is held and what had to be let go.
func (c *Correlator) Counters() Counters { return c.counters }

// base gives the slot of a family's first path.
func (c *Correlator) base(family string) int {
	b, ok := c.bases[family]
	if !ok {
		b = c.offset(family)
		c.bases[family] = b
	}
	return b
}
