package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/internal/store/sqlite"
)

func newRebuild(std stdio) *cobra.Command {
	var data string
	cmd := &cobra.Command{
		Use:   "rebuild",
		Short: "Make a damaged store anew from the log",
		Long: `Moves the store of a stopped server away and makes one in which nothing was judged yet: the next "tabard serve" judges the log
from its beginning and comes to the same inventory and findings. Tokens, guards, the journal of actions, the audit trail and the
sinks' positions are kept, but for rows that are damaged. What the log does not have any more, by retention, is not judged
again: its births and findings are gone, and where that is so, the sinks are told again what is found again.`,
		Example: "  tabard rebuild --data /var/lib/tabard",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := newPrinter(cmd, table[sqlite.Kept]{
				columns: []string{"KEPT", "ROWS", "DAMAGED", "NOT READ"},
				row:     func(k sqlite.Kept) []string { return []string{k.Table, itoa(k.Rows), itoa(k.Damaged), k.Unread} },
			})
			if err != nil {
				return err
			}
			r, err := app.Rebuild(cmd.Context(), data)
			if err != nil {
				return err
			}
			if err := p.rows(r.Kept); err != nil {
				return err
			}
			fmt.Fprintf(std.err, "the next start judges the log from batch %d to %d\n", r.First, r.Last)
			return nil
		},
	}
	cmd.Flags().StringVar(&data, "data", config.Default().Data, "data folder of the stopped server")
	return cmd
}
