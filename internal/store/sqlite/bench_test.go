package sqlite_test

import (
	"fmt"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/store/sqlite"
)

// busy makes events of a busy cloud account: 1,800 roles, a few of them busy; a fifth of the events are sessions taken up,
// each the birth of a credential.
type busy struct {
	n int
	e tabard.Event
}

func (b *busy) next() *tabard.Event {
	b.n++
	n := b.n
	who := n * n % 1800
	if n%3 == 0 {
		who = n % 40
	}
	name := fmt.Sprintf("invoice-triage-%04d", who)
	e := &b.e
	e.Clear()
	e.Event = fmt.Sprintf("4f1c2d3e-%012d", n)
	e.Family, e.System, e.Realm, e.Outcome = "aws.cloudtrail", "123456789012", "123456789012", tabard.OutcomeSuccess
	e.Actor = tabard.Actor{Realm: e.Realm, ID: "arn:aws:iam::123456789012:role/" + name, Name: name, Type: "Role", Kind: tabard.KindService}
	e.Source, e.UserAgent = fmt.Sprintf("10.%d.%d.7", who%7, who%31), "aws-cli/2.15.30 Python/3.11.8"
	e.Time = time.Date(2026, 5, 1, 0, 0, 0, n*1000000, time.UTC)
	e.Action = []string{"s3:GetObject", "kms:Decrypt", "ec2:DescribeInstances", "sts:AssumeRole", "s3:PutObject"}[n*7%5]
	e.Credential = tabard.CredentialRef{Kind: tabard.CredentialKey, ID: fmt.Sprintf("ASIA%016d", who)}
	if n%5 == 0 {
		e.Changes = append(e.Changes, tabard.Change{
			Verb: tabard.Created, Object: tabard.ObjectCredential, Identity: e.Actor,
			Credential: tabard.CredentialRef{Kind: tabard.CredentialToken, ID: fmt.Sprintf("ASIB%016d", n), Expires: e.Time.Add(time.Hour)},
		})
	}
	return e
}

// BenchmarkCommit measures the rows of 2,000 events at a time, in the twentieth commit and after.
func BenchmarkCommit(b *testing.B) {
	const events = 2000
	db, err := sqlite.Open(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a benchmark
	state, stream := inventory.New(inventory.Config{}), &busy{}
	var n store.Counters
	commit := func() *store.Commit {
		c := &store.Commit{Position: store.Position{Seq: uint64(stream.n)}}
		for range events {
			for _, f := range state.Apply(stream.next()) {
				if f.Kind == tabard.FactBirth {
					n.Births++
					n.Outbox++
					c.Outbox = append(c.Outbox, store.OutboxRow{Position: n.Outbox, ID: "no_0123456789abcdef", Type: "birth", Birth: n.Births})
				}
			}
		}
		c.Inventory, c.Counters = state.Take(), n
		return c
	}
	for range 20 {
		if err := db.Commit(b.Context(), commit()); err != nil {
			b.Fatal(err)
		}
	}
	rows := 0
	for b.Loop() {
		b.StopTimer()
		c := commit()
		r := c.Inventory
		rows += len(r.Identities) + len(r.Lives) + len(r.Uses) + len(r.Usages) + len(r.Credentials) + len(r.Births) + len(c.Outbox)
		b.StartTimer()
		if err := db.Commit(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*events), "µs/event")
	b.ReportMetric(float64(rows)/float64(b.N*events), "rows/event")
}
