package main

import (
	"strings"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/detect"
)

func newDetections(stdio) *cobra.Command {
	return &cobra.Command{
		Use:   "detections",
		Short: "List what Tabard looks for",
		Long:  "Prints the catalogue of detections: what each looks for, on which log families, how severe it is and where to read more.",
		Args:  cobra.NoArgs,
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
	}
}
