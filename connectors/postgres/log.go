package postgres

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

// The fields of a log line that Normalize reads.
const (
	logTime = iota
	logUser
	logDatabase
	logHost
	logSession
	logLine
	logStarted
	logSeverity
	logState
	logMessage
	logDetail
	logStatement
	logTag
	logApplication
	logBackend
	logCluster
	logFields
)

func logLayout() *either.Fields {
	all := [logFields][]string{
		logTime: {"timestamp", "log_time"}, logUser: {"user", "user_name"}, logDatabase: {"dbname", "database_name"},
		logHost: {"remote_host", "connection_from"}, logSession: {"session_id"}, logLine: {"line_num", "session_line_num"},
		logStarted: {"session_start", "session_start_time"}, logSeverity: {"error_severity"}, logState: {"state_code", "sql_state_code"},
		logMessage: {"message"}, logDetail: {"detail"}, logStatement: {"statement", "query"}, logTag: {"ps", "command_tag"},
		logApplication: {"application_name"}, logBackend: {"backend_type"},
		logCluster: {"system_identifier", "cluster_name", "cluster"},
	}
	return either.New(all[:]...)
}

func serverLog() tabard.Family {
	fields := logLayout()
	return tabard.Family{
		Name:  "postgres.log",
		Title: "PostgreSQL server log",
		Marks: [][]string{
			{"error_severity", "message", "pid", "timestamp"},
			{"error_severity", "message", "session_id"},
			{"error_severity", "message", "backend_type"},
			{"error_severity", "sql_state_code", "message"},
			{"error_severity", "state_code", "message"},
		},
		Paths:       fields.Paths(),
		ID:          []string{"session_id", "line_num"},
		EventName:   "ps",
		EventSource: "error_severity",
		Split:       split,
		Unwrap:      unwrap,
		Fields:      csvFields,
		Redact:      redact,
		Normalize:   func(s *tabard.Slots, e *tabard.Event) error { return normalize(line{fields.Of(s), s, e}) },
	}
}

// line reads one line of the log.
type line struct {
	either.Record
	s *tabard.Slots
	e *tabard.Event
}

var errNoLine = errors.New("not a line of a PostgreSQL log: it has no severity and no message")

func normalize(r line) error {
	e := r.e
	if !r.Has(logSeverity) && !r.Has(logMessage) {
		return errNoLine
	}
	at, err := clock(r.Bytes(logTime))
	if err != nil {
		return fmt.Errorf("timestamp: %w", err)
	}
	e.Time = at
	if session, number := r.Bytes(logSession), r.Bytes(logLine); len(session) > 0 && len(number) > 0 {
		e.Event = string(session) + "/" + string(number)
	}
	e.Realm = r.Text(logCluster)
	e.Outcome = tabard.OutcomeUnknown
	e.Session.ID = string(r.Bytes(logSession))
	if started, err := clock(r.Bytes(logStarted)); err == nil {
		e.Session.Started = started
	}
	if user := r.Text(logUser); user != "" {
		e.Actor = r.role(user)
	}
	e.Source, e.UserAgent = host(r.Text(logHost)), r.Text(logApplication)
	if database := r.Text(logDatabase); database != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: "database", ID: database, Name: database})
	}
	r.read()
	return nil
}

// role is a role of the cluster by its name. A role may be a person, a program or a group; the log does not say.
// maxName is the most bytes a name has (NAMEDATALEN - 1).
const maxName = 63

// role names a role as the server does: a longer name is cut to whole characters.
func (r line) role(name string) tabard.Actor {
	if len(name) > maxName {
		name = strings.ToValidUTF8(name[:maxName], "")
	}
	return tabard.Actor{Realm: r.e.Realm, ID: name, Name: name, Type: "role"}
}

// host takes the port off "HOST:PORT", as csvlog writes it.
func host(from string) string {
	if i := strings.LastIndexByte(from, ':'); i > 0 && i > strings.IndexByte(from, ']') && strings.Trim(from[i+1:], "0123456789") == "" && from[i+1:] != "" && strings.Count(from, ":") == 1 {
		return from[:i]
	}
	return from
}

// clock reads a time as the server writes it, in the time zone of log_timezone by its abbreviation. Abbreviations that mean
// several zones give no time: a wrong one would be worse. No time is no error; a broken one is.
func clock(text []byte) (time.Time, error) {
	if !bytes.ContainsAny(text, "0123456789") {
		return time.Time{}, nil
	}
	at, err := tabard.ParseTime(text)
	if err == nil {
		return at, nil
	}
	before, after, ok := bytes.CutLast(text, []byte{' '})
	if !ok {
		return time.Time{}, err
	}
	local, errLocal := tabard.ParseTime(before)
	zone := after
	if errLocal != nil || len(bytes.Trim(zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) > 0 {
		return time.Time{}, err
	}
	hours, known := zones(string(zone))
	if !known {
		return time.Time{}, nil
	}
	return local.Add(-hours), nil
}

// zones gives the abbreviations that mean one zone all over the world (tz database), as the offset from UTC.
func zones(name string) (time.Duration, bool) {
	hours := 0
	switch name {
	case "WET", "GMT", "UCT":
	case "CET", "WEST", "WAT":
		hours = 1
	case "CEST", "EET", "SAST", "CAT":
		hours = 2
	case "EEST", "MSK", "EAT":
		hours = 3
	case "SGT", "HKT", "AWST":
		hours = 8
	case "JST", "KST":
		hours = 9
	case "AEST":
		hours = 10
	case "AEDT":
		hours = 11
	case "NZST":
		hours = 12
	case "NZDT":
		hours = 13
	case "EDT":
		hours = -4
	case "EST", "CDT":
		hours = -5
	case "MDT":
		hours = -6
	case "PDT", "MST":
		hours = -7
	case "PST", "AKDT":
		hours = -8
	case "HST":
		hours = -10
	default:
		return 0, false
	}
	return time.Duration(hours) * time.Hour, true
}
