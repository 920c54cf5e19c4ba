package gcp

import (
	"strings"

	"tabard.dev/tabard"
)

// policy reads a changed IAM policy: what was added and removed where the service says so, else the policy that holds now.
func (x *entry) policy(e *tabard.Event) {
	resource := x.Text(fResourceName)
	if resource == "" {
		if resource = text(x.node(fRequest), "resource"); resource == "" {
			resource = x.realm
		}
	}
	if deltas := x.Nodes(fDeltas); len(deltas) > 0 {
		for _, delta := range deltas {
			verb := tabard.Granted
			if strings.EqualFold(delta.Child("action").String(), "REMOVE") {
				verb = tabard.Revoked
			}
			x.binding(e, verb, delta.Child("role").String(), delta.Child("member").String(), resource)
		}
		return
	}
	for _, binding := range x.node(fRequest).Get("policy.bindings").List() {
		for _, member := range binding.Child("members").Strings() {
			x.binding(e, tabard.Granted, binding.Child("role").String(), member, resource)
		}
	}
}

func (x *entry) binding(e *tabard.Event, verb tabard.Verb, role, member, resource string) {
	who := principal(member, x.realm)
	e.Changes = append(e.Changes, tabard.Change{
		Verb: verb, Object: tabard.ObjectGrant, Identity: who,
		Grant: tabard.GrantRef{Permission: role, Resource: resource, Admin: controls(role), Public: public(member)},
	})
	if !becomes(role) {
		return
	}
	// A role on a service account lets its holder become the account.
	if _, address, ok := strings.Cut(resource, "serviceAccounts/"); ok {
		trusted := tabard.Change{
			Verb: tabard.Created, Object: tabard.ObjectTrust, Identity: principal("serviceAccount:"+address, x.realm),
			Grant: tabard.GrantRef{Permission: role, Resource: who.ID, Public: public(member)},
		}
		if email := x.Text(fEmailID); email != "" {
			trusted.Identity = principal("serviceAccount:"+email, x.realm)
		}
		if verb == tabard.Revoked {
			trusted.Verb = tabard.Deleted
		}
		e.Changes = append(e.Changes, trusted)
	}
}

// roleBinding reads a Kubernetes role binding that GKE logged here.
func roleBinding(verb tabard.Verb) func(*entry, *tabard.Event) {
	return func(x *entry, e *tabard.Event) {
		binding := x.node(fRequest)
		if !binding.Get("roleRef").Exists() {
			binding = x.node(fResponse)
		}
		role, name := text(binding, "roleRef.name"), x.Text(fResourceName)
		for _, subject := range binding.Get("subjects").List() {
			id, kind := subject.Child("name").String(), subject.Child("kind").String()
			if kind == "ServiceAccount" {
				id = "system:serviceaccount:" + subject.Child("namespace").String() + ":" + id
			}
			who := principal(id, x.realm)
			if who.Type == "" {
				who.Type = kind
			}
			e.Changes = append(e.Changes, tabard.Change{
				Verb: verb, Object: tabard.ObjectGrant, Identity: who,
				Grant: tabard.GrantRef{Permission: role, Resource: name, Via: last(name), Admin: controls(role), Public: public(id)},
			})
		}
	}
}

func kubernetesAccount(verb tabard.Verb) func(*entry, *tabard.Event) {
	return func(x *entry, e *tabard.Event) {
		request := x.node(fRequest)
		name, namespace := text(request, "metadata.name"), text(request, "metadata.namespace")
		if name == "" { // core/v1/namespaces/NS/serviceaccounts/NAME
			parts := strings.Split(x.Text(fResourceName), "/")
			if len(parts) < 6 {
				return
			}
			namespace, name = parts[3], parts[5]
		}
		e.Changes = append(e.Changes, tabard.Change{
			Verb: verb, Object: tabard.ObjectIdentity, Identity: principal("system:serviceaccount:"+namespace+":"+name, x.realm),
		})
	}
}
