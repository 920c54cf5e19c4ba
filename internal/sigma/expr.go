package sigma

import (
	"net/netip"
	"regexp"
	"slices"
)

// exprKind is the kind of an expression.
type exprKind uint8

const (
	exprAnd exprKind = iota
	exprOr
	exprNot
	exprTest
)

// expr is what a rule asks of a record. And of nothing is true, or of nothing is false.
type expr struct {
	kind exprKind
	args []*expr
	test *test
}

// testKind is what a test compares with.
type testKind uint8

const (
	testText    testKind = iota // the pattern
	testRegexp                  // the regular expression
	testNetwork                 // the network
	testNumber                  // the number, by compare
	testPart                    // a part of a time, by compare
	testField                   // another field, by place
	testExists                  // whether the field is there
	testNull                    // null or absent
)

// compare is how numbers are compared.
type compare uint8

const (
	equal compare = iota
	less
	lessEqual
	greater
	greaterEqual
)

// holds compares two numbers.
func (c compare) holds(a, b float64) bool {
	switch c {
	case less:
		return a < b
	case lessEqual:
		return a <= b
	case greater:
		return a > b
	case greaterEqual:
		return a >= b
	case equal:
	}
	return a == b
}

// timePart is a part of a time.
type timePart uint8

const (
	noPart timePart = iota
	minutePart
	hourPart
	dayPart
	weekPart
	monthPart
	yearPart
)

// test is one comparison of one field with one value. Only what its kind needs is set.
type test struct {
	field string // "" for a keyword
	kind  testKind
	line  int

	pattern  pattern
	cased    bool
	number   bool // the value is a number in the rule
	regexp   *regexp.Regexp
	network  netip.Prefix
	compare  compare
	value    float64
	part     timePart
	other    string // testField: the other field
	from, to bool   // testField: the other field's text may be followed, or preceded, by more
	exists   bool
}

// all and anyOf join expressions; one alone stays itself.
func all(args ...*expr) *expr   { return join(exprAnd, args) }
func anyOf(args ...*expr) *expr { return join(exprOr, args) }
func not(arg *expr) *expr       { return &expr{kind: exprNot, args: []*expr{arg}} }

func join(kind exprKind, args []*expr) *expr {
	if len(args) == 1 {
		return args[0]
	}
	flat := make([]*expr, 0, len(args))
	for _, a := range args {
		if a.kind == kind {
			flat = append(flat, a.args...)
		} else {
			flat = append(flat, a)
		}
	}
	return &expr{kind: kind, args: flat}
}

// tests calls f for every test in the expression.
func (e *expr) tests(f func(*test)) {
	if e.kind == exprTest {
		f(e.test)
	}
	for _, a := range e.args {
		a.tests(f)
	}
}

// negates reports whether there is a not in the expression.
func (e *expr) negates() bool {
	return e.kind == exprNot || slices.ContainsFunc(e.args, (*expr).negates)
}
