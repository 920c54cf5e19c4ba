package entra

import (
	"strings"

	"tabard.dev/tabard"
)

// keyChanges compares the keys of an application before and after. Microsoft writes each as a text:
// "[KeyIdentifier=…,KeyType=Password,KeyUsage=Verify,DisplayName=…]". Where always is true, an operation whose keys cannot be
// told apart still counts as one.
func (o *Operation) keyChanges(always bool) {
	holder := o.actor(o.subject())
	add := func(verb tabard.Verb, keys []tabard.CredentialRef) {
		for _, key := range keys {
			o.add(tabard.Change{Verb: verb, Object: tabard.ObjectCredential, Identity: holder, Credential: key})
		}
	}
	before := len(o.changes)
	for i := range o.Targets {
		for _, p := range o.Targets[i].Modified {
			if p.Name == "KeyDescription" || p.Name == "KeyCredentials" || p.Name == "PasswordCredentials" {
				was, is := keysIn(p.Old), keysIn(p.New)
				add(tabard.Created, without(is, was))
				add(tabard.Deleted, without(was, is))
			}
		}
	}
	if len(o.changes) > before || !always {
		return
	}
	verb := tabard.Updated
	switch {
	case strings.HasPrefix(o.Activity, "Add"):
		verb = tabard.Created
	case strings.HasPrefix(o.Activity, "Remove"):
		verb = tabard.Deleted
	}
	add(verb, []tabard.CredentialRef{{Kind: tabard.CredentialSecret}})
}

// without gives what is in all and not in some.
func without[T comparable](all, some []T) []T {
	var left []T
	for _, one := range all {
		found := false
		for _, other := range some {
			found = found || one == other
		}
		if !found {
			left = append(left, one)
		}
	}
	return left
}

// keysIn reads a list of key descriptions.
func keysIn(value string) []tabard.CredentialRef {
	texts := []string{value}
	if node, err := tabard.ParseNode([]byte(value)); err == nil {
		texts = node.Strings()
	}
	var keys []tabard.CredentialRef
	for _, text := range texts {
		for one := range strings.SplitSeq(text, "]") {
			id := keyField(one, "KeyIdentifier=")
			if id == "" {
				continue
			}
			key := tabard.CredentialRef{Kind: tabard.CredentialCertificate, ID: id}
			if keyField(one, "KeyType=") == "Password" {
				key.Kind = tabard.CredentialSecret
			}
			keys = append(keys, key)
		}
	}
	return keys
}

func keyField(text, name string) string {
	_, rest, ok := strings.Cut(text, name)
	if !ok {
		return ""
	}
	value, _, _ := strings.Cut(rest, ",")
	return strings.TrimSpace(value)
}

// federation is a federated identity credential: it lets a subject of another issuer become the application.
type federation struct{ trusted, name string }

// federationChanges compares the federated identity credentials of an application before and after.
func (o *Operation) federationChanges() {
	p, ok := o.property("FederatedIdentityCredentials")
	if !ok {
		return
	}
	holder := o.actor(o.subject())
	was, is := federations(p.Old), federations(p.New)
	for _, f := range without(is, was) {
		o.add(f.change(tabard.Created, holder))
	}
	for _, f := range without(was, is) {
		o.add(f.change(tabard.Deleted, holder))
	}
}

func (f federation) change(verb tabard.Verb, holder tabard.Actor) tabard.Change {
	return tabard.Change{
		Verb: verb, Object: tabard.ObjectTrust, Identity: holder,
		Credential: tabard.CredentialRef{Kind: tabard.CredentialTrust, ID: f.name},
		Grant:      tabard.GrantRef{Permission: "act as", Resource: f.trusted, Via: f.name},
	}
}

func federations(value string) []federation {
	node, err := tabard.ParseNode([]byte(value))
	if err != nil {
		return nil
	}
	var all []federation
	for _, one := range node.List() {
		text := func(upper, lower string) string { return first(one.Child(upper).String(), one.Child(lower).String()) }
		if trusted := strings.TrimSpace(text("Issuer", "issuer") + " " + text("Subject", "subject")); trusted != "" {
			all = append(all, federation{trusted: trusted, name: text("Name", "name")})
		}
	}
	return all
}

// federatedCredential is the same told by an activity of its own.
func federatedCredential(verb tabard.Verb) func(*Operation) {
	return func(o *Operation) {
		before := len(o.changes)
		if o.federationChanges(); len(o.changes) > before {
			return
		}
		f := federation{trusted: strings.TrimSpace(o.value("Issuer") + " " + o.value("Subject")), name: o.value("Name")}
		o.add(f.change(verb, o.actor(o.subject())))
	}
}
