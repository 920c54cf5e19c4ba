package main

import (
	"context"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
	"tabard.dev/tabard/internal/config"
)

func newFindings(stdio) *cobra.Command {
	cmd := remoteFlags(&cobra.Command{
		Use:   "findings",
		Short: "Close, snooze and assign findings",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	})
	cmd.AddCommand(newClose(), newSnooze(), newAssign("findings", func(ctx context.Context, c *api.Client, id string, body api.Assign) (*http.Response, error) {
		return c.AssignFinding(ctx, id, body)
	}))
	return cmd
}

func newIdentities(stdio) *cobra.Command {
	cmd := remoteFlags(&cobra.Command{
		Use:   "identities",
		Short: "Say whose identities are; show their lineage and what they did",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	})
	cmd.AddCommand(newAssign("identities", func(ctx context.Context, c *api.Client, id string, body api.Assign) (*http.Response, error) {
		return c.AssignIdentity(ctx, id, body)
	}), newCut(), newLineage(), newActivity())
	return cmd
}

// newCut takes links apart. What is printed is the one identity that the others are not.
func newCut() *cobra.Command {
	var reason, from string
	cmd := about("cut OTHER...", "Say that identities are not the same human or program as another one; they stay apart", "identities",
		func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
			return c.CutLink(ctx, from, id, api.Cut{Reason: reason})
		})
	cmd.Example = `  tabard identities cut id_7a… --from id_2k… --reason "two people of one name"`
	reasonFlag(cmd, &reason)
	cmd.Flags().StringVar(&from, "from", "", "id of the identity that the others are not")
	_ = cmd.MarkFlagRequired("from") // the flag is there
	return cmd
}

func newClose() *cobra.Command {
	var reason string
	cmd := about("close ID...", "Close findings", "findings", func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
		return c.CloseFinding(ctx, id, api.Say{Reason: reason})
	})
	cmd.Example = `  tabard findings close f_2k… --reason "test account of the platform team"`
	reasonFlag(cmd, &reason)
	return cmd
}

func newSnooze() *cobra.Command {
	var reason, span string
	cmd := about("snooze ID...", "Put findings off", "findings", func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
		long, err := config.ParseDuration(span)
		if err != nil {
			return nil, withHint(fmt.Errorf("--for: %w", err), "such as --for 7d")
		}
		return c.SnoozeFinding(ctx, id, api.Snooze{Reason: reason, Until: time.Now().Add(time.Duration(long)).UTC()})
	})
	reasonFlag(cmd, &reason)
	cmd.Flags().StringVar(&span, "for", "7d", "how long, such as 7d or 12h; at most a year")
	return cmd
}

func newAssign(name string, call func(context.Context, *api.Client, string, api.Assign) (*http.Response, error)) *cobra.Command {
	var reason, to string
	cmd := about("assign ID...", "Say whose "+name+" are", name, func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
		return call(ctx, c, id, api.Assign{Reason: reason, Owner: to})
	})
	cmd.Example = "  tabard " + name + ` assign ID --owner team:payments --reason "they run it"`
	reasonFlag(cmd, &reason)
	cmd.Flags().StringVar(&to, "owner", "", "team:NAME or user:NAME")
	_ = cmd.MarkFlagRequired("owner") // the flag is there
	return cmd
}

func reasonFlag(cmd *cobra.Command, reason *string) {
	cmd.Flags().StringVar(reason, "reason", "", "why, for those who read it later")
	_ = cmd.MarkFlagRequired("reason") // the flag is there
}

// about makes a command that says the same of one thing or several and prints them as they are then.
func about(use, short, name string, say func(context.Context, *api.Client, string) (*http.Response, error)) *cobra.Command {
	var k kind
	for _, candidate := range kinds() {
		if candidate.name == name {
			k = candidate
		}
	}
	return &cobra.Command{
		Use: use, Short: short, Args: cobra.MinimumNArgs(1), ValidArgsFunction: completeIDs(k),
		RunE: func(cmd *cobra.Command, ids []string) error {
			p, err := newPrinter(cmd, table[jsontext.Value]{columns: k.columns, row: k.row})
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			var failed error
			for _, id := range ids {
				item, err := api.Read[jsontext.Value](say(cmd.Context(), client, id))
				if err != nil {
					failed = errors.Join(failed, answer(fmt.Errorf("%s: %w", id, err)))
					continue
				}
				if err := p.add(item); err != nil {
					return err
				}
			}
			return errors.Join(p.close(), failed)
		},
	}
}
