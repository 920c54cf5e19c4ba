package sigma

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// FileError is an error in a rule file. Callers show it and leave the file's rules out, or keep the set they had.
type FileError struct {
	File string
	Err  error
}

func (e *FileError) Error() string { return fmt.Sprintf("%s: %s", e.File, e.Err) }

// Unwrap gives the error itself.
func (e *FileError) Unwrap() error { return e.Err }

// Load reads all rules in a folder, or in one file, with no placeholders configured; see [Parser.Load].
func Load(path string) ([]Rule, error) { return (&Parser{}).Load(path) }

// Load reads all rules in a folder and the folders in it, or in one file, in the order of their names. It gives the sound
// rules and an error that joins a [*FileError] for each unsound one.
func (p *Parser) Load(path string) ([]Rule, error) {
	files, err := Files(path)
	if err != nil {
		return nil, err
	}
	var rules []Rule
	var errs []error
	for _, name := range files {
		file, err := os.ReadFile(name)
		if err != nil {
			errs = append(errs, fmt.Errorf("read rules: %w", err))
			continue
		}
		for _, d := range p.parse(file) {
			d.rule.File = name
			if d.err != nil {
				errs = append(errs, &FileError{File: name, Err: d.err})
				continue
			}
			rules = append(rules, d.rule)
		}
	}
	return rules, errors.Join(errs...)
}

// Files gives the rule files (.yml and .yaml) in a folder and the folders in it, sorted; or the file itself.
func Files(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read rules: %w", err)
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	var files []string
	err = filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() && isRuleFile(name) {
			files = append(files, name)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read rules: %w", err)
	}
	slices.Sort(files)
	return files, nil
}

func isRuleFile(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".yml" || ext == ".yaml"
}
