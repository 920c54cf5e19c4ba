package sigma_test

import (
	"fmt"
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
	"tabard.dev/tabard/internal/sigma"
)

// replay gives the hits of a rule on a stream of samples, through slots that the real scanner fills.
func replay(tb testing.TB, program *sigma.Program, rule int, samples []sigma.Sample) int {
	tb.Helper()
	zero := func(string) int { return 0 }
	matcher := program.Matcher(zero)
	correlator, err := program.Correlator(zero, sigma.Settings{})
	if err != nil {
		tb.Fatal(err)
	}
	var hits []sigma.Hit
	for _, s := range samples {
		paths := program.Paths(s.Family)
		trie, err := jsonscan.Compile(paths)
		if err != nil {
			tb.Fatal(err)
		}
		slots := tabard.NewSlots(len(paths), nil)
		if err := trie.Scan(s.Record, slots); err != nil {
			tb.Fatalf("scan %s: %v", s.Record, err)
		}
		found := matcher.Match(s.Family, slots, s.Record, nil)
		hits = append(hits, found...)
		hits = correlator.Observe(sigma.Observed{Family: s.Family, Slots: slots, Time: s.Time, Hits: found}, hits)
	}
	hits = correlator.Flush(hits)
	n := 0
	for _, h := range hits {
		if h.Rule == rule {
			n++
		}
	}
	return n
}

// proven checks a proof of every rule, by other means than those it was made with.
func proven(t *testing.T, program *sigma.Program) {
	t.Helper()
	for i, r := range program.Rules() {
		if r.IsFilter() {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			proof, err := program.Prove(i)
			if err != nil {
				t.Fatal(err)
			}
			if r.IsCorrelation() {
				if replay(t, program, i, proof.Fires) == 0 {
					t.Errorf("quiet on the stream made to fire: %q", proof.Fires)
				}
			} else if len(proof.Fires) != len(r.Families()) {
				t.Errorf("%d records for %d families", len(proof.Fires), len(r.Families()))
			} else {
				for _, s := range proof.Fires {
					if replay(t, program, i, []sigma.Sample{s}) != 1 {
						t.Errorf("quiet on the record made to fire: %s", s.Record)
					}
				}
			}
			for j, quiet := range proof.Quiet {
				if replay(t, program, i, quiet) != 0 {
					t.Errorf("fires though %q was changed: %s", proof.Changed[j], quiet[len(quiet)-1].Record)
				}
			}
		})
	}
}

func TestSharedRulesAreProven(t *testing.T) {
	program, err := sigma.Compile(sharedRules(t))
	if err != nil {
		t.Fatal(err)
	}
	proven(t, program)
}

func TestRulesOfEveryKindAreProven(t *testing.T) {
	var source strings.Builder
	for _, detection := range []string{
		"s: {a|startswith: x, a|endswith: y, a|contains|all: [m, n]}\ncondition: s",
		"s: {a|cidr: 10.0.0.0/8}\nf: {a|cidr: 10.1.0.0/16}\ncondition: s and not f",
		"s: {a|re: '^(foo|ba[rz])-\\d{3,}x?$'}\ncondition: s",
		"s: {a|gt: 5, a|lt: 6}\ncondition: s",
		"s: {t|hour|gte: 22, t|month: [2, 3], t|minute: 59}\ncondition: s",
		"s: {a|fieldref: b.c}\nf: {b.c: same}\ncondition: s and not f",
		"s: {a|fieldref|neq: b, a|exists: true}\ncondition: s",
		"k: [evil, 'bad*thing']\ns: {a: 1}\ncondition: k and not s",
		"s: {a: null, b|exists: true}\ncondition: s",
		"s: {a: x}\ncondition: not s",
		"s: {a: '*'}\nf: {a: [x, 'xx*', '7']}\ncondition: s and not f",
		"s: {a|windash|contains: ' -enc'}\nf: {a|base64offset|contains: abc}\ncondition: s and not f",
		"s: [{a: 1, b: 2}, {c|neq: 3, d: 4}]\ncondition: s",
		"s: {a: {b: 1}, a|contains: z}\ncondition: s",
		"sel: {a: 403}\nf1: {b: ''}\nf2: {c: null}\ncondition: sel and not f1 and not f2",
	} {
		source.WriteString(strings.Replace(rule(detection), "title: t", fmt.Sprint("title: r", source.Len()), 1) + "---\n")
	}
	source.WriteString(base("a", "b", "a2") + everyType)
	source.WriteString("---\n" + correlationRule("w", "type: temporal\ncondition: a and not b\ngroup-by: [u]\ntimespan: 10s"))
	source.WriteString("---\n" + correlationRule("p", "type: value_percentile\nrules: [a]\ngroup-by: [k]\ntimespan: 10s\ncondition: {field: v, percentile: 90, lte: 0.5}"))
	program, err := sigma.Compile(parse(t, source.String()))
	if err != nil {
		t.Fatal(err)
	}
	proven(t, program)
}
