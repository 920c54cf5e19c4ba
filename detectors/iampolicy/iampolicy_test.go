package iampolicy

import "testing"

func TestAnybody(t *testing.T) {
	open := []string{"*"}
	for name, c := range map[string]struct {
		s    Statement
		want bool
	}{
		"everybody":                {Statement{Principals: open}, true},
		"all but some":             {Statement{NotPrincipal: true}, true},
		"the organization":         {Statement{Principals: open, Conditions: map[string][]string{"StringEquals aws:principalorgid": {"o-1"}}}, false},
		"an address that is any":   {Statement{Principals: open, Conditions: map[string][]string{"IpAddress aws:sourceip": {"0.0.0.0/0"}}}, true},
		"only where there is one":  {Statement{Principals: open, Conditions: map[string][]string{"StringEqualsIfExists aws:sourcevpce": {"vpce-1"}}}, true},
		"a condition on transport": {Statement{Principals: open, Conditions: map[string][]string{"Bool aws:securetransport": {"true"}}}, true},
		"one account":              {Statement{Principals: []string{"arn:aws:iam::444455556666:root"}}, false},
	} {
		if got := c.s.Anybody(); got != c.want {
			t.Errorf("%s: Anybody is %v, want %v", name, got, c.want)
		}
	}
}

func TestAnySubject(t *testing.T) {
	provider := []string{"arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com"}
	for name, c := range map[string]struct {
		condition string
		values    []string
		want      bool
	}{
		"none":               {"StringEquals token.actions.githubusercontent.com:aud", []string{"sts.amazonaws.com"}, true},
		"one repository":     {"StringLike token.actions.githubusercontent.com:sub", []string{"repo:corp/shop:*"}, false},
		"all repositories":   {"StringLike token.actions.githubusercontent.com:sub", []string{"repo:*"}, true},
		"any owner":          {"StringLike token.actions.githubusercontent.com:sub", []string{"repo:*/shop:*"}, true},
		"one of two is open": {"StringLike token.actions.githubusercontent.com:sub", []string{"repo:corp/shop:*", "*"}, true},
	} {
		s := Statement{Federated: provider, Conditions: map[string][]string{c.condition: c.values}}
		if got := s.AnySubject(); got != c.want {
			t.Errorf("%s: AnySubject is %v, want %v", name, got, c.want)
		}
	}
}
