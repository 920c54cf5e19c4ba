package sigma

import (
	"slices"
	"strings"
	"unicode"
)

// maxWords bounds a condition.
const maxWords = 2000

// conditionParser reads the condition of a rule: words, not, and, or, parentheses, "1 of x*", "all of them".
type conditionParser struct {
	line   int
	tokens []string
	at     int
	depth  int
	names  []string // in the order of the rule
	named  map[string]*expr
}

// condition reads a condition over the named searches.
func condition(source string, line int, names []string, named map[string]*expr) (*expr, error) {
	if at := strings.IndexByte(source, '|'); at >= 0 {
		return nil, refuse(line, strings.TrimSpace(source[at:]),
			"aggregation in a condition is not part of Sigma any more; write a correlation rule")
	}
	p := &conditionParser{line: line, tokens: conditionTokens(source), names: names, named: named}
	if len(p.tokens) == 0 {
		return nil, refuse(line, source, "empty condition")
	}
	if len(p.tokens) > maxWords {
		return nil, refuse(line, p.tokens[maxWords], "the condition has more than %d words, up to", maxWords)
	}
	e, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.at < len(p.tokens) {
		return nil, refuse(line, p.tokens[p.at], "unexpected word in the condition")
	}
	return e, nil
}

func conditionTokens(s string) []string {
	var all []string
	start := -1
	end := func(i int) {
		if start >= 0 {
			all = append(all, s[start:i])
			start = -1
		}
	}
	for i, r := range s {
		switch {
		case r == '(' || r == ')':
			end(i)
			all = append(all, string(r))
		case unicode.IsSpace(r):
			end(i)
		case start < 0:
			start = i
		}
	}
	end(len(s))
	return all
}

func (p *conditionParser) peek() string {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	return ""
}

// word takes the next token when it is the given operator, in any case, and not the name of a search.
func (p *conditionParser) word(operator string) bool {
	if t := p.peek(); strings.EqualFold(t, operator) && p.named[t] == nil {
		p.at++
		return true
	}
	return false
}

func (p *conditionParser) or() (*expr, error) {
	return p.chain("or", exprOr, func() (*expr, error) { return p.chain("and", exprAnd, p.not) })
}

func (p *conditionParser) chain(operator string, kind exprKind, operand func() (*expr, error)) (*expr, error) {
	var args []*expr
	for {
		e, err := operand()
		if err != nil {
			return nil, err
		}
		if args = append(args, e); !p.word(operator) {
			return join(kind, args), nil
		}
	}
}

func (p *conditionParser) not() (*expr, error) {
	negated := false
	for p.word("not") {
		negated = !negated
	}
	e, err := p.operand()
	if err != nil || !negated {
		return e, err
	}
	return not(e), nil
}

func (p *conditionParser) operand() (*expr, error) {
	token := p.peek()
	p.at++
	switch {
	case token == "":
		return nil, refuse(p.line, p.tokens[len(p.tokens)-1], "the condition ends after")
	case token == "(":
		if p.depth++; p.depth > maxDepth {
			return nil, refuse(p.line, token, "the condition is nested too deeply")
		}
		e, err := p.or()
		if err != nil {
			return nil, err
		}
		if p.peek() != ")" {
			return nil, refuse(p.line, p.peek(), "a parenthesis is not closed")
		}
		p.at++
		p.depth--
		return e, nil
	case strings.EqualFold(p.peek(), "of"):
		p.at++
		return p.several(token)
	}
	e := p.named[token]
	if e == nil {
		return nil, refuse(p.line, token, "the condition names a search that is not there")
	}
	return e, nil
}

// several reads what follows "1 of" and the like.
func (p *conditionParser) several(quantifier string) (*expr, error) {
	which := p.peek()
	p.at++
	if which == "" || which == "(" || which == ")" {
		return nil, refuse(p.line, quantifier+" of", "the condition does not say of what")
	}
	var args []*expr
	for _, name := range p.names {
		if strings.HasPrefix(name, "_") && !strings.HasPrefix(which, "_") {
			continue
		}
		if strings.EqualFold(which, "them") || globMatches(which, name) {
			args = append(args, p.named[name])
		}
	}
	if len(args) == 0 {
		return nil, refuse(p.line, which, "the condition names searches that are not there")
	}
	switch strings.ToLower(quantifier) {
	case "1", "any":
		return anyOf(slices.Clone(args)...), nil
	case "all":
		return all(slices.Clone(args)...), nil
	}
	return nil, refuse(p.line, quantifier, "only 1, any and all can stand in front of of, not")
}

// globMatches reports whether a name matches a pattern with "*" for any text.
func globMatches(pattern, name string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == name
	}
	rest, ok := strings.CutPrefix(name, parts[0])
	if !ok {
		return false
	}
	last := len(parts) - 1
	for _, part := range parts[1:last] {
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return strings.HasSuffix(rest, parts[last])
}
