package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
	"tabard.dev/tabard/internal/config"
)

func newActions(stdio) *cobra.Command {
	cmd := remoteFlags(&cobra.Command{
		Use:   "actions",
		Short: "Approve, reject and undo actions, or stop them all",
		Long: `An action is a change to a connected system that a policy or a person asked for. It waits until somebody else approves
it, can be undone, and "stop" keeps all of them from being carried out. "tabard get actions" lists them.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	})
	cmd.AddCommand(newPlan(), newApprove(), newReject(), newUndo(), newGuards(),
		newSwitch("stop", "Turn the kill switch on: nothing is carried out", true),
		newSwitch("resume", "Turn the kill switch off and take up what it held", false))
	return cmd
}

func newPlan() *cobra.Command {
	var kind, system, reason string
	var dry bool
	cmd := about("plan TARGET...", "Plan an action by hand", "actions", func(ctx context.Context, c *api.Client, target string) (*http.Response, error) {
		return c.PlanAction(ctx, &api.PlanActionParams{DryRun: &dry}, api.Plan{Kind: api.PlanKind(kind), System: system, Target: target, Reason: reason})
	})
	cmd.Example = `  tabard actions plan billing --kind quarantine --system pg-erp --reason "seen in a paste" --dry-run`
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	cmd.Flags().StringVar(&kind, "kind", "quarantine", "what to do")
	cmd.Flags().StringVar(&system, "system", "", "name of the connected system")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "only show what would be done")
	_ = cmd.MarkFlagRequired("system") // the flag is there
	reasonFlag(cmd, &reason)
	return cmd
}

func newApprove() *cobra.Command {
	var reason string
	cmd := about("approve ID...", "Approve actions, which carries them out", "actions", func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
		return c.ApproveAction(ctx, id, api.ApproveActionJSONRequestBody{Reason: &reason})
	})
	cmd.Flags().StringVar(&reason, "reason", "", "why, for those who read it later")
	return cmd
}

func newReject() *cobra.Command {
	var reason string
	cmd := about("reject ID...", "Reject actions", "actions", func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
		return c.RejectAction(ctx, id, api.RejectActionJSONRequestBody{Reason: &reason})
	})
	cmd.Flags().StringVar(&reason, "reason", "", "why, for those who read it later")
	return cmd
}

func newUndo() *cobra.Command {
	var reason, exempt string
	cmd := about("undo ID...", "Undo actions, and keep automation from doing them again for a while", "actions", func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
		long, err := config.ParseDuration(exempt)
		if err != nil {
			return nil, withHint(fmt.Errorf("--exempt: %w", err), "such as --exempt 7d")
		}
		until := time.Now().Add(time.Duration(long)).UTC()
		return c.UndoAction(ctx, id, api.UndoActionJSONRequestBody{Reason: &reason, Until: &until})
	})
	cmd.Flags().StringVar(&reason, "reason", "", "why, for those who read it later")
	cmd.Flags().StringVar(&exempt, "exempt", "1d", "how long automation must leave it alone")
	return cmd
}

func guardTable() table[api.Guards] {
	return table[api.Guards]{
		columns: []string{"STOPPED", "USED", "ACTIONS PER HOUR", "UNAPPROVED"},
		row: func(g api.Guards) []string {
			return []string{fmt.Sprint(g.Stopped), fmt.Sprint(g.Used), fmt.Sprint(g.ActionsPerHour), strings.Join(g.Unapproved, " ")}
		},
	}
}

func newGuards() *cobra.Command {
	return &cobra.Command{
		Use:   "guards",
		Short: "Show the guards of automation and how much of their budget is used",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := newPrinter(cmd, guardTable())
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			guards, err := api.Read[api.Guards](client.GetGuards(cmd.Context()))
			if err != nil {
				return answer(err)
			}
			return p.only(guards)
		},
	}
}

// newSwitch turns the kill switch and leaves the other guards as they are.
func newSwitch(use, short string, stopped bool) *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use: use, Short: short, Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := newPrinter(cmd, guardTable())
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			now, err := api.Read[api.Guards](client.GetGuards(cmd.Context()))
			if err != nil {
				return answer(err)
			}
			want := api.SetGuards{Stopped: stopped, ActionsPerHour: now.ActionsPerHour, ActionsPerHourPerOwner: &now.ActionsPerHourPerOwner, Reason: &reason, Unapproved: []api.SetGuardsUnapproved{}}
			for _, kind := range now.Unapproved {
				want.Unapproved = append(want.Unapproved, api.SetGuardsUnapproved(kind))
			}
			guards, err := api.Read[api.Guards](client.SetGuards(cmd.Context(), want))
			if err != nil {
				return answer(err)
			}
			return errors.Join(p.only(guards))
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "why, for those who read it later")
	return cmd
}
