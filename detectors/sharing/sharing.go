// Package sharing reads whom an AWS call lets in to a resource, or sends its data to, for the detectors that judge it: by a
// policy of the resource, a list of accounts, a share, a grant, a peering or a destination.
package sharing

import (
	"slices"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Everybody is who is let in where no account is named: anybody, with or without proof.
const Everybody = "*"

// Actions are the calls that let somebody in, or send data somewhere.
var Actions = []string{
	// policies of resources
	"s3:PutBucketPolicy", "s3:PutAccessPointPolicy", "s3:PutMultiRegionAccessPointPolicy", "s3:PutAccessPointPolicyForObjectLambda",
	"s3express:PutBucketPolicy", "s3tables:PutTablePolicy", "s3tables:PutTableBucketPolicy", "sqs:SetQueueAttributes", "sqs:CreateQueue",
	"sns:SetTopicAttributes", "sns:CreateTopic", "kms:PutKeyPolicy", "kms:CreateKey", "kms:ReplicateKey", "ecr:SetRepositoryPolicy",
	"ecr:PutRegistryPolicy", "ecr-public:SetRepositoryPolicy", "es:UpdateDomainConfig", "es:UpdateElasticsearchDomainConfig", "es:CreateDomain",
	"es:CreateElasticsearchDomain", "backup:PutBackupVaultAccessPolicy", "glacier:SetVaultAccessPolicy", "elasticfilesystem:PutFileSystemPolicy",
	"ses:PutIdentityPolicy", "ses:CreateEmailIdentityPolicy", "ses:UpdateEmailIdentityPolicy", "logs:PutDestinationPolicy", "logs:PutResourcePolicy",
	"codeartifact:PutDomainPermissionsPolicy", "codeartifact:PutRepositoryPermissionsPolicy", "acm-pca:PutPolicy", "kafka:PutClusterPolicy",
	"apigateway:CreateRestApi", "apigateway:UpdateRestApi", "mediastore:PutContainerPolicy", "*PutResourcePolicy", "aoss:CreateAccessPolicy",
	// lists of accounts, shares and grants
	"lambda:AddPermission*", "lambda:AddLayerVersionPermission*", "lambda:CreateFunctionUrlConfig*", "lambda:UpdateFunctionUrlConfig*",
	"apigateway:PutMethod", "apigateway:UpdateMethod", "apigateway:CreateRoute", "apigateway:UpdateRoute", "sns:AddPermission", "sqs:AddPermission", "events:PutPermission",
	"ec2:ModifySnapshotAttribute", "ec2:ModifyImageAttribute", "ec2:ModifyFpgaImageAttribute", "ec2:ModifyVpcEndpointServicePermissions",
	"rds:ModifyDBSnapshotAttribute", "rds:ModifyDBClusterSnapshotAttribute", "redshift:AuthorizeSnapshotAccess", "redshift:AuthorizeDataShare",
	"redshift:AuthorizeEndpointAccess", "ssm:ModifyDocumentPermission", "appstream:UpdateImagePermissions", "appstream2:UpdateImagePermissions",
	"workspaces:UpdateWorkspaceImagePermission", "imagebuilder:PutImagePolicy", "ram:CreateResourceShare", "ram:AssociateResourceShare",
	"ram:UpdateResourceShare", "kms:CreateGrant", "serverlessrepo:PutApplicationPolicy", "signer:AddProfilePermission",
	// networks and destinations
	"ec2:CreateVpcPeeringConnection", "ec2:AcceptVpcPeeringConnection", "ec2:EnableAddressTransfer", "s3:PutBucketReplication", "s3:PutBucketNotification", "logs:PutSubscriptionFilter",
	"logs:PutAccountPolicy", "events:PutTargets", "backup:StartCopyJob", "ecr:PutReplicationConfiguration", "dynamodb:ExportTableToPointInTime",
	"sns:Subscribe", "lakeformation:GrantPermissions", "glue:PutDataCatalogResourcePolicy", "ds:ShareDirectory", "lightsail:UpdateBucket",
	"quicksight:UpdatePublicSharingSettings",
}

// lists are the parameters that name accounts, ARNs, "all" or "*".
var lists = [...]string{
	"createVolumePermission.add.items.userId", "createVolumePermission.add.items.group", "createVolumePermission.add.items.groups",
	"launchPermission.add.items.userId", "launchPermission.add.items.group", "loadPermission.add.items.userId", "loadPermission.add.items.group",
	"valuesToAdd", "accountWithRestoreAccess", "consumerIdentifier", "accountIdsToAdd", "sharedAccountId", "principals", "granteePrincipal",
	"addAllowedPrincipals", "ModifyVpcEndpointServicePermissionsRequest.AddAllowedPrincipals", "ModifyVpcEndpointServicePermissionsRequest.AddAllowedPrincipals.content",
	"peerOwnerId", "transferAccountId", "EnableAddressTransferRequest.TransferAccountId", "ReplicationConfiguration.Rule.Destination.Account",
	"destinationArn", "destinationBackupVaultArn", "replicationConfiguration.rules.destinations.registryId", "s3BucketOwner", "targets.arn",
	"aWSAccountId", "aWSAccountIds", "AWSAccountIds", "awsAccountIds", "principal", "principal.dataLakePrincipalIdentifier", "statements.principals",
	"endpoint", "sourceAccount", "shareTarget.id", "NotificationConfiguration.TopicConfiguration.Topic", "NotificationConfiguration.QueueConfiguration.Queue",
	"NotificationConfiguration.CloudFunctionConfiguration.CloudFunction", "accessRules.getObject",
}

// LetIn gives the accounts other than the event's own that a call lets in, and [Everybody] where it lets in everybody; none
// where it failed.
func LetIn(e *tabard.Event) []string {
	if e.Outcome == tabard.OutcomeFailure {
		return nil
	}
	var all []string
	for _, s := range iampolicy.Allowed(e) {
		if s.Anybody() {
			all = append(all, Everybody)
		}
		all = append(all, s.Foreign(e)...)
	}
	request := e.Get("requestParameters")
	if kept(e, request) {
		return all
	}
	for _, path := range lists {
		for _, value := range values(request, path) {
			if value == "*" || value == "all" || value == "public" {
				all = append(all, Everybody)
			} else if account := iampolicy.ForeignTo(e, value); account != "" {
				all = append(all, account)
			}
		}
	}
	asker := e.Get("responseElements.vpcPeeringConnection.requesterVpcInfo.ownerId").String()
	if account := iampolicy.ForeignTo(e, asker); account != "" {
		all = append(all, account)
	}
	shared, _ := request.Get("publicSharingEnabled").Bool()
	if shared || request.Get("authType").String() == "NONE" || openMethod(request) {
		all = append(all, Everybody)
	}
	return all
}

// Outward reports whether a share is allowed to leave the organization.
func Outward(e *tabard.Event) bool {
	allowed, _ := e.Get("requestParameters.allowExternalPrincipals").Bool()
	named := len(e.Get("requestParameters.principals").List()) > 0
	return e.Outcome != tabard.OutcomeFailure && allowed && !named && strings.HasPrefix(e.Action, "ram:")
}

// kept reports whether a permission is kept to an organization, or a statement does not name accounts but services.
func kept(e *tabard.Event, request tabard.Node) bool {
	if strings.HasPrefix(e.Action, "rds:") {
		name := request.Get("attributeName").String()
		return name != "" && name != "restore"
	}
	return request.Get("principalOrgID").Exists() || request.Get("organizationId").Exists() || request.Get("condition").Exists() ||
		request.Get("principal").String() == Everybody && (request.Get("sourceAccount").Exists() || request.Get("sourceArn").Exists())
}

// openMethod reports whether a method or route of an API asks for no proof.
func openMethod(request tabard.Node) bool {
	kind := request.Get("authorizationType").String()
	if kind == "" {
		kind = request.Get("putMethodInput.authorizationType").String()
	}
	for _, patch := range request.Get("patchOperations").List() {
		if patch.Get("path").String() == "/authorizationType" {
			kind = patch.Get("value").String()
		}
	}
	return kind == "NONE" && !slices.Contains([]string{"OPTIONS"}, request.Get("httpMethod").String())
}

// values gives the texts at a path, of every element of the lists on the way.
func values(n tabard.Node, path string) []string {
	name, rest, more := strings.Cut(path, ".")
	var all []string
	for _, element := range n.List() {
		at := element.Child(name)
		switch {
		case !at.Exists():
		case more:
			all = append(all, values(at, rest)...)
		default:
			all = append(all, at.Strings()...)
		}
	}
	return all
}
