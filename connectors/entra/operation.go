package entra

import (
	"strings"

	"tabard.dev/tabard"
)

// Operation is one operation on the directory, whichever log tells of it.
type Operation struct {
	Activity string // "Add member to role", with or without the final full stop that Office 365 writes
	Realm    string // the tenant
	Reason   string // what the log says about the result; some operations say only there what they did
	Targets  []Resource
	// Initiator did it; some activities are about the one who did them.
	Initiator tabard.Actor

	changes []tabard.Change
}

// Resource is a directory object that an operation touched.
type Resource struct {
	ID   string // object id
	Name string
	UPN  string // user principal name, of users
	Type string // User, ServicePrincipal, Application, Group, Role, Policy, Device, Other
	// Modified are the properties that changed. Values are JSON texts, as the log writes them.
	Modified []Property
}

// Property is a changed property of a directory object.
type Property struct{ Name, Old, New string }

// Known reports whether an activity changes identities, credentials, trusts or grants, so that [Operation.Changes] may give
// some. It is quick and allocates nothing.
func Known(activity string) bool {
	var room [96]byte
	key := canonical(activity, room[:0])
	if _, ok := operations[string(key)]; ok {
		return true
	}
	return isRoleActivity(key)
}

// Changes says what the operation did to identities, credentials, trusts and grants.
func (o *Operation) Changes() []tabard.Change {
	var room [96]byte
	key := canonical(o.Activity, room[:0])
	if change, ok := operations[string(key)]; ok {
		change(o)
	} else if isRoleActivity(key) {
		o.roleMember(string(key))
	}
	return o.changes
}

// canonical folds an activity's name to lower case, one kind of dash, and no blanks or full stop at the end.
func canonical(activity string, room []byte) []byte {
	activity = strings.TrimRight(activity, ". ")
	for i := 0; i < len(activity) && len(room) < cap(room); i++ {
		switch c := activity[i]; {
		case c >= 'A' && c <= 'Z':
			room = append(room, c+'a'-'A')
		case c == 0xE2 && strings.HasPrefix(activity[i:], "\u2013"): // an en dash
			room = append(room, '-')
			i += len("\u2013") - 1
		default:
			room = append(room, c)
		}
	}
	return room
}

// operations says what the activities do that Microsoft documents in "Microsoft Entra audit log categories and activities".
// Names are canonical.
var operations = map[string]func(*Operation){
	// Accounts.
	"add user":             (*Operation).created,
	"viral user creation":  (*Operation).created,
	"invite external user": (*Operation).created,
	"invite internal user to b2b collaboration": (*Operation).updated,
	"delete user":                               (*Operation).deleted,
	"hard delete user":                          (*Operation).deleted,
	"delete external user":                      (*Operation).deleted,
	"restore user":                              (*Operation).enabled,
	"enable account":                            (*Operation).enabled,
	"disable account":                           (*Operation).disabled,
	"update user":                               (*Operation).updatedAccount,
	"convert federated user to managed":         (*Operation).updated,
	"enable strong authentication":              (*Operation).updated,
	"disable strong authentication":             (*Operation).updated,
	"add application":                           (*Operation).createdWithKeys,
	"create v2 application":                     (*Operation).created,
	"delete application":                        (*Operation).deleted,
	"delete v2 application":                     (*Operation).deleted,
	"hard delete application":                   (*Operation).deleted,
	"restore application":                       (*Operation).enabled,
	"update application":                        (*Operation).updatedApplication,
	"update v2 application":                     (*Operation).updatedApplication,
	"add service principal":                     (*Operation).createdWithKeys,
	"remove service principal":                  (*Operation).deleted,
	"delete service principal":                  (*Operation).deleted,
	"hard delete service principal":             (*Operation).deleted,
	"restore service principal":                 (*Operation).enabled,
	"update service principal":                  (*Operation).updatedApplication,
	"create agent identity":                     (*Operation).created,
	"add agent identity":                        (*Operation).created,
	"delete agent identity":                     (*Operation).deleted,
	"create agent identity blueprint":           (*Operation).createdWithKeys,
	"add agent identity blueprint":              (*Operation).createdWithKeys,
	"create agent identity blueprint principal": (*Operation).created,
	"add agent identity blueprint principal":    (*Operation).created,
	"add device":                                (*Operation).created,
	"register device":                           (*Operation).created,
	"add device from devicetemplate":            (*Operation).created,
	"delete device":                             (*Operation).deleted,
	"unregister device":                         (*Operation).deleted,

	// Credentials.
	"add service principal credentials":                        (*Operation).keys,
	"remove service principal credentials":                     (*Operation).keys,
	"update application - certificates and secrets management": (*Operation).keys,
	"update external secrets":                                  (*Operation).keys,
	"remove policy credentials":                                (*Operation).keys,
	"reset password":                                           (*Operation).password,
	"reset user password":                                      (*Operation).password,
	"reset password (by admin)":                                (*Operation).password,
	"reset password (self-service)":                            (*Operation).password,
	"change user password":                                     (*Operation).password,
	"change password (self-service)":                           (*Operation).password,
	"user password reset":                                      (*Operation).password,
	"update local administrator password":                      (*Operation).password,
	"create application password for user":                     method(tabard.Created, tabard.CredentialPassword),
	"delete application password for user":                     method(tabard.Deleted, tabard.CredentialPassword),
	"add fido2 security key":                                   method(tabard.Created, tabard.CredentialKey),
	"delete fido2 security key(s)":                             method(tabard.Deleted, tabard.CredentialKey),
	"add passkey (device-bound)":                               method(tabard.Created, tabard.CredentialKey),
	"delete passkey (device-bound)":                            method(tabard.Deleted, tabard.CredentialKey),
	"add passkey":                                              method(tabard.Created, tabard.CredentialKey),
	"delete passkey":                                           method(tabard.Deleted, tabard.CredentialKey),
	"add windows hello for business credential":                method(tabard.Created, tabard.CredentialKey),
	"delete windows hello for business credential":             method(tabard.Deleted, tabard.CredentialKey),
	"add passwordless phone sign-in credential":                method(tabard.Created, tabard.CredentialKey),
	"delete passwordless phone sign-in credential":             method(tabard.Deleted, tabard.CredentialKey),
	"add platform credential":                                  method(tabard.Created, tabard.CredentialKey),
	"delete platform credential":                               method(tabard.Deleted, tabard.CredentialKey),
	"add users strong authentication phone app detail":         method(tabard.Created, tabard.CredentialKey),
	"remove users strong authentication phone app detail":      method(tabard.Deleted, tabard.CredentialKey),
	"create hardware oath token":                               method(tabard.Created, tabard.CredentialSecret),
	"assign hardware oath token":                               method(tabard.Created, tabard.CredentialSecret),
	"delete hardware oath token":                               method(tabard.Deleted, tabard.CredentialSecret),
	"user registered security info":                            securityInfo(tabard.Created),
	"admin registered security info":                           securityInfo(tabard.Created),
	"user updated security info":                               securityInfo(tabard.Updated),
	"admin updated security info":                              securityInfo(tabard.Updated),
	"user deleted security info":                               securityInfo(tabard.Deleted),
	"admin deleted security info":                              securityInfo(tabard.Deleted),
	"create policy key":                                        method(tabard.Created, tabard.CredentialKey),
	"generate key":                                             method(tabard.Created, tabard.CredentialKey),
	"upload key to policy key":                                 method(tabard.Created, tabard.CredentialKey),
	"upload secret into policy key":                            method(tabard.Created, tabard.CredentialSecret),
	"upload certificate to policy key":                         method(tabard.Created, tabard.CredentialCertificate),
	"delete policy key":                                        method(tabard.Deleted, tabard.CredentialKey),

	// Grants.
	"add owner to application":                          owner(tabard.Granted),
	"add owner to service principal":                    owner(tabard.Granted),
	"add owner to group":                                owner(tabard.Granted),
	"add owner to policy":                               owner(tabard.Granted),
	"remove owner from application":                     owner(tabard.Revoked),
	"remove owner from service principal":               owner(tabard.Revoked),
	"remove owner from group":                           owner(tabard.Revoked),
	"remove owner from policy":                          owner(tabard.Revoked),
	"add member to group":                               member(tabard.Granted),
	"remove member from group":                          member(tabard.Revoked),
	"add member to administrative unit":                 member(tabard.Granted),
	"remove member from administrative unit":            member(tabard.Revoked),
	"add app role assignment to service principal":      appRole(tabard.Granted),
	"add app role assignment to group":                  appRole(tabard.Granted),
	"add app role assignment grant to user":             appRole(tabard.Granted),
	"add app role assignment to user":                   appRole(tabard.Granted),
	"remove app role assignment from service principal": appRole(tabard.Revoked),
	"remove app role assignment from group":             appRole(tabard.Revoked),
	"remove app role assignment from user":              appRole(tabard.Revoked),
	"add delegated permission grant":                    delegated(tabard.Granted),
	"add oauth2permissiongrant":                         delegated(tabard.Granted),
	"update delegated permission grant":                 delegated(tabard.Granted),
	"remove delegated permission grant":                 delegated(tabard.Revoked),
	"remove oauth2permissiongrant":                      delegated(tabard.Revoked),
	"consent to application":                            (*Operation).consent,
	"grant contextual consent to application":           (*Operation).consent,
	"delete role assignment":                            roleAssignment(tabard.Revoked),
	"remove role assignment":                            roleAssignment(tabard.Revoked),
	"add role assignment":                               roleAssignment(tabard.Granted),
	"create role assignment":                            roleAssignment(tabard.Granted),
	"add partner to company":                            trust(tabard.Created),
	"promote company to partner":                        trust(tabard.Created),
	"set partnership":                                   trust(tabard.Created),
	"remove partner from company":                       trust(tabard.Deleted),

	// Who may vouch for whom.
	"set federation settings on domain":                      trust(tabard.Updated),
	"set domain authentication":                              (*Operation).domainAuthentication,
	"add verified domain":                                    trust(tabard.Created),
	"add unverified domain":                                  trust(tabard.Created),
	"verify domain":                                          trust(tabard.Enabled),
	"verify email verified domain":                           trust(tabard.Enabled),
	"remove verified domain":                                 trust(tabard.Deleted),
	"remove unverified domain":                               trust(tabard.Deleted),
	"create identity provider":                               trust(tabard.Created),
	"create custom identity provider":                        trust(tabard.Created),
	"update identity provider":                               trust(tabard.Updated),
	"update custom identity provider":                        trust(tabard.Updated),
	"delete identity provider":                               trust(tabard.Deleted),
	"add certificationbasedauthconfiguration":                trust(tabard.Created),
	"delete certificationbasedauthconfiguration":             trust(tabard.Deleted),
	"add certificatebasedauthconfiguration":                  trust(tabard.Created),
	"delete certificatebasedauthconfiguration":               trust(tabard.Deleted),
	"create certificateauthoritydetail":                      trust(tabard.Created),
	"delete certificateauthoritydetail":                      trust(tabard.Deleted),
	"create publickeyinfrastructure":                         trust(tabard.Created),
	"add a partner to cross-tenant access setting":           trust(tabard.Created),
	"update a partner cross-tenant access setting":           trust(tabard.Updated),
	"update the company default cross-tenant access setting": trust(tabard.Updated),
	"reset the cross-tenant access default setting":          trust(tabard.Updated),
	"delete partner specific cross-tenant access setting":    trust(tabard.Deleted),
	"create a partner cross-tenant identity sync setting":    trust(tabard.Created),
	"update a partner cross-tenant identity sync setting":    trust(tabard.Updated),
	"delete a partner cross-tenant identity sync setting":    trust(tabard.Deleted),
	"create a multitenantorg":                                trust(tabard.Created),
	"add multitenantorg tenant":                              trust(tabard.Created),
	"tenant joining multitenantorg tenant":                   trust(tabard.Created),
	"delete multitenantorg tenant":                           trust(tabard.Deleted),
	"add kerberos domain":                                    trust(tabard.Created),
	"update kerberos domain":                                 trust(tabard.Updated),
	"delete kerberos domain":                                 trust(tabard.Deleted),
	"create connected organization":                          trust(tabard.Created),
	"delete connected organization":                          trust(tabard.Deleted),
	"enable passthrough authentication":                      trust(tabard.Created),
	"disable passthrough authentication":                     trust(tabard.Deleted),
	"enable desktop sso":                                     trust(tabard.Created),
	"enable desktop sso for a specific domain":               trust(tabard.Created),
	"disable desktop sso":                                    trust(tabard.Deleted),
	"disable desktop sso for a specific domain":              trust(tabard.Deleted),
	"set dirsyncenabled flag":                                trust(tabard.Updated),
	"add federated identity credential":                      federatedCredential(tabard.Created),
	"update federated identity credential":                   federatedCredential(tabard.Updated),
	"delete federated identity credential":                   federatedCredential(tabard.Deleted),
	"remove federated identity credential":                   federatedCredential(tabard.Deleted),
}
