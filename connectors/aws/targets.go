package aws

import (
	"tabard.dev/tabard"
)

// targetName is a request parameter that names what a call is about.
type targetName struct{ name, kind string }

// targetNames are the parameters that name targets, the most exact first. Kinds are CloudFormation's resource types where
// the parameter means one kind of thing in all services, and plain words otherwise.
var targetNames = [...]targetName{
	{"bucketName", "AWS::S3::Bucket"},
	{"roleArn", "AWS::IAM::Role"},
	{"roleName", "AWS::IAM::Role"},
	{"userName", "user"},
	{"groupName", "group"},
	{"accessKeyId", "AWS::IAM::AccessKey"},
	{"policyArn", "AWS::IAM::Policy"},
	{"secretId", "AWS::SecretsManager::Secret"},
	{"keyId", "AWS::KMS::Key"},
	{"functionName", "AWS::Lambda::Function"},
	{"instanceId", "AWS::EC2::Instance"},
	{"instancesSet.items.instanceId", "AWS::EC2::Instance"},
	{"groupId", "group"},
	{"snapshotId", "AWS::EC2::Snapshot"},
	{"imageId", "AWS::EC2::Image"},
	{"volumeId", "AWS::EC2::Volume"},
	{"vpcId", "AWS::EC2::VPC"},
	{"tableName", "AWS::DynamoDB::Table"},
	{"dBInstanceIdentifier", "AWS::RDS::DBInstance"},
	{"dBClusterIdentifier", "AWS::RDS::DBCluster"},
	{"repositoryName", "AWS::ECR::Repository"},
	{"queueUrl", "AWS::SQS::Queue"},
	{"topicArn", "AWS::SNS::Topic"},
	{"trailName", "AWS::CloudTrail::Trail"},
	{"detectorId", "AWS::GuardDuty::Detector"},
	{"clusterName", "cluster"},
	{"modelId", "AWS::Bedrock::FoundationModel"},
	{"agentId", "AWS::Bedrock::Agent"},
	{"guardrailIdentifier", "AWS::Bedrock::Guardrail"},
	{"serialNumber", "AWS::IAM::VirtualMFADevice"},
	{"openIDConnectProviderArn", "AWS::IAM::OIDCProvider"},
	{"sAMLProviderArn", "AWS::IAM::SAMLProvider"},
	{"identityPoolId", "AWS::Cognito::IdentityPool"},
	{"userPoolId", "AWS::Cognito::UserPool"},
	{"stackName", "AWS::CloudFormation::Stack"},
	{"logGroupName", "AWS::Logs::LogGroup"},
	{"documentName", "AWS::SSM::Document"},
	{"permissionSetArn", "AWS::SSO::PermissionSet"},
	{"resourceArn", "resource"},
	{"name", "name"},
}

// maxTargets bounds the targets of one event; batch calls name hundreds.
const maxTargets = 8

// targets reads what the call was done to: the resources that the record lists, else what its parameters name.
func (r trail) targets() {
	e := r.e
	if r.Has(resourceARN) {
		arn, kind := r.Value(resourceARN), r.Value(resourceType)
		for more := true; more && len(e.Targets) < maxTargets; {
			e.Targets = append(e.Targets, tabard.Target{Type: r.Intern(kind.Text), ID: string(arn.Text), Name: nameOf(r.Intern(arn.Text))})
			if arn, more = r.s.Next(arn); more {
				var typed bool
				if kind, typed = r.s.Next(kind); !typed {
					kind = tabard.Value{}
				}
			}
		}
		return
	}
	if !r.Has(request) {
		return
	}
	for i := range targetNames {
		if !r.s.Has(r.named + i) {
			continue
		}
		v := r.s.First(r.named + i)
		for more := true; more && len(e.Targets) < maxTargets; v, more = r.s.Next(v) {
			if v.Kind != tabard.StringValue || len(v.Text) == 0 {
				continue
			}
			id := r.Intern(v.Text)
			e.Targets = append(e.Targets, tabard.Target{Type: targetNames[i].kind, ID: id, Name: nameOf(id)})
		}
		if len(e.Targets) >= maxTargets/2 {
			return
		}
	}
}
