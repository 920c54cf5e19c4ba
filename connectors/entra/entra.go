// Package entra reads what Microsoft Entra ID logs: the audit log of the directory and the sign-in logs, in the shape of the
// Microsoft Graph API, of Azure Monitor's diagnostic settings (storage, Event Hubs), and of the Log Analytics tables. Part
// of stage 2: it says in Tabard's words what a record means.
//
// The same directory operations come through the Office 365 management activity log as well; [Operation] is what both have
// in common.
package entra

import "tabard.dev/tabard"

// Connector gives what Tabard knows of Microsoft Entra ID.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "entra",
		Title:    "Microsoft Entra ID",
		Families: []tabard.Family{audit(), signin()},
	}
}
