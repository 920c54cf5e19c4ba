package inventory

import "tabard.dev/tabard"

// troubles are the open findings by whom they are about: they are part of the risk, and an identity under a grave one does
// not teach its baseline. They are not kept: at start the open findings are told again.
type troubles struct {
	ofKey map[tabard.Key]*[5]int // open findings by rank
	ranks map[string]int         // of each open finding
}

func newTroubles() *troubles {
	return &troubles{ofKey: map[tabard.Key]*[5]int{}, ranks: map[string]int{}}
}

// set notes the state and severity of a finding, and reports whether that is news.
func (t *troubles) set(f *tabard.Finding) (changed bool) {
	rank, known := t.ranks[f.ID]
	to, open := f.Severity.Rank(), f.State == tabard.FindingOpen || f.State == tabard.FindingSnoozed
	if open == known && (!known || rank == to) || to < 0 || f.About.IsZero() {
		return false
	}
	counts := t.ofKey[f.About]
	if counts == nil {
		counts = new([5]int)
		t.ofKey[f.About] = counts
	}
	if known {
		counts[rank]--
		delete(t.ranks, f.ID)
	}
	if open {
		counts[to]++
		t.ranks[f.ID] = to
	}
	if *counts == [5]int{} {
		delete(t.ofKey, f.About)
	}
	return true
}

func (t *troubles) parts(parts []tabard.RiskPart, key tabard.Key) []tabard.RiskPart {
	counts := t.ofKey[key]
	if counts == nil {
		return parts
	}
	for rank := len(riskFindings) - 1; rank > 0; rank-- {
		if counts[rank] == 0 {
			continue
		}
		parts = append(parts, riskFindings[rank])
		if counts[2]+counts[3]+counts[4] > 1 {
			parts = append(parts, riskMoreFinding)
		}
		break
	}
	return parts
}

// grave reports whether an identity is under an open finding of high severity or worse.
func (t *troubles) grave(key tabard.Key) bool {
	counts := t.ofKey[key]
	return counts != nil && counts[3]+counts[4] > 0
}

// Trouble tells that a finding was opened, became worse, or was closed.
func (s *State) Trouble(f *tabard.Finding) {
	if s.troubles.set(f) {
		if i := s.identities.find(f.About.Realm, f.About.ID); i != 0 {
			s.weigh(i, 0)
		}
	}
}

// RestoreTrouble tells of a finding that was open when the rows were written.
func (s *State) RestoreTrouble(f *tabard.Finding) { s.troubles.set(f) }
