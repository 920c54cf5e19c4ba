package ingest_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/bus/sqlite"
	"tabard.dev/tabard/internal/ingest"
	"tabard.dev/tabard/internal/normalize"
)

// lines is a small log family set that really works: a record is a line "FAMILY ID text". FAMILY is "a" or "b", ID "-" for
// none. "bad" anywhere is refused, "hunter2" is a secret, and "(x|y)" is an envelope of the records x and y.
type lines struct{}

func (lines) Known(family string) error {
	if family != "a" && family != "b" {
		return fmt.Errorf("no family %q", family)
	}
	return nil
}

func (lines) Split(_ string, r io.Reader) iter.Seq2[tabard.Piece, error] {
	return func(yield func(tabard.Piece, error) bool) {
		in := bufio.NewScanner(r)
		in.Buffer(nil, 4<<20)
		for line := 1; in.Scan(); line++ {
			if len(in.Bytes()) > 0 && !yield(tabard.Piece{Record: in.Bytes(), Line: line}, nil) {
				return
			}
		}
		if in.Err() != nil {
			yield(tabard.Piece{}, in.Err())
		}
	}
}

func (lines) Admitter() ingest.Admitter { return lines{} }

func (lines) Guess(source, _ string, record []byte, _ *normalize.Item) (string, error) {
	if source != "" {
		return source, nil
	}
	family, _, _ := strings.Cut(string(record), " ")
	if (lines{}).Known(family) != nil {
		return "", errors.New("cannot tell the family")
	}
	return family, nil
}

func (lines) Unwrap(_ string, record []byte) [][]byte {
	if inside, ok := bytes.CutPrefix(record, []byte("a (")); ok {
		return bytes.Split(bytes.TrimSuffix(inside, []byte(")")), []byte("|"))
	}
	return [][]byte{record}
}

func (lines) Admit(family string, record []byte, _ time.Time, item *normalize.Item) (id [16]byte, err error) {
	if bytes.Contains(record, []byte("bad")) {
		return id, errors.New("it is bad, like hunter2")
	}
	item.Event.Clear()
	item.Event.Family, item.Event.Record = family, (lines{}).Mask(record)
	if fields := strings.Fields(string(record)); len(fields) > 1 && fields[1] != "-" {
		id = tabard.Hash128(family, fields[1])
	}
	return id, nil
}

func (l lines) Conceal(_ string, record []byte) []byte { return l.Mask(record) }

func (lines) Mask(text []byte) []byte {
	return bytes.ReplaceAll(text, []byte("hunter2"), []byte("[redacted]"))
}

func openLog(t *testing.T, folder string) *sqlite.Log {
	t.Helper()
	log, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(folder, "log.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { log.Close() }) //nolint:errcheck // closed earlier where it matters
	return log
}

func openReceiver(t *testing.T, c ingest.Config) *ingest.Receiver {
	t.Helper()
	c.Parser = lines{}
	r, err := ingest.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() }) //nolint:errcheck // it gives none
	return r
}

func send(t *testing.T, r *ingest.Receiver, from ingest.Origin, text string) ingest.Result {
	t.Helper()
	result, err := r.Receive(t.Context(), from, int64(len(text)), strings.NewReader(text))
	if err != nil {
		t.Fatalf("Receive: %v", err)
	}
	return result
}

func batches(t *testing.T, log bus.Log) []*bus.Batch {
	t.Helper()
	var all []*bus.Batch
	for b, err := range log.Read(t.Context(), 1) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b)
	}
	return all
}

// records gives the records on the log, in order.
func records(t *testing.T, log bus.Log) []string {
	t.Helper()
	var all []string
	for _, b := range batches(t, log) {
		for _, record := range b.Records {
			all = append(all, string(record))
		}
	}
	return all
}
