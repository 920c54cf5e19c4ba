package ocsf_test

import (
	"encoding/json/v2"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/scan"
	"tabard.dev/tabard/sinks/ocsf"
)

// class is what the schema says of one.
type class struct {
	name       string
	category   int
	activities string   // the ids it knows, and what they are called
	required   []string // attributes besides those of all classes
}

// ofAll are the attributes that every class requires.
var ofAll = []string{"activity_id", "category_uid", "class_uid", "metadata", "severity_id", "time", "type_uid"}

// classes are those that are written. https://schema.ocsf.io/1.9.0/classes
var classes = map[int]class{
	3002: {"Authentication", 3, "1 Logon, 2 Logoff, 99 Other", []string{"user"}},
	3004: {"Entity Management", 3, "1 Create, 3 Update, 4 Delete, 8 Enable, 9 Disable, 99 Other", []string{"entity"}},
	3007: {
		"User Management", 3, "1 Create, 2 Update, 3 Delete, 4 Enable, 5 Disable, 8 Password Change, 14 Assign Privileges, 15 Remove Privileges, " +
			"18 Add Programmatic Credentials, 19 Remove Programmatic Credentials, 99 Other", []string{"user"},
	},
	3008: {
		"Role Management", 3, "1 Create, 2 Update, 3 Delete, 4 Assign Privileges, 5 Remove Privileges, 10 Add Programmatic Credentials, " +
			"11 Remove Programmatic Credentials, 99 Other", []string{"iam_role"},
	},
	6003: {"API Activity", 6, "1 Create, 2 Read, 3 Update, 4 Delete, 99 Other", []string{"actor", "api", "src_endpoint"}},
}

// objects are what the schema asks of an object wherever it stands: attributes that it requires, and of which it has at least one.
var objects = map[string]struct{ required, oneOf string }{
	"metadata":                 {"version product", ""},
	"product":                  {"name vendor_name", ""},
	"actor":                    {"", "process user invoked_by session app_name app_uid"},
	"user":                     {"", "account name uid"},
	"account":                  {"", "name uid"},
	"entity":                   {"", "name uid"},
	"iam_role":                 {"", "name uid"},
	"src_endpoint":             {"", "ip uid name hostname svc_name instance_uid interface_uid interface_name"},
	"programmatic_credentials": {"uid", ""},
	"policies":                 {"", "name uid"},
	"resources":                {"", "name uid"},
	"api":                      {"operation", ""},
	"service":                  {"", "name uid"},
	"cloud":                    {"provider", ""},
}

// check gives what an event lacks by the schema.
func check(o ocsf.Event) (all []string) {
	text, err := json.Marshal(o)
	if err != nil {
		return []string{err.Error()}
	}
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		return []string{err.Error()}
	}
	c, ok := classes[o.ClassUID]
	if !ok {
		return []string{fmt.Sprintf("class %d is not one that is written", o.ClassUID)}
	}
	for _, name := range slices.Concat(ofAll, c.required) {
		if _, ok := doc[name]; !ok {
			all = append(all, "no "+name)
		}
	}
	if o.ClassUID == 3002 && doc["service"] == nil && doc["dst_endpoint"] == nil {
		all = append(all, "neither service nor dst_endpoint")
	}
	known := slices.Contains(strings.Split(c.activities, ", "), fmt.Sprint(o.ActivityID, " ", o.ActivityName))
	if !known || o.ClassName != c.name || o.CategoryUID != c.category || o.TypeUID != 100*o.ClassUID+o.ActivityID {
		all = append(all, fmt.Sprintf("%s of category %d, activity %d %s, type %d", o.ClassName, o.CategoryUID, o.ActivityID, o.ActivityName, o.TypeUID))
	}
	if at := time.UnixMilli(o.Time); o.Time != 0 && (at.Year() < 2000 || at.Year() > 2100) {
		all = append(all, fmt.Sprintf("time %d is not in milliseconds", o.Time))
	}
	return append(all, checkObjects("", doc)...)
}

func checkObjects(name string, value any) (all []string) {
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			all = append(all, checkObjects(name, one)...)
		}
	case map[string]any:
		has := func(attribute string) bool { return v[attribute] != nil && v[attribute] != "" }
		asks := objects[name]
		for attribute := range strings.FieldsSeq(asks.required) {
			if !has(attribute) {
				all = append(all, name+" has no "+attribute)
			}
		}
		if asks.oneOf != "" && !slices.ContainsFunc(strings.Fields(asks.oneOf), has) {
			all = append(all, name+" has none of "+asks.oneOf)
		}
		for inner, value := range v {
			if inner != "unmapped" { // ours
				all = append(all, checkObjects(inner, value)...)
			}
		}
	}
	return all
}

// TestEverySampleIsSoundOCSF writes every record of all samples and recordings as OCSF.
func TestEverySampleIsSoundOCSF(t *testing.T) {
	written, wrong := map[int]int{}, 0
	paths, err := filepath.Glob("../../connectors/*/testdata/*/*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(paths, "../../examples/samples", "../../examples/recordings/postgres", "../../examples/recordings/kubernetes/audit.jsonl") {
		family := ""
		if strings.Contains(path, "testdata") {
			family = filepath.Base(filepath.Dir(path))
		}
		o := app.ScanOptions{Paths: []string{path}, Source: family, Refused: func(scan.Refusal) {}}
		_, err := app.ScanEvents(t.Context(), o, func(e ocsf.Event) error {
			written[e.ClassUID]++
			if lacks := check(e); len(lacks) > 0 && wrong < 20 {
				wrong++
				t.Errorf("%s: record %d of %s: %s", e.Unmapped.File, e.Unmapped.Record, e.Metadata.LogName, strings.Join(lacks, ", "))
			}
			return nil
		})
		if err != nil && family == "" {
			t.Errorf("%s: %v", path, err)
		}
	}
	for uid, c := range classes {
		if written[uid] < 10 {
			t.Errorf("%d events of the class %s, want some", written[uid], c.name)
		}
	}
	t.Logf("events by class: %v", written)
}

// TestAnEventThatSaysNothingIsSoundOCSF writes events of which the records gave next to nothing.
func TestAnEventThatSaysNothingIsSoundOCSF(t *testing.T) {
	for _, e := range []tabard.Event{
		{},
		{Family: "x.signin"},
		{Family: "generic", Action: "login"},
		{Targets: []tabard.Target{{}}},
		{Changes: []tabard.Change{{Object: tabard.ObjectTrust}}},
		{Changes: []tabard.Change{{Object: tabard.ObjectCredential, Verb: tabard.Created, Credential: tabard.CredentialRef{Kind: tabard.CredentialKey}}}},
		{Changes: []tabard.Change{{Object: tabard.ObjectGrant, Verb: tabard.Revoked, Identity: tabard.Actor{Type: "AssumedRole"}}}},
	} {
		if lacks := check(ocsf.FromEvent(&e)); len(lacks) > 0 {
			t.Errorf("%s %s %v: %s", e.Family, e.Action, e.Changes, strings.Join(lacks, ", "))
		}
	}
}

// TestWhatAnEventIsCalled holds the classes and activities to what the changes are.
func TestWhatAnEventIsCalled(t *testing.T) {
	user, role := tabard.Actor{Realm: "r", ID: "u", Type: "IAMUser"}, tabard.Actor{Realm: "r", ID: "x", Type: "Role"}
	change := func(object tabard.ObjectKind, verb tabard.Verb, who tabard.Actor, kind tabard.CredentialKind) tabard.Event {
		return tabard.Event{Family: "aws.cloudtrail", Action: "iam:X", Changes: []tabard.Change{{
			Object: object, Verb: verb, Identity: who, Credential: tabard.CredentialRef{ID: "K", Kind: kind},
		}}}
	}
	for name, test := range map[string]struct {
		event tabard.Event
		want  string
	}{
		"a key made":             {change(tabard.ObjectCredential, tabard.Created, user, tabard.CredentialKey), "3007 18 300718"},
		"a key deleted":          {change(tabard.ObjectCredential, tabard.Deleted, user, tabard.CredentialKey), "3007 19 300719"},
		"a key switched off":     {change(tabard.ObjectCredential, tabard.Disabled, user, tabard.CredentialKey), "3007 19 300719"},
		"a password changed":     {change(tabard.ObjectCredential, tabard.Updated, user, tabard.CredentialPassword), "3007 8 300708"},
		"a key of a role":        {change(tabard.ObjectCredential, tabard.Created, role, tabard.CredentialKey), "3008 10 300810"},
		"a user made":            {change(tabard.ObjectIdentity, tabard.Created, user, ""), "3007 1 300701"},
		"a user locked out":      {change(tabard.ObjectIdentity, tabard.Disabled, user, ""), "3007 5 300705"},
		"a role deleted":         {change(tabard.ObjectIdentity, tabard.Deleted, role, ""), "3008 3 300803"},
		"a right given":          {change(tabard.ObjectGrant, tabard.Granted, user, ""), "3007 14 300714"},
		"a right taken":          {change(tabard.ObjectGrant, tabard.Revoked, role, ""), "3008 5 300805"},
		"a trust made":           {change(tabard.ObjectTrust, tabard.Created, user, ""), "3004 1 300401"},
		"a sign-in":              {tabard.Event{Family: "entra.signin", Action: "x"}, "3002 1 300201"},
		"a sign-out":             {tabard.Event{Family: "okta.system", Action: "user.session.end"}, "3002 2 300202"},
		"a call that reads":      {tabard.Event{Family: "aws.cloudtrail", Action: "s3:GetObject"}, "6003 2 600302"},
		"a call that deletes":    {tabard.Event{Family: "gcp.audit", Action: "google.iam.admin.v1.DeleteRole"}, "6003 4 600304"},
		"a call of another sort": {tabard.Event{Family: "generic", Action: "frobnicate"}, "6003 99 600399"},
	} {
		o := ocsf.FromEvent(&test.event)
		if got := fmt.Sprint(o.ClassUID, " ", o.ActivityID, " ", o.TypeUID); got != test.want {
			t.Errorf("%s is %s, want %s", name, got, test.want)
		}
	}
}

func TestWhatARecordSaysIsKept(t *testing.T) {
	yes := true
	e := tabard.Event{
		Family: "aws.cloudtrail", Realm: "111122223333", System: "prod", Action: "iam:CreateAccessKey", Outcome: tabard.OutcomeFailure, Error: "AccessDenied",
		Time: time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC), Source: "192.0.2.1:443", UserAgent: "x/1",
		Actor: tabard.Actor{Key: tabard.Key{Realm: "111122223333", ID: "arn:u"}, Name: "u", Kind: tabard.KindAgent},
		Via:   []tabard.Actor{{ID: "arn:boss", Name: "boss"}}, Session: tabard.Session{ID: "s", MFA: &yes},
		Credential: tabard.CredentialRef{ID: "AKIA1"},
	}
	o := ocsf.FromEvent(&e)
	if o.StatusID != 2 || o.StatusCode != "AccessDenied" || o.Time != 1777636800000 || o.Source.IP != "192.0.2.1" || o.Actor.User.TypeID != 4 ||
		o.Actor.User.CredentialUID != "AKIA1" || o.Actor.InvokedBy != "boss" || o.Unmapped.Via[0].UID != "arn:boss" || o.Cloud.Account.UID != "111122223333" ||
		!*o.Actor.Session.MFA || o.Metadata.Product.Vendor != "AWS" {
		t.Errorf("%+v", o)
	}
	e.Outcome = ""
	if o := ocsf.FromEvent(&e); o.StatusID != 0 {
		t.Errorf("an outcome that nobody told is status %d, want 0", o.StatusID)
	}
}
