package inventory

import (
	"maps"
	"slices"
	"strings"
)

// Reconsider judges all identities again by files that may have changed since their rows were written: by owners each time, by
// marks when they are others than the rows were judged by.
func (s *State) Reconsider() {
	if s.links.kept { // what was put back is no news
		maps.DeleteFunc(s.listings.changed, func(name string, _ bool) bool {
			return strings.HasPrefix(name, NotePrefix+linkNote) || strings.HasPrefix(name, NotePrefix+tieNote)
		})
	}
	remark := s.markedBy != s.config.Marks.sum
	if remark {
		s.markedBy = s.config.Marks.sum
		s.listings.changed[NotePrefix+marksNote] = true
	}
	for i := uint32(1); i <= s.identities.all.len(); i++ {
		s.reclaim(i)
		if remark {
			s.remark(i)
		}
	}
	s.weighAll()
	s.facts = s.facts[:0] // nobody did anything
}

// reclaim takes what the owners file says now in the place of what it said.
func (s *State) reclaim(i uint32) {
	id := s.identities.all.at(i)
	claims := slices.DeleteFunc(slices.Clone(s.ownerships.all[id.owner].claims), func(c claim) bool { return c.Weight == weightFile })
	if c, ok := s.config.Owners.claim(s.texts.get(s.identities.of(id).system), s.texts.native(id.native), s.identities.name(i)); ok {
		claims = append(claims, c)
	}
	if owner := s.ownerships.intern(sorted(claims)); owner != id.owner {
		id.owner = owner
		s.identities.relist(i)
		s.reweigh(i)
	}
}

// remark looks for the marks of what is known of an identity. What only a record showed, such as an application that a token was
// issued to, keeps the mark it left as long as the file has it.
func (s *State) remark(i uint32) {
	marks, id := s.config.Marks, s.identities.all.at(i)
	s.learnAll(i, marks.types[s.texts.get(s.identities.of(id).typ)])
	s.learnAll(i, marks.matching(marks.natives, s.texts.native(id.native)))
	s.learnAll(i, marks.matching(marks.names, s.identities.name(i)))
	for _, family := range s.clients.list(i, id.agents) {
		for _, m := range marks.matching(marks.userAgents, s.texts.get(family)+"/") {
			s.learn(i, s.asLent(id, family, m))
		}
	}
}
