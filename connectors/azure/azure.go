// Package azure reads what Azure logs of what is done to its resources: the activity log of the control plane, in the shape
// of diagnostic settings, the REST API and the Log Analytics table, and the resource logs of Key Vault and Storage that tell
// who read a secret or a blob. Part of stage 2: it says in Tabard's words what a record means.
//
// Accounts are those of the Entra directory, keyed by tenant and object id, so that they are the same identities there.
package azure

import "tabard.dev/tabard"

// Connector gives what Tabard knows of Azure.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "azure",
		Title:    "Microsoft Azure",
		Families: []tabard.Family{activity()},
	}
}
