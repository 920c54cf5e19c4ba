package main

import (
	"context"
	"encoding/json/jsontext"
	"fmt"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
	"tabard.dev/tabard/internal/config"
)

func newTokens(std stdio) *cobra.Command {
	cmd := remoteFlags(&cobra.Command{
		Use:   "tokens",
		Short: "Make, list and revoke tokens for the API",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	})
	cmd.AddCommand(newTokensCreate(std), newTokensList(), newTokensRevoke())
	return cmd
}

func newTokensCreate(std stdio) *cobra.Command {
	var role, life string
	cmd := &cobra.Command{
		Use:   "create NAME",
		Short: "Make a token and show it, this once",
		Example: `  tabard tokens create ci --role operator --expires 30d
  TABARD_TOKEN=$(tabard tokens create dashboards --role viewer -o json --jq .text)`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			long, err := config.ParseDuration(life)
			if err != nil {
				return withHint(fmt.Errorf("--expires: %w", err), "such as --expires 30d")
			}
			p, err := newPrinter(cmd, table[api.MadeToken]{
				columns: []string{"ID", "NAME", "ROLE", "EXPIRES", "TOKEN"},
				row: func(m api.MadeToken) []string {
					return []string{m.Token.ID, m.Token.Name, string(m.Token.Role), when(m.Token.Expires), m.Text}
				},
			})
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			expires := time.Now().Add(time.Duration(long)).UTC()
			made, err := api.Read[api.MadeToken](client.CreateToken(cmd.Context(), api.NewToken{Name: args[0], Role: api.NewTokenRole(role), Expires: &expires}))
			if err != nil {
				return answer(err)
			}
			if quiet, _ := cmd.Flags().GetBool("quiet"); !quiet {
				fmt.Fprintln(std.err, "hint: keep the token now; it is shown this once and kept nowhere")
			}
			return p.only(made)
		},
	}
	cmd.Flags().StringVar(&role, "role", "viewer", "viewer, operator or admin")
	cmd.Flags().StringVar(&life, "expires", "90d", "how long it lives, at most 400d")
	_ = cmd.RegisterFlagCompletionFunc("role", cobra.FixedCompletions([]cobra.Completion{"viewer", "operator", "admin"}, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	return cmd
}

func tokenKind() kind {
	return kind{
		name:    "tokens",
		columns: []string{"ID", "NAME", "ROLE", "CREATED", "EXPIRES", "LAST USED", "REVOKED"},
		row: cells(func(t api.Token) []string {
			return []string{t.ID, t.Name, string(t.Role), when(t.Created), when(t.Expires), maybe(t.LastUsed), maybe(t.Revoked)}
		}),
	}
}

func newTokensList() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List tokens",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			k := tokenKind()
			p, err := newPrinter(cmd, table[jsontext.Value]{columns: k.columns, row: k.row})
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			for item, err := range api.Items(func(string) (*http.Response, error) { return client.ListTokens(cmd.Context()) }) {
				if err != nil {
					return answer(err)
				}
				if err := p.add(item); err != nil {
					return err
				}
			}
			return p.close()
		},
	}
}

func newTokensRevoke() *cobra.Command {
	var derived bool
	var reason string
	k := tokenKind()
	k.list = func(ctx context.Context, c *api.Client, _ ...api.RequestEditorFn) (*http.Response, error) {
		return c.ListTokens(ctx)
	}
	cmd := &cobra.Command{
		Use:               "revoke ID...",
		Short:             "Revoke tokens: they are refused from that moment on",
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: completeIDs(k),
		RunE: func(cmd *cobra.Command, ids []string) error {
			p, err := newPrinter(cmd, table[string]{columns: []string{"REVOKED"}, row: func(id string) []string { return []string{id} }})
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			for _, id := range ids {
				ended, err := api.Read[api.EndedTokens](client.RevokeToken(cmd.Context(), id, &api.RevokeTokenParams{Derived: &derived, Reason: &reason}))
				if err != nil {
					return answer(fmt.Errorf("%s: %w", id, err))
				}
				for _, each := range ended.Revoked {
					if err := p.add(each); err != nil {
						return err
					}
				}
			}
			return p.close()
		},
	}
	cmd.Flags().BoolVar(&derived, "derived", false, "those made with it too, and those made with them")
	cmd.Flags().StringVar(&reason, "reason", "", "why, for the audit trail")
	return cmd
}
