package rewrite_test

import (
	"encoding/json/jsontext"
	"strings"
	"testing"

	"tabard.dev/tabard/connectors/internal/rewrite"
)

// shout copies a value with every string at the name "a" in capitals.
func shout(v jsontext.Value) ([]byte, error) {
	switch v.Kind() {
	case '{':
		return rewrite.Object(v, func(m rewrite.Member, _ []rewrite.Member) ([]byte, error) {
			if m.Name == "a" && m.Value.Kind() == '"' {
				return []byte(strings.ToUpper(string(m.Value))), nil
			}
			return shout(m.Value)
		})
	case '[':
		return rewrite.List(v, shout)
	default:
		return v, nil
	}
}

func TestRewrite(t *testing.T) {
	for text, want := range map[string]string{
		`{}`: `{}`, `[]`: `[]`, `{ "b" : 1 , "c":[ ] }`: `{ "b" : 1 , "c":[ ] }`,
		`{"a":"x", "b":{"a" : "y"}}`:       `{"a":"X", "b":{"a" : "Y"}}`,
		`[1, {"a":"x"} ,[{"a":"\u0079"}]]`: `[1, {"a":"X"} ,[{"a":"\U0079"}]]`,
		` {"a":1}`:                         ` {"a":1}`,
		`{"a":"x"`:                         "",
		`[1,`:                              "",
	} {
		got, err := shout(jsontext.Value(text))
		if want == "" && err == nil || want != "" && (err != nil || string(got) != want) {
			t.Errorf("%s is copied as %s, %v; want %s", text, got, err, want)
		}
	}
}
