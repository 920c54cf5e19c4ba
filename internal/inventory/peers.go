package inventory

import (
	"cmp"
	"encoding/json/v2"
	"math/bits"

	"tabard.dev/tabard"
)

// Peers are identities of one realm and sort with the same owner and the same program: pods of a deployment, runners, an agent that
// starts others. Who is too young for a baseline of its own is held against that of its peers.

// peerKey is what peers have in common.
type peerKey struct{ realm, typ, owner, client ref }

// peers is what a group of peers usually does. It has no pointers.
type peers struct {
	key      peerKey
	members  uint64    // a bit for each 64th of their hashes
	actions  [4]uint64 // a bit for each 256th
	networks [4]uint64
	hours    uint32 // active hours of all that were learned from
	peak     uint32 // the greatest hour of one of them, forgotten slowly, ×scale
	spread   uint32 // the most targets in an hour of one of them, forgotten slowly, ×fine
}

// What there must be before a group tells what is usual, and how many groups there are at most: who comes later has no peers.
const (
	peerMembers = 3
	peerHours   = 10 * learnHours
	maxGroups   = 1 << 16
)

// groups are the groups of peers.
type groups struct {
	all   column[peers]
	index map[peerKey]uint32
}

func newGroups() *groups { return &groups{index: map[peerKey]uint32{}} }

// groupOf gives the group of an identity, 0 when it has nothing in common with others that would mean something.
func (s *State) groupOf(i uint32) uint32 {
	id := s.identities.all.at(i)
	of := s.identities.of(id)
	key := peerKey{realm: of.realm, typ: of.typ, client: id.agents.first}
	if o := s.ownerships.all[id.owner].owner; o != nil {
		key.owner = s.texts.intern(o.ID)
	}
	if key.owner == 0 && key.client == 0 || s.judgements.all[id.kind].judged.Value == tabard.KindHuman {
		return 0
	}
	n, ok := s.groups.index[key]
	if !ok {
		if s.groups.all.len() >= maxGroups {
			return 0
		}
		var p *peers
		n, p = s.groups.all.add()
		p.key = key
		s.groups.index[key] = n
		s.listings.changed.mark(peersNote, number(n))
	}
	return n
}

// teach has the peers of an identity learn from the hour that ends.
func (s *State) teach(i uint32, b *baseline) {
	if b.peers = s.groupOf(i); b.peers == 0 || b.count == 0 {
		return
	}
	p := s.groups.all.at(b.peers)
	p.hours++
	p.members |= 1 << (hashTarget(s.identities.key(i).ID) & 63)
	if b.told&toldBurst == 0 {
		p.peak = max(uint32(b.count)*scale, p.peak-p.peak/slowHours)
	}
	if b.told&toldSpread == 0 {
		p.spread = max(b.distinct()*fine, p.spread-p.spread/slowHours)
	}
	s.listings.changed.mark(peersNote, number(b.peers))
}

// elders gives the peers that an identity which is not learned itself is held against, nil when they do not say enough. It must
// not be one of few: what it does is then most of what they do.
func (s *State) elders(n uint32) *peers {
	if n == 0 {
		return nil
	}
	if p := s.groups.all.at(n); p.hours >= peerHours && linear[bits.OnesCount64(p.members)] >= peerMembers {
		return p
	}
	return nil
}

// said says who the peers are.
func (s *State) saidPeers(p *peers) string {
	in := cmp.Or(s.texts.get(p.key.owner), s.texts.get(p.key.client), "its sort")
	return "its " + number(uint32(linear[bits.OnesCount64(p.members)])) + " peers of " + in
}

// among notes that an identity shows something, and says how unusual that is among its peers: the active hours for each thing
// known of the sort; 0 when a peer shows it too, or when each brings one of its own.
func (s *State) among(i uint32, set func(*peers) *[4]uint64, text string, own bool) float64 {
	n := s.groupOf(i)
	if n == 0 {
		return 0
	}
	p := s.groups.all.at(n)
	bit := hashTarget(text) & 255
	word, mask := &set(p)[bit>>6], uint64(1)<<(bit&63)
	if *word&mask != 0 {
		return 0
	}
	unusual, known := 0.0, 0
	for _, w := range set(p) {
		known += bits.OnesCount64(w)
	}
	if s.elders(n) != nil && known > 0 && (!own || 4*known <= int(linear[bits.OnesCount64(p.members)])) {
		unusual = round(float64(p.hours) / float64(known))
	}
	if len(s.troubles.ofKey) == 0 || !s.troubles.grave(s.identities.key(i)) {
		*word |= mask
		s.listings.changed.mark(peersNote, number(n))
	}
	return unusual
}

func actionsOf(p *peers) *[4]uint64 { return &p.actions }

func networksOf(p *peers) *[4]uint64 { return &p.networks }

// peersRow is a group in a note.
type peersRow struct {
	Key      [4]string `json:"key"` // realm, sort, owner and program
	Members  uint64    `json:"members"`
	Actions  [4]uint64 `json:"actions"`
	Networks [4]uint64 `json:"networks"`
	Hours    uint32    `json:"hours"`
	Peak     uint32    `json:"peak"`
	Spread   uint32    `json:"spread"`
}

func (s *State) peersRow(n uint32) (peersRow, bool) {
	if n == 0 || n > s.groups.all.len() {
		return peersRow{}, false
	}
	p := s.groups.all.at(n)
	key := [4]string{s.texts.get(p.key.realm), s.texts.get(p.key.typ), s.texts.get(p.key.owner), s.texts.get(p.key.client)}
	return peersRow{key, p.members, p.actions, p.networks, p.hours, p.peak, p.spread}, true
}

// restorePeers puts a group back at its number. Notes come in the order of their names, not of their numbers.
func (s *State) restorePeers(n uint32, state []byte) error {
	var row peersRow
	if err := json.Unmarshal(state, &row); err != nil {
		return err
	}
	key := row.Key
	if n == 0 || n > maxGroups {
		return errBaseline
	}
	for s.groups.all.len() < n {
		s.groups.all.add()
	}
	p := s.groups.all.at(n)
	*p = peers{
		peerKey{s.texts.intern(key[0]), s.texts.intern(key[1]), s.texts.intern(key[2]), s.texts.intern(key[3])},
		row.Members, row.Actions, row.Networks, row.Hours, row.Peak, row.Spread,
	}
	s.groups.index[p.key] = n
	return nil
}
