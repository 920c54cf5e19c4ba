package app_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/tabardtest/pgserver"
)

// as gives the same server, asked with another token.
func (s *server) as(token string) *server {
	other := *s
	other.token = token
	return &other
}

// token makes a token and gives its id and text; both empty where that is refused.
func (s *server) newToken(t *testing.T, name string, role access.Role) (id, text string) {
	t.Helper()
	code, made := s.call(t, http.MethodPost, "tokens", object{"name": name, "role": role})
	if code != http.StatusCreated {
		return "", ""
	}
	return fmt.Sprint(made["token"].(object)["id"]), fmt.Sprint(made["text"]) //nolint:forcetypeassert // the API says so
}

// TestNoFourCallsRaiseOwnRights has whoever holds a token call the API up to four times, at random, with what they hold and
// what they got (HARDENING 1). Nobody ends up with a role above the one they began with, or a second token of it; ends
// somebody else's token; moves a guard; or gets an action carried out that they asked for themselves.
func TestNoFourCallsRaiseOwnRights(t *testing.T) {
	pg, s := watched(t, nil, `CREATE ROLE bystander LOGIN PASSWORD 'x'`)
	n := 0
	peerID, peer := s.newToken(t, "peer", access.Operator)
	_, guards := s.call(t, http.MethodGet, "guards", nil)
	rapid.Check(t, func(r *rapid.T) {
		n++
		start := rapid.SampledFrom([]access.Role{access.Viewer, access.Operator}).Draw(r, "start")
		ownID, own := s.newToken(t, fmt.Sprintf("start-%d", n), start)
		held, tokens, actions := []string{own}, []string{ownID, peerID}, []string{}
		for i := range rapid.IntRange(1, 4).Draw(r, "calls") {
			me := s.as(rapid.SampledFrom(held).Draw(r, "token"))
			switch rapid.IntRange(0, 6).Draw(r, "call") {
			case 0:
				role := rapid.SampledFrom([]access.Role{access.Viewer, access.Operator, access.Admin, "root", ""}).Draw(r, "role")
				if id, text := me.newToken(t, fmt.Sprintf("made-%d-%d", n, i), role); text != "" {
					held, tokens = append(held, text), append(tokens, id)
				}
			case 1:
				me.call(t, http.MethodDelete, "tokens/"+rapid.SampledFrom(tokens).Draw(r, "id")+"?derived=true", nil)
			case 2:
				if _, a := me.call(t, http.MethodPost, "actions", object{"kind": "quarantine", "system": "pg", "target": "bystander", "reason": "because"}); a["id"] != nil {
					actions = append(actions, fmt.Sprint(a["id"]))
				}
			case 3:
				if len(actions) > 0 {
					me.call(t, http.MethodPost, "actions/"+rapid.SampledFrom(actions).Draw(r, "action")+"/approve", object{"reason": "I say so"})
				}
			case 4:
				me.call(t, http.MethodPut, "guards", object{"stopped": false, "actions_per_hour": 100_000, "unapproved": []string{"quarantine"}})
			case 5:
				me.ask(t, http.MethodPost, "/v1/events?source=postgres.log&system=pg", `{"timestamp":"2026-03-02 10:00:01.123 UTC","user":"tabard","session_id":"69a56a00.1092","line_num":1,"error_severity":"LOG","message":"statement: ALTER ROLE bystander NOLOGIN","application_name":"tabard ac_1"}`)
			case 6:
				if len(actions) > 0 {
					me.call(t, http.MethodPost, "actions/"+rapid.SampledFrom(actions).Draw(r, "action")+"/undo", nil)
				}
			}
		}
		for _, text := range held {
			code, self := s.as(text).call(t, http.MethodGet, "tokens/self", nil)
			role := access.Role(fmt.Sprint(self["role"]))
			if code == http.StatusOK && (role.Rank() > start.Rank() || text != own && role.Rank() >= start.Rank()) {
				r.Fatalf("a token that began as %s holds one of %s", start, role)
			}
		}
		if code, _ := s.as(peer).call(t, http.MethodGet, "tokens/self", nil); code != http.StatusOK {
			r.Fatal("somebody else's token was ended")
		}
		if _, now := s.call(t, http.MethodGet, "guards", nil); fmt.Sprint(now) != fmt.Sprint(guards) {
			r.Fatalf("the guards are %v, were %v", now, guards)
		}
		for _, id := range actions {
			if _, a := s.call(t, http.MethodGet, "actions/"+id, nil); a["state"] != "planned" {
				r.Fatalf("an action is %v, by those who asked for it", a["state"])
			}
		}
	})
	if err := pg.Login(t.Context(), "bystander", "x"); err != nil {
		t.Errorf("the bystander is locked out: %v", err)
	}
	if pg.Login(t.Context(), pgserver.Superuser, pgserver.Password) != nil {
		t.Error("the superuser is locked out")
	}
}

// TestLattice holds the order of roles (HARDENING 30): whom a role may make and end, and that an action is approved by
// somebody else than whoever asked for it. An admin ends tokens of admins: nobody else could. (An admin makes everybody's tokens,
// so could hold two; the audit trail shows who made which. An operator cannot make one that approves.)
func TestLattice(t *testing.T) {
	_, s := watched(t, nil, `CREATE ROLE bystander LOGIN PASSWORD 'x'`)
	roles := []access.Role{access.Viewer, access.Operator, access.Admin}
	for _, by := range roles {
		_, text := s.newToken(t, "by-"+string(by), by)
		me := s.as(text)
		for _, of := range roles {
			_, made := me.newToken(t, fmt.Sprintf("%s-by-%s", of, by), of)
			if may := by == access.Admin || by.Rank() > of.Rank(); (made != "") != may {
				t.Errorf("%s makes %s: %v, want %v", by, of, made != "", may)
			}
			id, _ := s.newToken(t, fmt.Sprintf("%s-for-%s", of, by), of)
			code, _ := me.call(t, http.MethodDelete, "tokens/"+id, nil)
			if may := by == access.Admin || by.Rank() > of.Rank() && by != access.Viewer; (code == http.StatusOK) != may {
				t.Errorf("%s ends %s: %d, want it allowed: %v", by, of, code, may)
			}
		}
		if code, _ := me.call(t, http.MethodPut, "guards", object{"stopped": false, "actions_per_hour": 20, "unapproved": []string{}}); (code == http.StatusOK) != (by == access.Admin) {
			t.Errorf("%s sets the guards: %d", by, code)
		}
	}
	_, first := s.newToken(t, "first", access.Admin)
	_, second := s.newToken(t, "second", access.Operator)
	_, viewer := s.newToken(t, "looks-on", access.Viewer)
	code, action := s.as(first).call(t, http.MethodPost, "actions", object{"kind": "quarantine", "system": "pg", "target": "bystander", "reason": "because"})
	if code != http.StatusOK {
		t.Fatalf("plan = %d %v", code, action)
	}
	approve := fmt.Sprintf("actions/%s/approve", action["id"])
	for _, test := range []struct {
		who, token string
		want       int
	}{
		{"whoever asked", first, http.StatusForbidden},
		{"a viewer", viewer, http.StatusForbidden},
		{"nobody", "tabard_nonsense", http.StatusUnauthorized},
		{"somebody else", second, http.StatusOK},
	} {
		if code, got := s.as(test.token).call(t, http.MethodPost, approve, nil); code != test.want {
			t.Errorf("%s approves: %d %v, want %d", test.who, code, got, test.want)
		}
	}
	states := []string{}
	for _, a := range s.list(t, "actions") {
		states = append(states, fmt.Sprint(a["state"]))
	}
	if !slices.Equal(states, []string{"verified"}) {
		t.Errorf("the actions are %v, want the one verified", states)
	}
}
