package tabardtest

import (
	"bytes"
	"encoding/json/jsontext"
	"path/filepath"
	"reflect"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
)

// FuzzFamily fuzzes a family's reading, beginning with its samples: whatever a record holds, nothing panics, the same record
// gives the same event, and cutting out secrets leaves a record that can still be read.
func FuzzFamily(f *testing.F, family tabard.Family) {
	files, err := filepath.Glob(filepath.Join("testdata", family.Name, "*.jsonl"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		for _, record := range Lines(f, file) {
			f.Add(record)
		}
	}
	trie, err := jsonscan.Compile(family.Paths)
	if err != nil {
		f.Fatal(err)
	}
	slots := tabard.NewSlots(len(family.Paths), tabard.NewInterner(1<<10))
	read := func(record []byte) (tabard.Event, error) {
		slots.Reset()
		if family.Fields != nil && !isObject(record) {
			if err := family.Fields(record, family.Paths, slots); err != nil {
				return tabard.Event{}, err
			}
		} else if err := trie.Scan(record, slots); err != nil {
			return tabard.Event{}, err
		}
		e := tabard.Event{Family: family.Name, Record: record}
		err := family.Normalize(slots, &e)
		return bare(&e), err
	}
	f.Fuzz(func(t *testing.T, record []byte) {
		for _, inner := range unwrap(family, record) {
			clean := Redact(family, inner)
			if jsontext.Value(inner).IsValid() && !jsontext.Value(clean).IsValid() {
				t.Fatalf("cutting secrets spoiled the record:\n%s\n%s", inner, clean)
			}
			if twice := Redact(family, clean); !bytes.Equal(twice, clean) {
				t.Fatalf("cutting secrets twice changes the record:\n%s\n%s", clean, twice)
			}
			inner = clean
			first, err := read(inner)
			again, errAgain := read(inner)
			if (err == nil) != (errAgain == nil) || err == nil && !reflect.DeepEqual(first, again) {
				t.Errorf("the same record reads as\n%+v, %v\nand then as\n%+v, %v", first, err, again, errAgain)
			}
		}
	})
}
