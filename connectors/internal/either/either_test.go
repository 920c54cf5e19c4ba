package either_test

import (
	"slices"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
	"tabard.dev/tabard/internal/jsonscan"
)

const (
	name = iota
	items
	at
	flag
)

func read(t *testing.T, record string) either.Record {
	t.Helper()
	fields := either.New([]string{"name", "data.name"}, []string{"items", "data.items"}, []string{"at"}, []string{"flag"})
	trie, err := jsonscan.Compile(fields.Paths())
	if err != nil {
		t.Fatal(err)
	}
	slots := tabard.NewSlots(len(fields.Paths()), tabard.NewInterner(16))
	if err := trie.Scan([]byte(record), slots); err != nil {
		t.Fatal(err)
	}
	return fields.Of(slots)
}

func TestTextComesFromTheFirstNameThatHasOne(t *testing.T) {
	for record, want := range map[string]string{
		`{"data":{"name":"b"},"name":"a"}`:  "a",
		`{"name":"","data":{"name":"b"}}`:   "b",
		`{"name":null,"data":{"name":"b"}}`: "b",
		`{"name":{},"data":{"name":7}}`:     "7",
		`{"name":true}`:                     "", // a truth value is no text
		`{}`:                                "",
	} {
		if got := read(t, record).Text(name); got != want {
			t.Errorf("%s: %q, want %q", record, got, want)
		}
	}
}

func TestBool(t *testing.T) {
	for record, want := range map[string][2]bool{
		`{"flag":true}`: {true, true}, `{"flag":"FALSE"}`: {false, true}, `{"flag":"yes"}`: {false, false}, `{"flag":1}`: {false, false}, `{}`: {false, false},
	} {
		if value, ok := read(t, record).Bool(flag); value != want[0] || ok != want[1] {
			t.Errorf("%s: %v %v, want %v", record, value, ok, want)
		}
	}
}

func TestTime(t *testing.T) {
	if got, err := read(t, `{"at":"2026-01-02T03:04:05Z"}`).Time(at); err != nil || !got.Equal(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := read(t, `{}`).Time(at); err != nil || !got.IsZero() {
		t.Errorf("a record without a time has %v, %v", got, err)
	}
	if _, err := read(t, `{"at":"yesterday"}`).Time(at); err == nil {
		t.Error("what is no time is read as one")
	}
}

func TestNodes(t *testing.T) {
	for record, want := range map[string][]string{
		`{"items":[{"id":"a"},{"id":"b"}]}`:                  {"a", "b"},
		`{"items":{"id":"a"}}`:                               {"a"},
		`{"items":"[{\"id\":\"a\"},{\"id\":\"b\"}]"}`:        {"a", "b"},
		`{"items":[],"data":{"items":[{"id":"c"}]}}`:         {"c"},
		`{"items":"text","data":{"items":"{\"id\":\"d\"}"}}`: {"d"},
		`{"items":"[not json"}`:                              nil,
	} {
		var got []string
		for _, n := range read(t, record).Nodes(items) {
			got = append(got, n.Child("id").String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", record, got, want)
		}
	}
}

func TestAll(t *testing.T) {
	if got := read(t, `{"name":["a","b"],"data":{"name":"c"}}`).All(name); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("%v", got)
	}
	if got := read(t, `{"data":{"name":["c"]}}`).All(name); !slices.Equal(got, []string{"c"}) {
		t.Errorf("%v", got)
	}
}
