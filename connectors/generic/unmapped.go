package generic

import (
	"errors"
	"fmt"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

const (
	atTime = iota
	anAction
	anID
	aRealm
	anOutcome
	anError
	aMessage
	actorID
	actorName
	actorText
	actorType
	targetID
	targetName
	targetText
	targetType
	targetProperty
	aSource
	aUserAgent
	aSession
	aKey
	aRole
	anyFields
)

// in gives the places of names: at the top and in the objects that logs like to put round everything.
func in(names ...string) []string {
	all := make([]string, 0, 4*len(names))
	for _, wrapper := range [...]string{"", "event.", "data.", "record."} {
		for _, name := range names {
			all = append(all, wrapper+name)
		}
	}
	return all
}

// commonNames are what logs most often call these things, the most telling first.
var commonNames = [anyFields][]string{
	atTime: append(in("time", "timestamp", "@timestamp", "eventTime", "event_time", "created_at", "createdAt", "occurred_at", "occurredAt", "published", "date", "ts", "datetime", "TimeGenerated"),
		"fields.recorded", "recorded", "at_sign_timestamp", "p_event_time"),
	anAction:       in("action", "event_type", "eventType", "eventName", "event_name", "operation", "operationName", "activity", "type", "method", "name", "verb", "event"),
	anID:           in("id", "uuid", "event_id", "eventId", "eventID", "log_id", "eventGroupID", "request_id"),
	aRealm:         in("tenant", "tenant_id", "tenantId", "organization_id", "organizationId", "org_id", "orgId", "org", "organization", "account_id", "accountId", "workspace_id", "team_id", "tailnet"),
	anOutcome:      in("outcome", "outcome.result", "result", "status", "success", "status.result"),
	anError:        in("error_code", "errorCode", "error.code", "error", "reason", "outcome.reason"),
	aMessage:       in("error_message", "errorMessage", "error.message", "message", "description", "details", "msg"),
	actorID:        in("actor.id", "actor.user_id", "actor.userId", "actor.uuid", "actor.user.id", "user.id", "user_id", "userId", "actor_id", "actorId", "principal.id", "principal_id", "principalId", "subject.id", "initiator.id", "identity.id", "service_account_id"),
	actorName:      in("actor.loginName", "actor.email", "actor.email_address", "actor.name", "actor.username", "actor.displayName", "actor.display_name", "user.email", "user.name", "user.login", "actor_email", "actor_name", "actor_username", "user_email", "username", "user_name", "userName", "email", "principal.name", "initiator.name", "initiator.email"),
	actorText:      in("actor", "user", "principal", "subject", "initiator", "identity", "by", "performed_by", "caller"),
	actorType:      in("actor.type", "actor_type", "actorType", "user.type", "user_type", "userType", "principal.type", "principal_type", "actor.kind"),
	targetID:       in("target.id", "resource.id", "object.id", "entity.id", "target_id", "targetId", "resource_id", "resourceId", "object_id", "entity_id"),
	targetName:     in("target.name", "target.displayName", "resource.name", "object.name", "entity.name", "target_name", "resource_name", "resourceName", "object_name"),
	targetText:     in("target", "resource", "object", "entity"),
	targetType:     in("target.type", "resource.type", "object.type", "entity.type", "target_type", "targetType", "resource_type", "resourceType", "object_type", "entity_type"),
	targetProperty: in("target.property", "property", "attribute", "field"),
	aSource:        in("ip", "ip_address", "ipAddress", "source_ip", "sourceIp", "sourceIPAddress", "client_ip", "clientIp", "remote_ip", "remote_addr", "actor.ip", "actor.ip_address", "client.ip", "src_ip", "context.ip", "source.ip"),
	aUserAgent:     in("user_agent", "userAgent", "useragent", "ua", "actor.user_agent", "client.user_agent", "client.userAgent", "context.user_agent"),
	aSession:       in("session_id", "sessionId", "session.id", "session"),
	aKey:           in("api_key_id", "apiKeyId", "key_id", "keyId", "token_id", "tokenId", "credential_id", "credentialId", "access_key_id", "actor.api_key_id", "actor.token_id"),
	aRole:          in("role", "permission", "new_role", "target.role", "details.role"),
}

// unmapped is the family for records that come without a mapping. It recognizes only records with an action, an actor and
// something it was done to, so that what is plainly no audit record is refused and not read as one.
func unmapped() tabard.Family {
	fields := either.New(commonNames[:]...)
	return tabard.Family{
		Name:  familyName,
		Title: "Any log, by common field names",
		Marks: [][]string{
			{"event.action", "event.actor"},
			{"action", "actor", "target"},
			{"action", "actor.id"},
			{"action", "user_id"},
			{"event_type", "actor"},
			{"event_type", "user_id"},
			{"eventType", "actor"},
			{"operation", "user"},
		},
		Paths: fields.Paths(),
		ID:    nil, // a common name is no promise that an id is unique
		Secrets: []tabard.SecretPath{
			{Path: "password", Kind: "password"},
			{Path: "*.password", Kind: "password"},
			{Path: "*.*.password", Kind: "password"},
			{Path: "secret", Kind: "secret"},
			{Path: "*.secret", Kind: "secret"},
			{Path: "*.*.secret", Kind: "secret"},
			{Path: "client_secret", Kind: "client-secret"},
			{Path: "*.client_secret", Kind: "client-secret"},
			{Path: "*.*.client_secret", Kind: "client-secret"},
			{Path: "token", Kind: "token"},
			{Path: "*.token", Kind: "token"},
			{Path: "*.*.token", Kind: "token"},
			{Path: "api_key", Kind: "api-key"},
			{Path: "*.api_key", Kind: "api-key"},
			{Path: "*.*.api_key", Kind: "api-key"},
			{Path: "access_token", Kind: "token"},
			{Path: "*.access_token", Kind: "token"},
			{Path: "*.*.access_token", Kind: "token"},
			{Path: "private_key", Kind: "private-key"},
			{Path: "*.private_key", Kind: "private-key"},
			{Path: "*.*.private_key", Kind: "private-key"},
		},
		EventName: "action",
		Normalize: func(s *tabard.Slots, e *tabard.Event) error { return normalizeCommon(fields.Of(s), e) },
	}
}

var errNothingCommon = errors.New("no common field says what was done; write a mapping for this log")

func normalizeCommon(r either.Record, e *tabard.Event) error {
	if e.Action = r.Text(anAction); e.Action == "" {
		return errNothingCommon
	}
	at, err := r.Time(atTime)
	if err != nil {
		return fmt.Errorf("time: %w", err)
	}
	e.Time = at
	e.Event, e.Realm = r.Text(anID), r.Text(aRealm)
	e.Source, e.UserAgent, e.Session.ID = r.Text(aSource), r.Text(aUserAgent), r.Text(aSession)
	e.Message = r.Text(aMessage)
	commonOutcome(r, e)
	e.Actor = someone(e.Realm, r.First(actorID, actorName, actorText), r.First(actorName, actorText, actorID), r.Text(actorType))
	e.Credential.ID = r.Text(aKey)
	if id := r.First(targetID, targetName, targetText); id != "" || r.Has(targetType) {
		e.Targets = []tabard.Target{{Type: r.Text(targetType), ID: id, Name: r.First(targetName, targetText)}}
	}
	if property := r.Text(targetProperty); property != "" {
		e.Details = map[string]string{"property": property}
	}
	if c, ok := commonChange(r, e); ok {
		e.Changes = append(e.Changes, c)
	}
	return nil
}

func commonOutcome(r either.Record, e *tabard.Event) {
	e.Outcome = tabard.OutcomeUnknown
	if ok, said := r.Bool(anOutcome); said {
		e.Outcome = tabard.OutcomeFailure
		if ok {
			e.Outcome = tabard.OutcomeSuccess
		}
	} else {
		switch strings.ToLower(r.Text(anOutcome)) {
		case "success", "succeeded", "successful", "ok", "allow", "allowed", "granted", "200", "201", "204":
			e.Outcome = tabard.OutcomeSuccess
		case "failure", "failed", "fail", "error", "denied", "deny", "unauthorized", "forbidden", "blocked", "400", "401", "403", "404", "500":
			e.Outcome = tabard.OutcomeFailure
		}
	}
	if e.Outcome == tabard.OutcomeFailure {
		e.Error = r.Text(anError)
	}
}

func someone(realm, id, name, kind string) tabard.Actor {
	if id == "" {
		return tabard.Actor{}
	}
	a := tabard.Actor{Realm: realm, ID: id, Name: name, Type: kind}
	switch strings.ToLower(kind) {
	case "user", "human", "person", "member", "employee":
		a.Kind = tabard.KindHuman
	case "service_account", "serviceaccount", "service", "api_key", "apikey", "application", "app", "bot", "integration", "system":
		a.Kind = tabard.KindService
	case "agent", "ai_agent", "assistant":
		a.Kind = tabard.KindAgent
	case "workload", "node", "instance", "runner":
		a.Kind = tabard.KindWorkload
	}
	return a
}

// commonChange reads from the words of the action and of the target's type what was done to what. It is the plain reading of
// words that say it; where one of the two is missing there is no change.
func commonChange(r either.Record, e *tabard.Event) (tabard.Change, bool) {
	words := wordsOf(e.Action)
	verb := verbOf(words)
	object, kind := objectOf(wordsOf(r.Text(targetType)))
	if object == "" {
		object, kind = objectOf(words)
	}
	if verb == "" || object == "" {
		return tabard.Change{}, false
	}
	c := tabard.Change{Verb: verb, Object: object}
	id, name := r.First(targetID, targetName, targetText), r.First(targetName, targetText)
	switch object {
	case tabard.ObjectIdentity:
		c.Identity = someone(e.Realm, id, name, r.Text(targetType))
	case tabard.ObjectCredential:
		c.Identity, c.Credential = e.Actor, tabard.CredentialRef{Kind: kind, ID: id}
	case tabard.ObjectGrant:
		c.Identity = someone(e.Realm, id, name, "")
		c.Grant = tabard.GrantRef{Permission: r.Text(aRole)}
		switch verb {
		case tabard.Created:
			c.Verb = tabard.Granted
		case tabard.Deleted:
			c.Verb = tabard.Revoked
		case tabard.Enabled, tabard.Disabled, tabard.Updated, tabard.Granted, tabard.Revoked:
		}
	case tabard.ObjectTrust:
		c.Grant = tabard.GrantRef{Resource: id}
	}
	return c, true
}

// wordsOf splits "API_KEY", "apiKey.created" and "Create user" into lower-case words.
func wordsOf(text string) []string {
	var b strings.Builder
	lower := false
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'A' && c <= 'Z':
			if lower {
				b.WriteByte(' ')
			}
			b.WriteByte(c + 'a' - 'A')
			lower = false
			continue
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b.WriteByte(c)
			lower = true
			continue
		}
		b.WriteByte(' ')
		lower = false
	}
	return strings.Fields(b.String())
}

func verbOf(words []string) tabard.Verb {
	for _, word := range words {
		switch word {
		case "create", "created", "creates", "add", "added", "register", "registered", "issue", "issued", "generate", "generated", "mint", "minted", "new", "invite", "invited", "provisioned":
			return tabard.Created
		case "delete", "deleted", "remove", "removed", "destroy", "destroyed", "revoke", "revoked", "deprovisioned":
			return tabard.Deleted
		case "enable", "enabled", "activate", "activated", "unsuspend", "reactivate", "reactivated", "unlock", "unlocked":
			return tabard.Enabled
		case "disable", "disabled", "deactivate", "deactivated", "suspend", "suspended", "lock", "locked":
			return tabard.Disabled
		case "update", "updated", "change", "changed", "edit", "edited", "modify", "modified", "rotate", "rotated", "reset", "rename", "renamed":
			return tabard.Updated
		case "grant", "granted", "assign", "assigned", "attach", "attached":
			return tabard.Granted
		case "unassign", "unassigned", "detach", "detached":
			return tabard.Revoked
		}
	}
	return ""
}

func objectOf(words []string) (tabard.ObjectKind, tabard.CredentialKind) {
	for _, word := range words {
		switch word {
		case "key", "keys", "apikey":
			return tabard.ObjectCredential, tabard.CredentialKey
		case "token", "tokens", "pat":
			return tabard.ObjectCredential, tabard.CredentialToken
		case "password", "passwords":
			return tabard.ObjectCredential, tabard.CredentialPassword
		case "certificate", "certificates", "cert":
			return tabard.ObjectCredential, tabard.CredentialCertificate
		case "secret", "secrets", "credential", "credentials":
			return tabard.ObjectCredential, tabard.CredentialSecret
		case "sso", "saml", "oidc", "federation", "trust", "idp":
			return tabard.ObjectTrust, ""
		case "role", "roles", "permission", "permissions", "grant", "policy", "membership", "binding":
			return tabard.ObjectGrant, ""
		}
	}
	for _, word := range words {
		switch word {
		case "user", "users", "account", "accounts", "member", "agent", "bot", "identity", "principal", "application", "app", "integration", "client", "node", "machine", "device":
			return tabard.ObjectIdentity, ""
		}
	}
	return "", ""
}
