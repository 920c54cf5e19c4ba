package tabard_test

import (
	"slices"
	"strings"
	"testing"

	"tabard.dev/tabard"
)

func TestNodeGet(t *testing.T) {
	const doc = ` {"a":{"b.c":1,"b":{"c":null}},"a.b":{"c":[{"d":1.50},{"e":"{\"x\":\"y\"}"}]},"n\u0061me":"\u00e9","url":"%7B%22k%22%3A%5B%22v%22%5D%7D",
		"list":[[],[{"z":true}],null],"text":"{not json}","none":null,"deep":{"none":{}}} `
	node, err := tabard.ParseNode([]byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"a.b.c": "1", "a.b.c.d": "1.5", "a.b.c.e.x": "y", "name": "é", "url.k.x": "", "list.z": "true", "text": "{not json}", "text.x": "",
		"none": "", "none.x": "", "deep.none.x": "", "a.x": "", "x": "",
	} {
		got := node.Get(path)
		if got.String() != want || got.Exists() != (want != "") {
			t.Errorf("Get(%q) = %q, exists %t, want %q", path, got, got.Exists(), want)
		}
	}
	if all := node.Get("url.k").Strings(); !slices.Equal(all, []string{"v"}) {
		t.Errorf("the list in a URL-encoded document is %q", all)
	}
	if keys := node.Get("a").Keys(); !slices.Equal(keys, []string{"b.c", "b"}) {
		t.Errorf("Keys = %q", keys)
	}
}

func TestNodeKinds(t *testing.T) {
	for doc, want := range map[string]struct {
		text   string
		number float64
		isNum  bool
		isBool bool
		list   int
	}{
		`12e2`: {"1200", 1200, true, false, 1}, `"-0.5"`: {"-0.5", -0.5, true, false, 1}, `true`: {"true", 0, false, true, 1},
		`"FALSE"`: {"FALSE", 0, false, true, 1}, `null`: {}, `[]`: {}, `[1,null]`: {list: 2}, `"[1,2,3]"`: {text: "[1,2,3]", list: 3}, `{}`: {list: 1},
	} {
		node, err := tabard.ParseNode([]byte(doc))
		if err != nil {
			t.Fatal(err)
		}
		number, isNum := node.Number()
		_, isBool := node.Bool()
		if node.String() != want.text || number != want.number || isNum != want.isNum || isBool != want.isBool || len(node.List()) != want.list {
			t.Errorf("%s is %q, %v %t, %t, a list of %d", doc, node, number, isNum, isBool, len(node.List()))
		}
	}
}

// TestWhatIsNoJSONHasNothing asks records that no scanner has seen.
func TestWhatIsNoJSONHasNothing(t *testing.T) {
	for _, record := range []string{"", "a,b,c", `{"a":`, `{"a"`, `{"a" 1}`, `{"b":{]`, `[1,`, `"a`, strings.Repeat("[", 1000)} {
		e := tabard.Event{Record: tabard.Record(record)}
		if got := e.Get("a"); got.Exists() {
			t.Errorf("%.20q has %q", record, got)
		}
		if _, err := tabard.ParseNode([]byte(record)); err == nil {
			t.Errorf("%.20q is taken for JSON", record)
		}
	}
}
