package main

import (
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is what "tabard version" prints.
type version struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Go      string `json:"go"`
}

func newVersion(stdio) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := newPrinter(cmd, table[version]{
				columns: []string{"VERSION", "COMMIT", "GO"},
				row:     func(v version) []string { return []string{v.Version, v.Commit, v.Go} },
			})
			if err != nil {
				return err
			}
			v := version{Version: buildVersion()}
			if info, ok := debug.ReadBuildInfo(); ok {
				v.Go = info.GoVersion
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						v.Commit = s.Value
					}
				}
			}
			return p.only(v)
		},
	}
}

// buildVersion gives the version of this program.
func buildVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development"
}
