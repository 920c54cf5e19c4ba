package inventory

import (
	"slices"
	"time"

	"tabard.dev/tabard"
)

// firstJudgement judges an identity by what a record that names it shows, before it did anything.
func (s *State) firstJudgement(i uint32, a *tabard.Actor) {
	marks := s.config.Marks
	s.reweigh(i)
	id := s.identities.all.at(i)
	judged := id.kind
	for _, found := range [][]uint16{marks.types[a.Type], marks.matching(marks.natives, a.ID), marks.matching(marks.names, a.Name)} {
		for _, m := range found {
			judged = s.judgements.with(judged, m)
		}
	}
	id.kind = judged
	s.fileClaim(i)
	if c, ok := marks.namespaceOwner(a.ID); ok {
		s.claim(i, c)
	}
}

// fileClaim takes what the owners file says of an identity.
func (s *State) fileClaim(i uint32) {
	id := s.identities.all.at(i)
	native := s.texts.native(id.native)
	if c, ok := s.config.Owners.claim(s.texts.get(s.identities.of(id).system), native, s.identities.name(i)); ok {
		s.claim(i, c)
	}
	if c, ok := s.config.Owners.codeOwner(native); ok {
		s.claim(i, c)
	}
}

// learn adds a mark to an identity and says when its kind changed by that.
func (s *State) learn(i uint32, m uint16) {
	id := s.identities.all.at(i)
	was := id.kind
	if id.kind = s.judgements.with(was, m); id.kind == was {
		return
	}
	s.mark(i)
	before, after := s.judgements.all[was].judged.Value, s.judgements.all[id.kind].judged.Value
	if before != after {
		s.identities.relist(i)
		s.fact(tabard.Fact{Kind: tabard.FactKindChanged, Identity: s.identities.key(i), Was: string(before), Now: string(after)})
	}
}

// clientDetails are the details in which families keep the application that a token was issued to.
var clientDetails = [...]string{"client_id", "client", "application", "app_id", "oauth_application_name", "programmatic_name"}

// learnClient judges the actor by the application that its token was issued to.
func (s *State) learnClient(e *tabard.Event) {
	if len(e.Details) == 0 {
		return
	}
	for _, key := range clientDetails {
		s.learnAll(s.now.actor, s.config.Marks.matching(s.config.Marks.clients, e.Details[key]))
	}
}

func (s *State) learnAll(i uint32, marks []uint16) {
	for _, m := range marks {
		s.learn(i, m)
	}
}

// claim adds a claim on an identity and says when its owner changed by that.
func (s *State) claim(i uint32, c claim) {
	if c.Seen == 0 && c.halfLife() != 0 {
		c.Seen = s.now.time / season
	}
	s.setOwnership(i, s.ownerships.with(s.identities.all.at(i).owner, c))
}

func (s *State) setOwnership(i, ownership uint32) {
	id := s.identities.all.at(i)
	was := id.owner
	if ownership == was {
		return
	}
	id.owner = ownership
	s.mark(i)
	before, after := s.ownerID(was), s.ownerID(ownership)
	if before != after {
		s.identities.relist(i)
		s.fact(tabard.Fact{Kind: tabard.FactOwnerChanged, Identity: s.identities.key(i), Was: before, Now: after})
	}
}

func (s *State) ownerID(ownership uint32) string {
	if o := s.ownerships.all[ownership].owner; o != nil {
		return o.ID
	}
	return ""
}

// labels takes the owners that a record's tags, labels and comments name. They speak of what was changed, or of the actor
// where nothing was.
func (s *State) labels(e *tabard.Event) {
	claims := fromLabels(e.Labels)
	if c, ok := fromComment(e.Details["comment"]); ok {
		claims = append(claims, c)
	}
	if len(claims) == 0 {
		return
	}
	s.systems.tagged(s.now.system)
	about := []uint32{s.now.actor}
	if len(e.Changes) > 0 {
		about = about[:0]
		for i := range e.Changes {
			a := &e.Changes[i].Identity
			about = append(about, s.identities.find(a.Realm, a.ID))
		}
	}
	for n, i := range about {
		if i == 0 || n > 0 && about[n-1] == i {
			continue
		}
		for _, c := range claims {
			s.claim(i, c)
		}
	}
}

// inherit gives a new identity the human behind its creation as owner, the last one up the chain, with little confidence: who
// made a thing is often not who answers for it.
func (s *State) inherit(i uint32) {
	for n, behind := range slices.Backward(append([]uint32{s.now.actor}, s.now.via...)) {
		if behind == 0 || behind == i {
			continue
		}
		if s.judgements.all[s.identities.all.at(behind).kind].judged.Value == tabard.KindHuman {
			what := "created by " + s.identities.name(behind)
			if n > 0 {
				what = "created on behalf of " + s.identities.name(behind)
			}
			c := s.personClaim(behind)
			c.What, c.Weight, c.Source = what, weightCreator, fromCreators
			s.claim(i, c)
			return
		}
	}
	if s.now.actor == 0 || s.now.actor == i {
		return
	}
	if o := s.ownerships.all[s.identities.all.at(s.now.actor).owner].owner; o != nil {
		s.claim(i, claim{
			Owner: o.ID, What: "created by " + s.identities.name(s.now.actor) + ", which is theirs",
			Weight: round(weightCreator * o.Confidence), Source: fromCreators,
		})
	}
}

// Assign makes an owner by a person's word; "" takes the word back. It reports false when there is no such identity.
func (s *State) Assign(key tabard.Key, incarnation int, owner, by string, at time.Time) ([]tabard.Fact, bool) {
	s.facts = s.facts[:0]
	defer s.weighAll()
	i := s.incarnationOf(key, incarnation)
	if i == 0 {
		return nil, false
	}
	if owner == "" {
		s.setOwnership(i, s.ownerships.without(s.identities.all.at(i).owner))
		return s.facts, true
	}
	s.claim(i, claim{Owner: owner, What: "assigned", Weight: weightSaid, Source: by, Seen: at.UnixMicro() / season})
	return s.facts, true
}
