// Package ocsf reads events that somebody else put in the words of the Open Cybersecurity Schema Framework: a security lake,
// a collector, Tabard itself. Part of stage 2: it says in Tabard's words what a record means.
//
// It reads the identity classes (3001 to 3008, the deprecated ones included), API Activity (6003) and findings (2001, 2004,
// 2008); other classes are accepted with what all classes have in common. https://schema.ocsf.io/1.9.0/classes
package ocsf

import "tabard.dev/tabard"

// Connector gives what Tabard knows of OCSF.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "ocsf",
		Title:    "OCSF events",
		Families: []tabard.Family{events()},
	}
}
