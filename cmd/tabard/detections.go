package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/detect"
)

func newDetections(std stdio) *cobra.Command {
	cmd := remoteFlags(&cobra.Command{
		Use:   "detections",
		Short: "List what Tabard looks for; switch and test it on a server",
		Long: `Prints the catalogue of detections: what each looks for, on which log families, how severe it is and where to read more.
"tabard get detections" lists those of a server, with what they gave and cost there.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := newPrinter(cmd, table[detect.Detection]{
				columns: []string{"DETECTION", "SEVERITY", "NHI", "TITLE"},
				row: func(d detect.Detection) []string {
					return []string{d.ID, string(d.Severity), strings.Join(d.NHI, " "), d.Title}
				},
			})
			if err != nil {
				return err
			}
			catalogue, err := app.Catalogue("")
			if err != nil {
				return err
			}
			for _, d := range catalogue.Detections() {
				if err := p.add(d); err != nil {
					return err
				}
			}
			return p.close()
		},
	})
	cmd.AddCommand(newSwitchDetections("disable", "Turn detections of a server off", false), newSwitchDetections("enable", "Turn detections of a server on again", true), newTestDetections(std))
	return cmd
}

// newSwitchDetections makes "tabard detections disable" and "enable".
func newSwitchDetections(use, short string, enabled bool) *cobra.Command {
	var reason string
	cmd := about(use+" ID...", short, "detections", func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
		return c.SwitchDetection(ctx, id, api.SwitchDetectionJSONRequestBody{Enabled: enabled, Reason: reason})
	})
	cmd.Example = "  tabard detections " + use + ` access-key-created.aws.cloudtrail --reason "we rotate daily"`
	reasonFlag(cmd, &reason)
	return cmd
}

func newTestDetections(std stdio) *cobra.Command {
	var source string
	cmd := &cobra.Command{
		Use:   "test FILE",
		Short: "Have a server judge records by themselves, without keeping them",
		Long: `Sends the records in a file ("-" for standard input; at most 1 MiB and 100 records) to a server, which judges each by itself
with the detections and rules it runs, and keeps nothing. "tabard scan --each" does the same here, with the built-in ones.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPrinter(cmd, table[api.TriedRecord]{
				columns: []string{"FAMILY", "ACTION", "ACTOR", "DETECTIONS"},
				row: func(r api.TriedRecord) []string {
					raised := make([]string, len(r.Findings))
					for i, f := range r.Findings {
						raised[i] = f.Detection
					}
					return []string{r.Family, r.Action, r.Actor, strings.Join(raised, " ")}
				},
			})
			if err != nil {
				return err
			}
			text, err := readAll(std.in, args[0])
			if err != nil {
				return withHint(err, "name a file with records, or - for standard input")
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			body := api.TestDetectionsJSONRequestBody{Records: text}
			if source != "" {
				body.Family = &source
			}
			tried, err := api.Read[api.Tried](client.TestDetections(cmd.Context(), body))
			if err != nil {
				return answer(err)
			}
			for _, r := range tried.Refused {
				fmt.Fprintf(std.err, "record %d: %s\n", r.Record, printable(r.Reason))
			}
			if err := p.rows(tried.Records); err != nil {
				return err
			}
			if len(tried.Records) == 0 {
				return withHint(errors.New("none of the records was understood"), "--source names their log family; tabard scan --help lists them")
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&source, "source", "", "log family of the records, such as aws.cloudtrail; told from each when absent")
	return cmd
}

func readAll(in io.Reader, name string) (string, error) {
	if name == "-" {
		text, err := io.ReadAll(in)
		return string(text), err
	}
	text, err := os.ReadFile(name)
	return string(text), err
}
