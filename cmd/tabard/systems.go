package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
)

// newSystems makes "tabard systems", the same as "tabard get systems": it is the first thing one asks when a list is empty.
func newSystems(std stdio) *cobra.Command {
	for _, k := range kinds() {
		if k.name == "systems" {
			cmd := remoteFlags(newGetKind(std, k))
			cmd.Short = "Show the systems that Tabard is connected to, and how blind it is"
			cmd.AddCommand(newSystemTest(std, k))
			return cmd
		}
	}
	return nil
}

// newSystemTest makes "tabard systems test NAME".
func newSystemTest(std stdio, k kind) *cobra.Command {
	return &cobra.Command{
		Use:   "test NAME",
		Short: "Test the connection to a system: what is missing, and the statement that grants it",
		Long: `The server asks the system, now, what Tabard's own identity may not do there, and which settings keep it blind. It reads
and changes nothing. Exits 1 when something is missing or the system does not answer.`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeIDs(k),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPrinter(cmd, table[api.MissingPermission]{
				columns: []string{"MISSING", "FOR", "GRANTED BY"},
				row:     func(m api.MissingPermission) []string { return []string{m.Permission, m.For, m.Grant} },
			})
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			found, err := api.Read[api.Probe](client.TestSystem(cmd.Context(), args[0]))
			if err != nil {
				return answer(fmt.Errorf("systems test %s: %w", args[0], err))
			}
			if found.Error != nil {
				return withHint(fmt.Errorf("%s does not answer: %s", found.System, *found.Error), "its url in the configuration says where it is and as whom to connect")
			}
			if err := p.rows(found.Missing); err != nil {
				return err
			}
			if !found.Works {
				return errThreshold
			}
			if quiet, _ := cmd.Flags().GetBool("quiet"); !quiet {
				fmt.Fprintf(std.err, "%s works: nothing is missing\n", found.System)
			}
			return nil
		},
	}
}
