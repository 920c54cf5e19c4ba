package inventory

import (
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
)

// directoryEvent is what a directory says of a person.
func directoryEvent(minute int, action, person string, change tabard.Change) *tabard.Event {
	e := act(minute, "admin", action, func(e *tabard.Event) { e.Family = "okta.system" })
	change.Identity = tabard.Actor{Realm: "okta", ID: "00u-" + person, Name: person, Type: "User", Kind: tabard.KindHuman}
	e.Changes = []tabard.Change{change}
	return e
}

// madeBy is the creation of an identity, or of a credential of it, by a person.
func madeBy(minute int, person, name, key string) *tabard.Event {
	e := act(minute, person, "create "+name+key)
	e.Actor.Kind = tabard.KindHuman
	c := tabard.Change{Verb: tabard.Created, Object: tabard.ObjectIdentity, Identity: tabard.Actor{Key: tabard.Key{Realm: "r1", ID: name}, Name: name}}
	if key != "" {
		c.Object, c.Credential = tabard.ObjectCredential, tabard.CredentialRef{ID: key, Kind: tabard.CredentialKey}
	}
	e.Changes = []tabard.Change{c}
	return e
}

func orphans(facts []tabard.Fact) []tabard.Fact {
	var found []tabard.Fact
	for _, f := range facts {
		if f.Kind == tabard.FactOrphaned {
			found = append(found, f)
		}
	}
	return found
}

// anHour gives the facts of an hour of ticks.
func anHour(s *State, from time.Time) (all []tabard.Fact) {
	for m := range rounds {
		all = append(all, orphans(s.Tick(from.Add(time.Duration(m)*time.Minute)))...)
	}
	return all
}

func TestWhoLeavesOwnsNothing(t *testing.T) {
	disabled := tabard.Change{Verb: tabard.Disabled, Object: tabard.ObjectIdentity}
	member := tabard.Change{Verb: tabard.Granted, Object: tabard.ObjectGrant, Grant: tabard.GrantRef{Permission: "member", Resource: "g1", Via: "payments"}}
	s := New(Config{})
	s.Apply(madeBy(0, "dana@example.com", "exporter", ""))
	s.Apply(madeBy(1, "dana@example.com", "importer", ""))
	s.Apply(madeBy(2, "kim@example.com", "importer", "K1"))
	s.Apply(directoryEvent(3, "group.user_membership.add", "Dana@Example.com", member))
	if o := mustIdentity(t, s, "exporter").Owner; o == nil || o.ID != "user:dana@example.com" {
		t.Fatalf("the owner is %+v before she leaves", o)
	}
	s.Apply(directoryEvent(4, "user.account.lock", "Dana@Example.com", disabled))
	if facts := orphans(s.Apply(act(5, "exporter", "work"))); len(facts) != 0 {
		t.Errorf("who is locked out for a while has left: %+v", facts)
	}

	s.Apply(directoryEvent(6, "user.lifecycle.deactivate", "Dana@Example.com", disabled))
	facts := orphans(s.Apply(act(7, "exporter", "work")))
	if len(facts) != 1 || facts[0].Was != "user:dana@example.com" || facts[0].Now != "team:payments" || facts[0].Cause != causeDeparture || facts[0].By.ID != "00u-Dana@Example.com" {
		t.Errorf("the first thing it does tells %+v", facts)
	}
	if more := orphans(s.Apply(act(8, "exporter", "work"))); len(more) != 0 {
		t.Errorf("told twice: %+v", more)
	}
	if ticked := anHour(s, start.Add(time.Hour)); len(ticked) != 1 || ticked[0].Identity.ID != "importer" {
		t.Errorf("an hour of ticks tells %+v, want the one that did nothing", ticked)
	}
	proposed := map[string]bool{}
	for _, c := range s.ownerships.all[s.identities.all.at(s.identities.find("r1", "importer")).owner].claims {
		proposed[c.Owner] = proposed[c.Owner] || strings.HasPrefix(c.What, "proposed: ") && c.Source == fromSuccession
	}
	if !proposed["team:payments"] || !proposed["user:kim@example.com"] {
		t.Errorf("proposed are %v, want her team and who made its key", proposed)
	}
	if o := mustIdentity(t, s, "exporter").Owner; o == nil || o.ID != "team:payments" || o.Confidence > sureOwner {
		t.Errorf("the owner is %+v after she left, want her team as a guess", o)
	}

	s.Apply(directoryEvent(9, "user.lifecycle.reactivate", "Dana@Example.com", tabard.Change{Verb: tabard.Enabled, Object: tabard.ObjectIdentity}))
	s.Apply(act(10, "exporter", "work"))
	if o := mustIdentity(t, s, "exporter").Owner; o == nil || o.ID != "user:dana@example.com" || len(o.Evidence) != 1 {
		t.Errorf("the owner is %+v after she came back", o)
	}
}

func TestNamesWithoutAnAddressAreLocal(t *testing.T) {
	s := New(Config{})
	s.Apply(madeBy(0, "dana", "exporter", "")) // in r1
	gone := directoryEvent(1, "user.lifecycle.deactivate", "dana", tabard.Change{Verb: tabard.Disabled, Object: tabard.ObjectIdentity})
	s.Apply(gone)
	if facts := orphans(s.Apply(act(2, "exporter", "work"))); len(facts) != 0 {
		t.Errorf("another realm's dana left, and it tells %+v", facts)
	}
	gone.Changes[0].Identity.Realm = "r1"
	s.Apply(gone)
	if facts := orphans(s.Apply(act(3, "exporter", "work"))); len(facts) != 1 {
		t.Errorf("its own dana left, and it tells %+v", facts)
	}
}

func TestClaimsFade(t *testing.T) {
	s := New(Config{})
	made := act(0, "exporter", "work")
	made.Labels = map[string]string{"team": "payments"}
	s.Apply(made)
	at := func(years float64) time.Time { return start.Add(time.Duration(years * 365 * 24 * float64(time.Hour))) }
	for _, step := range []struct {
		years  float64
		sure   float64
		orphan bool
	}{{0.1, 0.8, false}, {1, 0.566, false}, {2, 0.4, true}, {4, 0.2, false}} {
		facts := anHour(s, at(step.years))
		o := mustIdentity(t, s, "exporter").Owner
		if o == nil || o.ID != "team:payments" || o.Confidence < step.sure-0.02 || o.Confidence > step.sure+0.02 {
			t.Errorf("after %.1f years the owner is %+v, want a confidence of %.2f", step.years, o, step.sure)
		}
		if told := len(facts) == 1 && facts[0].Cause == causeFaded; told != step.orphan || len(facts) > 1 {
			t.Errorf("after %.1f years ticks tell %+v", step.years, facts)
		}
	}
	if n := len(s.ownerships.all); n > 4 {
		t.Errorf("%d lists of claims are kept for one identity", n)
	}
	made.Time = at(4)
	s.Apply(made)
	if o := mustIdentity(t, s, "exporter").Owner; o == nil || o.Confidence != 0.8 {
		t.Errorf("seen again, the label counts %+v", o)
	}
}

func TestOwnersOfWords(t *testing.T) {
	for text, want := range map[string]string{
		"payments": "team:payments", "team finance-platform": "team:finance-platform", "Team: erp": "team:erp", "the data team": "team:data",
		"alice@example.com": "user:alice@example.com", "user:bob": "user:bob", "n/a": "", "team": "team:team",
	} {
		if got := ownerID("", text); got != want {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}

func TestCodeOwners(t *testing.T) {
	o := &Owners{}
	o.AddCodeOwners("Acme/erp", []byte("# who reviews\n/docs/ @acme/writers\n*  @acme/finance-platform @alice\n"))
	o.AddCodeOwners("acme/site", []byte("/web/ carol@example.com\n"))
	for origin, want := range map[string]string{
		"https://github.com/acme/erp@3f1c0d2": "team:finance-platform", "acme/erp@main": "team:finance-platform", "repo:acme/site:ref:refs/heads/main": "user:carol@example.com",
		"acme/other": "", "acme": "", "": "",
	} {
		if c, ok := o.codeOwner(origin); c.Owner != want || ok != (want != "") {
			t.Errorf("what %q made is %q's, want %q", origin, c.Owner, want)
		}
	}
	s := New(Config{Owners: o})
	e := madeBy(0, "pipeline", "deployer", "")
	e.Origin = "acme/erp@main"
	s.Apply(e)
	if owner := mustIdentity(t, s, "deployer").Owner; owner == nil || owner.ID != "team:finance-platform" || owner.Confidence != weightCodeOwners {
		t.Errorf("the owner is %+v", owner)
	}
}
