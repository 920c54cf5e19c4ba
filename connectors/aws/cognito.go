package aws

import "tabard.dev/tabard"

// cognito reads the users, apps and federation of Cognito's user pools and identity pools.
func (c *call) cognito(name string) bool {
	pool := c.in("userPoolId", "identityPoolId")
	if pool == "" {
		pool = c.out("identityPoolId", "userPool.id")
	}
	// A pool is a realm of its own: the same name in two pools is two people.
	user := func() tabard.Actor {
		id := c.out("userSub", "user.username")
		if id == "" || name != "SignUp" {
			if named := c.in("username"); named != "" {
				id = named
			}
		}
		if id == "" {
			id = c.out("user.username")
		}
		return tabard.Actor{Realm: pool, ID: id, Name: c.in("username"), Type: "CognitoUser"}
	}
	client := func() tabard.Actor {
		id := c.out("userPoolClient.clientId")
		if id == "" {
			id = c.in("clientId")
		}
		return tabard.Actor{Realm: pool, ID: id, Name: c.in("clientName"), Type: "CognitoClient", Kind: tabard.KindService}
	}
	switch name {
	case "AdminCreateUser", "SignUp":
		c.did(tabard.Created, tabard.ObjectIdentity, user())
	case "AdminDeleteUser", "DeleteUser":
		c.did(tabard.Deleted, tabard.ObjectIdentity, user())
	case "AdminDisableUser":
		c.did(tabard.Disabled, tabard.ObjectIdentity, user())
	case "AdminEnableUser":
		c.did(tabard.Enabled, tabard.ObjectIdentity, user())
	case "AdminUpdateUserAttributes", "AdminConfirmSignUp":
		c.did(tabard.Updated, tabard.ObjectIdentity, user())
	case "AdminSetUserPassword", "AdminResetUserPassword", "ConfirmForgotPassword":
		c.credential(tabard.Updated, user(), tabard.CredentialPassword, "")
		c.detail("permanent", c.in("permanent"))
	case "AdminAddUserToGroup", "AdminRemoveUserFromGroup":
		verb := tabard.Granted
		if name == "AdminRemoveUserFromGroup" {
			verb = tabard.Revoked
		}
		c.grant(verb, user(), tabard.GrantRef{Permission: c.in("groupName"), Resource: pool, Via: c.in("groupName")})
	case "CreateUserPoolClient", "UpdateUserPoolClient", "DeleteUserPoolClient":
		c.did(providerVerb(name), tabard.ObjectIdentity, client())
		if name == "CreateUserPoolClient" && c.in("generateSecret") == "true" {
			c.credential(tabard.Created, client(), tabard.CredentialSecret, client().ID).Credential.NeverEnds = true
		}
	case "CreateIdentityProvider", "UpdateIdentityProvider", "DeleteIdentityProvider":
		provider := c.in("providerName")
		c.trust(providerVerb(name), tabard.Actor{Realm: c.account, ID: pool, Type: "UserPool"},
			tabard.GrantRef{Permission: "federate", Resource: provider, Via: c.in("providerType")})
	case "CreateIdentityPool", "UpdateIdentityPool":
		open := c.in("allowUnauthenticatedIdentities") == "true"
		c.trust(providerVerb(name), tabard.Actor{Realm: c.account, ID: pool, Name: c.in("identityPoolName"), Type: "IdentityPool"},
			tabard.GrantRef{Permission: "federate", Resource: anybodyIf(open), Public: open})
	case "SetIdentityPoolRoles":
		if role := c.in("roles.unauthenticated"); role != "" {
			c.trust(tabard.Updated, c.principal("Role", role, ""), tabard.GrantRef{Permission: assume, Resource: "*", Via: pool, Public: true})
		}
		if role := c.in("roles.authenticated"); role != "" {
			c.trust(tabard.Updated, c.principal("Role", role, ""), tabard.GrantRef{Permission: assume, Resource: pool, Via: pool})
		}
	case "GetCredentialsForIdentity":
		c.issued(tabard.Actor{Realm: c.account, ID: c.in("identityId"), Type: "CognitoIdentity"})
	default:
		return false
	}
	return true
}

func anybodyIf(open bool) string {
	if open {
		return "*"
	}
	return ""
}
