package main

import (
	"encoding/json/jsontext"
	"encoding/json/v2"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
	"tabard.dev/tabard/internal/app"
)

func newAudit(std stdio) *cobra.Command {
	cmd := remoteFlags(&cobra.Command{
		Use:   "audit",
		Short: "Check and export the audit trail",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	})
	cmd.AddCommand(newAuditVerify(std), newAuditExport())
	return cmd
}

func newAuditVerify(stdio) *cobra.Command {
	var noted string
	var offline bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check that no entry of the trail was edited, cut, moved or made anew",
		Long: `Checks the chain of the whole trail, and that it still holds the head that is anchored beside the database.

Keep the head that it prints somewhere else, and pass it to the next check with --head: that also finds a trail that was set
back as a whole, database and anchor together. With --offline the files of --data are read, with no server. Exits 1 when
something does not fit.`,
		Example: `  tabard audit verify --jq '"\(.head.seq):\(.head.seal)"'
  tabard audit verify --data ./tabard-data --offline`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := newPrinter(cmd, table[api.AuditReport]{
				columns: []string{"OK", "ENTRIES", "HEAD", "BROKEN"},
				row: func(r api.AuditReport) []string {
					var broken []string
					for _, b := range r.Broken {
						broken = append(broken, strconv.FormatInt(b.Seq, 10)+": "+b.Why)
					}
					return []string{strconv.FormatBool(r.Ok), itoa(r.Entries), itoa(r.Head.Seq) + ":" + r.Head.Seal, strings.Join(broken, "; ")}
				},
			})
			if err != nil {
				return err
			}
			report, err := verifyAudit(cmd, noted, offline)
			if err != nil {
				return err
			}
			if err := p.only(report); err != nil {
				return err
			}
			if !report.Ok {
				return errThreshold
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&noted, "head", "", "a head that was printed before, SEQ:SEAL")
	cmd.Flags().BoolVar(&offline, "offline", false, "read the files of --data, with no server")
	return cmd
}

func verifyAudit(cmd *cobra.Command, noted string, offline bool) (api.AuditReport, error) {
	if offline {
		data, err := cmd.Flags().GetString("data")
		if err != nil {
			return api.AuditReport{}, err
		}
		if data == "" {
			return api.AuditReport{}, withHint(errors.New("--offline reads files, so it needs --data"), "tabard audit verify --offline --data DIR")
		}
		found, err := app.VerifyAudit(cmd.Context(), data, noted)
		if err != nil {
			return api.AuditReport{}, err
		}
		// One shape for both ways.
		text, err := json.Marshal(found)
		if err != nil {
			return api.AuditReport{}, err
		}
		var report api.AuditReport
		return report, json.Unmarshal(text, &report)
	}
	client, err := connect(cmd, 0) // a long trail takes its time
	if err != nil {
		return api.AuditReport{}, err
	}
	params := &api.VerifyAuditParams{}
	if noted != "" {
		params.Head = &noted
	}
	report, err := api.Read[api.AuditReport](client.VerifyAudit(cmd.Context(), params))
	return report, answer(err)
}

func newAuditExport() *cobra.Command {
	return &cobra.Command{
		Use:     "export",
		Short:   "Print the whole trail, oldest first",
		Example: "  tabard audit export -o jsonl > trail.jsonl",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := newPrinter(cmd, table[jsontext.Value]{
				columns: []string{"SEQ", "TIME", "AGENT", "ACTION", "RESOURCE", "DECISION", "REASON"},
				row: cells(func(e api.AuditEntry) []string {
					return []string{itoa(e.Seq), when(e.Time), e.Agent, e.Action, e.Resource, string(e.Decision), text(e.Reason)}
				}),
			})
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			size := int64(1000)
			for item, err := range api.Items(func(cursor string) (*http.Response, error) {
				after, _ := strconv.ParseInt(cursor, 10, 64) // the server's own word
				return client.ListAudit(cmd.Context(), &api.ListAuditParams{Limit: &size, Cursor: &after})
			}) {
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
