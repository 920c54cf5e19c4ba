package auth0

import (
	"errors"
	"fmt"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

const (
	fTime = iota
	fType
	fID
	fDescription
	fTenant
	fClient
	fClientName
	fUser
	fUserName
	fIP
	fUserAgent
	fConnection
	fStrategy
	fScope
	fAudience
	fMethod
	fPath
	fBody
	fResponse
	fStatus
	fAdmin
	fAdminName
	fAdminEmail
	fToken
	fScopes
	fError
	fChannel
	fSession
	fJA
	fFields
)

// in gives the place of a field in a stream's record and in a flat one.
func in(names ...string) []string {
	var all []string
	for _, name := range names {
		all = append(all, "data."+name, name)
	}
	return all
}

var fields = [fFields][]string{
	fTime:        in("date"),
	fType:        in("type"),
	fID:          {"log_id", "data.log_id", "data._id", "_id"},
	fDescription: in("description"),
	fTenant:      in("tenant_name", "hostname"),
	fClient:      in("client_id"),
	fClientName:  in("client_name"),
	fUser:        in("user_id"),
	fUserName:    in("user_name"),
	fIP:          in("ip", "details.request.ip"),
	fUserAgent:   in("details.request.userAgent", "user_agent"),
	fConnection:  in("connection"),
	fStrategy:    in("strategy"),
	fScope:       in("scope"),
	fAudience:    in("audience"),
	fMethod:      in("details.request.method"),
	fPath:        in("details.request.path"),
	fBody:        in("details.request.body"),
	fResponse:    in("details.response.body"),
	fStatus:      in("details.response.statusCode"),
	fAdmin:       in("details.request.auth.user.user_id"),
	fAdminName:   in("details.request.auth.user.name"),
	fAdminEmail:  in("details.request.auth.user.email"),
	fToken:       in("details.request.auth.credentials.jti"),
	fScopes:      in("details.request.auth.credentials.scopes"),
	fError:       in("details.error.message", "details.error", "details.body.message"),
	fChannel:     in("details.request.channel"),
	fSession:     in("session_id", "details.session_id"),
	fJA:          in("security_context.ja4", "security_context.ja3"),
}

func logs() tabard.Family {
	layout := either.New(fields[:]...)
	var secrets []tabard.SecretPath
	for _, secret := range [...]struct{ path, kind string }{
		{"details.request.body.client_secret", "client-secret"},
		{"details.response.body.client_secret", "client-secret"},
		{"details.request.body.password", "password"},
		{"details.request.body.options.client_secret", "client-secret"},
		{"details.response.body.options.client_secret", "client-secret"},
		{"details.request.body.sink.httpAuthorization", "token"},
		{"details.response.body.access_token", "token"},
		{"details.response.body.token", "token"},
		{"details.response.body.ticket", "ticket"},
		{"details.response.body.recovery_code", "recovery-code"},
		{"details.response.body.signing_keys.key", "private-key"},
		{"details.request.body.credentials.password", "password"},
	} {
		for _, path := range in(secret.path) {
			secrets = append(secrets, tabard.SecretPath{Path: path, Kind: secret.kind})
		}
	}
	return tabard.Family{
		Name:  "auth0",
		Title: "Auth0 tenant logs",
		Marks: [][]string{
			{"data.log_id", "data.type", "data.client_id"},
			{"data.log_id", "data.type"},
			{"log_id", "data.type", "data.date"},
			{"data.details.request.auth", "data.type"},
			{"log_id", "type", "client_id", "date"},
			{"log_id", "type", "ip", "date"},
			{"details.request.auth.credentials.jti", "type", "description"},
		},
		Paths:     layout.Paths(),
		EventName: "data.type",
		Secrets:   secrets,
		Normalize: func(s *tabard.Slots, e *tabard.Event) error { return normalize(layout.Of(s), e) },
	}
}

var errNotAuth0 = errors.New("not an Auth0 log record: it has neither a type nor a description")

func normalize(r either.Record, e *tabard.Event) error {
	kind, description := r.Text(fType), r.Text(fDescription)
	if kind == "" && description == "" {
		return errNotAuth0
	}
	at, err := r.Time(fTime)
	if err != nil {
		return fmt.Errorf("date: %w", err)
	}
	e.Time, e.Event = at, r.Text(fID)
	if e.Realm = r.Text(fTenant); e.Realm == "" {
		e.Realm = "auth0"
	}
	// The types of API calls are the same for all; what the call was is its description.
	e.Action = kind
	if description != "" && (kind == "" || kind == "sapi" || kind == "fapi" || kind == "mgmt_api_read") {
		e.Action = description
	}
	e.Source, e.UserAgent = r.Text(fIP), r.Text(fUserAgent)
	e.Session.ID = r.First(fSession, fToken)
	outcome(r, e, kind)
	e.Actor = actor(r, e.Realm)
	for _, t := range [...]struct {
		field int
		kind  string
	}{{fUser, "user"}, {fClient, "client"}, {fConnection, "connection"}, {fAudience, "audience"}} {
		if id := r.Text(t.field); id != "" {
			e.Targets = append(e.Targets, tabard.Target{Type: t.kind, ID: id})
		}
	}
	for _, d := range [...]struct {
		field int
		name  string
	}{{fType, "type"}, {fMethod, "method"}, {fPath, "path"}, {fDescription, "description"}, {fStrategy, "strategy"}, {fScope, "scope"}, {fChannel, "channel"}, {fJA, "tls_fingerprint"}} {
		if text := r.Text(d.field); text != "" {
			detail(e, d.name, text)
		}
	}
	changes(r, e, kind)
	return nil
}

func detail(e *tabard.Event, name, text string) {
	if e.Details == nil {
		e.Details = make(map[string]string, 6)
	}
	e.Details[name] = text
}

// outcome is told by the answer of a call, and by the type: those of successes begin with s, of failures with f.
// https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
func outcome(r either.Record, e *tabard.Event, kind string) {
	e.Outcome = tabard.OutcomeUnknown
	switch code := r.Text(fStatus); {
	case len(code) == 3 && code[0] >= '4':
		e.Outcome, e.Error = tabard.OutcomeFailure, code
	case len(code) == 3:
		e.Outcome = tabard.OutcomeSuccess
	case kind == "signup_pwd_leak", kind == "pwd_leak", kind == "reset_pwd_leak":
	case strings.HasPrefix(kind, "limit_"), strings.HasPrefix(kind, "gd_") && (strings.HasSuffix(kind, "failed") || strings.HasSuffix(kind, "rejected")):
		e.Outcome, e.Error = tabard.OutcomeFailure, kind
	case strings.HasPrefix(kind, "gd_") && (strings.HasSuffix(kind, "succeed") || strings.HasSuffix(kind, "complete")), kind == "mgmt_api_read":
		e.Outcome = tabard.OutcomeSuccess
	case kind == "":
	case kind[0] == 's' && len(kind) <= 8:
		e.Outcome = tabard.OutcomeSuccess
	case kind[0] == 'f' && len(kind) <= 8:
		e.Outcome, e.Error = tabard.OutcomeFailure, kind
	}
	if e.Outcome == tabard.OutcomeFailure {
		if e.Message = r.Text(fError); e.Message == "" {
			e.Message = r.Text(fDescription)
		}
	}
}

// actor is who was at the dashboard or called the API, the user who signed in, or the application that did so by itself.
func actor(r either.Record, realm string) tabard.Actor {
	switch {
	case strings.HasSuffix(r.Text(fType), "pwd_leak"): // somebody with a leaked password, whoever that is
		return tabard.Actor{}
	case r.Has(fAdmin) || r.Has(fAdminEmail):
		return account(realm, r.Text(fAdmin), r.First(fAdminEmail, fAdminName), "user")
	case r.Has(fUser) || r.Has(fUserName):
		return account(realm, r.Text(fUser), r.Text(fUserName), "user")
	}
	return account(realm, r.Text(fClient), r.Text(fClientName), "client")
}

func account(realm, id, name, kind string) tabard.Actor {
	if id == "" {
		id = name
	}
	if id == "" {
		return tabard.Actor{}
	}
	if name == "" {
		name = id
	}
	a := tabard.Actor{Realm: realm, ID: id, Name: name, Type: kind}
	switch {
	case kind == "client", strings.HasSuffix(id, "@clients"): // how an application's own tokens are named
		a.Kind = tabard.KindService
	case kind == "user":
		a.Kind = tabard.KindHuman
	}
	return a
}
