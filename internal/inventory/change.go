package inventory

import (
	"cmp"

	"tabard.dev/tabard"
)

// change applies one thing that an event did. What the record only announces counts as done: where a listing can tell,
// the connector asks it and puts the answer on the log.
func (s *State) change(e *tabard.Event, c *tabard.Change) {
	if s.announced(e, c) {
		return
	}
	switch c.Object {
	case tabard.ObjectIdentity:
		s.changeIdentity(e, c)
	case tabard.ObjectCredential:
		s.changeCredential(e, c, c.Credential, tabard.ObjectCredential)
	case tabard.ObjectTrust:
		s.changeTrust(e, c)
	case tabard.ObjectGrant:
		if i := s.about(c); i != 0 {
			switch c.Verb {
			case tabard.Granted, tabard.Created, tabard.Updated, tabard.Enabled:
				s.grant(i, &c.Grant, true)
			case tabard.Revoked, tabard.Deleted, tabard.Disabled:
				s.depart(e, i, true) // before its teams are gone
				s.revoke(i, &c.Grant)
			}
		}
	}
}

// about gives the identity that a change is about, 0 when the record does not name it.
func (s *State) about(c *tabard.Change) uint32 {
	if c.Identity.IsZero() {
		return 0
	}
	return s.meet(&c.Identity, false)
}

func (s *State) changeIdentity(e *tabard.Event, c *tabard.Change) {
	if c.Identity.IsZero() {
		return
	}
	known := s.identities.find(c.Identity.Realm, c.Identity.ID) != 0
	newest := func() uint32 { return s.identities.find(c.Identity.Realm, c.Identity.ID) }
	switch c.Verb {
	case tabard.Created:
		if known {
			s.recreate(e, c, newest())
			return
		}
		i := s.about(c)
		s.identities.all.at(i).born = true
		s.bear(e, i)
	case tabard.Deleted:
		if i := s.about(c); i != 0 && (s.now.time == 0 || i == newest()) {
			s.retire(i)
			s.depart(e, i, false)
		}
	case tabard.Disabled:
		i := s.about(c)
		s.setState(i, disabled)
		s.depart(e, i, false)
	case tabard.Enabled:
		i := s.about(c)
		if s.identities.all.at(i).state != retired {
			s.setState(i, active)
		}
		s.comeBack(i)
	case tabard.Updated, tabard.Granted, tabard.Revoked:
		s.about(c)
	}
}

// retire ends an identity and what it held.
func (s *State) retire(i uint32) {
	s.setState(i, retired)
	if id := s.identities.all.at(i); s.now.time > id.last {
		id.last = s.now.time // what is created under its name after this is another one
		s.identities.touched.mark(i)
	}
	s.endCredentials(i)
}

// recreate applies the creation of an identity whose name is known already. It may be the creation of the one we know, come
// late or told twice; or the one we know is gone, and this is another one of its name.
func (s *State) recreate(e *tabard.Event, c *tabard.Change, i uint32) {
	id := s.identities.all.at(i)
	time := s.now.time
	gone := id.state == retired
	switch {
	case time == 0, c.Hint && !gone && (id.born || id.state != discovered):
		s.about(c) // dated in the future, or a creation that may well be refused because the name is taken
	case id.born && time <= id.first, gone && id.born && time < id.last:
		s.about(c) // told twice
	case !id.born && (time <= id.first || !gone && id.state == discovered || gone && time < id.last):
		i = s.about(c)
		s.identities.all.at(i).born = true
		s.bear(e, i)
	default:
		if !gone {
			s.retire(i) // its deletion was not on the log
		}
		next, fresh := s.identities.reincarnate(i, time)
		s.identities.move(fresh, s.systemOf(c.Identity.Realm))
		s.fact(tabard.Fact{Kind: tabard.FactFirstSeen, Identity: c.Identity.Key, Now: c.Identity.Name})
		s.firstJudgement(next, &c.Identity)
		s.tieNew(next)
		s.bear(e, s.about(c))
	}
}

// bear records the birth of an identity.
func (s *State) bear(e *tabard.Event, i uint32) {
	s.identities.all.at(i).createdBy = s.now.actor
	s.identities.relist(i)
	if s.now.actor == 0 && len(s.now.via) > 0 {
		s.identities.all.at(i).createdBy = s.now.via[0]
	}
	for _, cl := range fromLabels(e.Labels) {
		s.claim(i, cl)
	}
	if cl, ok := s.config.Owners.codeOwner(e.Origin); ok {
		s.claim(i, cl)
	}
	s.comeBack(i)
	s.inherit(i)
	s.born(e, tabard.ObjectIdentity, i, s.identities.id(i), s.identities.name(i), i)
}

// changeCredential applies what happened to a credential, or to a trust, which is kept as one.
func (s *State) changeCredential(e *tabard.Event, c *tabard.Change, r tabard.CredentialRef, object tabard.ObjectKind) {
	holder := s.about(c)
	realm := cmp.Or(c.Identity.Realm, e.Realm)
	if r.IsZero() {
		r.ID = s.unnamed(&r, holder)
		if c.Verb == tabard.Created && r.Kind != tabard.CredentialPassword {
			r.ID += " " + eventKey(e) // a key or token without a name is a new one each time
		}
	}
	i := s.credentials.find(realm, r.ID, r.Fingerprint)
	fresh := i == 0
	if fresh {
		if c.Verb != tabard.Created && c.Verb != tabard.Granted && holder == 0 {
			return
		}
		i = s.credentials.add(realm, s.systemOf(realm), &r, holder)
		s.countCredential(holder)
	} else {
		s.credentials.name(i, &r)
	}
	one := s.credentials.all.at(i)
	s.credentials.changed.mark(i)
	s.reweigh(one.holder)
	switch c.Verb {
	case tabard.Created, tabard.Granted:
		if !fresh && one.created != 0 && one.created == s.now.time {
			return // told twice
		}
		s.holdBy(i, holder)
		s.credentials.edit(i, (*credential).revive)
		one.created = max(one.created, s.now.time)
		one.createdBy = s.now.actor
		if !r.Session && (object == tabard.ObjectCredential || fresh || c.Verb == tabard.Created) {
			s.born(e, object, i, s.credentials.id(i), s.credentialName(i), one.holder)
		}
	case tabard.Deleted, tabard.Revoked:
		s.end(i)
	case tabard.Disabled:
		s.credentials.become(i, disabled)
	case tabard.Enabled:
		s.credentials.edit(i, (*credential).revive)
	case tabard.Updated:
		if object == tabard.ObjectTrust && fresh {
			one.created, one.createdBy = s.now.time, s.now.actor
			s.born(e, object, i, s.credentials.id(i), s.credentialName(i), one.holder)
		}
	}
}

// holdBy gives a credential its holder, which its creation knows better than a use before it.
func (s *State) holdBy(i, holder uint32) {
	one := s.credentials.all.at(i)
	if holder == 0 || one.holder == holder {
		return
	}
	if one.holder != 0 {
		s.identities.all.at(one.holder).credentials--
		s.identities.touched.mark(one.holder)
		s.reweigh(one.holder)
		s.credentials.unhang(i)
	}
	one.holder = holder
	s.credentials.relist(i)
	s.credentials.hang(i)
	s.countCredential(holder)
}

// changeTrust keeps a trust as a credential of the identity that others may now become: whoever the trusted party vouches
// for proves it.
func (s *State) changeTrust(e *tabard.Event, c *tabard.Change) {
	r := c.Credential
	r.Kind = tabard.CredentialTrust
	if r.IsZero() {
		r.ID = "trust of " + c.Identity.ID + " in " + cmp.Or(c.Grant.Resource, c.Grant.Via, "unknown")
	}
	s.changeCredential(e, c, r, tabard.ObjectTrust)
}

// unnamed gives the name of a credential that has none: it is the holder's only one of its kind.
func (s *State) unnamed(r *tabard.CredentialRef, holder uint32) string {
	kind := cmp.Or(string(r.Kind), "credential")
	if holder == 0 {
		return kind
	}
	return kind + " of " + s.identities.id(holder)
}

// credentialName gives what people call a credential.
func (s *State) credentialName(i uint32) string {
	one := s.credentials.all.at(i)
	kind := cmp.Or(s.texts.get(one.kind), "credential")
	if one.holder == 0 {
		return cmp.Or(s.texts.get(one.native), s.texts.get(one.fingerprint))
	}
	return kind + " of " + s.identities.name(one.holder)
}

// endCredentials revokes what a deleted identity held.
func (s *State) endCredentials(holder uint32) {
	for _, i := range s.credentials.of(holder) {
		if s.credentials.all.at(i).state != revoked {
			s.end(i)
			s.credentials.changed.mark(i)
		}
	}
}
