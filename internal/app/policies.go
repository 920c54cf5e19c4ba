package app

import (
	"context"
	"crypto/sha256"
	"io/fs"
	"log/slog"
	"os"
	"sync/atomic"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/decide"
	"tabard.dev/tabard/policies"
)

// policySet is the set of policies in force. A changed folder takes its place whole, and only when all of it is sound, so
// that no decision is ever made without policies or under half of them.
type policySet struct {
	folder fs.FS
	now    atomic.Pointer[decide.Set]
	sum    []byte
	log    *slog.Logger
}

// openPolicies loads the policies of a folder; "" for those that Tabard ships.
func openPolicies(folder string, log *slog.Logger) (*policySet, error) {
	p := &policySet{folder: policies.Files, log: log}
	if folder != "" {
		p.folder = os.DirFS(folder)
	}
	set, err := decide.Load(p.folder)
	if err != nil {
		return nil, err
	}
	p.now.Store(set)
	p.sum = p.checksum()
	return p, nil
}

// Hold implements [pipeline.Decider].
func (p *policySet) Hold(h decide.Holding) ([]tabard.Decision, []decide.PolicyError) {
	return p.now.Load().Hold(h)
}

// Explain implements [pipeline.Decider].
func (p *policySet) Explain(h decide.Holding) []decide.Explanation { return p.now.Load().Explain(h) }

// checksum tells one state of the folder from another.
func (p *policySet) checksum() []byte {
	sum := sha256.New()
	_ = fs.WalkDir(p.folder, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			text, _ := fs.ReadFile(p.folder, path)
			_, _ = sum.Write(append([]byte(path+"\x00"), text...))
		}
		return nil
	})
	return sum.Sum(nil)
}

// watch takes up changes of the folder until the context ends.
func (p *policySet) watch(ctx context.Context) {
	watching(ctx, p.sum, p.checksum, func() {
		set, err := decide.Load(p.folder)
		if err != nil {
			p.log.LogAttrs(ctx, slog.LevelError, "the changed policies are not taken: the ones before stay in force", slog.String("error", err.Error()))
			return
		}
		p.now.Store(set)
		p.log.LogAttrs(ctx, slog.LevelInfo, "policies changed", slog.Int("policies", len(set.Policies())))
	})
}
