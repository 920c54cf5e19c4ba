package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
	"tabard.dev/tabard/internal/sigma"
)

func newRules(stdio) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Import and test your own Sigma rules",
		Long: `Sigma rules (single rules, correlations and filters of Sigma 2.1) are used by "tabard scan --rules FOLDER" and
"tabard serve --rules FOLDER". A rule that cannot be honored to the letter is refused, with the word that was the reason.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newRulesImport(), newRulesTest(), newRulesStatus())
	return cmd
}

func newRulesImport() *cobra.Command {
	var prove bool
	cmd := &cobra.Command{
		Use:   "import PATH...",
		Short: "Say of each rule whether it is accepted, and why not",
		Long: `Compiles the rules in files and folders (*.yml, *.yaml) and says of each whether it is accepted. With --prove each accepted
rule must also fire on a record made from it, and stay quiet with one field changed.`,
		Example: `  tabard rules import -o json sigma/rules/cloud
  tabard rules import --prove my-rules/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPrinter(cmd, table[sigma.Report]{
				columns: []string{"ACCEPTED", "RULE", "FILE", "REASON"},
				row:     func(r sigma.Report) []string { return []string{fmt.Sprint(r.Accepted), r.ID, r.File, r.Reason} },
			})
			if err != nil {
				return err
			}
			var files []sigma.File
			for _, path := range args {
				found, err := sigma.ReadFiles(path)
				if err != nil {
					return withHint(err, "name rule files, or folders of *.yml files")
				}
				files = append(files, found...)
			}
			if len(files) == 0 {
				return withHint(errors.New("no rules there"), "rule files end in .yml or .yaml")
			}
			_, reports := (&sigma.Parser{}).Import(files, prove)
			return p.rows(reports)
		},
	}
	cmd.Flags().BoolVar(&prove, "prove", false, "also run each rule on records made from it")
	return cmd
}

// ruleCase is how one case beside a rule came out.
type ruleCase struct {
	Rules  string `json:"rules"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Fires  bool   `json:"fires"` // what it was meant to do
	Passed bool   `json:"passed"`
	Why    string `json:"why,omitempty"`
}

func newRulesTest() *cobra.Command {
	return &cobra.Command{
		Use:   "test PATH...",
		Short: "Run the cases beside your rules",
		Long: `Runs the cases beside rule files: of NAME.yml, each record in NAME.fires.jsonl must be hit, and none in NAME.quiet.jsonl.
Exits 1 when one is not as meant, or when a rule file has no cases.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPrinter(cmd, table[ruleCase]{
				columns: []string{"RESULT", "FILE", "LINE", "MEANT TO", "WHY"},
				row: func(c ruleCase) []string {
					result, meant := "passed", "stay quiet"
					if !c.Passed {
						result = "FAILED"
					}
					if c.Fires {
						meant = "fire"
					}
					return []string{result, c.File, fmt.Sprint(c.Line), meant, c.Why}
				},
			})
			if err != nil {
				return err
			}
			cases, err := runRuleCases(args)
			if err != nil {
				return err
			}
			if err := p.rows(cases); err != nil {
				return err
			}
			if slices.ContainsFunc(cases, func(c ruleCase) bool { return !c.Passed }) {
				return errThreshold
			}
			return nil
		},
	}
}

func runRuleCases(paths []string) ([]ruleCase, error) {
	var cases []ruleCase
	for _, path := range paths {
		files, err := sigma.Files(path)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			ran, err := (&sigma.Parser{}).RunCases(file, nil)
			if err != nil {
				return nil, err
			}
			if len(ran) == 0 {
				cases = append(cases, ruleCase{Rules: file, File: file, Why: "it has no cases: add NAME.fires.jsonl and NAME.quiet.jsonl beside it"})
			}
			for _, c := range ran {
				cases = append(cases, ruleCase{Rules: c.Rules, File: c.File, Line: c.Line, Fires: c.Fires, Passed: c.OK, Why: c.Why})
			}
		}
	}
	return cases, nil
}

func newRulesStatus() *cobra.Command {
	return remoteFlags(&cobra.Command{
		Use:   "status",
		Short: "Say what became of a server's folder of rules",
		Long: `A server looks at its folder of rules every two seconds and takes a changed one when all of it is sound. Where it is not, the
rules before stay in force, and this says why.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := newPrinter(cmd, table[api.Rules]{
				columns: []string{"FOLDER", "RULES", "IN FORCE SINCE", "PROBLEM"},
				row: func(r api.Rules) []string {
					return []string{fmt.Sprint(r.Folder), itoa(r.Rules), when(r.Loaded), text(r.Problem)}
				},
			})
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			status, err := api.Read[api.Rules](client.GetRules(cmd.Context()))
			if err != nil {
				return answer(err)
			}
			return p.only(status)
		},
	})
}
