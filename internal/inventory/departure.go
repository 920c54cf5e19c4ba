package inventory

import (
	"cmp"
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// A person departs when a directory deletes, disables or suspends them, or an organization takes them off its members. From then on
// what was theirs is looked at again: at once when it acts, within an hour of ticks when it does not. So no record costs more
// because of whose departure it tells.

// directory says which log tells of the people of an organization.
type directory struct {
	Family  string   `yaml:"family"`
	Except  []string `yaml:"except"`  // actions that lock somebody out for a while
	Members []string `yaml:"members"` // actions that take somebody off the members
	Source  string   `yaml:"source"`
}

// departure is somebody who has left.
type departure struct {
	Key   tabard.Key `json:"key"`
	At    int64      `json:"at"` // event time, µs
	Teams []string   `json:"teams,omitempty"`
}

// goneOwner is an owner who turned out to have left.
type goneOwner struct {
	owner string
	departure
}

// departures are those who left, by their address, or by their realm and name.
type departures struct {
	byName map[string]departure
	looks  uint64 // grows whenever what is owned must be looked at again
	season int64  // of the last tick
}

func newDepartures() *departures { return &departures{byName: map[string]departure{}, looks: 1} }

// names gives what somebody is known by: an address anywhere, any other name in its realm only.
func namesOf(realm string, all ...string) []string {
	var names []string
	for _, name := range all {
		name = personName(realm, name)
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func personName(realm, name string) string {
	switch name = strings.ToLower(name); {
	case name == "":
		return ""
	case strings.Contains(name, "@"):
		return name
	}
	return realm + "\x00" + name
}

// of gives the departure of the person behind a claim.
func (d *departures) of(c *claim) (departure, bool) {
	person, ok := strings.CutPrefix(c.Owner, "user:")
	if !ok {
		return departure{}, false
	}
	gone, ok := d.byName[personName(c.Realm, person)]
	return gone, ok
}

// maxTeams bounds the teams of somebody who left that are proposed.
const maxTeams = 3

// depart notes that a person has left, when it is a directory that says so: by ending the account, or the membership.
func (s *State) depart(e *tabard.Event, i uint32, membership bool) {
	if i == 0 || !s.config.Marks.leaves(e, membership) || !s.person(i) {
		return
	}
	gone := departure{Key: s.identities.key(i), At: s.now.time, Teams: s.teams(i)}
	for _, name := range s.knownAs(i) {
		s.departures.byName[name] = gone
		s.listings.changed.mark(goneNote, name)
	}
	s.departures.looks++
}

// teams gives the groups that a person is in, and then those that the person was in: leaving often begins with those.
func (s *State) teams(i uint32) []string {
	var is, was []string
	for n := s.grants.ofIdentity[i]; n != 0; n = s.grants.all.at(n).next {
		one := s.grants.all.at(n)
		team := cmp.Or(s.texts.get(one.via), s.texts.get(one.resource))
		switch {
		case s.texts.get(one.permission) != "member" || team == "" || team == s.identities.key(i).Realm || slices.Contains(is, team) || slices.Contains(was, team):
		case one.gone:
			was = append(was, team)
		default:
			is = append(is, team)
		}
	}
	all := append(is, was...)
	return all[:min(len(all), maxTeams)]
}

// comeBack notes that a person is there again.
func (s *State) comeBack(i uint32) {
	if i == 0 || len(s.departures.byName) == 0 {
		return
	}
	for _, name := range s.knownAs(i) {
		if _, gone := s.departures.byName[name]; gone {
			delete(s.departures.byName, name)
			s.listings.changed.mark(goneNote, name)
			s.departures.looks++
		}
	}
}

// person reports whether an identity may be somebody who can leave: it is none of the kinds that are programs.
func (s *State) person(i uint32) bool {
	kind := s.judgements.all[s.identities.all.at(i).kind].judged.Value
	return kind == tabard.KindHuman || kind == tabard.KindUnknown
}

// knownAs gives the names of a person, in other systems too where it is sure that they are the same person's.
func (s *State) knownAs(i uint32) []string {
	names := namesOf(s.identities.key(i).Realm, s.identities.name(i), s.identities.key(i).ID)
	for _, link := range s.linked(i) {
		if other := uint32(link.N); link.CutBy == "" && link.Confidence >= sureLink && s.person(other) { //nolint:gosec // number of a row
			key := s.identities.key(other)
			names = append(names, namesOf(key.Realm, s.identities.name(other), key.ID)...)
		}
	}
	return names
}

// leaves reports whether an event that ends an account, or a membership, is one by which people leave.
func (m *Marks) leaves(e *tabard.Event, membership bool) bool {
	for i := range m.directories {
		if d := &m.directories[i]; d.Family == e.Family {
			if membership {
				return slices.Contains(d.Members, e.Action)
			}
			return !slices.Contains(d.Except, e.Action)
		}
	}
	return false
}

// turnSeason has all claims looked at again when a season has passed, and forgets lists of claims that nobody has any more.
func (s *State) turnSeason(now int64) {
	if now/season <= s.departures.season {
		return
	}
	s.departures.season = now / season
	s.departures.looks++
	s.listings.changed[NotePrefix+seasonNote] = true
	old := s.ownerships
	s.ownerships = newOwnerships()
	for i := uint32(1); i <= s.identities.all.len(); i++ {
		if id := s.identities.all.at(i); id.owner != 0 {
			id.owner = s.ownerships.intern(old.all[id.owner].claims)
		}
	}
}

// reown looks again at whose an identity is: claims fade with time and with those who leave, and then the next are proposed.
func (s *State) reown(i uint32) {
	id := s.identities.all.at(i)
	o := &s.ownerships.all[id.owner]
	if o.looked == s.departures.looks || id.owner == 0 {
		return
	}
	claims, changed := slices.Clone(o.claims), false
	var gone []goneOwner
	back := false
	for k := range claims {
		c := &claims[k]
		if c.Seen != 0 && s.departures.season > c.Seen+c.Age {
			c.Age, changed = s.departures.season-c.Seen, true
		}
		who, left := s.departures.of(c)
		if left == c.Left {
			continue
		}
		if c.Left, changed = left, true; left {
			gone = append(gone, goneOwner{c.Owner, who})
		} else {
			back = true
		}
	}
	if !changed {
		o.looked = s.departures.looks
		return
	}
	if back && len(gone) == 0 {
		claims = slices.DeleteFunc(claims, func(c claim) bool { return c.Source == fromSuccession })
	}
	before := o.owner
	next := s.ownerships.intern(sorted(claims))
	for _, who := range gone {
		for _, c := range s.successors(i, &who.departure) {
			next = s.ownerships.with(next, c)
		}
	}
	s.setOwnership(i, next)
	s.orphaned(i, before, gone)
}

// successors gives who may answer for an identity now that a person has left: those who made what it holds, and the person's teams.
// Who else has a claim already needs no proposal.
func (s *State) successors(i uint32, gone *departure) []claim {
	name := gone.Key.ID
	if n := s.identities.find(gone.Key.Realm, gone.Key.ID); n != 0 {
		name = s.identities.name(n)
	}
	var next []claim
	propose := func(owner, realm, what string) {
		next = append(next, claim{Owner: owner, Realm: realm, What: "proposed: " + what, Weight: weightSuccessor, Source: fromSuccession, Seen: s.departures.season})
	}
	for _, team := range gone.Teams {
		propose("team:"+team, "", "a team of "+name+", who left")
	}
	for _, n := range s.credentials.of(i) {
		maker := s.credentials.all.at(n).createdBy
		if maker == 0 || s.judgements.all[s.identities.all.at(maker).kind].judged.Value != tabard.KindHuman {
			continue
		}
		c := s.personClaim(maker)
		if _, left := s.departures.of(&c); !left {
			propose(c.Owner, c.Realm, "made a credential of it")
			break
		}
	}
	return next
}

// personClaim gives a claim of a person, without what it is about.
func (s *State) personClaim(i uint32) claim {
	c := claim{Owner: "user:" + s.identities.name(i)}
	if !strings.Contains(c.Owner, "@") {
		c.Realm = s.identities.key(i).Realm
	}
	return c
}

// The causes for which an identity loses its owner.
const (
	causeDeparture = "departure"
	causeFaded     = "faded"
)

// orphaned tells that an identity lost its owner, and why.
func (s *State) orphaned(i uint32, before *tabard.Owner, gone []goneOwner) {
	id := s.identities.all.at(i)
	if before == nil || id.state == retired || s.judgements.all[id.kind].judged.Value == tabard.KindHuman {
		return
	}
	f := tabard.Fact{Kind: tabard.FactOrphaned, Identity: s.identities.key(i), Was: before.ID}
	if now := s.ownerships.all[id.owner].owner; now != nil {
		f.Now, f.Unusual = now.ID, now.Confidence
	}
	for _, who := range gone {
		if who.owner == before.ID {
			f.Cause, f.By = causeDeparture, who.Key
			s.fact(f)
			return
		}
	}
	if before.Confidence > sureOwner && f.Unusual <= sureOwner {
		f.Cause = causeFaded
		s.fact(f)
	}
}
