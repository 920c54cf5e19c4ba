package app

import (
	"bytes"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/tabardtest"
)

// realRecords are the files of records that nobody in this project wrote, and the family each is of. Some records are cut
// down to the few fields that one rule looks at; guessable says how many of a file still tell their family.
var realRecords = []struct {
	file      string
	families  []string // the first is the file's own; others are for records that are rightly told to be another's
	guessable float64
}{
	{"AWS.CloudTrail", []string{"aws.cloudtrail"}, 1},
	{"AWS.BedrockModelInvocation", []string{"aws.bedrock"}, 1},
	{"Azure.Audit", []string{"entra.audit"}, 1},
	{"GitHub.Audit", []string{"github.audit"}, 1},
	{"GitHub.Webhook", []string{"github.webhook"}, 1},
	{"Tailscale.Audit", []string{"generic"}, 1},
	{"GCP.AuditLog", []string{"gcp.audit", "kubernetes.audit"}, 1},
	{"Azure.MonitorActivity", []string{"azure.activity"}, 1},
	{"Okta.SystemLog", []string{"okta.system"}, 1},
	{"Anthropic.Activity", []string{"anthropic.activity"}, 1},
	{"OpenAI.Audit", []string{"openai.audit"}, 1},
	{"GitLab.Audit", []string{"gitlab.audit"}, 1},
	{"Auth0.Events", []string{"auth0"}, 1},
	{"Snowflake.GrantsToRoles", []string{"snowflake"}, 1},
	{"Snowflake.GrantsToUsers", []string{"snowflake"}, 1},
	{"Snowflake.LoginHistory", []string{"snowflake"}, 1},
	{"Snowflake.QueryHistory", []string{"snowflake"}, 1},
	{"Microsoft365.Audit.AzureActiveDirectory", []string{"m365.audit"}, 1},
}

func allFamilies(t *testing.T) *normalize.Set {
	t.Helper()
	var families []tabard.Family
	for _, connector := range Connectors() {
		families = append(families, connector.Families...)
	}
	set, err := normalize.New(families, nil)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// Every record of the real ones is accepted as its family, and with every family at hand told to be of it.
func TestRealRecords(t *testing.T) {
	set := allFamilies(t)
	d := set.Decoder(normalize.NewRedactor(nil))
	received := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, real := range realRecords {
		t.Run(real.file, func(t *testing.T) {
			if _, ok := set.Family(real.families[0]); !ok {
				t.Skipf("no family %s yet", real.families[0])
			}
			path := tabardtest.Shared(t, "panther_rule_tests", real.file+".jsonl")
			told, all := 0, 0
			for i, line := range tabardtest.Lines(t, path) {
				var doc struct {
					Event jsontext.Value `json:"event"`
					Rest  jsontext.Value `json:",inline"`
				}
				if err := json.Unmarshal(line, &doc); err != nil {
					t.Fatal(err)
				}
				all++
				if guess, _ := d.Guess(doc.Event); strings.Contains(strings.Join(real.families, " "), guess) && guess != "" {
					told++
				} else {
					t.Logf("%s:%d is taken for %q", real.file, i+1, guess)
				}
				if family := d.Among(real.families[0], doc.Event); !slices.Contains(real.families, family) {
					t.Errorf("%s:%d is read as %s", real.file, i+1, family)
				}
				var item normalize.Item
				if err := d.Decode(real.families[0], doc.Event, received, &item); err != nil {
					t.Errorf("%s:%d: %v", real.file, i+1, err)
				}
			}
			if float64(told) < real.guessable*float64(all) {
				t.Errorf("%d of %d records are told to be of %v, want %.0f %%", told, all, real.families, 100*real.guessable)
			}
		})
	}
}

// The samples of every family are told to be of it with all families at hand, but for a cluster's record in Google's log,
// which is a cluster's.
func TestSamplesAreTold(t *testing.T) {
	d := allFamilies(t).Decoder(normalize.NewRedactor(nil))
	files, err := filepath.Glob("../../connectors/*/testdata/*/*.jsonl")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d sample files: %v", len(files), err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".refused.jsonl") {
			continue
		}
		want := filepath.Base(filepath.Dir(file))
		for i, record := range tabardtest.Lines(t, file) {
			if got, _ := d.Guess(record); got != want && !bytes.Contains(record, []byte(`"serviceName":"k8s.io"`)) {
				t.Errorf("%s:%d is taken for %q", file, i+1, got)
			}
		}
	}
}

// A diagnostic setting sends all of a tenant's logs into one stream, whatever the source is said to be.
func TestMixedStream(t *testing.T) {
	d := allFamilies(t).Decoder(normalize.NewRedactor(nil))
	for file, want := range map[string]string{
		"../../connectors/entra/testdata/entra.signin/samples.jsonl":   "entra.signin",
		"../../connectors/entra/testdata/entra.audit/monitor.jsonl":    "entra.audit",
		"../../connectors/azure/testdata/azure.activity/samples.jsonl": "azure.activity",
		"../../connectors/okta/testdata/okta.system/samples.jsonl":     "", // nobody's kin
	} {
		for i, record := range tabardtest.Lines(t, file) {
			for _, source := range []string{"entra.audit", "entra.signin", "azure.activity"} {
				wanted := want
				if want == "" {
					wanted = source
				}
				if got := d.Among(source, record); got != wanted {
					t.Errorf("%s:%d from %s is read as %s, want %s", file, i+1, source, got, wanted)
				}
			}
		}
	}
}

// Sample events of another product's detections, as its collectors store them: which family each kind is of, by the
// collector's own word.
func TestCollectedRecords(t *testing.T) {
	bySourcetype := map[string]string{
		"aws:cloudtrail": "aws.cloudtrail", "azure:monitor:aad": "entra.audit", "azure:monitor:activity": "azure.activity",
		"o365:management:activity": "m365.audit", "github:enterprise:audit": "github.audit", "OktaIM2:log": "okta.system",
		"google:gcp:pubsub:message": "gcp.audit", "kube:audit": "kubernetes.audit",
	}
	set := allFamilies(t)
	d := set.Decoder(normalize.NewRedactor(nil))
	path := tabardtest.Shared(t, "splunk_example_logs", "events.jsonl")
	for i, line := range tabardtest.Lines(t, path) {
		var doc struct {
			Sourcetype string         `json:"sourcetype"`
			Event      jsontext.Value `json:"event"`
			Rest       jsontext.Value `json:",inline"`
		}
		if err := json.Unmarshal(line, &doc); err != nil {
			t.Fatal(err)
		}
		want := bySourcetype[doc.Sourcetype]
		if guess, _ := d.Guess(doc.Event); guess != want {
			t.Errorf("%s:%d of %s is taken for %q, want %q", path, i+1, doc.Sourcetype, guess, want)
			continue
		}
		var item normalize.Item
		if err := d.Decode(want, doc.Event, time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), &item); err != nil {
			t.Errorf("%s:%d: %v", path, i+1, err)
		}
		if e := &item.Event; e.Time.IsZero() || e.Action == "" || e.Actor.IsZero() {
			t.Errorf("%s:%d: no time, action or actor is read: %+v", path, i+1, e)
		}
	}
}

// Every sample of every family is told to be of it with all families at hand, and after whatever record came before.
func TestSamplesAreToldApart(t *testing.T) {
	d := allFamilies(t).Decoder(normalize.NewRedactor(nil))
	files, err := filepath.Glob("../../connectors/*/testdata/*/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	before := ""
	var item normalize.Item
	for _, file := range files {
		family := filepath.Base(filepath.Dir(file))
		if strings.HasSuffix(file, ".refused.jsonl") || strings.Contains(file, "partial") || family == "generic" {
			continue // what is of no family, what was cut down, and what fits where nothing else does
		}
		for i, record := range tabardtest.Lines(t, file) {
			family := family
			if family == "gcp.audit" && bytes.Contains(record, []byte("k8s.io")) {
				family = "kubernetes.audit" // a cluster's records are told as such, whoever passes them on
			}
			if got, _ := d.Guess(record); got != family {
				t.Errorf("%s:%d is taken for %q", file, i+1, got)
			}
			if got, _, _ := d.Recognize(record, before, false); got != family {
				t.Errorf("%s:%d after a record of %q is taken for %q", file, i+1, before, got)
			}
			if d.Follows(record, before, &item) && before != family {
				t.Errorf("%s:%d is taken to follow %q", file, i+1, before)
			}
			if known := d.Follows(record, family, &item); !known {
				t.Errorf("%s:%d is not taken to follow its own family", file, i+1)
			}
		}
		before = family
	}
}

// TestTimesAreTheSameReadAlone holds a family's Time to what its Normalize says, for every sample.
func TestTimesAreTheSameReadAlone(t *testing.T) {
	d := allFamilies(t).Decoder(normalize.NewRedactor(nil))
	files, err := filepath.Glob("../../connectors/*/testdata/*/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	var item normalize.Item
	for _, file := range files {
		family := filepath.Base(filepath.Dir(file))
		for i, record := range tabardtest.Lines(t, file) {
			if d.Decode(family, record, time.Now(), &item) != nil {
				continue
			}
			want := int64(0)
			if !item.Event.Time.IsZero() {
				want = item.Event.Time.UnixMicro()
			}
			if got := d.Time(family, record); got != want {
				t.Errorf("%s:%d: its time alone is %d, the event's %d", file, i+1, got, want)
			}
		}
	}
}
