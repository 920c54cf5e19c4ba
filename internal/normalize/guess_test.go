package normalize

import (
	"bytes"
	"errors"
	"testing"

	"tabard.dev/tabard"
)

// TestRecognizeMixed holds that what a record is taken for does not depend on the record before it.
func TestRecognizeMixed(t *testing.T) {
	quiet := func(*tabard.Slots, *tabard.Event) error { return nil }
	set, err := New([]tabard.Family{
		{Name: "cloud", Marks: [][]string{{"payload.method", "log"}}, Normalize: quiet},
		{Name: "cluster", Marks: [][]string{{"payload.service=k8s.io", "payload.service", "payload"}}, Normalize: quiet},
		{Name: "lines", Marks: [][]string{{"severity", "message"}}, Normalize: quiet, Fields: func(record []byte, _ []string, _ *tabard.Slots) error {
			if bytes.HasPrefix(record, []byte("LOG,")) {
				return nil
			}
			return errors.New("no line")
		}},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	d := set.Decoder(NewRedactor(nil))
	records := map[string]string{
		`{"payload":{"method":"storage.get","service":"storage"},"log":"x"}`:   "cloud",
		`{"payload":{"method":"pods.create","service":"k8s.io"},"log":"x"}`:    "cluster",
		`{"severity":"LOG","message":"m"}`:                                     "lines",
		`LOG,a,b`:                                                              "lines",
		`{"payload":{"method":"storage.put","service":"storage"},"log":"x\n"}`: "cloud",
	}
	for before := range records {
		for record, want := range records {
			if got, _, _ := d.Recognize([]byte(record), records[before], false); got != want {
				t.Errorf("after one of %s, %s is taken for %q, want %q", records[before], record, got, want)
			}
		}
	}
}
