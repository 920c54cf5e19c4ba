package oktasetting

import (
	"strconv"
	"strings"

	"tabard.dev/tabard"
)

// setting says how a value of a policy protects, and which values are weak by themselves.
type setting struct {
	less  bool           // less is weaker, as with the length of a password
	floor float64        // with less: anything below is weak
	more  bool           // more is weaker, as with the life of a session, and 0 is without limit
	from  float64        // with more: what is not beyond this is still fine
	on    bool           // true is weaker
	off   bool           // false is weaker
	ranks map[string]int // words from weak (0) to strong
}

const (
	workday = 8 * 60 // minutes
	day     = 24 * 60
)

var required = map[string]int{"required": 2, "challenge": 2, "preferred": 1, "optional": 1, "discouraged": 0, "not_allowed": 0, "none": 0}

// settings are those of Okta's policies, by name in lower case.
// https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Policy/
var settings = map[string]setting{
	"minlength": {less: true, floor: 8}, "minlowercase": {less: true}, "minuppercase": {less: true}, "minnumber": {less: true},
	"minsymbol": {less: true}, "historycount": {less: true}, "minageminutes": {less: true},
	"excludeusername": {off: true}, "exclude": {off: true},
	"maxattempts": {more: true}, "maxagedays": {more: true},
	"tokenlifetimeminutes":       {more: true},
	"accesstokenlifetimeminutes": {more: true}, "refreshtokenlifetimeminutes": {more: true}, "refreshtokenwindowminutes": {more: true},
	"maxsessionidleminutes":     {more: true, from: workday},
	"maxsessionlifetimeminutes": {more: true, from: workday},
	"factorlifetime":            {more: true, from: workday},
	"usepersistentcookie":       {on: true}, "skipunlock": {on: true}, "rememberdevicebydefault": {on: true},
	"requirefactor": {off: true}, "managed": {off: true}, "registered": {off: true},
	"factormode":       {ranks: map[string]int{"2fa": 1, "1fa": 0}},
	"factorpromptmode": {ranks: map[string]int{"always": 2, "session": 1, "device": 1, "never": 0}},
	"access":           {ranks: map[string]int{"deny": 1, "allow": 0}},
	"connection":       {ranks: map[string]int{"zone": 1, "on_network": 1, "anywhere": 0}},
	"reauthenticatein": {more: true}, "inactivityperiod": {more: true},
	"self": {ranks: required}, "phishingresistant": {ranks: required}, "hardwareprotection": {ranks: required},
	"devicebound": {ranks: required}, "userpresence": {ranks: required}, "userverification": {ranks: required},
}

// telling are the settings whose new value says enough where an event does not tell the old one.
var telling = map[string]bool{"minlength": true, "maxattempts": true, "usepersistentcookie": true, "requirefactor": true, "factormode": true}

func weaker(name string, from, to tabard.Node) bool {
	s, ok := settings[name]
	if !ok || !from.Exists() && !telling[name] {
		return false
	}
	switch {
	case s.on, s.off:
		after, ok := to.Bool()
		before, known := from.Bool()
		return ok && after == s.on && (!known || before != after)
	case s.ranks != nil:
		if required, ok := to.Bool(); ok {
			before, _ := from.Bool()
			return before && !required
		}
		after, ok := s.ranks[strings.ToLower(to.String())]
		before, known := s.ranks[strings.ToLower(from.String())]
		return ok && (known && after < before || !known && !from.Exists() && after == 0)
	}
	after, ok := amount(to)
	before, known := amount(from)
	switch {
	case !ok:
		return false
	case s.less:
		return known && after < before || !known && after < s.floor
	case !known:
		return after == 0
	}
	return after == 0 && before > 0 || before > 0 && after > before && after > s.from
}

// amount reads a number, or a duration of ISO 8601 in minutes; "PT0S" is the shortest, not an unlimited one.
func amount(n tabard.Node) (float64, bool) {
	if number, ok := n.Number(); ok {
		return number, true
	}
	text, ok := strings.CutPrefix(strings.ToUpper(n.String()), "P")
	if !ok || text == "" {
		return 0, false
	}
	minutes, time := 0.001, false
	for text != "" {
		if text[0] == 'T' {
			text, time = text[1:], true
			continue
		}
		digits := strings.IndexFunc(text, func(c rune) bool { return c < '0' || c > '9' })
		if digits < 1 {
			return 0, false
		}
		count, _ := strconv.ParseFloat(text[:digits], 64) // digits only
		switch unit := text[digits]; {
		case unit == 'D':
			count *= day
		case unit == 'W':
			count *= 7 * day
		case unit == 'Y':
			count *= 365 * day
		case unit == 'M' && !time:
			count *= 30 * day
		case unit == 'H':
			count *= 60
		case unit == 'S':
			count /= 60
		}
		minutes, text = minutes+count, text[digits+1:]
	}
	return minutes, true
}
