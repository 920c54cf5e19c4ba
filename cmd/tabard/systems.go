package main

import "github.com/spf13/cobra"

// newSystems makes "tabard systems", the same as "tabard get systems": it is the first thing one asks when a list is empty.
func newSystems(std stdio) *cobra.Command {
	for _, k := range kinds() {
		if k.name == "systems" {
			cmd := remoteFlags(newGetKind(std, k))
			cmd.Short = "Show the systems that Tabard is connected to, and how blind it is"
			return cmd
		}
	}
	return nil
}
