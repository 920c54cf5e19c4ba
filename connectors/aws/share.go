package aws

import (
	"bytes"
	"strings"

	"tabard.dev/tabard"
)

// share reads the calls that let others at a resource without a policy document: permissions given one by one, access
// lists, shares and grants.
func (c *call) share(source, name string) bool {
	switch source {
	case "lambda":
		return c.lambdaPermission(name)
	case "sqs", "sns":
		return c.queuePermission(name)
	case "kms":
		return c.keyGrant(name)
	case "s3":
		return c.bucketAccess(name)
	case "ec2", "rds", "redshift", "ssm":
		return c.imageAccess(name)
	case "ram":
		return c.resourceShare(name)
	case "events":
		if name == "PutPermission" && c.in("principal") != "" {
			c.permission(tabard.Granted, c.in("principal"), c.in("action"), c.in("eventBusName"), c.in("statementId"), c.in("condition.value") != "")
			return true
		}
	}
	return false
}

func (c *call) lambdaPermission(name string) bool {
	switch {
	case strings.HasPrefix(name, "AddPermission"), strings.HasPrefix(name, "AddLayerVersionPermission"):
		// A source account, an organization or an invoking resource tells whose calls are meant.
		narrowed := c.in("sourceAccount", "principalOrgID", "organizationId", "sourceArn") != ""
		c.permission(tabard.Granted, c.in("principal"), c.in("action"), c.in("functionName", "layerName"), c.in("statementId"), narrowed)
		c.detail("url_auth", c.in("functionUrlAuthType"))
	case strings.HasPrefix(name, "RemovePermission"), strings.HasPrefix(name, "RemoveLayerVersionPermission"):
		c.grant(tabard.Revoked, tabard.Actor{}, tabard.GrantRef{Resource: c.in("functionName", "layerName"), Via: c.in("statementId")})
	case strings.HasPrefix(name, "CreateFunctionUrlConfig"), strings.HasPrefix(name, "UpdateFunctionUrlConfig"):
		open := c.in("authType") == "NONE"
		c.grant(tabard.Granted, c.party(Principal{Type: "AWS", ID: anybodyIf(open)}),
			tabard.GrantRef{Permission: "lambda:InvokeFunctionUrl", Resource: c.in("functionName"), Via: "function URL", Public: open})
	default:
		return false
	}
	return true
}

func (c *call) queuePermission(name string) bool {
	resource, label := c.in("queueUrl", "topicArn"), c.in("label")
	switch name {
	case "AddPermission":
		actions := join(c.list("actions", "actionNames", "actionName"))
		for _, account := range c.list("aWSAccountIds", "aWSAccountId", "awsAccountIds") {
			c.permission(tabard.Granted, account, actions, resource, label, false)
		}
	case "RemovePermission":
		c.grant(tabard.Revoked, tabard.Actor{}, tabard.GrantRef{Resource: resource, Via: label})
	default:
		return false
	}
	return true
}

func (c *call) keyGrant(name string) bool {
	switch name {
	case "CreateGrant":
		id := c.out("grantId")
		principal := c.in("granteePrincipal")
		p := Principal{Type: "AWS", ID: principal}
		if strings.Contains(principal, ".amazonaws.com") {
			p.Type = "Service"
		}
		c.grant(tabard.Granted, c.party(p), tabard.GrantRef{Permission: join(c.list("operations")), Resource: c.in("keyId"), Via: "grant " + id, Public: principal == "*"})
	case "RevokeGrant", "RetireGrant":
		c.grant(tabard.Revoked, tabard.Actor{}, tabard.GrantRef{Resource: c.in("keyId"), Via: "grant " + c.in("grantId")})
	default:
		return false
	}
	return true
}

// The groups of S3 access lists that mean everybody, and everybody with any AWS account.
const (
	allUsers   = "http://acs.amazonaws.com/groups/global/AllUsers"
	anyAccount = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
)

func (c *call) bucketAccess(name string) bool {
	bucket := c.in("bucketName")
	if key := c.in("key"); key != "" {
		bucket += "/" + key
	}
	switch name {
	case "PutBucketAcl", "PutObjectAcl", "CreateBucket", "PutObject":
		if name == "PutObject" && !bytes.Contains(c.Value(request).Text, []byte("x-amz-acl")) {
			return false // by far the most frequent; few say who may read
		}
		return c.accessList(bucket) || strings.HasSuffix(name, "Acl") || name == "CreateBucket"
	case "DeleteBucketPublicAccessBlock", "DeleteAccountPublicAccessBlock":
		c.grant(tabard.Deleted, tabard.Actor{}, tabard.GrantRef{Permission: "public access block", Resource: bucket})
	case "PutBucketPublicAccessBlock", "PutAccountPublicAccessBlock":
		c.grant(tabard.Updated, tabard.Actor{}, tabard.GrantRef{Permission: "public access block", Resource: bucket})
	default:
		return false
	}
	return true
}

// accessList reads a canned access list, and one written out.
func (c *call) accessList(resource string) bool {
	canned := strings.Join(c.list("x-amz-acl", "accessControlList.x-amz-acl"), " ")
	switch canned {
	case "public-read", "public-read-write", "authenticated-read":
		c.grant(tabard.Granted, c.party(Principal{Type: "AWS", ID: "*"}), tabard.GrantRef{Permission: canned, Resource: resource, Via: "ACL", Public: true})
		return true
	}
	found := false
	for _, grant := range c.req.Get("AccessControlPolicy.AccessControlList.Grant").List() {
		who := first(grant, []string{"Grantee.URI", "Grantee.ID", "Grantee.EmailAddress"})
		if who == "" {
			continue
		}
		found = true
		public := who == allUsers || who == anyAccount
		party := tabard.Actor{Realm: c.account, ID: who, Type: "CanonicalUser"}
		if public {
			party = c.party(Principal{Type: "AWS", ID: "*"})
		}
		c.grant(tabard.Granted, party, tabard.GrantRef{Permission: grant.Get("Permission").String(), Resource: resource, Via: "ACL", Public: public})
	}
	return found
}

// imageAccess reads the calls that hand disk images, snapshots and documents to other accounts, or to all of them.
func (c *call) imageAccess(name string) bool {
	resource := c.in("imageId", "snapshotId", "dBSnapshotIdentifier", "dBClusterSnapshotIdentifier", "snapshotIdentifier", "name", "serviceId", "ServiceId")
	var added, removed []string
	switch name {
	case "ModifyImageAttribute":
		added, removed = c.list("launchPermission.add"), c.list("launchPermission.remove")
	case "ModifySnapshotAttribute":
		added, removed = c.list("createVolumePermission.add"), c.list("createVolumePermission.remove")
	case "ModifyDBSnapshotAttribute", "ModifyDBClusterSnapshotAttribute":
		added, removed = c.list("valuesToAdd"), c.list("valuesToRemove")
	case "ModifyDocumentPermission":
		added, removed = c.list("accountIdsToAdd"), c.list("accountIdsToRemove")
	case "AuthorizeSnapshotAccess":
		added = c.list("accountWithRestoreAccess")
	case "RevokeSnapshotAccess":
		removed = c.list("accountWithRestoreAccess")
	case "ModifyVpcEndpointServicePermissions":
		added, removed = c.list("addAllowedPrincipals", "ModifyVpcEndpointServicePermissionsRequest.AddAllowedPrincipals"), c.list("removeAllowedPrincipals")
	default:
		return false
	}
	for _, account := range added {
		c.permission(tabard.Granted, everybody(account), name, resource, "shared", false)
	}
	for _, account := range removed {
		c.permission(tabard.Revoked, everybody(account), name, resource, "shared", false)
	}
	return true
}

// everybody spells "all" like a policy does.
func everybody(account string) string {
	if account == "all" || account == "All" {
		return "*"
	}
	return account
}

func (c *call) resourceShare(name string) bool {
	switch name {
	case "CreateResourceShare", "AssociateResourceShare", "DisassociateResourceShare":
		verb := tabard.Granted
		if name[0] == 'D' {
			verb = tabard.Revoked
		}
		share := c.in("name", "resourceShareArn")
		resources := c.list("resourceArns")
		for _, account := range c.list("principals") {
			c.permission(verb, account, "share", strings.Join(resources[:min(3, len(resources))], " "), share, false)
		}
		if c.in("allowExternalPrincipals") == "true" {
			c.detail("external_principals", "allowed")
		}
	default:
		return false
	}
	return true
}
