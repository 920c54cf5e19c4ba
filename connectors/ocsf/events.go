package ocsf

import (
	"errors"
	"fmt"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

const (
	fTime = iota
	fClass
	fClassName
	fActivity
	fActivityName
	fOperation
	fUID
	fTenant
	fStatusID
	fStatus
	fStatusCode
	fStatusDetail
	fMessage
	fUserUID
	fUserName
	fUserEmail
	fUserType
	fUserTypeID
	fUserAccount
	fUserCredential
	fSession
	fSessionStart
	fSessionMFA
	fMFA
	fInvokedBy
	fInvoker
	fApp
	fAppName
	fAgent
	fAgentName
	fIssuer
	fSource
	fUserAgent
	fTargetUID
	fTargetName
	fTargetEmail
	fTargetType
	fTargetAccount
	fRole
	fRoleName
	fGroup
	fGroupName
	fEntity
	fEntityName
	fEntityType
	fPrivileges
	fPolicies
	fRoles
	fCredential
	fCredentialType
	fCredentialExpires
	fResources
	fFinding
	fProduct
	fService
	fVia
	fOrigin
	fFields
)

var fields = [fFields][]string{
	fTime:              {"time", "time_dt", "metadata.original_time"},
	fClass:             {"class_uid"},
	fClassName:         {"class_name"},
	fActivity:          {"activity_id"},
	fActivityName:      {"activity_name", "activity"},
	fOperation:         {"api.operation", "metadata.event_code"},
	fUID:               {"metadata.uid", "metadata.original_event_uid"},
	fTenant:            {"cloud.account.uid", "metadata.tenant_uid", "cloud.account_uid", "cloud.project_uid", "cloud.org.uid"},
	fStatusID:          {"status_id"},
	fStatus:            {"status"},
	fStatusCode:        {"status_code", "api.response.error", "api.response.code"},
	fStatusDetail:      {"status_detail", "api.response.error_message", "api.response.message"},
	fMessage:           {"message"},
	fUserUID:           {"actor.user.uid", "actor.user.uid_alt"},
	fUserName:          {"actor.user.name", "actor.user.full_name"},
	fUserEmail:         {"actor.user.email_addr"},
	fUserType:          {"actor.user.type"},
	fUserTypeID:        {"actor.user.type_id"},
	fUserAccount:       {"actor.user.account.uid", "actor.user.account_uid"},
	fUserCredential:    {"actor.user.credential_uid", "actor.session.credential_uid"},
	fSession:           {"actor.session.uid", "session.uid"},
	fSessionStart:      {"actor.session.created_time", "session.created_time"},
	fSessionMFA:        {"actor.session.is_mfa", "actor.session.mfa", "session.is_mfa"},
	fMFA:               {"is_mfa", "mfa"},
	fInvokedBy:         {"actor.invoked_by"},
	fInvoker:           {"actor.session.issuer"},
	fApp:               {"actor.app_uid"},
	fAppName:           {"actor.app_name"},
	fAgent:             {"ai_agent.uid", "ai_agent.instance_uid", "actor.ai_agent.uid"},
	fAgentName:         {"ai_agent.name", "actor.ai_agent.name"},
	fIssuer:            {"idp.name", "actor.idp.name", "idp.uid", "actor.idp.uid"},
	fSource:            {"src_endpoint.ip", "src_endpoint.name", "src_endpoint.domain", "device.ip"},
	fUserAgent:         {"http_request.user_agent"},
	fTargetUID:         {"user.uid"},
	fTargetName:        {"user.name"},
	fTargetEmail:       {"user.email_addr"},
	fTargetType:        {"user.type"},
	fTargetAccount:     {"user.account.uid", "user.account_uid"},
	fRole:              {"iam_role.uid", "role.uid"},
	fRoleName:          {"iam_role.name", "role.name"},
	fGroup:             {"group.uid"},
	fGroupName:         {"group.name"},
	fEntity:            {"entity.uid"},
	fEntityName:        {"entity.name"},
	fEntityType:        {"entity.type"},
	fPrivileges:        {"privileges", "group.privileges"},
	fPolicies:          {"policies.name", "policy.name", "policies.uid", "policy.uid"},
	fRoles:             {"iam_roles.name", "iam_roles.uid"},
	fCredential:        {"programmatic_credentials.uid"},
	fCredentialType:    {"programmatic_credentials.type"},
	fCredentialExpires: {"programmatic_credentials.expiration_time"},
	fResources:         {"resources", "resource"},
	fFinding:           {"finding_info.title", "finding.title"},
	fProduct:           {"metadata.product.name"},
	fService:           {"api.service.name"},
	fVia:               {"unmapped.via"},
	fOrigin:            {"unmapped.origin"},
}

func events() tabard.Family {
	layout := either.New(fields[:]...)
	return tabard.Family{
		Name:  "ocsf",
		Title: "OCSF events",
		Marks: [][]string{
			{"class_uid", "category_uid", "activity_id", "metadata.version"},
			{"class_uid", "metadata.product", "time"},
			{"class_uid", "activity_id", "metadata"},
			{"class_uid", "type_uid"},
		},
		Paths:     layout.Paths(),
		EventName: "api.operation",
		Secrets: []tabard.SecretPath{
			{Path: "http_request.http_headers.value", Kind: "header"}, {Path: "programmatic_credentials.value", Kind: "secret"},
		},
		Normalize: func(s *tabard.Slots, e *tabard.Event) error { return normalize(layout.Of(s), e) },
	}
}

var errNotOCSF = errors.New("not an OCSF event: it has no class_uid")

func normalize(r either.Record, e *tabard.Event) error {
	class := r.Text(fClass)
	if class == "" {
		return errNotOCSF
	}
	at, err := r.Time(fTime)
	if err != nil {
		return fmt.Errorf("time: %w", err)
	}
	e.Time, e.Event = at, r.Text(fUID)
	if e.Realm = r.First(fTenant, fUserAccount); e.Realm == "" {
		e.Realm = r.Text(fProduct)
	}
	done := activityName(r, class)
	if e.Action = r.Text(fOperation); e.Action == "" {
		if e.Action = className(r, class); done != "" {
			e.Action = strings.TrimPrefix(e.Action+": "+done, ": ")
		}
		if e.Action == "" {
			e.Action = class
		}
	}
	outcome(r, e)
	who(r, e)
	e.Source, e.UserAgent, e.Origin = r.Text(fSource), r.Text(fUserAgent), r.Text(fOrigin)
	e.Session.ID = r.Text(fSession)
	e.Session.Started, _ = r.Time(fSessionStart)
	for _, field := range [...]int{fSessionMFA, fMFA} {
		if mfa, said := r.Bool(field); said && e.Session.MFA == nil {
			e.Session.MFA = &mfa
		}
	}
	for _, n := range r.Nodes(fResources) {
		id := n.Child("uid").String()
		if id == "" {
			id = n.Child("name").String()
		}
		e.Targets = append(e.Targets, tabard.Target{Type: n.Child("type").String(), ID: id, Name: n.Child("name").String()})
	}
	for _, d := range [...]struct {
		field int
		name  string
	}{{fClassName, "class"}, {fActivityName, "activity"}, {fService, "service"}, {fProduct, "product"}, {fFinding, "finding"}, {fIssuer, "idp"}} {
		if text := r.Text(d.field); text != "" {
			detail(e, d.name, text)
		}
	}
	changes(r, e, class, done)
	return nil
}

func detail(e *tabard.Event, name, text string) {
	if e.Details == nil {
		e.Details = make(map[string]string, 5)
	}
	e.Details[name] = text
}

func outcome(r either.Record, e *tabard.Event) {
	switch id := r.Text(fStatusID); {
	case id == "1", id == "" && strings.EqualFold(r.Text(fStatus), "success"):
		e.Outcome = tabard.OutcomeSuccess
	case id == "2", id == "" && strings.EqualFold(r.Text(fStatus), "failure"):
		e.Outcome, e.Error, e.Message = tabard.OutcomeFailure, r.Text(fStatusCode), r.First(fStatusDetail, fMessage)
	default:
		e.Outcome = tabard.OutcomeUnknown
	}
}

// who reads the actor. An agent that acts for a user is the actor, the user behind it.
func who(r either.Record, e *tabard.Event) {
	user := account(r.First(fUserAccount, fTenant), r.Text(fUserUID), r.First(fUserName, fUserEmail), r.Text(fUserType), r.Text(fUserTypeID))
	agent := account(e.Realm, r.Text(fAgent), r.Text(fAgentName), "AI agent", "")
	app := account(e.Realm, r.Text(fApp), r.Text(fAppName), "Application", "")
	switch {
	case !agent.IsZero():
		e.Actor = agent
		if !user.IsZero() {
			e.Via = append(e.Via, user)
		}
	case !user.IsZero():
		e.Actor = user
		if !app.IsZero() {
			e.Via = append(e.Via, app)
		}
	default:
		e.Actor = app
	}
	if id := r.Text(fUserCredential); id != "" {
		e.Credential = tabard.CredentialRef{ID: id}
	}
	chain := r.Nodes(fVia)
	for _, n := range chain {
		if a := account(n.Child("realm").String(), n.Child("uid").String(), n.Child("name").String(), n.Child("type").String(), ""); !a.IsZero() {
			e.Via = append(e.Via, a)
		}
	}
	if by := r.Text(fInvokedBy); by != "" && len(chain) == 0 {
		e.Via = append(e.Via, account(e.Realm, by, "", "", ""))
	} else if issuer := r.Text(fInvoker); issuer != "" && len(chain) == 0 && issuer != e.Actor.ID {
		e.Via = append(e.Via, account(e.Realm, issuer, "", "", ""))
	}
}

func account(realm, id, name, kind, typeID string) tabard.Actor {
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
	case kind == "AI agent":
		a.Kind = tabard.KindAgent
	case typeID == "3", typeID == "4", kind == "Application", kind == "System", kind == "Service", kind == "ServiceAccount":
		a.Kind = tabard.KindService
	}
	return a
}
