package aws

import "tabard.dev/tabard"

// holder is whom an IAM policy call is about: the user, role or group in its name.
func (c *call) holder(name string) tabard.Actor {
	switch name {
	case "AttachUserPolicy", "DetachUserPolicy", "PutUserPolicy", "DeleteUserPolicy", "PutUserPermissionsBoundary", "DeleteUserPermissionsBoundary":
		return c.user()
	case "AttachGroupPolicy", "DetachGroupPolicy", "PutGroupPolicy", "DeleteGroupPolicy":
		return c.group()
	}
	return c.role()
}

// iamGrants reads the calls that give and take permissions in IAM.
//
// A managed policy is one grant: its name, via its ARN. An inline policy is spelled out, via its name. Taking an inline
// policy away takes everything that came via it, which a grant without a permission says.
func (c *call) iamGrants(name string) bool {
	switch name {
	case "AttachUserPolicy", "AttachRolePolicy", "AttachGroupPolicy":
		c.grant(tabard.Granted, c.holder(name), c.managed())
	case "DetachUserPolicy", "DetachRolePolicy", "DetachGroupPolicy":
		c.grant(tabard.Revoked, c.holder(name), c.managed())
	case "PutUserPolicy", "PutRolePolicy", "PutGroupPolicy":
		c.inline(c.holder(name), c.in("policyName"))
	case "DeleteUserPolicy", "DeleteRolePolicy", "DeleteGroupPolicy":
		c.grant(tabard.Revoked, c.holder(name), tabard.GrantRef{Via: c.in("policyName")})
	case "AddUserToGroup", "RemoveUserFromGroup":
		verb := tabard.Granted
		if name == "RemoveUserFromGroup" {
			verb = tabard.Revoked
		}
		group := c.group()
		c.grant(verb, c.user(), tabard.GrantRef{Permission: group.Name, Resource: "*", Via: group.ID})
	case "CreatePolicy", "CreatePolicyVersion":
		c.policyVersion(name)
	case "SetDefaultPolicyVersion":
		c.grant(tabard.Updated, tabard.Actor{}, tabard.GrantRef{Permission: "default version " + c.in("versionId"), Via: c.in("policyArn")})
	case "DeletePolicy", "DeletePolicyVersion":
		c.grant(tabard.Deleted, tabard.Actor{}, tabard.GrantRef{Permission: c.in("versionId"), Via: c.in("policyArn")})
	case "PutUserPermissionsBoundary", "PutRolePermissionsBoundary":
		c.limited(tabard.Updated, c.holder(name), c.in("permissionsBoundary"))
	case "DeleteUserPermissionsBoundary", "DeleteRolePermissionsBoundary":
		c.limited(tabard.Deleted, c.holder(name), "")
	default:
		return false
	}
	return true
}

// limited changes what only narrows grants: taking it off gives more than it takes. It is nobody's grant, so it stands under
// no identity; whose limit it is, is what it is on.
func (c *call) limited(verb tabard.Verb, who tabard.Actor, via string) {
	c.grant(verb, tabard.Actor{}, tabard.GrantRef{Permission: "permissions boundary", Resource: who.ID, Via: via})
}

func (c *call) managed() tabard.GrantRef {
	arn := c.in("policyArn")
	return tabard.GrantRef{Permission: nameOf(arn), Resource: "*", Via: arn, Admin: AdminPolicy(arn)}
}

// inline grants what a policy document in the request allows.
func (c *call) inline(who tabard.Actor, via string) {
	c.document(tabard.Granted, who, "policyDocument", via, via)
	c.detail("policy", via)
}

// document makes a change of each grant in a policy document of the request. Where it cannot be read, which is how services
// log what they hide, the policy stands for what it allows; one that only denies is a limit.
func (c *call) document(verb tabard.Verb, who tabard.Actor, parameter, name, via string) {
	c.parse()
	statements := ParsePolicy(c.req.Get(parameter))
	grants := policyGrants(statements, via)
	switch {
	case len(statements) == 0:
		grants = []tabard.GrantRef{{Permission: name, Via: via}}
	case len(grants) == 0:
		c.limited(tabard.Updated, who, via)
	}
	for _, grant := range grants {
		c.grant(verb, who, grant)
	}
}

// policyVersion changes what everybody may do to whom the policy is attached; the record does not say who that is.
func (c *call) policyVersion(name string) {
	arn := c.in("policyArn")
	if arn == "" {
		arn = c.out("policy.arn")
	}
	if arn == "" {
		arn = c.iamARN("policy", c.in("policyName"))
	}
	verb := tabard.Updated
	if name == "CreatePolicy" {
		verb = tabard.Created
	}
	c.document(verb, tabard.Actor{}, "policyDocument", nameOf(arn), arn)
	c.detail("set_as_default", c.in("setAsDefault"))
}
