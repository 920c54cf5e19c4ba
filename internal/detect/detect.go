// Package detect looks for what is wrong. Stage 4 of 6: it reads events, the facts they changed and the inventory as it was
// after the change, and gives findings; it changes nothing else.
//
// The same input gives the same findings in the same order with the same ids, also after a restart in the middle: all it
// remembers are the open findings and the windows of correlation rules, and both are handed to the store.
package detect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/sigma"
)

// Detection is one entry of the catalogue.
type Detection struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"`
	Severity   tabard.Severity `json:"severity"`
	Families   []string        `json:"families"`
	About      string          `json:"looks_for"`
	References []string        `json:"references"`
	MITRE      []string        `json:"mitre"`
	NHI        []string        `json:"nhi"`
	ASI        []string        `json:"asi"`
	Remedy     tabard.Remedy   `json:"remedy"`

	FalseAlarms []string `json:"false_alarms"` // when it fires on something harmless
	Own         bool     `json:"own"`          // a rule of the user's own
	Fixed       bool     `json:"fixed"`        // raised by another part of Tabard, so that it cannot be turned off here
}

// Catalogue is a compiled set of detections. It is immutable and may be shared.
type Catalogue struct {
	detections []Detection
	program    *sigma.Program
	ofRule     []int // detection of each rule of the program
	judges     map[string]*judges
}

// judge is one detector written in Go.
type judge struct {
	detection int
	call      func(*tabard.Event, []tabard.Fact, tabard.View) []tabard.Finding
}

// judges are the Go detectors of one family, found by the event's action.
type judges struct {
	always   []judge
	exact    map[string][]judge
	prefixes []pattern
	suffixes []pattern
}

type pattern struct {
	text string
	judge
}

// Any is the family of detectors that judge facts, whatever log they come from.
const Any = "any"

// New compiles behaviors, and the user's own Sigma rules.
func New(behaviors []tabard.Behavior, rules []sigma.Rule) (*Catalogue, error) {
	c := &Catalogue{judges: map[string]*judges{}}
	seen := map[string]bool{}
	var all []sigma.Rule
	for _, b := range behaviors {
		for _, d := range b.Detectors {
			detection := describe(b, d)
			if seen[detection.ID] {
				return nil, fmt.Errorf("detection %q is there twice", detection.ID)
			}
			seen[detection.ID] = true
			at := len(c.detections)
			c.detections = append(c.detections, detection)
			if d.Judge != nil {
				c.addJudge(d, judge{detection: at, call: d.Judge})
				continue
			}
			parsed, err := sigma.Parse(d.Rule)
			if err != nil {
				return nil, fmt.Errorf("detection %q: %w", detection.ID, err)
			}
			if level := reported(parsed).Level; d.Severity == "" && level != "" {
				c.detections[at].Severity = level
			}
			for _, rule := range parsed {
				all, c.ofRule = append(all, rule.ForFamily(d.Family)), append(c.ofRule, at)
			}
		}
	}
	for _, rule := range rules {
		all, c.ofRule = append(all, rule), append(c.ofRule, len(c.detections))
		c.detections = append(c.detections, describeRule(rule))
	}
	var err error
	if c.program, err = sigma.Compile(all); err != nil {
		return nil, err
	}
	if _, err := c.program.Correlator(func(string) int { return 0 }, windows); err != nil {
		return nil, err
	}
	return c, nil
}

// reported gives the rule of a file that is reported: the correlation where there is one, which stands last.
func reported(rules []sigma.Rule) sigma.Rule {
	if len(rules) == 0 {
		return sigma.Rule{}
	}
	return rules[len(rules)-1]
}

func describe(b tabard.Behavior, d tabard.Detector) Detection {
	detection := Detection{
		ID: b.ID + "." + d.Family, Title: b.Title, Severity: b.Severity, Families: []string{d.Family}, About: b.About,
		References: b.References, MITRE: b.MITRE, NHI: b.NHI, ASI: b.ASI, Remedy: b.Remedy,
		FalseAlarms: b.FalseAlarms,
	}
	if d.Title != "" {
		detection.Title = d.Title
	}
	if d.Severity != "" {
		detection.Severity = d.Severity
	}
	if d.Remedy != "" {
		detection.Remedy = d.Remedy
	}
	return detection
}

func (c *Catalogue) addJudge(d tabard.Detector, j judge) {
	of := c.judges[d.Family]
	if of == nil {
		of = &judges{exact: map[string][]judge{}}
		c.judges[d.Family] = of
	}
	if len(d.Actions) == 0 {
		of.always = append(of.always, j)
	}
	for _, action := range d.Actions {
		if text, ok := strings.CutSuffix(action, "*"); ok {
			of.prefixes = append(of.prefixes, pattern{text, j})
		} else if text, ok := strings.CutPrefix(action, "*"); ok {
			of.suffixes = append(of.suffixes, pattern{text, j})
		} else {
			of.exact[action] = append(of.exact[action], j)
		}
	}
}

// Detections gives the catalogue sorted by id.
func (c *Catalogue) Detections() []Detection {
	all := slices.Clone(c.detections)
	slices.SortFunc(all, func(a, b Detection) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// Paths gives the paths that rules read, by family, for [normalize.New].
func (c *Catalogue) Paths(families []tabard.Family) map[string][]string {
	paths := make(map[string][]string, len(families))
	for _, f := range families {
		paths[f.Name] = c.program.Paths(f.Name)
	}
	return paths
}

// Add puts a detection into the catalogue that is raised by another part of Tabard, such as a policy.
func (c *Catalogue) Add(d Detection) {
	d.Fixed = true
	c.detections = append(c.detections, d)
}

// describeRule gives the catalogue's entry of a user's own rule.
func describeRule(r sigma.Rule) Detection {
	return Detection{
		ID: r.ID, Title: r.Title, Severity: cmp.Or(r.Level, tabard.Medium), Families: r.Families(), About: r.Description,
		References: r.References, MITRE: r.MITRE(), Remedy: tabard.RemedyReview,
		FalseAlarms: r.FalsePositives, Own: true,
	}
}
