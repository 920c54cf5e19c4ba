package github

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"tabard.dev/tabard"
)

// field is a member of an audit record. Older exports nest all but the commonest in "data", so each has two slots.
type field int

const (
	action field = iota
	atTimestamp
	atSignTimestamp // as collectors that cannot have an "@" in a name write it
	createdAt
	documentID
	actor
	actorID
	actorIP
	actorCountry
	actorIsBot
	actorIsAgent
	agentSession
	business
	org
	repo
	repository
	user
	userAgent
	hashedToken
	tokenID
	accessType
	tokenScopes
	scopes
	oauthApp
	oauthAppID
	appClientID
	integration
	integrationID
	programmaticID
	programmaticName
	repositorySelection
	permission
	oldPermission
	role
	roleID
	team
	name
	title
	key
	keyID
	fingerprint
	readOnly
	expiresAt
	tokenLastEight
	secretLastEight
	hookID
	hookURL
	runnerID
	runnerName
	environment
	visibility
	previousVisibility
	issuer
	ssoURL
	event
	headBranch
	headSHA
	workflowRunID
	conclusion
	statusCode
	requestMethod
	route
	protocol
	reason
	invitee
	blockedUser
	externalID
	fields // how many there are
)

var names = [fields]string{
	action: "action", atTimestamp: "@timestamp", atSignTimestamp: "at_sign_timestamp", createdAt: "created_at", documentID: "_document_id",
	actor: "actor", actorID: "actor_id", actorIP: "actor_ip", actorCountry: "actor_location.country_code",
	actorIsBot: "actor_is_bot", actorIsAgent: "actor_is_agent", agentSession: "agent_session_id",
	business: "business", org: "org", repo: "repo", repository: "repository", user: "user", userAgent: "user_agent",
	hashedToken: "hashed_token", tokenID: "token_id", accessType: "programmatic_access_type", tokenScopes: "token_scopes", scopes: "scopes",
	oauthApp: "oauth_application_name", oauthAppID: "oauth_application_id", appClientID: "application_client_id",
	integration: "integration", integrationID: "integration_id",
	programmaticID: "user_programmatic_access_id", programmaticName: "user_programmatic_access_name", repositorySelection: "repository_selection",
	permission: "permission", oldPermission: "old_permission", role: "organization_role_name", roleID: "organization_role_id",
	team: "team", name: "name", title: "title", key: "key", keyID: "public_key_id", fingerprint: "fingerprint", readOnly: "read_only",
	expiresAt: "expires_at", tokenLastEight: "token_last_eight", secretLastEight: "secret_last_eight",
	hookID: "hook_id", hookURL: "config.url", runnerID: "runner_id", runnerName: "runner_name", environment: "environment_name",
	visibility: "visibility", previousVisibility: "previous_visibility", issuer: "issuer", ssoURL: "sso_url",
	event: "event", headBranch: "head_branch", headSHA: "head_sha", workflowRunID: "workflow_run_id", conclusion: "conclusion",
	statusCode: "status_code", requestMethod: "request_method", route: "route", protocol: "transport_protocol_name", reason: "reason",
	invitee: "invitee", blockedUser: "blocked_user", externalID: "external_identity_nameid",
}

func audit() tabard.Family {
	paths := make([]string, 2*int(fields))
	for f, name := range names {
		paths[f], paths[f+int(fields)] = name, "data."+name
	}
	return tabard.Family{
		Name:  "github.audit",
		Title: "GitHub audit log",
		Marks: [][]string{
			{"action", "actor", "org"},
			{"action", "actor", "repo"},
			{"action", "actor", "business"},
			{"action", "actor", "@timestamp"},
			{"action", "actor", "at_sign_timestamp"},
			{"action", "actor", "_document_id"},
			{"action", "actor", "actor_location"},
			{"action", "actor", "created_at", "operation_type"},
			{"action", "actor", "programmatic_access_type"},
			{"action", "_document_id", "@timestamp"},
			{"action", "org", "created_at"},
			{"action", "repo", "repository_public"},
			{"action", "actor", "user", "created_at"},
			// What cut-down exports leave: names in plain text, which other logs write as objects.
			{"action", "actor=*"},
			{"action", "org=*"},
		},
		Paths:     paths,
		ID:        []string{"_document_id"},
		EventName: "action",
		Secrets: []tabard.SecretPath{
			{Path: "config.secret", Kind: "webhook-secret"},
			{Path: "data.config.secret", Kind: "webhook-secret"},
			{Path: "client_secret", Kind: "client-secret"},
			{Path: "data.client_secret", Kind: "client-secret"},
			{Path: "token", Kind: "token"},
			{Path: "data.token", Kind: "token"},
			{Path: "registration_token", Kind: "token"},
			{Path: "data.registration_token", Kind: "token"},
			{Path: "encoded_jit_config", Kind: "token"},
			{Path: "data.encoded_jit_config", Kind: "token"},
			{Path: "password", Kind: "password"},
			{Path: "data.password", Kind: "password"},
		},
		Redact: redact,
		Time: func(s *tabard.Slots) time.Time {
			at, err := auditTime(s)
			if err != nil {
				return time.Time{} // Normalize refuses the record
			}
			return at
		},
		TimePaths: []string{names[atTimestamp], names[atSignTimestamp], names[createdAt]},
		Normalize: normalizeAudit,
	}
}

// auditTime gives the time of an entry, the zero time where there is none.
func auditTime(s *tabard.Slots) (time.Time, error) {
	for _, f := range [...]field{atTimestamp, atSignTimestamp, createdAt} {
		at, err := s.Time(int(f))
		if err != nil {
			return time.Time{}, fmt.Errorf("%s: %w", names[f], err)
		}
		if !at.IsZero() {
			return at, nil
		}
	}
	return time.Time{}, nil
}

// entry reads one audit record.
type entry struct {
	*tabard.Slots
	repo, org, realm string
}

// bytes gives the first text of a field. Records of an enterprise can name several organizations; the first stands for all.
func (r *entry) bytes(f field) []byte {
	if text := r.FirstText(int(f)); text != nil {
		return text
	}
	return r.FirstText(int(f + fields))
}

func (r *entry) text(f field) string { return r.Intern(r.bytes(f)) }

// first gives the first of several fields that has a text.
func (r *entry) first(all ...field) string {
	for _, f := range all {
		if text := r.bytes(f); len(text) > 0 {
			return r.Intern(text)
		}
	}
	return ""
}

func (r *entry) yes(f field) bool {
	yes, ok := r.Bool(int(f))
	if !ok {
		yes, _ = r.Bool(int(f + fields))
	}
	return yes
}

var errNoAction = errors.New("not a GitHub audit record: it has no action")

func normalizeAudit(s *tabard.Slots, e *tabard.Event) (err error) {
	r := &entry{Slots: s}
	if e.Action = r.text(action); e.Action == "" {
		return errNoAction
	}
	if e.Time, err = auditTime(s); err != nil {
		return err
	}
	r.repo, r.org = r.first(repo, repository), r.text(org)
	r.realm = realm(r.text(business), r.org, r.repo)
	e.Realm = r.realm
	e.Event = r.text(documentID)
	e.Source = r.text(actorIP)
	e.UserAgent = r.text(userAgent)
	r.who(e)
	r.outcome(e)
	if run := r.text(workflowRunID); run != "" {
		e.Origin = r.repo + "/actions/runs/" + run
	}
	r.targets(e)
	r.details(e)
	r.changes(e)
	return nil
}

// tokenFingerprint turns GitHub's hash of a token, its SHA-256 in Base64, into the fingerprint by which the same token is
// known when it is found in a file. Source: GitHub Docs, "Identifying audit log events performed by an access token".
func tokenFingerprint(hashed string) string {
	sum, err := base64.StdEncoding.DecodeString(hashed)
	if err != nil || len(sum) != sha256.Size {
		return hashed
	}
	return "sha256:" + hex.EncodeToString(sum[:8])
}

// who reads the actor, what it proved itself with, and who stood behind it.
func (r *entry) who(e *tabard.Event) {
	e.Actor = r.account(r.text(actor))
	switch {
	case r.yes(actorIsAgent):
		e.Actor.Type, e.Actor.Kind = "Agent", tabard.KindAgent
		e.Session.ID = r.text(agentSession)
		if human := r.text(user); human != "" && human != e.Actor.ID {
			e.Via = append(e.Via, r.account(human))
		}
	case r.yes(actorIsBot):
		e.Actor.Type, e.Actor.Kind = "Bot", tabard.KindService
	}
	how := r.text(accessType)
	e.Credential.ID, e.Credential.Fingerprint = r.text(tokenID), tokenFingerprint(r.text(hashedToken))
	switch {
	case e.Credential.IsZero():
	case strings.Contains(how, "key"): // "SSH key", "Deploy key"
		e.Credential.Kind = tabard.CredentialKey
	default:
		e.Credential.Kind = tabard.CredentialToken
	}
	// An app that acts with a person's rights: the person is the actor, the app made the call.
	switch how {
	case "GitHub App user-to-server token":
		r.through(e, "GitHub App", r.first(integration, oauthApp, appClientID))
	case "OAuth access token":
		r.through(e, "OAuth App", r.first(oauthApp, oauthAppID, appClientID))
	}
}

func (r *entry) through(e *tabard.Event, kind, app string) {
	if app != "" {
		e.Via = append(e.Via, tabard.Actor{Realm: r.realm, ID: app, Name: app, Type: kind, Kind: tabard.KindService})
	}
}

// account is the account of a login. The log always has the login and only sometimes the number behind it, so the login is
// the native id.
func (r *entry) account(login string) tabard.Actor {
	if login == "" {
		return tabard.Actor{}
	}
	a := tabard.Actor{Realm: r.realm, ID: login, Name: login, Type: "User"}
	if isAppAccount(login) {
		a.Type, a.Kind = "Bot", tabard.KindService
	}
	return a
}

// outcome is unknown unless the record says how it ended: the log holds what was done, and only some of it was tried.
func (r *entry) outcome(e *tabard.Event) {
	e.Outcome = tabard.OutcomeUnknown
	if code, ok := r.Int(int(statusCode)); ok {
		e.Outcome = tabard.OutcomeSuccess
		if code >= 400 {
			e.Outcome, e.Error = tabard.OutcomeFailure, r.text(statusCode)
		}
		return
	}
	switch e.Action {
	case "user.failed_login", "org.recovery_code_failed", "business.recovery_code_failed", "business.proxy_security_header_unsatisfied",
		"external_identity.scim_api_failure", "external_group.scim_api_failure", "git.unauthorized":
		e.Outcome, e.Error = tabard.OutcomeFailure, r.text(reason)
	case "user.login", "org.recovery_code_used", "business.recovery_code_used",
		"external_identity.scim_api_success", "external_group.scim_api_success":
		e.Outcome = tabard.OutcomeSuccess
	}
	switch r.text(conclusion) {
	case "success":
		e.Outcome = tabard.OutcomeSuccess
	case "failure", "timed_out", "startup_failure":
		e.Outcome = tabard.OutcomeFailure
	}
}

func (r *entry) targets(e *tabard.Event) {
	add := func(kind, id, label string) {
		if id != "" {
			e.Targets = append(e.Targets, tabard.Target{Type: kind, ID: id, Name: label})
		}
	}
	if len(e.Via) == 0 || !r.yes(actorIsAgent) {
		add("user", r.first(user, invitee), "")
	}
	add("team", r.text(team), "")
	if hook := r.text(hookID); hook != "" {
		add("hook", hook, r.text(hookURL))
	}
	if strings.HasPrefix(e.Action, "integration") {
		add("integration", r.first(integration, name), "")
	} else if strings.HasPrefix(e.Action, "oauth_") {
		add("oauth_application", r.first(oauthAppID, oauthApp), r.text(oauthApp))
	}
	add("runner", r.first(runnerID, runnerName), r.text(runnerName))
	add("repository", r.repo, "")
	add("organization", r.org, "")
}

// details are what people who judge a record ask next.
func (r *entry) details(e *tabard.Event) {
	for _, f := range [...]field{
		accessType, tokenScopes, scopes, permission, oldPermission, role, repositorySelection, programmaticName, name, title, hookURL,
		visibility, previousVisibility, issuer, event, headBranch, headSHA, protocol, requestMethod, route, reason, environment, actorCountry, externalID,
	} {
		if f == externalID && strings.Contains(e.Action, "external_identity") {
			continue // whom it was done to, not the actor's
		}
		if text := r.bytes(f); len(text) > 0 {
			if e.Details == nil {
				e.Details = make(map[string]string, 4)
			}
			e.Details[names[f]] = r.Intern(text)
		}
	}
}
