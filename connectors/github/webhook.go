package github

import (
	"errors"
	"fmt"

	"tabard.dev/tabard"
)

// The name of a webhook's event travels in a header that is not part of the delivery, so it is told by the object that only
// that event carries. Of several, the first in this list counts.
var subjects = [...]struct{ path, event string }{
	{"workflow_job", "workflow_job"},
	{"workflow_run", "workflow_run"},
	{"check_run", "check_run"},
	{"check_suite", "check_suite"},
	{"deployment_status", "deployment_status"},
	{"deployment", "deployment"},
	{"personal_access_token_request", "personal_access_token_request"},
	{"secret_scanning_alert", "secret_scanning_alert"},
	{"alert", "code_scanning_alert"},
	{"branch_protection_rule", "branch_protection_rule"},
	{"branch_protection_configurations", "branch_protection_configuration"},
	{"repository_ruleset", "repository_ruleset"},
	{"repositories_added", "installation_repositories"},
	{"installation_target", "installation_target"},
	{"membership", "organization"},
	{"invitation", "organization"},
	{"scope", "membership"},
	{"member", "member"},
	{"key.id", "deploy_key"},
	{"blocked_user", "org_block"},
	{"custom_property", "custom_property"},
	{"pull_request", "pull_request"},
	{"issue", "issues"},
	{"release", "release"},
	{"registry_package", "registry_package"},
	{"package", "package"},
	{"hook", "hook"},
	{"pusher", "push"},
	{"forkee", "fork"},
	{"pages", "page_build"},
	{"master_branch", "create"},
	{"ref_type", "delete"},
	{"team", "team"},
	{"installation.account", "installation"},
}

// The other fields of a delivery.
const (
	hookAction = len(subjects) + iota
	hookEvent  // some collectors add the header's value
	hookSender
	hookSenderType
	hookEnterprise
	hookOrg
	hookRepo
	hookRepoOwner
	hookRepoPrivate
	hookRunID
	hookRunSHA
	hookRunEvent
	hookRunConclusion
	hookRunUpdated
	hookRunActor
	hookJobRunID
	hookJobSHA
	hookJobConclusion
	hookJobDone
	hookJobStarted
	hookCommit
	hookCommitTime
	hookKeyID
	hookKeyTitle
	hookKeyReadOnly
	hookKeyCreated
	hookMember
	hookMemberRole
	hookMembershipUser
	hookMembershipRole
	hookPermissionNow
	hookTeam
	hookTeamPermission
	hookInstallationApp
	hookInstallationID
	hookInstallationSelection
	hookPATID
	hookPATName
	hookPATOwner
	hookPATExpires
	hookPATCreated
	hookHookID
	hookHookURL
	hookPullTime
	hookRepoTime
	hookUpdated
	hookFields
)

var hookNames = map[int]string{
	hookAction: "action", hookEvent: "event_name", hookSender: "sender.login", hookSenderType: "sender.type",
	hookEnterprise: "enterprise.slug", hookOrg: "organization.login",
	hookRepo: "repository.full_name", hookRepoOwner: "repository.owner.login", hookRepoPrivate: "repository.private",
	hookRunID: "workflow_run.id", hookRunSHA: "workflow_run.head_sha", hookRunEvent: "workflow_run.event", hookRunConclusion: "workflow_run.conclusion",
	hookRunUpdated: "workflow_run.updated_at", hookRunActor: "workflow_run.triggering_actor.login",
	hookJobRunID: "workflow_job.run_id", hookJobSHA: "workflow_job.head_sha", hookJobConclusion: "workflow_job.conclusion",
	hookJobDone: "workflow_job.completed_at", hookJobStarted: "workflow_job.started_at",
	hookCommit: "after", hookCommitTime: "head_commit.timestamp",
	hookKeyID: "key.id", hookKeyTitle: "key.title", hookKeyReadOnly: "key.read_only", hookKeyCreated: "key.created_at",
	hookMember: "member.login", hookMemberRole: "changes.permission.to", hookMembershipUser: "membership.user.login", hookMembershipRole: "membership.role",
	hookPermissionNow: "changes.role_name.to", hookTeam: "team.slug", hookTeamPermission: "team.permission",
	hookInstallationApp: "installation.app_slug", hookInstallationID: "installation.id", hookInstallationSelection: "installation.repository_selection",
	hookPATID: "personal_access_token_request.token_id", hookPATName: "personal_access_token_request.token_name",
	hookPATOwner: "personal_access_token_request.owner.login", hookPATExpires: "personal_access_token_request.token_expires_at",
	hookPATCreated: "personal_access_token_request.created_at",
	hookHookID:     "hook.id", hookHookURL: "hook.config.url", hookPullTime: "pull_request.updated_at", hookRepoTime: "repository.updated_at", hookUpdated: "alert.updated_at",
}

func webhook() tabard.Family {
	paths := make([]string, hookFields)
	for i, subject := range subjects {
		paths[i] = subject.path
	}
	for i, name := range hookNames {
		paths[i] = name
	}
	return tabard.Family{
		Name:  "github.webhook",
		Title: "GitHub webhook deliveries",
		Marks: [][]string{
			{"repository.full_name", "sender.login"},
			{"repository.full_name", "action", "workflow_run"},
			{"repository.full_name", "action", "workflow_job"},
			{"repository.full_name", "action"},
			{"organization.login", "sender.login"},
			{"organization.login", "action", "sender"},
			{"enterprise.slug", "sender.login"},
			{"installation.account", "sender.login"},
			// What cut-down deliveries leave.
			{"action", "sender"},
			{"action", "workflow_run"},
			{"action", "workflow_job"},
			{"repository.full_name", "workflow_run"},
			{"repository.full_name", "pusher"},
			{"repository", "sender"},
			{"hook_id", "zen"},
		},
		Paths:     paths,
		EventName: "action",
		Secrets: []tabard.SecretPath{
			{Path: "hook.config.secret", Kind: "webhook-secret"},
			{Path: "secret_scanning_alert.secret", Kind: "leaked-secret"},
			{Path: "alert.secret", Kind: "leaked-secret"},
		},
		Redact:    redact,
		Normalize: normalizeWebhook,
	}
}

var errNoDelivery = errors.New("not a GitHub webhook delivery: it has neither an action nor an object that tells the event")

func normalizeWebhook(s *tabard.Slots, e *tabard.Event) error {
	event := s.String(hookEvent)
	for i := range subjects {
		if event != "" {
			break
		}
		if s.Has(i) && s.First(i).Kind != tabard.NullValue {
			event = subjects[i].event
		}
	}
	done := s.String(hookAction)
	switch {
	case event == "" && done == "" && !s.Has(hookRepo):
		return errNoDelivery
	case event == "":
		event = "repository"
	}
	e.Action = event
	if done != "" {
		e.Action = event + "." + done
	}
	if err := hookTime(s, e); err != nil {
		return err
	}
	repo := s.String(hookRepo)
	org := s.String(hookOrg)
	if org == "" {
		org = s.String(hookRepoOwner)
	}
	d := &delivery{Slots: s, event: event, done: done, repo: repo, org: org, realm: realm(s.String(hookEnterprise), org, repo)}
	e.Realm = d.realm
	e.Actor = d.account(s.String(hookSender))
	if e.Actor.IsZero() {
		e.Actor = d.account(s.String(hookRunActor))
	}
	if kind := s.String(hookSenderType); kind != "" && !e.Actor.IsZero() {
		e.Actor.Type = kind
		if kind == "Bot" {
			e.Actor.Kind = tabard.KindService
		} else if kind == "User" && !isAppAccount(e.Actor.ID) {
			e.Actor.Kind = "" // machine accounts are users, too
		}
	}
	d.outcome(e)
	d.origin(e)
	d.targets(e)
	d.changes(e)
	return nil
}

// hookTime reads when it happened from the object that the event is about; a delivery has no time of its own.
func hookTime(s *tabard.Slots, e *tabard.Event) error {
	for _, slot := range [...]int{hookJobDone, hookJobStarted, hookRunUpdated, hookCommitTime, hookPATCreated, hookKeyCreated, hookUpdated, hookPullTime, hookRepoTime} {
		at, err := s.Time(slot)
		if err != nil {
			return fmt.Errorf("%s: %w", hookNames[slot], err)
		}
		if !at.IsZero() {
			e.Time = at
			return nil
		}
	}
	return nil
}

// delivery reads one webhook delivery.
type delivery struct {
	*tabard.Slots
	event, done, repo, org, realm string
}

func (d *delivery) account(login string) tabard.Actor {
	if login == "" {
		return tabard.Actor{}
	}
	a := tabard.Actor{Realm: d.realm, ID: login, Name: login, Type: "User"}
	if isAppAccount(login) {
		a.Type, a.Kind = "Bot", tabard.KindService
	}
	return a
}

func (d *delivery) outcome(e *tabard.Event) {
	e.Outcome = tabard.OutcomeUnknown
	conclusion := d.String(hookRunConclusion)
	if conclusion == "" {
		conclusion = d.String(hookJobConclusion)
	}
	switch conclusion {
	case "success":
		e.Outcome = tabard.OutcomeSuccess
	case "failure", "timed_out", "startup_failure":
		e.Outcome, e.Error = tabard.OutcomeFailure, conclusion
	}
}

func (d *delivery) origin(e *tabard.Event) {
	run, sha := d.String(hookRunID), d.String(hookRunSHA)
	if run == "" {
		run, sha = d.String(hookJobRunID), d.String(hookJobSHA)
	}
	switch {
	case run != "":
		e.Origin = d.repo + "/actions/runs/" + run
		d.detail(e, "head_sha", sha)
		d.detail(e, "event", d.String(hookRunEvent))
	case d.event == "push":
		e.Origin = d.repo + "@" + d.String(hookCommit)
	}
}

func (d *delivery) detail(e *tabard.Event, name, text string) {
	if text == "" {
		return
	}
	if e.Details == nil {
		e.Details = make(map[string]string, 4)
	}
	e.Details[name] = text
}

func (d *delivery) targets(e *tabard.Event) {
	add := func(kind, id, name string) {
		if id != "" {
			e.Targets = append(e.Targets, tabard.Target{Type: kind, ID: id, Name: name})
		}
	}
	add("user", d.String(hookMember), "")
	add("user", d.String(hookMembershipUser), "")
	add("key", d.String(hookKeyID), d.String(hookKeyTitle))
	add("team", d.String(hookTeam), "")
	add("hook", d.String(hookHookID), d.String(hookHookURL))
	add("personal_access_token", d.String(hookPATID), d.String(hookPATName))
	if d.event == "installation" || d.event == "installation_repositories" {
		add("installation", d.String(hookInstallationID), d.String(hookInstallationApp))
	}
	add("repository", d.repo, "")
	add("organization", d.org, "")
	d.detail(e, "repository.private", string(d.First(hookRepoPrivate).Text))
}

var hookVerbs = map[string]tabard.Verb{
	"created": tabard.Created, "added": tabard.Granted, "edited": tabard.Granted, "removed": tabard.Revoked, "deleted": tabard.Deleted,
	"suspend": tabard.Disabled, "unsuspend": tabard.Enabled, "approved": tabard.Created, "member_added": tabard.Granted,
	"member_removed": tabard.Revoked, "added_to_repository": tabard.Granted, "removed_from_repository": tabard.Revoked,
	"new_permissions_accepted": tabard.Granted,
}

func (d *delivery) changes(e *tabard.Event) {
	add := func(verb tabard.Verb, object tabard.ObjectKind, who tabard.Actor, c tabard.CredentialRef, g tabard.GrantRef) {
		g.Admin = controls(g.Permission)
		e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: object, Identity: who, Credential: c, Grant: g})
	}
	none := tabard.CredentialRef{}
	verb := hookVerbs[d.done]
	switch d.event + "." + d.done {
	case "deploy_key.created", "deploy_key.deleted":
		holder := d.thing(d.repo, "Repository", "")
		key := tabard.CredentialRef{Kind: tabard.CredentialKey, ID: d.String(hookKeyID)}
		key.Created, _ = d.Time(hookKeyCreated)
		add(verb, tabard.ObjectCredential, holder, key, tabard.GrantRef{})
		if readOnly, said := d.Bool(hookKeyReadOnly); said && !readOnly && verb == tabard.Created {
			add(tabard.Granted, tabard.ObjectGrant, holder, none, tabard.GrantRef{Permission: "write", Resource: d.repo, Via: key.ID})
		}
	case "member.added", "member.edited", "member.removed":
		role := d.String(hookPermissionNow)
		if role == "" {
			role = d.String(hookMemberRole)
		}
		add(verb, tabard.ObjectGrant, d.account(d.String(hookMember)), none, tabard.GrantRef{Permission: role, Resource: d.repo})
	case "membership.added", "membership.removed":
		add(verb, tabard.ObjectGrant, d.account(d.String(hookMember)), none, tabard.GrantRef{Permission: "member", Resource: d.String(hookTeam), Via: d.String(hookTeam)})
	case "organization.member_added", "organization.member_removed":
		add(verb, tabard.ObjectGrant, d.account(d.String(hookMembershipUser)), none, tabard.GrantRef{Permission: d.String(hookMembershipRole), Resource: d.org})
	case "team.added_to_repository", "team.removed_from_repository":
		add(verb, tabard.ObjectGrant, d.thing(d.String(hookTeam), "Team", ""), none, tabard.GrantRef{Permission: d.String(hookTeamPermission), Resource: d.repo})
	case "installation.created", "installation.deleted", "installation.suspend", "installation.unsuspend":
		app := d.thing(d.String(hookInstallationApp), "GitHub App", tabard.KindService)
		add(verb, tabard.ObjectIdentity, app, none, tabard.GrantRef{})
		if verb == tabard.Created {
			add(tabard.Granted, tabard.ObjectGrant, app, none, tabard.GrantRef{Permission: "installation", Resource: d.org, Via: d.String(hookInstallationSelection)})
		}
	case "installation.new_permissions_accepted":
		add(verb, tabard.ObjectGrant, d.thing(d.String(hookInstallationApp), "GitHub App", tabard.KindService), none, tabard.GrantRef{Permission: "updated permissions", Resource: d.org})
	case "personal_access_token_request.created", "personal_access_token_request.approved":
		key := tabard.CredentialRef{Kind: tabard.CredentialToken, ID: d.String(hookPATID)}
		key.Expires, _ = d.Time(hookPATExpires)
		add(tabard.Created, tabard.ObjectCredential, d.account(d.String(hookPATOwner)), key, tabard.GrantRef{})
		e.Changes[len(e.Changes)-1].Hint = d.done == "created"
	case "repository.publicized":
		add(tabard.Granted, tabard.ObjectGrant, d.thing(anybody, "", ""), none, tabard.GrantRef{Permission: "read", Resource: d.repo, Public: true})
	}
}

func (d *delivery) thing(id, kind string, k tabard.Kind) tabard.Actor {
	if id == "" {
		return tabard.Actor{}
	}
	return tabard.Actor{Realm: d.realm, ID: id, Name: id, Type: kind, Kind: k}
}
