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
	accountcontactchanged "tabard.dev/tabard/detectors/account-contact-changed"
	accountinvited "tabard.dev/tabard/detectors/account-invited"
	adminpolicyattached "tabard.dev/tabard/detectors/admin-policy-attached"
	aiagentcreated "tabard.dev/tabard/detectors/ai-agent-created"
	aiguardrailchanged "tabard.dev/tabard/detectors/ai-guardrail-changed"
	ailoggingdisabled "tabard.dev/tabard/detectors/ai-logging-disabled"
	aimodelaccessrequested "tabard.dev/tabard/detectors/ai-model-access-requested"
	aimodelusedbyperson "tabard.dev/tabard/detectors/ai-model-used-by-person"
	alarmsilenced "tabard.dev/tabard/detectors/alarm-silenced"
	auditeventsnarrowed "tabard.dev/tabard/detectors/audit-events-narrowed"
	audittrailchanged "tabard.dev/tabard/detectors/audit-trail-changed"
	audittrailstopped "tabard.dev/tabard/detectors/audit-trail-stopped"
	azureaccessadminroleassigned "tabard.dev/tabard/detectors/azure-access-admin-role-assigned"
	azureaccesselevated "tabard.dev/tabard/detectors/azure-access-elevated"
	azureactiongroupdeleted "tabard.dev/tabard/detectors/azure-action-group-deleted"
	azureadminroleassigned "tabard.dev/tabard/detectors/azure-admin-role-assigned"
	azurealertruledeleted "tabard.dev/tabard/detectors/azure-alert-rule-deleted"
	azurealertsuppressed "tabard.dev/tabard/detectors/azure-alert-suppressed"
	azurebackupdeleted "tabard.dev/tabard/detectors/azure-backup-deleted"
	azureblobanonymous "tabard.dev/tabard/detectors/azure-blob-anonymous"
	azureblobcontainerdeleted "tabard.dev/tabard/detectors/azure-blob-container-deleted"
	azureblobdeleted "tabard.dev/tabard/detectors/azure-blob-deleted"
	azureblobread "tabard.dev/tabard/detectors/azure-blob-read"
	azureblobreadanonymously "tabard.dev/tabard/detectors/azure-blob-read-anonymously"
	azureblobuploaded "tabard.dev/tabard/detectors/azure-blob-uploaded"
	azureblobslisted "tabard.dev/tabard/detectors/azure-blobs-listed"
	azurecustomrolechanged "tabard.dev/tabard/detectors/azure-custom-role-changed"
	azurecustomrolewildcard "tabard.dev/tabard/detectors/azure-custom-role-wildcard"
	azuredatacollectiondeleted "tabard.dev/tabard/detectors/azure-data-collection-deleted"
	azuredefenderdisabled "tabard.dev/tabard/detectors/azure-defender-disabled"
	azuredelegationregistered "tabard.dev/tabard/detectors/azure-delegation-registered"
	azurediagnosticsdeleted "tabard.dev/tabard/detectors/azure-diagnostics-deleted"
	azurediskdeleted "tabard.dev/tabard/detectors/azure-disk-deleted"
	azurediskexported "tabard.dev/tabard/detectors/azure-disk-exported"
	azureeventhubdeleted "tabard.dev/tabard/detectors/azure-event-hub-deleted"
	azureeventhubrulechanged "tabard.dev/tabard/detectors/azure-event-hub-rule-changed"
	azureflowlogsdeleted "tabard.dev/tabard/detectors/azure-flow-logs-deleted"
	azureimageshared "tabard.dev/tabard/detectors/azure-image-shared"
	azurekeyvaultdeleted "tabard.dev/tabard/detectors/azure-key-vault-deleted"
	azurekeyvaultpurged "tabard.dev/tabard/detectors/azure-key-vault-purged"
	azurelogworkspacedeleted "tabard.dev/tabard/detectors/azure-log-workspace-deleted"
	azureownerroleassigned "tabard.dev/tabard/detectors/azure-owner-role-assigned"
	azurepimroleassigned "tabard.dev/tabard/detectors/azure-pim-role-assigned"
	azurepolicyexempted "tabard.dev/tabard/detectors/azure-policy-exempted"
	azurepolicyremoved "tabard.dev/tabard/detectors/azure-policy-removed"
	azureprivilegedroleorelevation "tabard.dev/tabard/detectors/azure-privileged-role-or-elevation"
	azureproviderregistered "tabard.dev/tabard/detectors/azure-provider-registered"
	azureransomblobuploaded "tabard.dev/tabard/detectors/azure-ransom-blob-uploaded"
	azureresourcegroupdeleted "tabard.dev/tabard/detectors/azure-resource-group-deleted"
	azureresourcelockdeleted "tabard.dev/tabard/detectors/azure-resource-lock-deleted"
	azureroleassignmentchanged "tabard.dev/tabard/detectors/azure-role-assignment-changed"
	azureroleassignmentdeleted "tabard.dev/tabard/detectors/azure-role-assignment-deleted"
	azuresecurityalertdismissed "tabard.dev/tabard/detectors/azure-security-alert-dismissed"
	azuresentinelweakened "tabard.dev/tabard/detectors/azure-sentinel-weakened"
	azureserialconsole "tabard.dev/tabard/detectors/azure-serial-console"
	azuresharedkeyenabled "tabard.dev/tabard/detectors/azure-shared-key-enabled"
	azuresnapshotcreated "tabard.dev/tabard/detectors/azure-snapshot-created"
	azuresnapshotdeleted "tabard.dev/tabard/detectors/azure-snapshot-deleted"
	azuresoftdeletedisabled "tabard.dev/tabard/detectors/azure-soft-delete-disabled"
	azuresshkeycreated "tabard.dev/tabard/detectors/azure-ssh-key-created"
	azurestoragedeleted "tabard.dev/tabard/detectors/azure-storage-deleted"
	azurestorageencryptionweakened "tabard.dev/tabard/detectors/azure-storage-encryption-weakened"
	azurestoragekeyslisted "tabard.dev/tabard/detectors/azure-storage-keys-listed"
	azurestoragekeysrenewed "tabard.dev/tabard/detectors/azure-storage-keys-renewed"
	azurestoragelocaluser "tabard.dev/tabard/detectors/azure-storage-local-user"
	azurestorageopened "tabard.dev/tabard/detectors/azure-storage-opened"
	azurestorageprotectionchanged "tabard.dev/tabard/detectors/azure-storage-protection-changed"
	azurestoragesasissued "tabard.dev/tabard/detectors/azure-storage-sas-issued"
	azuresubscriptionmoved "tabard.dev/tabard/detectors/azure-subscription-moved"
	azurevaultaccesschanged "tabard.dev/tabard/detectors/azure-vault-access-changed"
	azurevaultchanged "tabard.dev/tabard/detectors/azure-vault-changed"
	azurevaultlisted "tabard.dev/tabard/detectors/azure-vault-listed"
	azurevaultobjectdeleted "tabard.dev/tabard/detectors/azure-vault-object-deleted"
	azurevaultobjectpurged "tabard.dev/tabard/detectors/azure-vault-object-purged"
	azurevaultopened "tabard.dev/tabard/detectors/azure-vault-opened"
	azurevaultsecretread "tabard.dev/tabard/detectors/azure-vault-secret-read"
	azurevmcommandrun "tabard.dev/tabard/detectors/azure-vm-command-run"
	azurevmcreated "tabard.dev/tabard/detectors/azure-vm-created"
	azurevmdeleted "tabard.dev/tabard/detectors/azure-vm-deleted"
	azurevmextensionchanged "tabard.dev/tabard/detectors/azure-vm-extension-changed"
	azurevmextensiondeleted "tabard.dev/tabard/detectors/azure-vm-extension-deleted"
	azurevmjitaccess "tabard.dev/tabard/detectors/azure-vm-jit-access"
	azurevmstopped "tabard.dev/tabard/detectors/azure-vm-stopped"
	backupdeleted "tabard.dev/tabard/detectors/backup-deleted"
	birthbyunknown "tabard.dev/tabard/detectors/birth-by-unknown"
	birthwithoutowner "tabard.dev/tabard/detectors/birth-without-owner"
	bucketdeleted "tabard.dev/tabard/detectors/bucket-deleted"
	bucketloggingdisabled "tabard.dev/tabard/detectors/bucket-logging-disabled"
	bucketmadepublic "tabard.dev/tabard/detectors/bucket-made-public"
	bucketpolicychanged "tabard.dev/tabard/detectors/bucket-policy-changed"
	bucketversioningsuspended "tabard.dev/tabard/detectors/bucket-versioning-suspended"
	certificatetrustanchorcreated "tabard.dev/tabard/detectors/certificate-trust-anchor-created"
	clidevicesignin "tabard.dev/tabard/detectors/cli-device-sign-in"
	clusteraccesschanged "tabard.dev/tabard/detectors/cluster-access-changed"
	clusterchanged "tabard.dev/tabard/detectors/cluster-changed"
	compromisedkeyquarantine "tabard.dev/tabard/detectors/compromised-key-quarantine"
	configrecorderstopped "tabard.dev/tabard/detectors/config-recorder-stopped"
	configrulesdeleted "tabard.dev/tabard/detectors/config-rules-deleted"
	configservicecreated "tabard.dev/tabard/detectors/config-service-created"
	consoleloginfailed "tabard.dev/tabard/detectors/console-login-failed"
	consoleloginwithoutmfa "tabard.dev/tabard/detectors/console-login-without-mfa"
	datadiscoveryweakened "tabard.dev/tabard/detectors/data-discovery-weakened"
	databasedeleted "tabard.dev/tabard/detectors/database-deleted"
	databaseexported "tabard.dev/tabard/detectors/database-exported"
	databasemadepublic "tabard.dev/tabard/detectors/database-made-public"
	databasepasswordchanged "tabard.dev/tabard/detectors/database-password-changed"
	databaserebooted "tabard.dev/tabard/detectors/database-rebooted"
	databaserestored "tabard.dev/tabard/detectors/database-restored"
	databasesnapshotcopiedabroad "tabard.dev/tabard/detectors/database-snapshot-copied-abroad"
	dnslogsdeleted "tabard.dev/tabard/detectors/dns-logs-deleted"
	domaintransferred "tabard.dev/tabard/detectors/domain-transferred"
	encryptionkeydisabled "tabard.dev/tabard/detectors/encryption-key-disabled"
	encryptionkeypolicychanged "tabard.dev/tabard/detectors/encryption-key-policy-changed"
	eventruledisabled "tabard.dev/tabard/detectors/event-rule-disabled"
	federationproviderchanged "tabard.dev/tabard/detectors/federation-provider-changed"
	federationtokenissued "tabard.dev/tabard/detectors/federation-token-issued"
	flowlogsdeleted "tabard.dev/tabard/detectors/flow-logs-deleted"
	functionchanged "tabard.dev/tabard/detectors/function-changed"
	functioncodechanged "tabard.dev/tabard/detectors/function-code-changed"
	functionmadepublic "tabard.dev/tabard/detectors/function-made-public"
	groupcreated "tabard.dev/tabard/detectors/group-created"
	identitycenterchanged "tabard.dev/tabard/detectors/identity-center-changed"
	identitydiscovery "tabard.dev/tabard/detectors/identity-discovery"
	imagechanged "tabard.dev/tabard/detectors/image-changed"
	instanceaccessbypush "tabard.dev/tabard/detectors/instance-access-by-push"
	instancemonitoringchanged "tabard.dev/tabard/detectors/instance-monitoring-changed"
	investigationservicedisabled "tabard.dev/tabard/detectors/investigation-service-disabled"
	keyforother "tabard.dev/tabard/detectors/key-for-other"
	loggroupdeleted "tabard.dev/tabard/detectors/log-group-deleted"
	logretentionshortened "tabard.dev/tabard/detectors/log-retention-shortened"
	loginprofilecreated "tabard.dev/tabard/detectors/login-profile-created"
	loginprofileforother "tabard.dev/tabard/detectors/login-profile-for-other"
	mailserviceenumeration "tabard.dev/tabard/detectors/mail-service-enumeration"
	mfadeviceremoved "tabard.dev/tabard/detectors/mfa-device-removed"
	networkaclchanged "tabard.dev/tabard/detectors/network-acl-changed"
	networkaclopened "tabard.dev/tabard/detectors/network-acl-opened"
	networkgatewaychanged "tabard.dev/tabard/detectors/network-gateway-changed"
	objectencryptedwithforeignkey "tabard.dev/tabard/detectors/object-encrypted-with-foreign-key"
	organizationguardrailchanged "tabard.dev/tabard/detectors/organization-guardrail-changed"
	organizationleft "tabard.dev/tabard/detectors/organization-left"
	passwordpolicyread "tabard.dev/tabard/detectors/password-policy-read"
	passwordpolicyweakened "tabard.dev/tabard/detectors/password-policy-weakened"
	permissionboundaryremoved "tabard.dev/tabard/detectors/permission-boundary-removed"
	policychanged "tabard.dev/tabard/detectors/policy-changed"
	policyversionrestored "tabard.dev/tabard/detectors/policy-version-restored"
	quarantinepolicyremoved "tabard.dev/tabard/detectors/quarantine-policy-removed"
	ransomnoteuploaded "tabard.dev/tabard/detectors/ransom-note-uploaded"
	regionenabled "tabard.dev/tabard/detectors/region-enabled"
	registrychanged "tabard.dev/tabard/detectors/registry-changed"
	remotecommandsent "tabard.dev/tabard/detectors/remote-command-sent"
	remotecommandtomany "tabard.dev/tabard/detectors/remote-command-to-many"
	remotesessionstarted "tabard.dev/tabard/detectors/remote-session-started"
	rolecreated "tabard.dev/tabard/detectors/role-created"
	roletrustchanged "tabard.dev/tabard/detectors/role-trust-changed"
	rootactivity "tabard.dev/tabard/detectors/root-activity"
	rootconsolelogin "tabard.dev/tabard/detectors/root-console-login"
	rootkeycreated "tabard.dev/tabard/detectors/root-key-created"
	rootloginfailed "tabard.dev/tabard/detectors/root-login-failed"
	rootpasswordchanged "tabard.dev/tabard/detectors/root-password-changed"
	routetablechanged "tabard.dev/tabard/detectors/route-table-changed"
	samlactivity "tabard.dev/tabard/detectors/saml-activity"
	secretdeleted "tabard.dev/tabard/detectors/secret-deleted"
	secretsbatchread "tabard.dev/tabard/detectors/secrets-batch-read"
	securitygroupchanged "tabard.dev/tabard/detectors/security-group-changed"
	securitygroupopened "tabard.dev/tabard/detectors/security-group-opened"
	securityhubweakened "tabard.dev/tabard/detectors/security-hub-weakened"
	serialconsoleenabled "tabard.dev/tabard/detectors/serial-console-enabled"
	servicecredentialcreated "tabard.dev/tabard/detectors/service-credential-created"
	sessiontokenissued "tabard.dev/tabard/detectors/session-token-issued"
	snapshotmadepublic "tabard.dev/tabard/detectors/snapshot-made-public"
	snapshotshared "tabard.dev/tabard/detectors/snapshot-shared"
	softwarediscovery "tabard.dev/tabard/detectors/software-discovery"
	stackchanged "tabard.dev/tabard/detectors/stack-changed"
	threatdetectiondisabled "tabard.dev/tabard/detectors/threat-detection-disabled"
	threatdetectionmuted "tabard.dev/tabard/detectors/threat-detection-muted"
	trafficmirrored "tabard.dev/tabard/detectors/traffic-mirrored"
	unusualinstancestarted "tabard.dev/tabard/detectors/unusual-instance-started"
	usercreated "tabard.dev/tabard/detectors/user-created"
	userdatachanged "tabard.dev/tabard/detectors/user-data-changed"
	userdataread "tabard.dev/tabard/detectors/user-data-read"
	vpcchanged "tabard.dev/tabard/detectors/vpc-changed"
	webfirewallremoved "tabard.dev/tabard/detectors/web-firewall-removed"
	windowspasswordread "tabard.dev/tabard/detectors/windows-password-read"
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
		accountcontactchanged.Behavior(),
		accountinvited.Behavior(),
		adminpolicyattached.Behavior(),
		aiagentcreated.Behavior(),
		aiguardrailchanged.Behavior(),
		ailoggingdisabled.Behavior(),
		aimodelaccessrequested.Behavior(),
		aimodelusedbyperson.Behavior(),
		alarmsilenced.Behavior(),
		auditeventsnarrowed.Behavior(),
		audittrailchanged.Behavior(),
		audittrailstopped.Behavior(),
		azureaccessadminroleassigned.Behavior(),
		azureaccesselevated.Behavior(),
		azureactiongroupdeleted.Behavior(),
		azureadminroleassigned.Behavior(),
		azurealertruledeleted.Behavior(),
		azurealertsuppressed.Behavior(),
		azurebackupdeleted.Behavior(),
		azureblobanonymous.Behavior(),
		azureblobcontainerdeleted.Behavior(),
		azureblobdeleted.Behavior(),
		azureblobread.Behavior(),
		azureblobreadanonymously.Behavior(),
		azureblobslisted.Behavior(),
		azureblobuploaded.Behavior(),
		azurecustomrolechanged.Behavior(),
		azurecustomrolewildcard.Behavior(),
		azuredatacollectiondeleted.Behavior(),
		azuredefenderdisabled.Behavior(),
		azuredelegationregistered.Behavior(),
		azurediagnosticsdeleted.Behavior(),
		azurediskdeleted.Behavior(),
		azurediskexported.Behavior(),
		azureeventhubdeleted.Behavior(),
		azureeventhubrulechanged.Behavior(),
		azureflowlogsdeleted.Behavior(),
		azureimageshared.Behavior(),
		azurekeyvaultdeleted.Behavior(),
		azurekeyvaultpurged.Behavior(),
		azurelogworkspacedeleted.Behavior(),
		azureownerroleassigned.Behavior(),
		azurepimroleassigned.Behavior(),
		azurepolicyexempted.Behavior(),
		azurepolicyremoved.Behavior(),
		azureprivilegedroleorelevation.Behavior(),
		azureproviderregistered.Behavior(),
		azureransomblobuploaded.Behavior(),
		azureresourcegroupdeleted.Behavior(),
		azureresourcelockdeleted.Behavior(),
		azureroleassignmentchanged.Behavior(),
		azureroleassignmentdeleted.Behavior(),
		azuresecurityalertdismissed.Behavior(),
		azuresentinelweakened.Behavior(),
		azureserialconsole.Behavior(),
		azuresharedkeyenabled.Behavior(),
		azuresnapshotcreated.Behavior(),
		azuresnapshotdeleted.Behavior(),
		azuresoftdeletedisabled.Behavior(),
		azuresshkeycreated.Behavior(),
		azurestoragedeleted.Behavior(),
		azurestorageencryptionweakened.Behavior(),
		azurestoragekeyslisted.Behavior(),
		azurestoragekeysrenewed.Behavior(),
		azurestoragelocaluser.Behavior(),
		azurestorageopened.Behavior(),
		azurestorageprotectionchanged.Behavior(),
		azurestoragesasissued.Behavior(),
		azuresubscriptionmoved.Behavior(),
		azurevaultaccesschanged.Behavior(),
		azurevaultchanged.Behavior(),
		azurevaultlisted.Behavior(),
		azurevaultobjectdeleted.Behavior(),
		azurevaultobjectpurged.Behavior(),
		azurevaultopened.Behavior(),
		azurevaultsecretread.Behavior(),
		azurevmcommandrun.Behavior(),
		azurevmcreated.Behavior(),
		azurevmdeleted.Behavior(),
		azurevmextensionchanged.Behavior(),
		azurevmextensiondeleted.Behavior(),
		azurevmjitaccess.Behavior(),
		azurevmstopped.Behavior(),
		backupdeleted.Behavior(),
		birthbyunknown.Behavior(),
		birthwithoutowner.Behavior(),
		bucketdeleted.Behavior(),
		bucketloggingdisabled.Behavior(),
		bucketmadepublic.Behavior(),
		bucketpolicychanged.Behavior(),
		bucketversioningsuspended.Behavior(),
		certificatetrustanchorcreated.Behavior(),
		clidevicesignin.Behavior(),
		clusteraccesschanged.Behavior(),
		clusterchanged.Behavior(),
		compromisedkeyquarantine.Behavior(),
		configrecorderstopped.Behavior(),
		configrulesdeleted.Behavior(),
		configservicecreated.Behavior(),
		consoleloginfailed.Behavior(),
		consoleloginwithoutmfa.Behavior(),
		databasedeleted.Behavior(),
		databaseexported.Behavior(),
		databasemadepublic.Behavior(),
		databasepasswordchanged.Behavior(),
		databaserebooted.Behavior(),
		databaserestored.Behavior(),
		databasesnapshotcopiedabroad.Behavior(),
		datadiscoveryweakened.Behavior(),
		dnslogsdeleted.Behavior(),
		domaintransferred.Behavior(),
		encryptionkeydisabled.Behavior(),
		encryptionkeypolicychanged.Behavior(),
		eventruledisabled.Behavior(),
		federationproviderchanged.Behavior(),
		federationtokenissued.Behavior(),
		flowlogsdeleted.Behavior(),
		functionchanged.Behavior(),
		functioncodechanged.Behavior(),
		functionmadepublic.Behavior(),
		groupcreated.Behavior(),
		identitycenterchanged.Behavior(),
		identitydiscovery.Behavior(),
		imagechanged.Behavior(),
		instanceaccessbypush.Behavior(),
		instancemonitoringchanged.Behavior(),
		investigationservicedisabled.Behavior(),
		keyforother.Behavior(),
		loggroupdeleted.Behavior(),
		loginprofilecreated.Behavior(),
		loginprofileforother.Behavior(),
		logretentionshortened.Behavior(),
		mailserviceenumeration.Behavior(),
		mfadeviceremoved.Behavior(),
		networkaclchanged.Behavior(),
		networkaclopened.Behavior(),
		networkgatewaychanged.Behavior(),
		objectencryptedwithforeignkey.Behavior(),
		organizationguardrailchanged.Behavior(),
		organizationleft.Behavior(),
		passwordpolicyread.Behavior(),
		passwordpolicyweakened.Behavior(),
		permissionboundaryremoved.Behavior(),
		policychanged.Behavior(),
		policyversionrestored.Behavior(),
		quarantinepolicyremoved.Behavior(),
		ransomnoteuploaded.Behavior(),
		regionenabled.Behavior(),
		registrychanged.Behavior(),
		remotecommandsent.Behavior(),
		remotecommandtomany.Behavior(),
		remotesessionstarted.Behavior(),
		rolecreated.Behavior(),
		roletrustchanged.Behavior(),
		rootactivity.Behavior(),
		rootconsolelogin.Behavior(),
		rootkeycreated.Behavior(),
		rootloginfailed.Behavior(),
		rootpasswordchanged.Behavior(),
		routetablechanged.Behavior(),
		samlactivity.Behavior(),
		secretdeleted.Behavior(),
		secretsbatchread.Behavior(),
		securitygroupchanged.Behavior(),
		securitygroupopened.Behavior(),
		securityhubweakened.Behavior(),
		serialconsoleenabled.Behavior(),
		servicecredentialcreated.Behavior(),
		sessiontokenissued.Behavior(),
		snapshotmadepublic.Behavior(),
		snapshotshared.Behavior(),
		softwarediscovery.Behavior(),
		stackchanged.Behavior(),
		threatdetectiondisabled.Behavior(),
		threatdetectionmuted.Behavior(),
		trafficmirrored.Behavior(),
		unusualinstancestarted.Behavior(),
		usercreated.Behavior(),
		userdatachanged.Behavior(),
		userdataread.Behavior(),
		vpcchanged.Behavior(),
		webfirewallremoved.Behavior(),
		windowspasswordread.Behavior(),
	}
}

// Sinks lists the kinds of place that Tabard tells its results to, by name.
func Sinks() []tabard.Sink {
	return []tabard.Sink{
		file.Sink(),
		webhook.Sink(),
	}
}
