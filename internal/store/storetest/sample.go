package storetest

import (
	"fmt"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/store"
)

var start = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// judging makes commits as the pipeline does, of a small organization.
type judging struct {
	state    *inventory.State
	counters store.Counters
	position uint64
	events   int
}

func newJudging() *judging { return &judging{state: inventory.New(inventory.Config{})} }

// names are those of identities; some are meant to break out of queries.
var names = []string{"agent-1", "svc-pay", "bob", "100%", "under_score", `quo"te's`, `back\slash`, "näme-Ünï", "semi;DROP TABLE identities--", "nul\x00byte"}

// commit judges some events and gives what came of it.
func (j *judging) commit(events int) *store.Commit {
	c := &store.Commit{}
	for range events {
		e := j.event()
		for _, f := range j.state.Apply(e) {
			if f.Kind == tabard.FactBirth {
				j.counters.Births++
				j.out(c, "birth", "")
			}
		}
		j.counters.Accepted++
		if j.events%4 == 0 {
			j.find(c, e)
		}
		j.events++
	}
	j.position++
	c.Position = store.Position{Seq: j.position, Appended: start.UnixMicro() + int64(j.position)} //nolint:gosec // a small number
	c.Inventory = j.state.Take()
	j.counters.Identities, j.counters.Credentials = j.state.Counts()
	c.Counters = j.counters
	c.Windows = []store.WindowRow{{Name: "rule", State: fmt.Append(nil, j.position)}}
	c.Sources = []store.SourceRow{{N: 1, Name: "http", State: []byte(`{"name":"http"}`)}}
	c.Said = []store.SaidRow{{Seq: j.position, About: "fi_1", Doc: []byte(`{}`)}}
	return c
}

func (j *judging) event() *tabard.Event {
	n := j.events
	actor := func(i int) tabard.Actor {
		name := names[i%len(names)]
		return tabard.Actor{Realm: fmt.Sprint("r", i%3), ID: fmt.Sprint(name, " ", i%37), Name: name}
	}
	e := &tabard.Event{
		Family: "test.audit", System: fmt.Sprint("sys-", n%3), Realm: fmt.Sprint("r", n%3), Time: start.Add(time.Duration(n*7%101) * time.Minute),
		Action: fmt.Sprint("do:thing", n%5), Outcome: tabard.OutcomeSuccess, Actor: actor(n), Source: fmt.Sprintf("10.0.%d.1", n%9),
	}
	e.Event = fmt.Sprint("ev-", n)
	e.Seq, e.Index = j.position+1, n
	switch n % 6 {
	case 5: // the actor of four events before made it
		e.Credential = tabard.CredentialRef{Kind: tabard.CredentialKey, ID: fmt.Sprint("K", n-4), Fingerprint: fmt.Sprint("F", n-4)}
	case 0:
		e.Changes = append(e.Changes, tabard.Change{Verb: tabard.Created, Object: tabard.ObjectIdentity, Identity: actor(n + 11)})
		e.Labels = map[string]string{"team": "ml"}
	case 1:
		e.Changes = append(e.Changes, tabard.Change{
			Verb: tabard.Created, Object: tabard.ObjectCredential, Identity: actor(n),
			Credential: tabard.CredentialRef{Kind: tabard.CredentialKey, ID: fmt.Sprint("K", n), Fingerprint: fmt.Sprint("F", n)},
		})
	case 2:
		e.Changes = append(e.Changes, tabard.Change{
			Verb: tabard.Granted, Object: tabard.ObjectGrant, Identity: actor(n), Grant: tabard.GrantRef{Permission: e.Action, Resource: fmt.Sprint("res/", n), Via: "group"},
		})
	}
	return e
}

// find opens a finding about an event, or moves the one before.
func (j *judging) find(c *store.Commit, e *tabard.Event) {
	f := tabard.Finding{
		ID: tabard.HashID("fi_", e.Event), Detection: fmt.Sprintf("behavior-%d.test.audit", j.events%5), State: tabard.FindingOpen,
		Severity: []tabard.Severity{tabard.Info, tabard.Low, tabard.Medium, tabard.High, tabard.Critical}[j.events/4%5],
		Time:     e.Time, First: e.Time, Last: e.Time.Add(time.Hour), Count: 3,
		Identity: tabard.IdentityRef{ID: tabard.IdentityID(e.Actor.Key, 1), Kind: tabard.KindUnknown, Name: e.Actor.Name, System: e.System},
		Summary:  "what " + e.Actor.Name + " did", Evidence: []tabard.Place{e.Place}, MITRE: []string{"T1098"}, NHI: []string{}, Remedy: tabard.RemedyReview,
		Group: "g", About: e.Actor.Key,
	}
	if j.events%8 == 0 {
		f.Owner = &tabard.Owner{ID: "team:ml", Confidence: 0.8, Evidence: []tabard.Evidence{{What: "label", Weight: 0.8}}}
		f.State = tabard.FindingSnoozed
	}
	j.counters.Findings++
	c.Findings = append(c.Findings, store.FindingRow{N: j.counters.Findings, Whole: true, Finding: f, Reason: "because"})
	c.Evidence = append(c.Evidence, store.EvidenceRow{N: j.counters.Findings, Family: e.Family, Place: e.Place})
	j.out(c, "finding", f.ID)
}

func (j *judging) out(c *store.Commit, kind, id string) {
	j.counters.Outbox++
	c.Outbox = append(c.Outbox, store.OutboxRow{
		Position: j.counters.Outbox, ID: fmt.Sprint("no_", j.counters.Outbox), Type: kind, Time: start.UnixMicro() + j.counters.Outbox,
	})
	out := &c.Outbox[len(c.Outbox)-1]
	if kind == "birth" {
		out.Birth = j.counters.Births
		return
	}
	out.Data = fmt.Appendf(nil, `{"id":%q}`, id)
}

// Commits gives commits of a small organization, so many events each, for tests of a store's own.
func Commits(n, events int) []*store.Commit {
	j := newJudging()
	commits := make([]*store.Commit, n)
	for i := range commits {
		commits[i] = j.commit(events)
	}
	return commits
}
