package sigma_test

import (
	"errors"
	"strings"
	"testing"

	"tabard.dev/tabard/internal/sigma"
)

func TestWhatCannotBeHonoredIsRefusedByItsToken(t *testing.T) {
	tests := []struct{ name, source, token string }{
		{"unknown modifier", rule("s: {a|containz: x}\ncondition: s"), "containz"},
		{"not as a modifier", rule("s: {a|not: x}\ncondition: s"), "not"},
		{"flag without re", rule("s: {a|i: x}\ncondition: s"), "i"},
		{"bad regular expression", rule("s: {a|re: 'a(b'}\ncondition: s"), "a(b"},
		{"look-ahead", rule("s: {a|re: 'a(?!b)'}\ncondition: s"), "a(?!b)"},
		{"re after another modifier", rule("s: {a|contains|re: 'ab'}\ncondition: s"), "ab"},
		{"bad network", rule("s: {a|cidr: 10.0.0.0/99}\ncondition: s"), "10.0.0.0/99"},
		{"comparison with text", rule("s: {a|gt: many}\ncondition: s"), "many"},
		{"exists with text", rule("s: {a|exists: maybe}\ncondition: s"), "maybe"},
		{"exists with more", rule("s: {a|exists|all: true}\ncondition: s"), "all"},
		{"base64 of a wildcard", rule("s: {a|base64: 'x*'}\ncondition: s"), "x*"},
		{"a placeholder nobody configured", rule("s: {a|expand: 'x%admins%'}\ncondition: s"), "%admins%"},
		{"fieldref with a wildcard", rule("s: {a|fieldref: 'b*'}\ncondition: s"), "b*"},
		{"contains null", rule("s: {a|contains: null}\ncondition: s"), "null"},
		{"part of a time that is no number", rule("s: {a|hour: noon}\ncondition: s"), "noon"},
		{"UTF-16 that no text can hold", rule("s: {a|wide: 'é'}\ncondition: s"), "é"},
		{"a keyword with a field's modifier", rule("s: {'|exists': true}\ncondition: s"), "exists"},
		{"an empty keyword", rule("s: ['']\ncondition: s"), ""},
		{"aggregation", rule("s: {a: x}\ncondition: s | count() by b > 5"), "| count() by b > 5"},
		{"timeframe", rule("s: {a: x}\ntimeframe: 5m\ncondition: s"), "timeframe"},
		{"a search that is not there", rule("s: {a: x}\ncondition: s and filter"), "filter"},
		{"a pattern of searches that are not there", rule("s: {a: x}\ncondition: s and not 1 of filter_*"), "filter_*"},
		{"a quantifier that does not exist", rule("s: {a: x}\ncondition: most of them"), "most"},
		{"a number of searches", rule("s: {a: x}\ncondition: 2 of them"), "2"},
		{"an open parenthesis", rule("s: {a: x}\ncondition: (s"), ""},
		{"a word too many", rule("s: {a: x}\nt: {a: x}\ncondition: s t"), "t"},
		{"no condition", rule("s: {a: x}"), "condition"},
		{"no search", rule("condition: s"), "detection"},
		{"an empty search", rule("s: {}\ncondition: s"), "{}"},
		{"an empty list of values", rule("s: {a: []}\ncondition: s"), "a"},
		{"a key twice", rule("s:\n  a: 1\n  a: 2\ncondition: s"), "a"},
		{"a merge key", "x: &x {a: 1}\n" + rule("s:\n  <<: *x\ncondition: s"), "<<"},
		{"no detection", "title: t\nid: x\nlogsource: {product: aws}\n", "detection"},
		{"no log source", "title: t\ndetection: {s: {a: 1}, condition: s}\n", "logsource"},
		{"an empty log source", "title: t\nlogsource: {definition: x}\ndetection: {s: {a: 1}, condition: s}\n", "logsource"},
		{"no id, name or title", "logsource: {product: aws}\ndetection: {s: {a: 1}, condition: s}\n", "title"},
		{"unknown level", "level: grave\n" + rule("s: {a: x}\ncondition: s"), "grave"},
		{"unknown status", "status: new\n" + rule("s: {a: x}\ncondition: s"), "new"},
		{"unknown taxonomy", "taxonomy: ecs\n" + rule("s: {a: x}\ncondition: s"), "ecs"},
		{"unknown action", "action: merge\n" + rule("s: {a: x}\ncondition: s"), "merge"},
		{"not a map", "- a\n- b\n", "[…]"},
		{"correlation of an unknown type", correlationRule("c", "type: value_max\nrules: [a]\ntimespan: 1m\ncondition: {gte: 1}"), "value_max"},
		{"unknown key in a correlation", correlationRule("c", "type: event_count\nrules: [a]\nwithin: 1m\ncondition: {gte: 1}"), "within"},
		{"bad timespan", correlationRule("c", "type: event_count\nrules: [a]\ntimespan: 1 hour\ncondition: {gte: 1}"), "1 hour"},
		{"no timespan", correlationRule("c", "type: event_count\nrules: [a]\ncondition: {gte: 1}"), "timespan"},
		{"no rules", correlationRule("c", "type: event_count\ntimespan: 1m\ncondition: {gte: 1}"), "rules"},
		{"no field to count", correlationRule("c", "type: value_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: 1}"), "field"},
		{"unknown comparison", correlationRule("c", "type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {above: 1}"), "above"},
		{"no number", correlationRule("c", "type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: many}"), "many"},
		{"condition over rules that are not named", correlationRule("c", "type: temporal\nrules: [a, b]\ntimespan: 1m\ncondition: a and c"), "c"},
		{"an alias that is not used", correlationRule("c", "type: temporal\nrules: [a, b]\naliases: {x: {a: y, b: z}}\ntimespan: 1m"), "x"},
		{"a filter without rules", "title: f\nlogsource: {product: aws}\nfilter: {s: {a: 1}, condition: s}\n", "rules"},
		{"broken YAML", "title: [\n", ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rules, err := sigma.Parse([]byte(tt.source))
			if err == nil {
				t.Fatalf("accepted: %+v", rules)
			}
			if tt.token == "" {
				return
			}
			var refused *sigma.Error
			if !errors.As(err, &refused) || refused.Token != tt.token {
				t.Errorf("got %v, want the token %q", err, tt.token)
			}
			if refused != nil && refused.Line == 0 {
				t.Errorf("no line in %v", err)
			}
		})
	}
}

func TestErrorsNameTheLine(t *testing.T) {
	_, err := sigma.Parse([]byte("title: one\nlogsource: {product: aws}\ndetection:\n    s:\n        a: 1\n        b|nope: 2\n    condition: s\n"))
	if err == nil || !strings.HasPrefix(err.Error(), "line 6: ") {
		t.Errorf("got %v, want line 6", err)
	}
}

func TestImportReportsEachRule(t *testing.T) {
	files := []sigma.File{
		{Name: "good.yml", Content: []byte("id: g1\n" + rule("s: {a: x}\ncondition: s"))},
		{Name: "bad.yml", Content: []byte("id: b1\n" + rule("s: {a|nope: x}\ncondition: s"))},
		{Name: "two.yml", Content: []byte(base("a") + correlationRule("c", "type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: 2}"))},
		{Name: "far.yml", Content: []byte(correlationRule("d", "type: event_count\nrules: [g1, gone]\ntimespan: 1m\ncondition: {gte: 2}"))},
		{Name: "chain.yml", Content: []byte(correlationRule("e", "type: event_count\nrules: [d]\ntimespan: 1m\ncondition: {gte: 2}"))},
		{Name: "never.yml", Content: []byte("id: n1\n" + rule("s: {a: x}\nt: {a: x}\ncondition: s and not t"))},
		{Name: "word.yml", Content: []byte("id: w1\ntitle: w\nlogsource: {product: tabard}\ndetection: {s: {acteur.name: x}, condition: s}\n")},
	}
	rules, reports := (&sigma.Parser{}).Import(files, true)
	want := map[string]string{ // the reason's token, "" for accepted
		"g1": "", "b1": `"nope"`, "a": "", "c": "", "d": `"gone"`, "e": `"d"`, "n1": `"n1"`, "w1": `"acteur.name"`,
	}
	if len(reports) != len(want) {
		t.Fatalf("%d reports for %d rules: %+v", len(reports), len(want), reports)
	}
	for _, r := range reports {
		token, known := want[r.ID]
		if !known || r.Accepted != (token == "") || (r.Reason == "") != r.Accepted || !strings.Contains(r.Reason, token) {
			t.Errorf("%+v, want the token %s", r, token)
		}
	}
	if len(rules) != 3 {
		t.Errorf("%d accepted rules, want 3", len(rules))
	}
}
