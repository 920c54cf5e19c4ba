// Package decide says what is allowed. Stage 5 of 6: it holds changed facts and requests against the policies and gives
// decisions and the remedy they ask for; it changes nothing.
//
// Policies are Cedar. A decision is a pure function of policies, facts and request: no clock, no order of arrival, nothing
// remembered. Policies that cannot apply are not looked at, and that changes neither the decision nor its reasons: an index
// over their scopes finds all candidates, permits and forbids alike.
package decide

import (
	"slices"
	"strings"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"

	"tabard.dev/tabard"
)

// Set is a compiled set of policies. It is immutable and may be shared.
type Set struct {
	policies []Policy // sorted by id
	byID     map[string]int
	index    index
}

// Policy is one policy with what its annotations say.
type Policy struct {
	ID       string // @id
	Severity tabard.Severity
	Reason   string
	Remedy   tabard.Remedy
	Mode     tabard.Mode
	Forbids  bool
	File     string
	Line     int
	Text     string // as Cedar prints it

	compiled *cedar.Policy
}

// Policies gives the policies, sorted by id.
func (s *Set) Policies() []Policy { return slices.Clone(s.policies) }

// Policy finds a policy by its id.
func (s *Set) Policy(id string) (Policy, bool) {
	i, ok := s.byID[id]
	if !ok {
		return Policy{}, false
	}
	return s.policies[i], true
}

// Verdict is the outcome of a request: whether it is allowed, which policies decided that, and which could not be evaluated.
type Verdict struct {
	Allow   bool
	Reasons []string // ids of the deciding policies, sorted
	Errors  []PolicyError
}

// PolicyError is a policy that could not be evaluated on a request. Cedar passes over such a policy, so one that forbids
// would forbid nothing: callers treat an error in a forbid as a deny of everything but hold, and report it.
type PolicyError struct {
	Policy string
	Why    string
}

// Authorize decides a request by Cedar's rules: denied unless a permit applies and no forbid does. It evaluates every
// candidate, also after the first forbid: the answer must name every policy that would have denied the request.
func (s *Set) Authorize(entities types.EntityGetter, request cedar.Request) Verdict {
	decision, diagnostic := cedar.Authorize(s.candidates(entities, request), entities, request)
	v := Verdict{Allow: bool(decision)}
	for _, reason := range diagnostic.Reasons {
		v.Reasons = append(v.Reasons, string(reason.PolicyID))
	}
	for _, failed := range diagnostic.Errors {
		v.Errors = append(v.Errors, PolicyError{Policy: string(failed.PolicyID), Why: failed.Message})
	}
	slices.Sort(v.Reasons)
	slices.SortFunc(v.Errors, func(a, b PolicyError) int { return strings.Compare(a.Policy, b.Policy) })
	return v
}
