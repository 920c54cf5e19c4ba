package sigma_test

import (
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
	"tabard.dev/tabard/internal/sigma"
)

// bench is a compiled program with the slots of one family, filled by the real scanner.
type bench struct {
	program *sigma.Program
	matcher *sigma.Matcher
	family  string
	trie    *jsonscan.Trie
	slots   *tabard.Slots
}

func newBench(tb testing.TB, family string, rules ...sigma.Rule) *bench {
	tb.Helper()
	program, err := sigma.Compile(rules)
	if err != nil {
		tb.Fatalf("compile: %v", err)
	}
	paths := program.Paths(family)
	trie, err := jsonscan.Compile(paths)
	if err != nil {
		tb.Fatalf("compile paths: %v", err)
	}
	return &bench{
		program: program, family: family, trie: trie, slots: tabard.NewSlots(len(paths), nil),
		matcher: program.Matcher(func(string) int { return 0 }),
	}
}

func (b *bench) hits(tb testing.TB, record string) []sigma.Hit {
	tb.Helper()
	b.slots.Reset()
	if err := b.trie.Scan([]byte(record), b.slots); err != nil {
		tb.Fatalf("scan %s: %v", record, err)
	}
	return b.matcher.Match(b.family, b.slots, []byte(record), nil)
}

func parse(tb testing.TB, source string) []sigma.Rule {
	tb.Helper()
	rules, err := sigma.Parse([]byte(source))
	if err != nil {
		tb.Fatalf("parse: %v\n%s", err, source)
	}
	return rules
}

// rule wraps a detection section into a rule for CloudTrail.
func rule(detection string) string {
	return "title: t\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n" + indent(detection)
}

func indent(s string) string {
	return "    " + strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n    ") + "\n"
}

func TestMatch(t *testing.T) {
	tests := []struct {
		name, detection string
		fires, quiet    []string
	}{
		{
			"equality without regard to case", "s: {eventName: CreateUser}\ncondition: s",
			[]string{`{"eventName":"CreateUser"}`, `{"eventName":"createUSER"}`},
			[]string{`{"eventName":"CreateUsers"}`, `{"eventName":null}`, `{}`, `{"other":"CreateUser"}`, `{"eventName":["x"]}`},
		},
		{
			"any element of a list", "s: {a.b: x}\ncondition: s",
			[]string{`{"a":{"b":["y","x"]}}`, `{"a":[{"b":"y"},{"b":"X"}]}`},
			[]string{`{"a":[{"b":"y"}]}`},
		},
		{
			"characters that differ only in case outside ASCII", "s: {a: straßE-Ünï}\nk: {b|contains: kelvin}\ncondition: s or k",
			[]string{`{"a":"STRAßE-üNÏ"}`, `{"b":"x \u212aelvin y"}`},
			[]string{`{"a":"strasse-uni"}`},
		},
		{
			"cased", "s: {a|cased: Ab, b|contains|cased: Cd}\ncondition: s",
			[]string{`{"a":"Ab","b":"xCdx"}`},
			[]string{`{"a":"ab","b":"Cd"}`, `{"a":"Ab","b":"cd"}`},
		},
		{
			"numbers and texts", "s: {a: 403}\ncondition: s",
			[]string{`{"a":403}`, `{"a":"403"}`, `{"a":403.0}`, `{"a":4.03e2}`},
			[]string{`{"a":"403.0"}`, `{"a":4030}`, `{"a":true}`},
		},
		{
			"a text finds a number", "s: {a: '1'}\ncondition: s",
			[]string{`{"a":1}`, `{"a":"1"}`, `{"a":1.0}`},
			[]string{`{"a":11}`},
		},
		{"truth values", "s: {a: true, b: 'false'}\ncondition: s", []string{`{"a":true,"b":false}`, `{"a":"TRUE","b":"false"}`}, []string{`{"a":1,"b":false}`}},
		{"null", "s: {a: null}\ncondition: s", []string{`{}`, `{"a":null}`}, []string{`{"a":"null"}`, `{"a":""}`, `{"a":{}}`}},
		{"the empty text", "s: {a: ''}\ncondition: s", []string{`{"a":""}`}, []string{`{}`, `{"a":null}`, `{"a":" "}`}},
		{"exists", "s: {a|exists: true, b|exists: false}\ncondition: s", []string{`{"a":null}`, `{"a":[]}`}, []string{`{}`, `{"a":1,"b":1}`, `{"a":1,"b":null}`}},
		{
			"wildcards", `s: {a: 'v?.*.Firewalls.Delete'}` + "\ncondition: s",
			[]string{`{"a":"v1.compute.firewalls.delete"}`, `{"a":"vü..firewalls.delete"}`},
			[]string{`{"a":"v.compute.firewalls.delete"}`, `{"a":"v1.firewalls.delete"}`},
		},
		{
			"escaped wildcards", `s: {a: 'a\*b\?c\\*'}` + "\ncondition: s",
			[]string{`{"a":"a*b?c\\"}`, `{"a":"a*b?c\\tail"}`},
			[]string{`{"a":"axb?c\\"}`, `{"a":"a*b?c*"}`},
		},
		{"a backslash in front of anything else is itself", `s: {a: 'C:\Win\*'}` + "\ncondition: s", []string{`{"a":"c:\\win*"}`}, []string{`{"a":"c:\\win\\x"}`}},
		{"a star alone is any value", "s: {a: '*'}\ncondition: s", []string{`{"a":""}`, `{"a":{"b":1}}`, `{"a":[]}`, `{"a":0}`}, []string{`{}`, `{"a":null}`}},
		{"one of several", "s: {a: [x, 'y*', 3]}\ncondition: s", []string{`{"a":"X"}`, `{"a":"yes"}`, `{"a":3}`}, []string{`{"a":"z"}`}},
		{"all of several", "s: {a|contains|all: [one, two]}\ncondition: s", []string{`{"a":"two one"}`, `{"a":["one","two"]}`}, []string{`{"a":"one"}`}},
		{"start and end", "s: {a|startswith: ab, b|endswith: yz}\ncondition: s", []string{`{"a":"ABc","b":"xYZ"}`}, []string{`{"a":"xab","b":"yz"}`, `{"a":"ab","b":"yzx"}`}},
		{"an object's text", "s: {requestParameters|contains: Suspended}\ncondition: s", []string{`{"requestParameters":{"V":{"Status":"Suspended"}}}`}, []string{`{"requestParameters":{"V":{}}}`}},
		{"an empty list's text", "s: {a: '[]'}\ncondition: s", []string{`{"a":[]}`, `{"a":"[]"}`}, []string{`{"a":[1]}`}},
		{"maps in a list are alternatives", "s: [{a: 1}, {b: 2, c: 3}]\ncondition: s", []string{`{"a":1}`, `{"b":2,"c":3}`}, []string{`{"b":2}`}},
		{"maps as values are fields below", "s: {a: {b: 1, c|startswith: x}}\ncondition: s", []string{`{"a":{"b":1,"c":"xy"}}`}, []string{`{"a":{"b":1}}`}},
		{
			"precedence", "a: {a: 1}\nb: {b: 1}\nc: {c: 1}\ncondition: a or b and not c",
			[]string{`{"a":1,"c":1}`, `{"b":1}`},
			[]string{`{"b":1,"c":1}`, `{}`},
		},
		{
			"parentheses and upper-case words", "a: {a: 1}\nb: {b: 1}\nc: {c: 1}\ncondition: (a OR b) AND NOT (c)",
			[]string{`{"a":1}`},
			[]string{`{"a":1,"c":1}`},
		},
		{
			"1 of and all of", "sel_a: {a: 1}\nsel_b: {b: 1}\n_hid: {c: 1}\nfilter_x: {d: 1}\ncondition: all of sel_* and not 1 of filter_*",
			[]string{`{"a":1,"b":1}`},
			[]string{`{"a":1}`, `{"a":1,"b":1,"d":1}`},
		},
		{"any of them", "a: {a: 1}\n_b: {b: 1}\ncondition: any of them", []string{`{"a":1}`}, []string{`{"b":1}`}},
		{"a list of conditions", "a: {a: 1}\nb: {b: 1}\ncondition: [a, b]", []string{`{"a":1}`, `{"b":1}`}, []string{`{}`}},
		{"neq is the opposite", "s: {a|neq: [x, y], b: 1}\ncondition: s", []string{`{"a":"z","b":1}`, `{"b":1}`}, []string{`{"a":"X","b":1}`, `{"a":["z","y"],"b":1}`}},
		{"numbers compared", "s: {a|gte: 5, b|lt: 2.5}\ncondition: s", []string{`{"a":5,"b":2}`, `{"a":"6","b":-1e3}`}, []string{`{"a":4.9,"b":2}`, `{"a":"x","b":2}`, `{"a":5}`}},
		{"a network", "s: {a|cidr: [10.0.0.0/8, 'fd00::/8']}\ncondition: s", []string{`{"a":"10.1.2.3"}`, `{"a":"fd12::1"}`, `{"a":"::ffff:10.0.0.1"}`}, []string{`{"a":"11.0.0.1"}`, `{"a":"10.0.0.0/8"}`, `{"a":"ec2.amazonaws.com"}`}},
		{"a regular expression", `s: {a|re: 'fo+\s?b[ao]r$'}` + "\ncondition: s", []string{`{"a":"xfoo bar"}`}, []string{`{"a":"FOO bar"}`, `{"a":"foo bar "}`}},
		{"flags of a regular expression", `s: {a|re|i|m|s: '^fo.bar$'}` + "\ncondition: s", []string{`{"a":"x\nFO\nBAR\ny"}`}, []string{`{"a":"xfo\nbar"}`}},
		{"a regular expression at the start", `s: {a|re|startswith: 'a|b'}` + "\ncondition: s", []string{`{"a":"bx"}`}, []string{`{"a":"xb"}`}},
		{"base64", "s: {a|base64: 'rule'}\ncondition: s", []string{`{"a":"cnVsZQ=="}`}, []string{`{"a":"rule"}`}},
		{"base64 at any offset", "s: {a|base64offset|contains: '/bin/sh'}\ncondition: s", []string{`{"a":"L2Jpbi9zaA=="}`, `{"a":"eCAvYmluL3No"}`, `{"a":"eHggL2Jpbi9zaCB5"}`}, []string{`{"a":"L2Jpbi9iYXNo"}`}},
		{"wide in base64", "s: {a|wide|base64offset|contains: 'ping'}\ncondition: s", []string{`{"a":"cABpAG4AZwA="}`}, []string{`{"a":"cGluZw=="}`}},
		{"utf16 with its mark in base64", "s: {a|utf16|base64: 'ab'}\ncondition: s", []string{`{"a":"//5hAGIA"}`}, []string{`{"a":"YQBiAA=="}`}},
		{"wide text", "s: {a|wide|contains: 'hi'}\ncondition: s", []string{"{\"a\":\"xh\\u0000i\\u0000\"}"}, []string{`{"a":"hi"}`}},
		{"any dash", "s: {a|windash|contains: ' -enc'}\ncondition: s", []string{`{"a":"x /enc"}`, `{"a":"x –enc"}`, `{"a":"x -ENC"}`}, []string{`{"a":"x +enc"}`, `{"a":"x enc"}`}},
		{"another field", "s: {a|fieldref: b.c}\ncondition: s", []string{`{"a":"X","b":{"c":"x"}}`}, []string{`{"a":"x","b":{"c":"y"}}`, `{"a":"x"}`, `{"b":{"c":"x"}}`, `{"a":null,"b":{"c":null}}`}},
		{"another field with more around", "s: {a|fieldref|startswith: b}\nt: {a|contains|fieldref: c}\ncondition: s or t", []string{`{"a":"xyz","b":"XY"}`, `{"a":"xyz","c":"y"}`}, []string{`{"a":"xyz","b":"yz"}`}},
		{"another field that differs", "s: {a|fieldref|neq: b}\ncondition: s", []string{`{"a":"x","b":"y"}`, `{}`}, []string{`{"a":"x","b":"x"}`}},
		{"parts of a time", "s: {t|hour|gte: 22, t|month: 2, t|year: 2024, t|week: 6, t|day: 5, t|minute: 7}\ncondition: s", []string{`{"t":"2024-02-05T22:07:59+09:00"}`}, []string{`{"t":"2024-02-05T21:07:59Z"}`, `{"t":"soon"}`, `{}`}},
		{"keywords", "k: [EvilService, 'svc*.exe']\ncondition: k", []string{`{"a":{"b":["an evilservice!"]}}`, `{"x":"svchost.exe -n"}`}, []string{`{"EvilService":"x"}`, `{"a":"evil","b":"service"}`}},
		{"all keywords", "k: {'|all': [one, two]}\ncondition: k", []string{`{"a":"one","b":"two"}`}, []string{`{"a":"one"}`}},
		{"a keyword by expression", "k: {'|re': 'o[nm]e'}\ncondition: k", []string{`{"a":"ome"}`}, []string{`{"a":"OME"}`}},
		{"a number as keyword", "k: [4625]\ncondition: k", []string{`{"a":4625}`, `{"a":"id 4625"}`}, []string{`{"a":4624}`}},
		{"keywords beside fields", "k: [evil]\ns: {a: 1}\ncondition: s and not k", []string{`{"a":1,"b":"good"}`}, []string{`{"a":1,"b":"evil"}`}},
		{"only what is not", "s: {a: 1}\ncondition: not s", []string{`{}`, `{"a":2}`}, []string{`{"a":1}`}},
		{"inside a text that holds JSON", "s: {p.q: 1}\ncondition: s", []string{`{"p":"{\"q\":1}"}`}, []string{`{"p":"q"}`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, "aws.cloudtrail", parse(t, rule(tt.detection))...)
			for _, r := range tt.fires {
				if len(b.hits(t, r)) != 1 {
					t.Errorf("quiet on %s", r)
				}
			}
			for _, r := range tt.quiet {
				if len(b.hits(t, r)) != 0 {
					t.Errorf("fires on %s", r)
				}
			}
		})
	}
}
