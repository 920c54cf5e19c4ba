package inventory

import (
	"fmt"
	"strings"
)

// A restore gives rows back to an empty inventory, each kind in the order of its numbers and in the order of these methods:
// credentials, grants and usages name identities; grants name usages.

// OutOfOrderError reports a row that does not follow the one before: rows are missing, and the store is damaged.
type OutOfOrderError struct {
	Kind      string
	Got, Want int64
}

func (e *OutOfOrderError) Error() string {
	return fmt.Sprintf("%s row %d where %d was due", e.Kind, e.Got, e.Want)
}

func due(kind string, got int64, have uint32) error {
	if want := int64(have) + 1; got != want {
		return &OutOfOrderError{Kind: kind, Got: got, Want: want}
	}
	return nil
}

// RestoreSystem puts a system back.
func (s *State) RestoreSystem(r SystemRow) error {
	if err := due("system", r.N, s.systems.all.len()); err != nil {
		return err
	}
	i, one := s.systems.all.add()
	*one = system{
		name: s.texts.intern(r.Name), realm: s.texts.intern(r.Realm), family: s.texts.intern(r.Family), last: r.Last, records: r.Records,
		ownerSource: r.OwnerSource,
	}
	s.systems.byName[s.texts.get(one.name)] = i
	return nil
}

// RestoreRealm puts a realm back.
func (s *State) RestoreRealm(r RealmRow) error {
	if err := due("realm", r.N, s.systems.realms.len()); err != nil {
		return err
	}
	i, one := s.systems.realms.add()
	*one = realm{name: s.texts.intern(r.Realm), system: s.texts.intern(r.System)}
	s.systems.byRealm[s.texts.get(one.name)] = i
	return nil
}

// RestoreIdentity puts an identity back.
func (s *State) RestoreIdentity(r IdentityRow, life LifeRow) error {
	if err := due("identity", r.N, s.identities.all.len()); err != nil {
		return err
	}
	state, ok := parseState(r.State)
	if !ok {
		return fmt.Errorf("identity row %d: no state %q", r.N, r.State)
	}
	owner, err := s.ownerships.restore(r.OwnerClaims)
	if err != nil {
		return fmt.Errorf("identity row %d: its owner's claims: %w", r.N, err)
	}
	weighed, err := s.risks.restore(r.RiskParts)
	if err != nil {
		return fmt.Errorf("identity row %d: the parts of its risk: %w", r.N, err)
	}
	before := s.identities.find(r.Realm, r.NativeID)
	i, id := s.identities.all.add()
	*id = identity{
		first: life.First, last: life.Last,
		class: s.identities.classes.put(class{
			realm: s.texts.intern(r.Realm), typ: s.texts.intern(r.Type), system: s.texts.intern(r.System),
		}),
		createdBy: uint32(r.CreatedByN), kind: s.judgements.restore(r.KindMarks), owner: owner, risk: weighed, //nolint:gosec // numbers of rows
		credentials: uint32(life.Credentials), grants: uint32(life.Grants), //nolint:gosec // written from these types
		incarnation: uint16(r.Incarnation), state: state, born: r.Born, //nolint:gosec // written from these types
	}
	if before != 0 {
		id.native = s.identities.all.at(before).native
		s.identities.older[i] = before
		s.identities.index.replace(s.identities.hash(bounded(r.Realm), bounded(r.NativeID)), before, i)
	} else {
		id.native = s.texts.putNative(r.NativeID)
		s.identities.index.put(s.identities.hash(bounded(r.Realm), bounded(r.NativeID)), i)
	}
	if err := s.baselines.restore(i, life.Baseline); err != nil {
		return fmt.Errorf("identity row %d: %w", r.N, err)
	}
	s.identities.call(id, r.Name)
	s.tieNew(i)
	s.restoreSet(s.networks, i, &id.networks, r.Networks)
	s.restoreSet(s.clients, i, &id.agents, r.Agents)
	return nil
}

func (s *State) restoreSet(all *sets, owner uint32, at *seen, lines string) {
	for line := range strings.Lines(lines) {
		all.add(owner, at, s.texts.intern(strings.TrimSuffix(line, "\n")))
	}
}

// RestoreUsage puts a usage back.
func (s *State) RestoreUsage(r UsageRow) error {
	if err := due("usage", r.N, s.usages.all.len()); err != nil {
		return err
	}
	i, one := s.usages.add(uint32(r.IdentityN), s.texts.intern(r.Permission)) //nolint:gosec // number of a row
	one.first, one.last, one.source = r.First, r.Last, s.sources.intern(r.LastSource)
	one.count = uint32(r.Count) //nolint:gosec // its low half
	if high := r.Count >> 32; high != 0 {
		s.usages.wraps[i] = uint32(high) //nolint:gosec // its high half
	}
	return nil
}

// RestoreCredential puts a credential back.
func (s *State) RestoreCredential(r CredentialRow, use UseRow) error {
	if err := due("credential", r.N, s.credentials.all.len()); err != nil {
		return err
	}
	state, ok := parseState(r.State)
	if !ok {
		return fmt.Errorf("credential row %d: no state %q", r.N, r.State)
	}
	c := s.credentials
	i, one := c.all.add()
	*one = credential{
		created: r.Created, expires: r.Expires, used: use.LastUsed, realm: s.texts.intern(r.Realm), system: s.texts.intern(r.System),
		native: s.texts.put(r.NativeID), fingerprint: s.texts.put(r.Fingerprint),
		holder: uint32(r.IdentityN), createdBy: uint32(r.CreatedByN), //nolint:gosec // numbers of rows
		source: s.sources.intern(use.LastSource), kind: s.texts.intern(r.Kind), state: state, neverEnds: r.NeverEnds,
		byFingerprint: r.ByFingerprint,
	}
	if r.NativeID != "" {
		c.byNative.put(c.hash(bounded(r.Realm), bounded(r.NativeID)), i)
	}
	if r.Fingerprint != "" {
		c.byFingerprint.put(c.hash(bounded(r.Realm), bounded(r.Fingerprint)), i)
	}
	c.hang(i)
	s.restoreSet(s.holdNetworks, i, &one.networks, r.Networks)
	return nil
}

// RestoreGrant puts a grant back.
func (s *State) RestoreGrant(r GrantRow) error {
	if err := due("grant", r.N, s.grants.all.len()); err != nil {
		return err
	}
	n, one := s.grants.add(uint32(r.IdentityN), s.texts.intern(r.Permission), s.texts.intern(r.Resource), s.texts.intern(r.Via)) //nolint:gosec // number of a row
	one.system = s.texts.intern(r.System)
	one.since, one.usage, one.admin, one.public, one.gone = r.Since, uint32(r.UsageN), r.Admin, r.Public, r.Gone //nolint:gosec // number of a row
	s.grants.count(n, 1)
	return nil
}
