// Package clusterrole reads what a Kubernetes role lets its holders do, from the audit event that wrote it.
package clusterrole

import (
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// Rule is one rule of a role: each of its verbs on each of its resources.
type Rule struct {
	Groups, Resources, Verbs, Names []string
}

// Created are the actions that make a role; Written those that make or change one.
var (
	Created = []string{"create clusterroles", "create roles"}
	Written = []string{"create clusterroles", "create roles", "update clusterroles", "update roles", "patch clusterroles", "patch roles"}
)

// components are the beginnings of the names of the cluster's own parts, which write roles as a matter of course.
var components = [...]string{
	"system:serviceaccount:kube-system:", "system:node:", "system:kube-", "system:apiserver", "system:cloud-controller-manager",
	"system:gke-", "system:addon-manager", "eks:", "gke-", "aksService", "aks-service",
}

// Component reports whether a user is a part of the cluster itself or of the cloud that runs it.
func Component(user string) bool {
	return slices.ContainsFunc(components[:], func(start string) bool { return strings.HasPrefix(user, start) })
}

// Rules gives the rules of a role that somebody other than the cluster itself wrote; none where the request failed or has not
// ended.
func Rules(e *tabard.Event) []Rule {
	if e.Outcome == tabard.OutcomeFailure || e.Get("stage").String() == "RequestReceived" || Component(e.Get("user.username").String()) {
		return nil
	}
	var rules []Rule
	for _, rule := range e.Get("requestObject.rules").List() {
		rules = append(rules, Rule{
			Groups: rule.Get("apiGroups").Strings(), Resources: rule.Get("resources").Strings(),
			Verbs: rule.Get("verbs").Strings(), Names: rule.Get("resourceNames").Strings(),
		})
	}
	return rules
}

// Lets reports whether a rule allows one of the verbs on one of the resources ("pods/exec"); a wildcard of the rule is all of them.
func (r Rule) Lets(verbs, resources []string) bool {
	return slices.ContainsFunc(r.Verbs, func(v string) bool { return v == "*" || slices.Contains(verbs, v) }) &&
		slices.ContainsFunc(r.Resources, func(have string) bool {
			return have == "*" || slices.ContainsFunc(resources, func(want string) bool { return covers(have, want) })
		})
}

// covers reports whether a resource of a rule is, or by "pods/*" and "*/exec" includes, another.
func covers(have, want string) bool {
	if have == want {
		return true
	}
	resource, sub, _ := strings.Cut(have, "/")
	of, part, nested := strings.Cut(want, "/")
	return nested && (resource == "*" && sub == part || sub == "*" && resource == of)
}

// Wild reports whether a rule allows every verb, or names every resource.
func (r Rule) Wild() bool { return slices.Contains(r.Verbs, "*") || slices.Contains(r.Resources, "*") }

// Judge makes a detector of Kubernetes audit logs that asks of each rule written by the actions whether it is the one.
func Judge(actions []string, summary string, bad func(Rule) bool) tabard.Detector {
	return tabard.Detector{Family: "kubernetes.audit", Actions: actions, Judge: func(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
		if !slices.ContainsFunc(Rules(e), bad) {
			return nil
		}
		role := ""
		if len(e.Targets) > 0 {
			role = e.Targets[0].ID
		}
		return []tabard.Finding{{Summary: "The role " + role + " " + summary}}
	}}
}
