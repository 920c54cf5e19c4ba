package inventory

import (
	"strings"

	"tabard.dev/tabard"
)

// Rows are what changed since rows were last taken. Each N is the number of the row, from 1 without gaps, and the same at
// every replay. Their texts share the inventory's memory.
type Rows struct {
	Identities  []IdentityRow
	Lives       []LifeRow
	Credentials []CredentialRow
	Uses        []UseRow
	Grants      []GrantRow
	Usages      []UsageRow
	Systems     []SystemRow
	Realms      []RealmRow
	Births      []BirthRow
}

// BirthRow is a birth. They are numbered in the order they are taken.
type BirthRow struct {
	tabard.Birth
	SubjectN int64 // number of the identity or credential that was born
}

// IdentityRow is an identity with what is remembered of it and seldom changes.
type IdentityRow struct {
	N              int64
	Relisted       bool // it is new, or its system, kind, owner or risk changed
	ID             string
	System         string
	Realm          string
	NativeID       string
	Name           string
	Type           string
	Kind           string
	KindConfidence float64
	KindEvidence   string // JSON, of tabard.Evidence
	KindMarks      string // one a line
	Owner          string // "" for an orphan
	OwnerSure      float64
	OwnerEvidence  string // JSON, of tabard.Evidence
	OwnerClaims    string // JSON
	Risk           int64  // its score
	RiskParts      string // JSON, of tabard.RiskPart
	State          string
	Incarnation    int64
	Born           bool
	CreatedBy      string
	CreatedByN     int64
	Networks       string // one a line, in the order they were seen
	Agents         string // one a line, in the order they were seen
}

// LifeRow is what changes all the time of an identity. The times are µs, 0 for unknown.
type LifeRow struct {
	N, First, Last, Credentials, Grants int64
	Baseline                            string // see baseline
}

// CredentialRow is a credential.
type CredentialRow struct {
	N             int64
	Relisted      bool // it is new, or has another public id, fingerprint or holder
	ID            string
	System        string
	Realm         string
	NativeID      string
	Fingerprint   string
	Kind          string
	Identity      string
	IdentityN     int64
	Created       int64
	CreatedBy     string
	CreatedByN    int64
	Expires       int64
	NeverEnds     bool
	Networks      string
	State         string
	ByFingerprint bool
}

// UseRow is the last use of a credential.
type UseRow struct {
	N          int64
	LastUsed   int64 // µs
	LastSource string
}

// GrantRow is a grant; one that was taken back is Gone.
type GrantRow struct {
	N          int64
	ID         string
	System     string
	Identity   string
	IdentityN  int64
	Permission string
	Resource   string
	Via        string
	Since      int64
	UsageN     int64 // of the usage of the permission, 0 when none was seen
	Admin      bool
	Public     bool
	Gone       bool
}

// UsageRow is a usage.
type UsageRow struct {
	N          int64
	IdentityN  int64
	Permission string
	First      int64
	Last       int64
	Count      int64
	LastSource string
}

// SystemRow is a system.
type SystemRow struct {
	N           int64
	Name        string
	Realm       string
	Family      string
	Last        int64
	Records     int64
	OwnerSource bool
}

// RealmRow is a realm and the system it belongs to.
type RealmRow struct {
	N      int64
	Realm  string
	System string
}

// Take gives what changed since it was last called.
func (s *State) Take() *Rows {
	r := &Rows{Births: s.births}
	s.births = nil
	for _, i := range s.identities.changed.sorted() {
		r.Identities = append(r.Identities, s.identityRow(i))
	}
	for _, i := range s.identities.touched.sorted() {
		id := s.identities.all.at(i)
		r.Lives = append(r.Lives, LifeRow{int64(i), id.first, id.last, int64(id.credentials), int64(id.grants), s.baselines.text(i)})
	}
	for _, i := range s.credentials.changed.sorted() {
		r.Credentials = append(r.Credentials, s.credentialRow(i))
	}
	for _, i := range s.credentials.used.sorted() {
		one := s.credentials.all.at(i)
		r.Uses = append(r.Uses, UseRow{int64(i), one.used, s.sources.text(one.source)})
	}
	for _, i := range s.grants.changed.sorted() {
		r.Grants = append(r.Grants, s.grantRow(i))
	}
	for _, i := range s.usages.touched.sorted() {
		r.Usages = append(r.Usages, s.usageRow(i))
	}
	for _, i := range s.systems.changed.sorted() {
		r.Systems = append(r.Systems, s.systemRow(i))
	}
	for _, i := range s.systems.changedRealms.sorted() {
		one := s.systems.realms.at(i)
		r.Realms = append(r.Realms, RealmRow{N: int64(i), Realm: s.texts.get(one.name), System: s.texts.get(one.system)})
	}
	for _, d := range s.marked() {
		d.reset()
	}
	return r
}

// All gives everything as rows, whether it changed or not.
func (s *State) All() *Rows {
	for _, one := range []struct {
		d *dirty
		n uint32
	}{
		{&s.identities.changed, s.identities.all.len()},
		{&s.identities.relisted, s.identities.all.len()},
		{&s.identities.touched, s.identities.all.len()},
		{&s.credentials.changed, s.credentials.all.len()},
		{&s.credentials.relisted, s.credentials.all.len()},
		{&s.credentials.used, s.credentials.all.len()},
		{&s.grants.changed, s.grants.all.len()},
		{&s.usages.touched, s.usages.all.len()},
		{&s.systems.changed, s.systems.all.len()},
		{&s.systems.changedRealms, s.systems.realms.len()},
	} {
		one.d.reset()
		for i := range one.n {
			one.d.mark(i + 1)
		}
	}
	return s.Take()
}

func (s *State) marked() []*dirty {
	return []*dirty{
		&s.identities.changed, &s.identities.relisted, &s.identities.touched, &s.credentials.changed, &s.credentials.relisted, &s.credentials.used, &s.grants.changed, &s.usages.touched, &s.systems.changed,
		&s.systems.changedRealms,
	}
}

func (s *State) identityRow(i uint32) IdentityRow {
	id := s.identities.all.at(i)
	kind, owner := &s.judgements.all[id.kind], &s.ownerships.all[id.owner]
	row := IdentityRow{
		N: int64(i), Relisted: s.identities.relisted.has(i), ID: s.identities.id(i), System: s.texts.get(s.identities.of(id).system), Realm: s.texts.get(s.identities.of(id).realm), NativeID: s.texts.native(id.native),
		Name: s.identities.name(i), Type: s.texts.get(s.identities.of(id).typ),
		Kind: string(kind.judged.Value), KindConfidence: kind.judged.Confidence, KindEvidence: kind.evidence, KindMarks: kind.keys,
		OwnerEvidence: owner.evidence, OwnerClaims: owner.json,
		State: id.state.String(), Incarnation: int64(id.incarnation), Born: id.born,
		CreatedBy: s.identities.id(id.createdBy), CreatedByN: int64(id.createdBy),
		Networks: s.lines(s.networks.list(i, id.networks)), Agents: s.lines(s.clients.list(i, id.agents)),
	}
	row.Risk, row.RiskParts = int64(s.risks.all[id.risk].risk.Score), s.risks.all[id.risk].json
	if owner.owner != nil {
		row.Owner, row.OwnerSure = owner.owner.ID, owner.owner.Confidence
	}
	return row
}

func (s *State) credentialRow(i uint32) CredentialRow {
	one := s.credentials.all.at(i)
	return CredentialRow{
		N: int64(i), Relisted: s.credentials.relisted.has(i), ID: s.credentials.id(i), System: s.texts.get(one.system), Realm: s.texts.get(one.realm), NativeID: s.texts.get(one.native),
		Fingerprint: s.texts.get(one.fingerprint), Kind: s.texts.get(one.kind),
		Identity: s.identities.id(one.holder), IdentityN: int64(one.holder), Created: one.created,
		CreatedBy: s.identities.id(one.createdBy), CreatedByN: int64(one.createdBy), Expires: one.expires, NeverEnds: one.neverEnds,
		Networks: s.lines(s.holdNetworks.list(i, one.networks)),
		State:    one.state.String(), ByFingerprint: one.byFingerprint,
	}
}

func (s *State) grantRow(i uint32) GrantRow {
	one := s.grants.all.at(i)
	return GrantRow{
		N: int64(i), ID: s.grantID(one), System: s.texts.get(one.system),
		Identity: s.identities.id(one.identity), IdentityN: int64(one.identity),
		Permission: s.texts.get(one.permission), Resource: s.texts.get(one.resource), Via: s.texts.get(one.via),
		Since: one.since, UsageN: int64(one.usage), Admin: one.admin, Public: one.public, Gone: one.gone,
	}
}

func (s *State) usageRow(i uint32) UsageRow {
	one := s.usages.all.at(i)
	return UsageRow{
		N: int64(i), IdentityN: int64(one.identity), Permission: s.texts.get(one.action), First: one.first, Last: one.last,
		Count: s.usages.count(i), LastSource: s.sources.text(one.source),
	}
}

func (s *State) systemRow(i uint32) SystemRow {
	one := s.systems.all.at(i)
	return SystemRow{
		N: int64(i), Name: s.texts.get(one.name), Realm: s.texts.get(one.realm), Family: s.texts.get(one.family), Last: one.last,
		Records: one.records, OwnerSource: one.ownerSource,
	}
}

// lines joins texts for a row. None of them holds a line break: see network and agentFamily.
func (s *State) lines(refs []ref) string {
	switch len(refs) {
	case 0:
		return ""
	case 1:
		return s.texts.get(refs[0])
	}
	all := make([]string, len(refs))
	for i, r := range refs {
		all[i] = s.texts.get(r)
	}
	return strings.Join(all, "\n")
}
