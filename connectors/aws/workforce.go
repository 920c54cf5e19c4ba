package aws

import (
	"strings"

	"tabard.dev/tabard"
)

// workforce reads what changes people's way in: sign-in, IAM Identity Center and its directory, and the organization.
func (c *call) workforce(source, name string) bool {
	switch source {
	case "signin":
		return c.signIn(name)
	case "organizations":
		return c.organization(name)
	}
	return c.permissionSets(name) || c.directory(name)
}

func (c *call) signIn(name string) bool {
	if name != "ConsoleLogin" && name != "SwitchRole" && name != "CheckMfa" {
		return false
	}
	for _, node := range c.Nodes(additional) {
		if used := node.Child("MFAUsed").String(); used != "" {
			mfa := used == "Yes"
			c.e.Session.MFA = &mfa
			c.detail("mfa_used", used)
		}
		c.detail("login_to", withoutQuery(node.Child("LoginTo").String()))
		c.detail("switched_from", node.Child("SwitchFrom").String())
		c.detail("identity_provider", node.Child("SamlProviderArn").String())
	}
	return false // a way in was used, none was changed
}

func withoutQuery(url string) string {
	url, _, _ = strings.Cut(url, "?")
	return url
}

// permissionSets reads who may do what in which account through IAM Identity Center.
func (c *call) permissionSets(name string) bool {
	set := c.in("permissionSetArn")
	// A permission set is a role to be: what it carries is held by whoever is assigned to it.
	carrier := c.principal("PermissionSet", set, c.in("name"))
	switch name {
	case "CreateAccountAssignment", "DeleteAccountAssignment":
		verb := tabard.Granted
		if name[0] == 'D' {
			verb = tabard.Revoked
		}
		who := tabard.Actor{Realm: c.in("instanceArn"), ID: c.in("principalId"), Type: c.in("principalType")}
		if who.Type == "USER" {
			who.Kind = tabard.KindHuman
		}
		c.grant(verb, who, tabard.GrantRef{Permission: nameOf(set), Resource: c.in("targetId"), Via: set})
	case "CreatePermissionSet", "UpdatePermissionSet", "DeletePermissionSet":
		verb := providerVerb(name)
		if arn := c.out("permissionSet.permissionSetArn"); arn != "" {
			set = arn
		}
		c.grant(verb, tabard.Actor{}, tabard.GrantRef{Permission: "permission set " + c.in("name"), Via: set})
		c.detail("session_duration", c.in("sessionDuration"))
	case "AttachManagedPolicyToPermissionSet":
		c.grant(tabard.Granted, carrier, c.setPolicy("managedPolicyArn"))
	case "DetachManagedPolicyFromPermissionSet":
		c.grant(tabard.Revoked, carrier, c.setPolicy("managedPolicyArn"))
	case "AttachCustomerManagedPolicyReferenceToPermissionSet":
		c.grant(tabard.Granted, carrier, c.setPolicy("customerManagedPolicyReference.name"))
	case "DetachCustomerManagedPolicyReferenceFromPermissionSet":
		c.grant(tabard.Revoked, carrier, c.setPolicy("customerManagedPolicyReference.name"))
	case "PutInlinePolicyToPermissionSet":
		c.document(tabard.Granted, carrier, "inlinePolicy", "inline policy", "inline policy")
	case "DeleteInlinePolicyFromPermissionSet":
		c.grant(tabard.Revoked, carrier, tabard.GrantRef{Via: "inline policy"})
	case "PutPermissionsBoundaryToPermissionSet":
		c.limited(tabard.Updated, carrier, "")
	case "DeletePermissionsBoundaryFromPermissionSet":
		c.limited(tabard.Deleted, carrier, "")
	case "CreateTrustedTokenIssuer", "UpdateTrustedTokenIssuer", "DeleteTrustedTokenIssuer":
		issuer := c.in("trustedTokenIssuerConfiguration.oidcJwtConfiguration.issuerUrl", "trustedTokenIssuerArn")
		c.trust(providerVerb(name), c.principal("TrustedTokenIssuer", issuer, c.in("name")), tabard.GrantRef{Permission: "federate", Resource: withoutScheme(issuer)})
	case "AssociateDirectory", "DisassociateDirectory", "StartSSO", "EnableExternalIdPConfigurationForDirectory",
		"DisableExternalIdPConfigurationForDirectory", "CreateExternalIdPConfigurationForDirectory", "UpdateExternalIdPConfigurationForDirectory", "DeleteExternalIdPConfigurationForDirectory":
		verb := tabard.Updated
		switch {
		case strings.HasPrefix(name, "Disa"), strings.HasPrefix(name, "Delete"):
			verb = tabard.Deleted
		case strings.HasPrefix(name, "Enable"), strings.HasPrefix(name, "Create"), strings.HasPrefix(name, "Associate"):
			verb = tabard.Created
		}
		directory := c.in("directoryId", "identityStoreId", "externalIdPConfigurationId")
		c.trust(verb, c.principal("Directory", directory, ""), tabard.GrantRef{Permission: "federate", Resource: directory})
	case "GetRoleCredentials":
		role := "AWSReservedSSO_" + c.in("roleName")
		who := tabard.Actor{Realm: c.in("accountId"), ID: role, Name: c.in("roleName"), Type: "Role"}
		id := c.out("roleCredentials.accessKeyId")
		c.credential(tabard.Created, who, tabard.CredentialToken, id).Credential.Expires = c.when("roleCredentials.expiration")
	case "CreateToken", "CreateTokenWithIAM":
		change := c.credential(tabard.Created, c.self(), tabard.CredentialToken, "")
		if seconds, ok := c.resp.Get("expiresIn").Number(); ok && !c.e.Time.IsZero() && seconds > 0 && seconds < 1<<31 {
			change.Credential.Expires = c.e.Time.Add(secondsOf(seconds))
		}
		c.detail("grant_type", c.in("grantType"))
	default:
		return false
	}
	return true
}

func (c *call) setPolicy(parameter string) tabard.GrantRef {
	policy := c.in(parameter)
	return tabard.GrantRef{Permission: nameOf(policy), Resource: "*", Via: policy, Admin: AdminPolicy(policy)}
}

// directory reads the users and groups of the Identity Center directory.
func (c *call) directory(name string) bool {
	store := c.in("identityStoreId")
	if store == "" {
		store = c.account
	}
	person := func() tabard.Actor {
		id := c.out("userId", "user.userId")
		if id == "" {
			id = c.in("userId", "memberId.userId", "userName")
		}
		return tabard.Actor{Realm: store, ID: id, Name: c.in("userName"), Type: "IdentityCenterUser", Kind: tabard.KindHuman}
	}
	switch name {
	case "CreateUser":
		c.did(tabard.Created, tabard.ObjectIdentity, person())
	case "DeleteUser":
		c.did(tabard.Deleted, tabard.ObjectIdentity, person())
	case "DisableUser":
		c.did(tabard.Disabled, tabard.ObjectIdentity, person())
	case "EnableUser":
		c.did(tabard.Enabled, tabard.ObjectIdentity, person())
	case "UpdateUser":
		c.did(tabard.Updated, tabard.ObjectIdentity, person())
	case "UpdatePassword", "SetUserPassword":
		c.credential(tabard.Updated, person(), tabard.CredentialPassword, "")
	case "AddMemberToGroup", "CreateGroupMembership":
		group := c.in("groupId")
		c.grant(tabard.Granted, person(), tabard.GrantRef{Permission: group, Resource: "*", Via: group})
	case "RemoveMemberFromGroup", "DeleteGroupMembership":
		group := c.in("groupId")
		c.grant(tabard.Revoked, person(), tabard.GrantRef{Permission: group, Resource: "*", Via: group})
	case "CreateBearerToken", "DeleteBearerToken":
		tenant := c.in("tenantId")
		change := c.credential(providerVerb(name), c.principal("SCIM tenant", tenant, ""), tabard.CredentialToken, "bearer/"+c.in("tenantId", "bearerTokenId"))
		if name == "CreateBearerToken" {
			change.Credential.Expires = c.when("bearerToken.expirationTime")
		}
	case "DeleteMfaDeviceForUser", "DeleteMFADevice":
		c.credential(tabard.Deleted, person(), tabard.CredentialSecret, c.in("deviceId", "mfaDeviceId"))
	case "CompleteVirtualMfaDeviceRegistration", "CompleteWebAuthnDeviceRegistration":
		c.credential(tabard.Created, person(), tabard.CredentialSecret, c.in("deviceId", "userId"))
	default:
		return false
	}
	return true
}

// organization reads the calls that set limits over accounts, make accounts, or hand over control of one.
func (c *call) organization(name string) bool {
	switch name {
	case "AttachPolicy", "DetachPolicy":
		verb := tabard.Updated
		if name == "DetachPolicy" {
			verb = tabard.Deleted
		}
		c.grant(verb, tabard.Actor{}, tabard.GrantRef{Permission: "service control policy", Resource: c.in("targetId"), Via: c.in("policyId")})
	case "UpdatePolicy", "DeletePolicy", "DisablePolicyType":
		verb := tabard.Updated
		if name != "UpdatePolicy" {
			verb = tabard.Deleted
		}
		c.grant(verb, tabard.Actor{}, tabard.GrantRef{Permission: "service control policy", Resource: c.in("rootId"), Via: c.in("policyId", "policyType")})
	case "RegisterDelegatedAdministrator", "DeregisterDelegatedAdministrator":
		verb := tabard.Granted
		if name[0] == 'D' {
			verb = tabard.Revoked
		}
		account := c.in("accountId")
		who := tabard.Actor{Realm: account, ID: account, Type: "AWSAccount"}
		c.grant(verb, who, tabard.GrantRef{Permission: "delegated administrator", Resource: c.in("servicePrincipal")})
	case "EnableAWSServiceAccess", "DisableAWSServiceAccess":
		verb := tabard.Created
		if name[0] == 'D' {
			verb = tabard.Deleted
		}
		service := c.in("servicePrincipal")
		c.trust(verb, c.principal("AWSService", service, ""), tabard.GrantRef{Permission: "trusted access", Resource: service})
	case "CreateAccount", "CreateGovCloudAccount":
		role := c.in("roleName")
		if role == "" {
			role = "OrganizationAccountAccessRole"
		}
		who := tabard.Actor{Name: role, Type: "Role"} // of an account whose number is mostly not known yet
		if account := c.out("createAccountStatus.accountId"); account != "" {
			who.Key = tabard.Key{Realm: account, ID: "arn:" + c.partition + ":iam::" + account + ":role/" + role}
		}
		c.trust(tabard.Created, who, tabard.GrantRef{Permission: assume, Resource: c.account, Via: role, Admin: true})
	default:
		return false
	}
	return true
}
