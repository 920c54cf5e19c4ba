package m365

import (
	"errors"
	"fmt"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/entra"
	"tabard.dev/tabard/connectors/internal/cut"
	"tabard.dev/tabard/connectors/internal/either"
)

const (
	fTime = iota
	fOperation
	fID
	fOrganization
	fWorkload
	fResult
	fUser
	fUserType
	fUserKey
	fIP
	fUserAgent
	fObject
	fApp
	fActor
	fTarget
	fModified
	fExtended
	fParameters
	fError
	fErrorNumber
	fSession
	fRecordType
	fSite
	fTargetUser
	fTargetType
	fSharing
	fLogonType
	fOwner
	fClientInfo
	fInterSystems
	fFields
)

var fields = [fFields][]string{
	fTime:         {"CreationTime", "CreationDate"},
	fOperation:    {"Operation"},
	fID:           {"Id"},
	fOrganization: {"OrganizationId"},
	fWorkload:     {"Workload"},
	fResult:       {"ResultStatus"},
	fUser:         {"UserId"},
	fUserType:     {"UserType"},
	fUserKey:      {"UserKey"},
	fIP:           {"ActorIpAddress", "ClientIPAddress", "ClientIP"},
	fUserAgent:    {"UserAgent", "ClientInfoString"},
	fObject:       {"ObjectId"},
	fApp:          {"AppAccessContext.ClientAppId", "ClientAppId", "AppId", "ApplicationId"},
	fActor:        {"Actor"},
	fTarget:       {"Target"},
	fModified:     {"ModifiedProperties"},
	fExtended:     {"ExtendedProperties"},
	fParameters:   {"Parameters"},
	fError:        {"LogonError"},
	fErrorNumber:  {"ErrorNumber"},
	fSession:      {"AppAccessContext.AADSessionId", "SessionId"},
	fRecordType:   {"RecordType"},
	fSite:         {"SiteUrl"},
	fTargetUser:   {"TargetUserOrGroupName"},
	fTargetType:   {"TargetUserOrGroupType"},
	fSharing:      {"EventData"},
	fLogonType:    {"LogonType"},
	fOwner:        {"MailboxOwnerUPN"},
	fClientInfo:   {"ClientInfoString"},
	fInterSystems: {"InterSystemsId"},
}

func audit() tabard.Family {
	layout := either.New(fields[:]...)
	return tabard.Family{
		Name:  "m365.audit",
		Title: "Microsoft 365 management activity",
		Marks: [][]string{
			{"Workload", "Operation", "OrganizationId"},
			{"Workload", "Operation", "UserId"},
			{"Operation", "RecordType", "UserType"},
			{"Operation", "CreationTime", "UserId"},
		},
		Paths:       layout.Paths(),
		ID:          []string{"Id"},
		EventName:   "Operation",
		EventSource: "Workload",
		Redact:      redact,
		Normalize:   func(s *tabard.Slots, e *tabard.Event) error { return normalize(layout.Of(s), e) },
	}
}

var errNotM365 = errors.New("not an Office 365 activity record: it has no operation")

func normalize(r either.Record, e *tabard.Event) error {
	if e.Action = r.Text(fOperation); e.Action == "" {
		return errNotM365
	}
	at, err := r.Time(fTime)
	if err != nil {
		return fmt.Errorf("CreationTime: %w", err)
	}
	e.Time, e.Event = at, r.Text(fID)
	if e.Realm = r.Text(fOrganization); e.Realm == "" {
		e.Realm = "m365"
	}
	e.Source, e.UserAgent, e.Session.ID = withoutPort(r.Text(fIP)), r.Text(fUserAgent), r.Text(fSession)
	outcome(r, e)
	who(r, e)
	if id := r.Text(fObject); id != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: r.Text(fWorkload), ID: id})
	}
	for _, d := range [...]struct {
		field int
		name  string
	}{{fWorkload, "workload"}, {fRecordType, "recordType"}, {fSite, "site"}, {fTargetUser, "targetUser"}, {fTargetType, "targetType"}, {fSharing, "eventData"}, {fLogonType, "logonType"}, {fOwner, "mailboxOwner"}} {
		if text := r.Text(d.field); text != "" {
			detail(e, d.name, text)
		}
	}
	list := r.Nodes(fParameters)
	parameters := named(list, "Name", "Value")
	for _, n := range list {
		if name := n.Child("Name").String(); len(parameters[name]) <= 200 && len(e.Details) < 24 {
			detail(e, name, parameters[name])
		}
	}
	extended(r, e)
	if strings.EqualFold(r.Text(fWorkload), "AzureActiveDirectory") || r.Has(fModified) && entra.Known(e.Action) {
		directory(r, e)
	} else {
		service(r, e, parameters)
	}
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

// named reads a list of names and values.
func named(nodes []tabard.Node, name, value string) map[string]string {
	if len(nodes) == 0 {
		return nil
	}
	all := make(map[string]string, len(nodes))
	for _, n := range nodes {
		all[n.Child(name).String()] = n.Child(value).String()
	}
	return all
}

// extended reads what Microsoft puts into extended properties: the user agent and the request's application.
func extended(r either.Record, e *tabard.Event) {
	for _, n := range r.Nodes(fExtended) {
		name, value := n.Child("Name").String(), n.Child("Value")
		switch name {
		case "additionalDetails":
			if agent := value.Doc().Child("User-Agent").String(); agent != "" {
				e.UserAgent = agent
			}
		case "UserAgent":
			e.UserAgent = value.String()
		case "RequestType", "ResultStatusDetail", "UserAuthenticationMethod", "extendedAuditEventCategory":
			detail(e, name, value.String())
		}
	}
}

// withoutPort takes the port off an address: "192.0.2.1:443", "[2001:db8::1]:443".
func withoutPort(address string) string {
	if inside, ok := strings.CutPrefix(address, "["); ok {
		address, _, _ = strings.Cut(inside, "]")
		return address
	}
	if host, _, ok := strings.Cut(address, ":"); ok && strings.Count(address, ":") == 1 {
		return host
	}
	return address
}

func outcome(r either.Record, e *tabard.Event) {
	e.Outcome = tabard.OutcomeUnknown
	switch strings.ToLower(r.Text(fResult)) {
	case "success", "succeeded", "true", "partiallysucceeded":
		e.Outcome = tabard.OutcomeSuccess
	case "failure", "failed", "false":
		e.Outcome = tabard.OutcomeFailure
	}
	if number := r.Text(fErrorNumber); number != "" && number != "0" && strings.HasSuffix(e.Action, "LoginFailed") {
		e.Outcome, e.Error = tabard.OutcomeFailure, number
	}
	if e.Action == "UserLoginFailed" {
		e.Outcome = tabard.OutcomeFailure
	}
	if e.Outcome == tabard.OutcomeFailure && e.Error == "" {
		e.Error = r.Text(fError)
	}
}

// who reads the actor. Its object id stands in the list of ids as "User_…" or "ServicePrincipal_…".
func who(r either.Record, e *tabard.Event) {
	id, kind := objectID(r.Nodes(fActor))
	name := r.Text(fUser)
	if prefix, object, ok := strings.Cut(name, "_"); ok && id == "" && (prefix == "ServicePrincipal" || prefix == "User") {
		id, kind = object, prefix
	}
	if kind == "" {
		switch r.Text(fUserType) {
		case "0", "2", "Regular", "Admin":
			kind = "User"
		case "4", "5", "6", "8", "System", "Application", "ServicePrincipal":
			kind = "ServicePrincipal"
		}
		if kind == "User" && !strings.Contains(name, "@") {
			kind = ""
		}
	}
	e.Actor = entra.Account(e.Realm, id, name, kind)
	if app := r.Text(fApp); app != "" && kind == "User" && app != id {
		e.Via = append(e.Via, entra.Account(e.Realm, app, "", "Application"))
	}
}

// objectID finds the object id and its sort in a list of ids.
func objectID(ids []tabard.Node) (id, kind string) {
	for _, n := range ids {
		prefix, rest, ok := strings.Cut(n.Child("ID").String(), "_")
		if !ok {
			continue
		}
		switch prefix {
		case "User", "ServicePrincipal", "Application", "Group", "Role", "Device", "Policy":
			return rest, prefix
		}
	}
	return "", ""
}

// directory reads an operation on the directory; its properties all belong to the one target.
func directory(r either.Record, e *tabard.Event) {
	if !entra.Known(e.Action) {
		return
	}
	ids := r.Nodes(fTarget)
	target := entra.Resource{Name: r.Text(fObject)}
	target.ID, target.Type = objectID(ids)
	for _, n := range ids {
		// 5 is a user principal name, 1 a display name.
		switch id := n.Child("ID").String(); n.Child("Type").String() {
		case "5":
			target.UPN = id
		case "1":
			if id != "" {
				target.Name = id
			}
		}
	}
	if target.UPN == "" && strings.Contains(target.Name, "@") {
		target.UPN = target.Name
	}
	for _, n := range r.Nodes(fModified) {
		target.Modified = append(target.Modified, entra.Property{
			Name: n.Child("Name").String(), Old: text(n.Child("OldValue")), New: text(n.Child("NewValue")),
		})
	}
	o := entra.Operation{Activity: e.Action, Realm: e.Realm, Initiator: e.Actor, Targets: []entra.Resource{target}}
	e.Changes = o.Changes()
}

func text(n tabard.Node) string {
	if s := n.String(); s != "" {
		return s
	}
	return strings.Join(n.Strings(), ",")
}

// redact cuts the values of parameters that are passwords, which Exchange's commands carry by name.
func redact(record []byte, by tabard.Cut) []byte {
	return cut.Query(cut.Named(record, by, "password", "Password", "NewPassword", "InitialPassword", "Credential", "RoomMailboxPassword"), by, "token", "token", "access_token", "sig", "tempauth")
}
