package inventory

import (
	"time"

	"tabard.dev/tabard"
)

// rounds is over how many ticks the inventory is looked through once, so that no tick takes long.
const rounds = 60

// Tick lets the clock do its part: who has been silent for long becomes dormant, and credentials expire. A tick looks at
// one identity and credential in sixty, so an hour of ticks sees all. The result is valid until the next call.
func (s *State) Tick(t time.Time) []tabard.Fact {
	s.facts = s.facts[:0]
	now := t.UnixMicro()
	s.turnSeason(now)
	round := uint32(t.Unix() / 60 % rounds) //nolint:gosec // below rounds
	for i := round; i <= s.identities.all.len(); i += rounds {
		if i == 0 {
			continue
		}
		if id := s.identities.all.at(i); id.state == active && id.last != 0 && now-id.last > s.config.DormantAfter {
			s.setState(i, dormant)
		}
		s.reown(i)
		s.weigh(i, now)
	}
	for i := round; i <= s.credentials.all.len(); i += rounds {
		if i == 0 {
			continue
		}
		if one := s.credentials.all.at(i); one.state == active && one.expires != 0 && one.expires <= now {
			s.credentials.become(i, expired)
			s.credentials.changed.mark(i)
			s.reweigh(one.holder)
		}
	}
	s.weighAll()
	return s.facts
}

// Counts gives the numbers of identities and credentials.
func (s *State) Counts() (identities, credentials int64) {
	return int64(s.identities.all.len()), int64(s.credentials.all.len())
}
