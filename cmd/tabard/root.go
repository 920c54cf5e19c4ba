package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// Exit codes, the same for every command and every output format.
const (
	exitOK        = 0
	exitThreshold = 1 // a --fail-on threshold was met
	exitBad       = 2 // bad usage, or input that could not be read at all
)

// errThreshold ends a command whose threshold was met. It prints nothing: the data says it.
var errThreshold = errors.New("threshold met")

// stdio is where a command reads and writes: data to out, everything else to err.
type stdio struct {
	in       io.Reader
	out, err io.Writer
}

// run is the whole program, for main and for tests.
func run(ctx context.Context, args []string, std stdio) int {
	root := newRoot(std)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errThreshold):
		return exitThreshold
	}
	fmt.Fprintf(std.err, "tabard: %s\n", printable(err.Error()))
	var hinted interface{ Hint() string }
	switch {
	case errors.As(err, &hinted) && hinted.Hint() != "":
		fmt.Fprintf(std.err, "hint: %s\n", printable(hinted.Hint()))
	case cmd != nil:
		fmt.Fprintf(std.err, "hint: see \"%s --help\"\n", cmd.CommandPath())
	}
	return exitBad
}

// hintError is an error with the next step a person can take.
type hintError struct {
	error
	hint string
}

func (e *hintError) Unwrap() error { return e.error }

// Hint gives the next step. Errors of other packages, such as the settings', have it too.
func (e *hintError) Hint() string { return e.hint }

// withHint adds a next step to an error; nil stays nil.
func withHint(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return &hintError{err, fmt.Sprintf(format, args...)}
}

func newRoot(std stdio) *cobra.Command {
	root := &cobra.Command{
		Use:   "tabard",
		Short: "Tabard keeps every AI identity accounted for",
		Long: `Tabard finds the identities and credentials of AI agents, says whose they are, compares what they may do with
what they do, and watches them as it happens.

Start with:
  tabard discover files ~     agent credentials and MCP servers on this machine
  tabard scan LOGS            what is wrong in audit logs you already have
  tabard serve                the live inventory, API and console`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(std.in)
	root.SetOut(std.out)
	root.SetErr(std.err)
	root.PersistentFlags().StringP("output", "o", "table", "output format: table, json, jsonl or yaml")
	root.PersistentFlags().String("jq", "", "filter the output with a jq expression")
	root.PersistentFlags().BoolP("quiet", "q", false, "no progress and no hints on standard error")
	for _, add := range commands() {
		root.AddCommand(add(std))
	}
	return root
}
