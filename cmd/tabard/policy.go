package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/internal/decide"
	"tabard.dev/tabard/policies"
)

func newPolicy(stdio) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "policy",
		Short: "Check, test and explain policies",
		Long: `Policies are Cedar files with a case file beside each. Without a folder, the commands work on the policies that Tabard
ships.`,
	}
	cmd.AddCommand(newPolicyCheck(), newPolicyTest(), newPolicyExplain())
	return cmd
}

// policyFolder is the folder that a command names, or the shipped policies.
func policyFolder(args []string) fs.FS {
	if len(args) == 0 {
		return policies.Files
	}
	return os.DirFS(args[0])
}

func loadPolicies(folder fs.FS) (*decide.Set, error) {
	set, err := decide.Load(folder)
	if problems, ok := errors.AsType[decide.PolicyErrors](err); ok {
		return nil, withHint(fmt.Errorf("%d problems in the policies:\n%w", len(problems), err), "a set with any problem is refused as a whole")
	}
	return set, err
}

func newPolicyCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check [FOLDER]",
		Short: "Check policies against the schema",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPrinter(cmd, table[decide.Policy]{
				columns: []string{"POLICY", "MODE", "REMEDY", "SEVERITY", "FILE", "REASON"},
				row: func(p decide.Policy) []string {
					return []string{p.ID, string(p.Mode), string(p.Remedy), string(p.Severity), fmt.Sprintf("%s:%d", p.File, p.Line), p.Reason}
				},
			})
			if err != nil {
				return err
			}
			set, err := loadPolicies(policyFolder(args))
			if err != nil {
				return err
			}
			return p.rows(set.Policies())
		},
	}
}

func newPolicyTest() *cobra.Command {
	return &cobra.Command{
		Use:   "test [FOLDER]",
		Short: "Run the cases beside the policies",
		Long:  "Runs the cases in every cases.yaml of the folder. Exits 1 when one fails, or when a policy that forbids has no case of each verdict.",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPrinter(cmd, table[decide.CaseResult]{
				columns: []string{"RESULT", "POLICY", "CASE", "WHY"},
				row: func(r decide.CaseResult) []string {
					result := "passed"
					if !r.Passed {
						result = "FAILED"
					}
					return []string{result, r.Policy, r.Name, r.Why}
				},
			})
			if err != nil {
				return err
			}
			folder := policyFolder(args)
			set, err := loadPolicies(folder)
			if err != nil {
				return err
			}
			results, err := set.RunCases(folder)
			if err != nil {
				return err
			}
			if err := p.rows(results); err != nil {
				return err
			}
			if slices.ContainsFunc(results, func(r decide.CaseResult) bool { return !r.Passed }) {
				return errThreshold
			}
			return nil
		},
	}
}

func newPolicyExplain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain CASE [FOLDER]",
		Short: "Show what each policy says about a case, and the facts it read",
		Args:  cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPrinter(cmd, table[decide.Explanation]{
				columns: []string{"POLICY", "VERDICT", "FACTS", "REASON"},
				row: func(e decide.Explanation) []string {
					var facts []string
					for name, value := range e.Facts {
						if value == nil {
							value = "absent"
						}
						facts = append(facts, fmt.Sprintf("%s=%v", name, value))
					}
					slices.Sort(facts)
					return []string{e.Policy, e.Verdict, strings.Join(facts, " "), e.Reason + e.Why}
				},
			})
			if err != nil {
				return err
			}
			folder := policyFolder(args[1:])
			set, err := loadPolicies(folder)
			if err != nil {
				return err
			}
			holding, err := decide.FindCase(folder, args[0])
			if err != nil {
				return withHint(err, "\"tabard policy test\" lists the cases")
			}
			return p.rows(set.Explain(holding))
		},
	}
}
