package sigma

import (
	"time"

	"tabard.dev/tabard"
)

// of reads a part of a time as the record writes it: no time zone is converted. The week is that of ISO 8601.
func (p timePart) of(v tabard.Value) (int, bool) {
	t, ok := timeOf(v)
	if !ok {
		return 0, false
	}
	switch p {
	case minutePart:
		return t.Minute(), true
	case hourPart:
		return t.Hour(), true
	case dayPart:
		return t.Day(), true
	case weekPart:
		_, week := t.ISOWeek()
		return week, true
	case monthPart:
		return int(t.Month()), true
	case yearPart:
		return t.Year(), true
	case noPart:
	}
	return 0, false
}

// timeOf reads a time as audit logs write it, without its zone.
func timeOf(v tabard.Value) (time.Time, bool) {
	if v.Kind != tabard.StringValue && v.Kind != tabard.NumberValue {
		return time.Time{}, false
	}
	text := v.Text
	if len(text) < 4 || text[0] < '0' || text[0] > '9' {
		return time.Time{}, false
	}
	const minutes = len("2006-01-02T15:04")
	if len(text) > minutes && text[4] == '-' {
		text = text[:minutes]
	}
	t, err := tabard.ParseTime(text)
	return t, err == nil
}
