//go:build unix

package app_test

import (
	"bytes"
	"encoding/json/jsontext"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/tabardtest"
)

// worstValues are values of a megabyte that cost a reader more than they should wherever it does something twice.
func worstValues() []struct{ name, text string } {
	const size = 1 << 20
	names := strings.Builder{}
	for i := range size / 24 {
		names.WriteString(`"samehead`)
		names.WriteString(strings.Repeat(string(rune('a'+i%26)), 1+i%3))
		names.WriteString(string(rune('a'+i/26%26)) + string(rune('a'+i/676%26)) + string(rune('a'+i/17576%26)))
		names.WriteString(`tail":0,`)
	}
	return []struct{ name, text string }{
		{"names that are nearly the same", "{" + strings.TrimSuffix(names.String(), ",") + "}"},
		{"brackets", "[" + strings.TrimSuffix(strings.Repeat(strings.Repeat("[", 100)+strings.Repeat("]", 100)+",", size/201), ",") + "]"},
		{"objects", "[" + strings.TrimSuffix(strings.Repeat(`{"a":{}},`, size/9), ",") + "]"},
		{"escapes", `"` + strings.Repeat(`\n`, size/2) + `"`},
		{"surrogates", `"` + strings.Repeat(`\ud83d\ude00`, size/12) + `"`},
		{"text that is nearly JSON", "[" + strings.Repeat(`"{\"b\":[1,2,3],}",`, size/18) + "0]"},
		{"text that is nearly a token", `"` + strings.Repeat("ghp_eyJh.AKIA", size/13) + `"`},
		{"text that is nearly SQL", `"` + strings.Repeat("ALTER ROLE a PASSWORD 'b", size/24) + `"`},
		{"numbers", "[" + strings.TrimSuffix(strings.Repeat("1,", size/2), ",") + "]"},
	}
}

// inflated gives a sample with a worst value in the place of each of its members in turn, and beside them.
func inflated(sample []byte, worst string) [][]byte {
	if len(sample) == 0 || sample[0] != '{' {
		return nil
	}
	all := [][]byte{append(append(bytes.Clone(sample[:len(sample)-1]), `,"zz":`+worst...), '}')}
	decoder := jsontext.NewDecoder(bytes.NewReader(sample))
	_, _ = decoder.ReadToken() // the brace
	for decoder.PeekKind() == '"' {
		_, _ = decoder.ReadToken()
		value, err := decoder.ReadValue()
		if err != nil {
			return all
		}
		end := int(decoder.InputOffset())
		all = append(all, append(append(bytes.Clone(sample[:end-len(value)]), worst...), sample[end:]...))
	}
	return all
}

// quickest gives the least processor time of some tries.
func quickest(tries int, do func()) time.Duration {
	spent := func() time.Duration {
		var use syscall.Rusage
		if syscall.Getrusage(syscall.RUSAGE_SELF, &use) != nil {
			return 0
		}
		return time.Duration(use.Utime.Nano() + use.Stime.Nano())
	}
	best := time.Hour
	for range tries {
		began := spent()
		do()
		best = min(best, spent()-began)
	}
	return best
}

// TestHardening11WorstRecordsOfEachFamily decodes records of a megabyte that are made to be slow, of every family, and holds them to
// so many times what the standard library needs to validate a megabyte of an ordinary record: a machine that is busy makes
// both slow.
func TestHardening11WorstRecordsOfEachFamily(t *testing.T) {
	if testing.Short() {
		t.Skip("it decodes some hundred megabytes")
	}
	const times = 150 // nearly all take less than 40, which is 50 ms where a megabyte is validated in 1.3 ms
	var families []tabard.Family
	for _, c := range app.Connectors() {
		families = append(families, c.Families...)
	}
	set, err := normalize.New(families, nil)
	if err != nil {
		t.Fatal(err)
	}
	plain := tabardtest.Lines(t, "../../examples/samples/aws.cloudtrail.jsonl")[0]
	ordinary := append(append([]byte("["), bytes.Repeat(append(bytes.Clone(plain), ','), 1<<20/len(plain))...), "0]"...)
	yardstick := func() time.Duration {
		return quickest(3, func() { _ = jsontext.Value(ordinary).IsValid() }) * (1 << 20) / time.Duration(len(ordinary))
	}
	paths, err := filepath.Glob("../../connectors/*/testdata/*/*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	done, worsts := map[string]bool{}, worstValues()
	var slowest float64
	for _, path := range paths {
		family := filepath.Base(filepath.Dir(path))
		if done[family] || strings.HasSuffix(path, ".refused.jsonl") {
			continue
		}
		done[family] = true
		decoder, item, unit := set.Decoder(normalize.NewRedactor([]byte("k"))), new(normalize.Item), float64(yardstick())
		for n, worst := range worsts {
			records := inflated(tabardtest.Lines(t, path)[0], worst.text)
			if len(records) == 0 {
				continue // a family of lines
			}
			for _, i := range []int{0, 1 + (n+len(done))%max(1, len(records)-1)} { // beside the members, and in the place of one of them
				if i >= len(records) {
					continue
				}
				record := records[i]
				decode := func() { _ = decoder.Decode(family, record, time.Now(), item) } // refused or not
				took := float64(quickest(1, decode)) / unit
				for again := 0; took > times && again < 3; again++ {
					took = min(took, float64(quickest(2, decode))/float64(yardstick()))
				}
				slowest = max(slowest, took)
				if took > times {
					t.Errorf("%s: %s in place %d takes %.0f times what validating a megabyte takes, want %d at most", family, worst.name, i, took, times)
				}
			}
		}
	}
	if len(done) < 20 {
		t.Errorf("%d families tried, there are more", len(done))
	}
	t.Logf("at most %.1f times what validating a megabyte takes", slowest)
}
