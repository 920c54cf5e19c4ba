package normalize_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tabard.dev/tabard/internal/normalize"
)

func TestSplit(t *testing.T) {
	tests := map[string]struct {
		in   string
		want []string // "line:record", with "!" in front where refused by the splitter
	}{
		"one a line":                  {"{\"a\":1}\n\n{\"b\":2}\n", []string{`1:{"a":1}`, `3:{"b":2}`}},
		"no line end at the end":      {"{\"a\":1}\n{\"b\":2}", []string{`1:{"a":1}`, `2:{"b":2}`}},
		"carriage returns":            {"{\"a\":1}\r\n{\"b\":2}\r\n", []string{`1:{"a":1}`, `2:{"b":2}`}},
		"array":                       {`[{"a":1}, {"b":[{"c":2}]}]`, []string{`1:{"a":1}`, `1:{"b":[{"c":2}]}`}},
		"array, an element a line":    {"[\n{\"a\":1},\n{\"b\":2}\n]\n", []string{`2:{"a":1}`, `3:{"b":2}`}},
		"several lines an object":     {"{\n \"a\": {\n  \"b\": 1\n }\n}\n{\n \"c\": 2\n}\n", []string{"1:{\n \"a\": {\n  \"b\": 1\n }\n}", "6:{\n \"c\": 2\n}"}},
		"side by side":                {`{"a":1}{"b":2} {"c":3}`, []string{`1:{"a":1}`, `1:{"b":2}`, `1:{"c":3}`}},
		"CloudTrail envelope":         {`{"Records":[{"a":1},{"b":2}]}`, []string{`1:{"a":1}`, `1:{"b":2}`}},
		"envelope with a tail":        {"{\"records\": [\n{\"a\":1}\n], \"next\": {\"x\":[1]}}\n{\"c\":3}", []string{`2:{"a":1}`, `4:{"c":3}`}},
		"envelope with a head":        {`{"@odata.context":"x","value":[{"a":1}]}`, []string{`1:{"a":1}`}},
		"list that is a member":       {`{"kind":"x","events":[{"a":1}]}`, []string{`1:{"kind":"x","events":[{"a":1}]}`}},
		"empty envelope":              {`{"Records":[]}`, nil},
		"brackets in strings":         {"{\"a\":\"}{[\\\"]\"}\n{\"b\":2}\n", []string{`1:{"a":"}{[\"]"}`, `2:{"b":2}`}},
		"cut off, then a good one":    {"{\"a\":{\"b\":1}\n{\"c\":3}\n{\"d\":4}\n", []string{`1:{"a":{"b":1}`, `2:{"c":3}`, `3:{"d":4}`}},
		"cut off in a list of lines":  {"{\"a\":1}\n{\"b\":\n{\"c\":3}\n", []string{`1:{"a":1}`, "2:{\"b\":\n{\"c\":3}"}},
		"cut off in a string":         {"{\"a\":\"b\n{\"c\":3}\n", []string{`1:{"a":"b`, `2:{"c":3}`}},
		"cut off in a string, later":  {"{\"x\":1}\n{\"a\":\"b\n{\"c\":3}\n", []string{`1:{"x":1}`, `2:{"a":"b`, `3:{"c":3}`}},
		"not JSON":                    {"hello\n{\"a\":1}\n", []string{`1:hello`, `2:{"a":1}`}},
		"too large, then a good one":  {"{\"a\":\"" + strings.Repeat("x", 60) + "\"}\n{\"b\":2}\n", []string{`!1:{"a":"` + strings.Repeat("x", 34), `2:{"b":2}`}},
		"too large in lines":          {"{\"b\":2}\n{\"a\":\"" + strings.Repeat("x", 60) + "\"}\n{\"b\":2}\n", []string{`1:{"b":2}`, `!2:{"a":"` + strings.Repeat("x", 34), `3:{"b":2}`}},
		"byte order mark":             {"\xEF\xBB\xBF{\"a\":1}\n", []string{`1:{"a":1}`}},
		"deep nesting ends with file": {strings.Repeat("[", 3000), nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for piece, err := range normalize.Split(strings.NewReader(test.in), normalize.Limits{Record: 40}) {
				mark := ""
				if err != nil {
					mark = "!"
				}
				got = append(got, fmt.Sprintf("%s%d:%s", mark, piece.Line, piece.Record))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("Split(%.60q) (-want +got):\n%s", test.in, diff)
			}
		})
	}
}
