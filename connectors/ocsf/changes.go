package ocsf

import (
	"strconv"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

// The identity classes.
const (
	accountChange    = "3001"
	authentication   = "3002"
	authorizeSession = "3003"
	entityManagement = "3004"
	userAccess       = "3005"
	groupManagement  = "3006"
	userManagement   = "3007"
	roleManagement   = "3008"
)

var classNames = map[string]string{
	accountChange: "Account Change", authentication: "Authentication", authorizeSession: "Authorize Session", entityManagement: "Entity Management",
	userAccess: "User Access Management", groupManagement: "Group Management", userManagement: "User Management", roleManagement: "Role Management",
	"6003": "API Activity", "2001": "Security Finding", "2004": "Detection Finding", "2008": "IAM Analysis Finding",
}

// activityNames are the names of activities, for events that carry only their numbers.
var activityNames = map[string][]string{
	accountChange: {
		1: "Create", 2: "Enable", 3: "Password Change", 4: "Password Reset", 5: "Disable", 6: "Delete", 7: "Attach Policy", 8: "Detach Policy",
		9: "Lock", 10: "MFA Factor Enable", 11: "MFA Factor Disable", 12: "Unlock",
	},
	authentication:   {1: "Logon", 2: "Logoff", 3: "Authentication Ticket", 4: "Service Ticket Request", 5: "Service Ticket Renew", 6: "Preauth", 7: "Account Switch"},
	authorizeSession: {1: "Assign Privileges", 2: "Assign Groups"},
	entityManagement: {
		1: "Create", 2: "Read", 3: "Update", 4: "Delete", 5: "Move", 6: "Enroll", 7: "Unenroll", 8: "Enable", 9: "Disable", 10: "Activate", 11: "Deactivate",
		12: "Suspend", 13: "Resume",
	},
	userAccess:      {1: "Assign Privileges", 2: "Revoke Privileges"},
	groupManagement: {1: "Assign Privileges", 2: "Revoke Privileges", 3: "Add User", 4: "Remove User", 5: "Delete", 6: "Create", 7: "Add Subgroup", 8: "Remove Subgroup"},
	userManagement: {
		1: "Create", 2: "Update", 3: "Delete", 4: "Enable", 5: "Disable", 6: "Lock", 7: "Unlock", 8: "Password Change", 9: "Password Reset",
		10: "Attach Policies", 11: "Detach Policies", 12: "MFA Factor Enable", 13: "MFA Factor Disable", 14: "Assign Privileges", 15: "Remove Privileges",
		16: "Assign Roles", 17: "Remove Roles", 18: "Add Programmatic Credentials", 19: "Remove Programmatic Credentials",
	},
	roleManagement: {
		1: "Create", 2: "Update", 3: "Delete", 4: "Assign Privileges", 5: "Remove Privileges", 6: "Assign Resources", 7: "Remove Resources",
		8: "Attach Policies", 9: "Detach Policies", 10: "Add Programmatic Credentials", 11: "Remove Programmatic Credentials",
	},
	"6003": {1: "Create", 2: "Read", 3: "Update", 4: "Delete"},
	"2004": {1: "Create", 2: "Update", 3: "Close"},
	"2008": {1: "Create", 2: "Update", 3: "Close"},
}

func className(r either.Record, class string) string {
	if name := r.Text(fClassName); name != "" {
		return name
	}
	return classNames[class]
}

func activityName(r either.Record, class string) string {
	if name := r.Text(fActivityName); name != "" {
		return name
	}
	names, id := activityNames[class], r.Text(fActivity)
	for i, name := range names {
		if i > 0 && itoa(i) == id {
			return name
		}
	}
	return ""
}

// itoa writes the small numbers that activities have.
func itoa(n int) string { return strconv.Itoa(n) }

// changes reads what an event of an identity class did, by the name of its activity.
func changes(r either.Record, e *tabard.Event, class, done string) {
	if len(class) != 4 || class[0] != '3' || class == authentication {
		return
	}
	x := &change{r: r, e: e, who: subject(r, e, class)}
	switch strings.ToLower(done) {
	case "create", "enroll":
		x.identity(class, tabard.Created)
	case "delete", "unenroll":
		x.identity(class, tabard.Deleted)
	case "update", "move":
		x.identity(class, tabard.Updated)
	case "enable", "activate", "resume", "unlock":
		x.identity(class, tabard.Enabled)
	case "disable", "deactivate", "suspend", "lock":
		x.identity(class, tabard.Disabled)
	case "password change", "password reset":
		x.credential(tabard.Updated, tabard.CredentialPassword)
	case "mfa factor enable", "mfa factors enable":
		x.credential(tabard.Created, tabard.CredentialKey)
	case "mfa factor disable", "mfa factors disable":
		x.credential(tabard.Deleted, tabard.CredentialKey)
	case "add programmatic credentials":
		x.credential(tabard.Created, kindOf(r.Text(fCredentialType)))
	case "remove programmatic credentials":
		x.credential(tabard.Deleted, kindOf(r.Text(fCredentialType)))
	case "assign privileges", "attach policy", "attach policies", "assign roles", "assign resources":
		x.grant(tabard.Granted)
	case "revoke privileges", "remove privileges", "detach policy", "detach policies", "remove roles", "remove resources":
		x.grant(tabard.Revoked)
	case "assign groups", "add user", "add subgroup":
		x.member(tabard.Granted)
	case "remove user", "remove subgroup":
		x.member(tabard.Revoked)
	}
}

type change struct {
	r   either.Record
	e   *tabard.Event
	who tabard.Actor
}

// subject is whom an event of a class is about.
func subject(r either.Record, e *tabard.Event, class string) tabard.Actor {
	realm := r.First(fTargetAccount, fTenant)
	user := account(realm, r.Text(fTargetUID), r.First(fTargetName, fTargetEmail), r.Text(fTargetType), "")
	switch class {
	case entityManagement:
		return account(realm, r.Text(fEntity), r.Text(fEntityName), r.Text(fEntityType), "")
	case roleManagement:
		return account(realm, r.Text(fRole), r.Text(fRoleName), "Role", "")
	case groupManagement:
		if user.IsZero() {
			return account(realm, r.Text(fGroup), r.Text(fGroupName), "Group", "")
		}
	case authorizeSession:
		if user.IsZero() {
			return e.Actor
		}
	}
	return user
}

func (x *change) identity(class string, verb tabard.Verb) {
	if x.who.IsZero() {
		return
	}
	object := tabard.ObjectIdentity
	g := tabard.GrantRef{}
	if class == entityManagement && strings.EqualFold(x.who.Type, "trust") {
		object, g.Resource = tabard.ObjectTrust, x.r.Text(fEntityName)
	}
	x.e.Changes = append(x.e.Changes, tabard.Change{Verb: verb, Object: object, Identity: x.who, Grant: g})
}

func (x *change) credential(verb tabard.Verb, kind tabard.CredentialKind) {
	c := tabard.CredentialRef{Kind: kind, ID: x.r.Text(fCredential)}
	c.Expires, _ = x.r.Time(fCredentialExpires)
	if c.IsZero() && x.who.IsZero() {
		return
	}
	x.e.Changes = append(x.e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectCredential, Identity: x.who, Credential: c})
}

func kindOf(text string) tabard.CredentialKind {
	text = strings.ToLower(text)
	switch {
	case strings.Contains(text, "token"):
		return tabard.CredentialToken
	case strings.Contains(text, "cert"):
		return tabard.CredentialCertificate
	case strings.Contains(text, "secret"):
		return tabard.CredentialSecret
	case strings.Contains(text, "password"):
		return tabard.CredentialPassword
	}
	return tabard.CredentialKey
}

func (x *change) grant(verb tabard.Verb) {
	resource := ""
	if len(x.e.Targets) > 0 {
		resource = x.e.Targets[0].ID
	}
	permissions := x.r.All(fPrivileges)
	if len(permissions) == 0 {
		permissions = x.r.All(fRoles)
	}
	policies := x.r.All(fPolicies)
	if len(permissions) == 0 {
		permissions = policies
	}
	if len(permissions) == 0 {
		permissions = []string{""}
	}
	for _, permission := range permissions {
		g := tabard.GrantRef{Permission: permission, Resource: resource, Admin: controls(permission)}
		if len(policies) > 0 {
			g.Via = policies[0]
		}
		x.e.Changes = append(x.e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: x.who, Grant: g})
	}
}

func (x *change) member(verb tabard.Verb) {
	group := x.r.First(fGroup, fGroupName)
	x.e.Changes = append(x.e.Changes, tabard.Change{
		Verb: verb, Object: tabard.ObjectGrant, Identity: x.who, Grant: tabard.GrantRef{Permission: "member", Resource: group, Via: x.r.First(fGroupName, fGroup)},
	})
}

// controls reports whether a permission's name says that it controls everything.
func controls(permission string) bool {
	last := strings.ToLower(permission[strings.LastIndexByte(permission, '/')+1:])
	switch last {
	case "*", "*:*", "owner", "admin", "administrator", "administratoraccess", "cluster-admin", "global administrator", "superuser":
		return true
	}
	return false
}
