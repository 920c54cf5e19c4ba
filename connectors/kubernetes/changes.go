package kubernetes

import (
	"bytes"
	"strings"
	"time"

	"tabard.dev/tabard"
)

// changes reads what a request changed. What is only asked for so far (stage RequestReceived) changes nothing yet: the same
// request comes again when it ended.
func (r entry) changes(o ref) {
	if r.Is(stage, "RequestReceived") || r.Is(stage, "ResponseStarted") {
		return
	}
	did, ok := verbs(r.Bytes(verb))
	if !ok {
		return
	}
	from := len(r.e.Changes)
	switch o.resource {
	case "serviceaccounts":
		r.serviceAccount(did, o)
	case "secrets":
		r.secret(did, o)
	case "certificatesigningrequests":
		r.signing(did, o)
	case "roles", "clusterroles":
		r.rules(did, o)
	case "rolebindings", "clusterrolebindings":
		r.binding(did, o)
	case "pods":
		if did == tabard.Created && o.subresource == "" {
			r.pod(o)
		}
	case "configmaps":
		if o.name == "aws-auth" && o.namespace == "kube-system" {
			r.awsAuth(did)
		}
	case "users", "groups", "oauthclients":
		if bytes.HasSuffix(r.Bytes(apiGroup), []byte(".openshift.io")) {
			r.openShift(did, o)
		}
	}
	if r.e.Outcome == tabard.OutcomeUnknown {
		for i := range r.e.Changes[from:] {
			r.e.Changes[from+i].Hint = true // the record does not say how it ended
		}
	}
}

// verbs gives what a request verb does to an object; the others only read.
func verbs(name []byte) (tabard.Verb, bool) {
	switch string(name) {
	case "create":
		return tabard.Created, true
	case "update", "patch", "apply":
		return tabard.Updated, true
	case "delete", "deletecollection":
		return tabard.Deleted, true
	case "approve":
		return tabard.Enabled, true
	}
	return "", false
}

func (r entry) did(verb tabard.Verb, object tabard.ObjectKind, who tabard.Actor) *tabard.Change {
	r.e.Changes = append(r.e.Changes, tabard.Change{Verb: verb, Object: object, Identity: who})
	return &r.e.Changes[len(r.e.Changes)-1]
}

// account of a namespace, by name.
func (r entry) accountIn(space, name string) tabard.Actor {
	if name == "" {
		return tabard.Actor{}
	}
	return r.account("system:serviceaccount:" + space + ":" + name)
}

// parsed gives the object as the server answered with, else as it was sent.
func (r entry) parsed() (answer, sent tabard.Node) {
	if all := r.Nodes(response); len(all) > 0 {
		answer = all[0]
	}
	if all := r.Nodes(request); len(all) > 0 {
		sent = all[0]
	}
	return answer, sent
}

// get reads a path of the answer, else of what was sent.
func get(answer, sent tabard.Node, path string) tabard.Node {
	if node := answer.Get(path); node.Exists() {
		return node
	}
	return sent.Get(path)
}

func (r entry) serviceAccount(did tabard.Verb, o ref) {
	who := r.accountIn(o.namespace, o.name)
	if o.subresource == "token" {
		if did == tabard.Created {
			r.token(who)
		}
		return
	}
	if who.IsZero() || o.subresource != "" {
		return
	}
	r.did(did, tabard.ObjectIdentity, who)
	if did == tabard.Deleted {
		return
	}
	// Workload identity: the account may become an identity of a cloud.
	for _, node := range r.Nodes(requestAnnotations) {
		for _, key := range []string{"eks.amazonaws.com/role-arn", "iam.gke.io/gcp-service-account", "azure.workload.identity/client-id"} {
			if cloud := node.Child(key).String(); cloud != "" {
				r.did(tabard.Granted, tabard.ObjectGrant, who).Grant = tabard.GrantRef{Permission: "workload identity", Resource: cloud, Via: key}
			}
		}
	}
}

// token is one that the API server issued for a service account: it ends, and is bound to what the request says.
func (r entry) token(who tabard.Actor) {
	answer, sent := r.parsed()
	change := r.did(tabard.Created, tabard.ObjectCredential, who)
	change.Credential = tabard.CredentialRef{Kind: tabard.CredentialToken, ID: r.Text(issuedCredential), Created: r.e.Time}
	if at, err := tabard.ParseTime([]byte(get(answer, sent, "status.expirationTimestamp").String())); err == nil {
		change.Credential.Expires = at
	} else if seconds, ok := get(answer, sent, "spec.expirationSeconds").Number(); ok && seconds > 0 && seconds < 1<<33 && !r.e.Time.IsZero() {
		change.Credential.Expires = r.e.Time.Add(time.Duration(seconds) * time.Second)
	}
	r.detail("expiration_seconds", get(answer, sent, "spec.expirationSeconds").String())
	r.detail("audiences", strings.Join(get(answer, sent, "spec.audiences").Strings(), " "))
	if kind := get(answer, sent, "spec.boundObjectRef.kind").String(); kind != "" {
		r.detail("bound_to", kind+" "+get(answer, sent, "spec.boundObjectRef.name").String())
	}
}

// secret is a credential only where its type says so: a token of a service account that never ends, or one with which
// nodes join.
func (r entry) secret(did tabard.Verb, o ref) {
	answer, sent := r.parsed()
	kind := get(answer, sent, "type").String()
	id := tabard.CredentialRef{Kind: tabard.CredentialToken, ID: "secret/" + o.id()}
	if did == tabard.Created {
		id.Created = r.e.Time
	}
	switch kind {
	case "kubernetes.io/service-account-token":
		id.NeverEnds = true
		account := get(answer, sent, "metadata.annotations").Child("kubernetes.io/service-account.name").String()
		r.did(did, tabard.ObjectCredential, r.accountIn(o.namespace, account)).Credential = id
	case "bootstrap.kubernetes.io/token":
		r.did(did, tabard.ObjectCredential, tabard.Actor{Realm: r.e.Realm, ID: "system:bootstrap:" + strings.TrimPrefix(o.name, "bootstrap-token-"), Type: "BootstrapToken"}).Credential = id
	case "":
		if did == tabard.Deleted && o.name != "" && strings.Contains(o.name, "-token-") {
			r.did(did, tabard.ObjectCredential, tabard.Actor{}).Credential = id
		}
	}
	r.detail("type", kind)
}

// pod runs as a service account: whoever may make one in a namespace can be any account there.
func (r entry) pod(o ref) {
	account := string(r.Bytes(podAccount))
	if account == "" || account == "default" {
		return
	}
	r.did(tabard.Updated, tabard.ObjectTrust, r.accountIn(o.namespace, account)).Grant = tabard.GrantRef{Permission: "run as", Resource: "pods", Via: o.namespace}
}

// openShift has users, groups and tokens as objects.
func (r entry) openShift(did tabard.Verb, o ref) {
	if o.name == "" || o.subresource != "" {
		return
	}
	switch o.resource {
	case "users":
		r.did(did, tabard.ObjectIdentity, r.account(o.name))
	case "oauthclients":
		r.did(did, tabard.ObjectIdentity, tabard.Actor{Realm: r.e.Realm, ID: o.name, Type: "OAuthClient", Kind: tabard.KindService})
	case "groups":
		answer, sent := r.parsed()
		for _, member := range get(answer, sent, "users").Strings() {
			verb := tabard.Granted
			if did == tabard.Deleted {
				verb = tabard.Revoked
			}
			r.did(verb, tabard.ObjectGrant, r.account(member)).Grant = tabard.GrantRef{Permission: o.name, Resource: "*", Via: "group/" + o.name}
		}
	}
}

// awsAuth is the map with which EKS lets identities of AWS in.
func (r entry) awsAuth(did tabard.Verb) {
	answer, sent := r.parsed()
	data := get(answer, sent, "data")
	for _, list := range []string{"mapRoles", "mapUsers"} {
		for _, item := range mappedItems(data.Child(list).String()) {
			who := tabard.Actor{Realm: accountOf(item.arn), ID: item.arn, Type: "AWS"}
			for _, group := range item.groups {
				verb := tabard.Granted
				if did == tabard.Deleted {
					verb = tabard.Revoked
				}
				r.did(verb, tabard.ObjectGrant, who).Grant = tabard.GrantRef{Permission: group, Resource: "*", Via: "configmap/kube-system/aws-auth", Admin: group == "system:masters"}
			}
		}
	}
}

type mapped struct {
	arn    string
	groups []string
}

// mappedItems reads the YAML lists in aws-auth as they are written by the tools that make them: one key or list item a line.
func mappedItems(text string) []mapped {
	var all []mapped
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		item := strings.TrimSpace(strings.TrimPrefix(line, "-"))
		key, value, keyed := strings.Cut(item, ": ")
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		switch {
		case line != item && (keyed || strings.HasSuffix(item, ":")):
			all = append(all, mapped{})
			fallthrough
		case keyed:
			if len(all) > 0 && (key == "rolearn" || key == "userarn") {
				all[len(all)-1].arn = value
			}
		case line != item && len(all) > 0:
			all[len(all)-1].groups = append(all[len(all)-1].groups, strings.Trim(item, `"'`))
		}
	}
	return all
}

// detail notes a request detail worth reading.
func (r entry) detail(name, value string) {
	if value == "" {
		return
	}
	if r.e.Details == nil {
		r.e.Details = make(map[string]string, 4)
	}
	r.e.Details[name] = value[:min(len(value), 256)]
}
