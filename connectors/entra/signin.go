package entra

import (
	"errors"
	"fmt"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

const (
	signinTime = iota
	signinOperation
	signinCategory
	signinID
	signinTenant
	signinResourcePath
	signinErrorCode
	signinReason
	signinUserID
	signinUserName
	signinUserDisplay
	signinIdentity
	signinPrincipalID
	signinPrincipalName
	signinAppID
	signinAppName
	signinTargetID
	signinTargetName
	signinIP
	signinUserAgent
	signinSession
	signinMFA
	signinKeyID
	signinThumbprint
	signinKeyType
	signinFederated
	signinManagedType
	signinAgentType
	signinRisk
	signinRiskState
	signinRiskDetail
	signinRiskType
	signinClient
	signinAccess
	signinCrossTenant
	signinHome
	signinTokenType
	signinInteractive
	signinProtocol
	signinCountry
	signinASN
	signinConditional
	signinLegacy
	signinDevice
	signinFields
)

func anywhere(name string) []string { return []string{"properties." + name, name} }

// signinPaths gives each field's places: in the shape of Azure Monitor, of Microsoft Graph, and of Log Analytics.
var signinPaths = [signinFields][]string{
	signinTime:          {"properties.createdDateTime", "createdDateTime", "CreatedDateTime", "properties.activityDateTime", "properties.detectedDateTime", "time", "TimeGenerated"},
	signinOperation:     {"operationName", "OperationName"},
	signinCategory:      {"category", "Category", "Type"},
	signinID:            {"properties.id", "id", "Id"},
	signinTenant:        {"tenantId", "properties.tenantId", "AADTenantId", "properties.resourceTenantId", "resourceTenantId", "ResourceTenantId"},
	signinResourcePath:  {"resourceId", "ResourceId"},
	signinErrorCode:     {"properties.status.errorCode", "status.errorCode", "Status.errorCode", "resultType", "ResultType"},
	signinReason:        {"properties.status.failureReason", "status.failureReason", "Status.failureReason", "resultDescription", "ResultDescription"},
	signinUserID:        {"properties.userId", "userId", "UserId"},
	signinUserName:      {"properties.userPrincipalName", "userPrincipalName", "UserPrincipalName"},
	signinUserDisplay:   {"properties.userDisplayName", "userDisplayName", "UserDisplayName"},
	signinIdentity:      {"identity", "Identity"},
	signinPrincipalID:   {"properties.servicePrincipalId", "servicePrincipalId", "ServicePrincipalId"},
	signinPrincipalName: {"properties.servicePrincipalName", "servicePrincipalName", "ServicePrincipalName"},
	signinAppID:         {"properties.appId", "appId", "AppId"},
	signinAppName:       {"properties.appDisplayName", "appDisplayName", "AppDisplayName"},
	signinTargetID:      {"properties.resourceId", "ResourceIdentity"},
	signinTargetName:    {"properties.resourceDisplayName", "resourceDisplayName", "ResourceDisplayName"},
	signinIP:            {"properties.ipAddress", "ipAddress", "IPAddress", "callerIpAddress"},
	signinUserAgent:     {"properties.userAgent", "userAgent", "UserAgent"},
	signinSession:       {"properties.sessionId", "sessionId", "SessionId"},
	signinMFA:           {"properties.authenticationRequirement", "authenticationRequirement", "AuthenticationRequirement"},
	signinKeyID:         {"properties.servicePrincipalCredentialKeyId", "servicePrincipalCredentialKeyId", "ServicePrincipalCredentialKeyId"},
	signinThumbprint:    {"properties.servicePrincipalCredentialThumbprint", "servicePrincipalCredentialThumbprint", "ServicePrincipalCredentialThumbprint"},
	signinKeyType:       {"properties.clientCredentialType", "clientCredentialType", "ClientCredentialType"},
	signinFederated:     {"properties.federatedCredentialId", "federatedCredentialId", "FederatedCredentialId"},
	signinManagedType:   {"properties.managedIdentityType", "managedIdentityType", "properties.managedServiceIdentity.msiType"},
	signinAgentType:     {"properties.agent.agentType", "agent.agentType", "Agent.agentType"},
	signinRisk:          {"properties.riskLevelDuringSignIn", "riskLevelDuringSignIn", "RiskLevelDuringSignIn", "properties.riskLevel", "riskLevel"},
	signinRiskState:     anywhere("riskState"),
	signinRiskDetail:    anywhere("riskDetail"),
	signinRiskType:      {"properties.riskEventType", "riskEventType", "properties.riskEventTypes_v2", "riskEventTypes_v2", "properties.riskEventTypes"},
	signinClient:        {"properties.clientAppUsed", "clientAppUsed", "ClientAppUsed"},
	signinAccess:        {"properties.conditionalAccessStatus", "conditionalAccessStatus", "ConditionalAccessStatus"},
	signinCrossTenant:   {"properties.crossTenantAccessType", "crossTenantAccessType", "CrossTenantAccessType"},
	signinHome:          {"properties.homeTenantId", "homeTenantId", "HomeTenantId"},
	signinTokenType:     {"properties.incomingTokenType", "incomingTokenType", "IncomingTokenType"},
	signinInteractive:   {"properties.isInteractive", "isInteractive", "IsInteractive"},
	signinProtocol:      {"properties.authenticationProtocol", "authenticationProtocol", "AuthenticationProtocol", "properties.originalTransferMethod", "originalTransferMethod"},
	signinCountry:       {"properties.location.countryOrRegion", "location.countryOrRegion", "LocationDetails.countryOrRegion"},
	signinASN:           {"properties.autonomousSystemNumber", "autonomousSystemNumber", "AutonomousSystemNumber"},
	signinConditional:   {"properties.flaggedForReview", "flaggedForReview", "FlaggedForReview"},
	signinLegacy:        {"properties.authenticationMethodsUsed", "authenticationMethodsUsed"},
	signinDevice:        {"properties.deviceDetail.deviceId", "deviceDetail.deviceId", "DeviceDetail.deviceId"},
}

func signin() tabard.Family {
	fields := either.New(signinPaths[:]...)
	marks := [][]string{
		{"operationName=Sign-in activity", "category", "properties"},
		{"createdDateTime", "appDisplayName", "ipAddress"},
		{"createdDateTime", "userPrincipalName", "appId"},
		{"createdDateTime", "servicePrincipalId", "appId"},
		{"properties.createdDateTime", "properties.appDisplayName", "operationName"},
		{"properties.userPrincipalName", "properties.riskLevelDuringSignIn", "operationName"},
		{"UserPrincipalName", "AppDisplayName", "IPAddress"},
		{"ServicePrincipalId", "AppId", "IPAddress", "TimeGenerated"},
	}
	for _, category := range [...]string{
		"SignInLogs", "NonInteractiveUserSignInLogs", "ServicePrincipalSignInLogs", "ManagedIdentitySignInLogs", "ADFSSignInLogs",
		"MicrosoftServicePrincipalSignInLogs", "RiskyUsers", "UserRiskEvents", "RiskyServicePrincipals", "ServicePrincipalRiskEvents",
		"RiskyAgents", "AgentRiskEvents",
	} {
		marks = append(marks, []string{"category=" + category, "operationName", "properties"}, []string{"category=" + category}, []string{"Category=" + category, "OperationName"})
	}
	return tabard.Family{
		Name:      "entra.signin",
		Title:     "Microsoft Entra ID sign-in logs",
		Marks:     marks,
		Kin:       []string{"entra.audit", "azure.activity"},
		Paths:     fields.Paths(),
		EventName: "operationName",
		Normalize: func(s *tabard.Slots, e *tabard.Event) error { return normalizeSignin(fields.Of(s), e) },
	}
}

var errNotSignin = errors.New("not an Entra sign-in record: it names neither an account nor an application")

func normalizeSignin(r either.Record, e *tabard.Event) error {
	if !r.Has(signinUserID) && !r.Has(signinUserName) && !r.Has(signinPrincipalID) && !r.Has(signinAppID) && !r.Has(signinAppName) && !r.Has(signinCategory) {
		return errNotSignin
	}
	at, err := r.Time(signinTime)
	if err != nil {
		return fmt.Errorf("createdDateTime: %w", err)
	}
	e.Time = at
	if e.Action = r.Text(signinOperation); e.Action == "" {
		e.Action = "Sign-in activity"
	}
	e.Event = r.Text(signinID)
	e.Realm = tenant(r.Text(signinTenant), r.Text(signinResourcePath))
	e.Source, e.UserAgent = r.Text(signinIP), r.Text(signinUserAgent)
	signinOutcome(r, e)
	signinActor(r, e)
	signinCredential(r, e)
	e.Session.ID = r.Text(signinSession)
	switch need := r.Text(signinMFA); {
	case strings.EqualFold(need, "singleFactorAuthentication"):
		no := false
		e.Session.MFA = &no
	case strings.EqualFold(need, "multiFactorAuthentication") && e.Outcome == tabard.OutcomeSuccess:
		yes := true
		e.Session.MFA = &yes
	}
	if id := r.First(signinTargetID, signinTargetName); id != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: "resource", ID: id, Name: r.Text(signinTargetName)})
	}
	if id := r.First(signinAppID, signinAppName); id != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: "application", ID: id, Name: r.Text(signinAppName)})
	}
	for _, d := range [...]struct {
		field int
		name  string
	}{
		{signinCategory, "category"},
		{signinRisk, "riskLevel"},
		{signinRiskState, "riskState"},
		{signinRiskDetail, "riskDetail"},
		{signinRiskType, "riskEventType"},
		{signinClient, "clientAppUsed"},
		{signinAccess, "conditionalAccessStatus"},
		{signinCrossTenant, "crossTenantAccessType"},
		{signinHome, "homeTenantId"},
		{signinTokenType, "incomingTokenType"},
		{signinProtocol, "authenticationProtocol"},
		{signinCountry, "country"},
		{signinASN, "asn"},
		{signinDevice, "deviceId"},
	} {
		if text := r.Text(d.field); text != "" && text != "none" && text != "notApplied" {
			detail(e, d.name, text)
		}
	}
	return nil
}

func signinOutcome(r either.Record, e *tabard.Event) {
	e.Outcome = tabard.OutcomeUnknown
	switch code := r.Text(signinErrorCode); {
	case code == "0" || strings.EqualFold(code, "success"):
		e.Outcome = tabard.OutcomeSuccess
	case code != "":
		e.Outcome, e.Error, e.Message = tabard.OutcomeFailure, code, r.Text(signinReason)
	}
}

// signinActor reads who signed in: an agent, a service principal, a managed identity or a user.
func signinActor(r either.Record, e *tabard.Event) {
	user := Account(e.Realm, r.Text(signinUserID), r.First(signinUserName, signinUserDisplay), "User")
	kind := "ServicePrincipal"
	if r.Has(signinManagedType) && !r.Is(signinManagedType, "none") || r.Is(signinCategory, "ManagedIdentitySignInLogs") {
		kind = "ManagedIdentity"
	}
	if agent := r.Text(signinAgentType); agent != "" && agent != "notAgentic" && agent != "unknownFutureValue" {
		kind = "AgentIdentity"
	}
	principal := Account(e.Realm, r.Text(signinPrincipalID), first(r.Text(signinPrincipalName), r.Text(signinAppName)), kind)
	if !r.Has(signinPrincipalID) && (!user.IsZero() || !strings.Contains(r.Text(signinCategory), "Principal")) {
		principal = tabard.Actor{}
	}
	switch {
	case !principal.IsZero() && !user.IsZero():
		e.Actor, e.Via = principal, append(e.Via, user)
	case !principal.IsZero():
		e.Actor = principal
	case !user.IsZero():
		e.Actor = user
		if kind == "AgentIdentity" {
			e.Actor.Type, e.Actor.Kind = "AgentUser", tabard.KindAgent
		}
	default:
		e.Actor = Account(e.Realm, "", r.Text(signinIdentity), "")
	}
}

// signinCredential reads which of its keys a service principal used.
func signinCredential(r either.Record, e *tabard.Event) {
	c := tabard.CredentialRef{ID: r.Text(signinKeyID), Fingerprint: r.Text(signinThumbprint)}
	if federated := r.Text(signinFederated); federated != "" {
		c = tabard.CredentialRef{Kind: tabard.CredentialTrust, ID: federated}
	}
	if c.IsZero() {
		return
	}
	switch kind := r.Text(signinKeyType); {
	case c.Kind != "":
	case strings.EqualFold(kind, "certificate"), strings.EqualFold(kind, "clientAssertion"), c.Fingerprint != "":
		c.Kind = tabard.CredentialCertificate
	default:
		c.Kind = tabard.CredentialSecret
	}
	e.Credential = c
}
