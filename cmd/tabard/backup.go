package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/backup"
	"tabard.dev/tabard/internal/config"
)

func newBackup(stdio) *cobra.Command {
	var data, to string
	cmd := &cobra.Command{
		Use:   "backup",
		Short: "Copy a server's data, also while it runs",
		Long: `Copies the store, the log, the installation's key and the audit trail's anchor into a new folder, as they are at one moment.
The copy appears whole or not at all. It holds the key: guard it as you guard the data folder.`,
		Example: "  tabard backup --data /var/lib/tabard --to /backup/tabard-2026-11-24",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := newPrinter(cmd, table[*backup.Manifest]{
				columns: []string{"MADE", "TABARD", "FILES", "BYTES"},
				row: func(m *backup.Manifest) []string {
					var size int64
					for _, f := range m.Files {
						size += f.Size
					}
					return []string{when(m.Made), m.Tabard, strconv.Itoa(len(m.Files)), itoa(size)}
				},
			})
			if err != nil {
				return err
			}
			m, err := app.Backup(cmd.Context(), data, to, buildVersion())
			if errors.Is(err, backup.ErrExists) {
				return withHint(err, "a backup is never written over another; name a new folder")
			}
			if err != nil {
				return err
			}
			return p.only(m)
		},
	}
	cmd.Flags().StringVar(&data, "data", config.Default().Data, "data folder to copy")
	cmd.Flags().StringVar(&to, "to", "", "folder to make")
	_ = cmd.MarkFlagRequired("to") // the flag is there
	return cmd
}

func newRestore(std stdio) *cobra.Command {
	var data string
	var verify bool
	cmd := &cobra.Command{
		Use:   "restore BACKUP",
		Short: "Put a backup back into a new data folder",
		Long: `Checks every byte of a backup against its manifest and puts it into a data folder that is not there yet. With --verify it then
reads store, log and audit trail to their ends, as a server would; it exits 1 when the audit trail does not fit.`,
		Example: "  tabard restore /backup/tabard-2026-11-24 --data /var/lib/tabard --verify",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPrinter(cmd, table[app.Restored]{
				columns: []string{"MADE", "VERIFIED", "BATCHES", "RECORDS", "IDENTITIES", "FINDINGS", "AUDIT"},
				row: func(r app.Restored) []string {
					trail := "-"
					if r.Audit != nil {
						trail = strconv.FormatBool(r.Audit.OK)
					}
					return []string{
						when(r.Made), strconv.FormatBool(r.Verified), strconv.FormatUint(r.Batches, 10), itoa(r.Records),
						itoa(r.Counters.Identities), itoa(r.Counters.Findings), trail,
					}
				},
			})
			if err != nil {
				return err
			}
			r, err := app.Restore(cmd.Context(), args[0], data, verify)
			if errors.Is(err, backup.ErrExists) {
				return withHint(err, "a backup goes into a folder of its own; move the old one away first")
			}
			if err != nil {
				return err
			}
			if err := p.only(r); err != nil {
				return err
			}
			if r.Audit != nil && !r.Audit.OK {
				fmt.Fprintln(std.err, "the audit trail does not fit: tabard audit verify --offline says where")
				return errThreshold
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&data, "data", config.Default().Data, "data folder to make")
	cmd.Flags().BoolVar(&verify, "verify", false, "read everything to its end")
	return cmd
}
