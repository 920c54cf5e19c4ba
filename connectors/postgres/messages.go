package postgres

import (
	"strings"

	"tabard.dev/tabard"
)

// read tells what a line says: a statement, a connection, an error, or something about the server itself.
func (r line) read() {
	e := r.e
	message := string(r.Bytes(logMessage))
	switch string(r.Bytes(logSeverity)) {
	case "ERROR", "FATAL", "PANIC":
		r.failed(message)
		return
	case "WARNING", "NOTICE", "INFO":
		e.Action = words(message)
		return
	}
	if sql, done, ok := statementIn(message); ok {
		if done {
			e.Outcome = tabard.OutcomeSuccess // its duration is logged when it completed
		}
		r.statement(sql)
		return
	}
	if rest, ok := strings.CutPrefix(message, "connection "); ok {
		r.connection(rest)
		return
	}
	if rest, ok := strings.CutPrefix(message, "replication connection authorized: "); ok {
		e.Action, e.Outcome = "replication connection authorized", tabard.OutcomeSuccess
		r.connectionFields(rest)
		return
	}
	if rest, ok := strings.CutPrefix(message, "disconnection: "); ok {
		e.Action, e.Outcome = "disconnection", tabard.OutcomeSuccess
		r.connectionFields(rest)
		return
	}
	if rest, ok := strings.CutPrefix(message, `parameter "`); ok {
		// A reload of the configuration: log_statement, log_connections and the like may have been switched off.
		e.Action, e.Outcome = "parameter changed", tabard.OutcomeSuccess
		name, value, _ := strings.Cut(rest, `" changed to "`)
		r.detail("setting", strings.Trim(name, `"`))
		r.detail("value", strings.TrimSuffix(value, `"`))
		return
	}
	e.Action = words(message)
}

// statementIn finds the statement in a message of log_statement, log_min_duration_statement, auto_explain or pgaudit, and
// whether the message says that it was carried out.
func statementIn(message string) (sql string, done, ok bool) {
	if rest, is := strings.CutPrefix(message, "duration: "); is {
		// "duration: 0.123 ms  statement: …"; "… ms  plan:\nQuery Text: …"
		_, what, found := strings.Cut(rest, " ms  ")
		if !found {
			return "", false, false
		}
		if _, text, is := strings.Cut(what, "Query Text: "); is && strings.HasPrefix(what, "plan:") {
			sql, _, _ = strings.Cut(text, "\n")
			return sql, true, true
		}
		sql, ok = afterVerb(what)
		return sql, ok && !strings.HasPrefix(what, "parse ") && !strings.HasPrefix(what, "bind "), ok
	}
	if rest, is := strings.CutPrefix(message, "AUDIT: "); is {
		fields := csvRow(rest)
		if len(fields) > 7 {
			return fields[7], false, true
		}
		return "", false, false
	}
	sql, ok = afterVerb(message)
	return sql, false, ok
}

// afterVerb takes off "statement: ", "execute NAME: ", "parse NAME: ", "bind NAME: ", "execute fetch from NAME: ".
func afterVerb(text string) (string, bool) {
	if sql, ok := strings.CutPrefix(text, "statement: "); ok {
		return sql, true
	}
	for _, verb := range [...]string{"execute ", "parse ", "bind "} {
		if rest, ok := strings.CutPrefix(text, verb); ok {
			_, sql, found := strings.Cut(rest, ": ")
			return sql, found
		}
	}
	return "", false
}

// connection reads "received: host=… port=…", "authenticated: identity="…" method=…", "authorized: user=… database=…".
func (r line) connection(rest string) {
	e := r.e
	what, fields, _ := strings.Cut(rest, ":")
	e.Action = "connection " + words(what)
	if what == "authenticated" || what == "authorized" {
		e.Outcome = tabard.OutcomeSuccess
	}
	r.connectionFields(fields)
}

func (r line) connectionFields(text string) {
	e := r.e
	fields := connectionPairs(text)
	if user := fields["user"]; user != "" && e.Actor.IsZero() {
		e.Actor = r.role(user)
	}
	if database := fields["database"]; database != "" && len(e.Targets) == 0 {
		e.Targets = append(e.Targets, tabard.Target{Type: "database", ID: database, Name: database})
	}
	if from := fields["host"]; from != "" && e.Source == "" {
		e.Source = from
	}
	if name := fields["application_name"]; name != "" && e.UserAgent == "" {
		e.UserAgent = name
	}
	if method := fields["method"]; method != "" {
		r.detail("method", method)
		r.detail("identity", fields["identity"])
		switch method {
		case "cert":
			e.Credential = tabard.CredentialRef{Kind: tabard.CredentialCertificate, ID: fields["identity"]}
		case "scram-sha-256", "md5", "password":
			e.Credential.Kind = tabard.CredentialPassword
		case "gss", "sspi", "oauth":
			e.Credential.Kind = tabard.CredentialToken
		}
		if identity := fields["identity"]; identity != "" && identity != e.Actor.ID && !e.Actor.IsZero() {
			// Who the system in front says it is, before pg_ident mapped it to a role.
			e.Via = append(e.Via, tabard.Actor{ID: identity, Type: method})
		}
	}
	if strings.Contains(text, "SSL enabled") {
		r.detail("tls", fields["(protocol"])
	}
}

// connectionPairs reads "name=value name="quoted value" …". Values are not quoted by all versions.
func connectionPairs(text string) map[string]string {
	all := map[string]string{}
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimLeft(text, " ") {
		name, rest, ok := strings.Cut(text, "=")
		if !ok {
			break
		}
		name = name[strings.LastIndexByte(name, ' ')+1:]
		value := ""
		if strings.HasPrefix(rest, `"`) {
			if value, text, ok = strings.Cut(rest[1:], `"`); !ok {
				text = ""
			}
		} else {
			end := strings.IndexAny(rest, " ,)")
			if end < 0 {
				end = len(rest)
			}
			value, text = rest[:end], strings.TrimLeft(rest[end:], ",)")
		}
		if _, twice := all[name]; !twice {
			all[name] = value
		}
	}
	return all
}

// failed reads an error. What was tried is in its statement, where log_min_error_statement lets it be logged.
func (r line) failed(message string) {
	e := r.e
	e.Outcome, e.Error, e.Message = tabard.OutcomeFailure, r.Text(logState), message
	if sql := string(r.Bytes(logStatement)); sql != "" {
		r.statement(sql)
		return
	}
	switch {
	case strings.HasPrefix(e.Error, "28"): // invalid authorization specification
		e.Action = "authentication failed"
	case e.Error == "3D000", e.Error == "53300", strings.HasPrefix(e.Error, "08"), string(r.Bytes(logSeverity)) == "FATAL":
		e.Action = "connection failed"
	default:
		e.Action = words(message)
	}
	if e.Error == "28000" && e.Actor.IsZero() {
		if _, rest, ok := strings.Cut(message, `role "`); ok {
			if name, _, ok := strings.Cut(rest, `"`); ok {
				e.Actor = r.role(name)
			}
		}
	}
}

// words gives the beginning of a message without what varies in it: names, numbers, paths.
func words(message string) string {
	end := strings.IndexAny(message, ":\"0123456789('/\n")
	if end < 0 {
		end = len(message)
	}
	text := strings.TrimSpace(message[:min(end, 80)])
	if text == "" {
		return "message"
	}
	return text
}

// detail notes something worth reading.
func (r line) detail(name, value string) {
	if value == "" {
		return
	}
	if r.e.Details == nil {
		r.e.Details = make(map[string]string, 4)
	}
	r.e.Details[name] = value[:min(len(value), 256)]
}
