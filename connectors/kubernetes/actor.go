package kubernetes

import (
	"strings"

	"tabard.dev/tabard"
)

// who reads whose permissions were used, and who stood behind: an impersonated user is the actor, the one who impersonates
// stands behind it.
func (r entry) who() {
	e := r.e
	user := r.account(r.Text(userName))
	if user.ID == "" {
		user.ID = r.Text(userUID)
	}
	if as := r.Text(asName); as != "" {
		e.Actor = r.account(as)
		e.Via = append(e.Via, user)
	} else {
		e.Actor = user
	}
	if pod := r.Text(podName); pod != "" {
		id := pod
		if space, _, ok := serviceAccountName(user.ID); ok {
			id = space + "/" + pod
		}
		e.Via = append(e.Via, tabard.Actor{Realm: e.Realm, ID: id, Name: pod, Type: "Pod", Kind: tabard.KindWorkload})
	}
	if arn := r.Text(awsARN); arn != "" && arn != user.ID {
		// EKS maps identities of AWS to users of the cluster.
		e.Via = append(e.Via, tabard.Actor{Realm: accountOf(arn), ID: arn, Type: "AWS"})
		e.Session.ID = r.Text(awsSession)
	}
	r.proof()
}

// proof reads what the user proved itself with.
func (r entry) proof() {
	e := r.e
	if id := r.Text(credentialID); id != "" {
		e.Credential = credentialNamed(id)
		return
	}
	if key := r.Text(awsKey); key != "" {
		e.Credential = tabard.CredentialRef{Kind: tabard.CredentialKey, ID: key}
		if strings.HasPrefix(key, "ASIA") {
			e.Credential.Kind = tabard.CredentialToken
		}
	}
}

// credentialNamed reads the id that Kubernetes gives a credential: "JTI=…" of a token, "X509SHA256=…" of a certificate.
func credentialNamed(id string) tabard.CredentialRef {
	if sum, ok := strings.CutPrefix(id, "X509SHA256="); ok {
		return tabard.CredentialRef{Kind: tabard.CredentialCertificate, ID: id, Fingerprint: sum}
	}
	return tabard.CredentialRef{Kind: tabard.CredentialToken, ID: id}
}

// account is a user by its name. The name says what it is where Kubernetes itself gives it; any other name is whatever the
// authenticator made of somebody.
func (r entry) account(name string) tabard.Actor {
	a := tabard.Actor{Realm: r.e.Realm, ID: name, Name: name, Type: "User"}
	switch {
	case strings.HasPrefix(name, "system:serviceaccount:"):
		a.Type, a.Kind = "ServiceAccount", tabard.KindService
		if space, account, ok := serviceAccountName(name); ok {
			a.Name = space + "/" + account
		}
	case strings.HasPrefix(name, "system:node:"):
		a.Type, a.Kind = "Node", tabard.KindWorkload
	case name == "system:anonymous":
		a.Type = "Anonymous"
	case name == "system:admin":
	case strings.HasPrefix(name, "system:"), strings.HasPrefix(name, "eks:"), name == "aksService":
		a.Type, a.Kind = "Component", tabard.KindService
	}
	return a
}

func serviceAccountName(user string) (namespace, name string, ok bool) {
	rest, ok := strings.CutPrefix(user, "system:serviceaccount:")
	if !ok {
		return "", "", false
	}
	return strings.Cut(rest, ":")
}

func accountOf(arn string) string {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 {
		return ""
	}
	return parts[4]
}

// owning are the words in a label's or annotation's key that make it speak of ownership or purpose.
var owning = [...]string{
	"owner", "team", "contact", "email", "cost", "project", "product", "app.kubernetes.io", "part-of", "managed-by", "purpose", "repo",
	"department", "squad", "maintainer", "helm.sh", "argocd", "fluxcd", "role-arn", "gcp-service-account", "workload.identity",
}

// origins are the words in a key that make it name a commit or a pipeline run.
var origins = [...]string{"commit", "git-sha", "git_sha", "git-revision", "revision-sha", "run-id", "run_id", "pipeline-id", "pipeline-url", "run-url", "workflow-run"}

// labels reads what the request says of the object's owner, purpose and origin.
func (r entry) labels() {
	switch string(r.Bytes(verb)) {
	case "create", "update", "patch":
	default:
		return
	}
	for _, field := range []int{requestLabels, requestAnnotations} {
		if r.Value(field).Kind != tabard.ObjectValue {
			continue
		}
		for _, node := range r.Nodes(field) {
			for _, key := range node.Keys() {
				r.label(key, node.Child(key).String())
			}
		}
	}
}

func (r entry) label(key, value string) {
	if value == "" || len(value) > 256 {
		return
	}
	e := r.e
	for _, word := range origins {
		if strings.Contains(key, word) && (e.Origin == "" || value < e.Origin) { // keys come in no order
			e.Origin = value
		}
	}
	if (key == "app" || containsAny(key, owning[:])) && len(e.Labels) < 24 {
		if e.Labels == nil {
			e.Labels = make(map[string]string, 4)
		}
		e.Labels[key] = value
	}
}

func containsAny(text string, words []string) bool {
	for _, word := range words {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
