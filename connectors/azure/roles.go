package azure

import "strings"

// builtIn names the built-in roles that give control over resources, access, secrets or clusters, by the id that role
// assignments carry; the same in every tenant. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var builtIn = map[string]struct {
	name  string
	admin bool
}{
	"8e3af657-a8ff-443c-a75c-2fe8c4bcb635": {"Owner", true},
	"b24988ac-6180-42a0-ab88-20f7382dd24c": {"Contributor", true},
	"18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": {"User Access Administrator", true},
	"f58310d9-a9f6-439a-9e8d-f62e7b41a168": {"Role Based Access Control Administrator", true},
	"acdd72a7-3385-48ef-bd42-f606fba81ae7": {"Reader", false},
	"fb1c8493-542b-48eb-b624-b4c8fea62acd": {"Security Admin", true},
	"00482a5a-887f-4fb3-b363-3b7fe8e74483": {"Key Vault Administrator", true},
	"f25e0fa2-a7c8-4377-a976-54943a77a395": {"Key Vault Contributor", true},
	"8b54135c-b56d-4d72-a534-26097cfdc8d8": {"Key Vault Data Access Administrator", true},
	"b86a8fe4-44ce-4948-aee5-eccb2c155cd7": {"Key Vault Secrets Officer", false},
	"4633458b-17de-408a-b874-0445c86b69e6": {"Key Vault Secrets User", false},
	"14b46e9e-c2b7-41b4-b07b-48a6ebf60603": {"Key Vault Crypto Officer", false},
	"a4417e6f-fecd-4de8-b567-7b0420556985": {"Key Vault Certificates Officer", false},
	"e40ec5ca-96e0-45a2-b4ff-59039f2c2b59": {"Managed Identity Contributor", true},
	"f1a07417-d97a-45cb-824c-7a7467783830": {"Managed Identity Operator", false},
	"7e559ce2-48d7-4b27-9128-fa1b247f1308": {"Managed Identity Federated Identity Credential Contributor", true},
	"b7e6dc6d-f1e8-4753-8033-0f276bb0955b": {"Storage Blob Data Owner", true},
	"ba92f5b4-2d11-453d-a403-e96b0029c9fe": {"Storage Blob Data Contributor", false},
	"2a2b9908-6ea1-4ae2-8e65-a410df84e7d1": {"Storage Blob Data Reader", false},
	"17d1049b-9a84-46fb-8f53-869881c3d3ab": {"Storage Account Contributor", true},
	"81a9662b-bebf-436f-a333-f67b29880f12": {"Storage Account Key Operator Service Role", false},
	"9980e02c-c2be-4d73-94e8-173b1dc7cf3c": {"Virtual Machine Contributor", true},
	"1c0163c0-47e6-4577-8991-ea5c82e286e4": {"Virtual Machine Administrator Login", true},
	"0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8": {"Azure Kubernetes Service Cluster Admin Role", true},
	"b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b": {"Azure Kubernetes Service RBAC Cluster Admin", true},
	"3498e952-d568-435e-9b2c-8d77e338d7f7": {"Azure Kubernetes Service RBAC Admin", true},
	"f353d9bd-d4a6-484e-a77a-8050b599b867": {"Automation Contributor", true},
	"36243c78-bf99-498c-9df9-86d9f8d28608": {"Resource Policy Contributor", true},
	"b78c5d69-af96-48a3-bf8d-a8b4d589de94": {"Azure AI Administrator", true},
	"e79298df-d852-4c6d-84f9-5d13249d1e55": {"SRE Agent Administrator", true},
}

// role gives a role's name and whether it controls everything in its scope, by an id that ends in the role's, or a name.
func role(id string) (name string, admin bool) {
	last := strings.ToLower(id[strings.LastIndexByte(id, '/')+1:])
	if known, ok := builtIn[last]; ok {
		return known.name, known.admin
	}
	name = id[strings.LastIndexByte(id, '/')+1:]
	for _, known := range builtIn {
		if strings.EqualFold(known.name, name) {
			return known.name, known.admin
		}
	}
	return name, false
}
