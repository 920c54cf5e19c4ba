package bench

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/inventory"
)

// State of a large organization, and what DESIGN allows for it.
const (
	manyIdentities = 1_000_000
	usagesEach     = 5
	mostAllIn      = 400 // bytes an identity
)

// TestStateMemory measures what an inventory of a million identities with five million usages costs, all in: names, indexes,
// networks, clients. It takes 400 MB and some seconds, so it runs with the benchmarks only.
func TestStateMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("not with -short")
	}
	before := heap()
	s := inventory.New(inventory.Config{})
	began := time.Now()
	fillState(s, manyIdentities)
	took := time.Since(began)
	after := heap()
	pause := collect()
	each := float64(after-before) / manyIdentities
	t.Logf("%d identities, %d usages: %.0f B an identity all-in, %.0f MiB; %.0f ns an event; a full collection takes %v",
		manyIdentities, manyIdentities*usagesEach, each, float64(after-before)/(1<<20), float64(took.Nanoseconds())/(manyIdentities*usagesEach), pause)
	if each > mostAllIn {
		t.Errorf("%.0f B an identity, want at most %d", each, mostAllIn)
	}
	runtime.KeepAlive(s)
}

// fillState applies five events of each identity: names as long as those of cloud roles, one network and one client each.
func fillState(s *inventory.State, identities int) {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	clients := []string{"aws-sdk-go-v2/1.30 os/linux", "Boto3/1.34 md/Botocore", "claude-code/2.1 (cli)", "kubectl/v1.31 (linux/amd64)"}
	var e tabard.Event
	for i := range identities {
		name := fmt.Sprintf("invoice-triage-%07d", i)
		e.Clear()
		e.Family, e.System, e.Realm, e.Outcome = "aws.cloudtrail", "aws-prod", "123456789012", tabard.OutcomeSuccess
		e.Actor = tabard.Actor{Realm: e.Realm, ID: "arn:aws:iam::123456789012:role/" + name, Name: name, Type: "Role", Kind: tabard.KindService}
		e.Source = fmt.Sprintf("10.%d.%d.7", i>>8&255, i&255)
		e.UserAgent = clients[i%len(clients)]
		for n := range usagesEach {
			e.Time = at.Add(time.Duration(i*usagesEach+n) * time.Second / 100)
			e.Action = fmt.Sprintf("s3:Action%d", (i+n*7)%200)
			s.Apply(&e)
		}
		if i%10_000 == 9_999 {
			s.Take() // as the pipeline does, a few times a second
		}
	}
}

func heap() uint64 {
	collect()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func collect() time.Duration {
	runtime.GC()
	began := time.Now()
	runtime.GC()
	return time.Since(began)
}

// BenchmarkApply measures the inventory alone, on identities and actions that are known already.
func BenchmarkApply(b *testing.B) {
	s := inventory.New(inventory.Config{NoRows: true})
	const identities = 10_000
	fillState(s, identities)
	events := make([]tabard.Event, 4096)
	for i := range events {
		e := &events[i]
		n := i * 37 % identities
		name := fmt.Sprintf("invoice-triage-%07d", n)
		e.Family, e.System, e.Realm, e.Outcome = "aws.cloudtrail", "aws-prod", "123456789012", tabard.OutcomeSuccess
		e.Actor = tabard.Actor{Realm: e.Realm, ID: "arn:aws:iam::123456789012:role/" + name, Name: name, Type: "Role", Kind: tabard.KindService}
		e.Source, e.UserAgent = fmt.Sprintf("10.%d.%d.7", n>>8&255, n&255), "Boto3/1.34 md/Botocore"
		e.Time, e.Action = time.Date(2026, 2, 1, 0, 0, i, 0, time.UTC), fmt.Sprintf("s3:Action%d", n%200)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.Apply(&events[i%len(events)])
	}
}
