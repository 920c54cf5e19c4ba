package bench

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"tabard.dev/tabard"
)

// TestDecodersFindTheSame makes sure that the struct and the slots that BenchmarkDecode compares hold the same values.
func TestDecodersFindTheSame(t *testing.T) {
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			d := newDecoders(t, s)
			found := 0
			for _, record := range s.records(200) {
				if err := d.struc(record); err != nil {
					t.Fatal(err)
				}
				if err := d.scan(record); err != nil {
					t.Fatal(err)
				}
				for i, f := range s.parse() {
					want := leaves(d.value.Elem(), f.names)
					var got []string
					for v := range d.slots.All(i) {
						if v.Kind != tabard.NullValue && v.Kind != tabard.ArrayValue && !isZero(string(v.Text)) {
							got = append(got, string(v.Text))
						}
					}
					if !slices.Equal(got, want) {
						t.Fatalf("%v: slots %q, struct %q in %s", f.names, got, want, record)
					}
					found += len(got)
				}
			}
			if found < 200*15 {
				t.Errorf("only %d values in 200 records", found)
			}
		})
	}
}

// isZero reports whether a text is what a struct has where a record has nothing.
func isZero(text string) bool { return text == "" || text == "0" || text == "false" }

// leaves gives the texts of a struct's field.
func leaves(v reflect.Value, names []string) []string {
	switch v.Kind() {
	case reflect.Slice:
		var all []string
		for i := range v.Len() {
			all = append(all, leaves(v.Index(i), names)...)
		}
		return all
	case reflect.Struct:
		name := names[0]
		if l := len(name); l > 2 && name[l-2:] == "[]" {
			name = name[:l-2]
		}
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") == name {
				return leaves(v.Field(i), names[1:])
			}
		}
	default:
	}
	if text := fmt.Sprint(v.Interface()); !isZero(text) {
		return []string{text}
	}
	return nil
}

// TestDecodeIsFast holds the scanner to its bounds against the standard library. A busy
// machine does not matter; see times.
func TestDecodeIsFast(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures time")
	}
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			r := race{d: newDecoders(t, s), records: s.records(100)}
			for range 60 {
				r.round(t)
			}
			best := r.times()
			validation, structs := best.valid.Seconds()/best.scan.Seconds(), best.struc.Seconds()/best.scan.Seconds()
			t.Logf("%.2f times strict validation, %.2f times a struct", validation, structs)
			if validation < 0.7 || structs < 2 {
				t.Errorf("the scanner is %.2f times as fast as strict validation and %.2f times as a struct; want 0.7 and 2 at least", validation, structs)
			}
		})
	}
}
