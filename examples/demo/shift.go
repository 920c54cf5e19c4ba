package main

import (
	"regexp"
	"strconv"
	"time"
)

// The times that audit logs write: RFC 3339 and its kin with a blank, as PostgreSQL writes them, and milliseconds since
// 1970, as GitHub writes them.
var (
	written = regexp.MustCompile(`\b(20\d\d-[01]\d-[0-3]\d)([T ])([0-2]\d:[0-5]\d:[0-5]\d)(\.\d{1,9})?`)
	millis  = regexp.MustCompile(`:\s*(1[5-9]\d{11})\b`)
)

// latest gives the last time that a log names, zero when it names none.
func latest(log []byte) time.Time {
	var last time.Time
	for _, m := range written.FindAllSubmatch(log, -1) {
		if at, err := time.Parse("2006-01-02 15:04:05", string(m[1])+" "+string(m[3])); err == nil && at.After(last) && at.Year() < 2028 {
			last = at
		}
	}
	for _, m := range millis.FindAllSubmatch(log, -1) {
		if n, err := strconv.ParseInt(string(m[1]), 10, 64); err == nil {
			if at := time.UnixMilli(n).UTC(); at.After(last) && at.Year() < 2028 {
				last = at
			}
		}
	}
	return last
}

// shift moves all times in a log, each in the form it was written in.
func shift(log []byte, by time.Duration) []byte {
	log = written.ReplaceAllFunc(log, func(old []byte) []byte {
		m := written.FindSubmatch(old)
		at, err := time.Parse("2006-01-02 15:04:05", string(m[1])+" "+string(m[3]))
		if err != nil {
			return old
		}
		at = at.Add(by)
		return []byte(at.Format("2006-01-02") + string(m[2]) + at.Format("15:04:05") + string(m[4]))
	})
	return millis.ReplaceAllFunc(log, func(old []byte) []byte {
		m := millis.FindSubmatchIndex(old)
		n, err := strconv.ParseInt(string(old[m[2]:m[3]]), 10, 64)
		if err != nil {
			return old
		}
		return strconv.AppendInt(append([]byte(nil), old[:m[2]]...), n+by.Milliseconds(), 10)
	})
}
