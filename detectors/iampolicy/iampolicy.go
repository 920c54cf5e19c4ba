// Package iampolicy reads what AWS policy documents in a CloudTrail record allow, for the detectors that judge them.
package iampolicy

import (
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// Statement is one statement that allows something.
type Statement struct {
	Actions, NotActions, Resources, NotResources []string
	Principals                                   []string // ARNs, accounts, providers, services, "*"
	Federated                                    []string // those of Principals that are identity providers
	NotPrincipal                                 bool
	Conditions                                   map[string][]string // operator and lower-case key, with a space between
}

// documents are the parameters in which calls carry a policy document.
var documents = [...]string{
	"policyDocument", "assumeRolePolicyDocument", "bucketPolicy", "policy", "policy.policy", "resourcePolicy", "policyText", "accessPolicies",
	"attributes.Policy", "attributeValue", "policyInJson", "accessPolicy", "inlinePolicy", "fileSystemPolicy", "policyJson",
}

// Allowed gives the allowing statements of the document in a call that did not fail.
func Allowed(e *tabard.Event) []Statement {
	if e.Outcome == tabard.OutcomeFailure {
		return nil
	}
	request := e.Get("requestParameters")
	var all []Statement
	for _, path := range documents {
		doc := request.Get(path)
		if !doc.Exists() {
			continue
		}
		for _, node := range doc.Doc().Child("Statement").List() {
			if node.Child("Effect").String() == "Allow" {
				all = append(all, statement(node))
			}
		}
	}
	return all
}

func statement(node tabard.Node) Statement {
	s := Statement{
		Actions: node.Child("Action").Strings(), NotActions: node.Child("NotAction").Strings(),
		Resources: node.Child("Resource").Strings(), NotResources: node.Child("NotResource").Strings(),
		NotPrincipal: node.Child("NotPrincipal").Exists(), Conditions: map[string][]string{},
	}
	who := node.Child("Principal")
	if kinds := who.Keys(); len(kinds) > 0 {
		for _, kind := range kinds {
			s.Principals = append(s.Principals, who.Child(kind).Strings()...)
		}
		s.Federated = who.Child("Federated").Strings()
	} else {
		s.Principals = who.Strings()
	}
	conditions := node.Child("Condition")
	for _, operator := range conditions.Keys() {
		for _, key := range conditions.Child(operator).Keys() {
			s.Conditions[operator+" "+strings.ToLower(key)] = conditions.Child(operator).Child(key).Strings()
		}
	}
	return s
}

// Everywhere reports whether a statement is for all resources.
func (s Statement) Everywhere() bool {
	return slices.Contains(s.Resources, "*") || len(s.NotResources) > 0
}

// Admin reports whether a statement allows everything, or everything but what it lists.
func (s Statement) Admin() bool {
	return s.Everywhere() && (len(s.NotActions) > 0 || slices.ContainsFunc(s.Actions, func(a string) bool { return strings.Trim(a, "*:") == "" && a != "" }))
}

// sensitive are services whose full control is a way to everything else.
var sensitive = []string{"iam", "sts", "kms", "secretsmanager", "organizations", "s3", "ec2", "lambda", "ssm", "sso", "cloudtrail", "dynamodb", "rds"}

// WholeService reports whether a statement allows every action of a sensitive service everywhere, short of everything.
func (s Statement) WholeService() bool {
	return s.Everywhere() && slices.ContainsFunc(s.Actions, func(a string) bool {
		service, action, _ := strings.Cut(strings.ToLower(a), ":")
		return action == "*" && slices.Contains(sensitive, service)
	})
}

// raising are the actions with which who has them gives themselves more, in lower case.
// Source: https://attack.mitre.org/techniques/T1098/003/
var raising = []string{
	"iam:passrole", "iam:createpolicyversion", "iam:setdefaultpolicyversion", "iam:attachuserpolicy", "iam:attachgrouppolicy",
	"iam:attachrolepolicy", "iam:putuserpolicy", "iam:putgrouppolicy", "iam:putrolepolicy", "iam:addusertogroup",
	"iam:updateassumerolepolicy", "iam:createaccesskey", "iam:createloginprofile", "iam:updateloginprofile", "iam:*", "sts:assumerole",
}

// Raises reports whether a statement allows an action on everything with which its holder gains more rights.
func (s Statement) Raises() bool {
	return s.Everywhere() && slices.ContainsFunc(s.Actions, func(a string) bool { return slices.Contains(raising, strings.ToLower(a)) })
}

// Anybody reports whether a statement is for everybody and no condition on who asks, or from where, narrows it.
func (s Statement) Anybody() bool {
	return (s.NotPrincipal || slices.Contains(s.Principals, "*")) && !s.Narrowed()
}

// narrowing are the condition keys that say who or from where.
var narrowing = []string{
	"aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn", "aws:sourceaccount", "aws:sourcearn", "aws:sourceowner",
	"aws:sourcevpc", "aws:sourcevpce", "aws:sourceip", "aws:sourceorgid", "aws:userid", "aws:username", "kms:calleraccount", "kms:viaservice",
	"sts:externalid", "lambda:functionurlauthtype", "s3:dataaccesspointaccount", "sns:endpoint",
}

// Narrowed reports whether a condition says who may ask or from where, and is no wildcard itself.
func (s Statement) Narrowed() bool {
	for name, values := range s.Conditions {
		operator, key, _ := strings.Cut(name, " ")
		if strings.Contains(operator, "Not") || strings.HasSuffix(operator, "IfExists") || !slices.Contains(narrowing, key) {
			continue
		}
		if !slices.Contains(values, "*") && !slices.Contains(values, "0.0.0.0/0") && !slices.Contains(values, "::/0") {
			return true
		}
	}
	return false
}

// Foreign gives the accounts other than the event's own that a statement lets in: as principals, or by a condition on the
// account of everybody. One whose principals must be of the own organization lets in none.
func (s Statement) Foreign(e *tabard.Event) []string {
	for name := range s.Conditions {
		if operator, key, _ := strings.Cut(name, " "); strings.HasPrefix(key, "aws:principalorg") && !strings.Contains(operator, "Not") {
			return nil
		}
	}
	var all []string
	for _, p := range s.Principals {
		if account := ForeignTo(e, p); account != "" {
			all = append(all, account)
		}
	}
	if slices.Contains(s.Principals, "*") {
		for name, values := range s.Conditions {
			if _, key, _ := strings.Cut(name, " "); key != "aws:principalaccount" && key != "aws:principalarn" && key != "kms:calleraccount" || strings.Contains(name, "Not") {
				continue
			}
			for _, v := range values {
				if account := ForeignTo(e, v); account != "" {
					all = append(all, account)
				}
			}
		}
	}
	return all
}

// ForeignTo gives the account of a principal, ARN or account number where it is another than the event's own; none where the
// record does not say which account is its own, and for accounts through which AWS itself delivers.
func ForeignTo(e *tabard.Event, principal string) string {
	own := e.Get("recipientAccountId").String()
	if own == "" {
		own = e.Get("userIdentity.accountId").String()
	}
	account := accountOf(principal)
	if own == "" || account == own || slices.Contains(delivering, account) {
		return ""
	}
	return account
}

// accountOf gives the account of a principal: of its ARN, or itself; none of services, providers and organizations.
func accountOf(principal string) string {
	if parts := strings.SplitN(principal, ":", 6); len(parts) == 6 && parts[0] == "arn" {
		if strings.Contains(parts[5], "-provider/") || parts[2] == "organizations" {
			return ""
		}
		principal = parts[4]
	}
	if len(principal) == 12 && strings.Trim(principal, "0123456789") == "" {
		return principal
	}
	return ""
}

// delivering are the accounts of AWS that write the access logs of load balancers.
// Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
var delivering = []string{
	"127311923021", "033677994240", "027434742980", "797873946194", "098369216593", "754344448648", "589379963580", "718504428378",
	"383597477331", "600734575887", "114774131450", "783225319266", "582318560864", "985666609251", "054676820928", "156460612806",
	"652711504416", "635631232127", "009996457667", "897822967062", "076674570225", "507241528517",
}

// AnySubject reports whether a statement lets in every identity of a provider that others use too: no condition names the
// subject, or one names it by a wildcard alone.
func (s Statement) AnySubject() bool {
	if !slices.ContainsFunc(s.Federated, func(p string) bool {
		return strings.Contains(p, "oidc-provider/") || strings.Contains(p, ".com") && !strings.Contains(p, "saml-provider/")
	}) {
		return false
	}
	for name, values := range s.Conditions {
		operator, key, _ := strings.Cut(name, " ")
		named := strings.HasSuffix(key, ":sub") || strings.HasSuffix(key, ":amr") || strings.HasSuffix(key, ":repository")
		if named && !strings.Contains(operator, "Not") && !slices.ContainsFunc(values, openSubject) {
			return false
		}
	}
	return true
}

// openSubject reports whether a pattern of subjects leaves the owner open: "*", "repo:*", "repo:*/*".
func openSubject(pattern string) bool {
	rest := strings.TrimPrefix(pattern, "repo:")
	owner, _, _ := strings.Cut(rest, "/")
	return rest == "" || strings.Trim(rest, "*/:?") == "" || owner == "*"
}

// Judge makes a detector of CloudTrail records that asks of each allowing statement whether it is the one.
func Judge(actions []string, summary string, bad func(*tabard.Event, Statement) bool) tabard.Detector {
	return tabard.Detector{Family: "aws.cloudtrail", Actions: actions, Judge: func(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
		for _, s := range Allowed(e) {
			if bad(e, s) {
				return []tabard.Finding{{Summary: e.Action + " by " + e.Actor.Name + ": " + summary}}
			}
		}
		return nil
	}}
}
