package sigma

import (
	"regexp"
	"slices"
	"strings"
)

var placeholder = regexp.MustCompile(`%([\pL\pN_]+)%`)

// expand puts the configured values in place of %name%. A backslash in front of a percent sign makes it plain.
func expand(o operand, p *Parser) ([]operand, error) {
	if !o.isText() && o.stage != stageRegexp {
		return nil, wrongValue(o, "expand", "text or a regular expression")
	}
	if o.stage == stageRegexp {
		return expandRegexp(o, p)
	}
	done := []pattern{nil}
	for _, c := range o.pattern {
		forms := []pattern{{c}}
		if c.kind == pieceText {
			var err error
			if forms, err = expandText(o, c.text, p); err != nil {
				return nil, err
			}
		}
		if done = product(done, forms); done == nil {
			return nil, refuse(o.line, o.raw, "its placeholders have too many values together")
		}
	}
	out := make([]operand, len(done))
	for i, d := range done {
		out[i] = o
		out[i].pattern, out[i].changed = d.joined(), true
	}
	return out, nil
}

// expandText gives the forms of one piece of text.
func expandText(o operand, s string, p *Parser) ([]pattern, error) {
	done := []pattern{nil}
	plain := func(s string) { done = product(done, []pattern{literal(strings.ReplaceAll(s, `\%`, `%`))}) }
	for at := 0; ; {
		m := placeholder.FindStringSubmatchIndex(s[at:])
		if m == nil {
			plain(s)
			return done, nil
		}
		from, to := at+m[0], at+m[1]
		if from > 0 && s[from-1] == '\\' {
			at = from + 1
			continue
		}
		values, err := p.values(o, s[from+1:to-1])
		if err != nil {
			return nil, err
		}
		plain(s[:from])
		if done = product(done, values); done == nil {
			return nil, refuse(o.line, o.raw, "its placeholders have too many values together")
		}
		s, at = s[to:], 0
	}
}

func expandRegexp(o operand, p *Parser) ([]operand, error) {
	var failed error
	o.raw = placeholder.ReplaceAllStringFunc(o.raw, func(name string) string {
		values, err := p.values(o, strings.Trim(name, "%"))
		if err != nil {
			failed = err
			return name
		}
		options := make([]string, len(values))
		for i, v := range values {
			text, ok := v.plain()
			if !ok {
				failed = refuse(o.line, name, "a value of this placeholder has wildcards, which a regular expression cannot take")
			}
			options[i] = regexp.QuoteMeta(text)
		}
		return "(?:" + strings.Join(options, "|") + ")"
	})
	return one(o), failed
}

// values gives what a placeholder stands for.
func (p *Parser) values(o operand, name string) ([]pattern, error) {
	values, ok := p.Placeholders[name]
	if !ok || len(values) == 0 {
		return nil, refuse(o.line, "%"+name+"%", "no values are configured for this placeholder")
	}
	patterns := make([]pattern, len(values))
	for i, v := range values {
		patterns[i] = parsePattern(v)
	}
	return patterns, nil
}

// product puts every form behind every beginning; nil when there are too many.
func product(beginnings, forms []pattern) []pattern {
	if len(beginnings)*len(forms) > maxForms {
		return nil
	}
	out := make([]pattern, 0, len(beginnings)*len(forms))
	for _, b := range beginnings {
		for _, f := range forms {
			out = append(out, append(slices.Clip(b), f...))
		}
	}
	return out
}
