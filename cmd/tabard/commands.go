package main

import "github.com/spf13/cobra"

// commands lists the commands, in the order of the help.
func commands() []func(stdio) *cobra.Command {
	return []func(stdio) *cobra.Command{
		newDiscover,
		newScan,
		newDetections,
		newRules,
		newServe,
		newGet,
		newWatch,
		newWhose,
		newShow,
		newFindings,
		newIdentities,
		newOverview,
		newSystems,
		newAudit,
		newTokens,
		newBackup,
		newRestore,
		newRebuild,
		newActions,
		newPolicy,
		newDocs,
		newVersion,
	}
}
