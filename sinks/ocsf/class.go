package ocsf

import (
	"cmp"
	"strings"

	"tabard.dev/tabard"
)

// Classes and categories of the schema.
const (
	identityCategory    = 3
	applicationCategory = 6

	authentication   = 3002
	entityManagement = 3004
	userManagement   = 3007
	roleManagement   = 3008
	apiActivity      = 6003
)

type activity struct {
	id   int
	name string
}

// classify chooses the class by what the event changed, and by its action where it changed nothing.
func classify(o *Event, e *tabard.Event) {
	if len(e.Changes) > 0 {
		classifyChange(o, e.Changes[0])
		return
	}
	if name, ok := signIn(e); ok {
		o.setClass(identityCategory, authentication, "Authentication", name)
		o.User, o.Session, o.MFA = o.Actor.User, o.Actor.Session, e.Session.MFA
		o.Service = &Service{Name: o.Metadata.Product.Name} // the class asks for what was signed in to
		return
	}
	o.setClass(applicationCategory, apiActivity, "API Activity", apiVerb(e.Action))
	if o.Source == nil {
		o.Source = &Endpoint{Name: unknown} // the class asks for one
	}
}

func (o *Event) setClass(category, class int, name string, a activity) {
	o.CategoryUID, o.ClassUID, o.ClassName = category, class, name
	o.ActivityID, o.ActivityName = a.id, a.name
	o.CategoryName = "Identity & Access Management"
	if category == applicationCategory {
		o.CategoryName = "Application Activity"
	}
}

func classifyChange(o *Event, c tabard.Change) {
	role := strings.Contains(strings.ToLower(c.Identity.Type), "role")
	switch c.Object {
	case tabard.ObjectTrust:
		o.setClass(identityCategory, entityManagement, "Entity Management", entityVerb(c.Verb))
		o.Entity = &Entity{UID: c.Identity.ID, Name: cmp.Or(c.Identity.Name, c.Identity.ID, unknown), Type: "trust"}
		return
	case tabard.ObjectCredential:
		if uid := cmp.Or(c.Credential.ID, c.Credential.Fingerprint); uid != "" { // the schema asks for one
			o.Credentials = []Credential{{UID: uid, Type: string(c.Credential.Kind)}}
		}
	case tabard.ObjectGrant:
		if c.Grant.Permission != "" {
			o.Privileges = []string{c.Grant.Permission}
		}
		if c.Grant.Via != "" {
			o.Policies = []Policy{{Name: c.Grant.Via}}
		}
	case tabard.ObjectIdentity:
	}
	if role {
		o.setClass(identityCategory, roleManagement, "Role Management", roleVerb(c))
		o.Role = &Role{UID: c.Identity.ID, Name: cmp.Or(c.Identity.Name, c.Identity.ID, unknown)}
		return
	}
	o.setClass(identityCategory, userManagement, "User Management", userVerb(c))
	o.User = user(c.Identity)
}

var other = activity{99, "Other"}

func entityVerb(v tabard.Verb) activity {
	switch v {
	case tabard.Created, tabard.Granted:
		return activity{1, "Create"}
	case tabard.Updated:
		return activity{3, "Update"}
	case tabard.Deleted, tabard.Revoked:
		return activity{4, "Delete"}
	case tabard.Enabled:
		return activity{8, "Enable"}
	case tabard.Disabled:
		return activity{9, "Disable"}
	}
	return other
}

func userVerb(c tabard.Change) activity {
	switch {
	case c.Object == tabard.ObjectCredential && c.Credential.Kind == tabard.CredentialPassword && c.Verb == tabard.Updated:
		return activity{8, "Password Change"}
	case c.Object == tabard.ObjectCredential && (c.Verb == tabard.Created || c.Verb == tabard.Enabled):
		return activity{18, "Add Programmatic Credentials"}
	case c.Object == tabard.ObjectCredential && (c.Verb == tabard.Deleted || c.Verb == tabard.Revoked || c.Verb == tabard.Disabled):
		return activity{19, "Remove Programmatic Credentials"}
	case c.Object == tabard.ObjectGrant && (c.Verb == tabard.Granted || c.Verb == tabard.Created):
		return activity{14, "Assign Privileges"}
	case c.Object == tabard.ObjectGrant && (c.Verb == tabard.Revoked || c.Verb == tabard.Deleted):
		return activity{15, "Remove Privileges"}
	case c.Verb == tabard.Created:
		return activity{1, "Create"}
	case c.Verb == tabard.Updated:
		return activity{2, "Update"}
	case c.Verb == tabard.Deleted:
		return activity{3, "Delete"}
	case c.Verb == tabard.Enabled:
		return activity{4, "Enable"}
	case c.Verb == tabard.Disabled:
		return activity{5, "Disable"}
	}
	return other
}

func roleVerb(c tabard.Change) activity {
	switch {
	case c.Object == tabard.ObjectCredential && (c.Verb == tabard.Created || c.Verb == tabard.Enabled):
		return activity{10, "Add Programmatic Credentials"}
	case c.Object == tabard.ObjectCredential && c.Verb != tabard.Updated:
		return activity{11, "Remove Programmatic Credentials"}
	case c.Object == tabard.ObjectGrant && (c.Verb == tabard.Granted || c.Verb == tabard.Created):
		return activity{4, "Assign Privileges"}
	case c.Object == tabard.ObjectGrant && (c.Verb == tabard.Revoked || c.Verb == tabard.Deleted):
		return activity{5, "Remove Privileges"}
	case c.Verb == tabard.Created:
		return activity{1, "Create"}
	case c.Verb == tabard.Updated:
		return activity{2, "Update"}
	case c.Verb == tabard.Deleted:
		return activity{3, "Delete"}
	}
	return other
}

// signIn reports whether an event is a sign-in or a sign-out. Systems name theirs freely; what they share are these words.
func signIn(e *tabard.Event) (activity, bool) {
	action := strings.ToLower(e.Action)
	for _, word := range []string{"logout", "logoff", "sign-out", "signout", "session.end", "disconnection"} {
		if strings.Contains(action, word) {
			return activity{2, "Logoff"}, true
		}
	}
	if strings.HasSuffix(e.Family, ".signin") {
		return activity{1, "Logon"}, true
	}
	for _, word := range []string{"login", "logon", "signin", "sign-in", "session.start", "authenticate", "authentication", "connection authorized"} {
		if strings.Contains(action, word) {
			return activity{1, "Logon"}, true
		}
	}
	return activity{}, false
}

// apiVerb reads the verb from the name of a call.
func apiVerb(action string) activity {
	_, call, found := strings.Cut(action, ":")
	if !found {
		call = action
	}
	call = strings.ToLower(call[strings.LastIndexAny(call, "/.")+1:])
	for _, verbs := range []struct {
		activity
		words []string
	}{
		{activity{1, "Create"}, []string{"create", "add", "put", "run", "insert", "register", "import", "generate", "post"}},
		{activity{2, "Read"}, []string{"get", "list", "describe", "read", "lookup", "head", "select", "view", "search", "query", "watch", "decrypt", "clone", "fetch", "pull", "download", "export", "lookup"}},
		{activity{3, "Update"}, []string{"update", "modify", "set", "attach", "detach", "change", "patch", "enable", "disable", "write", "grant", "revoke", "push", "upload"}},
		{activity{4, "Delete"}, []string{"delete", "remove", "destroy", "terminate", "drop", "purge"}},
	} {
		for _, word := range verbs.words {
			if strings.HasPrefix(call, word) {
				return verbs.activity
			}
		}
	}
	return other
}

func apiOf(e *tabard.Event) *API {
	api := &API{Operation: cmp.Or(e.Action, unknown)}
	if service, _, ok := strings.Cut(e.Action, ":"); ok && !strings.Contains(service, " ") {
		api.Service = &Service{Name: service}
	}
	if e.Error != "" || e.Message != "" {
		api.Response = &Response{Code: e.Error, Message: e.Message}
	}
	return api
}

// products names what writes each family's records.
var products = map[string]Product{
	"aws": {"AWS CloudTrail", "AWS"}, "kubernetes": {"Kubernetes", "CNCF"}, "gcp": {"Cloud Audit Logs", "Google Cloud"},
	"azure": {"Azure Monitor", "Microsoft"}, "entra": {"Entra ID", "Microsoft"}, "m365": {"Microsoft 365", "Microsoft"},
	"okta": {"Okta System Log", "Okta"}, "github": {"GitHub", "GitHub"}, "gitlab": {"GitLab", "GitLab"}, "auth0": {"Auth0", "Okta"},
	"snowflake": {"Snowflake", "Snowflake"}, "anthropic": {"Claude", "Anthropic"}, "openai": {"OpenAI API", "OpenAI"},
	"vault": {"Vault", "HashiCorp"}, "postgres": {"PostgreSQL", "PostgreSQL"},
}

func productOf(family string) Product {
	vendor, _, _ := strings.Cut(family, ".")
	if p, ok := products[vendor]; ok {
		return p
	}
	return Product{Name: cmp.Or(family, unknown), Vendor: unknown}
}

// providerOf gives the cloud provider's name, as the schema's cloud object spells it.
func providerOf(family string) string {
	switch vendor, _, _ := strings.Cut(family, "."); vendor {
	case "aws":
		return "AWS"
	case "gcp":
		return "GCP"
	case "azure":
		return "Azure"
	}
	return ""
}
