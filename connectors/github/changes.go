package github

import "tabard.dev/tabard"

// effect is what an action does to one identity, credential, trust or grant.
type effect struct {
	verb       tabard.Verb
	object     tabard.ObjectKind
	of         holder
	kind       tabard.CredentialKind
	permission string // where the record has none
	on         scope
	hint       bool
}

// holder says which field names the identity that a change is about.
type holder uint8

const (
	theUser holder = iota // the user the action was done to; the actor where none is named
	theTeam
	theApp
	theOAuthApp
	theKeyHolder // the repository of a deploy key, else the user
	theRepo
	theOrg
	theSecretHolder // the environment, repository or organization whose pipelines can read a secret
	theRunner
	theExternalIdentity
	everybody
)

// scope says which field names what a grant is on.
type scope uint8

const (
	onOrg scope = iota
	onRepo
	onTeam
	onIssuer
	onBusiness
)

func gives(permission string, of holder, on scope) effect {
	return effect{verb: tabard.Granted, object: tabard.ObjectGrant, permission: permission, of: of, on: on}
}

func takes(permission string, of holder, on scope) effect {
	return effect{verb: tabard.Revoked, object: tabard.ObjectGrant, permission: permission, of: of, on: on}
}

func identity(verb tabard.Verb, of holder) effect {
	return effect{verb: verb, object: tabard.ObjectIdentity, of: of}
}

func credential(verb tabard.Verb, kind tabard.CredentialKind, of holder) effect {
	return effect{verb: verb, object: tabard.ObjectCredential, kind: kind, of: of}
}

func trust(verb tabard.Verb, permission string, of holder) effect {
	return effect{verb: verb, object: tabard.ObjectTrust, permission: permission, of: of, on: onIssuer}
}

// announced marks what is asked for and not done yet.
func announced(ef effect) effect {
	ef.hint = true
	return ef
}

// effects says what the actions change that GitHub documents in "Audit log events for your organization" and "… for your
// enterprise", and those of GitHub Enterprise Server. Actions that are not here fall to [effectByName].
var effects = map[string][]effect{
	// Who belongs to what, and as what.
	"org.add_member":                                {gives("member", theUser, onOrg)},
	"org.remove_member":                             {takes("member", theUser, onOrg)},
	"org.update_member":                             {gives("", theUser, onOrg)},
	"org.invite_member":                             {announced(gives("member", theUser, onOrg))},
	"org.restore_member":                            {gives("member", theUser, onOrg)},
	"org.add_outside_collaborator":                  {gives("outside collaborator", theUser, onRepo)},
	"org.remove_outside_collaborator":               {takes("outside collaborator", theUser, onRepo)},
	"org.add_billing_manager":                       {gives("billing manager", theUser, onOrg)},
	"org.remove_billing_manager":                    {takes("billing manager", theUser, onOrg)},
	"org.add_security_manager":                      {gives("security manager", theTeam, onOrg)},
	"org.remove_security_manager":                   {takes("security manager", theTeam, onOrg)},
	"org.integration_manager_added":                 {gives("integration manager", theUser, onOrg)},
	"org.integration_manager_removed":               {takes("integration manager", theUser, onOrg)},
	"integration.manager_added":                     {gives("integration manager", theUser, onOrg)},
	"integration.manager_removed":                   {takes("integration manager", theUser, onOrg)},
	"organization_moderators.add_user":              {gives("moderator", theUser, onOrg)},
	"organization_moderators.add_team":              {gives("moderator", theTeam, onOrg)},
	"organization_moderators.remove_user":           {takes("moderator", theUser, onOrg)},
	"organization_moderators.remove_team":           {takes("moderator", theTeam, onOrg)},
	"organization_role.assign":                      {gives("", theUser, onOrg)},
	"organization_role.revoke":                      {takes("", theUser, onOrg)},
	"enterprise_role.assign":                        {gives("", theUser, onBusiness)},
	"enterprise_role.revoke":                        {takes("", theUser, onBusiness)},
	"business.add_admin":                            {gives("enterprise_owner", theUser, onBusiness)},
	"business.remove_admin":                         {takes("enterprise_owner", theUser, onBusiness)},
	"business.invite_admin":                         {announced(gives("enterprise_owner", theUser, onBusiness))},
	"business.add_billing_manager":                  {gives("billing manager", theUser, onBusiness)},
	"business.remove_billing_manager":               {takes("billing manager", theUser, onBusiness)},
	"business.add_member":                           {gives("member", theUser, onBusiness)},
	"business.remove_member":                        {takes("member", theUser, onBusiness)},
	"org.update_default_repository_permission":      {gives("", theOrg, onOrg)},
	"business.update_default_repository_permission": {gives("", theOrg, onBusiness)},
	"repo.add_member":                               {gives("", theUser, onRepo)},
	"repo.update_member":                            {gives("", theUser, onRepo)},
	"repo.remove_member":                            {takes("", theUser, onRepo)},
	"repository_invitation.create":                  {announced(gives("", theUser, onRepo))},
	"repository_invitation.accept":                  {gives("", theUser, onRepo)},
	"team.add_member":                               {gives("member", theUser, onTeam)},
	"team.remove_member":                            {takes("member", theUser, onTeam)},
	"team.promote_maintainer":                       {gives("maintainer", theUser, onTeam)},
	"team.demote_maintainer":                        {takes("maintainer", theUser, onTeam)},
	"team.add_repository":                           {gives("", theTeam, onRepo)},
	"team.remove_repository":                        {takes("", theTeam, onRepo)},
	"team.update_repository_permission":             {gives("", theTeam, onRepo)},
	"user.promote":                                  {gives("site_admin", theUser, onBusiness)},
	"user.demote":                                   {takes("site_admin", theUser, onBusiness)},

	// Accounts.
	"user.create":                       {identity(tabard.Created, theUser)},
	"user.delete":                       {identity(tabard.Deleted, theUser)},
	"user.suspend":                      {identity(tabard.Disabled, theUser)},
	"user.unsuspend":                    {identity(tabard.Enabled, theUser)},
	"external_identity.provision":       {identity(tabard.Created, theExternalIdentity)},
	"external_identity.deprovision":     {identity(tabard.Deleted, theExternalIdentity)},
	"external_identity.update":          {identity(tabard.Updated, theExternalIdentity)},
	"business.revoke_external_identity": {trust(tabard.Deleted, "", theUser)},
	"org.revoke_external_identity":      {trust(tabard.Deleted, "", theUser)},

	// Keys and tokens.
	"public_key.create":                            {credential(tabard.Created, tabard.CredentialKey, theKeyHolder)},
	"public_key.delete":                            {credential(tabard.Deleted, tabard.CredentialKey, theKeyHolder)},
	"public_key.update":                            {credential(tabard.Updated, tabard.CredentialKey, theKeyHolder)},
	"public_key.verify":                            {credential(tabard.Enabled, tabard.CredentialKey, theKeyHolder)},
	"public_key.unverify":                          {credential(tabard.Disabled, tabard.CredentialKey, theKeyHolder)},
	"personal_access_token.request_created":        {announced(credential(tabard.Created, tabard.CredentialToken, theUser))},
	"personal_access_token.access_granted":         {credential(tabard.Created, tabard.CredentialToken, theUser), gives("", theUser, onOrg)},
	"personal_access_token.access_revoked":         {credential(tabard.Deleted, tabard.CredentialToken, theUser), takes("", theUser, onOrg)},
	"personal_access_token.credential_regenerated": {credential(tabard.Updated, tabard.CredentialToken, theUser)},
	"oauth_access.regenerate":                      {credential(tabard.Updated, tabard.CredentialToken, theUser)},
	"oauth_access.revoke":                          {credential(tabard.Deleted, tabard.CredentialToken, theUser)},
	"org_credential_authorization.grant":           {credential(tabard.Enabled, tabard.CredentialToken, theUser)},
	"org_credential_authorization.deauthorize":     {credential(tabard.Disabled, tabard.CredentialToken, theUser)},
	"org_credential_authorization.revoke":          {credential(tabard.Disabled, tabard.CredentialToken, theUser)},
	"environment.create_actions_secret":            {credential(tabard.Created, tabard.CredentialSecret, theSecretHolder)},
	"environment.update_actions_secret":            {credential(tabard.Updated, tabard.CredentialSecret, theSecretHolder)},
	"environment.remove_actions_secret":            {credential(tabard.Deleted, tabard.CredentialSecret, theSecretHolder)},

	// Apps: what they are, prove themselves with, and may do.
	"integration_installation.create":               {identity(tabard.Created, theApp), gives("installation", theApp, onOrg)},
	"integration_installation.destroy":              {identity(tabard.Deleted, theApp), takes("installation", theApp, onOrg)},
	"integration_installation.suspend":              {identity(tabard.Disabled, theApp)},
	"integration_installation.unsuspend":            {identity(tabard.Enabled, theApp)},
	"integration_installation.repositories_added":   {gives("installation", theApp, onRepo)},
	"integration_installation.repositories_removed": {takes("installation", theApp, onRepo)},
	"integration_installation.version_updated":      {gives("updated permissions", theApp, onOrg)},
	"integration_installation_request.create":       {announced(gives("installation", theApp, onOrg))},
	"integration.suspend":                           {identity(tabard.Disabled, theApp)},
	"integration.unsuspend":                         {identity(tabard.Enabled, theApp)},
	"integration.transfer":                          {identity(tabard.Updated, theApp)},
	"integration.revoke_tokens":                     {credential(tabard.Deleted, tabard.CredentialToken, theApp)},
	"integration.revoke_all_tokens":                 {credential(tabard.Deleted, tabard.CredentialToken, theApp)},
	"oauth_application.reset_secret":                {credential(tabard.Updated, tabard.CredentialSecret, theOAuthApp)},
	"oauth_application.revoke_tokens":               {credential(tabard.Deleted, tabard.CredentialToken, theOAuthApp)},
	"oauth_application.revoke_all_tokens":           {credential(tabard.Deleted, tabard.CredentialToken, theOAuthApp)},
	"oauth_application.transfer":                    {identity(tabard.Updated, theOAuthApp)},
	"oauth_authorization.create":                    {gives("authorization", theOAuthApp, onOrg)},
	"oauth_authorization.update":                    {gives("authorization", theOAuthApp, onOrg)},
	"oauth_authorization.destroy":                   {takes("authorization", theOAuthApp, onOrg)},
	"org.oauth_app_access_approved":                 {gives("access", theOAuthApp, onOrg)},
	"org.oauth_app_access_requested":                {announced(gives("access", theOAuthApp, onOrg))},
	"org.oauth_app_access_denied":                   {takes("access", theOAuthApp, onOrg)},
	"org.oauth_app_access_blocked":                  {takes("access", theOAuthApp, onOrg)},

	// Who may vouch for whom.
	"ssh_certificate_authority.create":  {trust(tabard.Created, "SSH certificates", theOrg)},
	"ssh_certificate_authority.destroy": {trust(tabard.Deleted, "SSH certificates", theOrg)},

	// What is open to all.
	"repo.access": {gives("read", everybody, onRepo)},
}
