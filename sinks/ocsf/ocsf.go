// Package ocsf writes events in the words of the Open Cybersecurity Schema Framework, version 1.9.0, so that any security
// lake reads them. It emits User Management (3007), Role Management (3008), Entity Management (3004), Authentication (3002)
// and API Activity (6003); the classes that 1.9.0 deprecates (3001, 3005) are not emitted.
//
// Source: https://schema.ocsf.io/1.9.0/classes
package ocsf

import (
	"cmp"
	"maps"
	"net/netip"
	"time"

	"tabard.dev/tabard"
)

// Version is the schema version of what this package writes.
const Version = "1.9.0"

// Event is one OCSF event. Times are milliseconds since 1970, UTC, as the schema's timestamp_t.
type Event struct {
	ActivityID   int      `json:"activity_id"`
	ActivityName string   `json:"activity_name"`
	CategoryUID  int      `json:"category_uid"`
	CategoryName string   `json:"category_name"`
	ClassUID     int      `json:"class_uid"`
	ClassName    string   `json:"class_name"`
	TypeUID      int      `json:"type_uid"`
	SeverityID   int      `json:"severity_id"`
	Severity     string   `json:"severity"`
	StatusID     int      `json:"status_id"`
	Status       string   `json:"status"`
	StatusCode   string   `json:"status_code,omitempty"`
	StatusDetail string   `json:"status_detail,omitempty"`
	Time         int64    `json:"time"`
	Message      string   `json:"message,omitempty"`
	Metadata     Metadata `json:"metadata"`

	Actor       Actor        `json:"actor"`
	API         *API         `json:"api,omitempty"`
	User        *User        `json:"user,omitempty"`
	Role        *Role        `json:"iam_role,omitempty"`
	Entity      *Entity      `json:"entity,omitempty"`
	Roles       []Role       `json:"iam_roles,omitempty"`
	Privileges  []string     `json:"privileges,omitempty"`
	Policies    []Policy     `json:"policies,omitempty"`
	Credentials []Credential `json:"programmatic_credentials,omitempty"`
	Resources   []Resource   `json:"resources,omitempty"`
	Source      *Endpoint    `json:"src_endpoint,omitzero"`
	Request     *Request     `json:"http_request,omitempty"`
	Cloud       *Cloud       `json:"cloud,omitempty"`
	Session     *Session     `json:"session,omitempty"`
	MFA         *bool        `json:"is_mfa,omitzero"`
	Service     *Service     `json:"service,omitempty"`
	Unmapped    Unmapped     `json:"unmapped"`
}

// Metadata is where an event comes from.
type Metadata struct {
	Version  string   `json:"version"`
	UID      string   `json:"uid,omitempty"`
	LogName  string   `json:"log_name"`
	Product  Product  `json:"product"`
	Profiles []string `json:"profiles,omitempty"`
}

// Product is what wrote the record.
type Product struct {
	Name   string `json:"name"`
	Vendor string `json:"vendor_name"`
}

// Actor is who did it, with the chain behind them as authorizations are granted.
type Actor struct {
	User      *User    `json:"user,omitempty"`
	Session   *Session `json:"session,omitempty"`
	InvokedBy string   `json:"invoked_by,omitempty"`
}

// User is a principal.
type User struct {
	UID           string   `json:"uid,omitempty"`
	Name          string   `json:"name,omitempty"`
	Type          string   `json:"type,omitempty"`
	TypeID        int      `json:"type_id"`
	CredentialUID string   `json:"credential_uid,omitempty"`
	Account       *Account `json:"account,omitempty"`
}

// Account is the realm of a principal.
type Account struct {
	UID string `json:"uid"`
}

// Role is a role.
type Role struct {
	UID  string `json:"uid,omitempty"`
	Name string `json:"name,omitempty"`
}

// Entity is a managed entity.
type Entity struct {
	UID  string `json:"uid,omitempty"`
	Name string `json:"name,omitempty"`
	Type string `json:"type,omitempty"`
}

// Policy is an access policy.
type Policy struct {
	Name string `json:"name,omitempty"`
}

// Credential is a programmatic credential. Its value is never known here.
type Credential struct {
	UID  string `json:"uid,omitempty"`
	Type string `json:"type,omitempty"`
}

// Resource is what an action was done to.
type Resource struct {
	UID  string `json:"uid,omitempty"`
	Name string `json:"name,omitempty"`
	Type string `json:"type,omitempty"`
}

// Endpoint is a network address: an IP address, or the name of a service where the record gives that.
type Endpoint struct {
	IP   string `json:"ip,omitempty"`
	Name string `json:"name,omitempty"`
}

// Request is the HTTP request behind an action, as far as the record tells.
type Request struct {
	UserAgent string `json:"user_agent"`
}

// Cloud is the cloud account an event belongs to.
type Cloud struct {
	Provider string   `json:"provider"`
	Account  *Account `json:"account,omitempty"`
}

// Session is a login or role session.
type Session struct {
	UID     string `json:"uid,omitempty"`
	Created int64  `json:"created_time,omitzero"`
	MFA     *bool  `json:"is_mfa,omitzero"`
}

// API is the call that was made.
type API struct {
	Operation string    `json:"operation"`
	Service   *Service  `json:"service,omitempty"`
	Response  *Response `json:"response,omitempty"`
}

// Service is the service that was called, or signed in to.
type Service struct {
	Name string `json:"name"`
}

// Response is how the call ended.
type Response struct {
	Code    string `json:"error,omitempty"`
	Message string `json:"error_message,omitempty"`
}

// Unmapped is what the schema has no place for.
type Unmapped struct {
	File    string            `json:"file,omitempty"`
	Record  int               `json:"record,omitzero"`
	System  string            `json:"system,omitempty"`
	Via     []Via             `json:"via,omitempty"` // who stood behind the actor, nearest first
	Origin  string            `json:"origin,omitempty"`
	Labels  map[string]string `json:"labels,omitempty"`
	Details map[string]string `json:"details,omitempty"`
	Changes []Change          `json:"changes,omitempty"`
	Future  bool              `json:"future,omitzero"`
}

// Via is one principal behind the actor.
type Via struct {
	UID   string `json:"uid"`
	Name  string `json:"name,omitempty"`
	Type  string `json:"type,omitempty"`
	Realm string `json:"realm,omitempty"`
}

// Change is one change an event made, in Tabard's words.
type Change struct {
	Verb       tabard.Verb       `json:"verb"`
	Object     tabard.ObjectKind `json:"object"`
	Identity   string            `json:"identity,omitempty"`
	Credential string            `json:"credential,omitempty"`
	Permission string            `json:"permission,omitempty"`
	Resource   string            `json:"resource,omitempty"`
	Via        string            `json:"via,omitempty"`
	Admin      bool              `json:"admin,omitzero"`
	Public     bool              `json:"public,omitzero"`
	Announced  bool              `json:"announced,omitzero"`
}

// FromEvent writes an event in OCSF's words. The same event gives the same result.
func FromEvent(e *tabard.Event) Event {
	o := Event{
		SeverityID: 1, Severity: "Informational",
		Metadata:   Metadata{Version: Version, UID: e.Event, LogName: e.Family, Product: productOf(e.Family)},
		Source:     endpoint(e.Source),
		Unmapped:   unmapped(e),
		StatusCode: e.Error, StatusDetail: e.Message,
	}
	if !e.Time.IsZero() {
		o.Time = e.Time.UnixMilli()
	}
	o.StatusID, o.Status = status(e.Outcome)
	o.Actor.User = user(e.Actor)
	o.Actor.User.CredentialUID = cmp.Or(e.Credential.ID, e.Credential.Fingerprint)
	o.Actor.Session = session(e.Session)
	if len(e.Via) > 0 {
		o.Actor.InvokedBy = e.Via[0].Name
	}
	if e.UserAgent != "" {
		o.Request = &Request{UserAgent: e.UserAgent}
	}
	if provider := providerOf(e.Family); provider != "" {
		o.Cloud = &Cloud{Provider: provider}
		if e.Realm != "" {
			o.Cloud.Account = &Account{UID: e.Realm}
		}
	}
	for _, t := range e.Targets {
		if name := cmp.Or(t.Name, t.ID); name != "" {
			o.Resources = append(o.Resources, Resource{UID: t.ID, Name: name, Type: t.Type})
		}
	}
	o.API = apiOf(e)
	classify(&o, e)
	o.TypeUID = 100*o.ClassUID + o.ActivityID
	return o
}

func status(outcome tabard.Outcome) (int, string) {
	switch outcome {
	case tabard.OutcomeSuccess:
		return 1, "Success"
	case tabard.OutcomeFailure:
		return 2, "Failure"
	case tabard.OutcomeUnknown:
	}
	return 0, "Unknown"
}

func endpoint(source string) *Endpoint {
	if source == "" {
		return nil
	}
	if ip, err := netip.ParseAddr(source); err == nil {
		return &Endpoint{IP: ip.String()}
	}
	if at, err := netip.ParseAddrPort(source); err == nil {
		return &Endpoint{IP: at.Addr().String()}
	}
	return &Endpoint{Name: source}
}

// unknown stands where the schema asks for a name and the record gives none.
const unknown = "unknown"

// user gives a principal; the type ids are those of the schema's user object: 1 user, 2 admin, 3 system, 4 service.
func user(a tabard.Actor) *User {
	u := &User{UID: a.ID, Name: cmp.Or(a.Name, a.ID, unknown), Type: a.Type}
	switch a.Kind {
	case tabard.KindHuman:
		u.TypeID = 1
	case tabard.KindService, tabard.KindWorkload, tabard.KindAgent:
		u.TypeID = 4
	case tabard.KindUnknown:
	}
	if u.Type == "" {
		u.Type = string(a.Kind)
	}
	if a.Realm != "" {
		u.Account = &Account{UID: a.Realm}
	}
	return u
}

func session(s tabard.Session) *Session {
	if s.ID == "" && s.Started.IsZero() && s.MFA == nil {
		return nil
	}
	out := &Session{UID: s.ID, MFA: s.MFA}
	if !s.Started.IsZero() {
		out.Created = s.Started.UnixMilli()
	}
	return out
}

func unmapped(e *tabard.Event) Unmapped {
	u := Unmapped{File: e.File, Record: e.Place.Record, System: e.System, Origin: e.Origin, Labels: maps.Clone(e.Labels), Details: maps.Clone(e.Details), Future: e.Future}
	for _, v := range e.Via {
		u.Via = append(u.Via, Via{UID: v.ID, Name: v.Name, Type: v.Type, Realm: v.Realm})
	}
	for _, c := range e.Changes {
		u.Changes = append(u.Changes, Change{
			Verb: c.Verb, Object: c.Object, Identity: c.Identity.ID, Credential: cmp.Or(c.Credential.ID, c.Credential.Fingerprint),
			Permission: c.Grant.Permission, Resource: c.Grant.Resource, Via: c.Grant.Via, Admin: c.Grant.Admin, Public: c.Grant.Public, Announced: c.Hint,
		})
	}
	return u
}

// Columns are the columns of [Event.Row].
var Columns = []string{"TIME", "CLASS", "ACTIVITY", "STATUS", "ACTOR", "OPERATION", "LOG"}

// Row gives the event as one line of a table.
func (o Event) Row() []string {
	actor := "-"
	if name := o.Actor.User.Name; name != unknown {
		actor = name
	}
	return []string{time.UnixMilli(o.Time).UTC().Format(time.RFC3339), o.ClassName, o.ActivityName, o.Status, actor, o.API.Operation, o.Metadata.LogName}
}
