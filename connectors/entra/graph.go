package entra

import (
	"fmt"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

const (
	graphMethod = auditFields + iota
	graphURI
	graphStatus
	graphUser
	graphPrincipal
	graphApp
	graphIP
	graphSignIn
	graphRoles
	graphScopes
	graphAuth
	graphRequest
	graphTime
	graphFields
)

// graphPaths are the fields of a call of Microsoft Graph, which a diagnostic setting sends beside the audit log. Graph itself
// does not give these records.
var graphPaths = [graphFields - auditFields][]string{
	graphMethod - auditFields:    {"properties.requestMethod", "RequestMethod"},
	graphURI - auditFields:       {"properties.requestUri", "RequestUri"},
	graphStatus - auditFields:    {"properties.responseStatusCode", "ResponseStatusCode", "resultSignature"},
	graphUser - auditFields:      {"properties.userId", "properties.UserId", "UserId"},
	graphPrincipal - auditFields: {"properties.servicePrincipalId", "properties.ServicePrincipalId", "ServicePrincipalId"},
	graphApp - auditFields:       {"properties.appId", "AppId"},
	graphIP - auditFields:        {"properties.ipAddress", "IPAddress", "callerIpAddress"},
	graphSignIn - auditFields:    {"properties.signInActivityId", "SignInActivityId"},
	graphRoles - auditFields:     {"properties.roles", "Roles"},
	graphScopes - auditFields:    {"properties.scopes", "Scopes"},
	graphAuth - auditFields:      {"properties.clientAuthMethod", "ClientAuthMethod"},
	graphRequest - auditFields:   {"properties.requestId", "RequestId"},
	graphTime - auditFields:      {"properties.timeGenerated", "time", "TimeGenerated"},
}

// clientAuth names how the application proved itself for its token.
var clientAuth = map[string]string{"0": "public client", "1": "client secret", "2": "client certificate"}

// normalizeCall reads a call of Microsoft Graph: by an application itself, or by one that acts for a user.
func normalizeCall(r either.Record, e *tabard.Event) error {
	at, err := r.Time(graphTime)
	if err != nil {
		return fmt.Errorf("timeGenerated: %w", err)
	}
	if e.Time = at; e.Action == "" {
		e.Action = "Microsoft Graph Activity"
	}
	e.Event = r.Text(graphRequest)
	e.Realm = tenant(r.Text(auditTenant), r.Text(auditResourceID))
	e.Source, e.UserAgent, e.Session.ID = r.Text(graphIP), r.Text(auditUserAgent), r.Text(graphSignIn)
	e.Outcome = tabard.OutcomeUnknown
	if code := r.Text(graphStatus); len(code) == 3 {
		e.Outcome = tabard.OutcomeSuccess
		if code[0] >= '4' {
			e.Outcome, e.Error = tabard.OutcomeFailure, code
		}
	}
	app := Account(e.Realm, r.Text(graphPrincipal), "", "ServicePrincipal")
	if app.IsZero() {
		app = Account(e.Realm, r.Text(graphApp), "", "Application")
	}
	if user := Account(e.Realm, r.Text(graphUser), "", "User"); !user.IsZero() {
		e.Actor = user
		if !app.IsZero() {
			e.Via = append(e.Via, app)
		}
	} else {
		e.Actor = app
	}
	uri, _, _ := strings.Cut(r.Text(graphURI), "?")
	if uri != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: "uri", ID: uri})
	}
	for _, d := range [...]struct {
		field int
		name  string
	}{{graphMethod, "requestMethod"}, {graphRoles, "roles"}, {graphScopes, "scopes"}, {graphApp, "appId"}} {
		if text := r.Text(d.field); text != "" {
			detail(e, d.name, text)
		}
	}
	if how := clientAuth[r.Text(graphAuth)]; how != "" {
		detail(e, "clientAuthMethod", how)
	}
	return nil
}
