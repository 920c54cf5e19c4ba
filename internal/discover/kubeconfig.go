package discover

import (
	"encoding/base64"
	"slices"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/doctree"
)

// readKubeconfig reads the users of a kubeconfig and the contexts that use them.
func readKubeconfig(f *file) bool {
	doc := f.tree()
	if doc.Str("kind") != "Config" || doc.Get("clusters") == nil || doc.Get("users") == nil {
		return false
	}
	servers := map[string]string{}
	for _, cluster := range doc.Get("clusters").Elements() {
		servers[cluster.Str("name")] = (&redactor{prints: f.prints}).address(cluster.Str("cluster", "server"))
	}
	contextsOf := map[string][]*doctree.Node{}
	for _, context := range doc.Get("contexts").Elements() {
		user := context.Str("context", "user")
		contextsOf[user] = append(contextsOf[user], context)
	}
	for _, entry := range doc.Get("users").Elements() {
		name := entry.Str("name")
		k := kubeUser{f: f, name: clip(name), user: entry.Get("user"), line: entry.Line}
		var contexts []string
		for _, context := range contextsOf[name] {
			contexts = append(contexts, clip(context.Str("name")))
			if server := servers[context.Str("context", "cluster")]; server != "" && !slices.Contains(k.servers, server) {
				k.servers = append(k.servers, server)
			}
		}
		k.contexts = strings.Join(contexts, ",")
		k.read()
	}
	return true
}

// kubeUser is one user of a kubeconfig.
type kubeUser struct {
	f        *file
	name     string
	user     *doctree.Node
	line     int
	contexts string
	servers  []string
}

func (k kubeUser) base(kind tabard.CredentialKind, typ string) Credential {
	c := Credential{Kind: kind, Type: typ, System: strings.Join(k.servers, ","), Name: k.contexts, Line: k.line}
	if k.contexts == "" {
		c.Hint = "no context uses this user: remove it"
	}
	return c
}

func (k kubeUser) read() {
	if data := k.user.Str("client-certificate-data"); data != "" {
		pem, err := base64.StdEncoding.DecodeString(data)
		if err != nil {
			k.f.problem(k.line, "client-certificate-data is not base64")
		}
		for _, c := range certificates(pem) {
			found := k.base(tabard.CredentialCertificate, "kubernetes-client-certificate")
			found.describeCertificate(c)
			k.f.credential(found)
			break // the others are its issuers
		}
	}
	if data := k.user.Str("client-key-data"); data != "" {
		if pem, err := base64.StdEncoding.DecodeString(data); err == nil {
			found := k.base(tabard.CredentialKey, "kubernetes-client-key")
			found.Identity = k.name
			k.f.privateKey(found, pem)
		}
	}
	if token := k.user.Str("token"); token != "" {
		found := k.base(tabard.CredentialToken, "kubernetes-token")
		found.Line = k.user.Get("token").Line
		describeJWT(&found, token)
		if found.Identity == "" {
			found.Identity = k.name
		}
		if found.Expires.IsZero() && found.Hint == "" && strings.HasPrefix(token, "eyJ") {
			found.Hint = "the token never expires: use an exec plug-in or a bound token"
		}
		k.f.secret(found, token)
	}
	if password := k.user.Str("password"); password != "" {
		found := k.base(tabard.CredentialPassword, "kubernetes-password")
		found.Identity = clip(k.user.Str("username"))
		found.Line = k.user.Get("password").Line
		k.f.secret(found, password)
	}
	if exec := k.user.Get("exec"); exec.IsObject() {
		r := &redactor{prints: k.f.prints}
		words := append([]string{exec.Str("command")}, exec.Get("args").Strings()...)
		k.identity("kubernetes-exec", strings.Join(r.args(words), " "))
	}
	if provider := k.user.Get("auth-provider"); provider.IsObject() {
		k.identity("kubernetes-auth-provider", clip(provider.Str("name")))
		for name, value := range provider.Get("config").Members() {
			if kind, secret := secretName(name); secret {
				found := k.base(kind, "kubernetes-"+provider.Str("name")+"-"+name)
				found.Identity, found.Line = k.name, value.Line
				k.f.secret(found, value.Text)
			}
		}
	}
	for _, member := range []string{"tokenFile", "client-key"} {
		if path := k.user.Str(member); path != "" {
			k.identity("kubernetes-"+strings.ToLower(member), path)
		}
	}
}

func (k kubeUser) identity(typ, via string) {
	k.f.identity(Identity{Type: typ, Identity: k.name, System: strings.Join(k.servers, ","), Name: k.contexts, Via: via, Line: k.line})
}
