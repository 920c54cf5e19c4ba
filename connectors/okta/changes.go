package okta

import (
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

// event is an event that changes something, with its targets.
type event struct {
	either.Record
	targets []tabard.Node
}

type effect = func(*event, *tabard.Event)

// effects says what the event types change that Okta documents in its event type reference.
// https://developer.okta.com/docs/reference/api/event-types/
var effects = map[string]effect{
	"user.lifecycle.create":                  identity(tabard.Created, "User"),
	"user.lifecycle.jit":                     identity(tabard.Created, "User"),
	"user.lifecycle.delete.initiated":        announced(identity(tabard.Deleted, "User")),
	"user.lifecycle.delete.completed":        identity(tabard.Deleted, "User"),
	"user.lifecycle.activate":                identity(tabard.Enabled, "User"),
	"user.lifecycle.reactivate":              identity(tabard.Enabled, "User"),
	"user.lifecycle.unsuspend":               identity(tabard.Enabled, "User"),
	"user.account.unlock":                    identity(tabard.Enabled, "User"),
	"user.account.unlock_by_admin":           identity(tabard.Enabled, "User"),
	"user.lifecycle.deactivate":              identity(tabard.Disabled, "User"),
	"user.lifecycle.suspend":                 identity(tabard.Disabled, "User"),
	"user.account.lock":                      identity(tabard.Disabled, "User"),
	"user.account.update_profile":            identity(tabard.Updated, "User"),
	"application.lifecycle.create":           identity(tabard.Created, "AppInstance"),
	"application.lifecycle.delete":           identity(tabard.Deleted, "AppInstance"),
	"application.lifecycle.activate":         identity(tabard.Enabled, "AppInstance"),
	"application.lifecycle.deactivate":       identity(tabard.Disabled, "AppInstance"),
	"application.lifecycle.update":           identity(tabard.Updated, "AppInstance"),
	"app.oauth2.client.lifecycle.create":     identity(tabard.Created, "PublicClientApp"),
	"app.oauth2.client.lifecycle.delete":     identity(tabard.Deleted, "PublicClientApp"),
	"app.oauth2.client.lifecycle.activate":   identity(tabard.Enabled, "PublicClientApp"),
	"app.oauth2.client.lifecycle.deactivate": identity(tabard.Disabled, "PublicClientApp"),
	"app.oauth2.client.lifecycle.update":     identity(tabard.Updated, "PublicClientApp"),

	"system.api_token.create":                     credential(tabard.Created, tabard.CredentialToken, "Token"),
	"system.api_token.revoke":                     credential(tabard.Deleted, tabard.CredentialToken, "Token"),
	"system.api_token.enable":                     credential(tabard.Enabled, tabard.CredentialToken, "Token"),
	"system.api_token.disable":                    credential(tabard.Disabled, tabard.CredentialToken, "Token"),
	"system.api_token.update":                     credential(tabard.Updated, tabard.CredentialToken, "Token"),
	"app.oauth2.credentials.lifecycle.create":     credential(tabard.Created, tabard.CredentialSecret, "Credential"),
	"app.oauth2.credentials.lifecycle.activate":   credential(tabard.Enabled, tabard.CredentialSecret, "Credential"),
	"app.oauth2.credentials.lifecycle.deactivate": credential(tabard.Disabled, tabard.CredentialSecret, "Credential"),
	"app.oauth2.credentials.lifecycle.delete":     credential(tabard.Deleted, tabard.CredentialSecret, "Credential"),
	"app.oauth2.client.lifecycle.create_secret":   credential(tabard.Created, tabard.CredentialSecret, "Credential"),
	"app.oauth2.client.lifecycle.delete_secret":   credential(tabard.Deleted, tabard.CredentialSecret, "Credential"),
	"app.keys.generate":                           credential(tabard.Created, tabard.CredentialCertificate, "Key"),
	"app.keys.rotate":                             credential(tabard.Updated, tabard.CredentialCertificate, "Key"),
	"app.keys.clone":                              credential(tabard.Created, tabard.CredentialCertificate, "Key"),
	"application.certificate.create":              credential(tabard.Created, tabard.CredentialCertificate, "Certificate"),
	"user.account.reset_password":                 credential(tabard.Updated, tabard.CredentialPassword, ""),
	"user.account.update_password":                credential(tabard.Updated, tabard.CredentialPassword, ""),
	"user.account.expire_password":                credential(tabard.Updated, tabard.CredentialPassword, ""),
	"user.account.set_temporary_password":         credential(tabard.Created, tabard.CredentialPassword, ""),
	"user.mfa.factor.activate":                    credential(tabard.Created, tabard.CredentialKey, "AuthenticatorEnrollment"),
	"user.mfa.factor.deactivate":                  credential(tabard.Deleted, tabard.CredentialKey, "AuthenticatorEnrollment"),
	"user.mfa.factor.reset_all":                   credential(tabard.Deleted, tabard.CredentialKey, "AuthenticatorEnrollment"),
	"user.mfa.factor.suspend":                     credential(tabard.Disabled, tabard.CredentialKey, "AuthenticatorEnrollment"),
	"user.mfa.factor.unsuspend":                   credential(tabard.Enabled, tabard.CredentialKey, "AuthenticatorEnrollment"),
	"user.mfa.factor.update":                      credential(tabard.Updated, tabard.CredentialKey, "AuthenticatorEnrollment"),
	"user.credential.enroll":                      credential(tabard.Created, tabard.CredentialCertificate, "Certificate"),
	"user.credential.revoke":                      credential(tabard.Deleted, tabard.CredentialCertificate, "Certificate"),
	"device.enrollment.create":                    credential(tabard.Created, tabard.CredentialKey, "Device"),

	"user.account.privilege.grant":               privilege(tabard.Granted),
	"user.account.privilege.revoke":              privilege(tabard.Revoked),
	"group.privilege.grant":                      privilege(tabard.Granted),
	"group.privilege.revoke":                     privilege(tabard.Revoked),
	"app.privilege.grant":                        privilege(tabard.Granted),
	"app.oauth2.client.privilege.grant":          privilege(tabard.Granted),
	"iam.resourceset.bindings.add":               binding(tabard.Granted),
	"iam.resourceset.bindings.delete":            binding(tabard.Revoked),
	"group.user_membership.add":                  member(tabard.Granted),
	"group.user_membership.remove":               member(tabard.Revoked),
	"application.user_membership.add":            assignment(tabard.Granted),
	"application.user_membership.provision":      assignment(tabard.Granted),
	"application.user_membership.remove":         assignment(tabard.Revoked),
	"application.user_membership.deprovision":    assignment(tabard.Revoked),
	"group.application_assignment.add":           assignment(tabard.Granted),
	"group.application_assignment.remove":        assignment(tabard.Revoked),
	"app.oauth2.consent.grant":                   consent(tabard.Granted),
	"app.oauth2.consent.revoke":                  consent(tabard.Revoked),
	"app.oauth2.as.consent.grant":                consent(tabard.Granted),
	"app.oauth2.as.consent.revoke":               consent(tabard.Revoked),
	"app.oauth2.admin.consent.grant":             consent(tabard.Granted),
	"app.oauth2.admin.consent.revoke":            consent(tabard.Revoked),
	"app.oauth2.as.consent.revoke.implicit.as":   consent(tabard.Revoked),
	"app.oauth2.as.consent.revoke.implicit.user": consent(tabard.Revoked),

	"user.session.impersonation.grant":    impersonation(tabard.Created),
	"user.session.impersonation.initiate": impersonation(tabard.Created),
	"user.session.impersonation.extend":   impersonation(tabard.Updated),
	"user.session.impersonation.revoke":   impersonation(tabard.Deleted),
	"user.session.impersonation.end":      impersonation(tabard.Deleted),
	"system.idp.lifecycle.create":         trust(tabard.Created),
	"system.idp.lifecycle.activate":       trust(tabard.Enabled),
	"system.idp.lifecycle.update":         trust(tabard.Updated),
	"system.idp.lifecycle.deactivate":     trust(tabard.Disabled),
	"system.idp.lifecycle.delete":         trust(tabard.Deleted),
	"system.idp.key.create":               trust(tabard.Updated),
	"system.idp.key.update":               trust(tabard.Updated),
	"system.idp.key.delete":               trust(tabard.Updated),
	"system.trustedorigin.create":         trust(tabard.Created),
	"security.trusted_origin.create":      trust(tabard.Created),
	"security.trusted_origin.delete":      trust(tabard.Deleted),
	"org2org.trust.create":                trust(tabard.Created),
	"app.access_request.approver.approve": assignment(tabard.Granted),
}

// announced marks the changes of an effect as not proven.
func announced(do effect) effect {
	return func(x *event, e *tabard.Event) {
		before := len(e.Changes)
		do(x, e)
		for i := before; i < len(e.Changes); i++ {
			e.Changes[i].Hint = true
		}
	}
}

// target gives the first target of a type that contains a word; "" asks for any.
func (x *event) target(words ...string) (tabard.Node, bool) {
	for _, word := range words {
		for _, t := range x.targets {
			if strings.Contains(strings.ToLower(t.Child("type").String()), strings.ToLower(word)) {
				return t, true
			}
		}
	}
	return tabard.Node{}, false
}

func actorOf(t tabard.Node) tabard.Actor {
	return account(t.Child("id").String(), t.Child("alternateId").String(), t.Child("displayName").String(), t.Child("type").String())
}

// holder is whom an event is about: its user, its application, its group, or the first target that could be one.
func (x *event) holder(words ...string) tabard.Actor {
	if t, ok := x.target(append(words, "User", "PublicClientApp", "AppInstance", "Agent", "Group")...); ok {
		return actorOf(t)
	}
	return tabard.Actor{}
}

func identity(verb tabard.Verb, kind string) effect {
	return func(x *event, e *tabard.Event) {
		if who := x.holder(kind); !who.IsZero() {
			e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectIdentity, Identity: who})
		}
	}
}

// credential is a key, token or factor; where no account is named it is the actor's own.
func credential(verb tabard.Verb, kind tabard.CredentialKind, named string) effect {
	return func(x *event, e *tabard.Event) {
		c := tabard.CredentialRef{Kind: kind}
		if t, ok := x.target(named); ok && named != "" {
			c.ID = t.Child("id").String()
		}
		holder := x.holder()
		if holder.IsZero() {
			holder = e.Actor
		}
		e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectCredential, Identity: holder, Credential: c})
	}
}

// privilege is an administrator role; several are named in one text.
func privilege(verb tabard.Verb) effect {
	return func(x *event, e *tabard.Event) {
		roles := x.Text(fPrivilege)
		if roles == "" {
			if t, ok := x.target("ROLE"); ok {
				roles = t.Child("displayName").String()
			}
		}
		who := x.holder()
		for role := range strings.SplitSeq(roles, ",") {
			role = strings.TrimSpace(role)
			e.Changes = append(e.Changes, tabard.Change{
				Verb: verb, Object: tabard.ObjectGrant, Identity: who,
				Grant: tabard.GrantRef{Permission: role, Resource: realm, Admin: controls(role)},
			})
		}
	}
}

// controls reports whether an administrator role controls everything in its scope. Read-only and report roles do not.
func controls(role string) bool {
	role = strings.ToLower(role)
	return strings.Contains(role, "admin") && !strings.Contains(role, "read") && !strings.Contains(role, "report")
}

func binding(verb tabard.Verb) effect {
	return func(x *event, e *tabard.Event) {
		g := tabard.GrantRef{}
		if t, ok := x.target("ROLE"); ok {
			g.Permission = first(t.Child("displayName").String(), t.Child("id").String())
		}
		if t, ok := x.target("RESOURCE_SET", "ResourceSet"); ok {
			g.Resource = first(t.Child("displayName").String(), t.Child("id").String())
		}
		g.Admin = controls(g.Permission)
		e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: x.holder(), Grant: g})
	}
}

func member(verb tabard.Verb) effect {
	return func(x *event, e *tabard.Event) {
		g := tabard.GrantRef{Permission: "member"}
		if t, ok := x.target("Group"); ok {
			g.Resource, g.Via = t.Child("id").String(), t.Child("displayName").String()
		}
		e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: x.holder("User"), Grant: g})
	}
}

func assignment(verb tabard.Verb) effect {
	return func(x *event, e *tabard.Event) {
		g := tabard.GrantRef{Permission: "assigned"}
		if t, ok := x.target("AppInstance", "Application"); ok {
			g.Resource = first(t.Child("displayName").String(), t.Child("id").String())
		}
		who := tabard.Actor{}
		if t, ok := x.target("User", "Group"); ok {
			who = actorOf(t)
		}
		e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: who, Grant: g})
	}
}

// consent is what an application may do; the scopes stand in the debug data or are targets.
func consent(verb tabard.Verb) effect {
	return func(x *event, e *tabard.Event) {
		who := tabard.Actor{}
		if t, ok := x.target("PublicClientApp", "AppInstance", "client"); ok {
			who = actorOf(t)
		}
		var scopes []string
		for _, t := range x.targets {
			if strings.Contains(strings.ToLower(t.Child("type").String()), "scope") {
				scopes = append(scopes, first(t.Child("displayName").String(), t.Child("alternateId").String(), t.Child("id").String()))
			}
		}
		if debug := x.Nodes(fDebug); len(scopes) == 0 && len(debug) > 0 {
			scopes = strings.FieldsFunc(first(debug[0].Child("scopes").String(), debug[0].Child("grantedScopes").String(), debug[0].Child("scope").String()), func(c rune) bool { return c == ',' || c == ' ' })
		}
		g := tabard.GrantRef{Permission: strings.Join(scopes, " "), Resource: realm}
		for _, scope := range scopes {
			g.Admin = g.Admin || strings.HasPrefix(scope, "okta.") && strings.HasSuffix(scope, ".manage")
		}
		e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: who, Grant: g})
	}
}

// impersonation lets Okta's support act in the organization.
func impersonation(verb tabard.Verb) effect {
	return func(x *event, e *tabard.Event) {
		e.Changes = append(e.Changes, tabard.Change{
			Verb: verb, Object: tabard.ObjectTrust, Identity: orActor(x.holder("User"), e.Actor),
			Grant: tabard.GrantRef{Permission: "impersonate", Resource: "Okta support"},
		})
	}
}

func orActor(a, b tabard.Actor) tabard.Actor {
	if a.IsZero() {
		return b
	}
	return a
}

// trust is another identity provider, whose word for who somebody is counts here.
func trust(verb tabard.Verb) effect {
	return func(x *event, e *tabard.Event) {
		c := tabard.Change{
			Verb: verb, Object: tabard.ObjectTrust,
			Identity: tabard.Actor{Key: tabard.Key{Realm: realm, ID: realm}, Name: realm, Type: "Organization"},
			Grant:    tabard.GrantRef{Permission: "sign-in"},
		}
		if len(x.targets) > 0 {
			c.Grant.Resource = first(x.targets[0].Child("displayName").String(), x.targets[0].Child("id").String())
			c.Grant.Via = x.targets[0].Child("id").String()
		}
		e.Changes = append(e.Changes, c)
	}
}
