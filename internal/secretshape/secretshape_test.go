package secretshape_test

import (
	"strings"
	"testing"

	"tabard.dev/tabard/internal/secretshape"
)

// fake makes a value of a shape.
func fake(s secretshape.Shape) string {
	return s.Prefix + strings.Repeat("a.", s.Dots) + strings.Repeat("B7", s.Rest)
}

func TestEachShapeIsFound(t *testing.T) {
	for _, s := range secretshape.All() {
		value := fake(s)
		if kind, ok := secretshape.Of(value); !ok || kind != s.Kind {
			t.Errorf("Of(%s…) = %q, %t, want %q", s.Prefix, kind, ok, s.Kind)
		}
		text := `{"Authorization": "Bearer ` + value + `"}`
		start, end, kind, ok := secretshape.Find(text)
		if !ok || text[start:end] != value || kind != s.Kind {
			t.Errorf("Find in %s = %d, %d, %q, %t", text, start, end, kind, ok)
		}
	}
}

func TestOrdinaryWordsAreNoSecrets(t *testing.T) {
	for _, text := range []string{
		"", "sk-", "ghp_short", "sk-learn", "hf_hub_download", "dapi", "pul-request-template", "eyJhbGciOiJub25lIn0",
		"https://example.com/ghp_/x", "npm_config_registry", "xai-tools", "glc_name",
	} {
		if _, _, kind, ok := secretshape.Find(text); ok {
			t.Errorf("Find(%q) finds a %s", text, kind)
		}
	}
}

func TestLongerPrefixesComeFirst(t *testing.T) {
	all := secretshape.All()
	for i, early := range all {
		if len(early.Prefix) < 3 {
			t.Errorf("%s is shorter than three bytes", early.Prefix)
		}
		for _, late := range all[i+1:] {
			if strings.HasPrefix(late.Prefix, early.Prefix) {
				t.Errorf("%s hides %s", early.Prefix, late.Prefix)
			}
		}
	}
}
