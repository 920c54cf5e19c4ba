package inventory

import (
	"encoding/json/v2"
	"slices"

	"tabard.dev/tabard"
)

// The parts of a risk. Their greatest points add up to 100, so a score is never cut off, and each point of it is explained.
// What a part says is a fixed text: identities at the same risk share one entry.
var (
	riskPublic      = tabard.RiskPart{What: "exposure: anybody may use what is granted to it", Points: 20}
	riskAdmin       = tabard.RiskPart{What: "privilege: a grant that amounts to administration", Points: 20}
	riskAdmins      = tabard.RiskPart{What: "privilege: more than one such grant", Points: 5}
	riskDormant     = tabard.RiskPart{What: "staleness: dormant, and its credentials still work", Points: 10}
	riskOldKey      = tabard.RiskPart{What: "staleness: a credential older than 90 days that never expires", Points: 5}
	riskOrphan      = tabard.RiskPart{What: "ownership: nobody is known to own it", Points: 10}
	riskUnsureOwner = tabard.RiskPart{What: "ownership: its owner is a guess", Points: 5}
	riskMoreFinding = tabard.RiskPart{What: "behavior: more than one open finding of medium or worse", Points: 5}
	riskFindings    = [...]tabard.RiskPart{ // by the rank of the worst one
		1: {What: "behavior: an open finding of low severity", Points: 3},
		2: {What: "behavior: an open finding of medium severity", Points: 10},
		3: {What: "behavior: an open finding of high severity", Points: 18},
		4: {What: "behavior: an open critical finding", Points: 25},
	}
)

// What counts as old and as a guess.
const (
	oldCredential = 90 * day
	sureOwner     = 0.5
)

// risks interns lists of parts. Risk 0 is the empty one.
type risks struct {
	all    []risk
	byJSON map[string]uint16
}

type risk struct {
	risk tabard.Risk
	json string // the parts
}

func newRisks() *risks {
	r := &risks{byJSON: map[string]uint16{}}
	r.intern(nil)
	return r
}

func (r *risks) intern(parts []tabard.RiskPart) uint16 {
	text := []byte("[]")
	if len(parts) > 0 {
		text, _ = json.Marshal(parts) // texts and numbers always encode
	}
	if i, ok := r.byJSON[string(text)]; ok {
		return i
	}
	made := risk{risk: tabard.Risk{Parts: append([]tabard.RiskPart{}, parts...)}, json: string(text)}
	for _, p := range parts {
		made.risk.Score += p.Points
	}
	i := uint16(len(r.all)) //nolint:gosec // there are fewer than a thousand combinations of parts
	r.all = append(r.all, made)
	r.byJSON[made.json] = i
	return i
}

func (r *risks) restore(text string) (uint16, error) {
	var parts []tabard.RiskPart
	if text == "" {
		return 0, nil // a row of before there were risks
	}
	if err := json.Unmarshal([]byte(text), &parts); err != nil {
		return 0, err
	}
	return r.intern(parts), nil
}

func (r *risks) has(i uint16, part tabard.RiskPart) bool {
	return slices.Contains(r.all[i].risk.Parts, part)
}

// mark notes that the row of an identity changed, and that its risk must be weighed again.
func (s *State) mark(i uint32) {
	s.identities.changed.mark(i)
	s.reweigh(i)
}

// reweigh notes that the risk of an identity may have changed.
func (s *State) reweigh(i uint32) {
	if n := len(s.unweighed); i != 0 && (n == 0 || s.unweighed[n-1] != i) {
		s.unweighed = append(s.unweighed, i)
	}
}

// weighAll weighs what changed. It must be called at the end of whatever changes the inventory, so that a risk depends on the
// log alone and not on when rows are taken.
func (s *State) weighAll() {
	for _, i := range s.unweighed {
		s.weigh(i, 0)
	}
	s.unweighed = s.unweighed[:0]
}

// weigh adds up the risk of an identity. Now is the time of a tick, 0 between ticks: age is looked at by ticks only, because
// events come in any order.
func (s *State) weigh(i uint32, now int64) {
	id := s.identities.all.at(i)
	weighed := uint16(0)
	if id.state != retired {
		var buffer [8]tabard.RiskPart
		weighed = s.risks.intern(s.parts(buffer[:0], i, id, now))
	}
	if weighed != id.risk {
		if s.risks.all[weighed].risk.Score != s.risks.all[id.risk].risk.Score {
			s.identities.relist(i)
		}
		id.risk = weighed
		s.identities.changed.mark(i)
	}
}

func (s *State) parts(parts []tabard.RiskPart, i uint32, id *identity, now int64) []tabard.RiskPart {
	admins, public := s.powers(i)
	if public {
		parts = append(parts, riskPublic)
	}
	if admins > 0 {
		parts = append(parts, riskAdmin)
	}
	if admins > 1 {
		parts = append(parts, riskAdmins)
	}
	live, old := s.liveCredentials(i, now, s.risks.has(id.risk, riskOldKey))
	if live && id.state == dormant {
		parts = append(parts, riskDormant)
	}
	if old {
		parts = append(parts, riskOldKey)
	}
	switch owner := s.ownerships.all[id.owner].owner; {
	case s.judgements.all[id.kind].judged.Value == tabard.KindHuman: // answers for what is theirs
	case owner == nil:
		parts = append(parts, riskOrphan)
	case owner.Confidence <= sureOwner:
		parts = append(parts, riskUnsureOwner)
	}
	if len(s.troubles.ofKey) > 0 {
		parts = s.troubles.parts(parts, s.identities.key(i))
	}
	return parts
}

// powers counts the grants of an identity that amount to administration, and reports whether one is for anybody.
func (s *State) powers(i uint32) (admins int, public bool) {
	p := s.grants.powers[i]
	return int(p.admin), p.public > 0
}

// liveCredentials reports whether an identity has a credential that works, and one that is old and never expires. Without a
// time, one that was old is so for as long as there is one that never expires.
func (s *State) liveCredentials(i uint32, now int64, wasOld bool) (live, old bool) {
	w := s.credentials.works[i]
	if w.forever == 0 || now == 0 {
		return w.live > 0, w.forever > 0 && wasOld
	}
	for n := s.credentials.ofHolder[i]; n != 0 && !old; n = s.credentials.all.at(n).next {
		one := s.credentials.all.at(n)
		old = one.state == active && one.neverEnds && one.created != 0 && now-one.created > oldCredential
	}
	return w.live > 0, old
}
