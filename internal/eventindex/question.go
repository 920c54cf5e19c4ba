package eventindex

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tabard.dev/tabard/internal/store"
)

// question is what one page of events asks for.
type question struct {
	descending bool
	conditions []string
	args       []any
	after      *[3]int64 // time, sequence and index of the last event of the page before
}

// column of each filter that is an exact text.
func exact(name string) string {
	switch name {
	case "system", "family", "outcome", "identity", "source":
		return name
	}
	return ""
}

func questionOf(q store.Query) (question, error) {
	ask := question{descending: true}
	switch q.Sort {
	case "", "-time":
	case "time":
		ask.descending = false
	default:
		return ask, &store.BadQueryError{Field: "sort", Why: "events are sorted by time or -time"}
	}
	for name, value := range q.Filters {
		switch {
		case value == "":
		case exact(name) != "":
			ask.conditions = append(ask.conditions, exact(name)+` = (SELECT n FROM texts WHERE value = `+ask.arg(value)+`)`)
		case name == "action" && strings.HasSuffix(value, "*"):
			start := strings.TrimSuffix(value, "*")
			ask.conditions = append(ask.conditions, `action IN (SELECT n FROM texts WHERE substr(value, 1, `+ask.arg(len([]rune(start)))+`) = `+ask.arg(start)+`)`)
		case name == "action":
			ask.conditions = append(ask.conditions, `action = (SELECT n FROM texts WHERE value = `+ask.arg(value)+`)`)
		case name == "since" || name == "until":
			at, err := time.Parse(time.RFC3339Nano, value)
			if err != nil {
				return ask, &store.BadQueryError{Field: name, Why: "not a time such as 2026-11-01T10:00:00Z"}
			}
			sign := " >= "
			if name == "until" {
				sign = " < "
			}
			ask.conditions = append(ask.conditions, `time_us`+sign+ask.arg(at.UnixMicro()))
		default:
			return ask, &store.BadQueryError{Field: name, Why: "there is no such filter"}
		}
	}
	if q.Cursor != "" {
		after, err := parseCursor(q.Cursor)
		if err != nil {
			return ask, &store.BadQueryError{Field: "cursor", Why: "not a cursor of this list"}
		}
		ask.after = &after
	}
	return ask, nil
}

// arg adds an argument and gives its placeholder.
func (q *question) arg(value any) string {
	q.args = append(q.args, value)
	return "$" + strconv.Itoa(len(q.args))
}

// sql gives the end of the query for one day.
func (q question) sql(limit int) (string, []any) {
	q.args = slices.Clip(q.args) // each day adds its own
	sign, order := ">", ""
	if q.descending {
		sign, order = "<", " DESC"
	}
	if q.after != nil {
		q.conditions = append(slices.Clip(q.conditions),
			fmt.Sprintf(`(time_us, seq, idx) %s (%s, %s, %s)`, sign, q.arg(q.after[0]), q.arg(q.after[1]), q.arg(q.after[2])))
	}
	where := ""
	if len(q.conditions) > 0 {
		where = ` WHERE ` + strings.Join(q.conditions, ` AND `)
	}
	return where + fmt.Sprintf(` ORDER BY time_us%s, seq%s, idx%s LIMIT %s`, order, order, order, q.arg(limit)), q.args
}

func cursorOf(e store.Event) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d.%d.%d", e.Time.UnixMicro(), e.LogSeq, e.Index))
}

func parseCursor(text string) (at [3]int64, err error) {
	plain, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return at, err
	}
	parts := strings.Split(string(plain), ".")
	if len(parts) != len(at) {
		return at, fmt.Errorf("%d parts", len(parts))
	}
	for i := range at {
		if at[i], err = strconv.ParseInt(parts[i], 10, 64); err != nil {
			return at, err
		}
	}
	return at, nil
}
