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
	accessdeniedburst "tabard.dev/tabard/detectors/access-denied-burst"
	accesskeycreated "tabard.dev/tabard/detectors/access-key-created"
	accountadmingranted "tabard.dev/tabard/detectors/account-admin-granted"
	accountrecoverybyanother "tabard.dev/tabard/detectors/account-recovery-by-another"
	activityburst "tabard.dev/tabard/detectors/activity-burst"
	activitygrowsslowly "tabard.dev/tabard/detectors/activity-grows-slowly"
	admininvited "tabard.dev/tabard/detectors/admin-invited"
	adminkeycreated "tabard.dev/tabard/detectors/admin-key-created"
	adminpolicyattached "tabard.dev/tabard/detectors/admin-policy-attached"
	adminroletogroup "tabard.dev/tabard/detectors/admin-role-to-group"
	adminroletouser "tabard.dev/tabard/detectors/admin-role-to-user"
	administratorroleassumed "tabard.dev/tabard/detectors/administrator-role-assumed"
	admissionwebhookchanged "tabard.dev/tabard/detectors/admission-webhook-changed"
	admissionwebhookcreated "tabard.dev/tabard/detectors/admission-webhook-created"
	agentattached "tabard.dev/tabard/detectors/agent-attached"
	agentcreatescredentialsinbursts "tabard.dev/tabard/detectors/agent-creates-credentials-in-bursts"
	aidatasettingschanged "tabard.dev/tabard/detectors/ai-data-settings-changed"
	aiguardrailchanged "tabard.dev/tabard/detectors/ai-guardrail-changed"
	ailoggingdisabled "tabard.dev/tabard/detectors/ai-logging-disabled"
	aimodelaccessrequested "tabard.dev/tabard/detectors/ai-model-access-requested"
	aimodelusedbyperson "tabard.dev/tabard/detectors/ai-model-used-by-person"
	anonymousaccessallowed "tabard.dev/tabard/detectors/anonymous-access-allowed"
	anonymousaccessrefused "tabard.dev/tabard/detectors/anonymous-access-refused"
	anonymousbound "tabard.dev/tabard/detectors/anonymous-bound"
	apifrompublicaddress "tabard.dev/tabard/detectors/api-from-public-address"
	apirefusedfrompublicaddress "tabard.dev/tabard/detectors/api-refused-from-public-address"
	apitokencreated "tabard.dev/tabard/detectors/api-token-created"
	appinstalled "tabard.dev/tabard/detectors/app-installed"
	applicationcredentialadded "tabard.dev/tabard/detectors/application-credential-added"
	attackprotectiondisabled "tabard.dev/tabard/detectors/attack-protection-disabled"
	attacktoolagent "tabard.dev/tabard/detectors/attack-tool-agent"
	auditeventsnarrowed "tabard.dev/tabard/detectors/audit-events-narrowed"
	auditstreamchanged "tabard.dev/tabard/detectors/audit-stream-changed"
	audittrailchanged "tabard.dev/tabard/detectors/audit-trail-changed"
	audittrailstopped "tabard.dev/tabard/detectors/audit-trail-stopped"
	azureaccesselevated "tabard.dev/tabard/detectors/azure-access-elevated"
	azureactiongroupdeleted "tabard.dev/tabard/detectors/azure-action-group-deleted"
	azureadminroleassigned "tabard.dev/tabard/detectors/azure-admin-role-assigned"
	azurealertruledeleted "tabard.dev/tabard/detectors/azure-alert-rule-deleted"
	azureautomationaccountcreated "tabard.dev/tabard/detectors/azure-automation-account-created"
	azurebackupdeleted "tabard.dev/tabard/detectors/azure-backup-deleted"
	azureblobanonymous "tabard.dev/tabard/detectors/azure-blob-anonymous"
	azureblobdeleted "tabard.dev/tabard/detectors/azure-blob-deleted"
	azureblobuploaded "tabard.dev/tabard/detectors/azure-blob-uploaded"
	azureclustercredentialstaken "tabard.dev/tabard/detectors/azure-cluster-credentials-taken"
	azurecustomrolewildcard "tabard.dev/tabard/detectors/azure-custom-role-wildcard"
	azuredefenderdisabled "tabard.dev/tabard/detectors/azure-defender-disabled"
	azurediagnosticsdeleted "tabard.dev/tabard/detectors/azure-diagnostics-deleted"
	azurediskexported "tabard.dev/tabard/detectors/azure-disk-exported"
	azureeventhubdeleted "tabard.dev/tabard/detectors/azure-event-hub-deleted"
	azurefederatedcredentialcreated "tabard.dev/tabard/detectors/azure-federated-credential-created"
	azurefirewalldeleted "tabard.dev/tabard/detectors/azure-firewall-deleted"
	azureflowlogsdeleted "tabard.dev/tabard/detectors/azure-flow-logs-deleted"
	azurekeyvaultdeleted "tabard.dev/tabard/detectors/azure-key-vault-deleted"
	azurekeyvaultpurged "tabard.dev/tabard/detectors/azure-key-vault-purged"
	azurelogworkspacedeleted "tabard.dev/tabard/detectors/azure-log-workspace-deleted"
	azurenetworkopenedtointernet "tabard.dev/tabard/detectors/azure-network-opened-to-internet"
	azurenetworksecuritygroupchanged "tabard.dev/tabard/detectors/azure-network-security-group-changed"
	azurepacketcapture "tabard.dev/tabard/detectors/azure-packet-capture"
	azurepolicyremoved "tabard.dev/tabard/detectors/azure-policy-removed"
	azureprivilegedroleorelevation "tabard.dev/tabard/detectors/azure-privileged-role-or-elevation"
	azureresourcegroupdeleted "tabard.dev/tabard/detectors/azure-resource-group-deleted"
	azureresourcelockdeleted "tabard.dev/tabard/detectors/azure-resource-lock-deleted"
	azurerunbookchanged "tabard.dev/tabard/detectors/azure-runbook-changed"
	azuresentinelweakened "tabard.dev/tabard/detectors/azure-sentinel-weakened"
	azuresharedkeyenabled "tabard.dev/tabard/detectors/azure-shared-key-enabled"
	azuresqlauditingdisabled "tabard.dev/tabard/detectors/azure-sql-auditing-disabled"
	azuresqlfirewallchanged "tabard.dev/tabard/detectors/azure-sql-firewall-changed"
	azuresqlserverdeleted "tabard.dev/tabard/detectors/azure-sql-server-deleted"
	azurestoragekeyslisted "tabard.dev/tabard/detectors/azure-storage-keys-listed"
	azurevaultaccesschanged "tabard.dev/tabard/detectors/azure-vault-access-changed"
	azurevmcommandrun "tabard.dev/tabard/detectors/azure-vm-command-run"
	azurevmdeleted "tabard.dev/tabard/detectors/azure-vm-deleted"
	azurewafdeleted "tabard.dev/tabard/detectors/azure-waf-deleted"
	backupdeleted "tabard.dev/tabard/detectors/backup-deleted"
	birthbyunknown "tabard.dev/tabard/detectors/birth-by-unknown"
	birthwithoutowner "tabard.dev/tabard/detectors/birth-without-owner"
	branchprotectiondisabled "tabard.dev/tabard/detectors/branch-protection-disabled"
	bucketdeleted "tabard.dev/tabard/detectors/bucket-deleted"
	bucketloggingdisabled "tabard.dev/tabard/detectors/bucket-logging-disabled"
	bucketmadepublic "tabard.dev/tabard/detectors/bucket-made-public"
	bucketpolicychanged "tabard.dev/tabard/detectors/bucket-policy-changed"
	bucketpolicyforeverybody "tabard.dev/tabard/detectors/bucket-policy-for-everybody"
	bucketusedthroughendpointfrompublicaddress "tabard.dev/tabard/detectors/bucket-used-through-endpoint-from-public-address"
	bucketversioningsuspended "tabard.dev/tabard/detectors/bucket-versioning-suspended"
	cadencechanged "tabard.dev/tabard/detectors/cadence-changed"
	certificaterequestapproved "tabard.dev/tabard/detectors/certificate-request-approved"
	certificatetrustanchorcreated "tabard.dev/tabard/detectors/certificate-trust-anchor-created"
	clidevicesignin "tabard.dev/tabard/detectors/cli-device-sign-in"
	clientcertificaterequested "tabard.dev/tabard/detectors/client-certificate-requested"
	clientregisteredbyitself "tabard.dev/tabard/detectors/client-registered-by-itself"
	clusteradminbound "tabard.dev/tabard/detectors/cluster-admin-bound"
	clustereventsdeleted "tabard.dev/tabard/detectors/cluster-events-deleted"
	codesecuritydisabled "tabard.dev/tabard/detectors/code-security-disabled"
	compromisedkeyquarantine "tabard.dev/tabard/detectors/compromised-key-quarantine"
	configrecorderstopped "tabard.dev/tabard/detectors/config-recorder-stopped"
	configrulesdeleted "tabard.dev/tabard/detectors/config-rules-deleted"
	configservicecreated "tabard.dev/tabard/detectors/config-service-created"
	consoleloginfailed "tabard.dev/tabard/detectors/console-login-failed"
	consoleloginwithoutmfa "tabard.dev/tabard/detectors/console-login-without-mfa"
	consolepasswordguessed "tabard.dev/tabard/detectors/console-password-guessed"
	credentialshared "tabard.dev/tabard/detectors/credential-shared"
	credentialusedafterrevocation "tabard.dev/tabard/detectors/credential-used-after-revocation"
	cronjobchanged "tabard.dev/tabard/detectors/cronjob-changed"
	daemonsetcreated "tabard.dev/tabard/detectors/daemonset-created"
	datadiscoveryweakened "tabard.dev/tabard/detectors/data-discovery-weakened"
	dataunloaded "tabard.dev/tabard/detectors/data-unloaded"
	databasedeleted "tabard.dev/tabard/detectors/database-deleted"
	databaseexported "tabard.dev/tabard/detectors/database-exported"
	databasemadepublic "tabard.dev/tabard/detectors/database-made-public"
	databasepasswordchanged "tabard.dev/tabard/detectors/database-password-changed"
	databaseprogramrun "tabard.dev/tabard/detectors/database-program-run"
	databaserebooted "tabard.dev/tabard/detectors/database-rebooted"
	databaserestored "tabard.dev/tabard/detectors/database-restored"
	databaserolewithoutend "tabard.dev/tabard/detectors/database-role-without-end"
	databasesnapshotcopiedabroad "tabard.dev/tabard/detectors/database-snapshot-copied-abroad"
	databasesuperusermade "tabard.dev/tabard/detectors/database-superuser-made"
	debugcontaineradded "tabard.dev/tabard/detectors/debug-container-added"
	deniedburst "tabard.dev/tabard/detectors/denied-burst"
	deploykeyadded "tabard.dev/tabard/detectors/deploy-key-added"
	discoveryburst "tabard.dev/tabard/detectors/discovery-burst"
	dnslogsdeleted "tabard.dev/tabard/detectors/dns-logs-deleted"
	dormantidentityawakes "tabard.dev/tabard/detectors/dormant-identity-awakes"
	encryptionkeydisabled "tabard.dev/tabard/detectors/encryption-key-disabled"
	endpointusedbyforeignaccount "tabard.dev/tabard/detectors/endpoint-used-by-foreign-account"
	endpointusedfrompublicaddress "tabard.dev/tabard/detectors/endpoint-used-from-public-address"
	entraadminconsentgiven "tabard.dev/tabard/detectors/entra-admin-consent-given"
	entraadminrolegranted "tabard.dev/tabard/detectors/entra-admin-role-granted"
	entraappcredentialadded "tabard.dev/tabard/detectors/entra-app-credential-added"
	entraattacktool "tabard.dev/tabard/detectors/entra-attack-tool"
	entraauthenticationpolicychanged "tabard.dev/tabard/detectors/entra-authentication-policy-changed"
	entraconditionalaccesschanged "tabard.dev/tabard/detectors/entra-conditional-access-changed"
	entraconditionalaccessdeleted "tabard.dev/tabard/detectors/entra-conditional-access-deleted"
	entraconsentgiven "tabard.dev/tabard/detectors/entra-consent-given"
	entracrosstenantaccesschanged "tabard.dev/tabard/detectors/entra-cross-tenant-access-changed"
	entradevicecodesignin "tabard.dev/tabard/detectors/entra-device-code-sign-in"
	entradomaintrustchanged "tabard.dev/tabard/detectors/entra-domain-trust-changed"
	entraguestbecamemember "tabard.dev/tabard/detectors/entra-guest-became-member"
	entralegacysignin "tabard.dev/tabard/detectors/entra-legacy-sign-in"
	entramfadenied "tabard.dev/tabard/detectors/entra-mfa-denied"
	entramfadisabled "tabard.dev/tabard/detectors/entra-mfa-disabled"
	entramfapolicyweakened "tabard.dev/tabard/detectors/entra-mfa-policy-weakened"
	entrapimrolechanged "tabard.dev/tabard/detectors/entra-pim-role-changed"
	entrariskdetected "tabard.dev/tabard/detectors/entra-risk-detected"
	entrariskysignin "tabard.dev/tabard/detectors/entra-risky-sign-in"
	entrasigninfailed "tabard.dev/tabard/detectors/entra-sign-in-failed"
	entrasigninwithoutmfa "tabard.dev/tabard/detectors/entra-sign-in-without-mfa"
	entrastrongpermissiongranted "tabard.dev/tabard/detectors/entra-strong-permission-granted"
	everybodybound "tabard.dev/tabard/detectors/everybody-bound"
	externalstagetemporary "tabard.dev/tabard/detectors/external-stage-temporary"
	factordeactivated "tabard.dev/tabard/detectors/factor-deactivated"
	factorsallreset "tabard.dev/tabard/detectors/factors-all-reset"
	federationtokenissued "tabard.dev/tabard/detectors/federation-token-issued"
	filedownloaded "tabard.dev/tabard/detectors/file-downloaded"
	flowlogsdeleted "tabard.dev/tabard/detectors/flow-logs-deleted"
	functionchanged "tabard.dev/tabard/detectors/function-changed"
	functioncodechanged "tabard.dev/tabard/detectors/function-code-changed"
	functionmadepublic "tabard.dev/tabard/detectors/function-made-public"
	gcpadminrolegranted "tabard.dev/tabard/detectors/gcp-admin-role-granted"
	gcpauditconfigchanged "tabard.dev/tabard/detectors/gcp-audit-config-changed"
	gcpcredentialsigned "tabard.dev/tabard/detectors/gcp-credential-signed"
	gcpcustomrolechanged "tabard.dev/tabard/detectors/gcp-custom-role-changed"
	gcpdeploymentescalation "tabard.dev/tabard/detectors/gcp-deployment-escalation"
	gcpdestructivequery "tabard.dev/tabard/detectors/gcp-destructive-query"
	gcpfirewallopened "tabard.dev/tabard/detectors/gcp-firewall-opened"
	gcpfirewallrulechanged "tabard.dev/tabard/detectors/gcp-firewall-rule-changed"
	gcpfirewallruledeleted "tabard.dev/tabard/detectors/gcp-firewall-rule-deleted"
	gcphmackeycreated "tabard.dev/tabard/detectors/gcp-hmac-key-created"
	gcpimpersonationgranted "tabard.dev/tabard/detectors/gcp-impersonation-granted"
	gcpimpersonationsignblob "tabard.dev/tabard/detectors/gcp-impersonation-sign-blob"
	gcpinstancemetadatakeys "tabard.dev/tabard/detectors/gcp-instance-metadata-keys"
	gcpkeygrantedtostorage "tabard.dev/tabard/detectors/gcp-key-granted-to-storage"
	gcpkeyofotherprojectused "tabard.dev/tabard/detectors/gcp-key-of-other-project-used"
	gcpkeyversiondisabled "tabard.dev/tabard/detectors/gcp-key-version-disabled"
	gcplogsinkchanged "tabard.dev/tabard/detectors/gcp-log-sink-changed"
	gcplogsinkorbucketdeleted "tabard.dev/tabard/detectors/gcp-log-sink-or-bucket-deleted"
	gcpnetworkchanged "tabard.dev/tabard/detectors/gcp-network-changed"
	gcporgpolicychanged "tabard.dev/tabard/detectors/gcp-org-policy-changed"
	gcpprivilegedgroupjoined "tabard.dev/tabard/detectors/gcp-privileged-group-joined"
	gcppublicaccessgranted "tabard.dev/tabard/detectors/gcp-public-access-granted"
	gcpsecretread "tabard.dev/tabard/detectors/gcp-secret-read"
	gcpserviceaccountcreated "tabard.dev/tabard/detectors/gcp-service-account-created"
	gcpserviceaccountkeycreated "tabard.dev/tabard/detectors/gcp-service-account-key-created"
	gcpssoprofilechanged "tabard.dev/tabard/detectors/gcp-sso-profile-changed"
	gcptagbindingcreated "tabard.dev/tabard/detectors/gcp-tag-binding-created"
	gcpworkforcepoolchanged "tabard.dev/tabard/detectors/gcp-workforce-pool-changed"
	gcpworkloadpoolchanged "tabard.dev/tabard/detectors/gcp-workload-pool-changed"
	grantedtopublic "tabard.dev/tabard/detectors/granted-to-public"
	guardrailintervened "tabard.dev/tabard/detectors/guardrail-intervened"
	humanusesmachinecredential "tabard.dev/tabard/detectors/human-uses-machine-credential"
	identitydiscovery "tabard.dev/tabard/detectors/identity-discovery"
	identityproviderchanged "tabard.dev/tabard/detectors/identity-provider-changed"
	imagechanged "tabard.dev/tabard/detectors/image-changed"
	instanceaccessbypush "tabard.dev/tabard/detectors/instance-access-by-push"
	instancecredentialfrompublicaddress "tabard.dev/tabard/detectors/instance-credential-from-public-address"
	instancedoesadministration "tabard.dev/tabard/detectors/instance-does-administration"
	instancemonitoringchanged "tabard.dev/tabard/detectors/instance-monitoring-changed"
	integrationconnected "tabard.dev/tabard/detectors/integration-connected"
	ipallowlistchanged "tabard.dev/tabard/detectors/ip-allowlist-changed"
	iprestrictionremoved "tabard.dev/tabard/detectors/ip-restriction-removed"
	keyforother "tabard.dev/tabard/detectors/key-for-other"
	keyusedfrommanyaddresses "tabard.dev/tabard/detectors/key-used-from-many-addresses"
	kubernetesimpersonation "tabard.dev/tabard/detectors/kubernetes-impersonation"
	kubernetesrolechanged "tabard.dev/tabard/detectors/kubernetes-role-changed"
	loggroupdeleted "tabard.dev/tabard/detectors/log-group-deleted"
	loginfailed "tabard.dev/tabard/detectors/login-failed"
	loginflowchanged "tabard.dev/tabard/detectors/login-flow-changed"
	loginprofileforother "tabard.dev/tabard/detectors/login-profile-for-other"
	loginsucceeded "tabard.dev/tabard/detectors/login-succeeded"
	loginviaproxy "tabard.dev/tabard/detectors/login-via-proxy"
	loginwithoutmfa "tabard.dev/tabard/detectors/login-without-mfa"
	m365auditdisabled "tabard.dev/tabard/detectors/m365-audit-disabled"
	m365mailforwarded "tabard.dev/tabard/detectors/m365-mail-forwarded"
	m365mailprotectionremoved "tabard.dev/tabard/detectors/m365-mail-protection-removed"
	m365mailboxpermissiongiven "tabard.dev/tabard/detectors/m365-mailbox-permission-given"
	m365mfadisabled "tabard.dev/tabard/detectors/m365-mfa-disabled"
	m365sharedoutside "tabard.dev/tabard/detectors/m365-shared-outside"
	machineuseshumancredential "tabard.dev/tabard/detectors/machine-uses-human-credential"
	mailserviceprobed "tabard.dev/tabard/detectors/mail-service-probed"
	managepermissiongranted "tabard.dev/tabard/detectors/manage-permission-granted"
	memberinvited "tabard.dev/tabard/detectors/member-invited"
	mfabypassattempted "tabard.dev/tabard/detectors/mfa-bypass-attempted"
	mfadeviceremoved "tabard.dev/tabard/detectors/mfa-device-removed"
	mfafactordisabled "tabard.dev/tabard/detectors/mfa-factor-disabled"
	mfapolicydisabled "tabard.dev/tabard/detectors/mfa-policy-disabled"
	modelusedbyuserkey "tabard.dev/tabard/detectors/model-used-by-user-key"
	moderatoradded "tabard.dev/tabard/detectors/moderator-added"
	networkaclchanged "tabard.dev/tabard/detectors/network-acl-changed"
	networkaclopened "tabard.dev/tabard/detectors/network-acl-opened"
	networkapprovaldisabled "tabard.dev/tabard/detectors/network-approval-disabled"
	networkgatewaychanged "tabard.dev/tabard/detectors/network-gateway-changed"
	networkpolicyweakened "tabard.dev/tabard/detectors/network-policy-weakened"
	newclientafterlearning "tabard.dev/tabard/detectors/new-client-after-learning"
	newnetworkafterlearning "tabard.dev/tabard/detectors/new-network-after-learning"
	objectencryptedwithforeignkey "tabard.dev/tabard/detectors/object-encrypted-with-foreign-key"
	orgmemberaddedorremoved "tabard.dev/tabard/detectors/org-member-added-or-removed"
	organizationadminmade "tabard.dev/tabard/detectors/organization-admin-made"
	organizationguardrailchanged "tabard.dev/tabard/detectors/organization-guardrail-changed"
	organizationleft "tabard.dev/tabard/detectors/organization-left"
	outsidecollaboratoradded "tabard.dev/tabard/detectors/outside-collaborator-added"
	ownpermissionslisted "tabard.dev/tabard/detectors/own-permissions-listed"
	ownershiplost "tabard.dev/tabard/detectors/ownership-lost"
	parametersreadinbulk "tabard.dev/tabard/detectors/parameters-read-in-bulk"
	passwordpolicyread "tabard.dev/tabard/detectors/password-policy-read"
	passwordpolicyweakened "tabard.dev/tabard/detectors/password-policy-weakened"
	passwordresetformany "tabard.dev/tabard/detectors/password-reset-for-many"
	passwordrevealed "tabard.dev/tabard/detectors/password-revealed"
	permissionboundaryremoved "tabard.dev/tabard/detectors/permission-boundary-removed"
	personaltokengranted "tabard.dev/tabard/detectors/personal-token-granted"
	phishingstopped "tabard.dev/tabard/detectors/phishing-stopped"
	podcapabilityadded "tabard.dev/tabard/detectors/pod-capability-added"
	podcommandrun "tabard.dev/tabard/detectors/pod-command-run"
	podhostipc "tabard.dev/tabard/detectors/pod-host-ipc"
	podhostnetwork "tabard.dev/tabard/detectors/pod-host-network"
	podhostpathsensitive "tabard.dev/tabard/detectors/pod-host-path-sensitive"
	podhostpid "tabard.dev/tabard/detectors/pod-host-pid"
	podportforwarded "tabard.dev/tabard/detectors/pod-port-forwarded"
	podprivileged "tabard.dev/tabard/detectors/pod-privileged"
	policychanged "tabard.dev/tabard/detectors/policy-changed"
	policydeletedoroff "tabard.dev/tabard/detectors/policy-deleted-or-off"
	policygrantseverything "tabard.dev/tabard/detectors/policy-grants-everything"
	postloginflowchanged "tabard.dev/tabard/detectors/post-login-flow-changed"
	ransomnoteuploaded "tabard.dev/tabard/detectors/ransom-note-uploaded"
	rareaction "tabard.dev/tabard/detectors/rare-action"
	refusedsharejump "tabard.dev/tabard/detectors/refused-share-jump"
	regionenabled "tabard.dev/tabard/detectors/region-enabled"
	registrychanged "tabard.dev/tabard/detectors/registry-changed"
	remotecommandsent "tabard.dev/tabard/detectors/remote-command-sent"
	remotecommandtomany "tabard.dev/tabard/detectors/remote-command-to-many"
	remotesessionstarted "tabard.dev/tabard/detectors/remote-session-started"
	repositorydeleted "tabard.dev/tabard/detectors/repository-deleted"
	repositorymadepublic "tabard.dev/tabard/detectors/repository-made-public"
	repositorytransferred "tabard.dev/tabard/detectors/repository-transferred"
	repositoryvisibilitychanged "tabard.dev/tabard/detectors/repository-visibility-changed"
	resourceopenedtootheraccount "tabard.dev/tabard/detectors/resource-opened-to-other-account"
	riskassessmentdisabled "tabard.dev/tabard/detectors/risk-assessment-disabled"
	roletrustforeverybody "tabard.dev/tabard/detectors/role-trust-for-everybody"
	roletrustforotheraccount "tabard.dev/tabard/detectors/role-trust-for-other-account"
	roletrustwithoutsubject "tabard.dev/tabard/detectors/role-trust-without-subject"
	rolewithcommandexecution "tabard.dev/tabard/detectors/role-with-command-execution"
	rolewithescalation "tabard.dev/tabard/detectors/role-with-escalation"
	rolewithimpersonation "tabard.dev/tabard/detectors/role-with-impersonation"
	rolewithnodeproxy "tabard.dev/tabard/detectors/role-with-node-proxy"
	rolewithsecretread "tabard.dev/tabard/detectors/role-with-secret-read"
	rolewithtokencreation "tabard.dev/tabard/detectors/role-with-token-creation"
	rolewithwildcards "tabard.dev/tabard/detectors/role-with-wildcards"
	rootactivity "tabard.dev/tabard/detectors/root-activity"
	rootconsolelogin "tabard.dev/tabard/detectors/root-console-login"
	rootkeycreated "tabard.dev/tabard/detectors/root-key-created"
	rootpasswordchanged "tabard.dev/tabard/detectors/root-password-changed"
	rootpolicybyidentity "tabard.dev/tabard/detectors/root-policy-by-identity"
	roottokencreated "tabard.dev/tabard/detectors/root-token-created"
	roottokenused "tabard.dev/tabard/detectors/root-token-used"
	routetablechanged "tabard.dev/tabard/detectors/route-table-changed"
	runnerregistered "tabard.dev/tabard/detectors/runner-registered"
	samlactivity "tabard.dev/tabard/detectors/saml-activity"
	secretpushprotectionbypassed "tabard.dev/tabard/detectors/secret-push-protection-bypassed"
	secretread "tabard.dev/tabard/detectors/secret-read"
	secretscanningdisabled "tabard.dev/tabard/detectors/secret-scanning-disabled"
	secretstorecopied "tabard.dev/tabard/detectors/secret-store-copied"
	secretstoresealedorrekeyed "tabard.dev/tabard/detectors/secret-store-sealed-or-rekeyed"
	secretsbatchread "tabard.dev/tabard/detectors/secrets-batch-read"
	secretsbatchreadcatchall "tabard.dev/tabard/detectors/secrets-batch-read-catch-all"
	secretslistedeverywhere "tabard.dev/tabard/detectors/secrets-listed-everywhere"
	secretsreadinbulk "tabard.dev/tabard/detectors/secrets-read-in-bulk"
	securitygroupchanged "tabard.dev/tabard/detectors/security-group-changed"
	securitygroupopened "tabard.dev/tabard/detectors/security-group-opened"
	securityhubweakened "tabard.dev/tabard/detectors/security-hub-weakened"
	selfescalation "tabard.dev/tabard/detectors/self-escalation"
	serialconsoleenabled "tabard.dev/tabard/detectors/serial-console-enabled"
	serviceaccountcreated "tabard.dev/tabard/detectors/service-account-created"
	serviceaccounttokenlonglived "tabard.dev/tabard/detectors/service-account-token-long-lived"
	serviceaccounttokenrequested "tabard.dev/tabard/detectors/service-account-token-requested"
	serviceaccounttokensecret "tabard.dev/tabard/detectors/service-account-token-secret"
	serviceonnodeport "tabard.dev/tabard/detectors/service-on-node-port"
	signinofuserweakened "tabard.dev/tabard/detectors/sign-in-of-user-weakened"
	signinplacechanged "tabard.dev/tabard/detectors/sign-in-place-changed"
	signinpolicyweakened "tabard.dev/tabard/detectors/sign-in-policy-weakened"
	signinpressure "tabard.dev/tabard/detectors/sign-in-pressure"
	signinsafeguardremoved "tabard.dev/tabard/detectors/sign-in-safeguard-removed"
	signinsettingschanged "tabard.dev/tabard/detectors/sign-in-settings-changed"
	signonpolicychanged "tabard.dev/tabard/detectors/sign-on-policy-changed"
	snapshotmadepublic "tabard.dev/tabard/detectors/snapshot-made-public"
	snapshotshared "tabard.dev/tabard/detectors/snapshot-shared"
	softwarediscovery "tabard.dev/tabard/detectors/software-discovery"
	sourcesilent "tabard.dev/tabard/detectors/source-silent"
	ssodisabled "tabard.dev/tabard/detectors/sso-disabled"
	stolensessionsuspected "tabard.dev/tabard/detectors/stolen-session-suspected"
	superadmingranted "tabard.dev/tabard/detectors/super-admin-granted"
	supportaccessgranted "tabard.dev/tabard/detectors/support-access-granted"
	systemsecretread "tabard.dev/tabard/detectors/system-secret-read"
	systemworkloadcreated "tabard.dev/tabard/detectors/system-workload-created"
	teamchanged "tabard.dev/tabard/detectors/team-changed"
	tenantmemberremoved "tabard.dev/tabard/detectors/tenant-member-removed"
	threatdetected "tabard.dev/tabard/detectors/threat-detected"
	threatdetectiondisabled "tabard.dev/tabard/detectors/threat-detection-disabled"
	threatdetectionmuted "tabard.dev/tabard/detectors/threat-detection-muted"
	trafficmirrored "tabard.dev/tabard/detectors/traffic-mirrored"
	twofactornotrequired "tabard.dev/tabard/detectors/two-factor-not-required"
	unusualinstancestarted "tabard.dev/tabard/detectors/unusual-instance-started"
	useraddedtoadmingroup "tabard.dev/tabard/detectors/user-added-to-admin-group"
	usercreated "tabard.dev/tabard/detectors/user-created"
	userdatachanged "tabard.dev/tabard/detectors/user-data-changed"
	userdataread "tabard.dev/tabard/detectors/user-data-read"
	vpcchanged "tabard.dev/tabard/detectors/vpc-changed"
	webfirewallremoved "tabard.dev/tabard/detectors/web-firewall-removed"
	webhookchanged "tabard.dev/tabard/detectors/webhook-changed"
	windowspasswordread "tabard.dev/tabard/detectors/windows-password-read"
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
		accessdeniedburst.Behavior(),
		accesskeycreated.Behavior(),
		accountadmingranted.Behavior(),
		accountrecoverybyanother.Behavior(),
		activityburst.Behavior(),
		activitygrowsslowly.Behavior(),
		admininvited.Behavior(),
		administratorroleassumed.Behavior(),
		adminkeycreated.Behavior(),
		adminpolicyattached.Behavior(),
		adminroletogroup.Behavior(),
		adminroletouser.Behavior(),
		admissionwebhookchanged.Behavior(),
		admissionwebhookcreated.Behavior(),
		agentattached.Behavior(),
		agentcreatescredentialsinbursts.Behavior(),
		aidatasettingschanged.Behavior(),
		aiguardrailchanged.Behavior(),
		ailoggingdisabled.Behavior(),
		aimodelaccessrequested.Behavior(),
		aimodelusedbyperson.Behavior(),
		anonymousaccessallowed.Behavior(),
		anonymousaccessrefused.Behavior(),
		anonymousbound.Behavior(),
		apifrompublicaddress.Behavior(),
		apirefusedfrompublicaddress.Behavior(),
		apitokencreated.Behavior(),
		appinstalled.Behavior(),
		applicationcredentialadded.Behavior(),
		attackprotectiondisabled.Behavior(),
		attacktoolagent.Behavior(),
		auditeventsnarrowed.Behavior(),
		auditstreamchanged.Behavior(),
		audittrailchanged.Behavior(),
		audittrailstopped.Behavior(),
		azureaccesselevated.Behavior(),
		azureactiongroupdeleted.Behavior(),
		azureadminroleassigned.Behavior(),
		azurealertruledeleted.Behavior(),
		azureautomationaccountcreated.Behavior(),
		azurebackupdeleted.Behavior(),
		azureblobanonymous.Behavior(),
		azureblobdeleted.Behavior(),
		azureblobuploaded.Behavior(),
		azureclustercredentialstaken.Behavior(),
		azurecustomrolewildcard.Behavior(),
		azuredefenderdisabled.Behavior(),
		azurediagnosticsdeleted.Behavior(),
		azurediskexported.Behavior(),
		azureeventhubdeleted.Behavior(),
		azurefederatedcredentialcreated.Behavior(),
		azurefirewalldeleted.Behavior(),
		azureflowlogsdeleted.Behavior(),
		azurekeyvaultdeleted.Behavior(),
		azurekeyvaultpurged.Behavior(),
		azurelogworkspacedeleted.Behavior(),
		azurenetworkopenedtointernet.Behavior(),
		azurenetworksecuritygroupchanged.Behavior(),
		azurepacketcapture.Behavior(),
		azurepolicyremoved.Behavior(),
		azureprivilegedroleorelevation.Behavior(),
		azureresourcegroupdeleted.Behavior(),
		azureresourcelockdeleted.Behavior(),
		azurerunbookchanged.Behavior(),
		azuresentinelweakened.Behavior(),
		azuresharedkeyenabled.Behavior(),
		azuresqlauditingdisabled.Behavior(),
		azuresqlfirewallchanged.Behavior(),
		azuresqlserverdeleted.Behavior(),
		azurestoragekeyslisted.Behavior(),
		azurevaultaccesschanged.Behavior(),
		azurevmcommandrun.Behavior(),
		azurevmdeleted.Behavior(),
		azurewafdeleted.Behavior(),
		backupdeleted.Behavior(),
		birthbyunknown.Behavior(),
		birthwithoutowner.Behavior(),
		branchprotectiondisabled.Behavior(),
		bucketdeleted.Behavior(),
		bucketloggingdisabled.Behavior(),
		bucketmadepublic.Behavior(),
		bucketpolicychanged.Behavior(),
		bucketpolicyforeverybody.Behavior(),
		bucketusedthroughendpointfrompublicaddress.Behavior(),
		bucketversioningsuspended.Behavior(),
		cadencechanged.Behavior(),
		certificaterequestapproved.Behavior(),
		certificatetrustanchorcreated.Behavior(),
		clidevicesignin.Behavior(),
		clientcertificaterequested.Behavior(),
		clientregisteredbyitself.Behavior(),
		clusteradminbound.Behavior(),
		clustereventsdeleted.Behavior(),
		codesecuritydisabled.Behavior(),
		compromisedkeyquarantine.Behavior(),
		configrecorderstopped.Behavior(),
		configrulesdeleted.Behavior(),
		configservicecreated.Behavior(),
		consoleloginfailed.Behavior(),
		consoleloginwithoutmfa.Behavior(),
		consolepasswordguessed.Behavior(),
		credentialshared.Behavior(),
		credentialusedafterrevocation.Behavior(),
		cronjobchanged.Behavior(),
		daemonsetcreated.Behavior(),
		databasedeleted.Behavior(),
		databaseexported.Behavior(),
		databasemadepublic.Behavior(),
		databasepasswordchanged.Behavior(),
		databaseprogramrun.Behavior(),
		databaserebooted.Behavior(),
		databaserestored.Behavior(),
		databaserolewithoutend.Behavior(),
		databasesnapshotcopiedabroad.Behavior(),
		databasesuperusermade.Behavior(),
		datadiscoveryweakened.Behavior(),
		dataunloaded.Behavior(),
		debugcontaineradded.Behavior(),
		deniedburst.Behavior(),
		deploykeyadded.Behavior(),
		discoveryburst.Behavior(),
		dnslogsdeleted.Behavior(),
		dormantidentityawakes.Behavior(),
		encryptionkeydisabled.Behavior(),
		endpointusedbyforeignaccount.Behavior(),
		endpointusedfrompublicaddress.Behavior(),
		entraadminconsentgiven.Behavior(),
		entraadminrolegranted.Behavior(),
		entraappcredentialadded.Behavior(),
		entraattacktool.Behavior(),
		entraauthenticationpolicychanged.Behavior(),
		entraconditionalaccesschanged.Behavior(),
		entraconditionalaccessdeleted.Behavior(),
		entraconsentgiven.Behavior(),
		entracrosstenantaccesschanged.Behavior(),
		entradevicecodesignin.Behavior(),
		entradomaintrustchanged.Behavior(),
		entraguestbecamemember.Behavior(),
		entralegacysignin.Behavior(),
		entramfadenied.Behavior(),
		entramfadisabled.Behavior(),
		entramfapolicyweakened.Behavior(),
		entrapimrolechanged.Behavior(),
		entrariskdetected.Behavior(),
		entrariskysignin.Behavior(),
		entrasigninfailed.Behavior(),
		entrasigninwithoutmfa.Behavior(),
		entrastrongpermissiongranted.Behavior(),
		everybodybound.Behavior(),
		externalstagetemporary.Behavior(),
		factordeactivated.Behavior(),
		factorsallreset.Behavior(),
		federationtokenissued.Behavior(),
		filedownloaded.Behavior(),
		flowlogsdeleted.Behavior(),
		functionchanged.Behavior(),
		functioncodechanged.Behavior(),
		functionmadepublic.Behavior(),
		gcpadminrolegranted.Behavior(),
		gcpauditconfigchanged.Behavior(),
		gcpcredentialsigned.Behavior(),
		gcpcustomrolechanged.Behavior(),
		gcpdeploymentescalation.Behavior(),
		gcpdestructivequery.Behavior(),
		gcpfirewallopened.Behavior(),
		gcpfirewallrulechanged.Behavior(),
		gcpfirewallruledeleted.Behavior(),
		gcphmackeycreated.Behavior(),
		gcpimpersonationgranted.Behavior(),
		gcpimpersonationsignblob.Behavior(),
		gcpinstancemetadatakeys.Behavior(),
		gcpkeygrantedtostorage.Behavior(),
		gcpkeyofotherprojectused.Behavior(),
		gcpkeyversiondisabled.Behavior(),
		gcplogsinkchanged.Behavior(),
		gcplogsinkorbucketdeleted.Behavior(),
		gcpnetworkchanged.Behavior(),
		gcporgpolicychanged.Behavior(),
		gcpprivilegedgroupjoined.Behavior(),
		gcppublicaccessgranted.Behavior(),
		gcpsecretread.Behavior(),
		gcpserviceaccountcreated.Behavior(),
		gcpserviceaccountkeycreated.Behavior(),
		gcpssoprofilechanged.Behavior(),
		gcptagbindingcreated.Behavior(),
		gcpworkforcepoolchanged.Behavior(),
		gcpworkloadpoolchanged.Behavior(),
		grantedtopublic.Behavior(),
		guardrailintervened.Behavior(),
		humanusesmachinecredential.Behavior(),
		identitydiscovery.Behavior(),
		identityproviderchanged.Behavior(),
		imagechanged.Behavior(),
		instanceaccessbypush.Behavior(),
		instancecredentialfrompublicaddress.Behavior(),
		instancedoesadministration.Behavior(),
		instancemonitoringchanged.Behavior(),
		integrationconnected.Behavior(),
		ipallowlistchanged.Behavior(),
		iprestrictionremoved.Behavior(),
		keyforother.Behavior(),
		keyusedfrommanyaddresses.Behavior(),
		kubernetesimpersonation.Behavior(),
		kubernetesrolechanged.Behavior(),
		loggroupdeleted.Behavior(),
		loginfailed.Behavior(),
		loginflowchanged.Behavior(),
		loginprofileforother.Behavior(),
		loginsucceeded.Behavior(),
		loginviaproxy.Behavior(),
		loginwithoutmfa.Behavior(),
		m365auditdisabled.Behavior(),
		m365mailboxpermissiongiven.Behavior(),
		m365mailforwarded.Behavior(),
		m365mailprotectionremoved.Behavior(),
		m365mfadisabled.Behavior(),
		m365sharedoutside.Behavior(),
		machineuseshumancredential.Behavior(),
		mailserviceprobed.Behavior(),
		managepermissiongranted.Behavior(),
		memberinvited.Behavior(),
		mfabypassattempted.Behavior(),
		mfadeviceremoved.Behavior(),
		mfafactordisabled.Behavior(),
		mfapolicydisabled.Behavior(),
		modelusedbyuserkey.Behavior(),
		moderatoradded.Behavior(),
		networkaclchanged.Behavior(),
		networkaclopened.Behavior(),
		networkapprovaldisabled.Behavior(),
		networkgatewaychanged.Behavior(),
		networkpolicyweakened.Behavior(),
		newclientafterlearning.Behavior(),
		newnetworkafterlearning.Behavior(),
		objectencryptedwithforeignkey.Behavior(),
		organizationadminmade.Behavior(),
		organizationguardrailchanged.Behavior(),
		organizationleft.Behavior(),
		orgmemberaddedorremoved.Behavior(),
		outsidecollaboratoradded.Behavior(),
		ownershiplost.Behavior(),
		ownpermissionslisted.Behavior(),
		parametersreadinbulk.Behavior(),
		passwordpolicyread.Behavior(),
		passwordpolicyweakened.Behavior(),
		passwordresetformany.Behavior(),
		passwordrevealed.Behavior(),
		permissionboundaryremoved.Behavior(),
		personaltokengranted.Behavior(),
		phishingstopped.Behavior(),
		podcapabilityadded.Behavior(),
		podcommandrun.Behavior(),
		podhostipc.Behavior(),
		podhostnetwork.Behavior(),
		podhostpathsensitive.Behavior(),
		podhostpid.Behavior(),
		podportforwarded.Behavior(),
		podprivileged.Behavior(),
		policychanged.Behavior(),
		policydeletedoroff.Behavior(),
		policygrantseverything.Behavior(),
		postloginflowchanged.Behavior(),
		ransomnoteuploaded.Behavior(),
		rareaction.Behavior(),
		refusedsharejump.Behavior(),
		regionenabled.Behavior(),
		registrychanged.Behavior(),
		remotecommandsent.Behavior(),
		remotecommandtomany.Behavior(),
		remotesessionstarted.Behavior(),
		repositorydeleted.Behavior(),
		repositorymadepublic.Behavior(),
		repositorytransferred.Behavior(),
		repositoryvisibilitychanged.Behavior(),
		resourceopenedtootheraccount.Behavior(),
		riskassessmentdisabled.Behavior(),
		roletrustforeverybody.Behavior(),
		roletrustforotheraccount.Behavior(),
		roletrustwithoutsubject.Behavior(),
		rolewithcommandexecution.Behavior(),
		rolewithescalation.Behavior(),
		rolewithimpersonation.Behavior(),
		rolewithnodeproxy.Behavior(),
		rolewithsecretread.Behavior(),
		rolewithtokencreation.Behavior(),
		rolewithwildcards.Behavior(),
		rootactivity.Behavior(),
		rootconsolelogin.Behavior(),
		rootkeycreated.Behavior(),
		rootpasswordchanged.Behavior(),
		rootpolicybyidentity.Behavior(),
		roottokencreated.Behavior(),
		roottokenused.Behavior(),
		routetablechanged.Behavior(),
		runnerregistered.Behavior(),
		samlactivity.Behavior(),
		secretpushprotectionbypassed.Behavior(),
		secretread.Behavior(),
		secretsbatchread.Behavior(),
		secretsbatchreadcatchall.Behavior(),
		secretscanningdisabled.Behavior(),
		secretslistedeverywhere.Behavior(),
		secretsreadinbulk.Behavior(),
		secretstorecopied.Behavior(),
		secretstoresealedorrekeyed.Behavior(),
		securitygroupchanged.Behavior(),
		securitygroupopened.Behavior(),
		securityhubweakened.Behavior(),
		selfescalation.Behavior(),
		serialconsoleenabled.Behavior(),
		serviceaccountcreated.Behavior(),
		serviceaccounttokenlonglived.Behavior(),
		serviceaccounttokenrequested.Behavior(),
		serviceaccounttokensecret.Behavior(),
		serviceonnodeport.Behavior(),
		signinofuserweakened.Behavior(),
		signinplacechanged.Behavior(),
		signinpolicyweakened.Behavior(),
		signinpressure.Behavior(),
		signinsafeguardremoved.Behavior(),
		signinsettingschanged.Behavior(),
		signonpolicychanged.Behavior(),
		snapshotmadepublic.Behavior(),
		snapshotshared.Behavior(),
		softwarediscovery.Behavior(),
		sourcesilent.Behavior(),
		ssodisabled.Behavior(),
		stolensessionsuspected.Behavior(),
		superadmingranted.Behavior(),
		supportaccessgranted.Behavior(),
		systemsecretread.Behavior(),
		systemworkloadcreated.Behavior(),
		teamchanged.Behavior(),
		tenantmemberremoved.Behavior(),
		threatdetected.Behavior(),
		threatdetectiondisabled.Behavior(),
		threatdetectionmuted.Behavior(),
		trafficmirrored.Behavior(),
		twofactornotrequired.Behavior(),
		unusualinstancestarted.Behavior(),
		useraddedtoadmingroup.Behavior(),
		usercreated.Behavior(),
		userdatachanged.Behavior(),
		userdataread.Behavior(),
		vpcchanged.Behavior(),
		webfirewallremoved.Behavior(),
		webhookchanged.Behavior(),
		windowspasswordread.Behavior(),
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
