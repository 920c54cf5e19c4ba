package inventory

import (
	"encoding/json/v2"
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// claim is one reason to think that somebody owns an identity.
type claim struct {
	Owner  string  `json:"owner"` // "team:payments", "user:alice@example.com"
	What   string  `json:"what"`
	Weight float64 `json:"weight"`
	Source string  `json:"source,omitempty"`
}

// The weights of claims. What a person said stands above all that is inferred.
const (
	weightSaid    = 1.0
	weightFile    = 0.9
	weightLabel   = 0.8
	weightComment = 0.6
	weightCreator = 0.3
)

// ownership is a list of claims and the owner they amount to. Identities share equal ones.
type ownership struct {
	claims   []claim
	owner    *tabard.Owner
	json     string // the claims
	evidence string // JSON, of the owner
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

// with gives the ownership that has one claim more. A claim of the same sort for the same owner is there once; what a person
// said replaces what a person said before.
func (o *ownerships) with(i uint32, c claim) uint32 {
	have := o.all[i].claims
	if slices.ContainsFunc(have, func(old claim) bool { return old.Owner == c.Owner && old.What == c.What && old.Weight == c.Weight }) {
		return i
	}
	claims := slices.Clone(have)
	if c.Weight >= weightSaid {
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

// settleOwner gives the owner with the most evidence, nil when there is none. Claims are sorted by weight; at equal
// confidence the one that was there first wins.
func settleOwner(claims []claim) *tabard.Owner {
	var best *tabard.Owner
	for i, c := range claims {
		if slices.ContainsFunc(claims[:i], func(old claim) bool { return old.Owner == c.Owner }) {
			continue
		}
		doubt, owner := 1.0, &tabard.Owner{ID: c.Owner}
		for _, other := range claims[i:] {
			if other.Owner == c.Owner {
				doubt *= 1 - other.Weight
				owner.Evidence = append(owner.Evidence, tabard.Evidence{What: other.What, Weight: other.Weight, Source: other.Source})
			}
		}
		if owner.Confidence = round(1 - doubt); best == nil || owner.Confidence > best.Confidence {
			best = owner
		}
	}
	return best
}

// ownerLabels are the keys of tags and labels that name an owner, in the order they count, and what their value names.
var ownerLabels = []struct{ key, prefix string }{
	{"owner", ""},
	{"owned-by", ""},
	{"ownedby", ""},
	{"owner-email", "user:"},
	{"technical-owner", ""},
	{"maintainer", ""},
	{"contact", ""},
	{"team", "team:"},
	{"owning-team", "team:"},
	{"owner-team", "team:"},
	{"squad", "team:"},
}

// fromLabels gives the claims in tags and labels. Keys are compared by their last part, whatever the case, so that
// "app.example.com/owner" counts.
func fromLabels(labels map[string]string) []claim {
	if len(labels) == 0 {
		return nil
	}
	plain := make(map[string]string, len(labels))
	keys := make([]string, 0, len(labels))
	for key := range labels {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		short := strings.ToLower(key[strings.LastIndexAny(key, "/:")+1:])
		short = strings.NewReplacer("_", "-", " ", "-", ".", "-").Replace(short)
		if _, taken := plain[short]; !taken {
			plain[short] = labels[key]
		}
	}
	var claims []claim
	for _, known := range ownerLabels {
		if owner := ownerID(known.prefix, plain[known.key]); owner != "" {
			claims = append(claims, claim{Owner: owner, What: "label " + known.key + "=" + plain[known.key], Weight: weightLabel, Source: "the record's labels"})
		}
	}
	return claims
}

// ownerID makes an owner's id of a free text: a mail address is a person, anything else a team unless it says otherwise.
func ownerID(prefix, text string) string {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 200 || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' }) {
		return ""
	}
	switch strings.ToLower(text) {
	case "none", "unknown", "n/a", "na", "-", "tbd", "null":
		return ""
	}
	if strings.HasPrefix(text, "team:") || strings.HasPrefix(text, "user:") {
		return text
	}
	if strings.Contains(text, "@") {
		return "user:" + text
	}
	if prefix == "" {
		prefix = "team:"
	}
	return prefix + text
}

// fromComment gives the claim in a comment such as "owner: payments; for the nightly run".
func fromComment(comment string) (claim, bool) {
	for part := range strings.FieldsFuncSeq(comment, func(r rune) bool { return r == ';' || r == ',' || r == '\n' }) {
		key, value, ok := strings.Cut(part, ":")
		if !ok {
			key, value, ok = strings.Cut(part, "=")
		}
		if !ok {
			continue
		}
		prefix := ""
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "owner", "owned by", "contact":
		case "team":
			prefix = "team:"
		default:
			continue
		}
		if owner := ownerID(prefix, value); owner != "" {
			return claim{Owner: owner, What: "comment " + strings.TrimSpace(part), Weight: weightComment, Source: "the record's comment"}, true
		}
	}
	return claim{}, false
}
