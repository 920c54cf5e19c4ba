package azure

import (
	"errors"
	"fmt"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

const (
	fTime = iota
	fOperation
	fCategory
	fEventID
	fTenant
	fSubscription
	fResource
	fResult
	fSignature
	fStatusCode
	fSubstatus
	fMessage
	fCallerIP
	fCaller
	fObjectID
	fUPN
	fName
	fAppID
	fTokenType
	fManaged
	fEvidenceID
	fEvidenceType
	fEvidenceRole
	fTokenID
	fTokenHash
	fAuthentication
	fUserAgent
	fScope
	fRequest
	fResponse
	fCorrelation
	fLocation
	fURI
	fProperties
	fFields
)

const (
	objectIDClaim = "http://schemas.microsoft.com/identity/claims/objectidentifier"
	tenantClaim   = "http://schemas.microsoft.com/identity/claims/tenantid"
	upnClaim      = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"
	nameClaim     = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name"
)

// claim gives the places of a claim in the caller's token, as the several shapes name it.
func claim(names ...string) []string {
	var all []string
	for _, object := range [...]string{"identity.claims.", "claims.", "identity.claim.", "Claims_d.", "Claims."} {
		for _, name := range names {
			all = append(all, object+name)
		}
	}
	return all
}

var fields = [fFields][]string{
	fTime:           {"eventTimestamp", "time", "TimeGenerated", "EventSubmissionTimestamp", "submissionTimestamp"},
	fOperation:      {"operationName.value", "operationName", "OperationNameValue", "OperationName"},
	fCategory:       {"category.value", "category", "CategoryValue", "Category"},
	fEventID:        {"eventDataId", "EventDataId", "properties.eventDataId"},
	fTenant:         append([]string{"tenantId", "identity.requester.tenantId"}, claim(tenantClaim, "tid")...),
	fSubscription:   {"subscriptionId", "SubscriptionId"},
	fResource:       {"resourceId", "_ResourceId", "ResourceId", "authorization.scope"},
	fResult:         {"resultType", "status.value", "ActivityStatusValue", "ActivityStatus", "statusText", "properties.metricResponseType", "status"},
	fSignature:      {"resultSignature", "subStatus.value", "ActivitySubstatusValue"},
	fStatusCode:     {"statusCode", "properties.statusCode", "properties.httpStatusCode", "httpStatusCode_d"},
	fSubstatus:      {"subStatus.value", "ActivitySubstatusValue"},
	fMessage:        {"resultDescription", "properties.statusMessage", "Properties_d.statusMessage"},
	fCallerIP:       {"callerIpAddress", "CallerIpAddress", "httpRequest.clientIpAddress", "HTTPRequest.clientIpAddress"},
	fCaller:         {"caller", "Caller"},
	fObjectID:       append(claim(objectIDClaim, "oid"), "identity.requester.objectId"),
	fUPN:            append(claim(upnClaim, "upn"), "identity.requester.upn"),
	fName:           claim("name", nameClaim, "unique_name"),
	fAppID:          append(claim("appid", "azp"), "identity.requester.appId"),
	fTokenType:      claim("idtyp"),
	fManaged:        claim("xms_mirid", "xms_az_rid"),
	fEvidenceID:     {"identity.authorization.evidence.principalId", "authorization.evidence.principalId", "Authorization_d.evidence.principalId"},
	fEvidenceType:   {"identity.authorization.evidence.principalType", "authorization.evidence.principalType", "Authorization_d.evidence.principalType"},
	fEvidenceRole:   {"identity.authorization.evidence.role", "authorization.evidence.role", "Authorization_d.evidence.role"},
	fTokenID:        claim("uti"),
	fTokenHash:      {"identity.tokenHash"},
	fAuthentication: {"identity.type"},
	fUserAgent:      {"properties.userAgentHeader", "properties.clientInfo", "userAgentHeader", "clientInfo_s"},
	fScope:          {"identity.authorization.scope", "authorization.scope", "Authorization_d.scope"},
	fRequest:        {"properties.requestbody", "properties.requestBody", "Properties_d.requestbody", "Properties.requestbody"},
	fResponse:       {"properties.responseBody", "properties.responsebody", "Properties_d.responseBody", "Properties.responseBody"},
	fCorrelation:    {"correlationId", "CorrelationId"},
	fLocation:       {"location"},
	fURI:            {"properties.requestUri", "properties.objectKey", "uri"},
	fProperties:     {"properties", "Properties_d", "Properties"},
}

func activity() tabard.Family {
	layout := either.New(fields[:]...)
	return tabard.Family{
		Name:  "azure.activity",
		Title: "Azure activity log",
		Marks: [][]string{
			{"resourceId=/subscriptions/*", "operationName"},
			{"resourceId=/SUBSCRIPTIONS/*", "operationName"},
			{"resourceId=/providers/*", "operationName"},
			{"resourceId=/PROVIDERS/*", "operationName"},
			{"resourceId=/subscriptions/*", "category"},
			{"resourceId=/SUBSCRIPTIONS/*", "category"},
			{"category=Administrative", "operationName"},
			{"operationName.value", "eventTimestamp", "resourceId"},
			{"operationName.value", "resourceId", "caller"},
			{"OperationNameValue", "Caller"},
			{"OperationNameValue", "ResourceProviderValue"},
			{"identity.authorization", "operationName"},
		},
		Kin:       []string{"entra.audit", "entra.signin", "kubernetes.audit"},
		Paths:     layout.Paths(),
		EventName: "operationName",
		Redact:    redact,
		Normalize: func(s *tabard.Slots, e *tabard.Event) error { return normalize(layout.Of(s), e) },
	}
}

var errNotActivity = errors.New("not an Azure activity record: it has neither an operation nor a category")

// entry reads one record.
type entry struct {
	either.Record
	realm, resource string
	operation       string // in lower case
	done            bool   // this is not only the beginning of the operation
}

func normalize(r either.Record, e *tabard.Event) error {
	if e.Action = r.First(fOperation, fCategory); e.Action == "" {
		return errNotActivity
	}
	at, err := r.Time(fTime)
	if err != nil {
		return fmt.Errorf("time: %w", err)
	}
	e.Time = at
	x := &entry{Record: r, resource: r.Text(fResource)}
	if x.realm = r.Text(fTenant); x.realm == "" {
		if x.realm = r.Text(fSubscription); x.realm == "" {
			x.realm = segment(x.resource, "/subscriptions/")
		}
	}
	if x.realm == "" {
		x.realm = "azure" // object ids are unique among all tenants
	}
	e.Realm, e.Event = x.realm, r.Text(fEventID)
	e.Source, e.UserAgent = withoutPort(r.Text(fCallerIP)), r.Text(fUserAgent)
	x.outcome(e)
	x.who(e)
	if x.resource != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: resourceType(x.resource), ID: x.resource})
	}
	if uri := r.Text(fURI); uri != "" {
		uri, _, _ = strings.Cut(uri, "?") // what follows can be a signature
		e.Targets = append(e.Targets, tabard.Target{Type: "uri", ID: uri})
	}
	for _, d := range [...]struct {
		field int
		name  string
	}{{fCategory, "category"}, {fEvidenceRole, "role"}, {fScope, "scope"}, {fAppID, "appid"}, {fAuthentication, "authentication"}, {fCorrelation, "correlationId"}, {fLocation, "location"}} {
		if text := r.Text(d.field); text != "" {
			detail(e, d.name, text)
		}
	}
	x.changes(e)
	return nil
}

func detail(e *tabard.Event, name, text string) {
	if text == "" {
		return
	}
	if e.Details == nil {
		e.Details = make(map[string]string, 6)
	}
	e.Details[name] = text
}

// segment gives the path segment that follows a prefix, which is compared in any case.
func segment(path, prefix string) string {
	for at := 0; at+len(prefix) <= len(path); at++ {
		if path[at] == '/' && strings.EqualFold(path[at:at+len(prefix)], prefix) {
			name, _, _ := strings.Cut(path[at+len(prefix):], "/")
			return name
		}
	}
	return ""
}

// resourceType is the type in a resource's id: "Microsoft.Storage/storageAccounts" of
// "/subscriptions/S/resourceGroups/G/providers/Microsoft.Storage/storageAccounts/A".
func resourceType(id string) string {
	const marker = "/providers/"
	at := strings.LastIndex(strings.ToLower(id), marker)
	if at < 0 || at+len(marker) > len(id) {
		return ""
	}
	parts := strings.Split(id[at+len(marker):], "/")
	var kind strings.Builder
	kind.WriteString(parts[0])
	for i := 1; i < len(parts); i += 2 {
		kind.WriteString("/" + parts[i])
	}
	return kind.String()
}

// withoutPort takes the port off an IPv4 address, as the resource logs of Storage write it.
func withoutPort(address string) string {
	if host, _, ok := strings.Cut(address, ":"); ok && strings.Count(address, ":") == 1 && strings.Count(host, ".") == 3 {
		return host
	}
	return address
}

func (x *entry) outcome(e *tabard.Event) {
	e.Outcome, x.done = tabard.OutcomeUnknown, true
	switch strings.ToLower(x.Text(fResult)) {
	case "success", "succeeded", "succeed", "ok":
		e.Outcome = tabard.OutcomeSuccess
	case "failure", "failed", "fail", "error", "clienterror", "authorizationerror", "forbidden", "unauthorized":
		e.Outcome = tabard.OutcomeFailure
	case "start", "started", "accept", "accepted", "begin":
		x.done = false
		return
	}
	code, coded := x.Int(fStatusCode)
	if coded && code >= 400 {
		e.Outcome = tabard.OutcomeFailure
	} else if coded && code >= 200 && e.Outcome == tabard.OutcomeUnknown {
		e.Outcome = tabard.OutcomeSuccess
	}
	switch signature := x.Text(fSignature); {
	case strings.Contains(signature, "Forbidden"), strings.Contains(signature, "Unauthorized"), signature == "403", signature == "401":
		e.Outcome = tabard.OutcomeFailure
	}
	if e.Outcome == tabard.OutcomeFailure {
		if e.Error = x.Text(fSignature); e.Error == "" {
			if e.Error = x.Text(fStatusCode); e.Error == "" {
				e.Error = x.Text(fResult)
			}
		}
		e.Message = x.Text(fMessage)
	}
}

// Int gives a field as an integer, also from a string of digits.
func (x *entry) Int(field int) (int, bool) {
	text := x.Bytes(field)
	if len(text) == 0 || len(text) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// who reads the caller from the claims of its token. A person's token names the application it was given to as well.
func (x *entry) who(e *tabard.Event) {
	id, upn, app := x.Text(fObjectID), x.Text(fUPN), x.Text(fAppID)
	caller := x.Text(fCaller)
	name := upn
	if name == "" {
		if name = x.Text(fName); name == "" {
			name = caller
		}
	}
	kind := ""
	switch {
	case x.Has(fManaged):
		kind = "ManagedIdentity"
	case x.Is(fTokenType, "app"), upn == "" && app != "" && !strings.Contains(name, "@"):
		kind = "ServicePrincipal"
	case upn != "", strings.Contains(name, "@"), x.Is(fTokenType, "user"):
		kind = "User"
	case id == "" && name == "" && !x.Is(fEvidenceType, "Group"):
		// Only the role assignment that allowed it says who it was.
		id, kind = x.Text(fEvidenceID), x.Text(fEvidenceType)
	case x.Is(fEvidenceID, id) && id != "":
		kind = x.Text(fEvidenceType)
	}
	if id == "" && strings.Contains(caller, "-") && !strings.Contains(caller, "@") {
		id = caller // an object id
	}
	e.Actor = x.account(id, name, kind)
	switch x.Text(fAuthentication) {
	case "Anonymous":
		e.Actor = x.account("anonymous", "", "Anonymous")
	case "AccountKey", "SAS":
		e.Actor = x.account(x.resource, "", "StorageAccount")
		e.Credential = tabard.CredentialRef{Kind: tabard.CredentialKey, Fingerprint: x.Text(fTokenHash)}
	}
	if kind == "User" && app != "" {
		e.Via = append(e.Via, x.account(app, "", "Application"))
	}
	e.Session.ID = x.Text(fTokenID) // one token is one sitting; its id is in every record it made
}

func (x *entry) account(id, name, kind string) tabard.Actor {
	if id == "" {
		id = name
	}
	if id == "" {
		return tabard.Actor{}
	}
	if name == "" {
		name = id
	}
	a := tabard.Actor{Realm: x.realm, ID: id, Name: name, Type: kind}
	switch kind {
	case "User":
		a.Kind = tabard.KindHuman
	case "ServicePrincipal", "Application":
		a.Kind = tabard.KindService
	case "ManagedIdentity", "MSI":
		a.Kind = tabard.KindWorkload
	}
	return a
}
