// Package m365 reads the Office 365 management activity log: what is done in the directory, Exchange, SharePoint and the
// other services of Microsoft 365. Part of stage 2: it says in Tabard's words what a record means.
//
// Operations on the directory are read as those of Entra's own log are; see connectors/entra.
package m365

import "tabard.dev/tabard"

// Connector gives what Tabard knows of Microsoft 365.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "m365",
		Title:    "Microsoft 365",
		Families: []tabard.Family{audit()},
	}
}
