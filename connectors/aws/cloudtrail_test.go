package aws

import (
	"bytes"
	"flag"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
	"tabard.dev/tabard/tabardtest"
)

var update = flag.Bool("update", false, "write golden files anew")

func TestCloudTrail(t *testing.T) {
	tabardtest.Family(t, cloudTrail())
	tabardtest.Golden(t, cloudTrail(), *update)
}

// TestRealTrails reads records that nobody in this project wrote and checks the fields against what they plainly say.
func TestRealTrails(t *testing.T) {
	for _, name := range []string{"panther_rule_tests/AWS.CloudTrail.jsonl", "stratus_detonation/events.jsonl", "cloudtrail_s3_exfil/events.json"} {
		t.Run(name, func(t *testing.T) {
			records := tabardtest.Records(t, name)
			if len(records) == 0 {
				t.Fatal("no records")
			}
			for i, record := range records {
				e, err := tabardtest.Decode(t, cloudTrail(), record)
				if err != nil {
					t.Errorf("record %d refused: %v", i+1, err)
					continue
				}
				checkPlainly(t, i+1, e)
			}
		})
	}
}

func checkPlainly(t *testing.T, i int, e *tabard.Event) {
	t.Helper()
	is := func(what, got, path string) {
		if want := e.Get(path).String(); want != "" && got != want {
			t.Errorf("record %d: %s is %q, the record says %q", i, what, got, want)
		}
	}
	is("event", e.Event, "eventID")
	is("source", e.Source, "sourceIPAddress")
	is("user agent", e.UserAgent, "userAgent")
	is("error", e.Error, "errorCode")
	is("realm", e.Realm, "recipientAccountId")
	is("credential", e.Credential.ID, "userIdentity.accessKeyId")
	is("session", e.Session.ID, "userIdentity.roleSessionName")
	if e.Get("userIdentity.type").String() == "AssumedRole" {
		is("role", e.Actor.ID, "userIdentity.sessionContext.sessionIssuer.arn")
	}
	if e.Get("userIdentity.type").String() == "IAMUser" {
		is("user", e.Actor.ID, "userIdentity.arn")
	}
	if e.Actor.IsZero() && (e.Get("userIdentity.arn").Exists() || e.Get("userIdentity.principalId").Exists()) {
		t.Errorf("record %d: no actor, but the record names one", i)
	}
	if name := e.Get("eventName").String(); name != "" && !bytes.HasSuffix([]byte(e.Action), []byte(":"+name)) {
		t.Errorf("record %d: action %q of event %q", i, e.Action, name)
	}
	want := tabard.OutcomeSuccess
	switch login := e.Get("responseElements.ConsoleLogin").String(); {
	case e.Error != "", login == "Failure", e.Get("responseElements.ExternalIdPDirectoryLogin").String() == "Failure":
		want = tabard.OutcomeFailure
	case login == "" && e.Get("eventName").String() == "ConsoleLogin":
		want = tabard.OutcomeUnknown
	}
	if e.Outcome != want {
		t.Errorf("record %d: %s is %s, want %s", i, e.Action, e.Outcome, want)
	}
}

func FuzzCloudTrail(f *testing.F) { tabardtest.FuzzFamily(f, cloudTrail()) }

// BenchmarkNormalizeTrail measures reading the slots of a record into an event, scanning apart.
func BenchmarkNormalizeTrail(b *testing.B) {
	for _, name := range []string{"callers", "iam", "sts"} {
		b.Run(name, func(b *testing.B) { tabardtest.Benchmark(b, cloudTrail(), "testdata/aws.cloudtrail/"+name+".jsonl") })
	}
}

func TestCloudTrailDoesNotAllocateMuch(t *testing.T) {
	f := cloudTrail()
	trie, err := jsonscan.Compile(f.Paths)
	if err != nil {
		t.Fatal(err)
	}
	record := tabardtest.Lines(t, "testdata/aws.cloudtrail/callers.jsonl")[0]
	slots := tabard.NewSlots(len(f.Paths), tabard.NewInterner(1<<12))
	if err := trie.Scan(record, slots); err != nil {
		t.Fatal(err)
	}
	e := &tabard.Event{Record: record}
	got := testing.AllocsPerRun(100, func() {
		e.Clear()
		e.Record = record
		if err := f.Normalize(slots, e); err != nil {
			t.Fatal(err)
		}
	})
	if got > 8 {
		t.Errorf("reading a plain call allocates %v times, want at most 8", got)
	}
}
