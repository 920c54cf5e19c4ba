package doctree_test

import (
	"strings"
	"testing"

	"tabard.dev/tabard/internal/doctree"
)

// show writes a tree as one line, for comparing.
func show(n *doctree.Node) string {
	switch {
	case n == nil:
		return "absent"
	case n.Kind == doctree.Object:
		var members []string
		for name, item := range n.Members() {
			members = append(members, name+":"+show(item))
		}
		return "{" + strings.Join(members, " ") + "}"
	case n.Kind == doctree.List:
		var items []string
		for _, item := range n.Items {
			items = append(items, show(item))
		}
		return "[" + strings.Join(items, " ") + "]"
	case n.Kind == doctree.Text:
		return "'" + n.Text + "'"
	case n.Kind == doctree.Null:
		return "null"
	}
	return n.Text
}

func TestJSON(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"plain":                              {`{"b":1,"a":[true,null,"x"]}`, `{b:1 a:[true null 'x']}`},
		"comments and trailing commas":       {"\ufeff{ // one\n \"a\": [1,2,], /* two */ \"b\": {\"c\":3,},\n}", `{a:[1 2] b:{c:3}}`},
		"a comment after the trailing comma": {"[1, // last\n]", `[1]`},
		"what looks like a comment in text":  {`{"url":"http://x/*y*/","s":"a\"//b"}`, `{url:'http://x/*y*/' s:'a"//b'}`},
		"duplicate names are all kept":       {`{"a":1,"a":2}`, `{a:1 a:2}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			n, err := doctree.JSON([]byte(test.in))
			if err != nil {
				t.Fatal(err)
			}
			if got := show(n); got != test.want {
				t.Errorf("JSON(%s) = %s, want %s", test.in, got, test.want)
			}
		})
	}
}

func TestErrorsNameTheLineAndNotTheText(t *testing.T) {
	const canary = "c4n4ry-secret"
	tests := map[string]struct {
		read func([]byte) error
		in   string
		line string
	}{
		"JSON":             {readJSON, "{\n\"a\": \"" + canary + "\n}", "line 2: "},
		"JSON ends early":  {readJSON, "{\n\"a\": [1,\n", "line 3: "},
		"JSON and more":    {readJSON, "{}\n{\"a\":\"" + canary + "\"}", "line 2: "},
		"JSON without end": {readJSON, "{\"a\": \"" + canary, "line 1: "},
		"YAML":             {readYAML, "a: 1\nb: [" + canary + "\nc: }", "line 3: "},
		"TOML":             {readTOML, "a = 1\nb = " + canary + "\n", "line 2: "},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			err := test.read([]byte(test.in))
			if err == nil {
				t.Fatalf("%s was read without an error", test.in)
			}
			if !strings.HasPrefix(err.Error(), test.line) {
				t.Errorf("error %q does not begin with %q", err, test.line)
			}
			if strings.Contains(err.Error(), canary) || strings.Contains(err.Error(), canary[:6]) {
				t.Errorf("error %q shows the text", err)
			}
		})
	}
}

// TestBombs: a document cannot take more than its size deserves.
func TestBombs(t *testing.T) {
	laughs := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := range 9 {
		name, before := string(rune('b'+i)), "*a0"
		if i > 0 {
			before = "*" + string(rune('b'+i-1))
		}
		laughs += name + ": &" + name + " [" + strings.TrimSuffix(strings.Repeat(before+",", 10), ",") + "]\n"
	}
	tests := map[string]error{
		"deep JSON arrays":  readJSON([]byte(strings.Repeat("[", 1<<20))),
		"deep JSON objects": readJSON([]byte(strings.Repeat(`{"a":`, 1<<20))),
		"deep YAML":         readYAML([]byte(strings.Repeat("[", 1<<16))),
		"a billion laughs":  readYAML([]byte(laughs)),
		"deep TOML":         readTOML([]byte("a = " + strings.Repeat("[", 1<<20))),
		"deep TOML tables":  readTOML([]byte("a = " + strings.Repeat("{b=", 1<<20))),
		"deep TOML keys":    readTOML([]byte(strings.Repeat("a.", 1<<18) + "a = 1")),
	}
	for name, err := range tests {
		if err == nil {
			t.Errorf("%s: read without an error", name)
		}
	}
}

func TestYAMLAndTOML(t *testing.T) {
	docs, err := doctree.YAML([]byte("a: &x {b: 1}\nc: *x\n---\n- yes\n- 'true'\n- true\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := show(docs[0]) + show(docs[1]); got != `{a:{b:1} c:{b:1}}['yes' 'true' true]` {
		t.Errorf("YAML reads %s", got)
	}
	if got := docs[1].Items[2].Line; got != 6 {
		t.Errorf("line of the last element = %d, want 6", got)
	}
	n, err := doctree.TOML([]byte("[b]\nc = 'x'\n[[a]]\nd = [1, 2]\n[[a]]\ne = true\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := show(n); got != `{a:[{d:[1 2]} {e:true}] b:{c:'x'}}` {
		t.Errorf("TOML reads %s", got)
	}
	if got := n.Str("b", "c"); got != "x" {
		t.Errorf("Str(b, c) = %q, want x", got)
	}
	if n.Get("b", "c", "d") != nil || n.Get("nothing").Str("x") != "" {
		t.Error("an absent path gives something")
	}
}

func readJSON(text []byte) error { _, err := doctree.JSON(text); return err }
func readYAML(text []byte) error { _, err := doctree.YAML(text); return err }
func readTOML(text []byte) error { _, err := doctree.TOML(text); return err }

// FuzzRead: no document makes a reader panic, and what JSON reads without comments YAML reads too.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"a":[1,2,{"b":null,},], // c` + "\n}"))
	f.Add([]byte("a: &x [1]\nb: *x\n"))
	f.Add([]byte("[a.b]\nc = 1979-05-27T07:32:00Z\n"))
	f.Fuzz(func(_ *testing.T, text []byte) {
		_ = readJSON(text)
		_ = readYAML(text)
		_ = readTOML(text)
	})
}
