// Package vault reads the audit log of HashiCorp Vault and OpenBao. Part of stage 2: it says in Tabard's words what a record
// means.
//
// It reads only what a record says. Most values in the log are hashes under the audit device's key, so that equal ones can
// be told to be equal and nothing more. README.md lists what the log cannot show.
package vault

import "tabard.dev/tabard"

// Connector gives what Tabard knows of Vault and OpenBao.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "vault",
		Title:    "HashiCorp Vault and OpenBao",
		Families: []tabard.Family{audit()},
	}
}
