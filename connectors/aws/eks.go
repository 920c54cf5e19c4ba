package aws

import "tabard.dev/tabard"

// clusterAdmin are the EKS access policies that give control over a cluster.
func clusterAdmin(policy string) bool {
	switch lastName(policy) {
	case "AmazonEKSClusterAdminPolicy", "AmazonEKSAdminPolicy":
		return true
	}
	return false
}

// eks reads who may enter a cluster, and as which role its workloads run.
func (c *call) eks(name string) bool {
	cluster := c.in("name", "clusterName")
	who := c.principal("", c.in("principalArn"), "")
	if arn, ok := ParseARN(who.ID); ok {
		who.Type = typeOfARN(who.ID)
		who.Realm = arn.Account
	}
	switch name {
	case "CreateAccessEntry", "UpdateAccessEntry", "DeleteAccessEntry":
		verb := map[byte]tabard.Verb{'C': tabard.Granted, 'U': tabard.Granted, 'D': tabard.Revoked}[name[0]]
		groups := c.list("kubernetesGroups")
		if len(groups) == 0 {
			groups = []string{"access entry"}
		}
		for _, group := range groups {
			c.grant(verb, who, tabard.GrantRef{Permission: group, Resource: "cluster/" + cluster, Via: "access entry", Admin: group == "system:masters"})
		}
	case "AssociateAccessPolicy", "DisassociateAccessPolicy":
		verb := tabard.Granted
		if name[0] == 'D' {
			verb = tabard.Revoked
		}
		policy := c.in("policyArn")
		resource := "cluster/" + cluster
		if c.in("accessScope.type") == "namespace" {
			resource += "/" + join(c.list("accessScope.namespaces"))
		}
		c.grant(verb, who, tabard.GrantRef{Permission: lastName(policy), Resource: resource, Via: policy, Admin: clusterAdmin(policy)})
	case "CreatePodIdentityAssociation", "UpdatePodIdentityAssociation", "DeletePodIdentityAssociation":
		role := c.in("roleArn")
		if role == "" {
			role = c.out("association.roleArn")
		}
		account := "system:serviceaccount:" + c.association("namespace") + ":" + c.association("serviceAccount")
		c.trust(providerVerb(name), c.principal("Role", role, ""), tabard.GrantRef{Permission: assume, Resource: account, Via: "cluster/" + cluster})
	case "AssociateIdentityProviderConfig", "DisassociateIdentityProviderConfig":
		verb := tabard.Created
		if name[0] == 'D' {
			verb = tabard.Deleted
		}
		issuer := c.in("oidc.issuerUrl", "identityProviderConfig.name")
		c.trust(verb, c.principal("cluster", c.arn("eks", "cluster/"+cluster), cluster), tabard.GrantRef{Permission: "federate", Resource: withoutScheme(issuer)})
	case "AssumeRoleForPodIdentity":
		c.session(c.principal("PodIdentityAssociation", c.arn("eks", "cluster/"+cluster), ""))
	default:
		return false
	}
	return true
}

// association gives a field of the request, or of the association in the answer.
func (c *call) association(name string) string {
	if text := c.in(name); text != "" {
		return text
	}
	return c.out("association." + name)
}
