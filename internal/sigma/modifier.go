package sigma

import (
	"encoding/base64"
	"encoding/binary"
	"math"
	"net/netip"
	"strings"
)

// modifier changes a value, or how it is compared; one value may become several, any of which may match.
type modifier func(o operand, p *Parser) ([]operand, error)

// modifierOf finds a value modifier by its name. The modifiers "all" and "neq" concern the list of values as a whole and are
// not among them.
func modifierOf(name string) (modifier, bool) {
	switch name {
	case "contains":
		return opened(name, true, true), true
	case "startswith":
		return opened(name, false, true), true
	case "endswith":
		return opened(name, true, false), true
	case "cased":
		return cased, true
	case "re":
		return regularExpression, true
	case "i", "ignorecase":
		return flag(name, "i"), true
	case "m", "multiline":
		return flag(name, "m"), true
	case "s", "dotall":
		return flag(name, "s"), true
	case "cidr":
		return cidr, true
	case "exists":
		return exists, true
	case "fieldref":
		return fieldref, true
	case "expand":
		return expand, true
	case "gt", "gte", "lt", "lte":
		return compared(name), true
	case "minute", "hour", "day", "week", "month", "year":
		return partOf(name), true
	}
	return encodingOf(name)
}

// encodingOf finds a modifier that makes another text of a text.
func encodingOf(name string) (modifier, bool) {
	switch name {
	case "windash":
		return encoded(name, windash), true
	case "wide", "utf16le":
		return encoded(name, func(p pattern) pattern { return p.wide(binary.LittleEndian) }), true
	case "utf16be":
		return encoded(name, func(p pattern) pattern { return p.wide(binary.BigEndian) }), true
	case "utf16":
		return encoded(name, func(p pattern) pattern {
			return append(pattern{{pieceText, byteOrderMark}}, p.wide(binary.LittleEndian)...).joined()
		}), true
	case "base64", "base64offset":
		return base64Of(name == "base64offset"), true
	}
	return nil, false
}

// wrongValue refuses a value that a modifier cannot take.
func wrongValue(o operand, name, takes string) error {
	return refuse(o.line, o.raw, "modifier %s takes %s, not this value", name, takes)
}

// isText reports whether text modifiers may be applied.
func (o *operand) isText() bool { return o.stage == stagePlain && !o.null }

func one(o operand) []operand { return []operand{o} }

func opened(name string, before, after bool) modifier {
	return func(o operand, _ *Parser) ([]operand, error) {
		switch {
		case o.isText():
			o.pattern, o.changed, o.placed = o.pattern.opened(before, after), true, true
		case o.stage == stageRegexp && before && after: // it is looked for anywhere as it is
		case o.stage == stageField, o.stage == stageRegexp:
			o.from, o.to = o.from || after, o.to || before
		default:
			return nil, wrongValue(o, name, "text, a regular expression or a field")
		}
		return one(o), nil
	}
}

func cased(o operand, _ *Parser) ([]operand, error) {
	if !o.isText() && o.stage != stageField && (o.stage != stageRegexp || strings.Contains(o.flags, "i")) {
		return nil, wrongValue(o, "cased", "text or a field")
	}
	o.cased = true
	return one(o), nil
}

func regularExpression(o operand, _ *Parser) ([]operand, error) {
	if !o.isText() || o.changed || o.yes != nil {
		return nil, wrongValue(o, "re", "unmodified text")
	}
	o.stage = stageRegexp
	return one(o), nil
}

func flag(name, letter string) modifier {
	return func(o operand, _ *Parser) ([]operand, error) {
		if o.stage != stageRegexp || (letter == "i" && o.cased) {
			return nil, refuse(o.line, name, "this modifier must follow re")
		}
		if !strings.Contains(o.flags, letter) {
			o.flags += letter
		}
		return one(o), nil
	}
}

func cidr(o operand, _ *Parser) ([]operand, error) {
	if !o.isText() || o.changed {
		return nil, wrongValue(o, "cidr", "an unmodified network")
	}
	network, err := parseNetwork(o.raw)
	if err != nil {
		return nil, refuse(o.line, o.raw, "bad network for cidr")
	}
	o.stage, o.network = stageNetwork, network
	return one(o), nil
}

// parseNetwork reads a network; a single address is one too.
func parseNetwork(s string) (netip.Prefix, error) {
	if !strings.Contains(s, "/") {
		a, err := netip.ParseAddr(s)
		if err != nil {
			return netip.Prefix{}, err
		}
		a = a.Unmap().WithZone("")
		return netip.PrefixFrom(a, a.BitLen()), nil
	}
	network, err := netip.ParsePrefix(s)
	return network.Masked(), err
}

func exists(o operand, _ *Parser) ([]operand, error) {
	if o.stage != stagePlain || o.yes == nil || o.changed {
		return nil, wrongValue(o, "exists", "true or false")
	}
	o.stage = stageExists
	return one(o), nil
}

func fieldref(o operand, _ *Parser) ([]operand, error) {
	if !o.isText() || o.typed || o.yes != nil || o.marked {
		return nil, wrongValue(o, "fieldref", "the name of a field")
	}
	p := o.pattern
	if o.to = p.startsAny(); o.to { // a startswith, endswith or contains before it
		p = p[1:]
	}
	if o.from = p.endsAny(); o.from {
		p = p[:len(p)-1]
	}
	name, ok := p.plain()
	if !ok || name == "" || strings.ContainsAny(o.raw, "*?") {
		return nil, wrongValue(o, "fieldref", "the name of a field without wildcards")
	}
	o.stage, o.raw = stageField, name
	return one(o), nil
}

func compared(name string) modifier {
	how := map[string]compare{"gt": greater, "gte": greaterEqual, "lt": less, "lte": lessEqual}[name]
	return func(o operand, _ *Parser) ([]operand, error) {
		if o.stage == stagePart && o.compare == equal {
			o.compare = how
			return one(o), nil
		}
		if o.stage != stagePlain || o.num == nil || o.changed {
			return nil, wrongValue(o, name, "a number")
		}
		o.stage, o.compare = stageNumber, how
		return one(o), nil
	}
}

func partOf(name string) modifier {
	part := map[string]timePart{
		"minute": minutePart, "hour": hourPart, "day": dayPart, "week": weekPart, "month": monthPart, "year": yearPart,
	}[name]
	return func(o operand, _ *Parser) ([]operand, error) {
		compares := o.stage == stageNumber
		if (o.stage != stagePlain && !compares) || o.num == nil || o.changed || *o.num != math.Trunc(*o.num) {
			return nil, wrongValue(o, name, "a whole number")
		}
		o.stage, o.part = stagePart, part
		return one(o), nil
	}
}

func encoded(name string, f func(pattern) pattern) modifier {
	return func(o operand, _ *Parser) ([]operand, error) {
		if !o.isText() {
			return nil, wrongValue(o, name, "text")
		}
		o.changed = true
		o.pattern = f(o.pattern)
		if name == "utf16" {
			o.marked = true
		}
		return one(o), nil
	}
}

func base64Of(offset bool) modifier {
	return func(o operand, _ *Parser) ([]operand, error) {
		name := "base64"
		if offset {
			name = "base64offset"
		}
		forms, few := o.pattern.spelled()
		if !few {
			return nil, refuse(o.line, o.raw, "windash gives this value too many forms to encode")
		}
		var out []operand
		for _, form := range forms {
			text, ok := form.plain()
			if !o.isText() || !ok || text == "" {
				return nil, wrongValue(o, name, "text without wildcards")
			}
			text = encodedBytes(text, o.marked)
			codes := []string{base64.StdEncoding.EncodeToString([]byte(text))}
			if offset {
				codes = base64Offsets(text)
			}
			for _, code := range codes {
				next := o
				next.pattern, next.marked, next.changed = literal(code), false, true
				out = append(out, next)
			}
		}
		return out, nil
	}
}
