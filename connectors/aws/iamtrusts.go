package aws

import (
	"strings"

	"tabard.dev/tabard"
)

// iamTrusts reads the calls that say who may become whom: role trusts, identity providers, instance profiles.
func (c *call) iamTrusts(name string) bool {
	switch name {
	case "CreateRole":
		role := c.role()
		c.did(tabard.Created, tabard.ObjectIdentity, role)
		c.roleTrust(tabard.Created, role, "assumeRolePolicyDocument")
		if limit := c.in("permissionsBoundary"); limit != "" {
			c.detail("permissions_boundary", limit)
		}
	case "UpdateAssumeRolePolicy":
		c.roleTrust(tabard.Updated, c.role(), "policyDocument")
	case "CreateOpenIDConnectProvider", "UpdateOpenIDConnectProviderThumbprint", "AddClientIDToOpenIDConnectProvider",
		"RemoveClientIDFromOpenIDConnectProvider", "DeleteOpenIDConnectProvider":
		c.provider(providerVerb(name), "OIDCProvider", c.in("url", "openIDConnectProviderArn"), c.out("openIDConnectProviderArn"), "oidc-provider/")
	case "CreateSAMLProvider", "UpdateSAMLProvider", "DeleteSAMLProvider":
		c.provider(providerVerb(name), "SAMLProvider", c.in("name", "sAMLProviderArn"), c.out("sAMLProviderArn"), "saml-provider/")
	case "AddRoleToInstanceProfile", "RemoveRoleFromInstanceProfile":
		verb := tabard.Created
		if name == "RemoveRoleFromInstanceProfile" {
			verb = tabard.Deleted
		}
		profile := c.arnIn("iam", "", "instance-profile/"+c.in("instanceProfileName"))
		c.trust(verb, c.role(), tabard.GrantRef{Permission: assume, Resource: profile, Via: "instance profile"})
	default:
		return false
	}
	return true
}

const assume = "sts:AssumeRole"

func providerVerb(name string) tabard.Verb {
	switch name[:6] {
	case "Create":
		return tabard.Created
	case "Delete":
		return tabard.Deleted
	}
	return tabard.Updated
}

// provider is a party outside that vouches for identities in the account.
func (c *call) provider(verb tabard.Verb, kind, named, arn, prefix string) {
	if arn == "" {
		arn = named
		if _, ok := ParseARN(arn); !ok && arn != "" {
			arn = c.arnIn("iam", "", prefix+withoutScheme(named))
		}
	}
	c.trust(verb, c.principal(kind, arn, nameOf(arn)), tabard.GrantRef{Permission: "federate", Resource: withoutScheme(named), Via: arn})
}

func withoutScheme(url string) string {
	for _, scheme := range []string{"https://", "http://"} {
		if len(url) > len(scheme) && url[:len(scheme)] == scheme {
			return url[len(scheme):]
		}
	}
	return url
}

// roleTrust reads who may become a role. Services are left out: that a function's role trusts Lambda is its purpose, and
// the README says so; every other party gets a trust of its own.
func (c *call) roleTrust(verb tabard.Verb, role tabard.Actor, parameter string) {
	c.parse()
	for _, s := range ParsePolicy(c.req.Get(parameter)) {
		if !s.Allow {
			continue
		}
		if len(s.NotPrincipals) > 0 {
			c.trust(verb, role, tabard.GrantRef{Permission: join(s.Actions), Resource: "*", Via: role.ID, Public: s.Public()})
		}
		for _, p := range s.Principals {
			if p.Type == "Service" {
				c.detail("trusts", p.ID)
				continue
			}
			c.trust(verb, role, tabard.GrantRef{Permission: join(s.Actions), Resource: p.ID, Via: role.ID, Public: s.opensTo(p)})
		}
	}
}

func join(actions []string) string {
	switch len(actions) {
	case 0:
		return assume
	case 1:
		return actions[0]
	}
	var text strings.Builder
	text.WriteString(actions[0])
	for _, action := range actions[1:min(6, len(actions))] {
		text.WriteString(", " + action)
	}
	return text.String()
}
