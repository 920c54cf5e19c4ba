package entra

import "strings"

// privilegedRoles are the built-in roles that Microsoft marks as privileged and that can take over the directory or every
// account in their service, by name and by template id. Readers and operators are not among them.
// https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
var privilegedRoles = map[string]bool{
	"global administrator": true, "62e90394-69f5-4237-9190-012177145e10": true, "company administrator": true, "tenantadmins": true,
	"privileged role administrator": true, "e8611ab8-c189-46e8-94e1-60213ab1f814": true,
	"privileged authentication administrator": true, "7be44c8a-adaf-4e2a-84d6-ab2649e08a13": true,
	"application administrator": true, "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3": true,
	"cloud application administrator": true, "158c047a-c907-4556-b7ef-446551a6b5f7": true,
	"authentication administrator": true, "c4e39bd9-1100-46d3-8c65-fb160da0071f": true,
	"hybrid identity administrator": true, "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2": true,
	"security administrator": true, "194ae4cb-b126-40b2-bd5b-6091b380977d": true,
	"conditional access administrator": true, "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9": true,
	"user administrator": true, "fe930be7-5e62-47db-91af-98c3a49a38b1": true, "user account administrator": true,
	"helpdesk administrator": true, "729827e3-9c14-49f7-bb1b-9608f156bbb8": true,
	"password administrator": true, "966707d0-3269-4727-9be2-8c3a10f19b9d": true,
	"domain name administrator": true, "8329153b-31d0-4727-b945-745eb3bc5f31": true,
	"external identity provider administrator": true, "be2f45a1-457d-42af-a067-6ec1fa63bc45": true,
	"authentication extensibility administrator": true, "25a516ed-2fa0-40ea-a2d0-12923a21473a": true,
	"b2c ief keyset administrator": true, "aaf43236-0c0d-4d5f-883a-6955382ac081": true,
	"cloud device administrator": true, "7698a772-787b-4ac8-901f-60d6b08affd2": true,
	"directory synchronization accounts": true, "d29b2b05-8046-44ba-8758-1e26182fcf32": true,
	"directory writers": true, "9360feb5-f418-4baa-8175-e2a00bac4301": true,
	"intune administrator": true, "3a2c62db-5318-420d-8d74-23affee5d9d5": true,
	"lifecycle workflows administrator": true, "59d46f88-662b-457b-bceb-5c3809e5908f": true,
	"identity governance administrator": true, "45d8d3c5-c802-45c6-b32a-1d70b5e1e86e": true,
	"partner tier1 support": true, "4ba39ca4-527c-499a-b93d-d9b492c50246": true,
	"partner tier2 support": true, "e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8": true,
	"exchange administrator": true, "29232cdf-9323-42fd-ade2-1d097af3e4de": true,
	"sharepoint administrator": true, "f28a1f50-f6e7-4571-818b-6a12f2af6b6c": true,
	"agent id administrator": true, "ai administrator": true, "d2562ede-74db-457e-a7b6-544e236ebb61": true,
	"global secure access administrator": true, "ac434307-12b9-4fa1-a708-88bf58caabc1": true,
}

func privilegedRole(nameOrTemplate string) bool {
	return privilegedRoles[strings.ToLower(nameOrTemplate)]
}

// controllingPermissions are those Microsoft Graph permissions that let an application give itself or others any other, or
// become any account, and the ones that open every mailbox or site.
// https://learn.microsoft.com/graph/permissions-reference
var controllingPermissions = map[string]bool{
	"RoleManagement.ReadWrite.Directory": true, "AppRoleAssignment.ReadWrite.All": true, "Application.ReadWrite.All": true,
	"Directory.ReadWrite.All": true, "Domain.ReadWrite.All": true, "UserAuthenticationMethod.ReadWrite.All": true,
	"PrivilegedAccess.ReadWrite.AzureAD": true, "PrivilegedAccess.ReadWrite.AzureADGroup": true, "PrivilegedAccess.ReadWrite.AzureResources": true,
	"RoleAssignmentSchedule.ReadWrite.Directory": true, "RoleEligibilitySchedule.ReadWrite.Directory": true,
	"RoleManagementPolicy.ReadWrite.Directory": true, "PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup": true,
	"PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup": true, "DelegatedPermissionGrant.ReadWrite.All": true,
	"Policy.ReadWrite.PermissionGrant": true, "Policy.ReadWrite.AuthenticationMethod": true, "Policy.ReadWrite.ConditionalAccess": true,
	"Organization.ReadWrite.All": true, "Group.ReadWrite.All": true, "GroupMember.ReadWrite.All": true, "User.ReadWrite.All": true,
	"User.EnableDisableAccount.All": true, "User-PasswordProfile.ReadWrite.All": true, "EntitlementManagement.ReadWrite.All": true,
	"Directory.AccessAsUser.All": true, "AgentIdentityBlueprint.AddRemoveCreds.All": true,
	"full_access_as_app": true, "Exchange.ManageAsApp": true, "Sites.FullControl.All": true,
}

func controllingPermission(permission string) bool { return controllingPermissions[permission] }
