package inventory

import (
	"encoding/json/v2"
	"fmt"
	"slices"

	"tabard.dev/tabard"
)

// claim is one reason to think that somebody owns an identity.
type claim struct {
	Owner  string  `json:"owner"` // "team:payments", "user:alice@example.com"
	What   string  `json:"what"`
	Weight float64 `json:"weight"` // when it was seen
	Source string  `json:"source,omitempty"`
	Realm  string  `json:"realm,omitempty"` // where a person is known by a name that is no address
	Seen   int64   `json:"seen,omitempty"`  // the season it was seen in last; 0 for what does not fade
	Age    int64   `json:"age,omitempty"`   // seasons from then to when it was looked at last
	Left   bool    `json:"left,omitempty"`  // the person has left
}

// The weights of claims. What a person said stands above all that is inferred.
const (
	weightSaid       = 1.0
	weightFile       = 0.9
	weightLabel      = 0.8
	weightCodeOwners = 0.7
	weightComment    = 0.6
	weightSuccessor  = 0.35
	weightCreator    = 0.3
	weightGroup      = 0.2
)

// The sources of claims that are always the same.
const (
	fromRecordLabels = "the record's labels"
	fromRecordNote   = "the record's comment"
	fromCreators     = "creator chain"
	fromSuccession   = "succession"
	fromGroups       = "groups"
)

// season is the step in which claims fade: a quarter of a year.
const season = 90 * day

// halfLife says after how many seasons a claim counts half, 0 for one that does not fade: files and native ids say the same each
// time they are looked at.
func (c *claim) halfLife() int64 {
	switch {
	case c.Weight >= weightSaid:
		return 12
	case c.Source == fromRecordLabels, c.Source == fromRecordNote:
		return 8
	case c.Source == fromCreators, c.Source == fromSuccession, c.Source == fromGroups:
		return 4
	}
	return 0
}

// leftWorth is what is left of the claim of somebody who has left.
const leftWorth = 0.1

// worth is how far a claim goes by now: half after each half-life, and a tenth when the person has left. It steps a quarter of a
// half-life at a time, by the table, so that it is the same on every machine.
func (c *claim) worth() float64 {
	worth := c.Weight
	if half := c.halfLife(); half > 0 {
		steps := 4 * c.Age / half
		worth *= [...]float64{1, 0.841, 0.707, 0.595}[steps%4]
		for range min(steps/4, 10) {
			worth /= 2
		}
	}
	if c.Left {
		worth *= leftWorth
	}
	return worth
}

// evidence says the claim as it stands now.
func (c *claim) evidence() tabard.Evidence {
	what := c.What
	if c.Age > 0 && c.halfLife() > 0 {
		what += fmt.Sprintf(" (%d months ago)", 3*c.Age)
	}
	if c.Left {
		what += " (who has left)"
	}
	return tabard.Evidence{What: what, Weight: round(c.worth()), Source: c.Source}
}

// ownership is a list of claims and the owner they amount to. Identities share equal ones.
type ownership struct {
	claims   []claim
	owner    *tabard.Owner
	json     string // the claims
	evidence string // JSON, of the owner
	looked   uint64 // when it was looked at last: see [State.reown]
}

// ownerships interns lists of claims. Ownership 0 is the empty one: an orphan.
type ownerships struct {
	all    []ownership
	byJSON map[string]uint32
}

// maxClaims bounds the claims for one identity. The weakest gives way.
const maxClaims = 8

func newOwnerships() *ownerships {
	o := &ownerships{byJSON: map[string]uint32{}}
	o.intern(nil)
	return o
}

// with gives the ownership that has one claim more. A claim of the same sort for the same owner is there once, and fresh when it
// is seen again; what a person said replaces what a person said before.
func (o *ownerships) with(i uint32, c claim) uint32 {
	have := o.all[i].claims
	at := slices.IndexFunc(have, func(old claim) bool { return old.Owner == c.Owner && old.What == c.What && old.Weight == c.Weight })
	if at >= 0 && have[at].Seen >= c.Seen {
		return i
	}
	claims := slices.Clone(have)
	switch {
	case at >= 0:
		claims[at].Seen, claims[at].Age = c.Seen, 0
		return o.intern(claims)
	case c.Weight >= weightSaid:
		claims = slices.DeleteFunc(claims, func(old claim) bool { return old.Weight >= weightSaid })
	}
	return o.intern(sorted(append(claims, c)))
}

// sorted puts claims in order, the weightiest first, and drops those that are too many.
func sorted(claims []claim) []claim {
	slices.SortStableFunc(claims, func(a, b claim) int { return int(1000*b.Weight) - int(1000*a.Weight) })
	return claims[:min(len(claims), maxClaims)]
}

// without gives the ownership with nothing that a person said.
func (o *ownerships) without(i uint32) uint32 {
	return o.intern(slices.DeleteFunc(slices.Clone(o.all[i].claims), func(c claim) bool { return c.Weight >= weightSaid }))
}

func (o *ownerships) intern(claims []claim) uint32 {
	text := []byte("[]")
	if len(claims) > 0 {
		text, _ = json.Marshal(claims) // texts and numbers always encode
	}
	if i, ok := o.byJSON[string(text)]; ok {
		return i
	}
	made := ownership{claims: claims, json: string(text), evidence: "[]"}
	if made.owner = settleOwner(claims); made.owner != nil {
		made.evidence = evidenceJSON(made.owner.Evidence)
	}
	i := uint32(len(o.all)) //nolint:gosec // one a combination of claims
	o.all = append(o.all, made)
	o.byJSON[made.json] = i
	return i
}

func (o *ownerships) restore(text string) (uint32, error) {
	var claims []claim
	if err := json.Unmarshal([]byte(text), &claims); err != nil {
		return 0, err
	}
	return o.intern(claims), nil
}

// noOwner is the confidence up to which nobody is said to own a thing: what is left of the claim of somebody who left.
const noOwner = 0.1

// settleOwner gives the owner with the most evidence, nil when there is too little. Claims are sorted by weight; at equal
// confidence the one that was there first wins.
func settleOwner(claims []claim) *tabard.Owner {
	var best *tabard.Owner
	for i, c := range claims {
		if slices.ContainsFunc(claims[:i], func(old claim) bool { return old.Owner == c.Owner }) {
			continue
		}
		doubt, owner := 1.0, &tabard.Owner{ID: c.Owner}
		for k := range claims[i:] {
			if other := &claims[i+k]; other.Owner == c.Owner {
				doubt *= 1 - other.worth()
				owner.Evidence = append(owner.Evidence, other.evidence())
			}
		}
		if owner.Confidence = round(1 - doubt); best == nil || owner.Confidence > best.Confidence {
			best = owner
		}
	}
	if best != nil && best.Confidence <= noOwner {
		return nil
	}
	return best
}
