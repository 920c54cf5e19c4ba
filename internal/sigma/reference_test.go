package sigma_test

import (
	"encoding/base64"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// The reference matcher: slow, over a tree, with one function a rule of the specification. It shares no code with the engine.

// tree is a JSON value.
type tree struct {
	kind   byte // 's' text, 'n' number, 't' true or false, '0' null, 'o' object, 'a' list
	text   string
	names  []string
	values []*tree
}

func (v *tree) json() string {
	switch v.kind {
	case 's':
		return strconv.QuoteToASCII(v.text) // the texts of the tests have no escapes that JSON lacks
	case 'o', 'a':
		var parts []string
		for i, c := range v.values {
			if v.kind == 'o' {
				parts = append(parts, strconv.Quote(v.names[i])+":"+c.json())
			} else {
				parts = append(parts, c.json())
			}
		}
		if v.kind == 'o' {
			return "{" + strings.Join(parts, ",") + "}"
		}
		return "[" + strings.Join(parts, ",") + "]"
	}
	return v.text
}

// find gives the values at a path, lists and what is in them.
func (v *tree) find(path []string) []*tree {
	if v.kind == 'a' {
		var all []*tree
		if len(path) == 0 {
			all = append(all, v)
		}
		for _, c := range v.values {
			all = append(all, c.find(path)...)
		}
		return all
	}
	if len(path) == 0 {
		return []*tree{v}
	}
	var all []*tree
	for i, name := range v.names {
		for n := 1; n <= len(path); n++ {
			if name == strings.Join(path[:n], ".") {
				all = append(all, v.values[i].find(path[n:])...)
			}
		}
	}
	return all
}

func (v *tree) strings() []string {
	var all []string
	if v.kind == 's' {
		all = append(all, v.text)
	}
	for _, c := range v.values {
		all = append(all, c.strings()...)
	}
	return all
}

// item is one "field|modifiers: values" of a rule.
type item struct {
	field     string
	modifiers []string
	values    []any // string, int, bool or nil
}

func (it *item) has(modifier string) bool { return slices.Contains(it.modifiers, modifier) }

func (it *item) matches(record *tree) bool {
	var result bool
	if it.has("all") {
		result = !slices.ContainsFunc(it.values, func(v any) bool { return !it.valueMatches(record, v) })
	} else {
		result = slices.ContainsFunc(it.values, func(v any) bool { return it.valueMatches(record, v) })
	}
	return result != it.has("neq")
}

func (it *item) valueMatches(record *tree, v any) bool {
	if it.field == "" {
		text, number := v.(string)
		if !number {
			text = strconv.Itoa(v.(int))
			if strings.Contains(record.json(), text) {
				return true
			}
		}
		return slices.ContainsFunc(record.strings(), func(s string) bool { return it.keywordIn(s, text) })
	}
	found := record.find(strings.Split(it.field, "."))
	switch {
	case it.has("exists"):
		return (len(found) > 0) == v.(bool)
	case v == nil:
		return len(found) == 0 || slices.ContainsFunc(found, func(f *tree) bool { return f.kind == '0' })
	case it.has("fieldref"):
		others := record.find(strings.Split(v.(string), "."))
		return slices.ContainsFunc(found, func(f *tree) bool {
			return f.kind != '0' && slices.ContainsFunc(others, func(o *tree) bool {
				return o.kind != '0' && it.textMatches(f.shown(), regexp.MustCompile(`[*?\\]`).ReplaceAllString(o.shown(), `\$0`))
			})
		})
	}
	return slices.ContainsFunc(found, func(f *tree) bool { return f.kind != '0' && it.fits(f, v) })
}

func (v *tree) shown() string {
	if v.kind == 's' {
		return v.text
	}
	return v.json()
}

func (it *item) fits(f *tree, v any) bool {
	switch {
	case it.has("gt"), it.has("gte"), it.has("lt"), it.has("lte"):
		n, err := strconv.ParseFloat(f.text, 64)
		if err != nil || (f.kind != 'n' && f.kind != 's') {
			return false
		}
		w := float64(v.(int))
		return it.has("gt") && n > w || it.has("gte") && n >= w || it.has("lt") && n < w || it.has("lte") && n <= w
	case it.has("cidr"):
		a, err := netip.ParseAddr(f.text)
		return f.kind == 's' && err == nil && netip.MustParsePrefix(v.(string)).Contains(a)
	case it.has("re"):
		source := v.(string)
		if it.has("i") {
			source = "(?i)" + source
		}
		return regexp.MustCompile(source).MatchString(f.shown())
	}
	var text string
	switch v := v.(type) {
	case string:
		text = v
	case int:
		text = strconv.Itoa(v)
	case bool:
		text = strconv.FormatBool(v)
	}
	texts := []string{f.shown()}
	if f.kind == 'n' { // numbers are the same however they are written
		if n, err := strconv.ParseFloat(f.text, 64); err == nil {
			texts = append(texts, strconv.FormatFloat(n+0, 'f', -1, 64))
		}
	}
	return slices.ContainsFunc(texts, func(s string) bool { return it.textMatches(s, text) })
}

// textMatches compares a text with a pattern that the modifiers may open or encode.
func (it *item) textMatches(s, pattern string) bool {
	p := wild(pattern)
	if it.has("base64") {
		p = []int{}
		for _, r := range base64.StdEncoding.EncodeToString([]byte(literalOf(pattern))) {
			p = append(p, int(r))
		}
	}
	if it.has("contains") || it.has("endswith") {
		p = append([]int{many}, p...)
	}
	if it.has("contains") || it.has("startswith") {
		p = append(p, many)
	}
	return match([]rune(s), p, it.has("cased"))
}

func (it *item) keywordIn(s, pattern string) bool {
	if it.has("re") {
		return regexp.MustCompile(pattern).MatchString(s)
	}
	return match([]rune(s), append(append([]int{many}, wild(pattern)...), many), it.has("cased"))
}

const (
	many = -1
	any1 = -2
)

// wild takes a pattern apart as the specification's paragraph on escaping says.
func wild(s string) []int {
	var p []int
	rs := []rune(s)
	for i := 0; i < len(rs); i++ {
		switch {
		case rs[i] == '\\' && i+1 < len(rs) && (rs[i+1] == '*' || rs[i+1] == '?' || rs[i+1] == '\\'):
			i++
			p = append(p, int(rs[i]))
		case rs[i] == '*':
			p = append(p, many)
		case rs[i] == '?':
			p = append(p, any1)
		default:
			p = append(p, int(rs[i]))
		}
	}
	return p
}

func literalOf(s string) string {
	var b strings.Builder
	for _, r := range wild(s) {
		b.WriteRune(rune(r))
	}
	return b.String()
}

func match(s []rune, p []int, cased bool) bool {
	if len(p) == 0 {
		return len(s) == 0
	}
	if p[0] == many {
		for i := 0; i <= len(s); i++ {
			if match(s[i:], p[1:], cased) {
				return true
			}
		}
		return false
	}
	return len(s) > 0 && (p[0] == any1 || same(s[0], rune(p[0]), cased)) && match(s[1:], p[1:], cased)
}

func same(a, b rune, cased bool) bool {
	if a == b || cased {
		return a == b
	}
	for c := unicode.SimpleFold(a); c != a; c = unicode.SimpleFold(c) {
		if c == b {
			return true
		}
	}
	return false
}
