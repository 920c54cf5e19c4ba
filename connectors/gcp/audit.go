package gcp

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

const (
	fTime = iota
	fInsertID
	fLogName
	fProject
	fResourceType
	fSeverity
	fService
	fMethod
	fResourceName
	fPrincipal
	fSubject
	fKeyName
	fDelegation
	fOriginal
	fOAuthClient
	fGranted
	fPermission
	fStatus
	fStatusCode
	fStatusMessage
	fCallerIP
	fUserAgent
	fRequest
	fResponse
	fMetadata
	fDeltas
	fServiceData
	fEmailID
	fEventName
	fOperation
	fFirst
	fPayload
	fFields
)

// payload gives the places of a field of the audit record: in an entry as the API writes it, as collectors that fold names
// to lower case leave it, and as BigQuery exports it.
func payload(names ...string) []string {
	all := make([]string, 0, 3*len(names))
	for _, name := range names {
		all = append(all, "protoPayload."+name, "protopayload."+name, "protopayload_auditlog."+name)
	}
	return all
}

var fields = [fFields][]string{
	fTime:          {"timestamp", "protopayload.timestamp", "receiveTimestamp", "receivetimestamp"},
	fInsertID:      {"insertId", "insertid", "insert_id"},
	fLogName:       {"logName", "logname", "log_name"},
	fProject:       {"resource.labels.project_id", "protopayload.resource.labels.project_id"},
	fResourceType:  {"resource.type", "protopayload.resource.type"},
	fSeverity:      {"severity", "protopayload.severity"},
	fService:       append(payload("serviceName", "metadata.serviceName"), "serviceName", "resource.labels.service"),
	fMethod:        append(payload("methodName", "metadata.methodName"), "methodName", "resource.labels.method"),
	fResourceName:  append(payload("resourceName", "metadata.resourceName"), "resourceName"),
	fPrincipal:     append(payload("authenticationInfo.principalEmail"), "authenticationInfo.principalEmail"),
	fSubject:       payload("authenticationInfo.principalSubject"),
	fKeyName:       payload("authenticationInfo.serviceAccountKeyName"),
	fDelegation:    payload("authenticationInfo.serviceAccountDelegationInfo"),
	fOriginal:      payload("authenticationInfo.serviceDelegationHistory.originalPrincipal"),
	fOAuthClient:   payload("authenticationInfo.oauthInfo.oauthClientId"),
	fGranted:       payload("authorizationInfo.granted"),
	fPermission:    payload("authorizationInfo.permission"),
	fStatus:        payload("status"),
	fStatusCode:    payload("status.code"),
	fStatusMessage: payload("status.message"),
	fCallerIP:      payload("requestMetadata.callerIp", "requestMetadata.callerIP", "metadata.requestMetadata.callerIP"),
	fUserAgent:     payload("requestMetadata.callerSuppliedUserAgent", "metadata.requestMetadata.callerSuppliedUserAgent"),
	fRequest:       payload("request"),
	fResponse:      payload("response"),
	fMetadata:      append(payload("metadata"), "protopayload_auditlog.metadataJson"),
	fDeltas:        append(payload("serviceData.policyDelta.bindingDeltas"), "protopayload_auditlog.servicedata_v1_iam.policyDelta.bindingDeltas"),
	fServiceData:   payload("serviceData"),
	fEmailID:       {"resource.labels.email_id"},
	fEventName:     payload("metadata.event.eventName"),
	fOperation:     {"operation.id"},
	fFirst:         {"operation.first"},
	fPayload:       {"protoPayload", "protopayload", "protopayload_auditlog"},
}

func audit() tabard.Family {
	layout := either.New(fields[:]...)
	return tabard.Family{
		Name:  "gcp.audit",
		Title: "Google Cloud audit logs",
		Marks: [][]string{
			{"protoPayload.methodName", "protoPayload.serviceName", "logName"},
			{"protoPayload.methodName", "protoPayload.authenticationInfo"},
			{"protoPayload.methodName"},
			{"protoPayload", "logName"},
			{"protoPayload", "resource.type"},
			{"protopayload", "logname"},
			{"protopayload", "resource.type"},
			{"protopayload_auditlog", "timestamp"},
			{"methodName", "resource.labels.project_id"},
			{"methodName", "authenticationInfo.principalEmail"},
			{"insertId", "resource.labels.project_id", "logName"},
			{"methodName"}, // all that some collectors leave of a record
			{"logName=projects/*", "resource.type"},
			{"logName=organizations/*", "resource.type"},
		},
		Kin:         []string{"kubernetes.audit"}, // GKE writes what its API servers audit into the same log
		Paths:       layout.Paths(),
		EventName:   "protoPayload.methodName",
		EventSource: "protoPayload.serviceName",
		Secrets:     secrets(),
		Normalize:   func(s *tabard.Slots, e *tabard.Event) error { return normalize(layout.Of(s), e) },
	}
}

// secrets are what services answer or are asked with and must not be kept.
func secrets() []tabard.SecretPath {
	var all []tabard.SecretPath
	for _, secret := range [...]struct{ name, kind string }{
		{"response.private_key_data", "private-key"},
		{"response.privateKeyData", "private-key"},
		{"response.keyString", "api-key"},
		{"response.key_string", "api-key"},
		{"response.response.keyString", "api-key"},
		{"response.secret", "secret"},
		{"response.clientSecret", "client-secret"},
		{"response.client_secret", "client-secret"},
		{"response.accessToken", "token"},
		{"response.access_token", "token"},
		{"response.token", "token"},
		{"response.signedJwt", "token"},
		{"request.payload.data", "secret"},
		{"request.password", "password"},
		{"request.body.password", "password"},
		{"request.user.password", "password"},
		{"request.clientSecret", "client-secret"},
		{"request.workforcePoolProvider.oidc.clientSecret.value.plainText", "client-secret"},
		{"request.rootPassword", "password"},
		{"request.body.rootPassword", "password"},
		{"request.resource.rootPassword", "password"},
	} {
		for _, path := range payload(secret.name) {
			all = append(all, tabard.SecretPath{Path: path, Kind: secret.kind})
		}
	}
	return all
}

var errNotAudit = errors.New("not a Google Cloud audit record: it has neither an audit payload nor a method")

// entry reads one log entry.
type entry struct {
	either.Record
	realm   string
	service string
	method  string // the last name of the method, as it is written
}

func normalize(r either.Record, e *tabard.Event) error {
	x := &entry{Record: r, service: r.Text(fService)}
	if !r.Has(fPayload) && !r.Has(fMethod) && !r.Has(fLogName) {
		return errNotAudit
	}
	at, err := r.Time(fTime)
	if err != nil {
		return fmt.Errorf("timestamp: %w", err)
	}
	e.Time = at
	e.Action = r.First(fMethod, fEventName, fPermission, fService, fLogName)
	if e.Action == "" {
		e.Action = "LogEntry"
	}
	x.method = e.Action[strings.LastIndexAny(e.Action, "./")+1:]
	e.Event = r.Text(fInsertID)
	x.realm = realm(r.Text(fProject), r.Text(fLogName))
	e.Realm = x.realm
	e.Source, e.UserAgent = r.Text(fCallerIP), r.Text(fUserAgent)
	x.outcome(e)
	x.who(e)
	if name := r.First(fResourceName, fEmailID); name != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: r.Text(fResourceType), ID: name})
	}
	for _, d := range [...]struct {
		field int
		name  string
	}{{fService, "serviceName"}, {fPermission, "permission"}, {fOAuthClient, "oauthClientId"}, {fOperation, "operation"}, {fSeverity, "severity"}} {
		if text := r.Text(d.field); text != "" {
			detail(e, d.name, text)
		}
	}
	x.changes(e)
	return nil
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

// realm is the project, or what the log belongs to: "projects/P/logs/…", "organizations/N/logs/…", "folders/N/logs/…".
func realm(project, logName string) string {
	if project != "" {
		return project
	}
	_, rest, ok := strings.Cut(logName, "/")
	if !ok {
		return "gcp"
	}
	id, _, _ := strings.Cut(rest, "/")
	return id
}

// outcome reads the status, which is absent or empty when all went well, and whether access was granted.
func (x *entry) outcome(e *tabard.Event) {
	e.Outcome = tabard.OutcomeUnknown
	if code := x.Text(fStatusCode); code != "" && code != "0" {
		e.Outcome, e.Error, e.Message = tabard.OutcomeFailure, code, x.Text(fStatusMessage)
		return
	}
	granted, said := x.Bool(fGranted)
	switch {
	case said && !granted:
		e.Outcome, e.Error = tabard.OutcomeFailure, "not granted"
	case x.Is(fSeverity, "ERROR"):
		e.Outcome = tabard.OutcomeFailure
	case strings.HasSuffix(e.Action, "loginFailure"):
		e.Outcome = tabard.OutcomeFailure
	case said, x.Has(fStatus), strings.HasSuffix(e.Action, "loginSuccess"):
		e.Outcome = tabard.OutcomeSuccess
	}
}

// who reads the principal, the chain of delegations behind it, and the key it used.
func (x *entry) who(e *tabard.Event) {
	e.Actor = principal(x.First(fPrincipal, fSubject), x.realm)
	if x.Has(fPrincipal) && strings.HasPrefix(x.Text(fSubject), "principal://") {
		// A service account that a federated principal became: the subject says who that is.
		e.Via = append(e.Via, principal(x.Text(fSubject), x.realm))
	}
	if key := x.Text(fKeyName); key != "" {
		e.Credential = tabard.CredentialRef{Kind: tabard.CredentialKey, ID: key[strings.LastIndexByte(key, '/')+1:]}
	}
	// The log has the delegations in the order they happened; the nearest is the last.
	chain := x.Nodes(fDelegation)
	for _, c := range slices.Backward(chain) {
		who := c.Get("firstPartyPrincipal.principalEmail").String()
		if who == "" {
			who = c.Get("principalSubject").String()
		}
		if a := principal(who, x.realm); !a.IsZero() {
			e.Via = append(e.Via, a)
		}
	}
	if original := principal(x.Text(fOriginal), x.realm); !original.IsZero() {
		e.Via = append(e.Via, original)
	}
	if client := x.Text(fOAuthClient); client != "" {
		e.Via = append(e.Via, tabard.Actor{Realm: x.realm, ID: client, Name: client, Type: "oauthClient", Kind: tabard.KindService})
	}
}
