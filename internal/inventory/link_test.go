package inventory

import (
	"testing"

	"tabard.dev/tabard"
)

// linksOf gives the links of an identity, by the native id at the other end.
func linksOf(s *State, realm, native string) map[string]LinkRow {
	found := map[string]LinkRow{}
	for _, row := range s.linked(s.identities.find(realm, native)) {
		found[s.identities.key(uint32(row.N)).ID] = row
	}
	return found
}

func in(realm string) func(*tabard.Event) {
	return func(e *tabard.Event) { e.Realm, e.Actor.Realm = realm, realm }
}

func TestTheSamePersonIsLinked(t *testing.T) {
	s := New(Config{})
	s.Apply(act(0, "00u1", "sign in", in("okta"), func(e *tabard.Event) { e.Actor.Name = "Dana.Reyes@example.com" }))
	s.Apply(act(1, "arn:aws:sts::1:assumed-role/AWSReservedSSO_Dev/dana.reyes@example.com", "read", in("1")))
	s.Apply(act(2, "dana.reyes@example.com", "get pods", in("k8s")))
	s.Apply(act(3, "octo-dana", "git.push", in("acme"), func(e *tabard.Event) {
		e.Details = map[string]string{"external_identity_nameid": "dana.reyes@example.com"}
	}))
	s.Apply(act(4, "dana", "select", in("pg")))
	links := linksOf(s, "okta", "00u1")
	if len(links) != 3 || links["octo-dana"].Confidence < sureLink || links["dana.reyes@example.com"].Confidence != weightAddress {
		t.Fatalf("she is linked to %+v, want to her accounts in the cloud, the cluster and the forge", links)
	}
	if e := links["octo-dana"].Evidence; len(e) != 1 || e[0].What == "" || e[0].Source == "" {
		t.Errorf("the evidence is %+v", e)
	}

	forge, okta := tabard.Key{Realm: "acme", ID: "octo-dana"}, tabard.Key{Realm: "okta", ID: "00u1"}
	if !s.Cut(forge, 1, okta, 1, "kim") || s.Cut(forge, 1, tabard.Key{Realm: "okta", ID: "nobody"}, 1, "kim") {
		t.Error("cutting does not say whether there is such a pair")
	}
	s.Apply(act(5, "octo-dana", "git.push", in("acme"), func(e *tabard.Event) {
		e.Details = map[string]string{"external_identity_nameid": "dana.reyes@example.com"}
	}))
	if got := linksOf(s, "okta", "00u1")["octo-dana"]; got.CutBy != "kim" {
		t.Errorf("a link that was cut is %+v when its evidence comes again", got)
	}
}

// TestWhoLeavesLeavesEverywhere has a person leave in the directory: what her account in the forge made is hers no more.
func TestWhoLeavesLeavesEverywhere(t *testing.T) {
	for _, apart := range []bool{false, true} {
		s := New(Config{})
		s.Apply(madeBy(0, "octo-dana", "deployer", ""))
		s.Apply(act(1, "octo-dana", "push", func(e *tabard.Event) {
			e.Details = map[string]string{"external_identity_nameid": "dana@example.com"}
		}))
		s.Apply(directoryEvent(2, "user.lifecycle.activate", "dana@example.com", tabard.Change{Verb: tabard.Enabled, Object: tabard.ObjectIdentity}))
		if apart {
			s.Cut(tabard.Key{Realm: "r1", ID: "octo-dana"}, 1, tabard.Key{Realm: "okta", ID: "00u-dana@example.com"}, 1, "kim")
		}
		s.Apply(directoryEvent(3, "user.lifecycle.deactivate", "dana@example.com", tabard.Change{Verb: tabard.Disabled, Object: tabard.ObjectIdentity}))
		if got := len(orphans(s.Apply(act(4, "deployer", "work")))); (got == 1) == apart {
			t.Errorf("%d orphans, with the link cut: %t", got, apart)
		}
	}
}

func TestTheSameProgramIsLinked(t *testing.T) {
	const account, role = "system:serviceaccount:pay:bill", "arn:aws:iam::1:role/bill"
	annotated := func(cluster string) *tabard.Event {
		e := act(0, "admin", "create serviceaccounts", in(cluster))
		e.Labels = map[string]string{"eks.amazonaws.com/role-arn": role}
		e.Changes = []tabard.Change{{Verb: tabard.Created, Object: tabard.ObjectIdentity, Identity: tabard.Actor{Realm: cluster, ID: account, Name: "pay/bill"}}}
		return e
	}
	t.Run("the role first", func(t *testing.T) {
		s := New(Config{})
		s.Apply(act(0, role, "read", in("1")))
		s.Apply(annotated("k8s"))
		if got := linksOf(s, "1", role)[account]; got.Confidence != weightRunsAs {
			t.Errorf("the link is %+v", got)
		}
	})
	t.Run("the role later", func(t *testing.T) {
		s := New(Config{})
		s.Apply(annotated("k8s"))
		s.Apply(act(1, role, "read", in("1")))
		if got := linksOf(s, "k8s", account)[role]; got.Confidence != weightRunsAs {
			t.Errorf("the link is %+v", got)
		}
	})
	t.Run("a trust in one of two clusters", func(t *testing.T) {
		s := New(Config{})
		s.Apply(act(0, account, "get pods", in("k8s-1")))
		s.Apply(act(0, account, "get pods", in("k8s-2")))
		trust := act(1, "admin", "add federated identity credential", in("entra"))
		trust.Changes = []tabard.Change{{
			Verb: tabard.Created, Object: tabard.ObjectTrust, Identity: tabard.Actor{Realm: "entra", ID: "app-1", Name: "bill"},
			Grant: tabard.GrantRef{Resource: "https://issuer.example " + account},
		}}
		s.Apply(trust)
		links := s.linked(s.identities.find("entra", "app-1"))
		if len(links) != 2 || links[0].Confidence != weightTrusted/2 {
			t.Errorf("the links are %+v, want one to each cluster's account, half as sure", links)
		}
		if got := linksOf(s, "k8s-1", account); len(got) != 1 {
			t.Errorf("accounts of one name in two clusters are linked: %+v", got)
		}
	})
}
