package azure

import (
	"bytes"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/cut"
)

// secretNames are members of request and answer bodies that hold secrets, by kind. The bodies are JSON in a string.
var secretNames = [...]struct {
	kind  string
	names []string
}{
	{"password", []string{"adminPassword", "administratorLoginPassword", "administratorPassword", "password", "Password", "pfxBlob"}},
	{"client-secret", []string{"clientSecret", "secretText"}},
	{"secret", []string{"secret", "secretValue", "secretString"}},
	{"access-key", []string{"primaryKey", "secondaryKey", "key1", "key2", "primaryMasterKey", "secondaryMasterKey", "accountKey"}},
	{"connection-string", []string{"primaryConnectionString", "secondaryConnectionString", "connectionString"}},
	{"sas-token", []string{"accountSasToken", "serviceSasToken", "accessSAS"}},
	{"storage-key", []string{"storageAccountAccessKey", "storageAccountKey", "storageKey"}},
	{"settings", []string{"protectedSettings"}},
	{"command", []string{"commandToExecute"}},
}

// valueOperations are ends of operations whose bodies hold a secret under the name "value", in lower case.
var valueOperations = [...][]byte{
	[]byte("vaults/secrets/write"), []byte("/listkeys/action"), []byte("/regeneratekey/action"), []byte("/listsecrets/action"),
	[]byte("/listvalue/action"), []byte("namedvalues/write"), []byte("automationaccounts/variables/write"),
}

// redact cuts the secrets out of bodies that are JSON in a string, and the signatures of shared access URLs.
func redact(record []byte, by tabard.Cut) []byte {
	if bytes.Contains(record, []byte("equestbody")) || bytes.Contains(record, []byte("equestBody")) || bytes.Contains(record, []byte("esponseBody")) {
		for _, s := range secretNames {
			record = cut.Members(record, by, s.kind, s.names...)
		}
		lower := bytes.ToLower(record)
		for _, operation := range valueOperations {
			if bytes.Contains(lower, operation) {
				record = cut.Embedded(record, by, "secret", "value")
				break
			}
		}
	}
	return cut.Query(record, by, "sas-signature", "sig")
}
