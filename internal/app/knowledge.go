package app

import (
	"context"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"

	"tabard.dev/tabard/internal/inventory"
)

// knowledge is the files that the inventory judges by; "" for those there are none of.
type knowledge struct {
	owners, marks string
	log           *slog.Logger
	now           atomic.Pointer[inventory.Config]
	sum           []byte
}

// open reads the files for the first time.
func (k *knowledge) open() error {
	k.sum = k.checksum()
	c, err := k.read()
	k.now.Store(&c)
	return err
}

// config gives what is known now.
func (k *knowledge) config() inventory.Config { return *k.now.Load() }

// read reads the files.
func (k *knowledge) read() (inventory.Config, error) {
	var c inventory.Config
	for _, one := range []struct {
		what, file string
		parse      func([]byte) error
	}{
		{"owners", k.ownersFile(), func(text []byte) (err error) { c.Owners, err = inventory.ParseOwners(text); return err }},
		{"marks", k.marks, func(text []byte) (err error) { c.Marks, err = inventory.ParseMarks(text); return err }},
	} {
		if one.file == "" {
			continue
		}
		text, err := os.ReadFile(one.file)
		if err != nil {
			return c, fmt.Errorf("%s: %w", one.what, err)
		}
		if err := one.parse(text); err != nil {
			return c, fmt.Errorf("%s: %w", one.file, err)
		}
	}
	for repository, file := range k.codeOwners() {
		text, err := os.ReadFile(file)
		if err != nil {
			return c, fmt.Errorf("owners: %w", err)
		}
		if c.Owners == nil {
			c.Owners = &inventory.Owners{}
		}
		c.Owners.AddCodeOwners(repository, text)
	}
	return c, nil
}

// ownersFile gives the owners file: the setting names it, or the folder it is in.
func (k *knowledge) ownersFile() string {
	info, err := os.Stat(k.owners)
	if err != nil || !info.IsDir() {
		return k.owners
	}
	file := filepath.Join(k.owners, "owners.yaml")
	if _, err := os.Stat(file); err != nil {
		return ""
	}
	return file
}

// codeOwners gives the files ORG/REPOSITORY/CODEOWNERS in the folder of owners, by repository.
func (k *knowledge) codeOwners() map[string]string {
	files := map[string]string{}
	if k.owners == "" {
		return files
	}
	found, _ := filepath.Glob(filepath.Join(k.owners, "*", "*", "CODEOWNERS")) // the pattern is sound
	for _, file := range found {
		repository := filepath.Dir(file)
		files[filepath.Base(filepath.Dir(repository))+"/"+filepath.Base(repository)] = file
	}
	return files
}

// checksum tells one state of the files from another.
func (k *knowledge) checksum() []byte {
	sum := sha256.New()
	code := k.codeOwners()
	for _, file := range append([]string{k.ownersFile(), k.marks}, slices.Sorted(maps.Values(code))...) {
		if file != "" {
			text, _ := os.ReadFile(file)
			_, _ = fmt.Fprintf(sum, "%d\n%s", len(text), text)
		}
	}
	return sum.Sum(nil)
}

// watch takes up changes of the files until the context ends. Files that cannot be read, or are not sound, change nothing.
func (k *knowledge) watch(ctx context.Context, reload func()) {
	watching(ctx, k.sum, k.checksum, func() {
		config, err := k.read()
		if err != nil {
			k.log.LogAttrs(ctx, slog.LevelError, "the changed files are not taken: judging goes on by the ones before", slog.String("error", err.Error()))
			return
		}
		k.now.Store(&config)
		reload()
		k.log.LogAttrs(ctx, slog.LevelInfo, "owners or marks changed: everything known is judged again")
	})
}
