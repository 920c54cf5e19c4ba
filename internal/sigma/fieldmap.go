package sigma

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// fieldMap says where a log family has what rules call a field, besides a path of that very name. SigmaHQ's rules name
// fields as one SIEM's connector shows them; the record as the service writes it has other names, or several.
var fieldMap = map[string]map[string][]string{
	"kubernetes.audit": {
		"apiGroup":     {"objectRef.apiGroup"},
		"resource":     {"objectRef.resource"},
		"subresource":  {"objectRef.subresource"},
		"namespace":    {"objectRef.namespace"},
		"username":     {"user.username"},
		"capabilities": podFields("securityContext.capabilities"),
		"privileged":   podFields("securityContext.privileged"),
		"hostPath":     {"requestObject.spec.volumes.hostPath", "requestObject.spec.template.spec.volumes.hostPath"},
		"hostPID":      {"requestObject.spec.hostPID", "requestObject.spec.template.spec.hostPID"},
		"hostNetwork":  {"requestObject.spec.hostNetwork", "requestObject.spec.template.spec.hostNetwork"},
		"hostIPC":      {"requestObject.spec.hostIPC", "requestObject.spec.template.spec.hostIPC"},
	},
	"github.audit": {
		"created_at": {"@timestamp"},
		"repository": {"repo"},
	},
	"entra.audit": {
		"Category":             {"category", "properties.category"},
		"category":             {"properties.category", "Category"},
		"OperationName":        activity,
		"operationName":        activity,
		"ActivityType":         activity,
		"Activity":             activity,
		"ActivityDisplayName":  activity,
		"activityDisplayName":  activity,
		"properties.message":   activity,
		"properties.eventName": activity,
		"LoggedByService":      {"loggedByService", "properties.loggedByService"},
		"Service":              {"loggedByService", "properties.loggedByService", "LoggedByService"},
		"Status":               entraResult,
		"status":               entraResult,
		"Result":               entraResult,
		"result":               entraResult,
		"ResultStatus":         entraResult,
		"properties.result":    entraResult,
		"ResultReason":         {"resultReason", "properties.resultReason"},
		"ResultDescription":    {"resultDescription", "properties.resultDescription", "properties.resultReason", "resultReason"},
		"resultDescription":    {"properties.resultDescription", "ResultDescription"},
		"ResourceProviderType": {"resourceId", "properties.targetResources.type", "targetResources.type"},
		"TargetResources":      {"targetResources", "properties.targetResources"},
		"targetResources":      {"properties.targetResources", "TargetResources"},
		"TargetResources.type": {"targetResources.type", "properties.targetResources.type"},
		"Target":               entraTarget,
		"TargetUserName":       entraTarget,
		"properties.target":    entraTarget,
		"InitiatedBy":          {"initiatedBy", "properties.initiatedBy"},
		"initiatedBy":          {"properties.initiatedBy", "InitiatedBy"},
		"InitiatingUser":       entraUser,
		"Username":             entraUser,
		"userPrincipalName":    entraUser,
		"properties.AppId":     {"initiatedBy.app.appId", "properties.initiatedBy.app.appId"},
		"ModifiedProperties":   {"targetResources.modifiedProperties", "properties.targetResources.modifiedProperties"},
		"AADOperationType":     {"operationType", "properties.operationType"},
		"operationType":        {"properties.operationType"},
		"CorrelationId":        {"correlationId", "properties.correlationId"},
		"ResourceId":           {"resourceId"},
		"riskEventType":        {"properties.riskEventType", "riskType", "properties.riskType"},
		"riskLevel":            {"properties.riskLevel"},
		"riskDetail":           {"properties.riskDetail"},
		"riskState":            {"properties.riskState"},
		"source":               {"properties.source"},
	},
	"entra.signin": {
		"ResultType":                        {"resultType", "properties.status.errorCode", "status.errorCode", "properties.errorCode"},
		"resultType":                        {"properties.status.errorCode", "status.errorCode", "ResultType"},
		"ResultDescription":                 {"resultDescription", "properties.status.failureReason", "status.failureReason", "properties.failureReason"},
		"Resultdescription":                 {"resultDescription", "ResultDescription", "properties.status.failureReason", "status.failureReason"},
		"FailureReason":                     {"properties.status.failureReason", "status.failureReason", "resultDescription"},
		"failureReason":                     {"properties.status.failureReason", "status.failureReason", "resultDescription"},
		"Status":                            {"status", "properties.status", "properties.status.additionalDetails", "status.additionalDetails", "resultSignature"},
		"status":                            {"properties.status", "Status"},
		"Result":                            {"resultSignature", "properties.status", "status"},
		"AuthenticationRequirement":         {"authenticationRequirement", "properties.authenticationRequirement"},
		"NetworkLocationDetails":            {"networkLocationDetails", "properties.networkLocationDetails"},
		"DeviceDetail":                      {"deviceDetail", "properties.deviceDetail"},
		"DeviceDetail.deviceId":             {"deviceDetail.deviceId", "properties.deviceDetail.deviceId"},
		"DeviceDetail.isCompliant":          {"deviceDetail.isCompliant", "properties.deviceDetail.isCompliant"},
		"DeviceDetail.isManaged":            {"deviceDetail.isManaged", "properties.deviceDetail.isManaged"},
		"DeviceDetail.trusttype":            {"deviceDetail.trustType", "properties.deviceDetail.trustType", "DeviceDetail.trustType"},
		"DeviceDetail.trustType":            {"deviceDetail.trustType", "properties.deviceDetail.trustType"},
		"ConditionalAccessStatus":           {"conditionalAccessStatus", "properties.conditionalAccessStatus"},
		"conditionalAccessStatus":           {"properties.conditionalAccessStatus", "ConditionalAccessStatus"},
		"ClientApp":                         signinClient,
		"ClientAppUsed":                     signinClient,
		"clientAppUsed":                     signinClient,
		"userAgent":                         {"properties.userAgent", "UserAgent"},
		"UserAgent":                         {"userAgent", "properties.userAgent"},
		"Username":                          signinUser,
		"UserPrincipalName":                 signinUser,
		"userPrincipalName":                 signinUser,
		"Identity":                          {"identity", "properties.userDisplayName", "userDisplayName"},
		"ActivityDetails":                   {"operationName", "OperationName", "category", "Category"},
		"Category":                          {"category"},
		"OperationName":                     {"operationName"},
		"AppId":                             {"appId", "properties.appId"},
		"appId":                             {"properties.appId", "AppId"},
		"AppDisplayName":                    signinApp,
		"Application":                       signinApp,
		"ResourceDisplayName":               signinResource,
		"Resource":                          signinResource,
		"resourceDisplayName":               signinResource,
		"ResourceIdentity":                  {"resourceId", "properties.resourceId"},
		"ResourceTenantId":                  {"resourceTenantId", "properties.resourceTenantId"},
		"HomeTenantId":                      {"homeTenantId", "properties.homeTenantId"},
		"Location":                          {"location", "properties.location"},
		"location":                          {"properties.location", "Location"},
		"Location.countryOrRegion":          {"location.countryOrRegion", "properties.location.countryOrRegion"},
		"IPAddress":                         {"ipAddress", "properties.ipAddress", "callerIpAddress"},
		"ipAddress":                         {"properties.ipAddress", "callerIpAddress", "IPAddress"},
		"UserType":                          {"userType", "properties.userType"},
		"AuthenticationProcessingDetails":   {"authenticationProcessingDetails", "properties.authenticationProcessingDetails"},
		"AuthenticationDetails":             {"authenticationDetails", "properties.authenticationDetails"},
		"AuthenticationMethodsUsed":         {"authenticationMethodsUsed", "properties.authenticationMethodsUsed"},
		"TokenIssuerType":                   {"tokenIssuerType", "properties.tokenIssuerType"},
		"RiskState":                         {"riskState", "properties.riskState"},
		"RiskLevelDuringSignIn":             {"riskLevelDuringSignIn", "properties.riskLevelDuringSignIn"},
		"riskEventTypes":                    {"properties.riskEventTypes", "riskEventTypes_v2", "properties.riskEventTypes_v2"},
		"ServicePrincipalName":              {"servicePrincipalName", "properties.servicePrincipalName"},
		"MfaDetail":                         {"mfaDetail", "properties.mfaDetail"},
		"CrossTenantAccessType":             {"crossTenantAccessType", "properties.crossTenantAccessType"},
		"IncomingTokenType":                 {"incomingTokenType", "properties.incomingTokenType"},
		"AuthenticationProtocol":            {"authenticationProtocol", "properties.authenticationProtocol"},
		"properties.authenticationProtocol": {"authenticationProtocol"},
	},
	"azure.activity": {
		"operationName":        {"operationName.value", "OperationNameValue", "OperationName", "authorization.action"},
		"OperationName":        {"operationName", "operationName.value", "operationName.localizedValue"},
		"OperationNameValue":   {"operationName", "operationName.value", "OperationName"},
		"properties.message":   {"operationName", "operationName.value", "operationName.localizedValue", "OperationNameValue"},
		"ActivityStatus":       azureStatus,
		"ActivityStatusValue":  azureStatus,
		"Status":               azureStatus,
		"status":               azureStatus,
		"resultType":           {"status.value", "status", "ActivityStatusValue"},
		"Category":             {"category", "category.value"},
		"CategoryValue":        {"category", "category.value"},
		"category":             {"category.value", "CategoryValue"},
		"Caller":               {"caller", "identity.claims.name"},
		"CallerIpAddress":      {"callerIpAddress", "httpRequest.clientIpAddress"},
		"ResourceId":           {"resourceId"},
		"ResourceProvider":     {"resourceProviderName.value", "resourceId"},
		"ResourceProviderName": {"resourceProviderName.value"},
	},
	"gcp.audit": {
		"gcp.audit.method_name":                         gcpMethod,
		"gcp.audit.service_name":                        {"protoPayload.serviceName"},
		"gcp.audit.resource_name":                       {"protoPayload.resourceName"},
		"gcp.audit.type":                                {"protoPayload.@type"},
		"gcp.audit.request":                             {"protoPayload.request"},
		"gcp.audit.response":                            {"protoPayload.response"},
		"gcp.audit.status.code":                         {"protoPayload.status.code"},
		"gcp.audit.authentication_info.principal_email": {"protoPayload.authenticationInfo.principalEmail"},
		"gcp.audit.authorization_info.permission":       {"protoPayload.authorizationInfo.permission"},
		"gcp.audit.authorization_info.granted":          {"protoPayload.authorizationInfo.granted"},
		"gcp.audit.request_metadata.caller_ip":          {"protoPayload.requestMetadata.callerIp"},
		"data.protoPayload.methodName":                  gcpMethod,
		"data.protoPayload.serviceName":                 {"protoPayload.serviceName"},
		"data.protoPayload.resourceName":                {"protoPayload.resourceName"},
		"data.protoPayload.logName":                     {"logName"},
		"methodName":                                    gcpMethod,
		"serviceName":                                   {"protoPayload.serviceName"},
		"eventService":                                  {"protoPayload.serviceName", "id.applicationName"},
		"eventName":                                     {"protoPayload.metadata.event.eventName", "events.name", "protoPayload.methodName"},
		"eventType":                                     {"protoPayload.metadata.event.eventType", "events.type"},
		"new_value":                                     workspaceParameter,
		"old_value":                                     workspaceParameter,
		"NEW_VALUE":                                     workspaceParameter,
		"OLD_VALUE":                                     workspaceParameter,
		"setting_name":                                  workspaceParameter,
		"SETTING_NAME":                                  workspaceParameter,
		"setting_value":                                 workspaceParameter,
		"application_name":                              workspaceParameter,
		"role_name":                                     workspaceParameter,
		"actor.email":                                   {"protoPayload.authenticationInfo.principalEmail"},
	},
	"okta.system": {
		"eventtype":                               {"eventType"},
		"displaymessage":                          {"displayMessage"},
		"legacyeventtype":                         {"legacyEventType"},
		"legacyEventType":                         {"legacyeventtype"},
		"actor.alternateid":                       {"actor.alternateId"},
		"actor.displayname":                       {"actor.displayName"},
		"client.ipaddress":                        {"client.ipAddress"},
		"client.user.id":                          {"actor.id"},
		"outcome.result":                          {"result"},
		"debugContext.debugData.behaviors":        {"debugcontext.debugdata.behaviors"},
		"target.displayname":                      {"target.displayName"},
		"securitycontext.isproxy":                 {"securityContext.isProxy"},
		"okta.event_type":                         {"eventType"},
		"okta.outcome.result":                     {"outcome.result"},
		"okta.debug_context.debug_data.behaviors": {"debugContext.debugData.behaviors"},
	},
	"m365.audit": {
		"eventSource": {"Workload", "Source"},
		"eventName":   {"Operation", "Name", "AlertType"},
		"status":      {"ResultStatus", "Status"},
		"Operation":   {"operation"},
		"Workload":    {"workload"},
		"ClientIP":    {"ClientIPAddress", "ActorIpAddress"},
		"UserId":      {"userId"},
		"Status":      {"ResultStatus"},
		"Payload":     {"Parameters.Value"},
	},
}

// Places that several names mean.
var (
	activity = []string{
		"activityDisplayName", "properties.activityDisplayName", "operationName", "properties.operationName", "OperationName", "ActivityDisplayName",
	}
	entraResult        = []string{"result", "properties.result", "resultType", "Result", "Status", "status"}
	entraTarget        = []string{"targetResources.userPrincipalName", "targetResources.displayName", "properties.targetResources.userPrincipalName", "properties.targetResources.displayName"}
	entraUser          = []string{"initiatedBy.user.userPrincipalName", "properties.initiatedBy.user.userPrincipalName"}
	signinClient       = []string{"clientAppUsed", "properties.clientAppUsed", "ClientAppUsed"}
	signinUser         = []string{"userPrincipalName", "properties.userPrincipalName", "UserPrincipalName"}
	signinApp          = []string{"appDisplayName", "properties.appDisplayName", "AppDisplayName"}
	signinResource     = []string{"resourceDisplayName", "properties.resourceDisplayName", "ResourceDisplayName"}
	azureStatus        = []string{"resultType", "status", "status.value", "ActivityStatus", "ActivityStatusValue", "resultSignature"}
	gcpMethod          = []string{"protoPayload.methodName"}
	workspaceParameter = []string{"protoPayload.metadata.event.parameter.value", "events.parameters.value"}
)

func podFields(field string) []string {
	var all []string
	for _, spec := range []string{"requestObject.spec.", "requestObject.spec.template.spec."} {
		for _, kind := range []string{"containers.", "initContainers.", "ephemeralContainers."} {
			all = append(all, spec+kind+field)
		}
	}
	return all
}

// listMarks are what some tools write behind the name of a list: "x[0].y", "x[*].y", "x{}.y". A path through a list means
// any element here.
var listMarks = regexp.MustCompile(`\[(\d*|\*)\]|\{\}`)

// places gives the paths where a log family may have what a rule calls a field, the field's own name first.
func places(family, field string) []string {
	all := []string{field}
	add := func(path string) {
		if path != "" && !slices.Contains(all, path) {
			all = append(all, path)
		}
	}
	plain := listMarks.ReplaceAllString(field, "")
	add(plain)
	for _, p := range fieldMap[family][plain] {
		add(p)
	}
	for _, p := range wrapped(family, plain) {
		add(p)
	}
	return all
}

// wrapped gives a field inside and outside the envelope that a family's records may come in.
func wrapped(family, field string) []string {
	switch family {
	case "gcp.audit": // as delivered to a topic, as collectors fold it to lower case, as BigQuery exports it, and unpacked
		field = strings.TrimPrefix(field, "data.")
		inner, ok := strings.CutPrefix(field, "protoPayload.")
		if !ok {
			return []string{field}
		}
		folded := strings.Replace(inner, "callerIp", "callerIP", 1)
		return []string{field, "protoPayload." + folded, "protopayload." + inner, "protopayload." + folded, "protopayload_auditlog." + inner, inner}
	case "entra.audit", "entra.signin", "azure.activity": // Azure's diagnostic records, and the columns of its tables
		inner := strings.TrimPrefix(field, "properties.")
		first, n := utf8.DecodeRuneInString(inner)
		lower := string(unicode.ToLower(first)) + inner[n:]
		return []string{inner, lower, "properties." + inner, "properties." + lower}
	case "okta.system": // collectors fold the first name, or all of them
		first, rest, nested := strings.Cut(field, ".")
		if nested {
			rest = "." + rest
		}
		return []string{strings.ToLower(first) + rest, strings.ToLower(field)}
	case "github.audit", "auth0": // older exports of GitHub and streams of Auth0 nest in "data"
		return []string{strings.TrimPrefix(field, "data."), "data." + strings.TrimPrefix(field, "data.")}
	case "gitlab.audit": // the API nests in "details", collectors in "detail"
		inner := strings.TrimPrefix(field, "details.")
		return []string{inner, "details." + inner, "detail." + inner}
	case "snowflake": // drivers give the names of columns in either case
		return []string{strings.ToLower(field), strings.ToUpper(field)}
	}
	return nil
}
