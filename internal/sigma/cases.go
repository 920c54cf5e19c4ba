package sigma

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
)

// Endings of the case files beside a rule file NAME.yml. Each holds one JSON record a line.
const (
	firesEnding = ".fires.jsonl"
	quietEnding = ".quiet.jsonl"
)

// Case is the outcome of one test case of a rule file.
type Case struct {
	Rules string // the rule file
	File  string // the case file
	Line  int    // of the record; of the first one for a stream
	Fires bool   // whether it was meant to fire
	OK    bool
	Why   string // what went wrong
}

// Decoder reads a record of a family for cases: it fills the slots for the paths, and says when the event happened. A nil
// one reads JSON, and takes the time from where audit logs usually have it.
type Decoder func(family string, record []byte, paths []string, slots *tabard.Slots) (time.Time, error)

// RunCases runs the cases beside a rule file: of NAME.yml, each record in NAME.fires.jsonl must be hit by a rule of the
// file, and none in NAME.quiet.jsonl. Where the file has a correlation, each case file is one stream of records in which it
// must, or must not, come true; an empty line ends a stream and starts the next. Rules of families that cannot be told apart
// by the file are all tried. The error says that something could not be read.
func (p *Parser) RunCases(ruleFile string, decode Decoder) ([]Case, error) {
	rules, err := p.Load(ruleFile)
	if err != nil {
		return nil, err
	}
	program, err := Compile(rules)
	if err != nil {
		return nil, err
	}
	if decode == nil {
		decode = decodeJSON
	}
	name := ruleFile
	for _, ending := range []string{".yml", ".yaml"} {
		name = strings.TrimSuffix(name, ending)
	}
	var cases []Case
	for _, ending := range []string{firesEnding, quietEnding} {
		content, err := os.ReadFile(name + ending)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return cases, fmt.Errorf("read cases: %w", err)
		}
		for _, records := range caseStreams(content, len(program.correlations) > 0) {
			c := Case{Rules: ruleFile, File: name + ending, Line: records[0].line, Fires: ending == firesEnding}
			c.run(program, records, decode)
			cases = append(cases, c)
		}
	}
	return cases, nil
}

// line is one record of a case file.
type line struct {
	line   int
	record []byte
}

// caseStreams takes a case file apart: into records, or into streams of them.
func caseStreams(content []byte, whole bool) [][]line {
	var streams [][]line
	var stream []line
	end := func() {
		if len(stream) > 0 {
			streams, stream = append(streams, stream), nil
		}
	}
	n := 0
	for record := range bytes.Lines(content) {
		n++
		if record = bytes.TrimSpace(record); len(record) == 0 {
			end()
			continue
		}
		stream = append(stream, line{n, record})
		if !whole {
			end()
		}
	}
	end()
	return streams
}

// run tries a stream with the rules of each family.
func (c *Case) run(program *Program, records []line, decode Decoder) {
	zero := func(string) int { return 0 }
	var hits []Hit
	for _, family := range program.Families() {
		matcher := program.Matcher(zero)
		correlator, err := program.Correlator(zero, Settings{})
		if err != nil {
			c.Why = err.Error()
			return
		}
		paths := program.Paths(family)
		slots := tabard.NewSlots(len(paths), nil)
		for _, r := range records {
			slots.Reset()
			at, err := decode(family, r.record, paths, slots)
			if err != nil {
				c.Line, c.Why = r.line, err.Error()
				return
			}
			found := matcher.Match(family, slots, r.record, nil)
			hits = append(hits, found...)
			hits = correlator.Observe(Observed{Family: family, Slots: slots, Time: at, Hits: found}, hits)
		}
		hits = correlator.Flush(hits)
	}
	var fired []string
	for _, h := range hits {
		if !h.Silent {
			fired = append(fired, program.rules[h.Rule].ID)
		}
	}
	switch c.OK = c.Fires == (len(fired) > 0); {
	case !c.OK && c.Fires:
		c.Why = "no rule fires"
	case !c.OK:
		c.Why = "fires: " + fired[0]
	}
}

// times are where audit logs have the time of an event.
var times = []string{
	"eventTime", "requestReceivedTimestamp", "stageTimestamp", "timestamp", "@timestamp", "time", "published", "createdDateTime",
	"activityDateTime", "CreationTime", "created_at", "date",
}

// decodeJSON is the decoder of JSON records.
func decodeJSON(_ string, record []byte, paths []string, slots *tabard.Slots) (time.Time, error) {
	trie, err := jsonscan.Compile(paths)
	if err != nil {
		return time.Time{}, fmt.Errorf("fields of the rules: %w", err)
	}
	if err := trie.Scan(record, slots); err != nil {
		return time.Time{}, err
	}
	clock, err := jsonscan.Compile(times)
	if err != nil {
		return time.Time{}, fmt.Errorf("fields of times: %w", err)
	}
	found := tabard.NewSlots(len(times), nil)
	if err := clock.Scan(record, found); err != nil {
		return time.Time{}, err
	}
	for i := range times {
		if at, err := found.Time(i); err == nil && !at.IsZero() {
			return at, nil
		}
	}
	return time.Time{}, nil
}
