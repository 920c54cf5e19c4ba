package app_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tabard.dev/tabard/internal/bus"
	logdb "tabard.dev/tabard/internal/bus/sqlite"
)

// tick puts a tick of the clock on the log of a stopped server.
func tick(t *testing.T, folder string) {
	t.Helper()
	log, err := logdb.Open(t.Context(), logdb.Options{Path: filepath.Join(folder, "log.db")})
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Append(t.Context(), &bus.Batch{Kind: bus.Tick}); err != nil {
		t.Fatal(err)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
}

// found waits until a server lists a finding of a detection.
func (s *server) found(t *testing.T, detection, about string) {
	t.Helper()
	var text string
	for range 400 {
		_, text = s.ask(t, "GET", "/v1/findings?detection="+detection, "")
		if strings.Contains(text, `"detection":"`+detection+`"`) && strings.Contains(text, about) {
			return
		}
		<-time.After(25 * time.Millisecond)
	}
	t.Errorf("no finding of %s about %s: %.500s", detection, about, text)
}

// TestAJumpInRefusalsIsAFinding sends good records, and then many that are refused.
func TestAJumpInRefusalsIsAFinding(t *testing.T) {
	good, err := os.ReadFile("../../examples/samples/aws.cloudtrail.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	more, err := os.ReadFile("../../examples/samples/vault.audit.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, t.TempDir(), nil)
	send := func(text string) {
		if code, answer := s.ask(t, "POST", "/v1/events?system=prod", text); code != 202 {
			t.Fatalf("%d %s", code, answer)
		}
	}
	send(string(good))
	send(string(more))
	s.stop()
	tick(t, s.folder)
	s = start(t, s.folder, nil)
	send(strings.Repeat("{\"eventVersion\":\"1.11\",\"eventTime\":\"not a time\",\"eventSource\":\"iam.amazonaws.com\"}\n", 60))
	s.stop()
	tick(t, s.folder)
	s = start(t, s.folder, nil)
	s.found(t, "refused-share-jump.any", "prod")
}

// TestASourceThatFallsSilentIsAFinding judges a log on which a source sends all the time and then no more.
func TestASourceThatFallsSilentIsAFinding(t *testing.T) {
	text, err := os.ReadFile("../../examples/samples/aws.cloudtrail.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	records := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "installation.key"), []byte(strings.Repeat("5a", 32)), 0o600); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) { // the log tells when a batch came by the clock
		log, err := logdb.Open(t.Context(), logdb.Options{Path: filepath.Join(folder, "log.db")})
		if err != nil {
			t.Fatal(err)
		}
		for i := range 150 {
			b := &bus.Batch{Kind: bus.Records, Family: "aws.cloudtrail", System: "prod", Records: records[i%len(records) : i%len(records)+1], IDs: make([][16]byte, 1)}
			b.IDs[0] = [16]byte([]byte(fmt.Sprintf("%016d", i)))
			if err := log.Append(t.Context(), b); err != nil {
				t.Fatal(err)
			}
			<-time.After(time.Second)
		}
		for range 16 {
			<-time.After(time.Minute)
			if err := log.Append(t.Context(), &bus.Batch{Kind: bus.Tick}); err != nil {
				t.Fatal(err)
			}
		}
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
	})
	start(t, folder, nil).found(t, "source-silent.any", "prod")
}
