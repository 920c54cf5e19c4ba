package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// walk visits every command.
func walk(cmd *cobra.Command, visit func(*cobra.Command)) {
	visit(cmd)
	for _, child := range cmd.Commands() {
		walk(child, visit)
	}
}

// There is no switch that makes a connection or a check less safe.
func TestNoCommandHasAnInsecureFlag(t *testing.T) {
	flags := 0
	walk(newRoot(stdio{}), func(cmd *cobra.Command) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			flags++
			for _, word := range []string{"insecure", "skip-verify", "no-verify", "no-auth", "no-tls", "allow-all", "disable"} {
				if strings.Contains(f.Name, word) {
					t.Errorf("%s has --%s", cmd.CommandPath(), f.Name)
				}
			}
			if strings.Contains(f.Name, "token") {
				t.Errorf("%s takes a token as --%s, where every process can read it", cmd.CommandPath(), f.Name)
			}
		})
	})
	if flags < 20 {
		t.Errorf("only %d flags were looked at", flags)
	}
}
