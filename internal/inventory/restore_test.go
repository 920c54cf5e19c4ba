package inventory

import (
	"encoding/json/v2"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tabard.dev/tabard"
)

// memory is a store of rows that keeps the last of each number.
type memory struct {
	systems     map[int64]SystemRow
	realms      map[int64]RealmRow
	identities  map[int64]IdentityRow
	lives       map[int64]LifeRow
	usages      map[int64]UsageRow
	credentials map[int64]CredentialRow
	uses        map[int64]UseRow
	grants      map[int64]GrantRow
	births      []BirthRow
	notes       map[string][]byte
}

func newMemory() *memory {
	return &memory{
		map[int64]SystemRow{}, map[int64]RealmRow{}, map[int64]IdentityRow{}, map[int64]LifeRow{}, map[int64]UsageRow{}, map[int64]CredentialRow{}, map[int64]UseRow{}, map[int64]GrantRow{}, nil, map[string][]byte{},
	}
}

// note keeps the notes that changed.
func (m *memory) note(s *State) {
	s.Notes(func(name string, state []byte) {
		if state == nil {
			delete(m.notes, name)
			return
		}
		m.notes[name] = slices.Clone(state)
	})
}

func (m *memory) keep(r *Rows) {
	for _, one := range r.Systems {
		m.systems[one.N] = one
	}
	for _, one := range r.Realms {
		m.realms[one.N] = one
	}
	for _, one := range r.Identities {
		if old, ok := m.identities[one.N]; ok && !one.Relisted {
			one.System, one.Kind, one.Owner, one.Name, one.Risk = old.System, old.Kind, old.Owner, old.Name, old.Risk // as the store does
			one.CreatedBy, one.CreatedByN = old.CreatedBy, old.CreatedByN
		}
		one.Relisted = false
		m.identities[one.N] = one
	}
	for _, one := range r.Lives {
		m.lives[one.N] = one
	}
	for _, one := range r.Usages {
		m.usages[one.N] = one
	}
	for _, one := range r.Credentials {
		if old, ok := m.credentials[one.N]; ok && !one.Relisted {
			one.ID, one.NativeID, one.Fingerprint, one.Identity, one.IdentityN = old.ID, old.NativeID, old.Fingerprint, old.Identity, old.IdentityN
		}
		one.Relisted = false
		m.credentials[one.N] = one
	}
	for _, one := range r.Uses {
		m.uses[one.N] = one
	}
	for _, one := range r.Grants {
		m.grants[one.N] = one
	}
	m.births = append(m.births, r.Births...)
}

func (m *memory) text() string {
	return written([]any{m.systems, m.realms, m.identities, m.lives, m.usages, m.credentials, m.uses, m.grants, m.births, m.notes})
}

// restore makes an inventory of the rows.
func (m *memory) restore(t interface{ Fatal(...any) }, c Config) *State {
	s := New(c)
	each(t, m.systems, s.RestoreSystem)
	each(t, m.realms, s.RestoreRealm)
	each(t, m.identities, func(r IdentityRow) error { return s.RestoreIdentity(r, m.lives[r.N]) })
	each(t, m.usages, s.RestoreUsage)
	each(t, m.credentials, func(r CredentialRow) error { return s.RestoreCredential(r, m.uses[r.N]) })
	each(t, m.grants, s.RestoreGrant)
	for _, name := range slices.Sorted(maps.Keys(m.notes)) {
		if err := s.RestoreNote(name, m.notes[name]); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func each[T any](t interface{ Fatal(...any) }, rows map[int64]T, put func(T) error) {
	for n := range int64(len(rows)) {
		if err := put(rows[n+1]); err != nil {
			t.Fatal(err)
		}
	}
}

// step is an event, a tick, an assignment or a cut.
type step struct {
	cut    [2]string
	event  *tabard.Event
	tick   time.Time
	assign string
}

// steps draws what may come, hostile names and clocks included.
func steps() *rapid.Generator[step] {
	names := rapid.SampledFrom([]string{"a", "b", "c", "agent-7", "dana@x.example", "svc-x", "system:serviceaccount:pay:bill", "arn:aws:iam::1234:role/app/bill", "arn:aws:iam::1234:role/app/", "odd\nname\x00", "näme", "a b"})
	realms := rapid.SampledFrom([]string{"r1", "r1", "r2", ""})
	return rapid.Custom(func(t *rapid.T) step {
		at := start.Add(time.Duration(rapid.IntRange(-500, 500).Draw(t, "minute")) * time.Minute)
		switch rapid.IntRange(0, 14).Draw(t, "what") {
		case 0:
			return step{tick: at.Add(time.Duration(rapid.IntRange(0, 200).Draw(t, "days")) * 24 * time.Hour)}
		case 1:
			return step{assign: names.Draw(t, "assigned")}
		case 2:
			return step{cut: [2]string{names.Draw(t, "one"), names.Draw(t, "other")}}
		}
		who := func(label string) tabard.Actor {
			name := names.Draw(t, label)
			return tabard.Actor{
				Realm: realms.Draw(t, "realm"), ID: name, Name: name,
				Kind: rapid.SampledFrom([]tabard.Kind{"", tabard.KindUnknown, tabard.KindHuman, tabard.KindService, tabard.KindAgent}).Draw(t, "kind"),
			}
		}
		e := &tabard.Event{
			Family: "test.audit", System: rapid.SampledFrom([]string{"s1", "s2"}).Draw(t, "system"), Realm: realms.Draw(t, "own realm"), Time: at,
			Future: rapid.IntRange(0, 9).Draw(t, "future") == 0, Action: rapid.SampledFrom([]string{"", "read", "write", "bedrock:InvokeAgent"}).Draw(t, "action"),
			Outcome:   rapid.SampledFrom([]tabard.Outcome{tabard.OutcomeSuccess, tabard.OutcomeUnknown, tabard.OutcomeFailure}).Draw(t, "outcome"),
			Source:    rapid.SampledFrom([]string{"", "10.0.0.1", "10.0.0.9", "10.1.0.1", "2001:db8::1", "ec2.example", "bad\nsource"}).Draw(t, "source"),
			UserAgent: rapid.SampledFrom([]string{"", "claude-code/2", "Mozilla/5.0 Chrome/1", "x\ny/1", "langgraph/1"}).Draw(t, "agent"),
		}
		if rapid.IntRange(0, 3).Draw(t, "located") == 0 {
			e.Details = map[string]string{"country": rapid.SampledFrom([]string{"NL", "BR", ""}).Draw(t, "country")}
		}
		if rapid.Bool().Draw(t, "by somebody") {
			e.Actor = who("who")
		}
		if rapid.IntRange(0, 4).Draw(t, "through") == 0 {
			e.Via = []tabard.Actor{who("via")}
		}
		if rapid.Bool().Draw(t, "with a credential") {
			e.Credential = credentialRefs().Draw(t, "credential")
		}
		if rapid.IntRange(0, 3).Draw(t, "labeled") == 0 {
			e.Labels = map[string]string{
				"team": rapid.SampledFrom([]string{"ml", "data"}).Draw(t, "team"), "Owner": "x@example.com",
				runsAsAWS: rapid.SampledFrom([]string{"arn:aws:iam::1234:role/app/bill", "other", "dana@x.example"}).Draw(t, "role"),
			}
		}
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			e.Changes = append(e.Changes, tabard.Change{
				Verb: rapid.SampledFrom([]tabard.Verb{
					tabard.Created, tabard.Created, tabard.Deleted, tabard.Enabled, tabard.Disabled, tabard.Updated, tabard.Granted, tabard.Revoked,
				}).Draw(t, "verb"),
				Object:     rapid.SampledFrom([]tabard.ObjectKind{tabard.ObjectIdentity, tabard.ObjectCredential, tabard.ObjectTrust, tabard.ObjectGrant}).Draw(t, "object"),
				Identity:   who("about"),
				Credential: credentialRefs().Draw(t, "changed credential"),
				Grant: tabard.GrantRef{
					Permission: rapid.SampledFrom([]string{"", "read", "admin"}).Draw(t, "permission"),
					Resource:   rapid.SampledFrom([]string{"*", "https://issuer system:serviceaccount:pay:bill"}).Draw(t, "resource"),
				},
				Hint: rapid.Bool().Draw(t, "hint"),
			})
		}
		return step{event: e}
	})
}

func credentialRefs() *rapid.Generator[tabard.CredentialRef] {
	return rapid.Custom(func(t *rapid.T) tabard.CredentialRef {
		return tabard.CredentialRef{
			Kind:        rapid.SampledFrom([]tabard.CredentialKind{"", tabard.CredentialKey, tabard.CredentialPassword}).Draw(t, "kind"),
			ID:          rapid.SampledFrom([]string{"", "K1", "K2"}).Draw(t, "id"),
			Fingerprint: rapid.SampledFrom([]string{"", "F1", "F2"}).Draw(t, "fingerprint"),
			NeverEnds:   rapid.Bool().Draw(t, "never ends"),
		}
	})
}

func (st step) apply(s *State) string {
	switch {
	case st.event != nil:
		return told(s.Apply(st.event))
	case !st.tick.IsZero():
		return told(s.Tick(st.tick))
	}
	if st.cut[0] != "" {
		return fmt.Sprint(s.Cut(tabard.Key{Realm: "r1", ID: st.cut[0]}, 1, tabard.Key{Realm: "r2", ID: st.cut[1]}, 1, "alice"))
	}
	facts, ok := s.Assign(tabard.Key{Realm: "r1", ID: st.assign}, 1, "team:x", "alice", start)
	return fmt.Sprint(told(facts), ok)
}

// written gives anything as JSON.
func written(value any) string {
	text, err := json.Marshal(value, json.Deterministic(true))
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// told writes facts out.
func told(facts []tabard.Fact) string {
	text := ""
	for _, f := range facts {
		text += fmt.Sprintf("%s %s %v %q %q %g", f.Kind, f.Of, f.Identity, f.Was, f.Now, f.Unusual)
		if f.Birth != nil {
			text += " " + written(f.Birth)
		}
		text += "\n"
	}
	return text
}

// TestRestoreChangesNothing applies the same steps to two inventories. One is taken to rows and made anew of them now and
// then. Facts and rows must be the same.
func TestRestoreChangesNothing(t *testing.T) {
	owners, err := ParseOwners([]byte(`"svc-*": team:platform`))
	if err != nil {
		t.Fatal(err)
	}
	marks, err := ParseMarks(append(marksFile, "  - {family: test.audit, source: this test}\n"...))
	if err != nil {
		t.Fatal(err)
	}
	c := Config{Owners: owners, Marks: marks}
	rapid.Check(t, func(t *rapid.T) {
		whole, cut := New(c), New(c)
		all, parts := newMemory(), newMemory()
		for i, st := range rapid.SliceOfN(steps(), 1, 60).Draw(t, "steps") {
			want, got := st.apply(whole), st.apply(cut)
			if got != want {
				t.Fatalf("step %d: facts\n%swithout a restart\n%s", i, got, want)
			}
			if rapid.IntRange(0, 3).Draw(t, "restart") == 0 {
				parts.keep(cut.Take())
				parts.note(cut)
				cut = parts.restore(t, c)
				cut.Reconsider()
			}
		}
		all.keep(whole.Take())
		parts.keep(cut.Take())
		all.note(whole)
		parts.note(cut)
		if got, want := parts.text(), all.text(); got != want {
			t.Fatalf("rows differ:\n got %s\nwant %s", got, want)
		}
	})
}

// TestCountsAddUp checks what is counted beside the rows against the rows.
func TestCountsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, rows := New(Config{}), newMemory()
		for _, st := range rapid.SliceOfN(steps(), 1, 60).Draw(t, "steps") {
			st.apply(s)
		}
		rows.keep(s.Take())
		held, granted := map[int64]int64{}, map[int64]int64{}
		for _, c := range rows.credentials {
			if c.IdentityN != 0 {
				held[c.IdentityN]++
			}
		}
		for _, g := range rows.grants {
			if !g.Gone {
				granted[g.IdentityN]++
			}
		}
		ids := map[string]int64{}
		for n, id := range rows.identities {
			life := rows.lives[n]
			if life.Credentials != held[n] || life.Grants != granted[n] {
				t.Fatalf("identity %d counts %d credentials and %d grants; there are %d and %d", n, life.Credentials, life.Grants, held[n], granted[n])
			}
			if life.Last < life.First {
				t.Fatalf("identity %d was last seen before it was first seen", n)
			}
			if other, twice := ids[id.ID]; twice {
				t.Fatalf("identities %d and %d have the same id", n, other)
			}
			ids[id.ID] = n
		}
	})
}
