package kubernetes

import (
	"slices"
	"strings"

	"tabard.dev/tabard"
)

const maxGrants = 32

// rules reads a role: what whoever is bound to it may do. The record does not say who that is.
func (r entry) rules(did tabard.Verb, o ref) {
	if o.subresource != "" {
		return
	}
	answer, sent := r.parsed()
	via := roleName(o.resource, o.namespace, o.name)
	scope := o.namespace
	if o.resource == "clusterroles" || scope == "" {
		scope = "*"
	}
	rules := get(answer, sent, "rules").List()
	for _, rule := range rules[:min(len(rules), maxGrants)] {
		verbs, groups, resources := rule.Child("verbs").Strings(), rule.Child("apiGroups").List(), rule.Child("resources").Strings()
		if urls := rule.Child("nonResourceURLs").Strings(); len(urls) > 0 {
			resources = append(resources, urls...)
		}
		r.did(did, tabard.ObjectGrant, tabard.Actor{}).Grant = tabard.GrantRef{
			Permission: strings.Join(verbs, ","), Resource: scope + ":" + strings.Join(resources, ","), Via: via,
			Admin: slices.Contains(verbs, "*") && slices.Contains(resources, "*") && slices.ContainsFunc(groups, func(g tabard.Node) bool { return g.String() == "*" }),
		}
	}
	if len(rules) == 0 {
		r.did(did, tabard.ObjectGrant, tabard.Actor{}).Grant = tabard.GrantRef{Resource: scope, Via: via}
	}
}

// roleName is "clusterrole/NAME" or "role/NAMESPACE/NAME".
func roleName(resource, space, name string) string {
	kind := strings.TrimSuffix(resource, "s")
	if strings.HasPrefix(kind, "cluster") || space == "" {
		return kind + "/" + name
	}
	return kind + "/" + space + "/" + name
}

// binding gives a role to its subjects.
func (r entry) binding(did tabard.Verb, o ref) {
	if o.subresource != "" {
		return
	}
	answer, sent := r.parsed()
	verb := tabard.Granted
	if did == tabard.Deleted {
		verb = tabard.Revoked
	}
	role := get(answer, sent, "roleRef.name").String()
	grant := tabard.GrantRef{Permission: role, Resource: "*", Via: roleName(o.resource, o.namespace, o.name), Admin: role == "cluster-admin"}
	if o.resource == "rolebindings" {
		grant.Resource = "namespace/" + o.namespace
	}
	subjects := get(answer, sent, "subjects").List()
	for _, subject := range subjects[:min(len(subjects), maxGrants)] {
		who := r.subject(subject, o.namespace)
		if who.IsZero() {
			continue
		}
		grant.Public = everybody(who.ID)
		r.did(verb, tabard.ObjectGrant, who).Grant = grant
	}
	if len(subjects) == 0 {
		r.did(verb, tabard.ObjectGrant, tabard.Actor{}).Grant = grant // a deletion answers with a status only
	}
}

func (r entry) subject(node tabard.Node, space string) tabard.Actor {
	name := node.Child("name").String()
	switch node.Child("kind").String() {
	case "ServiceAccount":
		if in := node.Child("namespace").String(); in != "" {
			space = in
		}
		return r.accountIn(space, name)
	case "Group":
		return tabard.Actor{Realm: r.e.Realm, ID: name, Name: name, Type: "Group"}
	}
	return r.account(name)
}

// everybody reports whether a user or group is anybody who can reach the API server, with or without an account.
func everybody(name string) bool {
	switch name {
	case "system:anonymous", "system:unauthenticated", "system:authenticated":
		return true
	}
	return false
}
