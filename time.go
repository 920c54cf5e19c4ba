package tabard

import (
	"fmt"
	"time"
)

// ParseTime reads a time as audit logs write it: RFC 3339, the same with a blank for the T or without a zone (UTC is meant),
// with a zone such as "-0700" or "UTC" behind it, a date alone, or a Unix time in seconds, milliseconds, microseconds or
// nanoseconds, told apart by its size. Whether the time is sensible is not its question.
func ParseTime(text []byte) (time.Time, error) {
	if at, ok := civilTime(text); ok {
		return at, nil
	}
	if at, ok := unixTime(text); ok {
		return at, nil
	}
	return time.Time{}, fmt.Errorf("%.40q is not a time", text)
}

// civilTime reads "2006-01-02[T 15:04[:05[.999999999]][ ][Z|UTC|±hh[[:]mm]]]".
func civilTime(text []byte) (time.Time, bool) {
	if len(text) < 10 || text[4] != '-' || text[7] != '-' {
		return time.Time{}, false
	}
	year, ok1 := digits(text[:4])
	month, ok2 := digits(text[5:7])
	day, ok3 := digits(text[8:10])
	if !ok1 || !ok2 || !ok3 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return time.Time{}, false
	}
	if len(text) == 10 {
		return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC), true
	}
	rest := text[11:]
	if text[10] != 'T' && text[10] != 't' && text[10] != ' ' || len(rest) < 5 || rest[2] != ':' {
		return time.Time{}, false
	}
	hour, ok1 := digits(rest[:2])
	minute, ok2 := digits(rest[3:5])
	if !ok1 || !ok2 || hour > 23 || minute > 59 {
		return time.Time{}, false
	}
	rest = rest[5:]
	second, nanos := 0, 0
	if len(rest) >= 3 && rest[0] == ':' {
		var ok bool
		if second, ok = digits(rest[1:3]); !ok || second > 60 {
			return time.Time{}, false
		}
		rest = rest[3:]
		if len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') {
			nanos, rest, ok = fraction(rest[1:])
			if !ok {
				return time.Time{}, false
			}
		}
	}
	offset, ok := zone(rest)
	if !ok {
		return time.Time{}, false
	}
	return time.Date(year, time.Month(month), day, hour, minute, second-offset, nanos, time.UTC), true
}

// unixTime reads a number of seconds or of a thousandth, millionth or billionth of one, with or without a fraction. Eleven
// digits of seconds reach the year 5138, so the number of digits tells the unit.
func unixTime(text []byte) (time.Time, bool) {
	whole, n := int64(0), 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' && n < 19 {
		whole = whole*10 + int64(text[n]-'0')
		n++
	}
	if n == 0 || whole < 0 {
		return time.Time{}, false
	}
	nanos := 0
	if rest := text[n:]; len(rest) > 0 {
		var ok bool
		if rest[0] != '.' || len(rest) < 2 {
			return time.Time{}, false
		}
		if nanos, rest, ok = fraction(rest[1:]); !ok || len(rest) > 0 {
			return time.Time{}, false
		}
	}
	switch {
	case n <= 11:
		return time.Unix(whole, int64(nanos)).UTC(), true
	case n <= 14:
		return time.UnixMilli(whole).Add(time.Duration(nanos / 1000)).UTC(), true
	case n <= 17:
		return time.UnixMicro(whole).UTC(), true
	default:
		return time.Unix(0, whole).UTC(), true
	}
}

// fraction reads the digits of a fraction of a second, to nanoseconds.
func fraction(text []byte) (nanos int, rest []byte, ok bool) {
	n, scale := 0, 100_000_000
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		nanos += int(text[n]-'0') * scale
		scale /= 10
		n++
	}
	return nanos, text[n:], n > 0
}

// zone reads an offset from UTC, in seconds.
func zone(text []byte) (seconds int, ok bool) {
	if len(text) > 1 && text[0] == ' ' {
		text = text[1:]
	}
	switch string(text) {
	case "", "Z", "z", "UTC", "GMT":
		return 0, true
	}
	sign := 1
	if text[0] == '-' {
		sign = -1
	} else if text[0] != '+' {
		return 0, false
	}
	text = text[1:]
	if len(text) == 5 && text[2] == ':' {
		minutes, ok1 := digits(text[3:])
		hours, ok2 := digits(text[:2])
		return sign * (hours*3600 + minutes*60), ok1 && ok2 && hours < 24 && minutes < 60
	}
	n, ok := digits(text)
	switch {
	case ok && len(text) == 2 && n < 24:
		return sign * n * 3600, true
	case ok && len(text) == 4 && n/100 < 24 && n%100 < 60:
		return sign * (n/100*3600 + n%100*60), true
	}
	return 0, false
}

func digits(text []byte) (n int, ok bool) {
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(text) > 0
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
