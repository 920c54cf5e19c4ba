package app

import (
	"context"
	"crypto/sha256"
	"log/slog"
	"os"
	"sync"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/detect"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/pipeline"
	"tabard.dev/tabard/internal/sigma"
	"tabard.dev/tabard/internal/store"
)

// ruleSet is the set of detections in force: the built-in ones and the rules in a folder. A changed folder takes its place
// whole, and only when all of it is sound, so that judging never goes on with fewer rules because one was mistyped.
type ruleSet struct {
	folder   string // "" for none
	families []tabard.Family
	log      *slog.Logger

	mu     sync.Mutex
	now    compiled
	engine *detect.Engine // the one that judges; nil before judging starts
	sum    []byte
	status store.Rules
}

// compiled are detections together with the decoding that gives them the fields they read.
type compiled struct {
	catalogue *detect.Catalogue
	set       *normalize.Set
}

// openRules compiles the detections and the rules of a folder.
func openRules(folder string, families []tabard.Family, log *slog.Logger) (*ruleSet, error) {
	r := &ruleSet{folder: folder, families: families, log: log}
	r.sum = r.checksum()
	now, err := r.compile()
	if err != nil {
		return nil, err
	}
	r.take(now)
	return r, nil
}

func (r *ruleSet) compile() (compiled, error) {
	catalogue, err := Catalogue(r.folder)
	if err != nil {
		return compiled{}, err
	}
	set, err := normalize.New(r.families, catalogue.Paths(r.families))
	return compiled{catalogue, set}, err
}

func (r *ruleSet) take(now compiled) {
	own := 0
	for _, d := range now.catalogue.Detections() {
		if d.Own {
			own++
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now, r.status = now, store.Rules{Folder: r.folder != "", Rules: own, Loaded: time.Now().UTC()}
}

// current gives the set in force.
func (r *ruleSet) current() compiled {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now
}

// detector makes what judges by the set in force.
func (r *ruleSet) detector() pipeline.Detector {
	now := r.current()
	engine := detect.NewEngine(now.catalogue, now.set.RuleSlots, false)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.engine = engine
	return NewDetector(engine)
}

// Rules implements [store.DetectionReader].
func (r *ruleSet) Rules() store.Rules {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.status
}

// checksum tells one state of the folder from another.
func (r *ruleSet) checksum() []byte {
	sum := sha256.New()
	if r.folder == "" {
		return nil
	}
	files, err := sigma.Files(r.folder)
	if err != nil {
		_, _ = sum.Write([]byte(err.Error()))
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			text = []byte(err.Error())
		}
		part := sha256.Sum256(text)
		_, _ = sum.Write(append([]byte(file+"\x00"), part[:]...))
	}
	return sum.Sum(nil)
}

// look takes up a changed folder when it is sound, and has judging go on with it.
func (r *ruleSet) look(ctx context.Context, reload func()) {
	now, err := r.compile()
	if err != nil {
		r.log.LogAttrs(ctx, slog.LevelError, "the changed rules are not taken: the ones before stay in force", slog.String("folder", r.folder), slog.String("error", err.Error()))
		r.mu.Lock()
		defer r.mu.Unlock()
		r.status.Problem = err.Error()
		return
	}
	r.take(now)
	reload()
	r.log.LogAttrs(ctx, slog.LevelInfo, "rules changed", slog.String("folder", r.folder), slog.Int("rules", r.Rules().Rules))
}

// watch takes up changes of the folder until the context ends.
func (r *ruleSet) watch(ctx context.Context, reload func()) {
	if r.folder != "" {
		watching(ctx, r.sum, r.checksum, func() { r.look(ctx, reload) })
	}
}
