package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
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
	return remoteFlags(&cobra.Command{
		Use:   "explain CASE|ID [FOLDER]",
		Short: "Show what each policy says about a case, or about an identity or credential of a server, and the facts it read",
		Long: `Of a case, the policies of the folder, or the shipped ones, are asked. Of an id such as id_… or cr_…, a server is asked: what
the policies in force there say about the identity and all that it holds, or about the one credential.`,
		Example: `  tabard policy explain "a creator is not an owner"
  tabard policy explain id_0796ac2becbd75111bf3515a`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if about := args[0]; strings.HasPrefix(about, "id_") || strings.HasPrefix(about, "cr_") {
				return explainLive(cmd, about)
			}
			p, err := newPrinter(cmd, table[decide.Explanation]{
				columns: []string{"POLICY", "VERDICT", "FACTS", "REASON"},
				row: func(e decide.Explanation) []string {
					return []string{e.Policy, e.Verdict, factList(e.Facts), e.Reason + e.Why}
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
	})
}

// explained is one policy's say about one thing.
type explained struct {
	Subject string `json:"subject"`
	Kind    string `json:"kind"`
	Name    string `json:"name"`
	api.ExplainedBy
}

func explainLive(cmd *cobra.Command, about string) error {
	p, err := newPrinter(cmd, table[explained]{
		columns: []string{"ABOUT", "POLICY", "VERDICT", "FACTS", "REASON"},
		row: func(e explained) []string {
			return []string{e.Kind + " " + e.Name, e.Policy, string(e.Verdict), factList(e.Facts), text(cmp.Or(e.Reason, e.Why))}
		},
	})
	if err != nil {
		return err
	}
	client, err := connect(cmd, patience)
	if err != nil {
		return err
	}
	var found wholeList[api.Explained]
	if strings.HasPrefix(about, "cr_") {
		found, err = api.Read[wholeList[api.Explained]](client.ExplainCredential(cmd.Context(), about))
	} else {
		found, err = api.Read[wholeList[api.Explained]](client.ExplainIdentity(cmd.Context(), about))
	}
	if err != nil {
		return answer(fmt.Errorf("explain %s: %w", about, err))
	}
	if len(found.Items) == 0 {
		return withHint(fmt.Errorf("nothing to explain: no listing of its system shows %s", about), "policies are held against what a connected system lists; \"tabard systems\" shows when")
	}
	var rows []explained
	for _, one := range found.Items {
		for _, by := range one.Policies {
			rows = append(rows, explained{one.Subject, string(one.Kind), one.Name, by})
		}
	}
	return p.rows(rows)
}

// wholeList is a list that comes in one page.
type wholeList[T any] struct {
	Items []T `json:"items"`
}

// factList writes facts by name.
func factList(facts map[string]any) string {
	var all []string
	for name, value := range facts {
		if value == nil {
			value = "absent"
		}
		all = append(all, fmt.Sprintf("%s=%v", name, value))
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}
