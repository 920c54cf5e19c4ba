package app

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/decide"
)

// TestPoliciesReload changes the folder while decisions are made: each is made under one whole set, none is dropped, and a set
// with a mistake never takes the place of a good one.
func TestPoliciesReload(t *testing.T) {
	folder := t.TempDir()
	write := func(text string) {
		t.Helper()
		next := filepath.Join(folder, "next")
		if err := os.WriteFile(next, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(next, filepath.Join(folder, "p.cedar")); err != nil {
			t.Fatal(err)
		}
	}
	policy := func(id string) string {
		return `@id("` + id + `") @reason("because") forbid (principal is Identity, action == Action::"hold", resource is Identity);`
	}
	write(policy("first"))
	synctest.Test(t, func(t *testing.T) {
		p, err := openPolicies(folder, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		var group sync.WaitGroup
		var asked, dropped atomic.Int64
		ask := func() string {
			decisions, failed := p.Hold(decide.Holding{Identity: tabard.Identity{ID: "id_1"}})
			if asked.Add(1); len(failed) > 0 || len(decisions) == 0 || strings.Contains(decisions[0].Policy, " ") {
				dropped.Add(1)
				return ""
			}
			return decisions[0].Policy
		}
		group.Go(func() { p.watch(ctx) })
		for range 3 {
			group.Go(func() {
				for ctx.Err() == nil {
					for range 20 {
						ask()
					}
					<-time.After(time.Millisecond) // of the bubble's own time
				}
			})
		}
		for _, step := range []struct{ text, want string }{
			{policy("second"), "second"},
			{strings.Replace(policy("third"), "forbid", "forbidd", 1), "second"},
			{policy("third") + strings.Replace(policy("wrong"), `"because"`, `""`, 1), "second"},
			{policy("fourth"), "fourth"},
		} {
			write(step.text)
			<-time.After(3 * time.Second)
			if got := ask(); got != step.want {
				t.Errorf("after writing %s the policy in force is %q, want %q", step.text, got, step.want)
			}
		}
		stop()
		group.Wait()
		if dropped.Load() > 0 || asked.Load() < 1000 {
			t.Errorf("%d of %d decisions were dropped, want none of many", dropped.Load(), asked.Load())
		}
	})
}
