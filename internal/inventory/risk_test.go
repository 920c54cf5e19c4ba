package inventory

import (
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
)

// whys gives the parts of a risk in a line, and checks that they add up.
func whys(t *testing.T, r tabard.Risk) string {
	t.Helper()
	sum, texts := 0, []string{}
	for _, p := range r.Parts {
		sum += p.Points
		texts = append(texts, p.What)
	}
	if sum != r.Score || r.Score < 0 || r.Score > 100 {
		t.Errorf("the parts add up to %d, the score is %d", sum, r.Score)
	}
	return strings.Join(texts, "; ")
}

func TestRiskIsTheSumOfItsReasons(t *testing.T) {
	s := New(Config{})
	admin := permits(tabard.Granted, "svc-a", "AdministratorAccess", "*")
	admin.Grant.Admin = true
	public := permits(tabard.Granted, "svc-a", "read", "bucket")
	public.Grant.Public = true
	forever := key(tabard.Created, "svc-a", "key-1")
	forever.Credential.NeverEnds = true
	s.Apply(act(0, "alice", "create", changes(creates("svc-a"), admin, public, forever)))
	got := whys(t, mustIdentity(t, s, "svc-a").Risk)
	for _, want := range []string{"exposure", "privilege", "ownership"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %q", want, got)
		}
	}
	if strings.Contains(got, "staleness") {
		t.Errorf("a new credential is called stale: %s", got)
	}
	before := mustIdentity(t, s, "svc-a").Risk.Score

	for minute := range 60 { // an hour of ticks sees everybody
		s.Tick(start.Add(200*24*time.Hour + time.Duration(minute)*time.Minute))
	}
	if got := whys(t, mustIdentity(t, s, "svc-a").Risk); !strings.Contains(got, "never expires") {
		t.Errorf("an old credential without an end counts nothing: %s", got)
	}
	s.Apply(act(5, "alice", "revoke", changes(key(tabard.Revoked, "svc-a", "key-1"), permits(tabard.Revoked, "svc-a", "read", "bucket"))))
	if got := whys(t, mustIdentity(t, s, "svc-a").Risk); strings.Contains(got, "never expires") || strings.Contains(got, "exposure") {
		t.Errorf("what was taken away still counts: %s", got)
	}
	s.Apply(act(6, "alice", "delete", changes(deletes("svc-a"))))
	if after := mustIdentity(t, s, "svc-a").Risk; after.Score != 0 || after.Parts == nil || before == 0 {
		t.Errorf("risk of an identity that is gone: %+v, was %d", after, before)
	}
}

func TestOpenFindingsAreRisk(t *testing.T) {
	s := New(Config{})
	s.Apply(act(0, "svc-a", "read"))
	base := mustIdentity(t, s, "svc-a").Risk.Score
	f := &tabard.Finding{ID: "fi_1", About: act(0, "svc-a", "read").Actor.Key, Severity: tabard.Medium, State: tabard.FindingOpen}
	points := func() int { return mustIdentity(t, s, "svc-a").Risk.Score - base }
	s.Trouble(f)
	medium := points()
	f.Severity = tabard.Critical
	s.Trouble(f)
	s.Trouble(f) // told twice counts once
	critical := points()
	second := *f
	second.ID = "fi_2"
	s.Trouble(&second)
	two := points()
	f.State, second.State = tabard.FindingClosed, tabard.FindingClosed
	s.Trouble(f)
	s.Trouble(&second)
	if (0 >= medium || medium >= critical || critical >= two || two > 30) || points() != 0 {
		t.Errorf("points of a medium finding %d, a critical one %d, two %d, none %d", medium, critical, two, points())
	}
}

// TestEveryRiskFits adds up the greatest parts: a score is never cut off.
func TestEveryRiskFits(t *testing.T) {
	most := riskPublic.Points + riskAdmin.Points + riskAdmins.Points + riskDormant.Points + riskOldKey.Points + riskOrphan.Points +
		riskFindings[4].Points + riskMoreFinding.Points
	if most != 100 {
		t.Errorf("the greatest parts add up to %d, want 100", most)
	}
}
