package jsonscan_test

import (
	"bytes"
	"encoding/json/jsontext"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tabard.dev/tabard/tabardtest"
)

// TestRealRecords scans real records for every path that each of them has, and for every name in it anywhere.
func TestRealRecords(t *testing.T) {
	folders := map[string]int{"panther_rule_tests": 300, "stratus_detonation": 40, "cloudtrail_s3_exfil": 50, "falco_k8s_audit/traces": 10}
	for folder, least := range folders {
		t.Run(folder, func(t *testing.T) {
			records := 0
			for line := range linesBelow(t, tabardtest.Shared(t, folder)) {
				if line[0] != '{' || !jsontext.Value(line).IsValid() {
					agree(t, []string{"a"}, line)
					continue
				}
				records++
				paths := map[string]bool{}
				pathsIn(t, line, "", paths)
				agree(t, slices.Sorted(maps.Keys(paths)), line)
			}
			if records < least {
				t.Errorf("found %d records, want %d at least", records, least)
			}
		})
	}
}

// pathsIn collects the path of every value in a value below a path, and the same with its last but one name as a star.
func pathsIn(t *testing.T, value jsontext.Value, above string, all map[string]bool) {
	t.Helper()
	switch value.Kind() {
	case '{':
		members(t, value, func(name string, member jsontext.Value) {
			path := strings.TrimPrefix(above+"."+name, ".")
			if path == "" {
				return
			}
			all[path] = true
			if at := strings.LastIndexByte(above, '.'); at > 0 {
				all[above[:at]+".*."+name] = true
			}
			pathsIn(t, member, path, all)
		})
	case '[':
		for _, element := range elements(t, value) {
			pathsIn(t, element, above, all)
		}
	case '"':
		if inner, ok := document(unquote(t, value)); ok {
			pathsIn(t, inner, above, all)
		}
	default:
	}
}

// linesBelow gives the lines of all JSON files in a folder.
func linesBelow(t *testing.T, folder string) func(yield func([]byte) bool) {
	t.Helper()
	return func(yield func([]byte) bool) {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.Contains(filepath.Ext(path), "json") {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for line := range bytes.Lines(text) {
				if line = bytes.TrimSpace(line); len(line) > 0 && !yield(line) {
					return fs.SkipAll
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
