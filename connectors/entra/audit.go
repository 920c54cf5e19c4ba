package entra

import (
	"errors"
	"fmt"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

const (
	auditTime = iota
	auditActivity
	auditID
	auditTenant
	auditResourceID
	auditResult
	auditReason
	auditCaller
	auditCategory
	auditService
	auditType
	auditCorrelation
	auditUserID
	auditUserName
	auditUserDisplay
	auditUserIP
	auditAppID
	auditAppPrincipal
	auditAppName
	auditIdentity
	auditTargets
	auditDetails
	auditUserAgent
	auditFields
)

// auditPaths gives each field's places: in the shape of Azure Monitor, of Microsoft Graph, and of Log Analytics.
var auditPaths = [auditFields][]string{
	auditTime:         {"properties.activityDateTime", "activityDateTime", "ActivityDateTime", "time", "TimeGenerated"},
	auditActivity:     {"properties.activityDisplayName", "activityDisplayName", "ActivityDisplayName", "properties.operationName", "operationName", "OperationName"},
	auditID:           {"properties.id", "id", "Id"},
	auditTenant:       {"tenantId", "properties.tenantId", "AADTenantId"},
	auditResourceID:   {"resourceId", "ResourceId"},
	auditResult:       {"properties.result", "result", "Result", "properties.resultType", "resultType", "ResultType"},
	auditReason:       {"properties.resultReason", "resultReason", "ResultReason", "properties.resultDescription", "resultDescription", "ResultDescription"},
	auditCaller:       {"callerIpAddress", "CallerIpAddress"},
	auditCategory:     {"properties.category", "category", "Category"},
	auditService:      {"properties.loggedByService", "loggedByService", "LoggedByService"},
	auditType:         {"properties.operationType", "operationType", "AADOperationType"},
	auditCorrelation:  {"properties.correlationId", "correlationId", "CorrelationId"},
	auditUserID:       {"properties.initiatedBy.user.id", "initiatedBy.user.id", "InitiatedBy.user.id"},
	auditUserName:     {"properties.initiatedBy.user.userPrincipalName", "initiatedBy.user.userPrincipalName", "InitiatedBy.user.userPrincipalName"},
	auditUserDisplay:  {"properties.initiatedBy.user.displayName", "initiatedBy.user.displayName", "InitiatedBy.user.displayName"},
	auditUserIP:       {"properties.initiatedBy.user.ipAddress", "initiatedBy.user.ipAddress", "InitiatedBy.user.ipAddress"},
	auditAppID:        {"properties.initiatedBy.app.appId", "initiatedBy.app.appId", "InitiatedBy.app.appId"},
	auditAppPrincipal: {"properties.initiatedBy.app.servicePrincipalId", "initiatedBy.app.servicePrincipalId", "InitiatedBy.app.servicePrincipalId"},
	auditAppName:      {"properties.initiatedBy.app.displayName", "initiatedBy.app.displayName", "InitiatedBy.app.displayName", "properties.initiatedBy.app.servicePrincipalName", "initiatedBy.app.servicePrincipalName"},
	auditIdentity:     {"identity", "Identity", "properties.identity"},
	auditTargets:      {"properties.targetResources", "targetResources", "TargetResources"},
	auditDetails:      {"properties.additionalDetails", "additionalDetails", "AdditionalDetails"},
	auditUserAgent:    {"properties.userAgent", "userAgent", "UserAgent"},
}

func audit() tabard.Family {
	fields := either.New(append(auditPaths[:], graphPaths[:]...)...)
	return tabard.Family{
		Name:  "entra.audit",
		Title: "Microsoft Entra ID audit log",
		Marks: [][]string{
			{"category=AuditLogs", "operationName", "properties.activityDisplayName", "properties.initiatedBy"},
			{"category=AuditLogs", "operationName", "properties.targetResources"},
			{"category=AuditLogs", "operationName"},
			{"category=AuditLogs", "properties"},
			{"operationName", "properties.activityDisplayName", "properties.initiatedBy"},
			{"operationName", "properties.activityDateTime", "properties.loggedByService"},
			{"activityDisplayName", "initiatedBy"},
			{"activityDisplayName", "targetResources"},
			{"activityDisplayName", "activityDateTime"},
			{"category=MicrosoftGraphActivityLogs", "operationName", "properties"},
			{"RequestMethod", "RequestUri", "ResponseStatusCode", "AppId"},
			{"OperationName", "InitiatedBy", "TargetResources"},
			{"OperationName", "AADTenantId", "LoggedByService"},
		},
		Kin:       []string{"entra.signin", "azure.activity"},
		Paths:     fields.Paths(),
		EventName: "operationName",
		Secrets: []tabard.SecretPath{
			{Path: "properties.targetResources.modifiedProperties.newValue.secretText", Kind: "client-secret"},
			{Path: "targetResources.modifiedProperties.newValue.secretText", Kind: "client-secret"},
		},
		Normalize: func(s *tabard.Slots, e *tabard.Event) error { return normalizeAudit(fields.Of(s), e) },
	}
}

var errNotAudit = errors.New("not an Entra audit record: it names no activity")

func normalizeAudit(r either.Record, e *tabard.Event) error {
	e.Action = strings.TrimRight(r.Text(auditActivity), " ")
	if r.Has(graphMethod) && r.Has(graphURI) {
		return normalizeCall(r, e)
	}
	if e.Action == "" {
		return errNotAudit
	}
	at, err := r.Time(auditTime)
	if err != nil {
		return fmt.Errorf("activityDateTime: %w", err)
	}
	e.Time = at
	e.Event = r.Text(auditID)
	e.Realm = tenant(r.Text(auditTenant), r.Text(auditResourceID))
	e.Source = r.First(auditUserIP, auditCaller)
	e.UserAgent = r.Text(auditUserAgent)
	e.Outcome, e.Error = outcomeOf(r.Text(auditResult))
	if e.Outcome != tabard.OutcomeSuccess {
		e.Message = r.Text(auditReason)
	}
	initiator(r, e)
	for _, name := range [...]struct {
		field int
		name  string
	}{{auditCategory, "category"}, {auditService, "loggedByService"}, {auditType, "operationType"}, {auditReason, "resultReason"}, {auditCorrelation, "correlationId"}} {
		if text := r.Text(name.field); text != "" {
			detail(e, name.name, text)
		}
	}
	targets := resources(r.Nodes(auditTargets))
	for i := range targets {
		t := &targets[i]
		e.Targets = append(e.Targets, tabard.Target{Type: t.Type, ID: first(t.ID, t.UPN, t.Name), Name: first(t.UPN, t.Name)})
	}
	for _, one := range r.Nodes(auditDetails) {
		switch key, value := one.Child("key").String(), one.Child("value").String(); key {
		case "User-Agent":
			e.UserAgent = value
		case "ipaddr":
			if e.Source == "" {
				e.Source = value
			}
		case "AppId", "Justification", "ExpirationTime", "RoleDefinitionOriginType", "oid", "RequestId", "TicketNumber":
			if value != "" {
				detail(e, key, value)
			}
		}
	}
	if Known(e.Action) {
		o := Operation{Activity: e.Action, Realm: e.Realm, Reason: r.Text(auditReason), Targets: targets, Initiator: e.Actor}
		e.Changes = o.Changes()
	}
	return nil
}

func detail(e *tabard.Event, name, text string) {
	if e.Details == nil {
		e.Details = make(map[string]string, 6)
	}
	e.Details[name] = text
}

// tenant is the directory's id: a field of its own, or part of the resource "/tenants/ID/providers/Microsoft.aadiam".
func tenant(id, resource string) string {
	if id != "" {
		return id
	}
	const prefix = "/tenants/"
	if len(resource) > len(prefix) && strings.EqualFold(resource[:len(prefix)], prefix) {
		id, _, _ = strings.Cut(resource[len(prefix):], "/")
	}
	if id == "" {
		id = "entra" // Microsoft Graph does not say; object ids are unique among all tenants
	}
	return id
}

func outcomeOf(result string) (tabard.Outcome, string) {
	switch strings.ToLower(result) {
	case "success", "0":
		return tabard.OutcomeSuccess, ""
	case "failure", "timeout":
		return tabard.OutcomeFailure, result
	}
	return tabard.OutcomeUnknown, ""
}

// initiator reads who did it. With both a user and an application, the application acted with the user's rights.
func initiator(r either.Record, e *tabard.Event) {
	user := Account(e.Realm, r.Text(auditUserID), r.First(auditUserName, auditUserDisplay), "User")
	app := Account(e.Realm, r.First(auditAppPrincipal, auditAppID), r.Text(auditAppName), "ServicePrincipal")
	switch {
	case !user.IsZero():
		e.Actor = user
		if !app.IsZero() {
			e.Via = append(e.Via, app)
		}
	case !app.IsZero():
		e.Actor = app
	default:
		// The display name of whoever it was, of unknown kind.
		e.Actor = Account(e.Realm, "", r.Text(auditIdentity), "")
	}
}

func resources(nodes []tabard.Node) []Resource {
	all := make([]Resource, 0, len(nodes))
	for _, n := range nodes {
		r := Resource{
			ID: n.Child("id").String(), Name: n.Child("displayName").String(),
			UPN: n.Child("userPrincipalName").String(), Type: n.Child("type").String(),
		}
		for _, p := range n.Child("modifiedProperties").List() {
			r.Modified = append(r.Modified, Property{
				Name: p.Child("displayName").String(), Old: text(p.Child("oldValue")), New: text(p.Child("newValue")),
			})
		}
		all = append(all, r)
	}
	return all
}

// text is a property's value: a string, as the log should write it, or what a collector has parsed it to.
func text(n tabard.Node) string {
	if s := n.String(); s != "" {
		return s
	}
	return strings.Join(n.Strings(), ",")
}
