package jsonscan_test

import (
	"bytes"
	"encoding/json/jsontext"
	"errors"
	"slices"
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
)

// FuzzScan holds the scanner against the standard library: the same records are accepted, and what it finds is what a slow
// walk over the parsed record finds.
func FuzzScan(f *testing.F) {
	for _, record := range hostile {
		f.Add(record.text, "eventName\nrequestParameters\nrequestParameters.a")
	}
	f.Add(`{"a":{"b.c":[1,{"d":"x"}]},"doc":"{\"a\":[\"\\u00e9\"]}","url":"%7B%22a%22%3A1%7D"}`, "a.b.c\na.b.c.d\na.*\ndoc\ndoc.a\nurl.a\n*.b.c.d")
	f.Fuzz(func(t *testing.T, text, list string) {
		paths := slices.DeleteFunc(strings.Split(list, "\n"), func(path string) bool { return path == "" })
		if len(text) > 1<<12 || len(list) > 1<<8 {
			t.Skip("long inputs only make the walk slow")
		}
		agree(t, paths, []byte(text))
	})
}

// agree fails the test where the scanner and the standard library differ about a record.
func agree(t *testing.T, paths []string, record []byte) {
	t.Helper()
	trie, err := jsonscan.Compile(paths)
	if err != nil {
		t.Fatalf("Compile(%q): %v", paths, err)
	}
	slots := tabard.NewSlots(len(paths), nil)
	before := bytes.Clone(record)
	err = trie.Scan(record, slots)
	if !bytes.Equal(before, record) {
		t.Fatalf("Scan changed the record from %q to %q", before, record)
	}
	var syntax *jsonscan.SyntaxError
	if err != nil && (!errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(record)) {
		t.Fatalf("Scan(%q) = %v, want a SyntaxError with an offset within %d bytes", record, err, len(record))
	}
	if err != nil && strings.HasPrefix(syntax.Why, "nested deeper") {
		return // the one limit that the standard library draws elsewhere
	}
	if valid := jsontext.Value(record).IsValid(); valid != (err == nil) {
		t.Fatalf("Scan(%q) = %v, but jsontext says valid=%v", record, err, valid)
	}
	if valid := jsonscan.Valid(record); (valid == nil) != (err == nil) || valid != nil && valid.Error() != err.Error() {
		t.Fatalf("Valid(%q) = %v, but Scan = %v", record, valid, err)
	}
	var texts []string
	each := jsonscan.EachString(record, func(text []byte) bool { texts = append(texts, string(text)); return true })
	if (each == nil) != (err == nil) {
		t.Fatalf("EachString(%q) = %v, but Scan = %v", record, each, err)
	}
	if err != nil {
		return
	}
	if want := strs(t, bytes.TrimSpace(record)); !slices.Equal(texts, want) {
		t.Fatalf("EachString(%s) gave %q, want %q", record, texts, want)
	}
	if got, want := contents(slots), contents(reference(t, paths, record)); !slices.Equal(got, want) {
		t.Fatalf("Scan(%s) of %q\nfound %q,\nwant  %q", record, paths, got, want)
	}
	checkSkim(t, paths[:len(paths)/3], record)
	for i := range slots.Len() {
		for v := range slots.All(i) {
			checkPlace(t, record, v)
		}
	}
}

// checkSkim checks that a sound record gives the same when it is only skimmed.
func checkSkim(t *testing.T, paths []string, record []byte) {
	t.Helper()
	trie, err := jsonscan.Compile(paths)
	if err != nil {
		t.Fatal(err)
	}
	scanned, skimmed := tabard.NewSlots(len(paths), nil), tabard.NewSlots(len(paths), nil)
	if err := errors.Join(trie.Scan(record, scanned), trie.Skim(record, skimmed)); err != nil {
		t.Fatalf("%s: %v", record, err)
	}
	if got, want := contents(skimmed), contents(scanned); !slices.Equal(got, want) {
		t.Fatalf("Skim(%s) of %q\nfound %q,\nwant  %q", record, paths, got, want)
	}
}

// checkPlace checks that a value's place in the record holds its literal.
func checkPlace(t *testing.T, record []byte, v tabard.Value) {
	t.Helper()
	if v.Start == 0 && v.End == 0 {
		return
	}
	literal := record[v.Start:v.End]
	if v.Kind == tabard.StringValue {
		text, err := jsontext.AppendUnquote(nil, literal)
		if err != nil || !bytes.Equal(text, v.Text) {
			t.Fatalf("bytes %d to %d of %s are %q, want the literal of %q", v.Start, v.End, record, literal, v.Text)
		}
		return
	}
	if !bytes.Equal(literal, v.Text) {
		t.Fatalf("bytes %d to %d of %s are %q, want %q", v.Start, v.End, record, literal, v.Text)
	}
}
