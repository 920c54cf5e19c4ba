package tabard_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestHardeningIsTested looks for every test that docs/hardening.md names.
func TestHardeningIsTested(t *testing.T) {
	doc, err := os.ReadFile("docs/hardening.md")
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	declared := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
	err = fs.WalkDir(os.DirFS("."), ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "tools" || d.Name() == ".git"):
			return fs.SkipDir
		case !strings.HasSuffix(path, "_test.go"):
			return nil
		}
		text, err := os.ReadFile(path)
		for _, name := range declared.FindAllStringSubmatch(string(text), -1) {
			there[name[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`((?:Test|Fuzz)\\w+)`").FindAllStringSubmatch(string(doc), -1)
	for _, name := range named {
		if !there[name[1]] {
			t.Errorf("docs/hardening.md names %s, and there is no such test", name[1])
		}
	}
	if len(named) < 30 {
		t.Errorf("it names %d tests, want more", len(named))
	}
}
