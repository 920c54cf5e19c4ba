package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/internal/discover"
)

func newDiscover(std stdio) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "discover",
		Short: "Find identities and credentials that nobody told you about",
	}
	cmd.AddCommand(newDiscoverFiles(std))
	return cmd
}

func newDiscoverFiles(std stdio) *cobra.Command {
	o := discover.Options{Stdin: std.in}
	var all bool
	cmd := &cobra.Command{
		Use:   "files [flags] PATH...",
		Short: "Find identities and credentials in files",
		Long: `Looks through files and folders for what agents can reach: MCP servers, agent cards, kubeconfigs, cloud profiles, .env files,
SSH keys, certificates, and the tokens that command lines and coding agents keep. Files are recognized by what they hold.

A secret's value is never printed or stored, only its type and a fingerprint that tells two secrets apart. Nothing leaves the
machine. Files that cannot be read are reported on standard error and never stop the rest.`,
		Example: `  tabard discover files ~
  tabard discover files -o jsonl . | jq -r 'select(.kind=="mcp_server") | .server'
  tabard discover files ~ --jq '.[] | select(.hint) | [.file, .hint] | @tsv'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Paths = args
			if all {
				o.Skip = nil
			}
			return runDiscoverFiles(cmd, o)
		},
	}
	cmd.Flags().StringSliceVar(&o.Skip, "skip", discover.DefaultSkip(), "folders that are not entered, by name, end of path or absolute path")
	cmd.Flags().BoolVar(&all, "all", false, "enter every folder")
	cmd.Flags().Int64Var(&o.MaxSize, "max-size", discover.DefaultMaxSize, "largest file that is read, in bytes")
	cmd.MarkFlagsMutuallyExclusive("skip", "all")
	return cmd
}

func runDiscoverFiles(cmd *cobra.Command, o discover.Options) error {
	quiet, err := cmd.Flags().GetBool("quiet")
	if err != nil {
		return err
	}
	now := time.Now()
	p, err := newPrinter(cmd, table[discover.Item]{
		columns: []string{"KIND", "WHAT", "IDENTITY", "SYSTEM", "AGE", "FILE", "HINT"},
		row:     func(item discover.Item) []string { return discoverRow(item, now) },
	})
	if err != nil {
		return err
	}
	o.Problem = func(problem discover.Problem) { fmt.Fprintln(cmd.ErrOrStderr(), printable(problem.String())) }
	counts := map[string]int{}
	sum, err := discover.Files(cmd.Context(), o, func(item discover.Item) error {
		counts[discoverNoun(item)]++
		return p.add(item)
	})
	switch {
	case errors.Is(err, discover.ErrNothing):
		return withHint(err, `name files or folders, such as "tabard discover files ~", or "-" for standard input`)
	case err != nil:
		return err
	}
	if err := p.close(); err != nil {
		return err
	}
	summarizeDiscovery(cmd.ErrOrStderr(), sum, counts, quiet)
	return nil
}

// discoverRow is an item in a terminal. The age is that of the credential, where it says, and of the file otherwise.
func discoverRow(item discover.Item, now time.Time) []string {
	switch item := item.(type) {
	case *discover.Server:
		hint := ""
		if n := len(item.Secrets); n > 0 {
			hint = fmt.Sprintf("%d secrets in plain text", n)
		} else if len(item.SecretEnv) > 0 {
			hint = "given " + strings.Join(item.SecretEnv, ", ")
		}
		how := item.URL
		if how == "" {
			how = strings.Join(append([]string{item.Command}, item.Args...), " ")
		}
		return []string{"mcp server", item.Server, short(how, 48), item.Transport, "-", where(item.Place), hint}
	case *discover.AgentCard:
		return []string{"agent card", item.Name, short(item.URL, 48), item.Provider, "-", where(item.Place), item.Hint}
	case *discover.Identity:
		return []string{"identity", item.Type, short(item.Identity, 48), short(item.System, 32), "-", where(item.Place), short(item.Via, 48)}
	case *discover.Credential:
		since, hint := item.Created, item.Hint
		if since.IsZero() {
			since = item.Modified
		}
		switch {
		case !item.Expires.IsZero() && item.Expires.Before(now):
			hint = "expired " + age(item.Expires, now) + " ago"
		case !item.Expires.IsZero():
			hint = strings.TrimPrefix(hint+"; ends in "+age(now, item.Expires), "; ")
		}
		what := item.Type
		if item.Name != "" {
			what += " " + short(item.Name, 32)
		}
		return []string{string(item.Kind), what, short(item.Identity, 48), short(item.System, 32), age(since, now), where(item.Place), hint}
	}
	return []string{"", "", "", "", "", "", ""}
}

func where(p discover.Place) string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// age is a span in its largest useful unit.
func age(since, until time.Time) string {
	span := until.Sub(since)
	switch {
	case since.IsZero():
		return "-"
	case span < time.Hour:
		return fmt.Sprintf("%dm", max(0, int(span.Minutes())))
	case span < 48*time.Hour:
		return fmt.Sprintf("%dh", int(span.Hours()))
	}
	return fmt.Sprintf("%dd", int(span.Hours()/24))
}

// short cuts a text for a column of a table.
func short(text string, most int) string {
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return text
}

func discoverNoun(item discover.Item) string {
	switch item := item.(type) {
	case *discover.Server:
		return "MCP servers"
	case *discover.AgentCard:
		return "agent cards"
	case *discover.Identity:
		return "identities"
	case *discover.Credential:
		return string(item.Kind) + "s"
	}
	return "others"
}

// summarizeDiscovery says what was looked at and what was not, and what to do next.
func summarizeDiscovery(w io.Writer, sum discover.Summary, counts map[string]int, quiet bool) {
	if !quiet {
		var skipped []string
		for _, name := range slices.Sorted(maps.Keys(sum.Skipped)) {
			skipped = append(skipped, fmt.Sprintf("%s (%d)", name, sum.Skipped[name]))
		}
		if len(skipped) > 0 {
			fmt.Fprintf(w, "not entered: %s; --all enters every folder\n", strings.Join(skipped, ", "))
		}
		if sum.TooLarge > 0 {
			fmt.Fprintf(w, "not read: %d files over the size limit; --max-size raises it\n", sum.TooLarge)
		}
		if sum.Outside > 0 {
			fmt.Fprintf(w, "not followed: %d links that lead outside\n", sum.Outside)
		}
		if sum.Found > 0 {
			fmt.Fprintln(w, `next: "tabard scan LOGS" tells what such credentials did, from audit logs you already have`)
		}
	}
	var found []string
	for _, noun := range slices.Sorted(maps.Keys(counts)) {
		found = append(found, fmt.Sprintf("%d %s", counts[noun], noun))
	}
	if len(found) == 0 {
		found = []string{"nothing"}
	}
	fmt.Fprintf(w, "looked into %d files, problems %d, found %s\n", sum.Files, sum.Problems, strings.Join(found, ", "))
}
