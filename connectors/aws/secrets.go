package aws

import "tabard.dev/tabard"

// trailSecrets are the fields that can hold a secret. CloudTrail hides most of them itself; which ones, and since when,
// differs by service, and a copy of a trail may be older than the rule.
func trailSecrets() []tabard.SecretPath {
	byKind := map[string][]string{
		"aws-secret-key":    {"secretAccessKey", "credentials.secretAccessKey", "accessKey.secretAccessKey", "roleCredentials.secretAccessKey", "credentials.secretKey"},
		"aws-session-token": {"sessionToken", "credentials.sessionToken", "roleCredentials.sessionToken"},
		"password": {
			"password", "newPassword", "oldPassword", "masterUserPassword", "MasterUserPassword", "loginProfile.password", "masterPassword",
			"adminUserPassword", "userPassword", "temporaryPassword", "authParameters.PASSWORD", "passwords", "adminPassword", "dbPassword",
			"connectionInput.connectionProperties.PASSWORD", "connectionProperties.PASSWORD", "serviceSpecificCredential.servicePassword",
			"users.password", "credentials.password", "authToken", "passwordData", "proposedPassword", "previousPassword",
		},
		"secret": {
			"secretString", "secretBinary", "clientSecret", "userPoolClient.clientSecret", "secretHash", "authParameters.SECRET_HASH", "radiusSettings.sharedSecret",
			"serviceSpecificCredential.serviceCredentialSecret", "serviceSpecificCredential.serviceApiKeyValue", "secretValues.secretString",
			"providerDetails.client_secret", "oauth2ProviderConfigInput.*.clientSecret", "base32StringSeed", "qRCodePNG",
			"virtualMFADevice.base32StringSeed", "virtualMFADevice.qRCodePNG", "ssmActivationCode", "activationCode", "sharedSecret",
		},
		"api-key": {"apiKey.id", "apiKeySecret", "keyValue", "apiKeys.value"}, // an AppSync key is its own id
		"token": {
			"accessToken", "refreshToken", "idToken", "webIdentityToken", "sAMLAssertion", "signinToken", "authorizationToken", "bearerToken",
			"authorizationData.authorizationToken", "tokens.*", "logins.*", "authenticationResult.accessToken", "authenticationResult.idToken",
			"authenticationResult.refreshToken", "oauthToken", "deviceCode", "workloadAccessToken", "subjectToken", "webIdentityTokenValue",
		},
		"private-key": {"keyMaterial", "privateKey", "privateKeyPlaintext", "plaintext", "keyPair.privateKey", "privateKeyBase64", "keyPair.PrivateKey", "certificatePrivateKey"},
		"environment": {"environment.variables.*", "containerDefinitions.environment.value", "userData"},
	}
	var all []tabard.SecretPath
	for _, kind := range []string{"aws-secret-key", "aws-session-token", "password", "secret", "api-key", "token", "private-key", "environment"} {
		for _, name := range byKind[kind] {
			all = append(all, tabard.SecretPath{Path: "requestParameters." + name, Kind: kind}, tabard.SecretPath{Path: "responseElements." + name, Kind: kind})
		}
	}
	return append(all,
		tabard.SecretPath{Path: "responseElements.value", Kind: "api-key"}, // API Gateway's CreateApiKey
		tabard.SecretPath{Path: "requestParameters.createApiKeyInput.value", Kind: "api-key"},
		tabard.SecretPath{Path: "requestParameters.apiKey", Kind: "api-key"}, // AgentCore's CreateApiKeyCredentialProvider
		tabard.SecretPath{Path: "responseElements.token", Kind: "token"},
	)
}
