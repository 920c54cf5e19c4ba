package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
)

// link is one line of a lineage.
type link struct {
	Is   string `json:"is"` // maker, self, made, credential, reaches
	ID   string `json:"id,omitempty"`
	Name string `json:"name"`
	What string `json:"what"`
}

func newLineage() *cobra.Command {
	return &cobra.Command{
		Use:   "lineage ID",
		Short: "Show who made an identity, what it made, what proves it and what that reaches",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPrinter(cmd, table[link]{
				columns: []string{"IS", "NAME", "WHAT", "ID"},
				row:     func(l link) []string { return []string{l.Is, l.Name, l.What, l.ID} },
			})
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			l, err := api.Read[api.Lineage](client.GetLineage(cmd.Context(), args[0]))
			if err != nil {
				return answer(err)
			}
			return p.rows(links(l))
		},
	}
}

// links writes a lineage as lines, from the first maker down to what is reached.
func links(l api.Lineage) []link {
	var all []link
	kin := func(is string, k api.Kin) {
		all = append(all, link{is, k.ID, k.Name, string(k.Kind)})
	}
	for _, maker := range slices.Backward(l.Makers) {
		kin("maker", maker)
	}
	kin("self", l.Identity)
	for _, k := range l.Made {
		kin("made", k)
	}
	for _, c := range l.Credentials {
		all = append(all, link{"credential", c.ID, c.Name, string(c.Kind) + " " + string(c.State)})
	}
	for _, r := range l.Reaches {
		what := strings.Join(r.Permissions, " ")
		if r.Used {
			what += " (used)"
		}
		all = append(all, link{"reaches", "", r.Resource, what})
	}
	return all
}

func newActivity() *cobra.Command {
	return &cobra.Command{
		Use:   "activity ID",
		Short: "Count what an identity did, by action",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPrinter(cmd, table[api.ActionCount]{
				columns: []string{"ACTION", "COUNT", "REFUSED", "LAST"},
				row: func(a api.ActionCount) []string {
					return []string{a.Action, itoa(a.Count), itoa(a.Refused), when(a.Last)}
				},
			})
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			a, err := api.Read[api.Activity](client.GetActivity(cmd.Context(), args[0], nil))
			if err != nil {
				return answer(err)
			}
			if quiet, _ := cmd.Flags().GetBool("quiet"); a.Capped && !quiet {
				fmt.Fprintf(cmd.ErrOrStderr(), "hint: only the newest %d events were counted\n", a.Events)
			}
			return p.rows(a.Actions)
		},
	}
}
