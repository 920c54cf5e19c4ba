package snowflake

import (
	"errors"
	"fmt"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

const (
	fAccount = iota
	// Grants.
	fCreated
	fDeleted
	fRole
	fPrivilege
	fGrantedOn
	fName
	fCatalog
	fSchema
	fGrantedTo
	fGrantee
	fGrantOption
	fGrantedBy
	// Logins.
	fEventTime
	fEventType
	fEventID
	fUser
	fIP
	fClient
	fFactor
	fSecondFactor
	fSuccess
	fErrorCode
	fErrorMessage
	// Queries.
	fStart
	fEnd
	fQueryID
	fQuery
	fQueryType
	fStatus
	fRoleName
	fSession
	fDatabase
	// Users, credentials, sessions, transfers.
	fLoginName
	fType
	fOwner
	fDisabled
	fHasPassword
	fHasKey
	fHasMFA
	fDefaultRole
	fLastLogin
	fCredential
	fExpires
	fRestriction
	fLastUsed
	fMethod
	fApplication
	fTransfer
	fTargetCloud
	fTargetRegion
	fBytes
	fFields
)

// column gives a column's name in both cases.
func column(names ...string) []string {
	var all []string
	for _, name := range names {
		all = append(all, name, strings.ToLower(name))
	}
	return all
}

var fields = [fFields][]string{
	fAccount:      column("ACCOUNT_NAME", "ORGANIZATION_NAME", "ACCOUNT_LOCATOR"),
	fCreated:      column("CREATED_ON"),
	fDeleted:      column("DELETED_ON"),
	fRole:         column("ROLE"),
	fPrivilege:    column("PRIVILEGE"),
	fGrantedOn:    column("GRANTED_ON"),
	fName:         column("NAME"),
	fCatalog:      column("TABLE_CATALOG"),
	fSchema:       column("TABLE_SCHEMA"),
	fGrantedTo:    column("GRANTED_TO"),
	fGrantee:      column("GRANTEE_NAME"),
	fGrantOption:  column("GRANT_OPTION"),
	fGrantedBy:    column("GRANTED_BY"),
	fEventTime:    column("EVENT_TIMESTAMP"),
	fEventType:    column("EVENT_TYPE"),
	fEventID:      column("EVENT_ID"),
	fUser:         column("USER_NAME"),
	fIP:           column("CLIENT_IP"),
	fClient:       column("REPORTED_CLIENT_TYPE"),
	fFactor:       column("FIRST_AUTHENTICATION_FACTOR"),
	fSecondFactor: column("SECOND_AUTHENTICATION_FACTOR"),
	fSuccess:      column("IS_SUCCESS"),
	fErrorCode:    column("ERROR_CODE"),
	fErrorMessage: column("ERROR_MESSAGE"),
	fStart:        column("START_TIME"),
	fEnd:          column("END_TIME"),
	fQueryID:      column("QUERY_ID"),
	fQuery:        column("QUERY_TEXT"),
	fQueryType:    column("QUERY_TYPE"),
	fStatus:       column("EXECUTION_STATUS"),
	fRoleName:     column("ROLE_NAME"),
	fSession:      column("SESSION_ID"),
	fDatabase:     column("DATABASE_NAME"),
	fLoginName:    column("LOGIN_NAME"),
	fType:         column("TYPE"),
	fOwner:        column("OWNER"),
	fDisabled:     column("DISABLED"),
	fHasPassword:  column("HAS_PASSWORD"),
	fHasKey:       column("HAS_RSA_PUBLIC_KEY"),
	fHasMFA:       column("HAS_MFA", "EXT_AUTHN_DUO"),
	fDefaultRole:  column("DEFAULT_ROLE"),
	fLastLogin:    column("LAST_SUCCESS_LOGIN"),
	fCredential:   column("CREDENTIAL_ID"),
	fExpires:      column("EXPIRATION_DATE"),
	fRestriction:  column("ROLE_RESTRICTION"),
	fLastUsed:     column("LAST_USED_ON"),
	fMethod:       column("AUTHENTICATION_METHOD"),
	fApplication:  column("CLIENT_APPLICATION_ID"),
	fTransfer:     column("TRANSFER_TYPE"),
	fTargetCloud:  column("TARGET_CLOUD"),
	fTargetRegion: column("TARGET_REGION"),
	fBytes:        column("BYTES_TRANSFERRED"),
}

func usage() tabard.Family {
	layout := either.New(fields[:]...)
	var marks [][]string
	for _, set := range [][]string{
		{"GRANTEE_NAME", "GRANTED_TO", "CREATED_ON"},
		{"GRANTEE_NAME", "GRANTED_BY", "ROLE"},
		{"PRIVILEGE", "GRANTED_ON", "GRANTEE_NAME"},
		{"EVENT_TYPE=LOGIN", "USER_NAME"},
		{"EVENT_TIMESTAMP", "USER_NAME", "IS_SUCCESS"},
		{"QUERY_TEXT", "EXECUTION_STATUS"},
		{"QUERY_TEXT", "QUERY_TYPE", "USER_NAME"},
		{"QUERY_TEXT", "USER_NAME"},
		// What is left of rows when columns are chosen.
		{"GRANTEE_NAME", "GRANTED_TO"},
		{"GRANTEE_NAME", "CREATED_ON"},
		{"GRANTEE_NAME", "ROLE"},
		{"GRANTED_TO", "ROLE"},
		{"GRANTED_TO", "PRIVILEGE"},
		{"QUERY_TYPE", "EXECUTION_STATUS"},
		{"QUERY_ID", "QUERY_TYPE"},
		{"QUERY_TEXT", "START_TIME"},
		{"EVENT_TYPE", "IS_SUCCESS"},
		{"CLIENT_IP", "REPORTED_CLIENT_TYPE"},
		{"LOGIN_NAME", "HAS_PASSWORD", "CREATED_ON"},
		{"CREDENTIAL_ID", "USER_NAME", "CREATED_ON"},
		{"SESSION_ID", "AUTHENTICATION_METHOD", "USER_NAME"},
		{"TRANSFER_TYPE", "TARGET_CLOUD"},
		{"TRANSFER_TYPE", "BYTES_TRANSFERRED"},
	} {
		lower := make([]string, len(set))
		for i, mark := range set {
			path, value, valued := strings.Cut(mark, "=")
			if lower[i] = strings.ToLower(path); valued {
				lower[i] += "=" + value
			}
		}
		marks = append(marks, set, lower)
	}
	return tabard.Family{
		Name:      "snowflake",
		Title:     "Snowflake account usage",
		Marks:     marks,
		Paths:     layout.Paths(),
		EventName: "QUERY_TYPE",
		Redact:    redact,
		Normalize: func(s *tabard.Slots, e *tabard.Event) error { return normalize(layout.Of(s), e) },
	}
}

var errNotSnowflake = errors.New("not a row of a Snowflake view that is read: a grant, login, query, user, credential, session or transfer")

func normalize(r either.Record, e *tabard.Event) error {
	if e.Realm = r.Text(fAccount); e.Realm == "" {
		e.Realm = "snowflake"
	}
	e.Outcome = tabard.OutcomeUnknown
	switch {
	case r.Has(fGrantee) || r.Has(fGrantedTo):
		return grant(r, e)
	case r.Has(fQuery) || r.Has(fQueryType):
		return query(r, e)
	case r.Has(fEventType) || r.Has(fFactor):
		return login(r, e)
	case r.Has(fCredential):
		return credential(r, e)
	case r.Has(fMethod):
		return session(r, e)
	case r.Has(fLoginName) || r.Has(fHasPassword):
		return user(r, e)
	case r.Has(fTransfer):
		return transfer(r, e)
	}
	return errNotSnowflake
}

func detail(e *tabard.Event, name, text string) {
	if text == "" {
		return
	}
	if e.Details == nil {
		e.Details = make(map[string]string, 6)
	}
	e.Details[name] = text
}

func principal(realm, name, kind string) tabard.Actor {
	if name == "" {
		return tabard.Actor{}
	}
	a := tabard.Actor{Realm: realm, ID: name, Name: name, Type: kind}
	if strings.Contains(kind, "APPLICATION") || strings.Contains(kind, "SERVICE") {
		a.Kind = tabard.KindService
	}
	return a
}

// grant reads a row of GRANTS_TO_USERS or GRANTS_TO_ROLES.
func grant(r either.Record, e *tabard.Event) error {
	verb := tabard.Granted
	e.Action = "GRANT"
	at, err := r.Time(fCreated)
	if ended, endErr := r.Time(fDeleted); endErr == nil && !ended.IsZero() {
		verb, e.Action = tabard.Revoked, "REVOKE"
		detail(e, "created_on", r.Text(fCreated))
		at = ended
	}
	if err != nil {
		return fmt.Errorf("CREATED_ON: %w", err)
	}
	e.Time = at
	g := tabard.GrantRef{Permission: r.Text(fPrivilege), Resource: object(r)}
	if role := r.Text(fRole); role != "" {
		e.Action += " ROLE"
		g = tabard.GrantRef{Permission: role, Resource: e.Realm, Via: role}
	} else if r.Is(fGrantedOn, "ROLE") || r.Is(fGrantedOn, "DATABASE_ROLE") {
		g.Via = r.Text(fName)
	}
	g.Admin = controls(g.Permission) || controls(g.Via)
	g.Public = strings.EqualFold(r.Text(fGrantee), "PUBLIC")
	kind := r.Text(fGrantedTo)
	if kind == "" {
		kind = "USER"
	}
	who := principal(e.Realm, r.Text(fGrantee), kind)
	e.Actor = principal(e.Realm, r.Text(fGrantedBy), "ROLE")
	if !who.IsZero() {
		e.Targets = append(e.Targets, tabard.Target{Type: kind, ID: who.ID})
	}
	if name := object(r); name != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: r.Text(fGrantedOn), ID: name})
	}
	if option, said := r.Bool(fGrantOption); said && option {
		detail(e, "grant_option", "true")
	}
	e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: who, Grant: g})
	return nil
}

// object is what a privilege is on, with the database and schema it is in.
func object(r either.Record) string {
	var parts []string
	for _, field := range [...]int{fCatalog, fSchema, fName} {
		if part := r.Text(field); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ".")
}

// controls are the roles and privileges that control the account, its security or what they are on.
func controls(permission string) bool {
	switch strings.ToUpper(permission) {
	case "ACCOUNTADMIN", "ORGADMIN", "GLOBALORGADMIN", "SECURITYADMIN", "SYSADMIN", "USERADMIN", "OWNERSHIP", "MANAGE GRANTS", "ALL", "ALL PRIVILEGES":
		return true
	}
	return false
}

// login reads a row of LOGIN_HISTORY.
func login(r either.Record, e *tabard.Event) error {
	at, err := r.Time(fEventTime)
	if err != nil {
		return fmt.Errorf("EVENT_TIMESTAMP: %w", err)
	}
	e.Time, e.Event = at, r.Text(fEventID)
	if e.Action = r.Text(fEventType); e.Action == "" {
		e.Action = "LOGIN"
	}
	e.Source, e.UserAgent = r.Text(fIP), r.Text(fClient)
	e.Actor = principal(e.Realm, r.Text(fUser), "USER")
	switch strings.ToUpper(r.Text(fSuccess)) {
	case "YES", "TRUE", "Y":
		e.Outcome = tabard.OutcomeSuccess
	case "NO", "FALSE", "N":
		e.Outcome, e.Error, e.Message = tabard.OutcomeFailure, r.Text(fErrorCode), r.Text(fErrorMessage)
	}
	if r.Has(fSecondFactor) {
		yes := true
		e.Session.MFA = &yes
	} else if r.Is(fFactor, "PASSWORD") {
		no := false
		e.Session.MFA = &no
	}
	detail(e, "first_authentication_factor", r.Text(fFactor))
	detail(e, "second_authentication_factor", r.Text(fSecondFactor))
	return nil
}

// query reads a row of QUERY_HISTORY.
func query(r either.Record, e *tabard.Event) error {
	at, err := r.Time(fStart)
	if err == nil && at.IsZero() {
		at, err = r.Time(fEnd)
	}
	if err != nil {
		return fmt.Errorf("START_TIME: %w", err)
	}
	text := strings.TrimSpace(r.Text(fQuery))
	e.Time, e.Event = at, r.Text(fQueryID)
	if e.Action = r.Text(fQueryType); e.Action == "" {
		e.Action = firstWords(text)
	}
	e.Actor = principal(e.Realm, r.Text(fUser), "USER")
	e.Session.ID = r.Text(fSession)
	switch strings.ToUpper(r.Text(fStatus)) {
	case "SUCCESS":
		e.Outcome = tabard.OutcomeSuccess
	case "FAIL", "FAILED", "FAILED_WITH_ERROR", "FAILED_WITH_INCIDENT", "INCIDENT":
		e.Outcome, e.Error, e.Message = tabard.OutcomeFailure, r.Text(fErrorCode), r.Text(fErrorMessage)
	}
	detail(e, "role", r.Text(fRoleName))
	detail(e, "database", r.Text(fDatabase))
	if len(text) > 300 {
		text = text[:300]
	}
	detail(e, "query", strings.ToValidUTF8(text, ""))
	if mayChange(e.Action) || r.Text(fQueryType) == "" || e.Action == "UNKNOWN" {
		e.Changes = statement(e.Realm, r.Text(fQuery), e.Actor)
	}
	return nil
}

// firstWords names a statement that has no type by its first two words.
func firstWords(text string) string {
	words := strings.Fields(text)
	if len(words) > 2 {
		words = words[:2]
	}
	if len(words) == 0 {
		return "QUERY"
	}
	return strings.ToUpper(strings.Join(words, " "))
}
