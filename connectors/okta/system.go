package okta

import (
	"errors"
	"fmt"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/cut"
	"tabard.dev/tabard/connectors/internal/either"
)

// realm stands for the organization: no event names it, and its users' and applications' ids are unique among all.
const realm = "okta"

const (
	fTime = iota
	fType
	fMessage
	fID
	fActorID
	fActorType
	fActorName
	fActorDisplay
	fResult
	fReason
	fIP
	fUserAgent
	fSession
	fRootSession
	fAPIToken
	fClientID
	fTargets
	fDebug
	fPrivilege
	fURI
	fBehaviors
	fRisk
	fThreat
	fProxy
	fASN
	fCountry
	fProvider
	fCredential
	fZone
	fTransaction
	fLegacy
	fDetail
	fFields
)

// folded gives a path and the same with its first name in lower case.
func folded(path string) []string {
	first, rest, nested := strings.Cut(path, ".")
	if nested {
		rest = "." + rest
	}
	return []string{path, strings.ToLower(first) + rest}
}

var fields = [fFields][]string{
	fTime:         {"published", "eventTime"},
	fType:         folded("eventType"),
	fMessage:      folded("displayMessage"),
	fID:           {"uuid", "eventId"},
	fActorID:      {"actor.id"},
	fActorType:    {"actor.type"},
	fActorName:    {"actor.alternateId", "actor.alternateid"},
	fActorDisplay: {"actor.displayName", "actor.displayname"},
	fResult:       {"outcome.result"},
	fReason:       {"outcome.reason"},
	fIP:           {"client.ipAddress", "client.ipaddress"},
	fUserAgent:    {"client.userAgent.rawUserAgent", "client.useragent.rawuseragent"},
	fSession:      folded("authenticationContext.externalSessionId"),
	fRootSession:  folded("authenticationContext.rootSessionId"),
	fAPIToken:     {"transaction.detail.requestApiTokenId"},
	fClientID:     append(folded("debugContext.debugData.clientId"), "transaction.detail.clientId"),
	fTargets:      {"target"},
	fDebug:        folded("debugContext.debugData"),
	fPrivilege:    append(folded("debugContext.debugData.privilegeGranted"), folded("debugContext.debugData.privilegeRevoked")...),
	fURI:          folded("debugContext.debugData.requestUri"),
	fBehaviors:    folded("debugContext.debugData.behaviors"),
	fRisk:         folded("debugContext.debugData.risk"),
	fThreat:       folded("debugContext.debugData.threatSuspected"),
	fProxy:        folded("securityContext.isProxy"),
	fASN:          folded("securityContext.asNumber"),
	fCountry:      {"client.geographicalContext.country"},
	fProvider:     folded("authenticationContext.authenticationProvider"),
	fCredential:   folded("authenticationContext.credentialType"),
	fZone:         {"client.zone"},
	fTransaction:  {"transaction.id"},
	fLegacy:       folded("legacyEventType"),
	fDetail:       {"transaction.detail"},
}

func system() tabard.Family {
	layout := either.New(fields[:]...)
	return tabard.Family{
		Name:  "okta.system",
		Title: "Okta System Log",
		Marks: [][]string{
			{"eventType", "published", "uuid"},
			{"eventType", "actor.alternateId"},
			{"eventType", "displayMessage", "actor"},
			{"eventtype", "displaymessage", "actor"},
			{"eventtype", "published", "uuid"},
			{"eventtype", "actor.alternateId"},
			{"eventType", "client.ipAddress", "actor"},
			{"eventType", "outcome.result", "target"},
			{"detail-type", "detail.eventType", "detail.published"},
			{"eventTypeVersion", "data.events.eventType"},
		},
		Paths:     layout.Paths(),
		EventName: "eventType",
		Unwrap:    unwrap,
		Secrets:   secrets(),
		Redact: func(record []byte, by tabard.Cut) []byte {
			return cut.Query(record, by, "token", "token", "stateToken", "sessionToken", "recoveryToken", "activationToken", "otpToken", "id_token_hint",
				"id_token", "access_token", "refresh_token", "client_secret", "code", "login_hint_token", "SAMLResponse")
		},
		Normalize: func(s *tabard.Slots, e *tabard.Event) error { return normalize(layout.Of(s), e) },
	}
}

// secrets are what Okta's debug data has been seen to hold of a request.
func secrets() []tabard.SecretPath {
	var all []tabard.SecretPath
	for _, secret := range [...]struct{ name, kind string }{
		{"token", "token"},
		{"clientSecret", "client-secret"},
		{"client_secret", "client-secret"},
		{"password", "password"},
		{"stateToken", "token"},
		{"sessionToken", "token"},
		{"recoveryToken", "token"},
		{"authorizationCode", "token"},
		{"refreshToken", "token"},
		{"accessToken", "token"},
	} {
		for _, path := range folded("debugContext.debugData." + secret.name) {
			all = append(all, tabard.SecretPath{Path: path, Kind: secret.kind})
		}
	}
	return all
}

var errNotOkta = errors.New("not an Okta log event: it says nowhere what happened")

func normalize(r either.Record, e *tabard.Event) error {
	if e.Action = r.First(fType, fLegacy, fMessage); e.Action == "" {
		return errNotOkta
	}
	at, err := r.Time(fTime)
	if err != nil {
		return fmt.Errorf("published: %w", err)
	}
	e.Time, e.Event, e.Realm = at, r.Text(fID), realm
	e.Source, e.UserAgent = r.Text(fIP), r.Text(fUserAgent)
	e.Session.ID = r.First(fSession, fRootSession)
	switch result := r.Text(fResult); result {
	case "SUCCESS", "ALLOW":
		e.Outcome = tabard.OutcomeSuccess
	case "FAILURE", "DENY", "RATE_LIMIT", "ABANDONED", "UNANSWERED":
		e.Outcome, e.Error = tabard.OutcomeFailure, r.Text(fReason)
		if e.Error == "" {
			e.Error = result
		}
	default: // CHALLENGE, SKIPPED, SCHEDULED, UNKNOWN and none
		e.Outcome = tabard.OutcomeUnknown
	}
	if e.Outcome == tabard.OutcomeFailure {
		e.Message = r.Text(fMessage)
	}
	e.Actor = account(r.Text(fActorID), r.Text(fActorName), r.Text(fActorDisplay), r.Text(fActorType))
	if token := r.Text(fAPIToken); token != "" {
		e.Credential = tabard.CredentialRef{Kind: tabard.CredentialToken, ID: token}
	}
	if client := r.Text(fClientID); client != "" && e.Actor.Kind == tabard.KindHuman && client != e.Actor.ID {
		e.Via = append(e.Via, account(client, "", "", "PublicClientApp"))
	}
	targets := r.Nodes(fTargets)
	for _, t := range targets {
		e.Targets = append(e.Targets, tabard.Target{
			Type: t.Child("type").String(), ID: first(t.Child("id").String(), t.Child("alternateId").String(), t.Child("displayName").String()),
			Name: first(name(t.Child("alternateId").String()), t.Child("displayName").String()),
		})
	}
	for _, d := range [...]struct {
		field int
		name  string
	}{
		{fReason, "reason"},
		{fURI, "requestUri"},
		{fBehaviors, "behaviors"},
		{fRisk, "risk"},
		{fThreat, "threatSuspected"},
		{fPrivilege, "privilege"},
		{fASN, "asn"},
		{fCountry, "country"},
		{fProvider, "authenticationProvider"},
		{fCredential, "credentialType"},
		{fTransaction, "transaction"},
	} {
		if text := r.Text(d.field); text != "" {
			detail(e, d.name, text)
		}
	}
	if proxy, ok := r.Bool(fProxy); ok && proxy {
		detail(e, "isProxy", "true")
	}
	if effect, ok := effects[e.Action]; ok {
		x := &event{Record: r, targets: targets}
		effect(x, e)
	}
	return nil
}

func detail(e *tabard.Event, name, text string) {
	if e.Details == nil {
		e.Details = make(map[string]string, 8)
	}
	e.Details[name] = text
}

// name is an alternate id, which Okta writes as "unknown" where there is none.
func name(alternate string) string {
	if alternate == "unknown" {
		return ""
	}
	return alternate
}

func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

func account(id, alternate, display, kind string) tabard.Actor {
	label := first(name(alternate), display, id)
	if id == "" || id == "unknown" {
		id = label
	}
	if id == "" {
		return tabard.Actor{}
	}
	a := tabard.Actor{Realm: realm, ID: id, Name: label, Type: kind}
	switch kind {
	case "User", "AppUser":
		if alternate == "system@okta.com" { // Okta itself
			a.Kind = tabard.KindService
			break
		}
		a.Kind = tabard.KindHuman
	case "SystemPrincipal", "PublicClientApp", "PublicClientAppEntity", "AppInstance", "WorkloadPrincipal", "ServiceAccount":
		a.Kind = tabard.KindService
	case "AIAgent", "AiAgent", "Agent":
		a.Kind = tabard.KindAgent
	}
	return a
}
