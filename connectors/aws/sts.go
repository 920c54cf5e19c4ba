package aws

import (
	"strings"
	"time"

	"tabard.dev/tabard"
)

// sts reads the calls that issue temporary credentials. To become a role that one may become is a session; the others are
// the birth of a credential that ends by itself.
func (c *call) sts(name string) bool {
	switch name {
	case "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity":
		role := c.in("roleArn")
		if role == "" {
			role, _, _ = roleOfSession(c.out("assumedRoleUser.arn"))
		}
		c.session(c.principal("Role", role, ""))
		c.detail("session_name", c.in("roleSessionName"))
		c.sessionTags()
	case "AssumeRoot":
		account := accountOf(c.in("targetPrincipal"))
		root := tabard.Actor{Realm: account, ID: "arn:" + c.partition + ":iam::" + account + ":root", Name: "root", Type: "Root"}
		c.issued(root)
		c.detail("task_policy", c.in("taskPolicyArn.arn", "taskPolicyArn"))
	case "GetSessionToken", "GetDelegatedAccessToken":
		c.issued(c.self())
	case "GetFederationToken":
		arn := c.out("federatedUser.arn")
		if arn == "" {
			arn = c.arnIn("sts", "", "federated-user/"+c.in("name"))
		}
		c.issued(c.principal("FederatedUser", arn, c.in("name")))
	case "GetWebIdentityToken":
		change := c.credential(tabard.Created, c.self(), tabard.CredentialToken, "")
		change.Credential.Expires = c.when("expiration")
		c.detail("audience", strings.Join(c.list("audience"), " "))
	default:
		return false
	}
	return true
}

// longestSession is the longest that a role lets its sessions last.
const longestSession = 12 * time.Hour

// session is a set of temporary credentials of a role.
func (c *call) session(who tabard.Actor) {
	change := c.issued(who)
	expires := change.Credential.Expires
	change.Credential.Session = expires.IsZero() || expires.Sub(c.e.Time) <= longestSession
}

// issued is a set of temporary credentials.
func (c *call) issued(who tabard.Actor) *tabard.Change {
	id := c.out("credentials.accessKeyId")
	change := c.credential(tabard.Created, who, tabard.CredentialToken, id)
	change.Credential.Expires = c.when("credentials.expiration")
	if seconds, ok := c.req.Get("durationSeconds").Number(); ok {
		c.detail("duration_seconds", c.in("durationSeconds"))
		if change.Credential.Expires.IsZero() && !c.e.Time.IsZero() && seconds > 0 && seconds < 1<<20 {
			change.Credential.Expires = c.e.Time.Add(secondsOf(seconds))
		}
	}
	return change
}

// sessionTags are what a session says of itself. Pipelines and clusters say whose session it is.
func (c *call) sessionTags() {
	tags := map[string]string{}
	for _, tag := range c.req.Get("tags").List() {
		tags[strings.ToLower(tag.Child("key").String())] = tag.Child("value").String()
	}
	if len(tags) == 0 {
		return
	}
	repo, commit := tags["repository"], tags["commit"]
	if repo == "" {
		repo = tags["project_path"]
	}
	switch {
	case repo != "" && commit != "":
		c.e.Origin = repo + "@" + commit
	case repo != "" && tags["branch"] != "":
		c.e.Origin = repo + "@" + tags["branch"]
	case repo != "":
		c.e.Origin = repo
	}
	// The tags that EKS Pod Identity gives every session.
	if account, ok := tags["kubernetes-service-account"]; ok {
		c.e.Via = append(c.e.Via, tabard.Actor{
			Realm: nameOf(tags["eks-cluster-arn"]), ID: "system:serviceaccount:" + tags["kubernetes-namespace"] + ":" + account,
			Type: "ServiceAccount", Kind: tabard.KindService,
		})
	}
}

func secondsOf(n float64) time.Duration { return time.Duration(n * float64(time.Second)) }
