package sigma

import (
	"math"
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// stage is how far the modifiers have come with a value.
type stage uint8

const (
	stagePlain stage = iota // a value as the rule gives it, or text made from it
	stageRegexp
	stageNetwork
	stageNumber
	stagePart
	stageField
	stageExists
)

// operand is a value on its way through the modifiers.
type operand struct {
	line  int
	raw   string // as written in the rule
	null  bool
	yes   *bool    // for true and false
	num   *float64 // for numbers, and texts that are numbers
	typed bool     // a number in the rule, not a text

	stage    stage
	changed  bool // a modifier made another text of it
	placed   bool // a modifier said where in the field it is looked for
	pattern  pattern
	cased    bool
	marked   bool   // starts with a byte order mark that is not text
	flags    string // of a regular expression
	from, to bool   // anchors of a regular expression, open ends of another field's text
	network  netip.Prefix
	compare  compare
	part     timePart
}

// scalar reads a value of a rule.
func scalar(n *yaml.Node) (operand, error) {
	o := operand{line: n.Line, raw: n.Value}
	if n.Kind != yaml.ScalarNode {
		return o, refuse(n.Line, brief(n), "a value must be text, a number, true, false or null")
	}
	o.pattern = parsePattern(n.Value)
	switch n.ShortTag() {
	case "!!null":
		o.null = true
	case "!!bool":
		yes := strings.EqualFold(n.Value, "true")
		o.yes, o.pattern = &yes, literal(strconv.FormatBool(yes))
	case "!!int", "!!float":
		canon, f, err := ruleNumber(n)
		if err != nil {
			return o, err
		}
		o.num, o.typed, o.raw, o.pattern = &f, true, canon, literal(canon)
	case "!!binary":
		return o, refuse(n.Line, "!!binary", "binary values are not supported")
	default:
		if f, err := strconv.ParseFloat(strings.TrimSpace(n.Value), 64); err == nil && !math.IsNaN(f) && !math.IsInf(f, 0) {
			o.num = &f
		}
	}
	return o, nil
}

// ruleNumber reads a YAML number.
func ruleNumber(n *yaml.Node) (string, float64, error) {
	if canon, f, ok := canonical(n.Value); ok {
		return canon, f, nil
	}
	var v any // other bases, underscores
	if err := n.Decode(&v); err != nil {
		return "", 0, refuse(n.Line, n.Value, "not a number")
	}
	var f float64
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v), float64(v), nil
	case int64:
		return strconv.FormatInt(v, 10), float64(v), nil
	case uint64:
		return strconv.FormatUint(v, 10), float64(v), nil
	case float64:
		f = v
	default:
		return "", 0, refuse(n.Line, n.Value, "not a number")
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "", 0, refuse(n.Line, n.Value, "not a number that a record can hold")
	}
	canon, _, _ := canonical(strconv.FormatFloat(f, 'g', -1, 64))
	return canon, f, nil
}

// canonical gives the one text for all ways to write a JSON number of the same value: 1.0 and 1e0 are 1.
func canonical(s string) (string, float64, bool) {
	if !looksNumber(s) {
		return "", 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return "", 0, false
	}
	if plainInteger(s) {
		return s, f, true
	}
	if f == 0 {
		return "0", 0, true
	}
	if f == math.Trunc(f) && math.Abs(f) < 1<<53 {
		return strconv.FormatInt(int64(f), 10), f, true
	}
	return strconv.FormatFloat(f, 'g', -1, 64), f, true
}

// looksNumber reports whether s is written as JSON writes numbers, roughly: ParseFloat knows more than that.
func looksNumber(s string) bool {
	digit := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digit = true
		case c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E':
		default:
			return false
		}
	}
	return digit
}

// plainInteger reports whether s is an integer written the one usual way.
func plainInteger[T string | []byte](s T) bool {
	digits := len(s)
	if digits > 0 && s[0] == '-' {
		digits--
	}
	at := len(s) - digits
	if digits == 0 || (s[at] == '0' && len(s) > 1) {
		return false
	}
	for ; at < len(s); at++ {
		if s[at] < '0' || s[at] > '9' {
			return false
		}
	}
	return true
}

// test makes the test that the operand has become.
func (o *operand) test(field string) (*test, error) {
	t := &test{field: field, line: o.line, pattern: o.pattern.joined(), cased: o.cased, number: o.typed}
	switch o.stage {
	case stageRegexp:
		t.kind = testRegexp
		return t, o.compile(t)
	case stageNetwork:
		t.kind, t.network = testNetwork, o.network
	case stageNumber:
		t.kind, t.compare, t.value = testNumber, o.compare, *o.num
	case stagePart:
		t.kind, t.part, t.compare, t.value = testPart, o.part, o.compare, *o.num
	case stageField:
		t.kind, t.other, t.from, t.to = testField, o.raw, o.from, o.to
	case stageExists:
		t.kind, t.exists = testExists, *o.yes
	case stagePlain:
		if o.null {
			t.kind = testNull
			return t, nil
		}
		if !t.pattern.readable() {
			return nil, refuse(o.line, o.raw, "its UTF-16 form cannot stand in a record as text; encode it with base64 or base64offset")
		}
	}
	return t, nil
}

// compile makes the regular expression.
func (o *operand) compile(t *test) error {
	source := o.raw
	if o.from {
		source = `\A(?:` + source + `)`
	}
	if o.to {
		source = `(?:` + source + `)\z`
	}
	if o.flags != "" {
		source = "(?" + o.flags + ")" + source
	}
	if _, err := regexp.Compile(o.raw); err != nil { // without our own additions, so that they cannot make a bad one good
		return refuse(o.line, o.raw, "bad regular expression (%s)", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	re, err := regexp.Compile(source)
	if err != nil {
		return refuse(o.line, o.raw, "bad regular expression (%s)", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	t.regexp = re
	return nil
}
