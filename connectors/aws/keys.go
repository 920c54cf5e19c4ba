package aws

import (
	"strings"
	"time"

	"tabard.dev/tabard"
)

// otherCredential reads the calls that make, hand out or end credentials and accounts outside IAM.
func (c *call) otherCredential(source, name string) bool {
	switch source {
	case "ec2", "lightsail":
		return c.keyPair(name)
	case "ec2-instance-connect":
		return c.instanceConnect(name)
	case "ssm", "ssm-guiconnect":
		return c.activation(name)
	case "rolesanywhere":
		return c.rolesAnywhere(name)
	case "transfer":
		return c.transfer(name)
	case "iot":
		return c.thing(name)
	case "apigateway", "appsync", "grafana", "geo", "chime", "managedblockchain":
		return c.apiKey(name)
	case "rds", "redshift", "redshift-serverless", "docdb", "elasticache", "memorydb", "mq", "dsql":
		return c.database(source, name)
	case "acm-pca":
		return c.certificate(name)
	case "codebuild", "codestar-connections", "codeconnections":
		return c.connection(name)
	case "ecr", "codeartifact":
		return c.registryToken(name)
	case "quicksight", "workmail", "connect", "workspaces":
		return c.appUser(source, name)
	}
	return false
}

func (c *call) keyPair(name string) bool {
	id := c.firstOf("keyPairId", "keyPair.keyPairId")
	if id == "" {
		id = c.in("keyPairId", "keyName", "keyPairName")
	}
	if id == "" {
		id = c.out("keyName")
	}
	nobody := tabard.Actor{Realm: c.account} // a key pair proves whoever holds it, to any machine that was told to trust it
	switch name {
	case "CreateKeyPair", "ImportKeyPair":
		change := c.credential(tabard.Created, nobody, tabard.CredentialKey, id)
		change.Credential.Fingerprint, change.Credential.NeverEnds = c.out("keyFingerprint"), true
		c.detail("key_name", c.in("keyName", "keyPairName"))
	case "DeleteKeyPair":
		c.credential(tabard.Deleted, nobody, tabard.CredentialKey, id)
	case "DownloadDefaultKeyPair", "GetInstanceAccessDetails":
		c.credential(tabard.Created, nobody, tabard.CredentialKey, "")
	default:
		return false
	}
	return true
}

// instanceConnect pushes a public key to one machine for a minute.
func (c *call) instanceConnect(name string) bool {
	if name != "SendSSHPublicKey" && name != "SendSerialConsoleSSHPublicKey" {
		return false
	}
	who := tabard.Actor{Realm: c.in("instanceId"), ID: c.in("instanceOSUser"), Type: "OSUser"}
	change := c.credential(tabard.Created, who, tabard.CredentialKey, "")
	if !c.e.Time.IsZero() {
		change.Credential.Expires = c.e.Time.Add(time.Minute)
	}
	return true
}

func (c *call) activation(name string) bool {
	switch name {
	case "CreateActivation":
		who := c.principal("Role", c.in("iamRole"), "")
		c.credential(tabard.Created, who, tabard.CredentialSecret, c.out("activationId")).Credential.Expires = c.when("expirationDate")
	case "DeleteActivation":
		c.credential(tabard.Deleted, tabard.Actor{Realm: c.account}, tabard.CredentialSecret, c.in("activationId"))
	case "StartSession":
		who := tabard.Actor{Realm: c.account, ID: c.in("target"), Type: "AWS::EC2::Instance"}
		c.credential(tabard.Created, who, tabard.CredentialToken, c.out("sessionId"))
	default:
		return false
	}
	return true
}

// rolesAnywhere lets certificates from a named authority become roles.
func (c *call) rolesAnywhere(name string) bool {
	switch name {
	case "CreateTrustAnchor", "UpdateTrustAnchor", "DeleteTrustAnchor", "EnableTrustAnchor", "DisableTrustAnchor":
		id := c.firstOf("trustAnchor.trustAnchorArn", "trustAnchorId")
		c.trust(switchVerb(name), c.principal("TrustAnchor", id, c.in("name")), tabard.GrantRef{Permission: "federate", Resource: c.in("source.sourceData.acmPcaArn", "source.sourceType")})
	case "CreateProfile", "UpdateProfile", "DeleteProfile", "EnableProfile", "DisableProfile":
		id := c.firstOf("profile.profileArn", "profileId")
		roles := c.list("roleArns")
		if len(roles) == 0 {
			roles = []string{id}
		}
		for _, role := range roles {
			c.trust(switchVerb(name), c.principal("Role", role, ""), tabard.GrantRef{Permission: assume, Resource: id, Via: "rolesanywhere.amazonaws.com"})
		}
	case "CreateSession":
		who := c.principal("Role", c.in("roleArn"), "")
		id := c.out("credentialSet.credentials.accessKeyId")
		c.credential(tabard.Created, who, tabard.CredentialToken, id).Credential.Expires = c.when("credentialSet.credentials.expiration")
	default:
		return false
	}
	return true
}

func switchVerb(name string) tabard.Verb {
	switch {
	case strings.HasPrefix(name, "Enable"):
		return tabard.Enabled
	case strings.HasPrefix(name, "Disable"):
		return tabard.Disabled
	}
	return providerVerb(name)
}

func (c *call) transfer(name string) bool {
	who := tabard.Actor{Realm: c.in("serverId"), ID: c.in("userName"), Type: "TransferUser"}
	switch name {
	case "CreateUser", "UpdateUser", "DeleteUser":
		c.did(providerVerb(name), tabard.ObjectIdentity, who)
		if name == "CreateUser" && c.in("sshPublicKeyBody") != "" {
			c.credential(tabard.Created, who, tabard.CredentialKey, "").Credential.NeverEnds = true
		}
	case "ImportSshPublicKey":
		c.credential(tabard.Created, who, tabard.CredentialKey, c.out("sshPublicKeyId")).Credential.NeverEnds = true
	case "DeleteSshPublicKey":
		c.credential(tabard.Deleted, who, tabard.CredentialKey, c.in("sshPublicKeyId"))
	default:
		return false
	}
	return true
}

func (c *call) thing(name string) bool {
	nobody := tabard.Actor{Realm: c.account}
	switch name {
	case "CreateKeysAndCertificate", "CreateCertificateFromCsr", "RegisterCertificate", "RegisterCertificateWithoutCA", "CreateProvisioningClaim":
		change := c.credential(tabard.Created, nobody, tabard.CredentialCertificate, c.out("certificateId"))
		change.Credential.Expires = c.when("expiration")
	case "DeleteCertificate":
		c.credential(tabard.Deleted, nobody, tabard.CredentialCertificate, c.in("certificateId"))
	case "UpdateCertificate":
		verb := tabard.Disabled
		if c.in("newStatus") == "ACTIVE" {
			verb = tabard.Enabled
		}
		c.credential(verb, nobody, tabard.CredentialCertificate, c.in("certificateId"))
	case "CreateThing", "DeleteThing":
		c.did(providerVerb(name), tabard.ObjectIdentity, tabard.Actor{Realm: c.account, ID: c.in("thingName"), Type: "Thing", Kind: tabard.KindWorkload})
	default:
		return false
	}
	return true
}

func (c *call) apiKey(name string) bool {
	id := c.firstOf("id", "apiKey.id", "keyName", "keyId", "serviceAccountToken.id", "apiKeyName")
	who := tabard.Actor{Realm: c.account, Name: c.in("createApiKeyInput.name", "name", "keyName", "description")}
	switch name {
	case "CreateApiKey", "CreateKey", "CreateWorkspaceApiKey", "CreateWorkspaceServiceAccountToken":
		if workspace := c.in("workspaceId"); workspace != "" {
			who.Realm, who.ID = workspace, c.in("serviceAccountId", "keyRole")
		}
		change := c.credential(tabard.Created, who, tabard.CredentialKey, id)
		change.Credential.Expires = c.when("apiKey.expires", "expires", "expireTime", "serviceAccountToken.expiresAt")
		if seconds, ok := c.req.Get("secondsToLive").Number(); ok && !c.e.Time.IsZero() && seconds < 1<<31 {
			change.Credential.Expires = c.e.Time.Add(secondsOf(seconds))
		}
	case "DeleteApiKey", "DeleteKey", "DeleteWorkspaceApiKey", "DeleteWorkspaceServiceAccountToken":
		c.credential(tabard.Deleted, who, tabard.CredentialKey, id)
	case "CreateWorkspaceServiceAccount", "DeleteWorkspaceServiceAccount":
		account := c.firstOf("id", "serviceAccountId", "name")
		c.did(providerVerb(name), tabard.ObjectIdentity, tabard.Actor{Realm: c.in("workspaceId"), ID: account, Name: c.in("name"), Type: "ServiceAccount", Kind: tabard.KindService})
	default:
		return false
	}
	return true
}

// database reads the accounts of databases that AWS runs: the master user that a database is born with, and its password.
func (c *call) database(source, name string) bool {
	instance := c.in("dBInstanceIdentifier", "dBClusterIdentifier", "clusterIdentifier", "dbClusterIdentifier", "workgroupName", "brokerId", "namespaceName")
	master := tabard.Actor{Realm: instance, ID: c.firstOf("masterUsername", "adminUsername"), Type: "MasterUser"}
	if master.ID == "" {
		master.ID = "master user"
	}
	switch name {
	case "CreateDBInstance", "CreateDBCluster", "CreateCluster", "CreateNamespace":
		if c.firstOf("masterUsername", "adminUsername") == "" {
			return false
		}
		c.did(tabard.Created, tabard.ObjectIdentity, master)
	case "ModifyDBInstance", "ModifyDBCluster", "ModifyCluster", "UpdateNamespace", "ResetMasterUserPassword":
		if c.in("masterUserPassword", "adminUserPassword") == "" && c.in("rotateMasterUserPassword") != "true" && c.out("pendingModifiedValues.masterUserPassword") == "" {
			return false
		}
		c.credential(tabard.Updated, master, tabard.CredentialPassword, "")
	case "GetClusterCredentials", "GetClusterCredentialsWithIAM", "GetCredentials":
		who := tabard.Actor{Realm: instance, ID: c.firstOf("dbUser"), Type: "DatabaseUser"}
		if who.ID == "" {
			who.ID = c.in("dbName")
		}
		c.credential(tabard.Created, who, tabard.CredentialPassword, "").Credential.Expires = c.when("expiration")
	case "CreateUser", "DeleteUser", "ModifyUser", "UpdateUser":
		who := tabard.Actor{Realm: c.account, ID: c.in("userId", "userName", "username"), Type: source + " user"}
		if instance != "" {
			who.Realm = instance
		}
		c.did(providerVerb(name), tabard.ObjectIdentity, who)
	default:
		return false
	}
	return true
}

func (c *call) certificate(name string) bool {
	authority := c.in("certificateAuthorityArn")
	switch name {
	case "IssueCertificate":
		id := c.out("certificateArn")
		c.credential(tabard.Created, c.principal("CertificateAuthority", authority, ""), tabard.CredentialCertificate, id)
		c.detail("template", c.in("templateArn"))
	case "RevokeCertificate":
		c.credential(tabard.Deleted, c.principal("CertificateAuthority", authority, ""), tabard.CredentialCertificate, c.in("certificateSerial"))
	case "CreatePermission":
		c.permission(tabard.Granted, c.in("principal"), join(c.list("actions")), authority, "permission", false)
	default:
		return false
	}
	return true
}

// connection lets AWS at code that somebody else hosts.
func (c *call) connection(name string) bool {
	switch name {
	case "CreateConnection", "DeleteConnection":
		id := c.firstOf("connectionArn")
		c.trust(providerVerb(name), c.principal("Connection", id, c.in("connectionName")), tabard.GrantRef{Permission: "connect", Resource: c.in("providerType", "hostArn")})
	case "ImportSourceCredentials":
		id := c.out("arn")
		c.credential(tabard.Created, tabard.Actor{Realm: c.account}, tabard.CredentialToken, id)
		c.detail("server_type", c.in("serverType"))
	case "DeleteSourceCredentials":
		c.credential(tabard.Deleted, tabard.Actor{Realm: c.account}, tabard.CredentialToken, c.in("arn"))
	default:
		return false
	}
	return true
}

// registryToken is a registry's password for half a day, with the caller's rights.
func (c *call) registryToken(name string) bool {
	if name != "GetAuthorizationToken" {
		return false
	}
	change := c.credential(tabard.Created, c.self(), tabard.CredentialToken, "")
	change.Credential.Expires = c.when("authorizationData.expiresAt", "expiration")
	return true
}

func (c *call) appUser(source, name string) bool {
	who := tabard.Actor{Realm: c.account, ID: c.firstOf("user.arn", "userId", "userName", "name", "username", "email"), Type: source + " user"}
	switch name {
	case "RegisterUser", "CreateUser":
		c.did(tabard.Created, tabard.ObjectIdentity, who)
	case "DeleteUser":
		c.did(tabard.Deleted, tabard.ObjectIdentity, who)
	default:
		return false
	}
	return true
}
