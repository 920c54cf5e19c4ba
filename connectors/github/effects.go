package github

import (
	"strings"

	"tabard.dev/tabard"
)

// effectByName reads what an action does from how GitHub names it, for actions that the table does not know: a category
// that speaks of a sort of object, and a verb.
func effectByName(action string) (effect, bool) {
	category, verb, ok := strings.Cut(action, ".")
	if !ok {
		return effect{}, false
	}
	switch {
	case strings.HasSuffix(verb, "_client_secret"):
		ef := credential("", tabard.CredentialSecret, theApp)
		if category == "oauth_application" {
			ef.of = theOAuthApp
		}
		return ef.withVerb(strings.TrimSuffix(verb, "_client_secret"))
	case strings.HasSuffix(verb, "_private_key") && strings.HasPrefix(category, "integration"):
		return credential("", tabard.CredentialKey, theApp).withVerb(strings.TrimSuffix(verb, "_private_key"))
	case strings.HasSuffix(verb, "_actions_secret"), strings.HasSuffix(verb, "_integration_secret"):
		what, _, _ := strings.Cut(verb, "_")
		return credential("", tabard.CredentialSecret, theSecretHolder).withVerb(what)
	case strings.HasSuffix(verb, "_self_hosted_runner"), verb == "configure_self_hosted_jit_runner":
		what, _, _ := strings.Cut(verb, "_")
		return identity("", theRunner).withVerb(what)
	case strings.HasSuffix(verb, "_registration_token"):
		what, _, _ := strings.Cut(verb, "_")
		return credential("", tabard.CredentialToken, theOrg).withVerb(what)
	case strings.HasSuffix(verb, "_saml"), strings.HasSuffix(verb, "_oidc"), strings.HasSuffix(verb, "saml_provider_settings"),
		strings.HasSuffix(verb, "oidc_provider_settings"), strings.Contains(verb, "oidc_custom"), strings.HasSuffix(verb, "_open_scim"):
		what, _, _ := strings.Cut(verb, "_")
		return trust("", "sign-in", theOrg).withVerb(what)
	}
	switch category {
	case "public_key", "deploy_key", "gpg_key", "ssh_key", "security_key", "passkey", "webauthn_credential":
		return credential("", tabard.CredentialKey, theKeyHolder).withVerb(verb)
	case "oauth_access", "personal_access_token":
		return credential("", tabard.CredentialToken, theUser).withVerb(verb)
	case "integration", "integration_installation":
		return identity("", theApp).withVerb(verb)
	case "oauth_application":
		return identity("", theOAuthApp).withVerb(verb)
	case "external_identity":
		return identity("", theExternalIdentity).withVerb(verb)
	}
	return effect{}, false
}

func (ef effect) withVerb(word string) (effect, bool) {
	switch word {
	case "create", "created", "add", "register", "registered", "generate", "configure", "provision":
		ef.verb = tabard.Created
	case "destroy", "delete", "deleted", "remove", "removed", "revoke", "revoked", "deprovision":
		ef.verb = tabard.Deleted
	case "enable", "enabled":
		ef.verb = tabard.Enabled
		if ef.object == tabard.ObjectTrust {
			ef.verb = tabard.Created
		}
	case "disable", "disabled":
		ef.verb = tabard.Disabled
		if ef.object == tabard.ObjectTrust {
			ef.verb = tabard.Deleted
		}
	case "update", "updated", "regenerate", "reset", "set":
		ef.verb = tabard.Updated
	default:
		return effect{}, false
	}
	return ef, true
}

func (r *entry) changes(e *tabard.Event) {
	all, known := effects[e.Action]
	if !known {
		if ef, ok := effectByName(e.Action); ok {
			r.change(e, ef)
		}
		return
	}
	for _, ef := range all {
		r.change(e, ef)
	}
}

func (r *entry) change(e *tabard.Event, ef effect) {
	c := tabard.Change{Verb: ef.verb, Object: ef.object, Hint: ef.hint, Identity: r.holder(e, ef)}
	switch ef.object {
	case tabard.ObjectCredential:
		c.Credential = r.credential(ef)
	case tabard.ObjectGrant, tabard.ObjectTrust:
		c.Grant = r.grant(ef)
	case tabard.ObjectIdentity:
	}
	if ef.of == everybody {
		if r.text(visibility) != "public" {
			return // a changed visibility says nothing without the new one
		}
		c.Grant.Public = true
	}
	e.Changes = append(e.Changes, c)
	if writable, said := r.Bool(int(readOnly)); ef.of == theKeyHolder && ef.verb == tabard.Created && r.repo != "" && said && !writable {
		e.Changes = append(e.Changes, tabard.Change{
			Verb: tabard.Granted, Object: tabard.ObjectGrant, Identity: c.Identity,
			Grant: tabard.GrantRef{Permission: "write", Resource: r.repo, Via: c.Credential.ID},
		})
	}
}

// holder gives the identity that an action was done to. Only of a credential it is the actor where nobody else is named:
// people add keys and tokens to their own accounts, while a grant without a grantee has an unknown one.
func (r *entry) holder(e *tabard.Event, ef effect) tabard.Actor {
	named := func(id, kind string, k tabard.Kind) tabard.Actor {
		if id == "" {
			return tabard.Actor{}
		}
		return tabard.Actor{Realm: r.realm, ID: id, Name: id, Type: kind, Kind: k}
	}
	switch ef.of {
	case theTeam:
		return named(r.text(team), "Team", "")
	case theApp:
		return named(r.first(integration, name, integrationID), "GitHub App", tabard.KindService)
	case theOAuthApp:
		return named(r.first(oauthApp, oauthAppID, name), "OAuth App", tabard.KindService)
	case theRunner:
		return named(r.first(runnerName, runnerID, name), "Runner", tabard.KindWorkload)
	case theExternalIdentity:
		return named(r.first(user, externalID), "User", "")
	case theOrg:
		return named(r.realmOrRepo(), "Organization", "")
	case theRepo:
		return named(r.repo, "Repository", "")
	case theKeyHolder:
		if r.repo != "" {
			return named(r.repo, "Repository", "")
		}
	case theSecretHolder:
		if where := r.text(environment); where != "" {
			return named(r.repo+"/environments/"+where, "Environment", "")
		}
		return named(r.realmOrRepo(), "Repository", "")
	case everybody:
		return named(anybody, "", "")
	case theUser:
	}
	if r.yes(actorIsAgent) {
		return e.Actor // the user is whom the agent works for
	}
	if who := r.account(r.first(user, invitee)); !who.IsZero() {
		return who
	}
	if t := r.text(team); t != "" && ef.of == theUser && strings.Contains(e.Action, "_role.") {
		return named(t, "Team", "") // roles are given to teams as well
	}
	if ef.object == tabard.ObjectCredential {
		return e.Actor
	}
	return tabard.Actor{}
}

// realmOrRepo is what an action was done in: the repository, else the organization, else the enterprise.
func (r *entry) realmOrRepo() string {
	if r.repo != "" {
		return r.repo
	}
	if r.org != "" {
		return r.org
	}
	return r.realm
}

// credential names the credential that a record is about, which is not the one that the actor used.
func (r *entry) credential(ef effect) tabard.CredentialRef {
	c := tabard.CredentialRef{Kind: ef.kind}
	switch {
	case ef.kind == tabard.CredentialKey:
		c.ID, c.Fingerprint = r.first(keyID, title), r.text(fingerprint)
	case ef.of == theSecretHolder:
		c.ID = r.first(key, name)
	case ef.kind == tabard.CredentialSecret:
		c.ID = r.text(secretLastEight)
	default:
		c.ID, c.Fingerprint = r.first(programmaticID, programmaticName, tokenLastEight), r.text(fingerprint)
	}
	if at, err := r.Time(int(expiresAt)); err == nil {
		c.Expires = at
	}
	return c
}

func (r *entry) grant(ef effect) tabard.GrantRef {
	g := tabard.GrantRef{Permission: ef.permission}
	switch {
	case ef.of == theOAuthApp:
		if granted := r.first(scopes, tokenScopes); granted != "" {
			g.Permission = granted
		}
	case ef.object == tabard.ObjectGrant && ef.of != everybody:
		if said := r.first(permission, role, roleID); said != "" && (ef.permission == "" || ef.permission == "member") {
			g.Permission = said
		}
	}
	if strings.HasPrefix(string(r.bytes(action)), "personal_access_token.") {
		g.Via = r.first(programmaticID, programmaticName)
		g.Permission = r.text(repositorySelection)
	}
	switch ef.on {
	case onRepo:
		g.Resource = r.repo
	case onTeam:
		g.Resource = r.text(team)
	case onIssuer:
		g.Resource = r.first(issuer, ssoURL)
	case onBusiness:
		g.Resource = r.text(business)
	case onOrg:
		g.Resource = r.org
	}
	if g.Resource == "" && ef.object == tabard.ObjectGrant {
		g.Resource = r.realmOrRepo()
	}
	if ef.of == theTeam {
		g.Via = r.text(team)
	}
	g.Admin = controls(g.Permission)
	return g
}
