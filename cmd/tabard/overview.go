package main

import (
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
)

// counted is a number of the overview, with the command that lists what it counts.
type counted struct {
	What  string `json:"what"`
	Count int64  `json:"count"`
	List  string `json:"list"`
}

func newOverview(stdio) *cobra.Command {
	return remoteFlags(&cobra.Command{
		Use:   "overview",
		Short: "Show how much there is of everything, and what lists it",
		Example: `  tabard overview
  tabard overview -o json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := newPrinter(cmd, table[counted]{
				columns: []string{"WHAT", "COUNT", "LIST"},
				row:     func(c counted) []string { return []string{c.What, itoa(c.Count), c.List} },
			})
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			o, err := api.Read[api.Overview](client.GetOverview(cmd.Context(), nil))
			if err != nil {
				return err
			}
			return p.rows(overviewRows(o))
		},
	})
}

func overviewRows(o api.Overview) []counted {
	var rows []counted
	add := func(what, list string, counts map[string]int64) {
		for _, word := range slices.Sorted(maps.Keys(counts)) {
			rows = append(rows, counted{what + " " + word, counts[word], "tabard get " + list + word})
		}
	}
	add("identities", "identities --filter kind=", o.Identities)
	rows = append(rows, counted{"identities without an owner", o.Orphans, "tabard get identities --filter owner=none"})
	add("credentials", "credentials --filter state=", o.Credentials)
	add("open findings", "findings --filter state=open --filter severity=", o.Findings)
	add("actions", "actions --filter state=", o.Actions)
	add("systems", "systems --filter state=", o.Systems)
	return rows
}
