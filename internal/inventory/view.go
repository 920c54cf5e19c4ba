package inventory

import (
	"time"

	"tabard.dev/tabard"
)

// History implements [tabard.View].
func (s *State) History() bool { return true }

// Identity implements [tabard.View]: the newest incarnation of a key.
func (s *State) Identity(key tabard.Key) (tabard.Identity, bool) {
	i := s.identities.find(key.Realm, key.ID)
	if i == 0 {
		return tabard.Identity{}, false
	}
	id := s.identities.all.at(i)
	return tabard.Identity{
		ID:          s.identities.id(i),
		System:      s.texts.get(s.identities.of(id).system),
		Realm:       s.texts.get(s.identities.of(id).realm),
		NativeID:    s.texts.native(id.native),
		Name:        s.identities.name(i),
		Kind:        s.judgements.all[id.kind].judged,
		Owner:       s.ownerships.all[id.owner].owner,
		Risk:        s.risks.all[id.risk].risk,
		State:       stateNames[id.state],
		Incarnation: int(id.incarnation),
		FirstSeen:   fromMicro(id.first),
		LastSeen:    fromMicro(id.last),
		CreatedBy:   s.identities.id(id.createdBy),
		Credentials: int(id.credentials),
		Grants:      int(id.grants),
	}, true
}

// Credential implements [tabard.View]: by public id or by fingerprint.
func (s *State) Credential(realm, id string) (tabard.Credential, bool) {
	i := s.credentials.find(realm, id, id)
	if i == 0 {
		return tabard.Credential{}, false
	}
	return s.credentialOf(i), true
}

func (s *State) credentialOf(i uint32) tabard.Credential {
	one := s.credentials.all.at(i)
	return tabard.Credential{
		ID:          s.credentials.id(i),
		System:      s.texts.get(one.system),
		Identity:    s.identities.id(one.holder),
		Kind:        tabard.CredentialKind(s.texts.get(one.kind)),
		NativeID:    s.texts.get(one.native),
		Fingerprint: s.texts.get(one.fingerprint),
		Created:     fromMicro(one.created),
		CreatedBy:   s.identities.id(one.createdBy),
		Expires:     fromMicro(one.expires),
		NeverEnds:   one.neverEnds,
		LastUsed:    fromMicro(one.used),
		LastSource:  s.sources.text(one.source),
		State:       stateNames[one.state],
	}
}

// OwnerSource implements [tabard.View].
func (s *State) OwnerSource(name string) bool {
	if s.config.Owners.Len() > 0 {
		return true
	}
	i, ok := s.systems.byName[name]
	return ok && s.systems.all.at(i).ownerSource
}

// fromMicro gives the time of a column, the zero time for 0.
func fromMicro(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}
