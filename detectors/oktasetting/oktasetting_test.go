package oktasetting_test

import (
	"fmt"
	"slices"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/oktasetting"
)

func update(from, to string) *tabard.Event {
	return &tabard.Event{Record: fmt.Appendf(nil, `{"target":[{"type":"PolicyEntity","changeDetails":{"from":%s,"to":%s}}]}`, from, to)}
}

func TestWeaker(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     []string
	}{
		{`{"complexity":{"minLength":14}}`, `{"complexity":{"minLength":6}}`, []string{"minLength"}},
		{`{"complexity":{"minLength":"8"}}`, `{"complexity":{"minLength":"14"}}`, nil},
		{`{"lockout":{"maxAttempts":5}}`, `{"lockout":{"maxAttempts":0}}`, []string{"maxAttempts"}},
		{`{"lockout":{"maxAttempts":0}}`, `{"lockout":{"maxAttempts":5}}`, nil},
		{`{"session":{"maxSessionIdleMinutes":60}}`, `{"session":{"maxSessionIdleMinutes":120}}`, nil},
		{`{"session":{"maxSessionIdleMinutes":60}}`, `{"session":{"maxSessionIdleMinutes":43200}}`, []string{"maxSessionIdleMinutes"}},
		{`{"verificationMethod":{"reauthenticateIn":"PT0S"}}`, `{"verificationMethod":{"reauthenticateIn":"PT12H"}}`, []string{"reauthenticateIn"}},
		{`{"verificationMethod":{"reauthenticateIn":"P1D"}}`, `{"verificationMethod":{"reauthenticateIn":"PT2H"}}`, nil},
		{`{"verificationMethod":{"factorMode":"2FA"}}`, `{"verificationMethod":{"factorMode":"1FA"}}`, []string{"factorMode"}},
		{`{"constraints":[{"possession":{"phishingResistant":"REQUIRED"}}]}`, `{"constraints":[{"possession":{"phishingResistant":"OPTIONAL"}}]}`, []string{"phishingResistant"}},
		{`{"name":"Staff"}`, `{"name":"Staff, reviewed"}`, nil},
		{`null`, `{"minLength":14}`, nil},
		{`null`, `{"signon":{"requireFactor":false}}`, []string{"requireFactor"}},
	} {
		if got := oktasetting.Weaker(update(c.from, c.to)); !slices.Equal(got, c.want) {
			t.Errorf("from %s to %s: got %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestOff(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{`{"action":"block"}`, `{"action":"audit"}`, true},
		{`{"action":"audit"}`, `{"action":"block"}`, false},
		{`{"bruteForce":true}`, `{"bruteForce":false}`, true},
		{`{"action":"block"}`, `{"action":"block"}`, false},
		{`null`, `{"action":"none"}`, false},
	} {
		if got := oktasetting.Off(update(c.from, c.to)); (len(got) > 0) != c.want {
			t.Errorf("from %s to %s: got %q, want some: %t", c.from, c.to, got, c.want)
		}
	}
}

func TestFailureChangesNothing(t *testing.T) {
	e := update(`{"minLength":14}`, `{"minLength":6}`)
	e.Outcome = tabard.OutcomeFailure
	if got := oktasetting.Weaker(e); got != nil {
		t.Errorf("an update that failed: got %q, want none", got)
	}
}
