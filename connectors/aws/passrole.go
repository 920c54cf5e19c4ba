package aws

import "tabard.dev/tabard"

// runs says which parameter of a call names the role that what it makes will run as, and which names the thing itself.
type runs struct{ role, thing, service string }

// passes gives what calls hand a role to. Whoever may make such a call with a role can act as that role, which is why
// iam:PassRole guards it.
func passes(source, name string) (runs, bool) {
	switch source {
	case "lambda":
		switch name {
		case "CreateFunction20150331", "CreateFunction", "UpdateFunctionConfiguration20150331v2", "UpdateFunctionConfiguration":
			return runs{"role", "functionName", "lambda"}, true
		}
	case "ec2":
		switch name {
		case "RunInstances":
			return runs{"iamInstanceProfile.arn", "", "ec2"}, true
		case "AssociateIamInstanceProfile", "ReplaceIamInstanceProfileAssociation":
			return runs{"AssociateIamInstanceProfileRequest.IamInstanceProfile", "AssociateIamInstanceProfileRequest.InstanceId", "ec2"}, true
		}
	case "ecs":
		if name == "RegisterTaskDefinition" {
			return runs{"taskRoleArn", "family", "ecs-tasks"}, true
		}
	case "glue":
		switch name {
		case "CreateJob", "CreateSession", "CreateCrawler":
			return runs{"role", "name", "glue"}, true
		case "CreateDevEndpoint", "UpdateDevEndpoint":
			return runs{"roleArn", "endpointName", "glue"}, true
		case "UpdateJob":
			return runs{"jobUpdate.role", "jobName", "glue"}, true
		}
	case "cloudformation":
		switch name {
		case "CreateStack", "UpdateStack", "CreateChangeSet":
			return runs{"roleARN", "stackName", "cloudformation"}, true
		}
	case "codebuild":
		if name == "CreateProject" || name == "UpdateProject" {
			return runs{"serviceRole", "name", "codebuild"}, true
		}
	case "sagemaker":
		switch name {
		case "CreateNotebookInstance", "UpdateNotebookInstance":
			return runs{"roleArn", "notebookInstanceName", "sagemaker"}, true
		case "CreateTrainingJob":
			return runs{"roleArn", "trainingJobName", "sagemaker"}, true
		case "CreateProcessingJob":
			return runs{"roleArn", "processingJobName", "sagemaker"}, true
		}
	case "states":
		if name == "CreateStateMachine" || name == "UpdateStateMachine" {
			return runs{"roleArn", "name", "states"}, true
		}
	case "bedrock-agentcore", "bedrock-agentcore-control":
		if name == "CreateCodeInterpreter" || name == "CreateBrowser" {
			return runs{"executionRoleArn", "name", "bedrock-agentcore"}, true
		}
	case "apprunner":
		if name == "CreateService" {
			return runs{"instanceConfiguration.instanceRoleArn", "serviceName", "apprunner"}, true
		}
	case "datapipeline":
		if name == "PutPipelineDefinition" {
			return runs{"role", "pipelineId", "datapipeline"}, true
		}
	case "cloud9":
		if name == "CreateEnvironmentEC2" {
			return runs{"instanceProfileArn", "name", "cloud9"}, true
		}
	case "scheduler":
		if name == "CreateSchedule" || name == "UpdateSchedule" {
			return runs{"target.roleArn", "name", "scheduler"}, true
		}
	}
	return runs{}, false
}

// passesRole reads the calls that let something new act as a role.
func (c *call) passesRole(source, name string) bool {
	what, ok := passes(source, name)
	if !ok {
		return false
	}
	role := c.in(what.role, "iamInstanceProfile.name", "AssociateIamInstanceProfileRequest.IamInstanceProfile.Arn",
		"AssociateIamInstanceProfileRequest.IamInstanceProfile.Name", "ReplaceIamInstanceProfileAssociationRequest.IamInstanceProfile.Arn",
		"ReplaceIamInstanceProfileAssociationRequest.IamInstanceProfile.Name")
	if role == "" {
		return name != "RunInstances" // nothing but its tags to read
	}
	who := c.principal("Role", role, "")
	if source == "ec2" {
		who = c.principal("InstanceProfile", c.arnIn("iam", "", withPrefix("instance-profile/", role)), "")
	}
	thing := c.out("functionArn", "taskDefinition.taskDefinitionArn", "instancesSet.items.instanceId", "AssociateIamInstanceProfileResponse.iamInstanceProfileAssociation.instanceId")
	if thing == "" && what.thing != "" {
		thing = c.in(what.thing)
	}
	c.trust(tabard.Created, who, tabard.GrantRef{Permission: assume, Resource: thing, Via: what.service + ".amazonaws.com"})
	return true
}

// withPrefix leaves ARNs alone.
func withPrefix(prefix, name string) string {
	if _, ok := ParseARN(name); ok {
		return name
	}
	return prefix + name
}
