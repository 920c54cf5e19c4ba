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
		c.grant(tabard.Updated, c.holder(name), tabard.GrantRef{Permission: boundary, Resource: "*", Via: c.in("permissionsBoundary")})
	case "DeleteUserPermissionsBoundary", "DeleteRolePermissionsBoundary":
		c.grant(tabard.Deleted, c.holder(name), tabard.GrantRef{Permission: boundary, Resource: "*"})
	default:
		return false
	}
	return true
}

// boundary is a grant that only narrows others: deleting it gives more than it takes.
const boundary = "permissions boundary"

func (c *call) managed() tabard.GrantRef {
	arn := c.in("policyArn")
	return tabard.GrantRef{Permission: nameOf(arn), Resource: "*", Via: arn, Admin: AdminPolicy(arn)}
}

// inline grants what a policy document in the request allows; where it cannot be read, the policy by its name.
func (c *call) inline(who tabard.Actor, via string) {
	c.parse()
	grants := policyGrants(ParsePolicy(c.req.Get("policyDocument")), via)
	if len(grants) == 0 {
		grants = []tabard.GrantRef{{Via: via, Permission: via}}
	}
	for _, grant := range grants {
		c.grant(tabard.Granted, who, grant)
	}
	c.detail("policy", via)
}

// policyVersion changes what everybody may do to whom the policy is attached; the record does not say who that is.
func (c *call) policyVersion(name string) {
	arn := c.in("policyArn")
	if arn == "" {
		arn = c.out("policy.arn")
	}
	if arn == "" {
		path := c.in("path")
		if path == "" {
			path = "/"
		}
		arn = c.arnIn("iam", "", "policy"+path+c.in("policyName"))
	}
	verb := tabard.Updated
	if name == "CreatePolicy" {
		verb = tabard.Created
	}
	c.parse()
	grants := policyGrants(ParsePolicy(c.req.Get("policyDocument")), arn)
	if len(grants) == 0 {
		grants = []tabard.GrantRef{{Via: arn, Permission: nameOf(arn)}}
	}
	for _, grant := range grants {
		c.grant(verb, tabard.Actor{}, grant)
	}
	c.detail("set_as_default", c.in("setAsDefault"))
}
