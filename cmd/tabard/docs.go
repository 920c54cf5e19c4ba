package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// page is a file of the reference that was written.
type page struct {
	File string `json:"file"`
}

// newDocs makes "tabard docs", for those who package Tabard: what it writes comes from the command tree, so that it can't
// tell of a flag that isn't there.
func newDocs(stdio) *cobra.Command {
	cmd := &cobra.Command{
		Use:    "docs",
		Short:  "Write the reference of the commands",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE:   func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		newDocsOf("man", "Write a man page for each command", ".1", func(cmd *cobra.Command, folder string) error {
			return doc.GenManTree(cmd, &doc.GenManHeader{Title: "TABARD", Section: "1", Source: "tabard " + buildVersion(), Manual: "Tabard"}, folder)
		}),
		newDocsOf("markdown", "Write a Markdown page for each command", ".md", func(cmd *cobra.Command, folder string) error {
			return doc.GenMarkdownTree(cmd, folder)
		}),
	)
	return cmd
}

func newDocsOf(use, short, suffix string, write func(*cobra.Command, string) error) *cobra.Command {
	return &cobra.Command{
		Use:   use + " FOLDER",
		Short: short,
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPrinter(cmd, table[page]{columns: []string{"FILE"}, row: func(f page) []string { return []string{f.File} }})
			if err != nil {
				return err
			}
			folder := args[0]
			if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // pages for everybody
				return err
			}
			root := cmd.Root()
			plain(root)
			if err := write(root, folder); err != nil {
				return fmt.Errorf("write the pages: %w", err)
			}
			files, err := filepath.Glob(filepath.Join(folder, root.Name()+"*"+suffix))
			if err != nil {
				return err
			}
			pages := make([]page, len(files))
			for i, file := range files {
				pages[i].File = file
			}
			return p.rows(pages)
		},
	}
}

// plain leaves out of the pages what changes without the commands changing: the day they were written, and the machine.
func plain(cmd *cobra.Command) {
	cmd.DisableAutoGenTag = true
	if home, err := os.UserHomeDir(); err == nil {
		cmd.Long = strings.ReplaceAll(cmd.Long, home, "~")
	}
	for _, child := range cmd.Commands() {
		plain(child)
	}
}
