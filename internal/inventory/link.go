package inventory

import (
	"cmp"
	"encoding/json/v2"
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// A human or a program is often several identities: an account in each system. What tells that two are one is a text that both show
// or name: an address, the subject of a token, the role that a service account says it runs as. A link is a judgement like any other,
// with its evidence; one that a person cuts stays cut.

// tie is one identity's hold on a text that others may hold, too.
type tie struct {
	Identity uint32  `json:"-"`
	Text     string  `json:"text"`
	What     string  `json:"what"`
	Weight   float64 `json:"weight"`
	Source   string  `json:"source,omitempty"`

	// Names says that the identity does not bear the text as its own name but names it. Two that name the same are not one yet.
	Names bool `json:"names,omitempty"`
}

// What ties weigh.
const (
	weightAddress   = 0.9  // the same address of mail
	weightSignOn    = 0.95 // the name by which the organization's sign-on knows it
	weightRunsAs    = 0.9  // a service account that says which role it runs as
	weightTrusted   = 0.8  // a trust in the subject of a token
	weightSubject   = 0.7  // a token's subject: whose cluster issued it was not compared
	maxTied         = 16   // more that hold the same text are no one: a shared mailbox, "default"
	sureLink        = 0.8
	accountPrefix   = "system:serviceaccount:"
	runsAsAWS       = "eks.amazonaws.com/role-arn"
	runsAsGoogle    = "iam.gke.io/gcp-service-account"
	runsAsMicrosoft = "azure.workload.identity/client-id"
)

// The sources of ties that the identity itself shows: they need no note.
const (
	fromName   = "its name"
	fromNative = "its native id"
)

// cut is a link that a person took apart.
type cut struct {
	By string `json:"by"`
}

// links is what ties identities together.
type links struct {
	ofText map[string][]tie
	of     map[uint32][]tie
	cuts   map[[2]uint32]cut
	kept   bool // notes of links were restored
}

func newLinks() *links {
	return &links{ofText: map[string][]tie{}, of: map[uint32][]tie{}, cuts: map[[2]uint32]cut{}}
}

// pair names two identities whichever is named first.
func pair(a, b uint32) [2]uint32 { return [2]uint32{min(a, b), max(a, b)} }

// tieNew ties an identity that was met first by what it is called.
func (s *State) tieNew(i uint32) {
	native, name := s.texts.native(s.identities.all.at(i).native), s.identities.name(i)
	subject := name[max(strings.LastIndex(name, accountPrefix), 0):]
	switch address := cmp.Or(addressIn(name), addressIn(native)); {
	case address != "":
		s.tie(i, tie{Text: address, What: "the address " + address, Weight: weightAddress, Source: fromName})
	case strings.HasPrefix(subject, accountPrefix) && native != subject:
		s.tie(i, tie{Text: subject, What: "the token's subject " + subject, Weight: weightSubject, Source: fromName, Names: true})
	case len(s.links.ofText) > 0 && len(s.links.ofText[native]) > 0:
		s.tie(i, tie{Text: native, What: native, Weight: 1, Source: fromNative})
	}
}

// addressIn gives the address that a name is or ends with, in lower case.
func addressIn(name string) string {
	name = name[strings.LastIndexAny(name, "/:")+1:]
	local, domain, ok := strings.Cut(name, "@")
	if !ok || local == "" || !strings.Contains(domain, ".") || strings.ContainsAny(name, " <>\n") {
		return ""
	}
	return strings.ToLower(name)
}

// tie adds a tie, and those who bear a text that nobody held so far.
func (s *State) tie(i uint32, t tie) {
	t.Identity = i
	if slices.ContainsFunc(s.links.of[i], func(old tie) bool { return old.Text == t.Text && old.Source == t.Source }) || len(s.links.of[i]) >= maxTied {
		return
	}
	if first := len(s.links.ofText[t.Text]) == 0; first && t.Names {
		s.tieBearers(t.Text)
	}
	s.links.of[i] = append(s.links.of[i], t)
	s.links.ofText[t.Text] = append(s.links.ofText[t.Text], t)
	if t.Source != fromName && t.Source != fromNative {
		s.listings.changed.mark(tieNote, number(i))
	}
	if all := s.links.ofText[t.Text]; len(all) > 1 && len(all) <= maxTied+1 {
		for _, other := range all {
			s.listings.changed.mark(linkNote, number(other.Identity))
		}
	}
}

// tieBearers ties those whose native id a text is, wherever they are.
func (s *State) tieBearers(text string) {
	asked := map[ref]bool{}
	for n := range s.identities.classes.all {
		realm := s.identities.classes.all[n].realm
		if asked[realm] {
			continue
		}
		asked[realm] = true
		for bearer := s.identities.find(s.texts.get(realm), text); bearer != 0; bearer = s.identities.older[bearer] {
			s.tie(bearer, tie{Text: text, What: text, Weight: 1, Source: fromNative})
		}
	}
}

// ties takes what an event says of who is whom.
func (s *State) ties(e *tabard.Event) {
	if id := addressIn(e.Details["external_identity_nameid"]); id != "" && s.now.actor != 0 {
		s.tie(s.now.actor, tie{Text: id, What: "signs on as " + id, Weight: weightSignOn, Source: "the record's external identity"})
	}
	for i := range e.Changes {
		c := &e.Changes[i]
		if c.Identity.IsZero() {
			continue
		}
		holder := s.identities.find(c.Identity.Realm, c.Identity.ID)
		if holder == 0 {
			continue
		}
		if c.Object == tabard.ObjectIdentity && len(e.Labels) > 0 {
			for _, key := range [...]string{runsAsAWS, runsAsGoogle, runsAsMicrosoft} {
				if as := e.Labels[key]; as != "" {
					s.tie(holder, tie{Text: cmp.Or(addressIn(as), as), What: key + "=" + as, Weight: weightRunsAs, Source: "the record's annotations", Names: addressIn(as) == ""})
				}
			}
		}
		if at := strings.Index(c.Grant.Resource, accountPrefix); c.Object == tabard.ObjectTrust && c.Verb != tabard.Deleted && at >= 0 {
			subject, _, _ := strings.Cut(c.Grant.Resource[at:], " ")
			s.tie(holder, tie{Text: subject, What: "trusts " + subject, Weight: weightTrusted, Source: "its trust", Names: true})
		}
	}
}

// linked gives what an identity is linked to, in the order of their numbers, cut links too.
func (s *State) linked(i uint32) []LinkRow {
	found := map[uint32]*LinkRow{}
	for _, mine := range s.links.of[i] {
		all := s.links.ofText[mine.Text]
		if len(all) > maxTied {
			continue
		}
		bearers := 0 // of a name that several clusters have, any may be meant
		for _, one := range all {
			if !one.Names {
				bearers++
			}
		}
		for _, other := range all {
			if other.Identity == i || mine.Names && other.Names || mine.Source == fromNative && other.Source == fromNative || s.identities.key(i) == s.identities.key(other.Identity) {
				continue
			}
			weight := mine.Weight * other.Weight
			if !mine.Names && !other.Names {
				weight = min(mine.Weight, other.Weight)
			} else if bearers > 1 {
				weight /= float64(bearers)
			}
			said := mine
			if other.Names {
				said = other
			}
			row := found[other.Identity]
			if row == nil {
				row = &LinkRow{N: int64(other.Identity), CutBy: s.links.cuts[pair(i, other.Identity)].By}
				found[other.Identity] = row
			}
			row.Evidence = append(row.Evidence, tabard.Evidence{What: said.What, Weight: round(weight), Source: said.Source})
		}
	}
	rows := make([]LinkRow, 0, len(found))
	for _, row := range found {
		slices.SortFunc(row.Evidence, func(a, b tabard.Evidence) int {
			return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.What, b.What), cmp.Compare(a.Source, b.Source))
		})
		doubt := 1.0
		for _, evidence := range row.Evidence {
			doubt *= 1 - evidence.Weight
		}
		row.Confidence = round(1 - doubt)
		rows = append(rows, *row)
	}
	slices.SortFunc(rows, func(a, b LinkRow) int { return cmp.Compare(a.N, b.N) })
	return rows
}

// LinkRow is a link of one identity to another, by the number of its row.
type LinkRow struct {
	N          int64             `json:"n"`
	Confidence float64           `json:"confidence"`
	Evidence   []tabard.Evidence `json:"evidence"`
	CutBy      string            `json:"cut_by,omitempty"`
}

// LinksNote names the note that holds the links of the identity with a number, as JSON of [LinkRow].
func LinksNote(n int64) string { return NotePrefix + linkNote + number(uint32(n)) } //nolint:gosec // number of a row

// Cut takes a link apart by a person's word: it stays so whatever evidence comes. It reports false when there is none.
func (s *State) Cut(key tabard.Key, incarnation int, other tabard.Key, otherIncarnation int, by string) bool {
	a, b := s.incarnationOf(key, incarnation), s.incarnationOf(other, otherIncarnation)
	if a == 0 || b == 0 || a == b {
		return false
	}
	s.links.cuts[pair(a, b)] = cut{By: by}
	s.listings.changed.mark(cutNote, number(pair(a, b)[0])+"-"+number(pair(a, b)[1]))
	s.listings.changed.mark(linkNote, number(a))
	s.listings.changed.mark(linkNote, number(b))
	return true
}

// incarnationOf finds an incarnation of a key, 0 when there is none.
func (s *State) incarnationOf(key tabard.Key, incarnation int) uint32 {
	i := s.identities.find(key.Realm, key.ID)
	for i != 0 && int(s.identities.all.at(i).incarnation) != incarnation {
		i = s.identities.older[i]
	}
	return i
}

// named gives the ties of an identity that its name does not tell, for its note.
func (l *links) named(i uint32) []tie {
	return slices.DeleteFunc(slices.Clone(l.of[i]), func(t tie) bool { return t.Source == fromName || t.Source == fromNative })
}

// restoreTies puts the ties of a note back.
func (s *State) restoreTies(i uint32, state []byte) error {
	var ties []tie
	if err := json.Unmarshal(state, &ties); err != nil {
		return err
	}
	for _, t := range ties {
		s.tie(i, t)
	}
	return nil
}
