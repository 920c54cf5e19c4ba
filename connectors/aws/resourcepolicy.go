package aws

import (
	"strings"

	"tabard.dev/tabard"
)

// onResource says where a call has the policy of a resource, and which parameters name the resource.
type onResource struct {
	policy, resource string
	remove           bool
}

// resourcePolicies gives the calls that put a policy document on a resource, or take it off.
func resourcePolicies(source, name string) (where onResource, ok bool) {
	switch name {
	case "PutBucketPolicy":
		if source == "s3" {
			return onResource{policy: "bucketPolicy", resource: "bucketName"}, true
		}
		return onResource{policy: "policy", resource: "name"}, source == "s3express"
	case "DeleteBucketPolicy":
		return onResource{resource: "bucketName", remove: true}, true
	case "PutAccessPointPolicy":
		return onResource{policy: "policy", resource: "name"}, source == "s3"
	case "PutKeyPolicy", "CreateKey":
		return onResource{policy: "policy", resource: "keyId"}, source == "kms"
	case "PutResourcePolicy":
		switch source {
		case "secretsmanager":
			return onResource{policy: "resourcePolicy", resource: "secretId"}, true
		case "logs":
			return onResource{policy: "policyDocument", resource: "policyName"}, true
		case "glue":
			return onResource{policy: "policyInJson", resource: "resourceArn"}, true
		}
		return onResource{policy: "policy", resource: "resourceArn"}, true
	case "DeleteResourcePolicy":
		if source == "secretsmanager" {
			return onResource{resource: "secretId", remove: true}, true
		}
		return onResource{resource: "resourceArn", remove: true}, true
	case "SetRepositoryPolicy":
		return onResource{policy: "policyText", resource: "repositoryName"}, true
	case "DeleteRepositoryPolicy":
		return onResource{resource: "repositoryName", remove: true}, true
	case "PutRegistryPolicy":
		return onResource{policy: "policyText"}, true
	case "SetQueueAttributes", "CreateQueue":
		return onResource{policy: "attributes.Policy", resource: "queueUrl"}, source == "sqs"
	case "SetTopicAttributes":
		return onResource{policy: "attributeValue", resource: "topicArn"}, true
	case "SetVaultAccessPolicy":
		return onResource{policy: "policy.policy", resource: "vaultName"}, true
	case "PutFileSystemPolicy":
		return onResource{policy: "policy", resource: "fileSystemId"}, true
	case "UpdateElasticsearchDomainConfig", "UpdateDomainConfig", "CreateDomain", "CreateElasticsearchDomain":
		return onResource{policy: "accessPolicies", resource: "domainName"}, source == "es" || source == "opensearch"
	case "PutBackupVaultAccessPolicy":
		return onResource{policy: "policy", resource: "backupVaultName"}, true
	case "PutPolicy":
		return onResource{policy: "policy", resource: "resourceArn"}, source == "acm-pca"
	case "PutPermission":
		return onResource{policy: "policy", resource: "eventBusName"}, source == "events"
	case "PutDomainPermissionsPolicy", "PutRepositoryPermissionsPolicy":
		return onResource{policy: "policyDocument", resource: "domain"}, true
	case "PutAuthPolicy":
		return onResource{policy: "policy", resource: "resourceIdentifier"}, true
	case "PutApplicationPolicy":
		return onResource{policy: "policy", resource: "applicationId"}, source == "serverlessrepo"
	case "PutIdentityPolicy":
		return onResource{policy: "policy", resource: "identity"}, true
	case "PutTableBucketPolicy":
		return onResource{policy: "resourcePolicy", resource: "tableBucketARN"}, true
	case "CreateRestApi":
		return onResource{policy: "createRestApiInput.policy", resource: "createRestApiInput.name"}, true
	}
	return onResource{}, false
}

// resourcePolicy reads a policy on a resource: each party it lets in gets a grant on the resource. A new policy takes the
// place of the old one, so what it no longer says is gone, which the record cannot show.
func (c *call) resourcePolicy(source, name string) bool {
	where, ok := resourcePolicies(source, name)
	if !ok {
		return false
	}
	resource := ""
	if where.resource != "" {
		resource = c.in(where.resource)
	}
	if resource == "" && name == "CreateKey" {
		resource = c.out("keyMetadata.arn", "keyMetadata.keyId")
	}
	if resource == "" && name == "CreateQueue" {
		resource = c.in("queueName")
	}
	if where.remove {
		c.grant(tabard.Revoked, tabard.Actor{}, tabard.GrantRef{Resource: resource, Via: "resource policy"})
		return true
	}
	if name == "SetTopicAttributes" && c.in("attributeName") != "Policy" || name == "PutPermission" && c.in("policy") == "" {
		return false
	}
	c.parse()
	c.allows(c.req.Get(where.policy), resource)
	return true
}

// allows grants what a resource's policy allows to whom.
func (c *call) allows(doc tabard.Node, resource string) {
	for _, s := range ParsePolicy(doc) {
		if !s.Allow {
			continue
		}
		grant := tabard.GrantRef{Permission: join(s.Actions), Resource: resource, Via: "resource policy"}
		if len(s.NotPrincipals) > 0 {
			grant.Public = s.Public()
			c.grant(tabard.Granted, c.party(Principal{Type: "AWS", ID: "*"}), grant)
			continue
		}
		for _, p := range s.Principals[:min(len(s.Principals), maxPolicyGrants)] {
			grant.Public = s.opensTo(p)
			c.grant(tabard.Granted, c.party(p), grant)
		}
	}
}

// party is the identity that a principal in a policy names: a whole account stands for itself.
func (c *call) party(p Principal) tabard.Actor {
	a := c.principal(p.Type, p.ID, "")
	switch {
	case p.Type == "Service":
		a.Type, a.Kind = "AWSService", tabard.KindService
	case p.Type == "AWS" && isAccount(p.ID):
		a.Type = "AWSAccount"
	case p.Type == "AWS":
		if kind := typeOfARN(p.ID); kind != "" {
			a.Type = kind
		}
	}
	return a
}

// permission makes a grant of the parts that a call names one by one, as Lambda's and SQS's AddPermission do.
func (c *call) permission(verb tabard.Verb, principal, action, resource, via string, narrowed bool) {
	p := Principal{Type: "AWS", ID: principal}
	if strings.Contains(principal, ".amazonaws.com") {
		p.Type = "Service"
	}
	c.grant(verb, c.party(p), tabard.GrantRef{Permission: action, Resource: resource, Via: via, Public: p.ID == "*" && !narrowed})
}
