package openai

import (
	"errors"
	"fmt"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

// realm stands for the organization, which no record names; its users' and keys' ids are unique among all.
const realm = "openai"

const (
	fTime = iota
	fType
	fID
	fOrganization
	fProject
	fProjectName
	fActorType
	fUserID
	fUserEmail
	fKeyID
	fKeyType
	fKeyUser
	fKeyEmail
	fAccount
	fIP
	fAgent
	fFingerprint
	fFailure
	fFailureMessage
	fFields
)

var fields = [fFields][]string{
	fTime:           {"effective_at", "created_at"},
	fType:           {"type"},
	fID:             {"id"},
	fOrganization:   {"organization_id", "organization.id"},
	fProject:        {"project.id"},
	fProjectName:    {"project.name"},
	fActorType:      {"actor.type"},
	fUserID:         {"actor.session.user.id", "actor.user.id"},
	fUserEmail:      {"actor.session.user.email", "actor.user.email"},
	fKeyID:          {"actor.api_key.id"},
	fKeyType:        {"actor.api_key.type"},
	fKeyUser:        {"actor.api_key.user.id"},
	fKeyEmail:       {"actor.api_key.user.email"},
	fAccount:        {"actor.api_key.service_account.id", "actor.service_account.id"},
	fIP:             {"actor.session.ip_address", "actor.ip_address"},
	fAgent:          {"actor.session.user_agent", "actor.user_agent"},
	fFingerprint:    {"actor.session.ja4", "actor.session.ja3"},
	fFailure:        {"login_failed.error_code", "login.failed.error_code", "logout_failed.error_code", "logout.failed.error_code"},
	fFailureMessage: {"login_failed.error_message", "login.failed.error_message", "logout_failed.error_message", "logout.failed.error_message"},
}

func audit() tabard.Family {
	layout := either.New(fields[:]...)
	return tabard.Family{
		Name:  "openai.audit",
		Title: "OpenAI audit log",
		Marks: [][]string{
			{"object=organization.audit_log", "type"},
			{"type", "effective_at", "actor.type"},
			{"type", "effective_at", "actor.session"},
			{"type", "effective_at", "actor.api_key"},
			{"id=audit_log-*", "type"},
		},
		Paths:     layout.Paths(),
		ID:        []string{"id"},
		EventName: "type",
		Secrets: []tabard.SecretPath{
			{Path: "api_key.created.data.value", Kind: "api-key"},
			{Path: "api_key_created.data.value", Kind: "api-key"},
			{Path: "service_account.created.data.api_key.value", Kind: "api-key"},
			{Path: "service_account_created.data.api_key.value", Kind: "api-key"},
		},
		Normalize: func(s *tabard.Slots, e *tabard.Event) error { return normalize(layout.Of(s), e) },
	}
}

var errNotAudit = errors.New("not a record of OpenAI's audit log: it has no type")

func normalize(r either.Record, e *tabard.Event) error {
	if e.Action = r.Text(fType); e.Action == "" {
		return errNotAudit
	}
	at, err := r.Time(fTime)
	if err != nil {
		return fmt.Errorf("effective_at: %w", err)
	}
	e.Time, e.Event = at, r.Text(fID)
	if e.Realm = r.Text(fOrganization); e.Realm == "" {
		e.Realm = realm
	}
	e.Source, e.UserAgent = r.Text(fIP), r.Text(fAgent)
	switch {
	case strings.HasSuffix(e.Action, ".failed"):
		e.Outcome, e.Error, e.Message = tabard.OutcomeFailure, r.Text(fFailure), r.Text(fFailureMessage)
	case strings.HasSuffix(e.Action, ".succeeded"):
		e.Outcome = tabard.OutcomeSuccess
	default:
		e.Outcome = tabard.OutcomeUnknown
	}
	who(r, e)
	for _, d := range [...]struct {
		field int
		name  string
	}{{fActorType, "actor.type"}, {fKeyType, "api_key.type"}, {fFingerprint, "tls_fingerprint"}, {fProjectName, "project"}} {
		if text := r.Text(d.field); text != "" {
			detail(e, d.name, text)
		}
	}
	if project := r.Text(fProject); project != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: "project", ID: project, Name: r.Text(fProjectName)})
	}
	changes(e)
	return nil
}

func detail(e *tabard.Event, name, text string) {
	if text == "" {
		return
	}
	if e.Details == nil {
		e.Details = make(map[string]string, 4)
	}
	e.Details[name] = text
}

// who reads the actor: a person at the dashboard, or whoever an API key belongs to.
func who(r either.Record, e *tabard.Event) {
	if key := r.Text(fKeyID); key != "" {
		e.Credential = tabard.CredentialRef{Kind: tabard.CredentialKey, ID: key}
	}
	switch {
	case r.Has(fAccount):
		e.Actor = account(e.Realm, r.Text(fAccount), "", "service_account")
	case r.Has(fKeyUser):
		e.Actor = account(e.Realm, r.Text(fKeyUser), r.Text(fKeyEmail), "user")
	case r.Has(fUserID), r.Has(fUserEmail):
		e.Actor = account(e.Realm, r.Text(fUserID), r.Text(fUserEmail), "user")
	case r.Has(fKeyID):
		e.Actor = account(e.Realm, r.Text(fKeyID), "", "api_key")
	}
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
	switch kind {
	case "user":
		a.Kind = tabard.KindHuman
	case "service_account", "api_key":
		a.Kind = tabard.KindService
	}
	return a
}
