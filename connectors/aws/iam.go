package aws

import (
	"strings"

	"tabard.dev/tabard"
)

// user is the IAM user that a call is about. IAM takes the caller where a call that manages one's own credentials names
// none.
func (c *call) user() tabard.Actor {
	if arn := c.out("user.arn"); arn != "" {
		return c.principal("IAMUser", arn, c.out("user.userName"))
	}
	name := c.out("accessKey.userName", "loginProfile.userName", "serviceSpecificCredential.userName", "sSHPublicKey.userName", "certificate.userName")
	if name == "" {
		name = c.in("userName")
	}
	switch {
	case name == "":
		return c.self()
	case name == c.e.Actor.Name && c.e.Actor.Type == "IAMUser":
		return c.self() // whose ARN has the path that the name alone does not tell
	case strings.EqualFold(name, "AWS ROOT USER"):
		return c.principal("Root", c.arnIn("iam", "", "root"), "")
	}
	return c.principal("IAMUser", c.iamARN("user", name), name)
}

// iamARN makes the ARN of a user, role, group or policy of IAM. Calls name these without their path, unless they make them;
// one that has a path comes out under another ARN than its own.
func (c *call) iamARN(kind, name string) string {
	if name == "" || c.account == "" || strings.HasPrefix(name, "arn:") {
		return name
	}
	path := c.in("path")
	if path == "" {
		path = "/"
	}
	return c.arnIn("iam", "", kind+path+name)
}

func (c *call) roleOf(name string) tabard.Actor {
	if arn := c.out("role.arn"); arn != "" {
		return c.principal("Role", arn, c.out("role.roleName"))
	}
	return c.principal("Role", c.iamARN("role", name), lastName(name))
}

func (c *call) role() tabard.Actor { return c.roleOf(c.in("roleName", "roleArn")) }

func (c *call) group() tabard.Actor {
	name := c.in("groupName")
	return c.principal("Group", c.iamARN("group", name), name)
}

// iam reads the calls on IAM's identities and their credentials.
func (c *call) iam(name string) bool {
	switch name {
	case "CreateUser":
		c.did(tabard.Created, tabard.ObjectIdentity, c.user())
	case "DeleteUser":
		c.did(tabard.Deleted, tabard.ObjectIdentity, c.user())
	case "UpdateUser", "TagUser", "UntagUser":
		c.did(tabard.Updated, tabard.ObjectIdentity, c.user())
		c.detail("new_name", c.in("newUserName"))
	case "CreateServiceLinkedRole":
		c.serviceLinkedRole()
	case "DeleteRole", "DeleteServiceLinkedRole":
		c.did(tabard.Deleted, tabard.ObjectIdentity, c.role())
	case "UpdateRole", "UpdateRoleDescription", "TagRole", "UntagRole":
		c.did(tabard.Updated, tabard.ObjectIdentity, c.role())
	case "CreateGroup":
		c.did(tabard.Created, tabard.ObjectIdentity, c.group())
	case "DeleteGroup":
		c.did(tabard.Deleted, tabard.ObjectIdentity, c.group())
	case "CreateAccessKey":
		c.credential(tabard.Created, c.user(), tabard.CredentialKey, c.out("accessKey.accessKeyId")).Credential.NeverEnds = true
	case "DeleteAccessKey":
		c.credential(tabard.Deleted, c.user(), tabard.CredentialKey, c.in("accessKeyId"))
	case "UpdateAccessKey":
		c.credential(c.switched(), c.user(), tabard.CredentialKey, c.in("accessKeyId"))
	case "CreateLoginProfile", "UpdateLoginProfile", "DeleteLoginProfile", "ChangePassword":
		c.loginProfile(name)
	case "CreateServiceSpecificCredential", "ResetServiceSpecificCredential", "UpdateServiceSpecificCredential", "DeleteServiceSpecificCredential":
		c.serviceCredential(name)
	case "UploadSSHPublicKey":
		change := c.credential(tabard.Created, c.user(), tabard.CredentialKey, c.out("sSHPublicKey.sSHPublicKeyId"))
		change.Credential.Fingerprint, change.Credential.NeverEnds = c.out("sSHPublicKey.fingerprint"), true
	case "UpdateSSHPublicKey":
		c.credential(c.switched(), c.user(), tabard.CredentialKey, c.in("sSHPublicKeyId"))
	case "DeleteSSHPublicKey":
		c.credential(tabard.Deleted, c.user(), tabard.CredentialKey, c.in("sSHPublicKeyId"))
	case "UploadSigningCertificate":
		c.credential(tabard.Created, c.user(), tabard.CredentialCertificate, c.out("certificate.certificateId"))
	case "UpdateSigningCertificate":
		c.credential(c.switched(), c.user(), tabard.CredentialCertificate, c.in("certificateId"))
	case "DeleteSigningCertificate":
		c.credential(tabard.Deleted, c.user(), tabard.CredentialCertificate, c.in("certificateId"))
	case "CreateVirtualMFADevice", "EnableMFADevice", "DeactivateMFADevice", "DeleteVirtualMFADevice", "ResyncMFADevice":
		c.mfa(name)
	default:
		return false
	}
	return true
}

// switched gives the verb of a call that sets a credential's status.
func (c *call) switched() tabard.Verb {
	switch c.in("status") {
	case "Active":
		return tabard.Enabled
	case "Inactive", "Expired":
		return tabard.Disabled
	}
	return tabard.Updated
}

func (c *call) serviceLinkedRole() {
	service := c.in("aWSServiceName")
	role := c.principal("Role", c.out("role.arn"), c.out("role.roleName"))
	if role.ID == "" && service != "" {
		// The role's name is the service's choice, so a refused request tells only which service it is for.
		role.ID = c.arnIn("iam", "", "role/aws-service-role/"+service)
	}
	if role.ID == "" {
		return
	}
	role.Kind = tabard.KindService
	c.detail("service", service)
	c.did(tabard.Created, tabard.ObjectIdentity, role)
}

// loginProfile is a user's console password.
func (c *call) loginProfile(name string) {
	user := c.user()
	verb := tabard.Created
	switch name {
	case "UpdateLoginProfile", "ChangePassword":
		verb = tabard.Updated
	case "DeleteLoginProfile":
		verb = tabard.Deleted
	}
	c.credential(verb, user, tabard.CredentialPassword, "")
	c.detail("password_reset_required", c.in("passwordResetRequired"))
}

// serviceCredential is a credential for one service only: CodeCommit, Keyspaces, or a Bedrock API key.
func (c *call) serviceCredential(name string) {
	id := c.out("serviceSpecificCredential.serviceSpecificCredentialId")
	if id == "" {
		id = c.in("serviceSpecificCredentialId")
	}
	verb := map[string]tabard.Verb{
		"CreateServiceSpecificCredential": tabard.Created, "ResetServiceSpecificCredential": tabard.Updated,
		"DeleteServiceSpecificCredential": tabard.Deleted, "UpdateServiceSpecificCredential": c.switched(),
	}[name]
	kind := tabard.CredentialPassword
	if strings.HasPrefix(c.in("serviceName"), "bedrock") {
		kind = tabard.CredentialKey
	}
	change := c.credential(verb, c.user(), kind, id)
	if verb == tabard.Created {
		change.Credential.Expires = c.when("serviceSpecificCredential.expirationDate")
		if days, ok := c.req.Get("credentialAgeDays").Number(); ok && change.Credential.Expires.IsZero() && !c.e.Time.IsZero() {
			change.Credential.Expires = c.e.Time.AddDate(0, 0, int(days))
		}
		change.Credential.NeverEnds = change.Credential.Expires.IsZero()
	}
	c.detail("service", c.in("serviceName"))
}

// mfa is a second factor: a credential that is made, bound to a user, taken off again and deleted.
func (c *call) mfa(name string) {
	serial := c.out("virtualMFADevice.serialNumber")
	if serial == "" {
		serial = c.in("serialNumber")
	}
	verb := map[string]tabard.Verb{
		"CreateVirtualMFADevice": tabard.Created, "EnableMFADevice": tabard.Enabled, "DeactivateMFADevice": tabard.Disabled,
		"DeleteVirtualMFADevice": tabard.Deleted, "ResyncMFADevice": tabard.Updated,
	}[name]
	user := c.user()
	if (name == "CreateVirtualMFADevice" || name == "DeleteVirtualMFADevice") && c.in("userName") == "" {
		user = tabard.Actor{Realm: c.account} // a device is nobody's until it is enabled
	}
	c.credential(verb, user, tabard.CredentialSecret, serial)
}
