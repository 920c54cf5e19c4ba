package main

import (
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/config"
)

// serveFlags are the settings that have a flag of their own, by their names in the settings file.
func serveFlags() map[string]string {
	return map[string]string{
		"data":     "folder that everything is kept in",
		"listen":   "address to answer on; port 0 takes a free one",
		"policies": "folder of Cedar policies",
		"rules":    "folder of your own Sigma rules",
		"owners":   "file that says whose identities are",
	}
}

func newServe(std stdio) *cobra.Command {
	var file, format string
	var verbose bool
	var passLost uint64
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the server: live inventory, findings, API and console",
		Long: `Runs everything in this process. When it can take requests it prints "ready http://HOST:PORT" on standard error. On its first
start in a data folder it writes an admin token to DATA/admin.token.

Settings come from --config, then TABARD_* variables (TABARD_RETENTION_AGE for retention: {age: …}), then flags; the later
win. It listens on loopback only, unless it has TLS or behind_proxy: true.`,
		Example: `  tabard serve
  tabard serve --config tabard.yaml --data /var/lib/tabard
  TABARD_URL=http://127.0.0.1:8787 TABARD_TOKEN=$(cat tabard-data/admin.token) tabard get findings`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			flags := map[string]string{}
			cmd.Flags().Visit(func(f *pflag.Flag) {
				if _, setting := serveFlags()[f.Name]; setting {
					flags[f.Name] = f.Value.String()
				}
			})
			c, err := config.Load(config.Input{File: file, Flags: flags})
			if err != nil {
				return err
			}
			level := slog.LevelInfo
			if verbose {
				level = slog.LevelDebug
			}
			var handler slog.Handler = slog.NewTextHandler(std.err, &slog.HandlerOptions{Level: level})
			if format == "json" {
				handler = slog.NewJSONHandler(std.err, &slog.HandlerOptions{Level: level})
			}
			log := slog.New(handler)
			for _, name := range c.Unknown {
				log.LogAttrs(cmd.Context(), slog.LevelWarn, "variable is no setting", slog.String("name", name))
			}
			return app.Serve(cmd.Context(), app.ServeOptions{
				Config: c, File: file, PassLost: passLost, Version: buildVersion(), Log: log,
				Ready: func(url string) { fmt.Fprintln(std.err, "ready", url) },
				Token: func(path string) { fmt.Fprintln(std.err, "the admin token is in", path) },
			})
		},
	}
	cmd.Flags().StringVar(&file, "config", "", "settings file (also TABARD_CONFIG)")
	for name, about := range serveFlags() {
		cmd.Flags().String(name, "", about)
	}
	cmd.Flags().StringVar(&format, "log-format", "text", "text or json")
	cmd.Flags().BoolVar(&verbose, "verbose", false, "log more")
	cmd.Flags().Uint64Var(&passLost, "pass-lost", 0, "accept what the log lost up to this batch, as the error that stops judging names it")
	return cmd
}
