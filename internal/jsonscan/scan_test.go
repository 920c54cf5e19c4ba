package jsonscan_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
)

// scan gives what a record holds at each path, as "kind:text" or "kind:text@start-end".
func scan(t *testing.T, paths []string, record string) []string {
	t.Helper()
	trie, err := jsonscan.Compile(paths)
	if err != nil {
		t.Fatal(err)
	}
	slots := tabard.NewSlots(len(paths), nil)
	if err := trie.Scan([]byte(record), slots); err != nil {
		t.Fatalf("Scan(%s): %v", record, err)
	}
	return contents(slots)
}

func contents(slots *tabard.Slots) []string {
	var all []string
	for i := range slots.Len() {
		for v := range slots.All(i) {
			all = append(all, fmt.Sprintf("%d %c %s", i, " \"0tfn{["[v.Kind], v.Text))
		}
	}
	return all
}

func TestScan(t *testing.T) {
	tests := map[string]struct {
		paths  []string
		record string
		want   []string
	}{
		"each kind of value": {
			[]string{"s", "n", "t", "f", "z", "o", "a"},
			`{"s":"text","n":-1.5e3,"t":true,"f":false,"z":null,"o":{"x": 1},"a":[]}`,
			[]string{`0 " text`, `1 0 -1.5e3`, `2 t true`, `3 f false`, `4 n null`, `5 { {"x": 1}`, `6 [ []`},
		},
		"a value and values in it": {
			[]string{"o", "o.x", "o.y.z"},
			`{"o":{"x":1,"y":{"z":2}}}`,
			[]string{`0 { {"x":1,"y":{"z":2}}`, `1 0 1`, `2 0 2`},
		},
		"equal paths each get the value": {
			[]string{"a", "a"}, `{"a":1}`, []string{`0 0 1`, `1 0 1`},
		},
		"through an array": {
			[]string{"a.b"}, `{"a":[{"b":1},{"c":2},[{"b":3}],4]}`, []string{`0 0 1`, `0 0 3`},
		},
		"to an array: itself, then its elements": {
			[]string{"a"}, `{"a":["x",["y"]]}`, []string{`0 [ ["x",["y"]]`, `0 " x`, `0 " y`},
		},
		"through an array at the top": {
			[]string{"a"}, `[{"a":1},{"a":2}]`, []string{`0 0 1`, `0 0 2`},
		},
		"names with dots": {
			[]string{"annotations.authorization.k8s.io/decision"},
			`{"annotations":{"authorization.k8s.io/decision":"allow"}}`,
			[]string{`0 " allow`},
		},
		"every way to part a path": {
			[]string{"a.b.c"},
			`{"a.b.c":1,"a":{"b.c":2,"b":{"c":3}},"a.b":{"c":4}}`,
			[]string{`0 0 1`, `0 0 2`, `0 0 3`, `0 0 4`},
		},
		"star is any one name": {
			[]string{"a.*.c", "a.b.c"}, `{"a":{"b":{"c":1},"x.y":{"c":2},"c":3},"a.b.c":4}`, []string{`0 0 1`, `0 0 2`, `1 0 1`, `1 0 4`},
		},
		"star at the end": {
			[]string{"tags.*"}, `{"tags":{"owner":"x","team":"y"}}`, []string{`0 " x`, `0 " y`},
		},
		"names and strings with escapes": {
			[]string{`a"b`}, `{"a\u0022b":"\u00e9\ud83d\ude00\n\/"}`, []string{"0 \" é😀\n/"},
		},
		"into a string that holds JSON": {
			[]string{"doc", "doc.Statement.Effect"},
			`{"doc":" {\"Statement\":[{\"Effect\":\"Allow\"}]}"}`,
			[]string{`0 "  {"Statement":[{"Effect":"Allow"}]}`, `1 " Allow`},
		},
		"into strings in strings": {
			[]string{"a.b.c"}, `{"a":"[\"{\\\"b\\\":\\\"{\\\\\\\"c\\\\\\\":7}\\\"}\"]"}`, []string{`0 0 7`},
		},
		"strings in strings are entered four deep": {
			[]string{"a"}, nest(4, `{"a":1}`), []string{`0 0 1`},
		},
		"and no deeper": {
			[]string{"a"}, nest(5, `{"a":1}`), nil,
		},
		"into a string that holds URL-encoded JSON": {
			[]string{"doc.a b"}, `{"doc":"%7B%22a+b%22:%22%C3%A9%22%7d"}`, []string{`0 " é`},
		},
		"a bad URL escape makes it only a string": {
			[]string{"doc", "doc.a"}, `{"doc":"%7B%22a%22:%2"}`, []string{`0 " %7B%22a%22:%2`},
		},
		"a string that is not quite JSON is only a string": {
			[]string{"doc", "doc.a"}, `{"doc":"{\"a\":1,}"}`, []string{`0 " {"a":1,}`},
		},
		"an element of a list in a string is not the string's own value": {
			[]string{"doc", "doc.a"}, `{"doc":"[\"x\",{\"a\":1}]"}`, []string{`0 " ["x",{"a":1}]`, `1 0 1`},
		},
		"names are told apart by case": {
			[]string{"eventname"}, `{"eventName":1}`, nil,
		},
		"nothing wanted": {nil, `{"a":1}`, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := scan(t, test.paths, test.record); !slices.Equal(got, test.want) {
				t.Errorf("Scan(%s) of %q = %q, want %q", test.record, test.paths, got, test.want)
			}
		})
	}
}

// nest puts a document into so many strings, each alone in an array.
func nest(n int, doc string) string {
	for range n {
		doc = "[" + strconv.Quote(doc) + "]"
	}
	return doc
}

func TestValuesKnowTheirPlace(t *testing.T) {
	record := ` {"a" : "x\n", "b":[12, {"c":true}], "doc":"{\"d\":1}"}`
	trie, err := jsonscan.Compile([]string{"a", "b", "b.c", "doc.d"})
	if err != nil {
		t.Fatal(err)
	}
	slots := tabard.NewSlots(4, nil)
	if err := trie.Scan([]byte(record), slots); err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range slots.Len() {
		for v := range slots.All(i) {
			got = append(got, record[v.Start:v.End])
		}
	}
	want := []string{`"x\n"`, `[12, {"c":true}]`, `12`, `{"c":true}`, `true`, ``}
	if !slices.Equal(got, want) {
		t.Errorf("the places hold %q, want %q (a value inside a string has no place)", got, want)
	}
}

func TestEachString(t *testing.T) {
	record := []byte(`{"name":"a","list":["b\n",{"c":"d"}],"n":1,"doc":"{\"x\":\"y\"}"}`)
	var got []string
	collect := func(text []byte) bool {
		got = append(got, string(text))
		return len(got) < 4
	}
	if err := jsonscan.EachString(record, collect); err != nil {
		t.Fatal(err)
	}
	if want := []string{"a", "b\n", "d", `{"x":"y"}`}; !slices.Equal(got, want) {
		t.Errorf("EachString gave %q, want %q", got, want)
	}
	got = nil
	if err := jsonscan.EachString([]byte(`["a",`), collect); err == nil {
		t.Error("EachString of half a record gave no error")
	}
}

func TestCompileRefusesEmptyPath(t *testing.T) {
	if _, err := jsonscan.Compile([]string{"a", ""}); err == nil || !strings.Contains(err.Error(), "path 2 of 2 is empty") {
		t.Errorf("Compile = %v, want a complaint about path 2", err)
	}
}

func TestScanningAllocatesNothing(t *testing.T) {
	record := []byte(`{"a\u0062":"x\n","list":[{"b":1},"y"],"doc":"{\"b\":{\"c\":[1,\"2\"]},\"bad\":\"[1,\"}",` + manyNames(100)[1:])
	paths := []string{"ab", "list.b", "list", "doc.b.c", "doc.bad.c", "n99", "*"}
	trie, err := jsonscan.Compile(paths)
	if err != nil {
		t.Fatal(err)
	}
	slots, scanner, strings := tabard.NewSlots(len(paths), nil), trie.NewScanner(), 0
	count := func([]byte) bool { strings++; return true }
	tests := map[string]func() error{
		"Trie.Scan":          func() error { slots.Reset(); return trie.Scan(record, slots) },
		"Scanner.Scan":       func() error { slots.Reset(); return scanner.Scan(trie, record, slots) },
		"Scanner.EachString": func() error { return scanner.EachString(record, count) },
	}
	for name, scan := range tests {
		if err := scan(); err != nil {
			t.Fatal(err)
		}
		if allocs := testing.AllocsPerRun(100, func() { _ = scan() }); allocs > 0 {
			t.Errorf("%s allocates %v times a record once it is warm", name, allocs)
		}
	}
}
