package aws

import "tabard.dev/tabard"

// bedrock reads the calls that make agents, what they run as, and what they reach other systems with.
func (c *call) bedrock(name string) bool {
	switch name {
	case "CreateAgent", "UpdateAgent", "DeleteAgent":
		c.agent(name, c.firstOf("agent.agentArn", "agent.agentId", "agentId"), c.in("agentName"), "agentResourceRoleArn")
	case "CreateAgentRuntime", "UpdateAgentRuntime", "DeleteAgentRuntime":
		c.agent(name, c.firstOf("agentRuntimeArn", "agentRuntimeId"), c.in("agentRuntimeName"), "roleArn")
	case "CreateGateway", "UpdateGateway", "DeleteGateway":
		c.agent(name, c.firstOf("gatewayArn", "gatewayId", "gatewayIdentifier"), c.in("name"), "roleArn")
	case "CreateHarness", "UpdateHarness", "DeleteHarness":
		c.agent(name, c.firstOf("harnessArn", "harnessId"), c.in("harnessName", "name"), "executionRoleArn")
	case "CreateWorkloadIdentity", "UpdateWorkloadIdentity", "DeleteWorkloadIdentity":
		c.agent(name, c.firstOf("workloadIdentityArn", "name"), c.in("name"), "")
	case "CreateOauth2CredentialProvider", "UpdateOauth2CredentialProvider", "DeleteOauth2CredentialProvider",
		"CreateApiKeyCredentialProvider", "UpdateApiKeyCredentialProvider", "DeleteApiKeyCredentialProvider":
		id := c.firstOf("credentialProviderArn", "name")
		who := c.principal("CredentialProvider", id, c.in("name"))
		change := c.credential(providerVerb(name), who, tabard.CredentialSecret, id)
		if name == "CreateApiKeyCredentialProvider" {
			change.Credential.Kind = tabard.CredentialKey
		}
	case "GetWorkloadAccessToken", "GetWorkloadAccessTokenForJWT", "GetWorkloadAccessTokenForUserId":
		who := c.principal("WorkloadIdentity", c.in("workloadName"), "")
		who.Kind = tabard.KindAgent
		c.credential(tabard.Created, who, tabard.CredentialToken, "")
	case "GetResourceOauth2Token", "GetResourceApiKey":
		c.credential(tabard.Created, c.self(), tabard.CredentialToken, "")
		c.detail("credential_provider", c.in("resourceCredentialProviderName"))
	default:
		return false
	}
	return true
}

// firstOf gives the first of several fields, of the answer before the request.
func (c *call) firstOf(paths ...string) string {
	if text := c.out(paths...); text != "" {
		return text
	}
	return c.in(paths...)
}

// agent is a thing that a model runs in: the record itself declares it one. It may become the role it runs as.
func (c *call) agent(name, id, label, role string) {
	who := c.principal("Agent", id, label)
	if id == "" {
		who = c.principal("Agent", label, label)
	}
	who.Kind = tabard.KindAgent
	verb := providerVerb(name)
	c.did(verb, tabard.ObjectIdentity, who)
	if arn := c.in(role); role != "" && arn != "" {
		c.trust(verb, c.principal("Role", arn, ""), tabard.GrantRef{Permission: assume, Resource: who.ID, Via: "bedrock.amazonaws.com"})
	}
	c.detail("model", c.in("foundationModel"))
}
