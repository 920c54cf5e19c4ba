package gcp

import (
	"strings"

	"tabard.dev/tabard"
)

// workspace reads the events of Google Workspace's admin and login logs, which carry their details as named parameters.
func (x *entry) workspace(e *tabard.Event) {
	events := x.node(fMetadata).Get("event").List()
	if len(events) == 0 {
		x.workspaceEvent(e, x.method, tabard.Node{})
	}
	for _, event := range events {
		x.workspaceEvent(e, x.method, event)
	}
}

func parameter(event tabard.Node, names ...string) string {
	for _, name := range names {
		for _, p := range event.Child("parameter").List() {
			if !strings.EqualFold(p.Child("name").String(), name) {
				continue
			}
			for _, value := range [...]string{"value", "intValue", "boolValue"} {
				if found := p.Child(value).String(); found != "" {
					return found
				}
			}
			if many := p.Child("multiStrValue").Strings(); len(many) > 0 {
				return strings.Join(many, " ")
			}
		}
	}
	return ""
}

func (x *entry) workspaceEvent(e *tabard.Event, method string, event tabard.Node) {
	user := parameter(event, "USER_EMAIL", "AFFECTED_EMAIL_ADDRESS")
	who := principal(user, x.realm)
	group := parameter(event, "GROUP_EMAIL")
	role := parameter(event, "ROLE_NAME")
	for _, name := range [...]string{"USER_EMAIL", "GROUP_EMAIL", "ROLE_NAME", "API_CLIENT_NAME", "API_SCOPES", "INBOUND_SSO_PROFILE_NAME", "INBOUND_SSO_PROFILE_CHANGES", "DOMAIN_NAME", "SETTING_NAME", "OLD_VALUE", "NEW_VALUE", "login_type", "login_challenge_method", "is_suspicious"} {
		detail(e, name, parameter(event, name))
	}
	identity := func(verb tabard.Verb) {
		if !who.IsZero() {
			e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectIdentity, Identity: who})
		}
	}
	grant := func(verb tabard.Verb, to tabard.Actor, g tabard.GrantRef) {
		e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: to, Grant: g})
	}
	trust := func(verb tabard.Verb, trusted string) {
		e.Changes = append(e.Changes, tabard.Change{
			Verb: verb, Object: tabard.ObjectTrust,
			Identity: tabard.Actor{Key: tabard.Key{Realm: x.realm, ID: x.realm}, Name: x.realm, Type: "organization"},
			Grant:    tabard.GrantRef{Permission: "sign-in", Resource: trusted},
		})
	}
	credential := func(verb tabard.Verb, kind tabard.CredentialKind) {
		holder := who
		if holder.IsZero() {
			holder = e.Actor
		}
		e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectCredential, Identity: holder, Credential: tabard.CredentialRef{Kind: kind}})
	}
	switch method {
	case "createUser":
		identity(tabard.Created)
	case "deleteUser":
		identity(tabard.Deleted)
	case "undeleteUser":
		identity(tabard.Created)
	case "suspendUser":
		identity(tabard.Disabled)
	case "unsuspendUser":
		identity(tabard.Enabled)
	case "changePassword", "passwordEdit", "changeRecoveryEmail", "recoveryEmailEdit":
		credential(tabard.Updated, tabard.CredentialPassword)
	case "generate2svScratchCodes", "generateScratchCodes", "generatePin":
		credential(tabard.Created, tabard.CredentialPassword)
	case "revokeSecurityKey", "revokeAsp":
		credential(tabard.Deleted, tabard.CredentialKey)
	case "grantAdminPrivilege":
		grant(tabard.Granted, who, tabard.GrantRef{Permission: "_SEED_ADMIN_ROLE", Resource: x.realm, Admin: true})
	case "revokeAdminPrivilege":
		grant(tabard.Revoked, who, tabard.GrantRef{Permission: "_SEED_ADMIN_ROLE", Resource: x.realm, Admin: true})
	case "assignRole", "grantDelegatedAdminPrivileges":
		grant(tabard.Granted, who, tabard.GrantRef{Permission: role, Resource: x.realm, Admin: controls(role) || strings.Contains(role, "ADMIN")})
	case "unassignRole":
		grant(tabard.Revoked, who, tabard.GrantRef{Permission: role, Resource: x.realm, Admin: controls(role) || strings.Contains(role, "ADMIN")})
	case "addGroupMember":
		grant(tabard.Granted, who, tabard.GrantRef{Permission: "MEMBER", Resource: group, Via: group})
	case "removeGroupMember":
		grant(tabard.Revoked, who, tabard.GrantRef{Permission: "MEMBER", Resource: group, Via: group})
	case "updateGroupMember":
		to := parameter(event, "NEW_VALUE")
		grant(tabard.Granted, who, tabard.GrantRef{Permission: to, Resource: group, Via: group, Admin: to == "OWNER"})
	case "authorizeApiClientAccess", "addApplication":
		// Domain-wide delegation: the client may act as any user of the domain.
		client := parameter(event, "API_CLIENT_NAME", "APPLICATION_NAME")
		app := tabard.Actor{Realm: x.realm, ID: client, Name: client, Type: "oauthClient", Kind: tabard.KindService}
		grant(tabard.Granted, app, tabard.GrantRef{Permission: parameter(event, "API_SCOPES"), Resource: parameter(event, "DOMAIN_NAME"), Via: "domain-wide delegation", Admin: true})
	case "removeApiClientAccess":
		client := parameter(event, "API_CLIENT_NAME")
		app := tabard.Actor{Realm: x.realm, ID: client, Name: client, Type: "oauthClient", Kind: tabard.KindService}
		grant(tabard.Revoked, app, tabard.GrantRef{Permission: parameter(event, "API_SCOPES"), Resource: parameter(event, "DOMAIN_NAME"), Via: "domain-wide delegation", Admin: true})
	case "inboundSsoProfileCreated":
		trust(tabard.Created, parameter(event, "INBOUND_SSO_PROFILE_NAME"))
	case "inboundSsoProfileUpdated", "inboundSsoProfileAssignmentCreated", "inboundSsoProfileAssignmentUpdated", "changeSsoSettings":
		trust(tabard.Updated, parameter(event, "INBOUND_SSO_PROFILE_NAME"))
	case "inboundSsoProfileDeleted", "inboundSsoProfileAssignmentDeleted":
		trust(tabard.Deleted, parameter(event, "INBOUND_SSO_PROFILE_NAME"))
	case "toggleSsoEnabled":
		trust(tabard.Updated, parameter(event, "DOMAIN_NAME"))
	case "addTrustedDomains", "addDomain", "addDomainAlias":
		trust(tabard.Created, parameter(event, "DOMAIN_NAME"))
	case "removeTrustedDomains", "removeDomain":
		trust(tabard.Deleted, parameter(event, "DOMAIN_NAME"))
	}
}
