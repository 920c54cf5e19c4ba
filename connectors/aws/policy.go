package aws

import (
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// Statement is one statement of an IAM policy document, of any kind: identity policy, resource policy, role trust, SCP.
type Statement struct {
	Allow                   bool // anything but "Allow" denies
	Actions, NotActions     []string
	Resources, NotResources []string
	Principals              []Principal // empty in identity policies
	NotPrincipals           []Principal
	Conditions              []Condition
}

// Principal is whom a statement is for.
type Principal struct {
	Type string // AWS, Service, Federated, CanonicalUser; "*" for anybody
	ID   string // ARN, account, service name, provider; "*" for anybody
}

// Condition is one comparison of a statement's Condition block. All conditions of a statement must hold.
type Condition struct {
	Operator string // "StringLike", "ForAllValues:StringEquals"
	Key      string // lower case: keys are case-blind
	Values   []string
}

// ParsePolicy reads a policy document, also where it stands in a string, plain or URL-encoded. What is no policy document
// has no statements.
func ParsePolicy(doc tabard.Node) []Statement {
	var all []Statement
	for _, node := range doc.Doc().Child("Statement").List() {
		if len(node.Keys()) == 0 {
			continue
		}
		s := Statement{
			Allow:         node.Child("Effect").String() == "Allow",
			Actions:       node.Child("Action").Strings(),
			NotActions:    node.Child("NotAction").Strings(),
			Resources:     node.Child("Resource").Strings(),
			NotResources:  node.Child("NotResource").Strings(),
			Principals:    principals(node.Child("Principal")),
			NotPrincipals: principals(node.Child("NotPrincipal")),
		}
		conditions := node.Child("Condition")
		for _, operator := range sorted(conditions.Keys()) {
			keys := conditions.Child(operator)
			for _, key := range sorted(keys.Keys()) {
				s.Conditions = append(s.Conditions, Condition{operator, strings.ToLower(key), keys.Child(key).Strings()})
			}
		}
		all = append(all, s)
	}
	return all
}

func sorted(names []string) []string {
	slices.Sort(names)
	return names
}

func principals(node tabard.Node) []Principal {
	var all []Principal
	kinds := sorted(node.Keys())
	if len(kinds) == 0 {
		for _, id := range node.Strings() {
			all = append(all, Principal{Type: id, ID: id})
		}
		return all
	}
	for _, kind := range kinds {
		for _, id := range node.Child(kind).Strings() {
			all = append(all, Principal{Type: kind, ID: id})
		}
	}
	return all
}

// Anybody reports whether the principal is everyone, with or without an account.
func (p Principal) Anybody() bool { return p.ID == "*" && (p.Type == "AWS" || p.Type == "*") }

// Account gives the account that the principal is, or is in; "" where it names none.
func (p Principal) Account() string {
	if p.Type != "AWS" {
		return ""
	}
	return accountOf(p.ID)
}

// Foreign reports whether the principal is of another account than the given one.
func (p Principal) Foreign(account string) bool {
	other := p.Account()
	return p.Type == "AWS" && p.ID != "*" && account != "" && other != "" && other != account
}

// Admin reports whether the statement allows control over everything in an account: every action, or every action on
// identities, with which any other right can be had.
func (s Statement) Admin() bool {
	if !s.Allow {
		return false
	}
	if len(s.NotActions) > 0 {
		// Everything but a few: control, unless identities are among the few.
		return s.everywhere() && !slices.ContainsFunc(s.NotActions, func(a string) bool { return a == "*" || strings.EqualFold(a, "iam:*") })
	}
	if slices.ContainsFunc(s.Actions, func(a string) bool { return a == "*" || a == "*:*" }) {
		return s.everywhere()
	}
	return slices.ContainsFunc(s.Actions, func(a string) bool { return strings.EqualFold(a, "iam:*") }) && s.everywhere()
}

func (s Statement) everywhere() bool {
	return slices.Contains(s.Resources, "*") || len(s.NotResources) > 0 || len(s.Resources) == 0 && len(s.Principals) == 0
}

// Public reports whether the statement lets in anybody: no matter whom, or whomever a public identity provider vouches
// for, and no condition narrows it to known accounts, organizations, networks or subjects.
func (s Statement) Public() bool {
	if !s.Allow {
		return false
	}
	if len(s.NotPrincipals) > 0 {
		return !s.narrowed()
	}
	return slices.ContainsFunc(s.Principals, s.opensTo)
}

// opensTo reports whether the statement lets in anybody through this principal.
func (s Statement) opensTo(p Principal) bool {
	switch {
	case p.Anybody():
		return !s.narrowed()
	case p.Type == "Federated":
		return sharedProvider(p.ID) && !s.namesSubject(providerHost(p.ID))
	}
	return false
}

// narrowing are the condition keys that say who or from where, so that "anybody" under them is somebody known.
var narrowing = []string{
	"aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn", "aws:principaltype", "aws:userid",
	"aws:username", "aws:sourceaccount", "aws:sourcearn", "aws:sourceowner", "aws:sourceorgid", "aws:sourceorgpaths",
	"aws:sourcevpc", "aws:sourcevpce", "aws:sourcevpcarn", "aws:vpcsourceip", "aws:sourceip", "kms:calleraccount",
	"s3:dataaccesspointaccount", "s3:dataaccesspointarn", "s3:accesspointnetworkorigin", "sts:externalid", "lambda:eventsourcetoken",
	"elasticfilesystem:accesspointarn", "aws:principalservicename",
}

func (s Statement) narrowed() bool {
	return slices.ContainsFunc(s.Conditions, func(c Condition) bool {
		if negative(c.Operator) || strings.HasSuffix(c.Operator, "IfExists") || strings.HasPrefix(c.Operator, "ForAllValues:") {
			return false // all true for a request that lacks the key, or true for nearly everybody
		}
		return slices.Contains(narrowing, c.Key) && !slices.ContainsFunc(c.Values, wide)
	})
}

func negative(operator string) bool { return strings.Contains(operator, "Not") }

// wide reports whether a condition's value matches about anything.
func wide(value string) bool {
	switch value {
	case "*", "0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1", "arn:aws:iam::*:*", "arn:*":
		return true
	}
	return false
}

// sharedProvider reports whether an identity provider vouches for the whole world's accounts, so that only the subject tells
// whose it is. Providers of one organization, such as a cluster's, are not.
func sharedProvider(id string) bool {
	switch providerHost(id) {
	case "token.actions.githubusercontent.com", "gitlab.com", "app.terraform.io", "accounts.google.com", "www.amazon.com",
		"graph.facebook.com", "cognito-identity.amazonaws.com", "agent.buildkite.com", "api.pulumi.com", "appleid.apple.com":
		return true
	}
	return false
}

// providerHost gives the host of a federated principal: "arn:aws:iam::ACCOUNT:oidc-provider/HOST/PATH" or plain "HOST".
func providerHost(id string) string {
	if arn, ok := ParseARN(id); ok {
		id = strings.TrimPrefix(arn.Resource, "oidc-provider/")
	}
	host, _, _ := strings.Cut(id, "/")
	return host
}

// namesSubject reports whether a condition says whose tokens of the provider are meant: by a subject that is not all
// wildcard, or by an audience where that is what tells applications apart.
func (s Statement) namesSubject(host string) bool {
	return slices.ContainsFunc(s.Conditions, func(c Condition) bool {
		if negative(c.Operator) || strings.HasSuffix(c.Operator, "IfExists") {
			return false
		}
		key, ok := strings.CutPrefix(c.Key, host)
		if !ok {
			return false
		}
		claim := key[strings.LastIndexByte(key, ':')+1:]
		if claim == "aud" {
			// Which application: enough for providers whose audience belongs to one customer, not for CI systems, where all
			// of the world's pipelines may ask for a token with this audience.
			return host == "accounts.google.com" || host == "www.amazon.com" || host == "graph.facebook.com" ||
				host == "cognito-identity.amazonaws.com" || host == "appleid.apple.com"
		}
		return claim != "amr" && len(c.Values) > 0 && !slices.ContainsFunc(c.Values, openSubject)
	})
}

// openSubject reports whether a subject pattern leaves open whose it is: "*", "repo:*", "repo:*/*:ref:refs/heads/main".
func openSubject(pattern string) bool {
	_, rest, ok := strings.Cut(pattern, ":")
	if !ok {
		rest = pattern
	}
	return strings.HasPrefix(rest, "*") || strings.HasPrefix(pattern, "*") || strings.HasPrefix(rest, "?")
}

// maxPolicyGrants bounds how many grants one policy document is spelled out into.
const maxPolicyGrants = 48

// policyGrants spells out what the statements allow: one grant for each action and resource, those that amount to control
// or are open to anybody first, via the policy that carries them. Beyond a bound the rest is left out.
func policyGrants(statements []Statement, via string) []tabard.GrantRef {
	var all []tabard.GrantRef
	for _, s := range statements {
		if !s.Allow {
			continue
		}
		actions, resources := s.Actions, s.Resources
		if len(s.NotActions) > 0 {
			actions = []string{"not " + strings.Join(s.NotActions[:min(4, len(s.NotActions))], ", not ")}
		}
		if len(s.NotResources) > 0 {
			resources = []string{"*"}
		}
		if len(resources) == 0 {
			resources = []string{""}
		}
		admin := s.Admin()
		for _, action := range actions {
			for _, resource := range resources {
				all = append(all, tabard.GrantRef{Permission: action, Resource: resource, Via: via, Admin: admin && controls(action)})
				if len(all) == 8*maxPolicyGrants {
					break
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b tabard.GrantRef) int {
		switch {
		case a.Admin == b.Admin:
			return 0
		case a.Admin:
			return -1
		}
		return 1
	})
	return all[:min(len(all), maxPolicyGrants)]
}

// controls reports whether an action pattern is one of those that make a statement [Statement.Admin].
func controls(action string) bool {
	return action == "*" || action == "*:*" || strings.EqualFold(action, "iam:*") || strings.HasPrefix(action, "not ")
}

// AdminPolicy reports whether an AWS managed policy, by ARN or name, gives control over the account.
func AdminPolicy(policy string) bool {
	if arn, ok := ParseARN(policy); ok && arn.Account != "aws" {
		return false // a customer's own policy may have any name
	}
	switch lastName(policy) {
	case "AdministratorAccess", "IAMFullAccess":
		return true
	}
	return false
}
