package pipeline

import (
	"cmp"
	"encoding/json/v2"
	"fmt"
	"iter"
	"slices"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/store"
)

// source is a place that records come from: a tailed file, or a family that a system's records are sent as. It tells silence
// and refusals that jump: strict parsing must not be a way to hide. Its sums are integers, so that every replay gives the same.
type source struct {
	Name    string `json:"name"`
	System  string `json:"system"`
	Records int64  `json:"records"`
	Last    int64  `json:"last"` // append time of its newest batch, µs
	Gap     int64  `json:"gap"`  // the longest usual time between batches, µs
	Silent  bool   `json:"silent"`
	Refuses bool   `json:"refuses"`

	// Taken and refused records: since the last tick, over minutes, and over a day. The sums decay at each tick.
	Taken       int64 `json:"taken"`
	Refused     int64 `json:"refused"`
	FastTaken   int64 `json:"fast_taken"`
	FastRefused int64 `json:"fast_refused"`
	SlowTaken   int64 `json:"slow_taken"`
	SlowRefused int64 `json:"slow_refused"`
}

// What counts as silence and as a jump.
const (
	minSilence  = int64(15 * time.Minute / time.Microsecond)
	gapFactor   = 8   // silence is so many times the longest usual gap
	enough      = 100 // records, before a source's silence says anything
	scale       = 1024
	fastDecay   = 5    // ticks
	slowDecay   = 1440 // ticks
	minRefused  = 10   // records, over minutes
	minShare    = 5    // percent
	shareFactor = 4
	maxSources  = 10_000
)

type sources struct {
	all     []*source
	byName  map[string]int
	changed map[int]bool
}

func newSources() *sources { return &sources{byName: map[string]int{}, changed: map[int]bool{}} }

func (s *sources) restore(r store.SourceRow) error {
	one := new(source)
	if err := json.Unmarshal(r.State, one); err != nil {
		return fmt.Errorf("source %q: %w", r.Name, err)
	}
	s.byName[r.Name] = len(s.all)
	s.all = append(s.all, one)
	return nil
}

// see counts a batch of records, and what was refused while it was filled. Records that nobody can tell the family of are
// refused to the system as a whole, so that whoever garbles them does not become a new source that refuses everything as usual.
func (s *sources) see(b *bus.Batch) {
	if b.Kind != bus.Records {
		return
	}
	name := b.Source
	if name == "" {
		name = cmp.Or(b.System, "http")
		if whole := s.named(name); whole != nil {
			whole.System = cmp.Or(b.System, whole.System)
			whole.Taken += int64(len(b.Records))
			if b.Family == "" {
				whole.Refused += int64(b.Refused)
			}
		}
		if b.Family == "" {
			return
		}
		name += " " + b.Family
	}
	one := s.named(name)
	if one == nil {
		return
	}
	one.System = cmp.Or(b.System, one.System)
	at := b.Appended.UnixMicro()
	if one.Last != 0 && !one.Silent {
		one.Gap = max(at-one.Last, one.Gap-one.Gap/64)
	}
	one.Last, one.Silent = at, false
	one.Records += int64(len(b.Records))
	one.Taken += int64(len(b.Records))
	one.Refused += int64(b.Refused)
}

// named gives the source of a name, which changes now; nil when there are too many.
func (s *sources) named(name string) *source {
	i, ok := s.byName[name]
	if !ok {
		if len(s.all) >= maxSources {
			return nil
		}
		i = len(s.all)
		s.byName[name] = i
		s.all = append(s.all, &source{Name: name})
	}
	s.changed[i] = true
	return s.all[i]
}

// tick gives a fact for each source that fell silent, or whose refused share jumped, with the system it belongs to.
func (s *sources) tick(now time.Time) iter.Seq2[string, tabard.Fact] {
	return func(yield func(string, tabard.Fact) bool) {
		for i, one := range s.all {
			if one.Silent && one.FastTaken+one.FastRefused == 0 {
				continue // nothing moves
			}
			s.changed[i] = true
			for _, fact := range []*tabard.Fact{one.refusals(), one.silence(now.UnixMicro())} {
				if fact != nil && !yield(cmp.Or(one.System, one.Name), *fact) {
					return
				}
			}
		}
	}
}

func (s *source) refusals() *tabard.Fact {
	s.FastTaken += s.Taken*scale - s.FastTaken/fastDecay
	s.FastRefused += s.Refused*scale - s.FastRefused/fastDecay
	s.SlowTaken += s.Taken*scale - s.SlowTaken/slowDecay
	s.SlowRefused += s.Refused*scale - s.SlowRefused/slowDecay
	s.Taken, s.Refused = 0, 0
	now := percent(s.FastRefused, s.FastTaken)
	usual := percent(s.SlowRefused-s.FastRefused, s.SlowTaken-s.FastTaken) // the jump is not part of what it is held against
	jumped := s.FastRefused >= minRefused*scale && now >= max(minShare, shareFactor*usual) && s.SlowTaken >= enough*scale
	if !jumped {
		s.Refuses = s.Refuses && now >= max(minShare/2, 2*usual)
		return nil
	}
	if s.Refuses {
		return nil
	}
	s.Refuses = true
	return &tabard.Fact{Kind: tabard.FactRefusals, Was: fmt.Sprintf("%d%% refused", usual), Now: fmt.Sprintf("%s: %d%% refused", s.Name, now)}
}

func percent(part, rest int64) int64 {
	if part+rest == 0 {
		return 0
	}
	return 100 * part / (part + rest)
}

func (s *source) silence(now int64) *tabard.Fact {
	if s.Silent || s.Records < enough || now-s.Last <= max(minSilence, gapFactor*s.Gap) {
		return nil
	}
	s.Silent = true
	return &tabard.Fact{
		Kind: tabard.FactSilence, Was: "at most " + (time.Duration(s.Gap) * time.Microsecond).Round(time.Second).String() + " between records",
		Now: fmt.Sprintf("%s: nothing since %s", s.Name, time.UnixMicro(s.Last).UTC().Format(time.RFC3339)),
	}
}

// take gives the sources that changed since it was last called.
func (s *sources) take() []store.SourceRow {
	var rows []store.SourceRow
	for i := range s.changed {
		text, err := json.Marshal(s.all[i])
		if err != nil {
			continue // numbers and texts always encode
		}
		rows = append(rows, store.SourceRow{N: int64(i) + 1, Name: s.all[i].Name, State: text})
	}
	clear(s.changed)
	slices.SortFunc(rows, func(a, b store.SourceRow) int { return int(a.N - b.N) })
	return rows
}
