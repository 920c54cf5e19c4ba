package tabard_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestDependenciesHaveReasons compares go.mod with docs/dependencies.md.
func TestDependenciesHaveReasons(t *testing.T) {
	var direct, all []string
	for line := range strings.Lines(read(t, "go.mod")) {
		fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(fields) >= 2 && strings.Contains(fields[0], ".") && strings.HasPrefix(fields[1], "v") {
			all = append(all, fields[0])
			if !strings.HasSuffix(strings.TrimSpace(line), "// indirect") {
				direct = append(direct, fields[0])
			}
		}
	}
	var documented []string
	for line := range strings.Lines(read(t, "docs/dependencies.md")) {
		cells := strings.Split(line, "|")
		if len(cells) != 4 {
			continue
		}
		for _, module := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[1], -1) {
			documented = append(documented, module[1])
			if strings.TrimSpace(cells[2]) == "" {
				t.Errorf("docs/dependencies.md: %s has no reason", module[1])
			}
		}
	}
	if len(all) == 0 || len(documented) == 0 {
		t.Fatalf("read %d modules from go.mod and %d from docs/dependencies.md", len(all), len(documented))
	}
	for _, module := range direct {
		if !slices.Contains(documented, module) {
			t.Errorf("go.mod requires %s directly: say why in docs/dependencies.md", module)
		}
	}
	for _, module := range documented {
		if !slices.Contains(all, module) {
			t.Errorf("docs/dependencies.md names %s, which go.mod does not require", module)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
