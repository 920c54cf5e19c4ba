// Package app puts the parts of Tabard together. It is the only package beside the commands that sees everything.
package app

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/anthropic"
	"tabard.dev/tabard/connectors/auth0"
	"tabard.dev/tabard/connectors/aws"
	"tabard.dev/tabard/connectors/azure"
	"tabard.dev/tabard/connectors/entra"
	"tabard.dev/tabard/connectors/gcp"
	"tabard.dev/tabard/connectors/generic"
	"tabard.dev/tabard/connectors/github"
	"tabard.dev/tabard/connectors/gitlab"
	"tabard.dev/tabard/connectors/kubernetes"
	"tabard.dev/tabard/connectors/m365"
	"tabard.dev/tabard/connectors/ocsf"
	"tabard.dev/tabard/connectors/okta"
	"tabard.dev/tabard/connectors/openai"
	"tabard.dev/tabard/connectors/postgres"
	"tabard.dev/tabard/connectors/snowflake"
	"tabard.dev/tabard/connectors/vault"
	accessdenied "tabard.dev/tabard/detectors/access-denied"
	accesskeycreated "tabard.dev/tabard/detectors/access-key-created"
	accountadmingranted "tabard.dev/tabard/detectors/account-admin-granted"
	accountlimitslifted "tabard.dev/tabard/detectors/account-limits-lifted"
	accountrecoverybyanother "tabard.dev/tabard/detectors/account-recovery-by-another"
	activityburst "tabard.dev/tabard/detectors/activity-burst"
	activitygrowsslowly "tabard.dev/tabard/detectors/activity-grows-slowly"
	adminkeycreated "tabard.dev/tabard/detectors/admin-key-created"
	adminpermissioninrole "tabard.dev/tabard/detectors/admin-permission-in-role"
	adminpolicyattached "tabard.dev/tabard/detectors/admin-policy-attached"
	adminportopened "tabard.dev/tabard/detectors/admin-port-opened"
	adminroletogroup "tabard.dev/tabard/detectors/admin-role-to-group"
	adminroletouser "tabard.dev/tabard/detectors/admin-role-to-user"
	administratorroleassumed "tabard.dev/tabard/detectors/administrator-role-assumed"
	admissionwebhookchanged "tabard.dev/tabard/detectors/admission-webhook-changed"
	admissionwebhookcreated "tabard.dev/tabard/detectors/admission-webhook-created"
	agentattached "tabard.dev/tabard/detectors/agent-attached"
	agentchangesaccess "tabard.dev/tabard/detectors/agent-changes-access"
	agentcreatescredentialsinbursts "tabard.dev/tabard/detectors/agent-creates-credentials-in-bursts"
	aidataexposed "tabard.dev/tabard/detectors/ai-data-exposed"
	aiguardrailchanged "tabard.dev/tabard/detectors/ai-guardrail-changed"
	ailoggingdisabled "tabard.dev/tabard/detectors/ai-logging-disabled"
	aimodelaccessrequested "tabard.dev/tabard/detectors/ai-model-access-requested"
	aiorganizationprotectionoff "tabard.dev/tabard/detectors/ai-organization-protection-off"
	aiorganizationsettingschanged "tabard.dev/tabard/detectors/ai-organization-settings-changed"
	airecordsdestroyed "tabard.dev/tabard/detectors/ai-records-destroyed"
	anonymousaccessallowed "tabard.dev/tabard/detectors/anonymous-access-allowed"
	apifrompublicaddress "tabard.dev/tabard/detectors/api-from-public-address"
	apirefusedfrompublicaddress "tabard.dev/tabard/detectors/api-refused-from-public-address"
	apitokencreated "tabard.dev/tabard/detectors/api-token-created"
	appinstalled "tabard.dev/tabard/detectors/app-installed"
	appinstalledeverywhere "tabard.dev/tabard/detectors/app-installed-everywhere"
	applicationcredentialadded "tabard.dev/tabard/detectors/application-credential-added"
	attackonsigninseen "tabard.dev/tabard/detectors/attack-on-sign-in-seen"
	attackprotectiondisabled "tabard.dev/tabard/detectors/attack-protection-disabled"
	attacktoolagent "tabard.dev/tabard/detectors/attack-tool-agent"
	auditeventsnarrowed "tabard.dev/tabard/detectors/audit-events-narrowed"
	auditstreamchanged "tabard.dev/tabard/detectors/audit-stream-changed"
	audittrailchanged "tabard.dev/tabard/detectors/audit-trail-changed"
	audittrailstopped "tabard.dev/tabard/detectors/audit-trail-stopped"
	azureaccesselevated "tabard.dev/tabard/detectors/azure-access-elevated"
	azurealertruledeleted "tabard.dev/tabard/detectors/azure-alert-rule-deleted"
	azurebackupdeleted "tabard.dev/tabard/detectors/azure-backup-deleted"
	azureblobanonymous "tabard.dev/tabard/detectors/azure-blob-anonymous"
	azureblobuploaded "tabard.dev/tabard/detectors/azure-blob-uploaded"
	azureclustercredentialstaken "tabard.dev/tabard/detectors/azure-cluster-credentials-taken"
	azurecustomrolewildcard "tabard.dev/tabard/detectors/azure-custom-role-wildcard"
	azuredefenderdisabled "tabard.dev/tabard/detectors/azure-defender-disabled"
	azuredelegatedtoothertenant "tabard.dev/tabard/detectors/azure-delegated-to-other-tenant"
	azurediagnosticsdeleted "tabard.dev/tabard/detectors/azure-diagnostics-deleted"
	azurediskexported "tabard.dev/tabard/detectors/azure-disk-exported"
	azurefederatedcredentialcreated "tabard.dev/tabard/detectors/azure-federated-credential-created"
	azurefirewalldeleted "tabard.dev/tabard/detectors/azure-firewall-deleted"
	azuregpustarted "tabard.dev/tabard/detectors/azure-gpu-started"
	azurekeyvaultdeleted "tabard.dev/tabard/detectors/azure-key-vault-deleted"
	azurekeyvaultpurged "tabard.dev/tabard/detectors/azure-key-vault-purged"
	azurenetworkopenedtointernet "tabard.dev/tabard/detectors/azure-network-opened-to-internet"
	azureopenedtointernet "tabard.dev/tabard/detectors/azure-opened-to-internet"
	azurepacketcapture "tabard.dev/tabard/detectors/azure-packet-capture"
	azurepolicyremoved "tabard.dev/tabard/detectors/azure-policy-removed"
	azureprivilegedroleorelevation "tabard.dev/tabard/detectors/azure-privileged-role-or-elevation"
	azureresourcedestroyed "tabard.dev/tabard/detectors/azure-resource-destroyed"
	azurerunbookchanged "tabard.dev/tabard/detectors/azure-runbook-changed"
	azureserviceweakened "tabard.dev/tabard/detectors/azure-service-weakened"
	azuresqlauditingdisabled "tabard.dev/tabard/detectors/azure-sql-auditing-disabled"
	azurestoragekeyslisted "tabard.dev/tabard/detectors/azure-storage-keys-listed"
	azurevaultsecretread "tabard.dev/tabard/detectors/azure-vault-secret-read"
	azurevmcommandrun "tabard.dev/tabard/detectors/azure-vm-command-run"
	backupdeleted "tabard.dev/tabard/detectors/backup-deleted"
	birthbyunknown "tabard.dev/tabard/detectors/birth-by-unknown"
	birthwithoutowner "tabard.dev/tabard/detectors/birth-without-owner"
	branchprotectiondisabled "tabard.dev/tabard/detectors/branch-protection-disabled"
	branchprotectionweakened "tabard.dev/tabard/detectors/branch-protection-weakened"
	bucketdeleted "tabard.dev/tabard/detectors/bucket-deleted"
	bucketmadepublic "tabard.dev/tabard/detectors/bucket-made-public"
	bucketusedthroughendpointfrompublicaddress "tabard.dev/tabard/detectors/bucket-used-through-endpoint-from-public-address"
	buildprojectchanged "tabard.dev/tabard/detectors/build-project-changed"
	cadencechanged "tabard.dev/tabard/detectors/cadence-changed"
	certificaterequestapproved "tabard.dev/tabard/detectors/certificate-request-approved"
	clidevicesignin "tabard.dev/tabard/detectors/cli-device-sign-in"
	clientcertificaterequested "tabard.dev/tabard/detectors/client-certificate-requested"
	clientregisteredbyitself "tabard.dev/tabard/detectors/client-registered-by-itself"
	clientsecretrotated "tabard.dev/tabard/detectors/client-secret-rotated"
	clusteradminbound "tabard.dev/tabard/detectors/cluster-admin-bound"
	clustereventsdeleted "tabard.dev/tabard/detectors/cluster-events-deleted"
	codeexported "tabard.dev/tabard/detectors/code-exported"
	codesecuritydisabled "tabard.dev/tabard/detectors/code-security-disabled"
	compromisedkeyquarantine "tabard.dev/tabard/detectors/compromised-key-quarantine"
	consoleloginfailed "tabard.dev/tabard/detectors/console-login-failed"
	consoleloginwithoutmfa "tabard.dev/tabard/detectors/console-login-without-mfa"
	credentialshared "tabard.dev/tabard/detectors/credential-shared"
	credentialusedafterrevocation "tabard.dev/tabard/detectors/credential-used-after-revocation"
	customeridentityweakened "tabard.dev/tabard/detectors/customer-identity-weakened"
	dataexported "tabard.dev/tabard/detectors/data-exported"
	datasharedwithaccount "tabard.dev/tabard/detectors/data-shared-with-account"
	dataunloaded "tabard.dev/tabard/detectors/data-unloaded"
	databasedropped "tabard.dev/tabard/detectors/database-dropped"
	databasemadepublic "tabard.dev/tabard/detectors/database-made-public"
	databasepasswordchanged "tabard.dev/tabard/detectors/database-password-changed"
	databasepasswordhashesread "tabard.dev/tabard/detectors/database-password-hashes-read"
	databaseprogramrun "tabard.dev/tabard/detectors/database-program-run"
	databaserestored "tabard.dev/tabard/detectors/database-restored"
	databaserolewithoutend "tabard.dev/tabard/detectors/database-role-without-end"
	databasesuperusermade "tabard.dev/tabard/detectors/database-superuser-made"
	delegatedadministratoradded "tabard.dev/tabard/detectors/delegated-administrator-added"
	deletionprotectionoff "tabard.dev/tabard/detectors/deletion-protection-off"
	deniedburst "tabard.dev/tabard/detectors/denied-burst"
	directorypasswordsetbyadmin "tabard.dev/tabard/detectors/directory-password-set-by-admin"
	discoveryburst "tabard.dev/tabard/detectors/discovery-burst"
	domaincontrolchanged "tabard.dev/tabard/detectors/domain-control-changed"
	dormantidentityawakes "tabard.dev/tabard/detectors/dormant-identity-awakes"
	encryptionkeydisabled "tabard.dev/tabard/detectors/encryption-key-disabled"
	endpointusedbyforeignaccount "tabard.dev/tabard/detectors/endpoint-used-by-foreign-account"
	entraaccountletinagain "tabard.dev/tabard/detectors/entra-account-let-in-again"
	entraadminconsentgiven "tabard.dev/tabard/detectors/entra-admin-consent-given"
	entraadmingroupjoined "tabard.dev/tabard/detectors/entra-admin-group-joined"
	entraadminrolegranted "tabard.dev/tabard/detectors/entra-admin-role-granted"
	entraappcredentialadded "tabard.dev/tabard/detectors/entra-app-credential-added"
	entraappopened "tabard.dev/tabard/detectors/entra-app-opened"
	entraappowneradded "tabard.dev/tabard/detectors/entra-app-owner-added"
	entraattacktool "tabard.dev/tabard/detectors/entra-attack-tool"
	entraauthenticationpolicychanged "tabard.dev/tabard/detectors/entra-authentication-policy-changed"
	entrablockedaccounttried "tabard.dev/tabard/detectors/entra-blocked-account-tried"
	entrabreakglasssignin "tabard.dev/tabard/detectors/entra-break-glass-sign-in"
	entraconditionalaccesschanged "tabard.dev/tabard/detectors/entra-conditional-access-changed"
	entraconditionalaccessweakened "tabard.dev/tabard/detectors/entra-conditional-access-weakened"
	entraconsentgiven "tabard.dev/tabard/detectors/entra-consent-given"
	entracrosstenantaccesschanged "tabard.dev/tabard/detectors/entra-cross-tenant-access-changed"
	entradevicecodesignin "tabard.dev/tabard/detectors/entra-device-code-sign-in"
	entradevicesecretread "tabard.dev/tabard/detectors/entra-device-secret-read"
	entradomainadded "tabard.dev/tabard/detectors/entra-domain-added"
	entradomaintrustchanged "tabard.dev/tabard/detectors/entra-domain-trust-changed"
	entraguestbecamemember "tabard.dev/tabard/detectors/entra-guest-became-member"
	entraidentityatrisk "tabard.dev/tabard/detectors/entra-identity-at-risk"
	entralegacysignin "tabard.dev/tabard/detectors/entra-legacy-sign-in"
	entramfadenied "tabard.dev/tabard/detectors/entra-mfa-denied"
	entramfadisabled "tabard.dev/tabard/detectors/entra-mfa-disabled"
	entraobjectdestroyed "tabard.dev/tabard/detectors/entra-object-destroyed"
	entrapasswordresetbyadmin "tabard.dev/tabard/detectors/entra-password-reset-by-admin"
	entrapimrolechanged "tabard.dev/tabard/detectors/entra-pim-role-changed"
	entrapimweakened "tabard.dev/tabard/detectors/entra-pim-weakened"
	entrariskysignin "tabard.dev/tabard/detectors/entra-risky-sign-in"
	entrasigninfailed "tabard.dev/tabard/detectors/entra-sign-in-failed"
	entrasigninwithoutmfa "tabard.dev/tabard/detectors/entra-sign-in-without-mfa"
	entrastrongpermissiongranted "tabard.dev/tabard/detectors/entra-strong-permission-granted"
	entratenantsettingsloosened "tabard.dev/tabard/detectors/entra-tenant-settings-loosened"
	everybodybound "tabard.dev/tabard/detectors/everybody-bound"
	externalstagetemporary "tabard.dev/tabard/detectors/external-stage-temporary"
	factordeactivated "tabard.dev/tabard/detectors/factor-deactivated"
	factorsallreset "tabard.dev/tabard/detectors/factors-all-reset"
	federationproviderchanged "tabard.dev/tabard/detectors/federation-provider-changed"
	federationtokenissued "tabard.dev/tabard/detectors/federation-token-issued"
	filedownloaded "tabard.dev/tabard/detectors/file-downloaded"
	flowlogsdeleted "tabard.dev/tabard/detectors/flow-logs-deleted"
	functionchanged "tabard.dev/tabard/detectors/function-changed"
	functioncodechanged "tabard.dev/tabard/detectors/function-code-changed"
	functioncodefromotheraccount "tabard.dev/tabard/detectors/function-code-from-other-account"
	functionmadepublic "tabard.dev/tabard/detectors/function-made-public"
	gcpadminrolegranted "tabard.dev/tabard/detectors/gcp-admin-role-granted"
	gcpauditconfigchanged "tabard.dev/tabard/detectors/gcp-audit-config-changed"
	gcpcredentialsigned "tabard.dev/tabard/detectors/gcp-credential-signed"
	gcpcustomrolechanged "tabard.dev/tabard/detectors/gcp-custom-role-changed"
	gcpdeploymentescalation "tabard.dev/tabard/detectors/gcp-deployment-escalation"
	gcpdestructivequery "tabard.dev/tabard/detectors/gcp-destructive-query"
	gcpfirewallopened "tabard.dev/tabard/detectors/gcp-firewall-opened"
	gcpfirewallruledeleted "tabard.dev/tabard/detectors/gcp-firewall-rule-deleted"
	gcpimpersonationgranted "tabard.dev/tabard/detectors/gcp-impersonation-granted"
	gcpinstancemetadatakeys "tabard.dev/tabard/detectors/gcp-instance-metadata-keys"
	gcpkeygrantedtostorage "tabard.dev/tabard/detectors/gcp-key-granted-to-storage"
	gcpkeyofotherprojectused "tabard.dev/tabard/detectors/gcp-key-of-other-project-used"
	gcpkeyversiondisabled "tabard.dev/tabard/detectors/gcp-key-version-disabled"
	gcplogsinkchanged "tabard.dev/tabard/detectors/gcp-log-sink-changed"
	gcplogsinkorbucketdeleted "tabard.dev/tabard/detectors/gcp-log-sink-or-bucket-deleted"
	gcpmachinemisused "tabard.dev/tabard/detectors/gcp-machine-misused"
	gcpnetworkchanged "tabard.dev/tabard/detectors/gcp-network-changed"
	gcporgpolicychanged "tabard.dev/tabard/detectors/gcp-org-policy-changed"
	gcpoutsidergranted "tabard.dev/tabard/detectors/gcp-outsider-granted"
	gcpprivilegedgroupjoined "tabard.dev/tabard/detectors/gcp-privileged-group-joined"
	gcpprotectionremoved "tabard.dev/tabard/detectors/gcp-protection-removed"
	gcppublicaccessgranted "tabard.dev/tabard/detectors/gcp-public-access-granted"
	gcpsecretread "tabard.dev/tabard/detectors/gcp-secret-read"
	gcpserviceaccountcreated "tabard.dev/tabard/detectors/gcp-service-account-created"
	gcpserviceaccountkeycreated "tabard.dev/tabard/detectors/gcp-service-account-key-created"
	gcpssoprofilechanged "tabard.dev/tabard/detectors/gcp-sso-profile-changed"
	gcpworkforcepoolchanged "tabard.dev/tabard/detectors/gcp-workforce-pool-changed"
	gcpworkloadpoolchanged "tabard.dev/tabard/detectors/gcp-workload-pool-changed"
	grantedtopublic "tabard.dev/tabard/detectors/granted-to-public"
	guardrailintervened "tabard.dev/tabard/detectors/guardrail-intervened"
	humanusesmachinecredential "tabard.dev/tabard/detectors/human-uses-machine-credential"
	identitydiscovery "tabard.dev/tabard/detectors/identity-discovery"
	identityproviderchanged "tabard.dev/tabard/detectors/identity-provider-changed"
	imagechanged "tabard.dev/tabard/detectors/image-changed"
	impossibletravel "tabard.dev/tabard/detectors/impossible-travel"
	instanceaccessbypush "tabard.dev/tabard/detectors/instance-access-by-push"
	instancecredentialfrompublicaddress "tabard.dev/tabard/detectors/instance-credential-from-public-address"
	instancesecretread "tabard.dev/tabard/detectors/instance-secret-read"
	integrationconnected "tabard.dev/tabard/detectors/integration-connected"
	invitedfromoutside "tabard.dev/tabard/detectors/invited-from-outside"
	ipallowlistoff "tabard.dev/tabard/detectors/ip-allowlist-off"
	keyforother "tabard.dev/tabard/detectors/key-for-other"
	kubernetesimpersonation "tabard.dev/tabard/detectors/kubernetes-impersonation"
	loggroupdeleted "tabard.dev/tabard/detectors/log-group-deleted"
	logretentionshortened "tabard.dev/tabard/detectors/log-retention-shortened"
	loginfailed "tabard.dev/tabard/detectors/login-failed"
	loginflowchanged "tabard.dev/tabard/detectors/login-flow-changed"
	loginsucceeded "tabard.dev/tabard/detectors/login-succeeded"
	loginviaproxy "tabard.dev/tabard/detectors/login-via-proxy"
	loginwithoutmfa "tabard.dev/tabard/detectors/login-without-mfa"
	m365adminmade "tabard.dev/tabard/detectors/m365-admin-made"
	m365auditdisabled "tabard.dev/tabard/detectors/m365-audit-disabled"
	m365contentsearched "tabard.dev/tabard/detectors/m365-content-searched"
	m365mailforwarded "tabard.dev/tabard/detectors/m365-mail-forwarded"
	m365mailprotectionremoved "tabard.dev/tabard/detectors/m365-mail-protection-removed"
	m365mailboxpermissiongiven "tabard.dev/tabard/detectors/m365-mailbox-permission-given"
	m365mfadisabled "tabard.dev/tabard/detectors/m365-mfa-disabled"
	m365sharedoutside "tabard.dev/tabard/detectors/m365-shared-outside"
	machineuseshumancredential "tabard.dev/tabard/detectors/machine-uses-human-credential"
	managepermissiongranted "tabard.dev/tabard/detectors/manage-permission-granted"
	managementapigranted "tabard.dev/tabard/detectors/management-api-granted"
	memberinvited "tabard.dev/tabard/detectors/member-invited"
	mfabypassattempted "tabard.dev/tabard/detectors/mfa-bypass-attempted"
	mfadeviceremoved "tabard.dev/tabard/detectors/mfa-device-removed"
	mfafactordisabled "tabard.dev/tabard/detectors/mfa-factor-disabled"
	modelabused "tabard.dev/tabard/detectors/model-abused"
	networkapprovaldisabled "tabard.dev/tabard/detectors/network-approval-disabled"
	networklayoutchanged "tabard.dev/tabard/detectors/network-layout-changed"
	networkpolicyweakened "tabard.dev/tabard/detectors/network-policy-weakened"
	newclientafterlearning "tabard.dev/tabard/detectors/new-client-after-learning"
	newnetworkafterlearning "tabard.dev/tabard/detectors/new-network-after-learning"
	nodeproxyused "tabard.dev/tabard/detectors/node-proxy-used"
	objectencryptedwithforeignkey "tabard.dev/tabard/detectors/object-encrypted-with-foreign-key"
	orgmemberaddedorremoved "tabard.dev/tabard/detectors/org-member-added-or-removed"
	orgpolicywidened "tabard.dev/tabard/detectors/org-policy-widened"
	organizationadminmade "tabard.dev/tabard/detectors/organization-admin-made"
	organizationguardrailchanged "tabard.dev/tabard/detectors/organization-guardrail-changed"
	organizationleft "tabard.dev/tabard/detectors/organization-left"
	organizationopenedtooutsiders "tabard.dev/tabard/detectors/organization-opened-to-outsiders"
	outsidecollaboratoradded "tabard.dev/tabard/detectors/outside-collaborator-added"
	ownpermissionslisted "tabard.dev/tabard/detectors/own-permissions-listed"
	ownershiplost "tabard.dev/tabard/detectors/ownership-lost"
	passwordpolicyweakened "tabard.dev/tabard/detectors/password-policy-weakened"
	passwordresetformany "tabard.dev/tabard/detectors/password-reset-for-many"
	passwordrevealed "tabard.dev/tabard/detectors/password-revealed"
	permissionboundaryremoved "tabard.dev/tabard/detectors/permission-boundary-removed"
	personaltokengranted "tabard.dev/tabard/detectors/personal-token-granted"
	phishingstopped "tabard.dev/tabard/detectors/phishing-stopped"
	podcapabilityadded "tabard.dev/tabard/detectors/pod-capability-added"
	podcommandrun "tabard.dev/tabard/detectors/pod-command-run"
	podhostpathsensitive "tabard.dev/tabard/detectors/pod-host-path-sensitive"
	podhostpid "tabard.dev/tabard/detectors/pod-host-pid"
	podportforwarded "tabard.dev/tabard/detectors/pod-port-forwarded"
	podprivileged "tabard.dev/tabard/detectors/pod-privileged"
	podsuspiciouscommand "tabard.dev/tabard/detectors/pod-suspicious-command"
	policychanged "tabard.dev/tabard/detectors/policy-changed"
	policydeletedoroff "tabard.dev/tabard/detectors/policy-deleted-or-off"
	policygrantseverything "tabard.dev/tabard/detectors/policy-grants-everything"
	policyondatadropped "tabard.dev/tabard/detectors/policy-on-data-dropped"
	policyraisesrights "tabard.dev/tabard/detectors/policy-raises-rights"
	protectivedefaultoff "tabard.dev/tabard/detectors/protective-default-off"
	ransomnoteuploaded "tabard.dev/tabard/detectors/ransom-note-uploaded"
	rareaction "tabard.dev/tabard/detectors/rare-action"
	refusedsharejump "tabard.dev/tabard/detectors/refused-share-jump"
	remotecommandsent "tabard.dev/tabard/detectors/remote-command-sent"
	remotesessionstarted "tabard.dev/tabard/detectors/remote-session-started"
	repositoryadmingranted "tabard.dev/tabard/detectors/repository-admin-granted"
	repositorydeleted "tabard.dev/tabard/detectors/repository-deleted"
	repositorymadepublic "tabard.dev/tabard/detectors/repository-made-public"
	repositoryvisibilitychanged "tabard.dev/tabard/detectors/repository-visibility-changed"
	resourcedestroyedindirectory "tabard.dev/tabard/detectors/resource-destroyed-in-directory"
	resourceopenedtoeverybody "tabard.dev/tabard/detectors/resource-opened-to-everybody"
	resourceopenedtootheraccount "tabard.dev/tabard/detectors/resource-opened-to-other-account"
	resourcesdeleted "tabard.dev/tabard/detectors/resources-deleted"
	riskysignin "tabard.dev/tabard/detectors/risky-sign-in"
	roletrustforotheraccount "tabard.dev/tabard/detectors/role-trust-for-other-account"
	rolewithcommandexecution "tabard.dev/tabard/detectors/role-with-command-execution"
	rolewithescalation "tabard.dev/tabard/detectors/role-with-escalation"
	rolewithsecretread "tabard.dev/tabard/detectors/role-with-secret-read"
	rolewithwildcards "tabard.dev/tabard/detectors/role-with-wildcards"
	rootactivity "tabard.dev/tabard/detectors/root-activity"
	rootconsolelogin "tabard.dev/tabard/detectors/root-console-login"
	rootkeycreated "tabard.dev/tabard/detectors/root-key-created"
	rootloginfailed "tabard.dev/tabard/detectors/root-login-failed"
	rootpasswordchanged "tabard.dev/tabard/detectors/root-password-changed"
	rootsessiontaken "tabard.dev/tabard/detectors/root-session-taken"
	roottokencreated "tabard.dev/tabard/detectors/root-token-created"
	roottokenused "tabard.dev/tabard/detectors/root-token-used"
	runnerregistered "tabard.dev/tabard/detectors/runner-registered"
	samlactivity "tabard.dev/tabard/detectors/saml-activity"
	secretpushprotectionbypassed "tabard.dev/tabard/detectors/secret-push-protection-bypassed"
	secretread "tabard.dev/tabard/detectors/secret-read"
	secretstorecopied "tabard.dev/tabard/detectors/secret-store-copied"
	secretstoreloginwidened "tabard.dev/tabard/detectors/secret-store-login-widened"
	secretstorepolicyforeverything "tabard.dev/tabard/detectors/secret-store-policy-for-everything"
	secretstoresealedorrekeyed "tabard.dev/tabard/detectors/secret-store-sealed-or-rekeyed"
	secretsbatchreadcatchall "tabard.dev/tabard/detectors/secrets-batch-read-catch-all"
	secretslistedeverywhere "tabard.dev/tabard/detectors/secrets-listed-everywhere"
	secretsreadinbulk "tabard.dev/tabard/detectors/secrets-read-in-bulk"
	securityalertraised "tabard.dev/tabard/detectors/security-alert-raised"
	securitygroupopened "tabard.dev/tabard/detectors/security-group-opened"
	selfescalation "tabard.dev/tabard/detectors/self-escalation"
	serviceaccountcloudrole "tabard.dev/tabard/detectors/service-account-cloud-role"
	serviceaccountcreated "tabard.dev/tabard/detectors/service-account-created"
	serviceaccounttokenlonglived "tabard.dev/tabard/detectors/service-account-token-long-lived"
	serviceaccounttokenrequested "tabard.dev/tabard/detectors/service-account-token-requested"
	signinintegrationchanged "tabard.dev/tabard/detectors/sign-in-integration-changed"
	signinofuserweakened "tabard.dev/tabard/detectors/sign-in-of-user-weakened"
	signinplacechanged "tabard.dev/tabard/detectors/sign-in-place-changed"
	signinpolicyweakened "tabard.dev/tabard/detectors/sign-in-policy-weakened"
	signinpressure "tabard.dev/tabard/detectors/sign-in-pressure"
	signinsafeguardremoved "tabard.dev/tabard/detectors/sign-in-safeguard-removed"
	signinsourcechanged "tabard.dev/tabard/detectors/sign-in-source-changed"
	signonpolicychanged "tabard.dev/tabard/detectors/sign-on-policy-changed"
	sourcesilent "tabard.dev/tabard/detectors/source-silent"
	ssodisabled "tabard.dev/tabard/detectors/sso-disabled"
	stolensessionsuspected "tabard.dev/tabard/detectors/stolen-session-suspected"
	strongcodecredential "tabard.dev/tabard/detectors/strong-code-credential"
	superadmingranted "tabard.dev/tabard/detectors/super-admin-granted"
	supportaccessgranted "tabard.dev/tabard/detectors/support-access-granted"
	systemobjectchanged "tabard.dev/tabard/detectors/system-object-changed"
	systemsecretread "tabard.dev/tabard/detectors/system-secret-read"
	systemworkloadcreated "tabard.dev/tabard/detectors/system-workload-created"
	taskprivileged "tabard.dev/tabard/detectors/task-privileged"
	tenantsettingsweakened "tabard.dev/tabard/detectors/tenant-settings-weakened"
	threatdetected "tabard.dev/tabard/detectors/threat-detected"
	threatdetectiondisabled "tabard.dev/tabard/detectors/threat-detection-disabled"
	trafficinterceptionopened "tabard.dev/tabard/detectors/traffic-interception-opened"
	trafficmirrored "tabard.dev/tabard/detectors/traffic-mirrored"
	unusualinstancestarted "tabard.dev/tabard/detectors/unusual-instance-started"
	usedbyforeignaccount "tabard.dev/tabard/detectors/used-by-foreign-account"
	useraddedtoadmingroup "tabard.dev/tabard/detectors/user-added-to-admin-group"
	usercreated "tabard.dev/tabard/detectors/user-created"
	userdatachanged "tabard.dev/tabard/detectors/user-data-changed"
	webfirewallremoved "tabard.dev/tabard/detectors/web-firewall-removed"
	webhookchanged "tabard.dev/tabard/detectors/webhook-changed"
	webhookmoved "tabard.dev/tabard/detectors/webhook-moved"
	workflowchecksout "tabard.dev/tabard/detectors/workflow-checks-out"
	workflowofforktrusted "tabard.dev/tabard/detectors/workflow-of-fork-trusted"
	workflowonpullrequesttarget "tabard.dev/tabard/detectors/workflow-on-pull-request-target"
	workflowstartedbybot "tabard.dev/tabard/detectors/workflow-started-by-bot"
	workflowtakesartifacts "tabard.dev/tabard/detectors/workflow-takes-artifacts"
	workspaceadminrolegranted "tabard.dev/tabard/detectors/workspace-admin-role-granted"
	workspacedelegationgranted "tabard.dev/tabard/detectors/workspace-delegation-granted"
	workspacemfaweakened "tabard.dev/tabard/detectors/workspace-mfa-weakened"
	"tabard.dev/tabard/sinks/file"
	"tabard.dev/tabard/sinks/webhook"
)

// Connectors lists the kinds of system that Tabard knows, by name.
func Connectors() []tabard.Connector {
	return []tabard.Connector{
		anthropic.Connector(),
		auth0.Connector(),
		aws.Connector(),
		azure.Connector(),
		entra.Connector(),
		gcp.Connector(),
		generic.Connector(),
		github.Connector(),
		gitlab.Connector(),
		kubernetes.Connector(),
		m365.Connector(),
		ocsf.Connector(),
		okta.Connector(),
		openai.Connector(),
		postgres.Connector(),
		snowflake.Connector(),
		vault.Connector(),
	}
}

// Behaviors lists what Tabard looks for, by name.
func Behaviors() []tabard.Behavior {
	return []tabard.Behavior{
		accessdenied.Behavior(),
		accesskeycreated.Behavior(),
		accountadmingranted.Behavior(),
		accountlimitslifted.Behavior(),
		accountrecoverybyanother.Behavior(),
		activityburst.Behavior(),
		activitygrowsslowly.Behavior(),
		administratorroleassumed.Behavior(),
		adminkeycreated.Behavior(),
		adminpermissioninrole.Behavior(),
		adminpolicyattached.Behavior(),
		adminportopened.Behavior(),
		adminroletogroup.Behavior(),
		adminroletouser.Behavior(),
		admissionwebhookchanged.Behavior(),
		admissionwebhookcreated.Behavior(),
		agentattached.Behavior(),
		agentchangesaccess.Behavior(),
		agentcreatescredentialsinbursts.Behavior(),
		aidataexposed.Behavior(),
		aiguardrailchanged.Behavior(),
		ailoggingdisabled.Behavior(),
		aimodelaccessrequested.Behavior(),
		aiorganizationprotectionoff.Behavior(),
		aiorganizationsettingschanged.Behavior(),
		airecordsdestroyed.Behavior(),
		anonymousaccessallowed.Behavior(),
		apifrompublicaddress.Behavior(),
		apirefusedfrompublicaddress.Behavior(),
		apitokencreated.Behavior(),
		appinstalled.Behavior(),
		appinstalledeverywhere.Behavior(),
		applicationcredentialadded.Behavior(),
		attackonsigninseen.Behavior(),
		attackprotectiondisabled.Behavior(),
		attacktoolagent.Behavior(),
		auditeventsnarrowed.Behavior(),
		auditstreamchanged.Behavior(),
		audittrailchanged.Behavior(),
		audittrailstopped.Behavior(),
		azureaccesselevated.Behavior(),
		azurealertruledeleted.Behavior(),
		azurebackupdeleted.Behavior(),
		azureblobanonymous.Behavior(),
		azureblobuploaded.Behavior(),
		azureclustercredentialstaken.Behavior(),
		azurecustomrolewildcard.Behavior(),
		azuredefenderdisabled.Behavior(),
		azuredelegatedtoothertenant.Behavior(),
		azurediagnosticsdeleted.Behavior(),
		azurediskexported.Behavior(),
		azurefederatedcredentialcreated.Behavior(),
		azurefirewalldeleted.Behavior(),
		azuregpustarted.Behavior(),
		azurekeyvaultdeleted.Behavior(),
		azurekeyvaultpurged.Behavior(),
		azurenetworkopenedtointernet.Behavior(),
		azureopenedtointernet.Behavior(),
		azurepacketcapture.Behavior(),
		azurepolicyremoved.Behavior(),
		azureprivilegedroleorelevation.Behavior(),
		azureresourcedestroyed.Behavior(),
		azurerunbookchanged.Behavior(),
		azureserviceweakened.Behavior(),
		azuresqlauditingdisabled.Behavior(),
		azurestoragekeyslisted.Behavior(),
		azurevaultsecretread.Behavior(),
		azurevmcommandrun.Behavior(),
		backupdeleted.Behavior(),
		birthbyunknown.Behavior(),
		birthwithoutowner.Behavior(),
		branchprotectiondisabled.Behavior(),
		branchprotectionweakened.Behavior(),
		bucketdeleted.Behavior(),
		bucketmadepublic.Behavior(),
		bucketusedthroughendpointfrompublicaddress.Behavior(),
		buildprojectchanged.Behavior(),
		cadencechanged.Behavior(),
		certificaterequestapproved.Behavior(),
		clidevicesignin.Behavior(),
		clientcertificaterequested.Behavior(),
		clientregisteredbyitself.Behavior(),
		clientsecretrotated.Behavior(),
		clusteradminbound.Behavior(),
		clustereventsdeleted.Behavior(),
		codeexported.Behavior(),
		codesecuritydisabled.Behavior(),
		compromisedkeyquarantine.Behavior(),
		consoleloginfailed.Behavior(),
		consoleloginwithoutmfa.Behavior(),
		credentialshared.Behavior(),
		credentialusedafterrevocation.Behavior(),
		customeridentityweakened.Behavior(),
		databasedropped.Behavior(),
		databasemadepublic.Behavior(),
		databasepasswordchanged.Behavior(),
		databasepasswordhashesread.Behavior(),
		databaseprogramrun.Behavior(),
		databaserestored.Behavior(),
		databaserolewithoutend.Behavior(),
		databasesuperusermade.Behavior(),
		dataexported.Behavior(),
		datasharedwithaccount.Behavior(),
		dataunloaded.Behavior(),
		delegatedadministratoradded.Behavior(),
		deletionprotectionoff.Behavior(),
		deniedburst.Behavior(),
		directorypasswordsetbyadmin.Behavior(),
		discoveryburst.Behavior(),
		domaincontrolchanged.Behavior(),
		dormantidentityawakes.Behavior(),
		encryptionkeydisabled.Behavior(),
		endpointusedbyforeignaccount.Behavior(),
		entraaccountletinagain.Behavior(),
		entraadminconsentgiven.Behavior(),
		entraadmingroupjoined.Behavior(),
		entraadminrolegranted.Behavior(),
		entraappcredentialadded.Behavior(),
		entraappopened.Behavior(),
		entraappowneradded.Behavior(),
		entraattacktool.Behavior(),
		entraauthenticationpolicychanged.Behavior(),
		entrablockedaccounttried.Behavior(),
		entrabreakglasssignin.Behavior(),
		entraconditionalaccesschanged.Behavior(),
		entraconditionalaccessweakened.Behavior(),
		entraconsentgiven.Behavior(),
		entracrosstenantaccesschanged.Behavior(),
		entradevicecodesignin.Behavior(),
		entradevicesecretread.Behavior(),
		entradomainadded.Behavior(),
		entradomaintrustchanged.Behavior(),
		entraguestbecamemember.Behavior(),
		entraidentityatrisk.Behavior(),
		entralegacysignin.Behavior(),
		entramfadenied.Behavior(),
		entramfadisabled.Behavior(),
		entraobjectdestroyed.Behavior(),
		entrapasswordresetbyadmin.Behavior(),
		entrapimrolechanged.Behavior(),
		entrapimweakened.Behavior(),
		entrariskysignin.Behavior(),
		entrasigninfailed.Behavior(),
		entrasigninwithoutmfa.Behavior(),
		entrastrongpermissiongranted.Behavior(),
		entratenantsettingsloosened.Behavior(),
		everybodybound.Behavior(),
		externalstagetemporary.Behavior(),
		factordeactivated.Behavior(),
		factorsallreset.Behavior(),
		federationproviderchanged.Behavior(),
		federationtokenissued.Behavior(),
		filedownloaded.Behavior(),
		flowlogsdeleted.Behavior(),
		functionchanged.Behavior(),
		functioncodechanged.Behavior(),
		functioncodefromotheraccount.Behavior(),
		functionmadepublic.Behavior(),
		gcpadminrolegranted.Behavior(),
		gcpauditconfigchanged.Behavior(),
		gcpcredentialsigned.Behavior(),
		gcpcustomrolechanged.Behavior(),
		gcpdeploymentescalation.Behavior(),
		gcpdestructivequery.Behavior(),
		gcpfirewallopened.Behavior(),
		gcpfirewallruledeleted.Behavior(),
		gcpimpersonationgranted.Behavior(),
		gcpinstancemetadatakeys.Behavior(),
		gcpkeygrantedtostorage.Behavior(),
		gcpkeyofotherprojectused.Behavior(),
		gcpkeyversiondisabled.Behavior(),
		gcplogsinkchanged.Behavior(),
		gcplogsinkorbucketdeleted.Behavior(),
		gcpmachinemisused.Behavior(),
		gcpnetworkchanged.Behavior(),
		gcporgpolicychanged.Behavior(),
		gcpoutsidergranted.Behavior(),
		gcpprivilegedgroupjoined.Behavior(),
		gcpprotectionremoved.Behavior(),
		gcppublicaccessgranted.Behavior(),
		gcpsecretread.Behavior(),
		gcpserviceaccountcreated.Behavior(),
		gcpserviceaccountkeycreated.Behavior(),
		gcpssoprofilechanged.Behavior(),
		gcpworkforcepoolchanged.Behavior(),
		gcpworkloadpoolchanged.Behavior(),
		grantedtopublic.Behavior(),
		guardrailintervened.Behavior(),
		humanusesmachinecredential.Behavior(),
		identitydiscovery.Behavior(),
		identityproviderchanged.Behavior(),
		imagechanged.Behavior(),
		impossibletravel.Behavior(),
		instanceaccessbypush.Behavior(),
		instancecredentialfrompublicaddress.Behavior(),
		instancesecretread.Behavior(),
		integrationconnected.Behavior(),
		invitedfromoutside.Behavior(),
		ipallowlistoff.Behavior(),
		keyforother.Behavior(),
		kubernetesimpersonation.Behavior(),
		loggroupdeleted.Behavior(),
		loginfailed.Behavior(),
		loginflowchanged.Behavior(),
		loginsucceeded.Behavior(),
		loginviaproxy.Behavior(),
		loginwithoutmfa.Behavior(),
		logretentionshortened.Behavior(),
		m365adminmade.Behavior(),
		m365auditdisabled.Behavior(),
		m365contentsearched.Behavior(),
		m365mailboxpermissiongiven.Behavior(),
		m365mailforwarded.Behavior(),
		m365mailprotectionremoved.Behavior(),
		m365mfadisabled.Behavior(),
		m365sharedoutside.Behavior(),
		machineuseshumancredential.Behavior(),
		managementapigranted.Behavior(),
		managepermissiongranted.Behavior(),
		memberinvited.Behavior(),
		mfabypassattempted.Behavior(),
		mfadeviceremoved.Behavior(),
		mfafactordisabled.Behavior(),
		modelabused.Behavior(),
		networkapprovaldisabled.Behavior(),
		networklayoutchanged.Behavior(),
		networkpolicyweakened.Behavior(),
		newclientafterlearning.Behavior(),
		newnetworkafterlearning.Behavior(),
		nodeproxyused.Behavior(),
		objectencryptedwithforeignkey.Behavior(),
		organizationadminmade.Behavior(),
		organizationguardrailchanged.Behavior(),
		organizationleft.Behavior(),
		organizationopenedtooutsiders.Behavior(),
		orgmemberaddedorremoved.Behavior(),
		orgpolicywidened.Behavior(),
		outsidecollaboratoradded.Behavior(),
		ownershiplost.Behavior(),
		ownpermissionslisted.Behavior(),
		passwordpolicyweakened.Behavior(),
		passwordresetformany.Behavior(),
		passwordrevealed.Behavior(),
		permissionboundaryremoved.Behavior(),
		personaltokengranted.Behavior(),
		phishingstopped.Behavior(),
		podcapabilityadded.Behavior(),
		podcommandrun.Behavior(),
		podhostpathsensitive.Behavior(),
		podhostpid.Behavior(),
		podportforwarded.Behavior(),
		podprivileged.Behavior(),
		podsuspiciouscommand.Behavior(),
		policychanged.Behavior(),
		policydeletedoroff.Behavior(),
		policygrantseverything.Behavior(),
		policyondatadropped.Behavior(),
		policyraisesrights.Behavior(),
		protectivedefaultoff.Behavior(),
		ransomnoteuploaded.Behavior(),
		rareaction.Behavior(),
		refusedsharejump.Behavior(),
		remotecommandsent.Behavior(),
		remotesessionstarted.Behavior(),
		repositoryadmingranted.Behavior(),
		repositorydeleted.Behavior(),
		repositorymadepublic.Behavior(),
		repositoryvisibilitychanged.Behavior(),
		resourcedestroyedindirectory.Behavior(),
		resourceopenedtoeverybody.Behavior(),
		resourceopenedtootheraccount.Behavior(),
		resourcesdeleted.Behavior(),
		riskysignin.Behavior(),
		roletrustforotheraccount.Behavior(),
		rolewithcommandexecution.Behavior(),
		rolewithescalation.Behavior(),
		rolewithsecretread.Behavior(),
		rolewithwildcards.Behavior(),
		rootactivity.Behavior(),
		rootconsolelogin.Behavior(),
		rootkeycreated.Behavior(),
		rootloginfailed.Behavior(),
		rootpasswordchanged.Behavior(),
		rootsessiontaken.Behavior(),
		roottokencreated.Behavior(),
		roottokenused.Behavior(),
		runnerregistered.Behavior(),
		samlactivity.Behavior(),
		secretpushprotectionbypassed.Behavior(),
		secretread.Behavior(),
		secretsbatchreadcatchall.Behavior(),
		secretslistedeverywhere.Behavior(),
		secretsreadinbulk.Behavior(),
		secretstorecopied.Behavior(),
		secretstoreloginwidened.Behavior(),
		secretstorepolicyforeverything.Behavior(),
		secretstoresealedorrekeyed.Behavior(),
		securityalertraised.Behavior(),
		securitygroupopened.Behavior(),
		selfescalation.Behavior(),
		serviceaccountcloudrole.Behavior(),
		serviceaccountcreated.Behavior(),
		serviceaccounttokenlonglived.Behavior(),
		serviceaccounttokenrequested.Behavior(),
		signinintegrationchanged.Behavior(),
		signinofuserweakened.Behavior(),
		signinplacechanged.Behavior(),
		signinpolicyweakened.Behavior(),
		signinpressure.Behavior(),
		signinsafeguardremoved.Behavior(),
		signinsourcechanged.Behavior(),
		signonpolicychanged.Behavior(),
		sourcesilent.Behavior(),
		ssodisabled.Behavior(),
		stolensessionsuspected.Behavior(),
		strongcodecredential.Behavior(),
		superadmingranted.Behavior(),
		supportaccessgranted.Behavior(),
		systemobjectchanged.Behavior(),
		systemsecretread.Behavior(),
		systemworkloadcreated.Behavior(),
		taskprivileged.Behavior(),
		tenantsettingsweakened.Behavior(),
		threatdetected.Behavior(),
		threatdetectiondisabled.Behavior(),
		trafficinterceptionopened.Behavior(),
		trafficmirrored.Behavior(),
		unusualinstancestarted.Behavior(),
		usedbyforeignaccount.Behavior(),
		useraddedtoadmingroup.Behavior(),
		usercreated.Behavior(),
		userdatachanged.Behavior(),
		webfirewallremoved.Behavior(),
		webhookchanged.Behavior(),
		webhookmoved.Behavior(),
		workflowchecksout.Behavior(),
		workflowofforktrusted.Behavior(),
		workflowonpullrequesttarget.Behavior(),
		workflowstartedbybot.Behavior(),
		workflowtakesartifacts.Behavior(),
		workspaceadminrolegranted.Behavior(),
		workspacedelegationgranted.Behavior(),
		workspacemfaweakened.Behavior(),
	}
}

// Sinks lists the kinds of place that Tabard tells its results to, by name.
func Sinks() []tabard.Sink {
	return []tabard.Sink{
		file.Sink(),
		webhook.Sink(),
	}
}
