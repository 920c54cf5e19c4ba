package sigma_test

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tabard.dev/tabard/internal/jsonscan"
	"tabard.dev/tabard/internal/sigma"
)

// choices makes decisions of fuzzed bytes.
type choices struct {
	data []byte
	at   int
}

func (c *choices) n(n int) int {
	if c.at >= len(c.data) {
		return 0
	}
	c.at++
	return int(c.data[c.at-1]) % n
}

func pick[T any](c *choices, from []T) T { return from[c.n(len(from))] }

var (
	fuzzFields = []string{"a", "b", "a.b", "c"}
	fuzzTexts  = []string{"", "a", "A", "ab", "aB", "k", "\u212a", "ſ", "s", "É", "x é", "1", "10", "1.0", "[1]", "true", "null", "10.0.0.1", "-a", "/a", "ab ab", "*", `\`, "a?b", "xABcdé", "bcde", "abcd", "zabcz"}
	fuzzValues = []string{"a", "ab", "A", "K", "s", "é", "1", "a*", "*b", "*", "a?", `a\*`, `\\`, `a\?b`, "", "*a*b*", "?", "b a", "10", "abcd", "bcd", "BCDE", "*bcd*", "*a?", "?*b", "a*?b*", "*abc?é"}
	fuzzNums   = []string{"1", "1.0", "10", "1e1", "0", "-0", "2.5"}
)

func (c *choices) tree(depth int) *tree {
	switch kind := pick(c, []byte("ssssnnt0oa")); {
	case (kind == 'o' || kind == 'a') && depth > 0:
		v := &tree{kind: kind}
		for range c.n(4) {
			name := pick(c, fuzzFields)
			if kind == 'o' && slices.Contains(v.names, name) {
				continue
			}
			if kind == 'o' {
				v.names = append(v.names, name)
			}
			v.values = append(v.values, c.tree(depth-1))
		}
		return v
	case kind == 'n':
		return &tree{kind: 'n', text: pick(c, fuzzNums)}
	case kind == 't':
		return &tree{kind: 't', text: pick(c, []string{"true", "false"})}
	case kind == '0':
		return &tree{kind: '0', text: "null"}
	}
	return &tree{kind: 's', text: pick(c, fuzzTexts)}
}

func (c *choices) record() *tree {
	v := &tree{kind: 'o'}
	for _, name := range fuzzFields {
		if c.n(3) > 0 {
			v.names, v.values = append(v.names, name), append(v.values, c.tree(2))
		}
	}
	return v
}

func (c *choices) item() item {
	it := item{field: pick(c, append(fuzzFields, ""))}
	values := func(f func() any) {
		for range 1 + c.n(3) {
			it.values = append(it.values, f())
		}
	}
	text := func() any { return pick(c, fuzzValues) }
	if it.field == "" {
		it.modifiers = pick(c, [][]string{nil, nil, {"all"}, {"cased"}, {"re"}})
		values(func() any {
			if it.has("re") {
				return pick(c, []string{"a.*b", "^a$", "[ab]b", "É|x"})
			}
			if len(it.modifiers) == 0 && c.n(4) == 0 {
				return 1 + c.n(12)
			}
			return pick(c, []string{"a", "ab", "K", "a*b", "é", "b a", `\*`, "abcd", "bc", "bcde"})
		})
		return it
	}
	switch c.n(9) {
	case 0:
		it.modifiers, it.values = []string{"exists"}, []any{c.n(2) == 0}
		return it
	case 1:
		it.modifiers, it.values = pick(c, [][]string{{"fieldref"}, {"fieldref", "contains"}, {"fieldref", "startswith"}, {"endswith", "fieldref"}, {"fieldref", "cased"}}), []any{pick(c, fuzzFields)}
	case 2:
		it.modifiers = []string{pick(c, []string{"gt", "gte", "lt", "lte"})}
		values(func() any { return c.n(12) })
	case 3:
		it.modifiers = []string{"cidr"}
		values(func() any { return pick(c, []string{"10.0.0.0/8", "11.0.0.0/8", "::/0"}) })
	case 4:
		it.modifiers = pick(c, [][]string{{"re"}, {"re", "i"}})
		values(func() any {
			return pick(c, []string{"a.*b", "^a$", "[ab]b", "abab|ab ab|xyz", "k", "^$", "abcd|cde", "(abc|bcd)+"})
		})
	case 5:
		it.modifiers = []string{"base64"}
		values(func() any { return pick(c, []string{"a", "ab", `\*`}) })
	case 6:
		values(func() any { return pick(c, []any{nil, true, false, 1, 10, 0, "a"}) })
	default:
		it.modifiers = slices.Clone(pick(c, [][]string{nil, nil, {"contains"}, {"startswith"}, {"endswith"}, {"contains", "cased"}, {"cased"}, {"contains", "all"}, {"all"}}))
		values(text)
	}
	if c.n(5) == 0 {
		it.modifiers = append(slices.Clone(it.modifiers), "neq")
	}
	return it
}

func (it *item) yaml() string {
	key := strings.Join(append([]string{it.field}, it.modifiers...), "|")
	var values []string
	for _, v := range it.values {
		switch v := v.(type) {
		case nil:
			values = append(values, "null")
		case string:
			values = append(values, "'"+strings.ReplaceAll(v, "'", "''")+"'")
		default:
			values = append(values, fmt.Sprint(v))
		}
	}
	list := "[" + strings.Join(values, ", ") + "]"
	if key == "" {
		return list
	}
	return "{'" + key + "': " + list + "}"
}

// fuzzRule is three items and a condition over them.
type fuzzRule struct {
	items     [3]item
	condition string
	holds     func(x, y, z bool) bool
}

var fuzzConditions = []fuzzRule{
	{condition: "x", holds: func(x, _, _ bool) bool { return x }},
	{condition: "x and y", holds: func(x, y, _ bool) bool { return x && y }},
	{condition: "x or y and z", holds: func(x, y, z bool) bool { return x || y && z }},
	{condition: "x and not (y or z)", holds: func(x, y, z bool) bool { return x && !y && !z }},
	{condition: "not x", holds: func(x, _, _ bool) bool { return !x }},
	{condition: "1 of them and not z", holds: func(x, y, z bool) bool { return (x || y) && !z }},
	{condition: "all of them", holds: func(x, y, z bool) bool { return x && y && z }},
}

func (c *choices) rule() fuzzRule {
	r := pick(c, fuzzConditions)
	for i := range r.items {
		r.items[i] = c.item()
	}
	return r
}

func (r *fuzzRule) yaml(id int) string {
	return fmt.Sprintf("title: t\nid: r%d\nlogsource: {product: aws}\ndetection:\n    x: %s\n    y: %s\n    z: %s\n    condition: %s\n",
		id, r.items[0].yaml(), r.items[1].yaml(), r.items[2].yaml(), r.condition)
}

// seeds are the same every time.
func seeds(n, size int) [][]byte {
	state := uint64(42)
	all := make([][]byte, n)
	for i := range all {
		for len(all[i]) < size {
			state = state*6364136223846793005 + 1442695040888963407
			all[i] = binary.LittleEndian.AppendUint64(all[i], state^state>>29)
		}
	}
	return all
}

// FuzzMatch compares the engine with the reference matcher, on several rules at a time and several records.
func FuzzMatch(f *testing.F) {
	for _, s := range seeds(400, 256) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c := &choices{data: data}
		var rules []fuzzRule
		var source strings.Builder
		for i := range 1 + c.n(5) {
			rules = append(rules, c.rule())
			source.WriteString(rules[i].yaml(i) + "---\n")
		}
		b := newBench(t, "aws.cloudtrail", parse(t, source.String())...)
		for range 4 {
			record := c.record()
			var want []string
			for i, r := range rules {
				if r.holds(r.items[0].matches(record), r.items[1].matches(record), r.items[2].matches(record)) {
					want = append(want, "r"+strconv.Itoa(i))
				}
			}
			if got := ids(b.program, b.hits(t, record.json())); !slices.Equal(got, want) {
				t.Fatalf("got %q, want %q\n%s\n%s", got, want, record.json(), source.String())
			}
		}
	})
}

// FuzzParse reads any bytes as a rule file: nothing panics, and what is accepted can be compiled and proven or not.
func FuzzParse(f *testing.F) {
	f.Add([]byte(base("a", "b", "a2") + everyType))
	f.Add([]byte("action: global\ntitle: x\n---\naction: repeat\ndetection: {s: [a, {b|re|i: 'x+'}], condition: 1 of s*}\nlogsource: {product: tabard}\n"))
	f.Add([]byte(rule("s: {a|windash|utf16|base64offset|contains: ' -x', t|hour|gte: 3, u|cidr: '::/0', v|fieldref|startswith: w}\ncondition: not s")))
	f.Add([]byte("title: &x t\nid: *x\nlogsource: {product: [a]}\nfilter: {rules: any, s: {a: null}, condition: not s}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		rules, reports := (&sigma.Parser{}).Import([]sigma.File{{Name: "f", Content: data}}, false)
		for _, r := range reports {
			if r.Accepted == (r.Reason != "") {
				t.Errorf("%+v", r)
			}
		}
		program, err := sigma.Compile(rules)
		if err != nil {
			t.Fatalf("accepted rules do not compile: %v", err)
		}
		for _, family := range program.Families() {
			if _, err := jsonscan.Compile(program.Paths(family)); err != nil {
				t.Fatalf("accepted paths do not compile: %v", err)
			}
		}
		if len(rules) > 3 || len(data) > 2000 {
			return // a proof takes time
		}
		for i := range rules {
			proof, err := program.Prove(i)
			if err == nil && len(proof.Fires) == 0 {
				t.Error("a proof without records")
			}
		}
	})
}

// FuzzCondition writes a condition from a tree, with as many parentheses as are needed and more, and compares the outcome
// for all values of four searches.
func FuzzCondition(f *testing.F) {
	for _, s := range seeds(50, 64) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c := &choices{data: data}
		text, holds := c.condition(4)
		b := newBench(t, "aws.cloudtrail", parse(t, rule("a: {a: 1}\nb: {b: 1}\nc: {c: 1}\nd: {d: 1}\ncondition: "+text))...)
		for bits := range 16 {
			record := fmt.Sprintf(`{"a":%d,"b":%d,"c":%d,"d":%d}`, bits&1, bits>>1&1, bits>>2&1, bits>>3&1)
			if got := len(b.hits(t, record)) == 1; got != holds(bits) {
				t.Fatalf("%s: got %t on %s", text, got, record)
			}
		}
	})
}

// condition makes a condition and what it means; bit i is whether search i matches.
func (c *choices) condition(depth int) (string, func(bits int) bool) {
	if depth == 0 || c.n(5) == 0 {
		i := c.n(4)
		return string("abcd"[i]), func(bits int) bool { return bits>>i&1 == 1 }
	}
	x, fx := c.condition(depth - 1)
	y, fy := c.condition(depth - 1)
	switch c.n(4) {
	case 0:
		return pick(c, []string{"not ", "NOT ", "Not\t"}) + "(" + x + ")", func(bits int) bool { return !fx(bits) }
	case 1:
		return "(" + x + ")" + pick(c, []string{" and ", " AND "}) + "( " + y + " )", func(bits int) bool { return fx(bits) && fy(bits) }
	case 2:
		return x + pick(c, []string{" or ", " OR  "}) + "(" + y + ")", func(bits int) bool { return fx(bits) || fy(bits) }
	}
	return "((" + x + ")) or not (" + y + ") and a", func(bits int) bool { return fx(bits) || !fy(bits) && bits&1 == 1 }
}
