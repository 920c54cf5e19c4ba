package tabardtest

import (
	"bytes"
	"encoding/json/jsontext"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
)

// Canary is what every fake secret in a sample begins with. No record may hold it once its secrets were cut out.
const Canary = "canary-"

// Family checks what every log family must do, on the samples in testdata/FAMILY/*.jsonl beside the test: one record a line,
// written in the shape the vendor documents. A file named "*.refused.jsonl" holds what Normalize must refuse; one named
// "*.notime.jsonl" records that have no time of their own.
func Family(t *testing.T, f tabard.Family) {
	t.Helper()
	if f.Name == "" || f.Title == "" || f.Normalize == nil {
		t.Fatalf("family %q lacks a name, a title or Normalize", f.Name)
	}
	if len(f.Marks) == 0 && f.Fields == nil {
		t.Errorf("%s: no marks: its records cannot be recognized", f.Name)
	}
	if _, err := jsonscan.Compile(f.Paths); err != nil {
		t.Errorf("%s: paths: %v", f.Name, err)
	}
	files, err := filepath.Glob(filepath.Join("testdata", f.Name, "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("%s: no samples in testdata/%s", f.Name, f.Name)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".jsonl"), func(t *testing.T) {
			for i, record := range Lines(t, file) {
				for _, inner := range unwrap(f, record) {
					sample(t, f, file, i+1, inner)
				}
			}
		})
	}
}

// Lines reads a file of one record a line.
func Lines(t testing.TB, file string) [][]byte {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var lines [][]byte
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}

func unwrap(f tabard.Family, record []byte) [][]byte {
	if f.Unwrap != nil {
		if inside := f.Unwrap(record); len(inside) > 0 {
			return inside
		}
	}
	return [][]byte{record}
}

func sample(t *testing.T, f tabard.Family, file string, line int, record []byte) {
	t.Helper()
	clean := Redact(f, record)
	if at := bytes.Index(clean, []byte(Canary)); at >= 0 {
		t.Errorf("%s:%d: a secret is left: …%s", file, line, clean[max(0, at-60):min(len(clean), at+40)])
	}
	if again := Redact(f, clean); !bytes.Equal(again, clean) {
		t.Errorf("%s:%d: cutting secrets twice changes the record:\n%s\n%s", file, line, clean, again)
	}
	if isObject(record) && !jsontext.Value(clean).IsValid() {
		t.Errorf("%s:%d: cutting secrets leaves no sound JSON: %s", file, line, clean)
	}
	e, err := Decode(t, f, record)
	if strings.HasSuffix(file, ".refused.jsonl") {
		if err == nil {
			t.Errorf("%s:%d: Normalize accepted what it must refuse: %s", file, line, record)
		}
		return
	}
	if err != nil {
		t.Errorf("%s:%d: %v", file, line, err)
		return
	}
	if e.Time.IsZero() != strings.HasSuffix(file, ".notime.jsonl") {
		t.Errorf("%s:%d: time is %v", file, line, e.Time)
	}
	if e.Action == "" {
		t.Errorf("%s:%d: no action", file, line)
	}
	switch e.Outcome {
	case "", tabard.OutcomeUnknown, tabard.OutcomeSuccess, tabard.OutcomeFailure:
	default:
		t.Errorf("%s:%d: outcome %q is none of the known", file, line, e.Outcome)
	}
	checkChanges(t, file, line, e)
	if again, err := Decode(t, f, record); err != nil || !reflect.DeepEqual(bare(e), bare(again)) {
		t.Errorf("%s:%d: the same record gives another event:\n%+v\n%+v", file, line, e, again)
	}
}

func checkChanges(t *testing.T, file string, line int, e *tabard.Event) {
	t.Helper()
	for _, c := range e.Changes {
		switch c.Object {
		case tabard.ObjectCredential:
			if c.Credential.IsZero() && c.Identity.IsZero() || c.Credential.Kind == "" {
				t.Errorf("%s:%d: a credential was %s that has no kind, or neither an id nor a holder: %+v", file, line, c.Verb, c)
			}
		case tabard.ObjectIdentity:
			if c.Identity.IsZero() {
				t.Errorf("%s:%d: an identity was %s that has no id: %+v", file, line, c.Verb, c)
			}
		case tabard.ObjectGrant, tabard.ObjectTrust:
			if c.Identity.IsZero() && c.Grant == (tabard.GrantRef{}) {
				t.Errorf("%s:%d: a %s was %s that says nothing: %+v", file, line, c.Object, c.Verb, c)
			}
		default:
			t.Errorf("%s:%d: a change of no known object: %+v", file, line, c)
		}
	}
}

// bare is an event without what reading it closely leaves behind.
func bare(e *tabard.Event) tabard.Event {
	plain := *e
	plain.Clear()
	plain.Place, plain.Time, plain.Family, plain.Realm, plain.Action = e.Place, e.Time, e.Family, e.Realm, e.Action
	plain.Outcome, plain.Error, plain.Message, plain.Actor, plain.Session = e.Outcome, e.Error, e.Message, e.Actor, e.Session
	plain.Credential, plain.Source, plain.UserAgent, plain.Origin = e.Credential, e.Source, e.UserAgent, e.Origin
	plain.Via, plain.Targets, plain.Changes = e.Via, e.Targets, e.Changes
	plain.Labels, plain.Details = e.Labels, e.Details
	return plain
}
