// Package aws reads what Amazon Web Services logs: CloudTrail, and Bedrock's model invocation log. Part of stage 2: it says
// in Tabard's words what a record means.
//
// It also understands IAM policy documents as far as a trail shows them: whom a statement lets in, and whether what it
// allows amounts to control over the account. See [ParsePolicy].
//
// It reads only what a record says. README.md lists what the logs cannot show.
package aws

import "tabard.dev/tabard"

// Connector gives what Tabard knows of AWS.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "aws",
		Title:    "Amazon Web Services",
		Families: []tabard.Family{bedrockInvocation(), cloudTrail()},
	}
}
