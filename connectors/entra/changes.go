package entra

import (
	"bytes"
	"strings"

	"tabard.dev/tabard"
)

func (o *Operation) add(c tabard.Change) { o.changes = append(o.changes, c) }

// actor gives a directory object as an identity: by its object id where the log has it, which survives a renaming.
func (o *Operation) actor(r *Resource) tabard.Actor {
	if r == nil {
		return tabard.Actor{}
	}
	return Account(o.Realm, r.ID, first(r.UPN, r.Name), r.Type)
}

// Account gives an account of the directory. What the log calls a user is a person's account as far as the directory can
// tell; service principals, applications and agents are declared as such.
func Account(realm, id, name, kind string) tabard.Actor {
	if id == "" {
		id = name
	}
	if id == "" {
		return tabard.Actor{}
	}
	a := tabard.Actor{Realm: realm, ID: id, Name: first(name, id), Type: kind}
	switch strings.ToLower(kind) {
	case "user":
		a.Kind = tabard.KindHuman
	case "serviceprincipal", "application", "app":
		a.Kind = tabard.KindService
	case "managedidentity", "device":
		a.Kind = tabard.KindWorkload
	case "agentidentity", "agent", "agentuser", "agentidentityblueprint", "agentidentityblueprintprincipal":
		a.Kind = tabard.KindAgent
	}
	return a
}

func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// of gives the first target of one of the types; nil when there is none.
func (o *Operation) of(types ...string) *Resource {
	for i := range o.Targets {
		for _, kind := range types {
			if strings.EqualFold(o.Targets[i].Type, kind) {
				return &o.Targets[i]
			}
		}
	}
	return nil
}

// subject is the account that an operation is about: its first target, unless that is plainly something else.
func (o *Operation) subject() *Resource {
	if r := o.of("User", "ServicePrincipal", "Application", "AgentIdentity", "AgentIdentityBlueprint", "AgentIdentityBlueprintPrincipal", "ManagedIdentity", "Group", "Device"); r != nil {
		return r
	}
	if len(o.Targets) > 0 {
		return &o.Targets[0]
	}
	return nil
}

// property finds a changed property of any target.
func (o *Operation) property(names ...string) (Property, bool) {
	for _, name := range names {
		for i := range o.Targets {
			for _, p := range o.Targets[i].Modified {
				if strings.EqualFold(p.Name, name) {
					return p, true
				}
			}
		}
	}
	return Property{}, false
}

// value is what a property became, or was where it is gone, without the JSON round it.
func (o *Operation) value(names ...string) string {
	p, _ := o.property(names...)
	return first(Plain(p.New), Plain(p.Old))
}

// Plain takes the JSON off a property's value: "\"x\"" and "[\"x\"]" are x, an empty list is nothing.
func Plain(value string) string {
	if value == "" || value[0] != '"' && value[0] != '[' && value[0] != '{' {
		return value
	}
	node, err := tabard.ParseNode([]byte(value))
	if err != nil {
		return value
	}
	if text := node.String(); text != "" {
		return text
	}
	if value[0] != '[' {
		return ""
	}
	if list := node.List(); len(list) > 0 {
		return list[0].String()
	}
	return ""
}

func (o *Operation) identity(verb tabard.Verb) {
	o.add(tabard.Change{Verb: verb, Object: tabard.ObjectIdentity, Identity: o.actor(o.subject())})
}

func (o *Operation) created()  { o.identity(tabard.Created) }
func (o *Operation) deleted()  { o.identity(tabard.Deleted) }
func (o *Operation) enabled()  { o.identity(tabard.Enabled) }
func (o *Operation) disabled() { o.identity(tabard.Disabled) }
func (o *Operation) updated()  { o.identity(tabard.Updated) }

// createdWithKeys is a new application or service principal; it may be born with keys.
func (o *Operation) createdWithKeys() {
	o.created()
	o.keyChanges(false)
	o.federationChanges()
}

// updatedAccount is an update that may have switched the account on or off.
func (o *Operation) updatedAccount() {
	switch p, _ := o.property("AccountEnabled"); {
	case Plain(p.New) == "true":
		o.enabled()
	case Plain(p.New) == "false":
		o.disabled()
	default:
		o.updated()
	}
}

func (o *Operation) updatedApplication() {
	o.updatedAccount()
	o.keyChanges(false)
	o.federationChanges()
}

func (o *Operation) keys() {
	o.keyChanges(true)
	o.federationChanges()
}

func (o *Operation) password() {
	o.add(tabard.Change{
		Verb: tabard.Updated, Object: tabard.ObjectCredential, Identity: o.actor(o.subject()),
		Credential: tabard.CredentialRef{Kind: tabard.CredentialPassword},
	})
}

// method is a way to sign in that was added to an account or taken from it.
func method(verb tabard.Verb, kind tabard.CredentialKind) func(*Operation) {
	return func(o *Operation) {
		o.add(tabard.Change{
			Verb: verb, Object: tabard.ObjectCredential, Identity: o.actor(o.subject()),
			Credential: tabard.CredentialRef{Kind: kind},
		})
	}
}

// securityInfo is a method of which only the reason says which.
func securityInfo(verb tabard.Verb) func(*Operation) {
	return func(o *Operation) {
		kind := tabard.CredentialSecret
		switch reason := strings.ToLower(o.Reason); {
		case strings.Contains(reason, "password"), strings.Contains(reason, "temporary access pass"):
			kind = tabard.CredentialPassword
		case strings.Contains(reason, "passkey"), strings.Contains(reason, "fido"), strings.Contains(reason, "security key"), strings.Contains(reason, "authenticator"):
			kind = tabard.CredentialKey
		}
		if len(o.Targets) > 0 {
			method(verb, kind)(o)
			return
		}
		o.add(tabard.Change{Verb: verb, Object: tabard.ObjectCredential, Identity: o.Initiator, Credential: tabard.CredentialRef{Kind: kind}})
	}
}

// owner gives control over an application, a service principal or a group: its owner can add credentials and members. The
// new owner is the first target, what is owned the second; Office 365 and older records name it in the properties.
func owner(verb tabard.Verb) func(*Operation) {
	return func(o *Operation) {
		owned := first(o.value("Application.ObjectID", "ServicePrincipal.ObjectID", "Group.ObjectID", "Policy.ObjectID"), o.second())
		o.add(tabard.Change{
			Verb: verb, Object: tabard.ObjectGrant, Identity: o.actor(o.subject()),
			Grant: tabard.GrantRef{Permission: "owner", Resource: owned, Admin: true},
		})
	}
}

func member(verb tabard.Verb) func(*Operation) {
	return func(o *Operation) {
		group := first(o.value("Group.ObjectID", "AdministrativeUnit.ObjectID"), o.second())
		o.add(tabard.Change{
			Verb: verb, Object: tabard.ObjectGrant, Identity: o.actor(o.subject()),
			Grant: tabard.GrantRef{Permission: "member", Resource: group, Via: first(o.value("Group.DisplayName", "AdministrativeUnit.DisplayName"), group)},
		})
	}
}

// second is the id of the target after the account.
func (o *Operation) second() string {
	subject := o.subject()
	for i := range o.Targets {
		if r := &o.Targets[i]; r != subject && r.ID != "" {
			return r.ID
		}
	}
	return ""
}

// appRole is an application permission: the first target is the API, the properties name the role and who gets it.
func appRole(verb tabard.Verb) func(*Operation) {
	return func(o *Operation) {
		permission := o.value("AppRole.Value", "AppRole.DisplayName", "AppRole.Id")
		api := o.of("ServicePrincipal", "Application")
		to := Account(o.Realm, o.value("ServicePrincipal.ObjectID"), o.value("ServicePrincipal.DisplayName"), "ServicePrincipal")
		if r := o.of("User", "Group"); r != nil {
			to = o.actor(r)
		} else if id := o.value("User.ObjectID", "Group.ObjectID"); id != "" {
			to = Account(o.Realm, id, o.value("User.UPN", "Group.DisplayName"), "User")
		} else if to.IsZero() && len(o.Targets) > 1 {
			to = o.actor(&o.Targets[1])
		}
		g := tabard.GrantRef{Permission: permission, Admin: controllingPermission(permission)}
		if api != nil {
			g.Resource = first(api.Name, api.ID)
		}
		o.add(tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: to, Grant: g})
	}
}

// delegated is what an application may do in the name of one user or of all.
func delegated(verb tabard.Verb) func(*Operation) {
	return func(o *Operation) {
		scope := o.value("DelegatedPermissionGrant.Scope", "OAuth2PermissionGrant.Scope")
		to := Account(o.Realm, o.value("ServicePrincipal.ObjectID"), o.value("ServicePrincipal.DisplayName"), "ServicePrincipal")
		if to.IsZero() && len(o.Targets) > 1 {
			to = o.actor(&o.Targets[1])
		}
		api := ""
		if r := o.of("ServicePrincipal"); r != nil {
			api = first(r.Name, r.ID)
		}
		o.scopes(verb, to, scope, api, first(o.value("DelegatedPermissionGrant.ConsentType", "OAuth2PermissionGrant.ConsentType")))
	}
}

func (o *Operation) scopes(verb tabard.Verb, to tabard.Actor, scope, api, consent string) {
	g := tabard.GrantRef{Permission: strings.TrimSpace(scope), Resource: api, Via: consent}
	for one := range strings.FieldsSeq(scope) {
		g.Admin = g.Admin || controllingPermission(one)
	}
	o.add(tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: to, Grant: g})
}

// consent is a user's or administrator's yes to an application. The permissions stand in a text of Microsoft's own making:
// "[] => [[Id: …, ClientId: …, ConsentType: AllPrincipals, Scope: User.Read Mail.Read, …]]; ".
func (o *Operation) consent() {
	to := o.actor(o.subject())
	consent := "Principal"
	if strings.EqualFold(o.value("ConsentContext.OnBehalfOfAll"), "true") || strings.EqualFold(o.value("ConsentContext.IsAdminConsent"), "true") {
		consent = "AllPrincipals"
	}
	text := o.value("ConsentAction.Permissions")
	if _, after, ok := strings.Cut(text, "=>"); ok {
		text = after
	}
	found := false
	for {
		_, rest, ok := strings.Cut(text, "Scope: ")
		if !ok {
			break
		}
		scope, after, _ := strings.Cut(rest, ",")
		o.scopes(tabard.Granted, to, strings.TrimRight(scope, "] "), "", consent)
		text, found = after, true
	}
	if !found {
		o.scopes(tabard.Granted, to, "", "", consent)
	}
}

// isRoleActivity reports whether an activity adds members to a role or takes them from it; there are dozens of them.
func isRoleActivity(key []byte) bool {
	if bytes.Contains(key, []byte("elevated their access")) {
		return true
	}
	return (bytes.Contains(key, []byte("role")) || bytes.Contains(key, []byte("in pim "))) &&
		(bytes.Contains(key, []byte("member")) || bytes.Contains(key, []byte("role assignment")) || bytes.Contains(key, []byte("roleassignment"))) &&
		!bytes.Contains(key, []byte("canceled")) && !bytes.Contains(key, []byte("denied"))
}

// roleMember is a directory role, given for good, for a time, or to be activated (PIM). What is requested is only announced.
func (o *Operation) roleMember(key string) {
	verb := tabard.Granted
	if strings.HasPrefix(key, "remove") || strings.HasPrefix(key, "delete") {
		verb = tabard.Revoked
	}
	if strings.Contains(key, "elevated their access") {
		o.add(tabard.Change{
			Verb: verb, Object: tabard.ObjectGrant, Identity: o.Initiator,
			Grant: tabard.GrantRef{Permission: "User Access Administrator", Resource: "/", Admin: true},
		})
		return
	}
	o.role(verb, key, strings.Contains(key, "request") || strings.Contains(key, "approv"))
}

func roleAssignment(verb tabard.Verb) func(*Operation) {
	return func(o *Operation) { o.role(verb, "", false) }
}

func (o *Operation) role(verb tabard.Verb, key string, hint bool) {
	role := o.of("Role")
	name, template := o.value("Role.DisplayName"), o.value("Role.TemplateId", "TemplateId", "RoleDefinitionOriginId")
	if role != nil {
		name = first(role.Name, name)
		template = first(template, role.ID)
	}
	name = first(name, o.value("Role.WellKnownObjectName"), template)
	g := tabard.GrantRef{Permission: name, Resource: "/", Admin: privilegedRole(name) || privilegedRole(template)}
	if scope := o.value("DirectoryScopeId", "Role.DirectoryScopeId", "AdministrativeUnit.ObjectID"); scope != "" {
		g.Resource = scope
	}
	if strings.Contains(key, "eligible") {
		g.Via = "eligible"
	}
	o.add(tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: o.actor(o.of("User", "ServicePrincipal", "Group", "AgentIdentity")), Grant: g, Hint: hint})
}

// trust is somebody outside who may vouch for accounts of the directory, or come in.
func trust(verb tabard.Verb) func(*Operation) {
	return func(o *Operation) {
		c := tabard.Change{Verb: verb, Object: tabard.ObjectTrust, Identity: tabard.Actor{Key: tabard.Key{Realm: o.Realm, ID: o.Realm}, Type: "Tenant"}}
		if len(o.Targets) > 0 {
			c.Grant.Resource = first(o.value("IssuerUri", "FederationSettings.IssuerUri", "tenantId"), o.Targets[0].Name, o.Targets[0].ID)
			c.Grant.Via = first(o.Targets[0].Name, o.Targets[0].ID)
		}
		c.Grant.Permission = "sign-in"
		o.add(c)
	}
}

// domainAuthentication says whether the users of a domain sign in here or at another identity provider.
func (o *Operation) domainAuthentication() {
	switch authentication := o.value("LiveType", "Authentication", "AuthenticationType"); {
	case strings.EqualFold(authentication, "Federated"):
		trust(tabard.Created)(o)
	case strings.EqualFold(authentication, "Managed"):
		trust(tabard.Deleted)(o)
	default:
		trust(tabard.Updated)(o)
	}
}
