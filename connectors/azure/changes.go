package azure

import (
	"strings"

	"tabard.dev/tabard"
)

// changes reads what an operation does to identities, credentials, trusts and grants. Operations are named
// "Provider/type[/type…]/verb", in any case. What has only begun is announced.
func (x *entry) changes(e *tabard.Event) {
	x.operation = strings.ToLower(e.Action)
	slash := strings.LastIndexByte(x.operation, '/')
	if slash < 0 {
		return
	}
	before := len(e.Changes)
	switch verb := x.operation[slash+1:]; verb {
	case "write", "delete":
		x.resourceChange(e, x.operation[:slash], verb == "write")
	case "action":
		x.action(e)
	}
	for i := before; i < len(e.Changes); i++ {
		e.Changes[i].Hint = e.Changes[i].Hint || !x.done
	}
}

// body parses what was sent or answered; both are JSON in a string.
func (x *entry) body(field int) tabard.Node {
	if nodes := x.Nodes(field); len(nodes) > 0 {
		return nodes[0]
	}
	return tabard.Node{}
}

// property finds a member of a body, written in either case, at the top or among its properties.
func property(body tabard.Node, names ...string) tabard.Node {
	for _, at := range [...]tabard.Node{body.Child("properties"), body.Child("Properties"), body} {
		for _, name := range names {
			if found := at.Get(name); found.Exists() {
				return found
			}
			if found := at.Get(strings.ToUpper(name[:1]) + name[1:]); found.Exists() {
				return found
			}
		}
	}
	return tabard.Node{}
}

func (x *entry) resourceChange(e *tabard.Event, kind string, write bool) {
	add := func(c tabard.Change) { e.Changes = append(e.Changes, c) }
	born := tabard.Deleted
	if write {
		born = tabard.Created
	}
	switch {
	case strings.HasPrefix(kind, "microsoft.authorization/role"):
		x.roleAssignment(e, kind, write)
	case kind == "microsoft.authorization/classicadministrators":
		verb := tabard.Revoked
		if write {
			verb = tabard.Granted
		}
		add(tabard.Change{
			Verb: verb, Object: tabard.ObjectGrant, Identity: x.account("", property(x.body(fRequest), "emailAddress").String(), "User"),
			Grant: tabard.GrantRef{Permission: "Co-administrator", Resource: x.resource, Admin: true},
		})
	case kind == "microsoft.managedidentity/userassignedidentities":
		add(tabard.Change{Verb: born, Object: tabard.ObjectIdentity, Identity: x.managedIdentity()})
	case strings.HasSuffix(kind, "/federatedidentitycredentials"):
		body := x.body(fRequest)
		trusted := strings.TrimSpace(property(body, "issuer").String() + " " + property(body, "subject").String())
		parent, name := cutLast(x.resource, "/federatedIdentityCredentials/")
		add(tabard.Change{
			Verb: born, Object: tabard.ObjectTrust, Identity: x.account(parent, "", "ManagedIdentity"),
			Credential: tabard.CredentialRef{Kind: tabard.CredentialTrust, ID: name},
			Grant:      tabard.GrantRef{Permission: "act as", Resource: trusted, Via: name},
		})
	case kind == "microsoft.managedservices/registrationassignments", kind == "microsoft.managedservices/registrationdefinitions":
		body := x.body(fRequest)
		add(tabard.Change{
			Verb: born, Object: tabard.ObjectTrust, Identity: x.account(x.realm, "", "Tenant"),
			Grant: tabard.GrantRef{Permission: "delegated resource management", Resource: property(body, "managedByTenantId").String(), Via: x.resource},
		})
	case strings.HasSuffix(kind, "/authorizationrules"), strings.HasSuffix(kind, "/functionkeys"), strings.HasSuffix(kind, "/systemkeys"), strings.HasSuffix(kind, "functions/keys"),
		strings.HasSuffix(kind, "automationaccounts/webhooks"), strings.HasSuffix(kind, "containerregistry/registries/tokens"), strings.HasSuffix(kind, "/apikeys"):
		add(tabard.Change{
			Verb: born, Object: tabard.ObjectCredential, Identity: x.account(parentOf(x.resource), "", resourceType(parentOf(x.resource))),
			Credential: tabard.CredentialRef{Kind: tabard.CredentialKey, ID: x.resource},
		})
	case strings.HasSuffix(kind, "automationaccounts/credentials"), strings.HasSuffix(kind, "automationaccounts/certificates"), strings.HasSuffix(kind, "automationaccounts/connections"), kind == "microsoft.keyvault/vaults/secrets":
		add(tabard.Change{
			Verb: born, Object: tabard.ObjectCredential, Identity: x.account(parentOf(x.resource), "", resourceType(parentOf(x.resource))),
			Credential: tabard.CredentialRef{Kind: tabard.CredentialSecret, ID: x.resource},
		})
	case kind == "microsoft.compute/sshpublickeys":
		add(tabard.Change{Verb: born, Object: tabard.ObjectCredential, Credential: tabard.CredentialRef{Kind: tabard.CredentialKey, ID: x.resource}})
	case kind == "microsoft.keyvault/vaults/accesspolicies", kind == "microsoft.keyvault/vaults" && write:
		x.vaultPolicies(e, write)
	case strings.HasSuffix(kind, "/administrators") && (strings.HasPrefix(kind, "microsoft.sql/") || strings.HasPrefix(kind, "microsoft.db")):
		verb := tabard.Revoked
		if write {
			verb = tabard.Granted
		}
		body := x.body(fRequest)
		add(tabard.Change{
			Verb: verb, Object: tabard.ObjectGrant,
			Identity: x.account(property(body, "sid").String(), property(body, "login", "principalName").String(), property(body, "principalType").String()),
			Grant:    tabard.GrantRef{Permission: "administrator", Resource: parentOf(x.resource), Admin: true},
		})
	case strings.HasSuffix(kind, "blobservices/containers") && write:
		if level := property(x.body(fRequest), "publicAccess").String(); strings.EqualFold(level, "Blob") || strings.EqualFold(level, "Container") {
			add(tabard.Change{
				Verb: tabard.Granted, Object: tabard.ObjectGrant, Identity: x.account("*", "", ""),
				Grant: tabard.GrantRef{Permission: "read", Resource: x.resource, Via: "publicAccess " + level, Public: true},
			})
		}
	}
	if write {
		x.assignedIdentity(e)
	}
}

func cutLast(text, separator string) (before, after string) {
	at := strings.LastIndex(strings.ToLower(text), strings.ToLower(separator))
	if at < 0 || at+len(separator) > len(text) {
		return text, ""
	}
	return text[:at], text[at+len(separator):]
}

// parentOf takes the last type and name off a resource's id.
func parentOf(id string) string {
	for range 2 {
		if at := strings.LastIndexByte(id, '/'); at > 0 {
			id = id[:at]
		}
	}
	return id
}

// managedIdentity is a user-assigned identity: its principal where the answer names it, else the resource.
func (x *entry) managedIdentity() tabard.Actor {
	name := x.resource[strings.LastIndexByte(x.resource, '/')+1:]
	if id := property(x.body(fResponse), "principalId").String(); id != "" {
		return x.account(id, name, "ManagedIdentity")
	}
	return x.account(x.resource, name, "ManagedIdentity")
}

// assignedIdentity is the identity that a resource gets of its own.
func (x *entry) assignedIdentity(e *tabard.Event) {
	if !strings.Contains(string(x.Bytes(fRequest)), "SystemAssigned") {
		return
	}
	id := x.body(fResponse).Get("identity.principalId").String()
	name := x.resource[strings.LastIndexByte(x.resource, '/')+1:]
	if id == "" {
		id = x.resource
	}
	e.Changes = append(e.Changes, tabard.Change{Verb: tabard.Created, Object: tabard.ObjectIdentity, Identity: x.account(id, name, "ManagedIdentity")})
}

// roleAssignment reads who was given which role where. The evidence in the record is that of the caller, never of the
// grantee; without a body the grantee is unknown.
func (x *entry) roleAssignment(e *tabard.Event, kind string, write bool) {
	hint := false
	switch kind {
	case "microsoft.authorization/roleassignments":
	case "microsoft.authorization/roleassignmentschedulerequests", "microsoft.authorization/roleeligibilityschedulerequests":
		hint = strings.Contains(strings.ToLower(property(x.body(fRequest), "requestType").String()), "self")
	default:
		return
	}
	body := x.body(fRequest)
	if !property(body, "principalId").Exists() {
		body = x.body(fResponse)
	}
	name, admin := role(property(body, "roleDefinitionId").String())
	scope := property(body, "scope").String()
	if scope == "" {
		if scope, _ = cutLast(x.resource, "/providers/Microsoft.Authorization/"); scope == "" {
			scope = "/"
		}
	}
	verb := tabard.Granted
	if !write || strings.Contains(strings.ToLower(property(body, "requestType").String()), "remove") {
		verb = tabard.Revoked
	}
	g := tabard.GrantRef{Permission: name, Resource: scope, Admin: admin}
	if strings.Contains(kind, "eligibility") {
		g.Via = "eligible"
	}
	e.Changes = append(e.Changes, tabard.Change{
		Verb: verb, Object: tabard.ObjectGrant, Hint: hint, Grant: g,
		Identity: x.account(property(body, "principalId").String(), "", property(body, "principalType").String()),
	})
}

// vaultPolicies reads who may now read what of a key vault.
func (x *entry) vaultPolicies(e *tabard.Event, write bool) {
	verb := tabard.Granted
	if !write || strings.HasSuffix(strings.ToLower(x.resource), "/remove") {
		verb = tabard.Revoked
	}
	vault, _ := cutLast(x.resource, "/accessPolicies/")
	for _, policy := range property(x.body(fRequest), "accessPolicies").List() {
		var permissions []string
		for _, sort := range [...]string{"secrets", "keys", "certificates", "storage"} {
			for _, one := range policy.Get("permissions." + sort).Strings() {
				permissions = append(permissions, sort+"/"+one)
			}
		}
		all := strings.Join(permissions, " ")
		e.Changes = append(e.Changes, tabard.Change{
			Verb: verb, Object: tabard.ObjectGrant, Identity: x.account(policy.Child("objectId").String(), "", ""),
			Grant: tabard.GrantRef{Permission: all, Resource: vault, Via: "access policy", Admin: strings.Contains(all, "/all") || strings.Contains(all, "/purge")},
		})
	}
}

// action reads operations that are verbs of their own.
func (x *entry) action(e *tabard.Event) {
	name := strings.TrimSuffix(x.operation, "/action")
	name = name[strings.LastIndexByte(name, '/')+1:]
	key := func(verb tabard.Verb, kind tabard.CredentialKind, id string) {
		e.Changes = append(e.Changes, tabard.Change{
			Verb: verb, Object: tabard.ObjectCredential, Identity: x.account(x.resource, "", resourceType(x.resource)),
			Credential: tabard.CredentialRef{Kind: kind, ID: id},
		})
	}
	switch name {
	case "elevateaccess":
		e.Changes = append(e.Changes, tabard.Change{
			Verb: tabard.Granted, Object: tabard.ObjectGrant, Identity: e.Actor,
			Grant: tabard.GrantRef{Permission: "User Access Administrator", Resource: "/", Admin: true},
		})
	case "regeneratekey", "regeneratekeys", "regenerateadminkey", "regenerateaccesskey", "regenerateprimarykey", "regeneratesecondarykey",
		"regeneratecredential", "rotateclustercertificates", "resetserviceprincipalprofile", "resetpublishingcredentials", "newpassword":
		key(tabard.Updated, tabard.CredentialKey, property(x.body(fRequest), "keyName", "keyType", "name").String())
	case "createquerykey", "generatecredentials", "generatekeypair", "createorupdatekey":
		key(tabard.Created, tabard.CredentialKey, property(x.body(fRequest), "name").String())
	case "deletequerykey":
		key(tabard.Deleted, tabard.CredentialKey, "")
	case "listaccountsas", "listservicesas", "generateuserdelegationkey", "getaccesstoken", "beginGetAccess", "begingetaccess":
		key(tabard.Created, tabard.CredentialToken, "")
	}
}
