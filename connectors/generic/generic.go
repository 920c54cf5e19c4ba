// Package generic reads logs that nobody here has seen: JSON records of any shape, by a field mapping that a user writes in
// YAML ([FromMapping]), or by the names that most logs use for the same things when there is none. Part of stage 2: it says
// in Tabard's words what a record means.
//
// A mapping is read strictly: an unknown key is an error that names its line and the nearest valid key, so that nothing in
// it is ignored in silence. README.md has the whole of it with an example.
package generic

import "tabard.dev/tabard"

// Connector gives the family that works without a mapping.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "generic",
		Title:    "Any log, by a field mapping",
		Families: []tabard.Family{unmapped()},
	}
}

// familyName is the name of records that are read by a mapping, unless it says another.
const familyName = "generic"
