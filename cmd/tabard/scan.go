package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/scan"
)

// scanFlags are the flags of "tabard scan".
type scanFlags struct {
	app.ScanOptions
	events bool
	failOn string
}

func newScan(std stdio) *cobra.Command {
	var f scanFlags
	cmd := &cobra.Command{
		Use:   "scan [flags] PATH...",
		Short: "Find what is wrong in audit logs you already have",
		Long: `Reads raw audit records (JSON lines, arrays, {"Records":[…]}, .gz, folders, "-" for standard input) and prints one
finding a line. Needs no server and keeps nothing. Bad records are reported on standard error and never stop the rest; the
last line there sums up.

Records are judged in the order of their event times within a window of 64 MiB; what comes later still is judged on arrival
and counted as late. With --each every record is judged alone.`,
		Example: `  tabard scan cloudtrail/
  tabard scan --source github.audit -o jsonl audit.json | jq .summary
  tabard scan --fail-on high -o table logs/*.gz`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.Paths, f.Stdin = args, std.in
			return runScan(cmd, f)
		},
	}
	cmd.Flags().StringVar(&f.Source, "source", "", "log family of the records; told from each record when not given")
	cmd.Flags().StringVar(&f.Mapping, "mapping", "", "field mapping (YAML) for the family generic")
	cmd.Flags().StringVar(&f.Rules, "rules", "", "folder of your own Sigma rules to apply too")
	cmd.Flags().StringVar(&f.Owners, "owners", "", "owners.yaml: patterns of identities and their teams")
	cmd.Flags().BoolVar(&f.Each, "each", false, "judge every record alone, with nothing known and nothing grouped")
	cmd.Flags().BoolVar(&f.events, "events", false, "print the events as OCSF instead of findings")
	cmd.Flags().StringVar(&f.failOn, "fail-on", "", "exit 1 when a finding is at least this severe: info, low, medium, high, critical")
	if err := errors.Join(
		cmd.RegisterFlagCompletionFunc("source", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return app.FamilyNames(), cobra.ShellCompDirectiveNoFileComp
		}),
		cmd.RegisterFlagCompletionFunc("fail-on", cobra.FixedCompletions(severities(), cobra.ShellCompDirectiveNoFileComp)),
	); err != nil {
		panic(err) // a flag named above does not exist
	}
	return cmd
}

func severities() []string {
	return []string{string(tabard.Info), string(tabard.Low), string(tabard.Medium), string(tabard.High), string(tabard.Critical)}
}

// scanMemory is how much memory a scan takes before it collects garbage more often: the window twice, and the inventory.
const scanMemory = 230 << 20

func runScan(cmd *cobra.Command, f scanFlags) error {
	threshold := tabard.Severity(f.failOn)
	if f.failOn != "" && threshold.Rank() < 0 {
		return withHint(fmt.Errorf("--fail-on: no severity %q", f.failOn), "severities are %s", strings.Join(severities(), ", "))
	}
	debug.SetMemoryLimit(scanMemory)
	f.Now = time.Now()
	f.Refused = func(r scan.Refusal) { fmt.Fprintln(cmd.ErrOrStderr(), printable(r.String())) }
	quiet, err := cmd.Flags().GetBool("quiet")
	if err != nil {
		return err
	}
	bar := newProgress(cmd.ErrOrStderr(), quiet)
	f.Progress = bar.update
	var counts scan.Counts
	findings, met := 0, false
	if f.events {
		counts, err = printEvents(cmd, f)
	} else {
		counts, findings, met, err = printFindings(cmd, f, threshold)
	}
	bar.clear()
	if err != nil {
		return scanHint(err)
	}
	summarize(cmd.ErrOrStderr(), counts, findings)
	if met {
		return errThreshold
	}
	return nil
}

// scanHint adds the next step to the errors a user can act on.
func scanHint(err error) error {
	var unknown *normalize.UnknownFamilyError
	switch {
	case errors.As(err, &unknown):
		return withHint(fmt.Errorf("--source: no log family %q", unknown.Name), "log families are %s", strings.Join(unknown.Known, ", "))
	case errors.Is(err, scan.ErrNothing):
		return withHint(err, "name files or folders of audit records, or \"-\" for standard input")
	}
	return err
}

func summarize(w io.Writer, c scan.Counts, findings int) {
	if c.Late > 0 {
		fmt.Fprintf(w, "late %d: out of order by more than the window of 64 MiB, judged on arrival\n", c.Late)
	}
	fmt.Fprintf(w, "read %d, accepted %d, rejected %d, findings %d\n", c.Read, c.Accepted, c.Rejected, findings)
}

// printFindings prints findings worst first in a table, and in the order they were opened otherwise. Alone, each is final
// when it is made; grouped ones are printed at the end, when their counts are known.
func printFindings(cmd *cobra.Command, f scanFlags, threshold tabard.Severity) (counts scan.Counts, findings int, met bool, err error) {
	p, err := newPrinter(cmd, findingTable())
	if err != nil {
		return counts, 0, false, err
	}
	var grouped []*tabard.Finding
	counts, err = app.Scan(cmd.Context(), f.ScanOptions, func(found *tabard.Finding) error {
		findings++
		met = met || f.failOn != "" && found.Severity.Rank() >= threshold.Rank()
		if f.Each && p.format == "jsonl" {
			return p.add(*found)
		}
		grouped = append(grouped, found)
		return nil
	})
	if err != nil {
		return counts, findings, met, err
	}
	if p.format == "table" {
		slices.SortStableFunc(grouped, func(a, b *tabard.Finding) int { return cmp.Compare(b.Severity.Rank(), a.Severity.Rank()) })
	}
	for _, found := range grouped {
		met = met || f.failOn != "" && found.Severity.Rank() >= threshold.Rank()
		if err := p.add(*found); err != nil {
			return counts, findings, met, err
		}
	}
	return counts, findings, met, p.close()
}

func findingTable() table[tabard.Finding] {
	return table[tabard.Finding]{
		columns: []string{"SEVERITY", "COUNT", "LAST", "IDENTITY", "OWNER", "DETECTION", "SUMMARY"},
		row: func(f tabard.Finding) []string {
			owner := "-"
			if f.Owner != nil {
				owner = f.Owner.ID
			}
			return []string{
				string(f.Severity), fmt.Sprint(f.Count), f.Last.Format(time.RFC3339), f.Identity.Name, owner, f.Detection, f.Summary,
			}
		},
	}
}

func printEvents(cmd *cobra.Command, f scanFlags) (scan.Counts, error) {
	p, err := newPrinter(cmd, table[app.OCSF]{
		columns: []string{"TIME", "CLASS", "ACTIVITY", "STATUS", "ACTOR", "LOG"},
		row:     app.OCSF.Row,
	})
	if err != nil {
		return scan.Counts{}, err
	}
	counts, err := app.ScanEvents(cmd.Context(), f.ScanOptions, p.add)
	return counts, errors.Join(err, p.close())
}
