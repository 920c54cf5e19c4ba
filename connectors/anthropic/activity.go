package anthropic

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
	fOrganization
	fWorkspace
	fActorType
	fActorUser
	fActorKey
	fActorAccount
	fActorEmail
	fActorOther
	fActorIP
	fActorAgent
	fUser
	fUserEmail
	fKey
	fAccount
	fAgent
	fApp
	fRunner
	fIssuer
	fServer
	fPrincipal
	fPrincipalType
	fRole
	fOldRole
	fName
	fEnabled
	fPermission
	fDomain
	fURL
	fStatus
	fReason
	fResult
	fExpires
	fScopes
	fIntegration
	fGroup
	fSession
	fFields
)

var fields = [fFields][]string{
	fTime:          {"created_at"},
	fType:          {"type"},
	fID:            {"id"},
	fOrganization:  {"organization_id", "organization_uuid"},
	fWorkspace:     {"workspace_id"},
	fActorType:     {"actor.type"},
	fActorUser:     {"actor.user_id"},
	fActorKey:      {"actor.api_key_id", "actor.admin_api_key_id", "actor.scoped_api_key_id", "actor.key_id", "actor.service_key_id"},
	fActorAccount:  {"actor.service_account_id", "actor.service_id", "actor.agent_id"},
	fActorEmail:    {"actor.email_address", "actor.email", "actor.unauthenticated_email_address"},
	fActorOther:    {"actor.directory_id", "actor.id", "actor.name"},
	fActorIP:       {"actor.ip_address", "ip_address"},
	fActorAgent:    {"actor.user_agent", "user_agent"},
	fUser:          {"user_id", "target_user_id", "member_id", "invited_user_id"},
	fUserEmail:     {"user_email", "email_address", "email", "invited_email", "member_email"},
	fKey:           {"api_key_id", "admin_api_key_id", "scoped_api_key_id", "service_key_id", "signing_key_id", "key_id", "credential_id", "tunnel_token_id", "certificate_id", "device_id", "invite_link_id", "external_key_id"},
	fAccount:       {"service_account_id", "service_id", "scim_user_id"},
	fAgent:         {"agent_id", "ccr_agent_id"},
	fApp:           {"oauth_app_id", "client_id"},
	fRunner:        {"runner_id", "runner_pool_id", "pool_id"},
	fIssuer:        {"issuer_url", "issuer", "federation_issuer_id", "federation_rule_id", "connection_id", "directory_id", "entity_id"},
	fServer:        {"mcp_server_id", "mcp_server_uuid", "connector_id", "server_id"},
	fPrincipal:     {"principal_id", "assignee_id"},
	fPrincipalType: {"principal_type", "assignee_type"},
	fRole:          {"current_role", "new_role", "role", "role_name", "workspace_role", "rbac_role_name", "role_id", "rbac_role_id"},
	fOldRole:       {"previous_role", "old_role"},
	fName:          {"name", "api_key_name", "mcp_server_name", "display_name", "app_name"},
	fEnabled:       {"is_enabled", "enabled"},
	fPermission:    {"permission", "permission_name", "capability"},
	fDomain:        {"domain", "domain_name"},
	fURL:           {"url", "mcp_server_url", "server_url", "endpoint"},
	fStatus:        {"status_code"},
	fReason:        {"failure_reason", "error_reason", "reason", "error", "error_message"},
	fResult:        {"outcome", "result", "success"},
	fExpires:       {"expires_at"},
	fScopes:        {"scopes"},
	fIntegration:   {"integration_type", "provider"},
	fGroup:         {"group_id", "rbac_group_id"},
	fSession:       {"session_id"},
}

func activity() tabard.Family {
	layout := either.New(fields[:]...)
	return tabard.Family{
		Name:  "anthropic.activity",
		Title: "Anthropic activity feed",
		Marks: [][]string{
			{"type", "created_at", "organization_id", "actor.type"},
			{"type", "created_at", "organization_uuid", "actor.type"},
			{"id=activity_*", "type", "created_at"},
			{"type", "actor.type=user_actor"},
			{"type", "actor.type=api_actor"},
			{"type", "actor.type=unauthenticated_user_actor"},
			{"type", "actor.type=admin_api_key_actor"},
			{"type", "actor.type=service_account_actor"},
		},
		Paths:     layout.Paths(),
		ID:        []string{"id"},
		EventName: "type",
		Secrets: []tabard.SecretPath{
			{Path: "api_key", Kind: "api-key"},
			{Path: "secret", Kind: "secret"},
			{Path: "token", Kind: "token"},
			{Path: "client_secret", Kind: "client-secret"},
			{Path: "invite_link", Kind: "invite-link"},
			{Path: "invite_url", Kind: "invite-link"},
		},
		Normalize: func(s *tabard.Slots, e *tabard.Event) error { return normalize(layout.Of(s), e) },
	}
}

var errNotActivity = errors.New("not an activity of Anthropic's feed: it has no type")

func normalize(r either.Record, e *tabard.Event) error {
	if e.Action = r.Text(fType); e.Action == "" {
		return errNotActivity
	}
	at, err := r.Time(fTime)
	if err != nil {
		return fmt.Errorf("created_at: %w", err)
	}
	e.Time, e.Event, e.Realm = at, r.Text(fID), r.Text(fOrganization)
	e.Source, e.UserAgent = r.Text(fActorIP), r.Text(fActorAgent)
	e.Session.ID = r.Text(fSession)
	outcome(r, e)
	who(r, e)
	for _, t := range [...]struct {
		field int
		kind  string
	}{
		{fUser, "user"},
		{fKey, "key"},
		{fAccount, "service_account"},
		{fAgent, "agent"},
		{fApp, "oauth_app"},
		{fRunner, "runner"},
		{fServer, "mcp_server"},
		{fPrincipal, "principal"},
		{fIssuer, "issuer"},
		{fDomain, "domain"},
		{fGroup, "group"},
		{fWorkspace, "workspace"},
	} {
		if id := r.Text(t.field); id != "" {
			e.Targets = append(e.Targets, tabard.Target{Type: t.kind, ID: id, Name: targetName(r, t.field)})
		}
	}
	for _, d := range [...]struct {
		field int
		name  string
	}{
		{fActorType, "actor.type"},
		{fRole, "role"},
		{fOldRole, "previous_role"},
		{fName, "name"},
		{fPermission, "permission"},
		{fURL, "url"},
		{fReason, "reason"},
		{fScopes, "scopes"},
		{fIntegration, "integration_type"},
		{fUserEmail, "user_email"},
	} {
		if text := r.Text(d.field); text != "" {
			detail(e, d.name, text)
		}
	}
	if enabled, said := r.Bool(fEnabled); said {
		detail(e, "is_enabled", map[bool]string{true: "true", false: "false"}[enabled])
	}
	changes(r, e)
	return nil
}

func targetName(r either.Record, field int) string {
	switch field {
	case fUser:
		return r.Text(fUserEmail)
	case fKey, fAccount, fAgent, fApp, fServer:
		return r.Text(fName)
	}
	return ""
}

func detail(e *tabard.Event, name, text string) {
	if e.Details == nil {
		e.Details = make(map[string]string, 6)
	}
	e.Details[name] = text
}

// outcome is in the type of an attempt ("sso_login_failed"), or in fields of those few that report one.
func outcome(r either.Record, e *tabard.Event) {
	e.Outcome = tabard.OutcomeUnknown
	switch {
	case strings.HasSuffix(e.Action, "_failed"), strings.HasSuffix(e.Action, "_blocked"):
		e.Outcome, e.Error = tabard.OutcomeFailure, r.Text(fReason)
		return
	case strings.HasSuffix(e.Action, "_succeeded"):
		e.Outcome = tabard.OutcomeSuccess
		return
	}
	if code := r.Text(fStatus); len(code) == 3 {
		e.Outcome = tabard.OutcomeSuccess
		if code[0] >= '4' {
			e.Outcome, e.Error = tabard.OutcomeFailure, code
		}
		return
	}
	if ok, said := r.Bool(fResult); said && !ok || r.Is(fResult, "failure") || r.Is(fResult, "denied") {
		e.Outcome, e.Error = tabard.OutcomeFailure, r.Text(fReason)
	} else if said && ok || r.Is(fResult, "success") {
		e.Outcome = tabard.OutcomeSuccess
	}
}

// who reads the actor by the type that the record declares. A key that acts is the actor; its owner is not in the record.
func who(r either.Record, e *tabard.Event) {
	kind := r.Text(fActorType)
	id := r.First(fActorUser, fActorAccount, fActorKey, fActorEmail, fActorOther)
	name := r.First(fActorEmail, fActorUser, fActorAccount, fActorKey)
	if key := r.Text(fActorKey); key != "" {
		e.Credential = tabard.CredentialRef{Kind: tabard.CredentialKey, ID: key}
	}
	e.Actor = account(e.Realm, id, name, kind)
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
	case kind == "user_actor" || kind == "user":
		a.Kind = tabard.KindHuman
	case strings.Contains(kind, "agent"):
		a.Kind = tabard.KindAgent
	case strings.Contains(kind, "federat"), strings.Contains(kind, "workload"), strings.Contains(kind, "runner"):
		a.Kind = tabard.KindWorkload
	case strings.Contains(kind, "api"), strings.Contains(kind, "service"), strings.Contains(kind, "scim"), strings.Contains(kind, "oauth_app"), strings.Contains(kind, "system"):
		a.Kind = tabard.KindService
	}
	return a
}
