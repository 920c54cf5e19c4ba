package vault

import (
	"strings"

	"tabard.dev/tabard"
)

// who reads whose token was used. At a login it is the one that the login gave, since there was none before.
func (r entry) who(at route) {
	e := r.e
	block := asking
	if !r.named(asking) && r.named(given) {
		block = given
	}
	e.Actor = r.holder(block, at)
	r.alias(block)
	if id := r.First(block+accessor, clientAccessor); id != "" {
		e.Credential = tabard.CredentialRef{Kind: tabard.CredentialToken, ID: id}
	}
	if serial := r.Text(certificateSerial); serial != "" && e.Credential.IsZero() {
		e.Credential = tabard.CredentialRef{Kind: tabard.CredentialCertificate, ID: serial}
	}
	if issued, err := r.Time(asking + tokenIssued); err == nil && !issued.IsZero() {
		e.Session.Started, e.Credential.Created = issued, issued
		if ttl, ok := r.seconds(asking + tokenTTL); ok && ttl > 0 {
			e.Credential.Expires = issued.Add(ttl)
		}
	}
	if r.hasPolicy(asking, "root") {
		r.detail("root_token", "yes")
	}
}

func (r entry) named(block int) bool { return r.Has(block+entityID) || r.Has(block+displayName) }

// holder is who a token was given to: the entity, which stays the same whichever way somebody logs in; without one, such as
// for a root token, what the token is called.
func (r entry) holder(block int, at route) tabard.Actor {
	name := r.Text(block + displayName)
	a := tabard.Actor{Realm: r.e.Realm, ID: r.Text(block + entityID), Name: name, Type: "entity"}
	if a.ID == "" {
		a.ID, a.Type = name, "token"
	}
	if a.ID == "" {
		a.ID = r.Text(block + accessor)
	}
	if a.ID == "" {
		return r.loginName(at)
	}
	switch {
	case r.Has(block + metaAccount):
		a.Kind = tabard.KindWorkload
	case r.Has(block+metaRole) && strings.HasPrefix(name, "approle"), strings.HasPrefix(name, "approle"):
		a.Kind = tabard.KindService
	}
	return a
}

// loginName is who somebody tried to log in as, where the path says so: "auth/userpass/login/alice".
func (r entry) loginName(at route) tabard.Actor {
	name, ok := strings.CutPrefix(at.rest, "login/")
	if !ok || name == "" || !strings.HasPrefix(at.mount, "auth/") {
		return tabard.Actor{}
	}
	return tabard.Actor{Realm: r.e.Realm, ID: at.mount + name, Name: name, Type: "alias"}
}

// alias reads who stands behind the token by what the authentication method noted of it.
func (r entry) alias(block int) {
	e := r.e
	if account := r.Text(block + metaAccount); account != "" {
		e.Via = append(e.Via, tabard.Actor{
			ID: "system:serviceaccount:" + r.Text(block+metaAccountSpace) + ":" + account, Name: account, Type: "ServiceAccount", Kind: tabard.KindService,
		})
	}
	if arn := r.Text(block + metaARN); strings.HasPrefix(arn, "arn:") {
		e.Via = append(e.Via, tabard.Actor{Realm: accountOf(arn), ID: arn, Type: "AWS"})
	}
	if user := r.Text(block + metaUser); user != "" && user != e.Actor.ID {
		e.Via = append(e.Via, tabard.Actor{Realm: e.Realm, ID: user, Type: "alias"})
	}
	if name := r.Text(block + metaCommonName); name != "" {
		e.Via = append(e.Via, tabard.Actor{Realm: e.Realm, ID: name, Type: "certificate"})
	}
	if role := r.Text(block + metaRole); role != "" {
		r.detail("role", role)
	}
	if repository := r.Text(block + metaRepository); repository != "" {
		e.Origin = repository
		if commit := r.First(block+metaCommit, block+metaRun); commit != "" {
			e.Origin += "@" + commit
		}
	}
}

func accountOf(arn string) string {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 {
		return ""
	}
	return parts[4]
}

// hasPolicy reports whether a token has a policy. Policies are not hashed.
func (r entry) hasPolicy(block int, name string) bool {
	v := r.Value(block + policies)
	for more := v.Kind != tabard.NoValue; more; v, more = r.s.Next(v) {
		if v.Kind == tabard.StringValue && string(v.Text) == name {
			return true
		}
	}
	return false
}
