package classify_test

import (
	"bytes"
	"encoding/json/v2"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/bench/classify"
	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/tabardtest"
)

var update = flag.Bool("update", false, "write docs/classify.md and its diagram anew")

// What the judgement promises of sources that were not looked at while it was tuned.
const (
	leastCoverage  = 0.7 // of agents
	leastPrecision = 0.95
	mostError      = 0.15 // of calibration
)

// TestCorpus judges the cases that are in the repository, and holds the figures in docs to them.
func TestCorpus(t *testing.T) {
	sources, err := classify.Read("corpus")
	if err != nil {
		t.Fatal(err)
	}
	var tuned, held []classify.Answer
	var table strings.Builder
	for _, s := range append(sources, recordings(t)...) {
		answers := s.Judge()
		check(t, answers)
		table.WriteString(row(s.Name, s.HeldOut, classify.Measure(answers)))
		if s.HeldOut {
			held = append(held, answers...)
		} else {
			tuned = append(tuned, answers...)
		}
	}
	table.WriteString(row("**all, tuned on**", false, classify.Measure(tuned)) + row("**all, held out**", true, classify.Measure(held)))
	promise(t, held)
	bins := classify.Bins(held)
	fresh(t, "classify-reliability.svg", "", "", classify.Diagram("Held-out sources", bins))
	fresh(t, "classify.md", "<!-- figures -->\n", "<!-- /figures -->", table.String()+fmt.Sprintf("\nExpected calibration error on the held-out sources: %.2f.\n", classify.Error(bins)))
}

// TestHandedOut judges identities of data that nobody in this project wrote: servers of the MCP registry by the name that their
// package announces, and the actors of labeled audit records by what each vendor documents of the field that tells them.
func TestHandedOut(t *testing.T) {
	servers := registry(t)
	answers := servers.Judge()
	promise(t, answers)
	t.Log(row(servers.Name, true, classify.Measure(answers)))
	for _, file := range []string{"Okta.SystemLog", "Amazon.EKS.Audit", "Anthropic.Activity", "AWS.CloudTrail"} {
		var all []classify.Answer
		judged, decode := inventory.New(inventory.Config{NoRows: true}), decoder(t)
		for _, record := range tabardtest.Records(t, "panther_rule_tests", file+".jsonl") {
			label := documented(file, record)
			if e, ok := decode(record); ok && label != "" {
				judged.Apply(e)
				id, _ := judged.Identity(e.Actor.Key)
				all = append(all, classify.Answer{Source: file, HeldOut: true, Label: label, Who: id.Name, Judged: id.Kind})
			}
		}
		check(t, all)
		scores := classify.Measure(all)
		t.Log(row(file, true, scores))
		for _, s := range scores {
			if s.Wrong*10 > s.Right+s.Wrong {
				t.Errorf("%s: %d of %d that are judged %s are not", file, s.Wrong, s.Right+s.Wrong, s.Kind)
			}
		}
	}
}

func promise(t *testing.T, answers []classify.Answer) {
	t.Helper()
	agents, bins := classify.Measure(answers)[0], classify.Bins(answers)
	if agents.Coverage() < leastCoverage || agents.Precision() < leastPrecision || classify.Error(bins) > mostError {
		t.Errorf("agents: coverage %.2f, precision %.2f, calibration error %.2f of %+v %+v", agents.Coverage(), agents.Precision(), classify.Error(bins), agents, bins)
	}
}

// check tells each answer that is wrong, with -v.
func check(t *testing.T, answers []classify.Answer) {
	t.Helper()
	for i := range answers {
		if a := &answers[i]; a.Decided() && !a.Right() {
			t.Logf("%s: %s is %s and judged %s (%.2f) by %v", a.Source, a.Who, a.Label, a.Judged.Value, a.Judged.Confidence, a.Judged.Evidence)
		}
	}
}

func row(name string, held bool, scores []classify.Score) string {
	use, line := "tuning", ""
	if held {
		use = "held out"
	}
	for _, s := range scores {
		switch {
		case s.Cases == 0 && s.Wrong == 0:
			line += " | – | – | –"
		default:
			line += fmt.Sprintf(" | %d | %.2f / %.2f | %.2f", s.Cases, s.Precision(), s.Recall(), s.Coverage())
		}
	}
	return "| " + name + " | " + use + line + " |\n"
}

// fresh holds a page of docs, or the part of it between two marks, to what was measured.
func fresh(t *testing.T, name, from, to, want string) {
	t.Helper()
	file := filepath.Join("..", "..", "docs", name)
	have, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	if from != "" {
		before, rest, ok := strings.Cut(string(have), from)
		_, after, closed := strings.Cut(rest, to)
		if !ok || !closed {
			t.Fatalf("docs/%s has no %s", name, from)
		}
		head := "| Source | Use | Agents | Precision / recall | Decided | Programs | Precision / recall | Decided | Humans | Precision / recall | Decided |\n|" + strings.Repeat("---|", 11) + "\n"
		want = before + from + head + want + to + after
	}
	if string(have) == want {
		return
	}
	if !*update {
		t.Errorf("docs/%s is not what is measured: go test ./bench/classify -update", name)
		return
	}
	if err := os.WriteFile(file, []byte(want), 0o600); err != nil {
		t.Fatal(err)
	}
}

// recordings are the identities of the recorded logs of real servers, by what the scripts behind them say they are.
func recordings(t *testing.T) []classify.Source {
	t.Helper()
	var all []classify.Source
	for _, log := range []struct {
		name, file string
		kinds      map[string]tabard.Kind
	}{
		{"postgres recording", "postgres/postgres.jsonl", map[string]tabard.Kind{
			"mara_lindqvist": tabard.KindHuman, "tomas_okafor": tabard.KindHuman, "erp_app": tabard.KindService, "nightly_report": tabard.KindService,
			"invoice_triage": tabard.KindAgent, "coding_agent": tabard.KindAgent, "data_pipeline": tabard.KindAgent, "tmp_migrate_7f3a": tabard.KindAgent,
		}},
		{"kubernetes recording", "kubernetes/audit.jsonl", map[string]tabard.Kind{
			"mara.lindqvist@brightwater.example": tabard.KindHuman, "tomas.okafor@brightwater.example": tabard.KindHuman, "terraform-cloud": tabard.KindService,
			"github:brightwater/erp:ref:refs/heads/main":     tabard.KindWorkload,
			"system:serviceaccount:finance:invoice-triage":   tabard.KindAgent,
			"system:serviceaccount:dev:coding-agent":         tabard.KindAgent,
			"system:serviceaccount:data:pipeline-agent":      tabard.KindAgent,
			"system:serviceaccount:finance:report-2023":      tabard.KindService,
			"system:serviceaccount:argocd:argocd-controller": tabard.KindService,
		}},
	} {
		text, err := os.ReadFile(filepath.Join("..", "..", "examples", "recordings", filepath.FromSlash(log.file)))
		if err != nil {
			t.Fatal(err)
		}
		decode, source := decoder(t), classify.Source{Name: log.name}
		for line := range bytes.Lines(text) {
			if e, ok := decode(bytes.TrimSpace(line)); ok && log.kinds[e.Actor.ID] != "" {
				source.Events = append(source.Events, classify.Labeled{Label: log.kinds[e.Actor.ID], Event: e})
			}
		}
		all = append(all, source)
	}
	return all
}

// registry gives the servers of the MCP registry as clients.
func registry(t *testing.T) *classify.Source {
	t.Helper()
	source := &classify.Source{Name: "mcp-registry", HeldOut: true}
	for _, line := range tabardtest.Lines(t, tabardtest.Shared(t, "mcp_registry", "servers.jsonl")) {
		var server struct {
			Configs []struct {
				Servers map[string]struct {
					Args []string `json:"args"`
				} `json:"mcpServers"`
			} `json:"configs"`
		}
		if err := json.Unmarshal(line, &server); err != nil {
			t.Fatal(err)
		}
		for _, config := range server.Configs {
			for name, one := range config.Servers {
				program := name
				for _, arg := range one.Args {
					if !strings.HasPrefix(arg, "-") && strings.ContainsAny(arg, "/@-") {
						program = arg
						break
					}
				}
				source.Cases = append(source.Cases, classify.Case{Label: tabard.KindAgent, UserAgent: program + "/1.0"})
			}
		}
	}
	return source
}

// documented gives the kind of the actor of a record by its vendor's documentation, "" where that says nothing.
func documented(file string, record []byte) tabard.Kind {
	var r struct {
		Actor struct {
			Type string `json:"type"`
		} `json:"actor"`
		User struct {
			Username string `json:"username"`
		} `json:"user"`
		UserIdentity struct {
			Type      string `json:"type"`
			InvokedBy string `json:"invokedBy"`
		} `json:"userIdentity"`
		EventName string `json:"eventName"`
	}
	if json.Unmarshal(record, &r) != nil {
		return ""
	}
	switch {
	case file == "Okta.SystemLog" && r.Actor.Type == "User", file == "Anthropic.Activity" && r.Actor.Type == "user_actor":
		return tabard.KindHuman
	case strings.HasPrefix(r.User.Username, "system:serviceaccount:"), strings.HasPrefix(r.User.Username, "system:kube-"):
		return tabard.KindService
	case r.UserIdentity.Type == "Root", r.EventName == "ConsoleLogin" && r.UserIdentity.Type == "IAMUser":
		return tabard.KindHuman
	}
	return ""
}

// decoder reads records of any family. The event is valid as long as the test.
func decoder(t *testing.T) func([]byte) (*tabard.Event, bool) {
	t.Helper()
	var families []tabard.Family
	for _, c := range app.Connectors() {
		families = append(families, c.Families...)
	}
	set, err := normalize.New(families, nil)
	if err != nil {
		t.Fatal(err)
	}
	d := set.Decoder(normalize.NewRedactor(nil))
	return func(record []byte) (*tabard.Event, bool) {
		family, ok := d.Guess(record)
		if !ok {
			return nil, false
		}
		item := &normalize.Item{}
		if err := d.Decode(family, record, time.Now(), item); err != nil {
			return nil, false
		}
		return &item.Event, true
	}
}
