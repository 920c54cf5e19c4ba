package app_test

import (
	"encoding/json/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/internal/store"
)

// ownRule is a rule of the user's own, over CloudTrail.
const ownRule = `title: Key made by ada
id: 00000000-0000-4000-8000-00000000ada1
status: test
level: high
falsepositives: [Ada on call]
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {eventName: CreateAccessKey, userIdentity.userName: ada}
  condition: selection
`

const ownID = "00000000-0000-4000-8000-00000000ada1"

// get asks for a JSON value.
func get[T any](t *testing.T, s *server, path string) T {
	t.Helper()
	var v T
	status, text := s.ask(t, http.MethodGet, path, "")
	if status != http.StatusOK {
		t.Fatalf("GET %s = %d %s", path, status, text)
	}
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// until asks again and again until an answer is as wanted.
func until[T any](t *testing.T, s *server, path, what string, yes func(T) bool) T {
	t.Helper()
	for range 1500 {
		if v := get[T](t, s, path); yes(v) {
			return v
		}
		<-time.After(20 * time.Millisecond)
	}
	t.Fatalf("not within 30 s: %s", what)
	panic("not reached")
}

func TestADetectionIsOffUntilSomebodyTurnsItOn(t *testing.T) {
	folder := t.TempDir()
	s := start(t, folder, nil)
	const id = "access-key-created.aws.cloudtrail"
	before := get[store.Detection](t, s, "/v1/detections/"+id)
	if !before.Enabled || !strings.Contains(before.Page, "# ") || before.LooksFor == "" || len(before.Families) != 1 {
		t.Errorf("%+v, want what it looks for and the page of its folder", before)
	}
	if status, text := s.ask(t, http.MethodPut, "/v1/detections/"+id, `{"enabled":false,"reason":"we rotate daily"}`); status != http.StatusOK || !strings.Contains(text, `"enabled":false`) {
		t.Fatalf("%d %s", status, text)
	}
	s.ask(t, http.MethodPost, "/v1/events", keyMade("e1", "x"))
	s.settled(t, 1)
	s.stop()

	s = start(t, folder, nil)
	s.ask(t, http.MethodPost, "/v1/events", keyMade("e2", "x"))
	s.settled(t, 2)
	off := get[store.Detection](t, s, "/v1/detections/"+id)
	if off.Enabled || off.Hits != 0 || off.Off == nil || off.Off.By == "" || off.Off.Reason != "we rotate daily" {
		t.Errorf("after a restart %+v, want it off, with who and why", off)
	}
	if status, text := s.ask(t, http.MethodPut, "/v1/detections/"+id, `{"enabled":true,"reason":"no longer"}`); status != http.StatusOK {
		t.Fatalf("%d %s", status, text)
	}
	s.ask(t, http.MethodPost, "/v1/events", keyMade("e3", "x"))
	s.settled(t, 3)
	on := get[store.Detection](t, s, "/v1/detections/"+id)
	if on.Hits != 1 || len(on.Hours) != 1 || !on.Hours[0].Start.Equal(time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC)) || on.Cost.Asked == 0 {
		t.Errorf("%+v, want one hit in its hour, and what it cost", on)
	}
	if status, _ := s.ask(t, http.MethodPut, "/v1/detections/tabard-without-receipt", `{"enabled":false,"reason":"x"}`); status == http.StatusOK {
		t.Error("what Tabard itself raises could be turned off")
	}
}

func TestChangedRulesAreTakenOnlyWhenAllAreSound(t *testing.T) {
	rules := t.TempDir()
	file := filepath.Join(rules, "own.yml")
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := start(t, t.TempDir(), func(c *config.Config) { c.Rules = rules })
	if r := get[store.Rules](t, s, "/v1/rules"); !r.Folder || r.Rules != 0 || r.Problem != "" {
		t.Errorf("%+v of an empty folder", r)
	}
	s.ask(t, http.MethodPost, "/v1/events", keyMade("e1", "x"))
	s.settled(t, 1)

	write(file, ownRule)
	until(t, s, "/v1/rules", "the rule is in force", func(r store.Rules) bool { return r.Rules == 1 })
	s.ask(t, http.MethodPost, "/v1/events", keyMade("e2", "x"))
	s.settled(t, 2)
	d := until(t, s, "/v1/detections/"+ownID, "the rule hits what comes after it", func(d store.Detection) bool { return d.Hits == 1 })
	if !d.Own || d.Severity != "high" || len(d.FalseAlarms) != 1 || d.Cost.Asked != 1 {
		t.Errorf("%+v", d)
	}
	broken := filepath.Join(rules, "broken.yml")
	write(broken, "title: [")
	r := until(t, s, "/v1/rules", "a broken file is told", func(r store.Rules) bool { return r.Problem != "" })
	if r.Rules != 1 || !strings.Contains(r.Problem, "broken.yml") || !strings.Contains(s.log.String(), "the ones before stay in force") {
		t.Errorf("%+v, want the rule before in force and the file named", r)
	}
	if _, text := s.ask(t, http.MethodGet, "/metrics", ""); !strings.Contains(text, "tabard_rules_stale 1") || !strings.Contains(text, "tabard_rules 1") {
		t.Error("the metrics do not tell")
	}
	s.ask(t, http.MethodPost, "/v1/events", keyMade("e3", "x"))
	s.settled(t, 3)
	until(t, s, "/v1/detections/"+ownID, "the rule still hits", func(d store.Detection) bool { return d.Hits == 2 })

	if err := os.Remove(broken); err != nil {
		t.Fatal(err)
	}
	until(t, s, "/v1/rules", "the folder is sound again", func(r store.Rules) bool { return r.Problem == "" && r.Rules == 1 })
	type found struct {
		Items []struct {
			Count int `json:"count"`
		} `json:"items"`
	}
	until(t, s, "/v1/findings?detection="+ownID, "it is one finding that grew over the reloads", func(f found) bool { return len(f.Items) == 1 && f.Items[0].Count == 2 })
}

func TestATriedRecordIsJudgedRedactedAndNotKept(t *testing.T) {
	s := start(t, t.TempDir(), nil)
	const canary = "wJalrXUtnFEMIcanaryK7MDENGbPxRfiCYEXAMPLE"
	body, err := json.Marshal(map[string]string{"records": keyMade("e1", canary) + "\nnot a record\n"})
	if err != nil {
		t.Fatal(err)
	}
	status, text := s.ask(t, http.MethodPost, "/v1/detections/test", string(body))
	var tried store.Tried
	if err := json.Unmarshal([]byte(text), &tried); err != nil || status != http.StatusOK {
		t.Fatalf("%d %s %v", status, text, err)
	}
	if len(tried.Records) != 1 || len(tried.Refused) != 1 || tried.Records[0].Family != "aws.cloudtrail" || tried.Records[0].Action != "iam:CreateAccessKey" {
		t.Fatalf("%+v, want one record and one refusal", tried)
	}
	var raised []string
	for _, f := range tried.Records[0].Findings {
		raised = append(raised, f.Detection)
	}
	if strings.Contains(text, canary) || !strings.Contains(strings.Join(raised, " "), "access-key-created.aws.cloudtrail") {
		t.Errorf("raised %v; the secret must not come back: %s", raised, text)
	}
	if stats := get[store.Stats](t, s, "/v1/stats"); stats.Events.Accepted != 0 || stats.Findings != 0 {
		t.Errorf("%+v, want nothing kept", stats)
	}
}
