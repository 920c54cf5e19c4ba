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
	birthbyunknown "tabard.dev/tabard/detectors/birth-by-unknown"
	birthwithoutowner "tabard.dev/tabard/detectors/birth-without-owner"
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
	}
}

// Behaviors lists what Tabard looks for, by name.
func Behaviors() []tabard.Behavior {
	return []tabard.Behavior{
		birthbyunknown.Behavior(),
		birthwithoutowner.Behavior(),
	}
}

// Sinks lists the kinds of place that Tabard tells its results to, by name.
func Sinks() []tabard.Sink {
	return []tabard.Sink{
		file.Sink(),
		webhook.Sink(),
	}
}
