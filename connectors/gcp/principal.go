package gcp

import (
	"strings"

	"tabard.dev/tabard"
)

// Who may mean anybody.
const (
	allUsers         = "allUsers"              // without any proof
	allAuthenticated = "allAuthenticatedUsers" // with any Google account
)

const serviceAccountDomain = "gserviceaccount.com"

// principal gives the identity behind an address or an IAM member: "ada@example.com", "serviceAccount:…", "group:…",
// "principal://…", "allUsers", a Kubernetes user. The realm is that of the log, for what does not say where it lives.
func principal(member, realm string) tabard.Actor {
	if member == "" {
		return tabard.Actor{}
	}
	member = strings.TrimPrefix(member, "deleted:")
	kind, id, typed := strings.Cut(member, ":")
	switch {
	case member == allUsers, member == allAuthenticated:
		return tabard.Actor{Realm: realm, ID: member, Name: member}
	case strings.HasPrefix(member, "principal://"), strings.HasPrefix(member, "principalSet://"):
		return federated(member, realm)
	case strings.HasPrefix(member, "system:"):
		return kubernetesUser(member, realm)
	case !typed:
		kind, id = "", member
	}
	id, _, _ = strings.Cut(id, "?uid=")
	a := tabard.Actor{Realm: home(id, realm), ID: id, Name: id, Type: kind}
	switch {
	case strings.HasSuffix(id, serviceAccountDomain), kind == "serviceAccount":
		a.Type, a.Kind = "serviceAccount", tabard.KindService
	case kind == "user", kind == "" && strings.Contains(id, "@"):
		a.Type, a.Kind = "user", tabard.KindHuman
	}
	return a
}

// home is the project or domain in an address: "x@PROJECT.iam.gserviceaccount.com", "NUMBER-compute@developer.…",
// "PROJECT@appspot.…", "ada@DOMAIN".
func home(address, realm string) string {
	local, domain, ok := strings.Cut(address, "@")
	if !ok {
		return realm
	}
	if project, ok := strings.CutSuffix(domain, ".iam."+serviceAccountDomain); ok {
		return project
	}
	switch domain {
	case "developer." + serviceAccountDomain:
		project, _, _ := strings.Cut(local, "-")
		return project
	case "appspot." + serviceAccountDomain, "cloudbuild." + serviceAccountDomain, "cloudservices." + serviceAccountDomain:
		return local
	}
	return domain
}

// federated is somebody whom an identity pool lets in: programs through workload pools, people through workforce pools.
func federated(member, realm string) tabard.Actor {
	a := tabard.Actor{Realm: realm, ID: member, Name: member[strings.LastIndexByte(member, '/')+1:], Type: "federated"}
	if _, subject, ok := strings.Cut(member, "/subject/"); ok {
		a.Name = subject
	}
	switch {
	case strings.Contains(member, "/workloadIdentityPools/"):
		a.Kind = tabard.KindWorkload
	case strings.Contains(member, "/workforcePools/"):
		a.Kind = tabard.KindHuman
	}
	if _, after, ok := strings.Cut(member, "/projects/"); ok {
		a.Realm, _, _ = strings.Cut(after, "/")
	}
	return a
}

func kubernetesUser(name, realm string) tabard.Actor {
	a := tabard.Actor{Realm: realm, ID: name, Name: name, Type: "kubernetes"}
	if strings.HasPrefix(name, "system:serviceaccount:") || strings.HasPrefix(name, "system:node:") {
		a.Kind = tabard.KindWorkload
	}
	return a
}

// public reports whether a member is anybody.
func public(member string) bool {
	switch member {
	case allUsers, allAuthenticated, "system:anonymous", "system:unauthenticated", "system:authenticated":
		return true
	}
	return false
}

// controls reports whether a role gives control over everything in its scope: the basic roles that can write, and the
// administrators of a service, of access, or of the organization.
func controls(role string) bool {
	switch role {
	case "roles/owner", "roles/editor", "roles/writer", "roles/bigquery.dataOwner", "cluster-admin", "_SEED_ADMIN_ROLE", "OWNER":
		return true
	}
	name := role[strings.LastIndexByte(role, '/')+1:]
	return strings.HasSuffix(name, "Admin") || strings.HasSuffix(name, ".admin") || name == "admin" || strings.HasSuffix(name, "legacyBucketOwner")
}

// becomes reports whether a role on a service account lets its holder act as the account.
func becomes(role string) bool {
	switch role {
	case "roles/iam.serviceAccountTokenCreator", "roles/iam.serviceAccountUser", "roles/iam.workloadIdentityUser",
		"roles/iam.serviceAccountOpenIdTokenCreator", "roles/iam.serviceAccountKeyAdmin", "roles/iam.serviceAccountAdmin", "roles/owner", "roles/editor":
		return true
	}
	return false
}
