// Package classify measures how well Tabard tells agents, workloads, services and humans apart, on identities whose kind is
// known. Cases come in sources, and a source is used for tuning as a whole or not at all: a rule that was written for one line
// of a list knows the next line of it too.
package classify

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"go.yaml.in/yaml/v4"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/inventory"
)

// Case is one identity as records show it, and what it is.
type Case struct {
	Label     tabard.Kind `yaml:"label"`
	Name      string      `yaml:"name"`
	Native    string      `yaml:"native"`
	Type      string      `yaml:"type"`
	UserAgent string      `yaml:"user_agent"`
	Client    string      `yaml:"client"`
	Actions   []string    `yaml:"actions"`
}

// Source is where cases come from.
type Source struct {
	Name    string `yaml:"name"`
	Where   string `yaml:"where"`
	HeldOut bool   `yaml:"held_out"` // not looked at while marks and weights were chosen
	Cases   []Case `yaml:"cases"`

	Events []Labeled `yaml:"-"` // of a log, instead of cases
}

// Labeled is an event and what its actor is.
type Labeled struct {
	Label tabard.Kind
	Event *tabard.Event
}

// Answer is what was judged of one case.
type Answer struct {
	Source  string
	HeldOut bool
	Label   tabard.Kind
	Who     string // the case, for people
	Judged  tabard.Judged
}

// Read reads the sources of a folder, by name.
func Read(dir string) ([]Source, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		return nil, err
	}
	var all []Source
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var s Source
		if err := yaml.Load(text, &s, yaml.WithKnownFields()); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, s)
	}
	return all, nil
}

// Judge has an empty inventory meet the cases of a source.
func (s *Source) Judge() []Answer {
	state := inventory.New(inventory.Config{NoRows: true})
	answers := make([]Answer, 0, len(s.Cases))
	labels := map[tabard.Key]tabard.Kind{}
	var order []tabard.Key
	for _, l := range s.Events {
		state.Apply(l.Event)
		if key := l.Event.Actor.Key; labels[key] == "" {
			labels[key] = l.Label
			order = append(order, key)
		}
	}
	for _, key := range order {
		id, _ := state.Identity(key)
		answers = append(answers, Answer{s.Name, s.HeldOut, labels[key], key.ID, id.Kind})
	}
	for i, c := range s.Cases {
		native := cmp.Or(c.Native, c.Name, fmt.Sprintf("case-%04d", i))
		e := tabard.Event{
			Family: "bench", System: s.Name, Realm: s.Name, Outcome: tabard.OutcomeSuccess,
			Time:  time.Date(2026, 3, 2, 9, 0, i, 0, time.UTC),
			Actor: tabard.Actor{Key: tabard.Key{Realm: s.Name, ID: native}, Name: cmp.Or(c.Name, native), Type: c.Type}, UserAgent: c.UserAgent,
		}
		if c.Client != "" {
			e.Details = map[string]string{"client": c.Client}
		}
		for _, action := range append(slices.Clone(c.Actions), "read")[:max(len(c.Actions), 1)] {
			e.Action = action
			state.Apply(&e)
		}
		id, _ := state.Identity(e.Actor.Key)
		answers = append(answers, Answer{s.Name, s.HeldOut, c.Label, cmp.Or(c.Name, c.UserAgent, c.Client, native), id.Kind})
	}
	return answers
}

// Score is how well one kind is told from the others.
type Score struct {
	Kind                    tabard.Kind
	Cases, Right, Wrong     int // Wrong: judged to be of the kind, and of another
	Undecided, TakenForElse int
}

// Precision is the share of those judged to be of the kind that are.
func (s Score) Precision() float64 { return share(s.Right, s.Right+s.Wrong) }

// Recall is the share of the kind that was judged so.
func (s Score) Recall() float64 { return share(s.Right, s.Cases) }

// Coverage is the share of the kind that was decided, rightly or not.
func (s Score) Coverage() float64 { return share(s.Cases-s.Undecided, s.Cases) }

func share(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

// Kinds are what can be told apart. Workloads and services count as one: both are programs, and records that tell which of the
// two are few.
func Kinds() []tabard.Kind {
	return []tabard.Kind{tabard.KindAgent, tabard.KindService, tabard.KindHuman}
}

func program(k tabard.Kind) tabard.Kind {
	if k == tabard.KindWorkload {
		return tabard.KindService
	}
	return k
}

// Right reports whether the answer is the label.
func (a *Answer) Right() bool { return program(a.Judged.Value) == program(a.Label) }

// Decided reports whether there is an answer.
func (a *Answer) Decided() bool { return a.Judged.Value != tabard.KindUnknown }

// Measure scores answers, one score a kind.
func Measure(answers []Answer) []Score {
	scores := make([]Score, len(Kinds()))
	for k, kind := range Kinds() {
		s := &scores[k]
		s.Kind = kind
		for i := range answers {
			a := &answers[i]
			switch is, said := program(a.Label) == kind, program(a.Judged.Value) == kind; {
			case is && said:
				s.Right++
			case is && !a.Decided():
				s.Undecided++
			case is:
				s.TakenForElse++
			case said:
				s.Wrong++
			}
			if program(a.Label) == kind {
				s.Cases++
			}
		}
	}
	return scores
}
