package inventory

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unsafe"

	"tabard.dev/tabard"
)

var start = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// act makes an event of somebody doing something, minutes after the start.
func act(minute int, who, action string, change ...func(*tabard.Event)) *tabard.Event {
	e := &tabard.Event{
		Family: "test.audit", System: "prod", Realm: "r1", Time: start.Add(time.Duration(minute) * time.Minute),
		Action: action, Outcome: tabard.OutcomeSuccess, Source: "192.0.2.7",
	}
	if who != "" {
		e.Actor = actor(who)
	}
	for _, c := range change {
		c(e)
	}
	return e
}

func actor(name string) tabard.Actor {
	return tabard.Actor{Realm: "r1", ID: name, Name: name, Kind: tabard.KindUnknown}
}

func changes(all ...tabard.Change) func(*tabard.Event) {
	return func(e *tabard.Event) { e.Changes = all }
}

func failed(e *tabard.Event) { e.Outcome = tabard.OutcomeFailure }

func creates(name string) tabard.Change {
	return tabard.Change{Verb: tabard.Created, Object: tabard.ObjectIdentity, Identity: actor(name)}
}

func deletes(name string) tabard.Change {
	return tabard.Change{Verb: tabard.Deleted, Object: tabard.ObjectIdentity, Identity: actor(name)}
}

func key(verb tabard.Verb, holder, id string) tabard.Change {
	return tabard.Change{
		Verb: verb, Object: tabard.ObjectCredential, Identity: actor(holder),
		Credential: tabard.CredentialRef{Kind: tabard.CredentialKey, ID: id},
	}
}

func permits(verb tabard.Verb, who, permission, on string) tabard.Change {
	return tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: actor(who), Grant: tabard.GrantRef{Permission: permission, Resource: on}}
}

func kinds(facts []tabard.Fact) string {
	var all []string
	for _, f := range facts {
		all = append(all, string(f.Kind))
	}
	return strings.Join(all, " ")
}

func mustIdentity(t *testing.T, s *State, name string) tabard.Identity {
	t.Helper()
	id, ok := s.Identity(tabard.Key{Realm: "r1", ID: name})
	if !ok {
		t.Fatalf("no identity %q", name)
	}
	return id
}

func TestApplyTellsWhatIsNew(t *testing.T) {
	s := New(Config{})
	steps := []struct {
		name  string
		event *tabard.Event
		want  string
	}{
		{"first sight", act(0, "deploy", "read"), "first_seen new_source new_action"},
		{"the same again", act(1, "deploy", "read"), ""},
		{"another action", act(2, "deploy", "write"), "new_action"},
		{"a neighbor's address", act(3, "deploy", "read", func(e *tabard.Event) { e.Source = "192.0.2.200" }), ""},
		{"another network", act(4, "deploy", "read", func(e *tabard.Event) { e.Source = "198.51.100.1" }), "new_source"},
		{"a client", act(5, "deploy", "read", func(e *tabard.Event) { e.UserAgent = "boto3/1.34" }), "new_agent kind_changed"},
		{"a newer version of it", act(6, "deploy", "read", func(e *tabard.Event) { e.UserAgent = "boto3/1.35" }), ""},
		{"a credential", act(7, "deploy", "read", func(e *tabard.Event) { e.Credential = tabard.CredentialRef{ID: "K1"} }), "credential_use"},
		{"a refused try from elsewhere", act(8, "deploy", "drop", failed, func(e *tabard.Event) { e.Source = "203.0.113.1" }), ""},
		{"nobody", act(9, "", "read"), ""},
	}
	for _, step := range steps {
		if got := kinds(s.Apply(step.event)); got != step.want {
			t.Errorf("%s: facts %q, want %q", step.name, got, step.want)
		}
	}
	id := mustIdentity(t, s, "deploy")
	if id.State != tabard.StateActive || id.System != "prod" || !id.LastSeen.Equal(start.Add(8*time.Minute)) {
		t.Errorf("identity is %+v", id)
	}
	rows := s.Take()
	var read UsageRow
	for _, u := range rows.Usages {
		if u.Permission == "read" {
			read = u
		}
	}
	if read.Count != 7 || read.First != start.UnixMicro() || read.LastSource != "192.0.2.7" {
		t.Errorf("usage of read is %+v, want 7 times since the start", read)
	}
	if len(rows.Usages) != 2 {
		t.Errorf("%d usages, want read and write: a refused try is no use", len(rows.Usages))
	}
}

func TestFailedEventsChangeNothing(t *testing.T) {
	s := New(Config{})
	s.Apply(act(0, "mallory", "create", failed, changes(creates("evil"), key(tabard.Created, "evil", "K9"), permits(tabard.Granted, "evil", "admin", "*"))))
	if _, ok := s.Identity(tabard.Key{Realm: "r1", ID: "evil"}); ok {
		t.Error("an identity whose creation failed is in the inventory")
	}
	if _, ok := s.Credential("r1", "K9"); ok {
		t.Error("a credential whose creation failed is in the inventory")
	}
	if got := mustIdentity(t, s, "mallory").State; got != tabard.StateDiscovered {
		t.Errorf("who only failed is %s, want discovered", got)
	}
	if rows := s.Take(); len(rows.Births)+len(rows.Usages)+len(rows.Grants) != 0 {
		t.Errorf("rows of a failed event: %+v", rows)
	}
}

func TestBirth(t *testing.T) {
	s := New(Config{})
	e := act(0, "pipeline", "CreateUser", changes(creates("bot-7"), key(tabard.Created, "bot-7", "K1")), func(e *tabard.Event) {
		e.Event, e.Session.ID, e.Origin = "ev-1", "sess-1", "org/repo@abc123"
		human := actor("alice")
		human.Kind = tabard.KindHuman
		e.Via = []tabard.Actor{human}
		e.Seq = 42
	})
	facts := s.Apply(e)
	births := s.Take().Births
	if len(births) != 2 {
		t.Fatalf("%d births, want the identity and its key", len(births))
	}
	id, alice := mustIdentity(t, s, "bot-7"), mustIdentity(t, s, "alice")
	b := births[0]
	if b.Subject != id.ID || b.Creator != mustIdentity(t, s, "pipeline").ID || !slices.Equal(b.Via, []string{alice.ID}) ||
		b.Session != "sess-1" || b.Origin != "org/repo@abc123" || b.Source != "192.0.2.7" || b.Event.Seq != 42 || b.Kind != tabard.ObjectIdentity {
		t.Errorf("birth of the identity is %+v", b)
	}
	if b.Owner == nil || b.Owner.ID != "user:alice" || b.Owner.Confidence != 0.3 {
		t.Errorf("owner is %+v, want the human up the chain with little confidence", b.Owner)
	}
	if births[1].Kind != tabard.ObjectCredential || births[1].Name != "key of bot-7" {
		t.Errorf("birth of the key is %+v", births[1])
	}
	if id.CreatedBy != b.Creator || id.Credentials != 1 || id.State != tabard.StateDiscovered {
		t.Errorf("the born identity is %+v", id)
	}
	var told int
	for _, f := range facts {
		if f.Kind == tabard.FactBirth {
			told++
		}
	}
	if told != 2 {
		t.Errorf("%d births told as facts, want 2", told)
	}
	// The same record on another log, at another place, gives the same ids.
	other := New(Config{})
	e.Seq = 7
	other.Apply(e)
	if again := other.Take().Births; again[0].ID != b.ID || again[1].ID != births[1].ID {
		t.Error("the ids of births depend on the log")
	}
}

func TestSessionIsKeptAndIsNoBirth(t *testing.T) {
	s := New(Config{})
	issued := key(tabard.Created, "deploy", "S1")
	issued.Credential.Session, issued.Credential.Expires = true, start.Add(time.Hour)
	if got, want := kinds(s.Apply(act(0, "ci", "assume", changes(issued)))), "first_seen new_source new_action first_seen"; got != want {
		t.Errorf("facts %q, want %q", got, want)
	}
	rows := s.Take()
	if len(rows.Births) != 0 {
		t.Errorf("births %+v, want none", rows.Births)
	}
	if len(rows.Credentials) != 1 || rows.Credentials[0].NativeID != "S1" || rows.Credentials[0].Expires == 0 || rows.Credentials[0].CreatedBy == "" {
		t.Errorf("credentials %+v, want the session, who made it and when it ends", rows.Credentials)
	}
}

func TestBirthByNobody(t *testing.T) {
	s := New(Config{})
	s.Apply(act(0, "", "CREATE ROLE", changes(creates("x")), func(e *tabard.Event) { e.Outcome = tabard.OutcomeUnknown }))
	if b := s.Take().Births; len(b) != 1 || b[0].Creator != "unknown" || b[0].Owner != nil {
		t.Errorf("births are %+v, want one by unknown without an owner", b)
	}
}

func TestIncarnations(t *testing.T) {
	hint := func(c tabard.Change) tabard.Change { c.Hint = true; return c }
	tests := map[string]struct {
		events      []*tabard.Event
		incarnation int
		births      int
		state       tabard.State
	}{
		"created once":                       {[]*tabard.Event{act(0, "a", "c", changes(creates("x")))}, 1, 1, tabard.StateDiscovered},
		"told twice":                         {[]*tabard.Event{act(0, "a", "c", changes(creates("x"))), act(0, "b", "c", changes(creates("x")))}, 1, 1, tabard.StateDiscovered},
		"deleted":                            {[]*tabard.Event{act(0, "a", "c", changes(creates("x"))), act(5, "a", "d", changes(deletes("x")))}, 1, 1, tabard.StateRetired},
		"deleted and created again":          {[]*tabard.Event{act(0, "a", "c", changes(creates("x"))), act(5, "a", "d", changes(deletes("x"))), act(6, "a", "c", changes(creates("x")))}, 2, 2, tabard.StateDiscovered},
		"created again, the deletion unseen": {[]*tabard.Event{act(0, "a", "c", changes(creates("x"))), act(1, "x", "work"), act(6, "a", "c", changes(creates("x")))}, 2, 2, tabard.StateDiscovered},
		"creation comes late":                {[]*tabard.Event{act(3, "x", "work"), act(0, "a", "c", changes(creates("x")))}, 1, 1, tabard.StateActive},
		"announced again while it lives":     {[]*tabard.Event{act(0, "a", "c", changes(hint(creates("x")))), act(1, "x", "work"), act(6, "a", "c", changes(hint(creates("x"))))}, 1, 1, tabard.StateActive},
		"announced again when it is gone":    {[]*tabard.Event{act(0, "a", "c", changes(hint(creates("x")))), act(5, "a", "d", changes(hint(deletes("x")))), act(6, "a", "c", changes(hint(creates("x"))))}, 2, 2, tabard.StateDiscovered},
		"first named by a grant":             {[]*tabard.Event{act(0, "a", "g", changes(permits(tabard.Granted, "x", "p", "r"))), act(1, "a", "c", changes(hint(creates("x"))))}, 1, 1, tabard.StateDiscovered},
		"deletion of the one before is late": {[]*tabard.Event{act(0, "a", "c", changes(creates("x"))), act(6, "a", "c", changes(creates("x"))), act(5, "a", "d", changes(deletes("x")))}, 2, 2, tabard.StateDiscovered},
		"works on after its deletion":        {[]*tabard.Event{act(0, "a", "c", changes(creates("x"))), act(5, "a", "d", changes(deletes("x"))), act(6, "x", "work")}, 1, 1, tabard.StateRetired},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := New(Config{})
			for _, e := range test.events {
				s.Apply(e)
			}
			id := mustIdentity(t, s, "x")
			if id.Incarnation != test.incarnation || id.State != test.state {
				t.Errorf("incarnation %d, %s; want %d, %s", id.Incarnation, id.State, test.incarnation, test.state)
			}
			if births := s.Take().Births; len(births) != test.births {
				t.Errorf("%d births, want %d", len(births), test.births)
			}
			if id.ID != tabard.IdentityID(id.Key(), test.incarnation) {
				t.Errorf("id %s is not that of the incarnation", id.ID)
			}
		})
	}
}

func TestLateEventBelongsToTheOneBefore(t *testing.T) {
	s := New(Config{})
	for _, e := range []*tabard.Event{
		act(0, "a", "c", changes(creates("x"))), act(5, "a", "d", changes(deletes("x"))), act(6, "a", "c", changes(creates("x"))), act(3, "x", "work"),
	} {
		s.Apply(e)
	}
	for _, u := range s.Take().Usages {
		if u.Permission == "work" && u.IdentityN != 2 {
			t.Errorf("work at minute 3 is of identity row %d, want 2: the one before", u.IdentityN)
		}
	}
}

func TestCredentialLife(t *testing.T) {
	s := New(Config{})
	uses := func(e *tabard.Event) { e.Credential = tabard.CredentialRef{Kind: tabard.CredentialKey, ID: "K1"} }
	s.Apply(act(0, "admin", "create", changes(key(tabard.Created, "bot", "K1"))))
	s.Apply(act(5, "bot", "work", uses))
	s.Apply(act(3, "bot", "work", uses, func(e *tabard.Event) { e.Source = "198.51.100.1" }))
	c, ok := s.Credential("r1", "K1")
	bot := mustIdentity(t, s, "bot")
	if !ok || c.Identity != bot.ID || c.CreatedBy != mustIdentity(t, s, "admin").ID || !c.Created.Equal(start) ||
		!c.LastUsed.Equal(start.Add(5*time.Minute)) || c.LastSource != "192.0.2.7" || c.State != tabard.StateActive {
		t.Errorf("credential is %+v", c)
	}
	s.Apply(act(6, "admin", "off", changes(key(tabard.Disabled, "bot", "K1"))))
	if c, _ := s.Credential("r1", "K1"); c.State != tabard.StateDisabled {
		t.Errorf("a disabled credential is %s", c.State)
	}
	s.Apply(act(7, "admin", "del", changes(deletes("bot"))))
	if c, _ := s.Credential("r1", "K1"); c.State != tabard.StateRevoked {
		t.Errorf("a credential whose holder was deleted is %s", c.State)
	}
}

func TestCredentialFirstUsedThenItsCreationComesLate(t *testing.T) {
	s := New(Config{})
	s.Apply(act(5, "session", "work", func(e *tabard.Event) { e.Credential = tabard.CredentialRef{Fingerprint: "fp1"} }))
	change := key(tabard.Created, "bot", "K1")
	change.Credential.Fingerprint = "fp1"
	s.Apply(act(0, "admin", "create", changes(change)))
	byID, ok := s.Credential("r1", "K1")
	byPrint, _ := s.Credential("r1", "fp1")
	if !ok || byID.ID != byPrint.ID || byID.Identity != mustIdentity(t, s, "bot").ID {
		t.Errorf("by id %+v, by fingerprint %+v: want one credential of the bot", byID, byPrint)
	}
	if n := mustIdentity(t, s, "session").Credentials; n != 0 {
		t.Errorf("the user of the credential holds %d, want 0", n)
	}
	if births := s.Take().Births; len(births) != 1 {
		t.Errorf("%d births, want 1", len(births))
	}
}

func TestGrants(t *testing.T) {
	s := New(Config{})
	s.Apply(act(0, "bot", "s3:GetObject"))
	add := s.Apply(act(1, "admin", "attach", changes(permits(tabard.Granted, "bot", "s3:GetObject", "*"), permits(tabard.Granted, "bot", "admin", "*"))))
	if got := kinds(add); got != "first_seen new_source new_action grant_added grant_added" {
		t.Errorf("facts are %q", got)
	}
	if got := kinds(s.Apply(act(2, "admin", "attach", changes(permits(tabard.Granted, "bot", "admin", "*"))))); got != "" {
		t.Errorf("a grant given again: facts are %q, want none", got)
	}
	if n := mustIdentity(t, s, "bot").Grants; n != 2 {
		t.Errorf("%d grants, want 2", n)
	}
	rows := s.Take().Grants
	if rows[0].UsageN == 0 || rows[1].UsageN != 0 {
		t.Errorf("usage of the grants is %d and %d, want only the first used", rows[0].UsageN, rows[1].UsageN)
	}
	if got := kinds(s.Apply(act(3, "admin", "detach", changes(permits(tabard.Revoked, "bot", "admin", "*"), permits(tabard.Revoked, "bot", "never-had", "*"))))); got != "new_action grant_removed" {
		t.Errorf("facts are %q", got)
	}
	if rows := s.Take().Grants; len(rows) != 1 || !rows[0].Gone {
		t.Errorf("rows of grants are %+v, want one that is gone", rows)
	}
}

func TestRevocationTakesWhatItNames(t *testing.T) {
	via := func(verb tabard.Verb, permission, via string) tabard.Change {
		c := permits(verb, "bot", permission, "*")
		c.Grant.Via = via
		return c
	}
	s := New(Config{})
	s.Apply(act(1, "admin", "put", changes(via(tabard.Granted, "s3:GetObject", "inline"), via(tabard.Granted, "s3:PutObject", "inline"), via(tabard.Granted, "s3:GetObject", "managed"))))
	gone := via(tabard.Revoked, "", "inline")
	gone.Grant.Resource = ""
	s.Apply(act(2, "admin", "delete", changes(gone)))
	if n := mustIdentity(t, s, "bot").Grants; n != 1 {
		t.Errorf("%d grants are left when the inline policy is gone, want the one via the managed policy", n)
	}
	nothing := via(tabard.Revoked, "", "")
	nothing.Grant.Resource = ""
	s.Apply(act(3, "admin", "delete", changes(nothing)))
	if n := mustIdentity(t, s, "bot").Grants; n != 1 {
		t.Errorf("%d grants are left after a revocation that names nothing, want 1", n)
	}
}

func TestFutureEventsMoveNoWatermark(t *testing.T) {
	s := New(Config{})
	future := func(e *tabard.Event) { e.Future = true }
	s.Apply(act(1_000_000, "bot", "work", future))
	if id := mustIdentity(t, s, "bot"); !id.LastSeen.IsZero() || !id.FirstSeen.IsZero() {
		t.Errorf("seen from %v to %v, want unknown", id.FirstSeen, id.LastSeen)
	}
	s.Apply(act(1, "bot", "work"))
	s.Apply(act(2_000_000, "bot", "work", future))
	id := mustIdentity(t, s, "bot")
	if !id.LastSeen.Equal(start.Add(time.Minute)) || !id.FirstSeen.Equal(start.Add(time.Minute)) {
		t.Errorf("seen from %v to %v, want minute 1", id.FirstSeen, id.LastSeen)
	}
	if u := s.Take().Usages; len(u) != 1 || u[0].Count != 3 || u[0].Last != start.Add(time.Minute).UnixMicro() {
		t.Errorf("usages are %+v, want 3, last at minute 1", u)
	}
}

func TestKindIsJudgedByEvidence(t *testing.T) {
	agent := func(text string) func(*tabard.Event) { return func(e *tabard.Event) { e.UserAgent = text } }
	says := func(kind tabard.Kind) func(*tabard.Event) { return func(e *tabard.Event) { e.Actor.Kind = kind } }
	tests := map[string]struct {
		event *tabard.Event
		want  tabard.Kind
	}{
		"nothing to go by":                  {act(0, "x1", "read"), tabard.KindUnknown},
		"a name alone that says little":     {act(0, "night-agent", "read"), tabard.KindUnknown},
		"an agent of the other sort":        {act(0, "build-agent", "read"), tabard.KindWorkload},
		"a bot by its name alone":           {act(0, "export_bot", "read"), tabard.KindUnknown},
		"an application":                    {act(0, "erp_app", "read"), tabard.KindService},
		"the record says agent":             {act(0, "x2", "read", says(tabard.KindAgent)), tabard.KindAgent},
		"an agent's program":                {act(0, "x3", "read", agent("claude-code/2.1.0 (cli)")), tabard.KindAgent},
		"a service account":                 {act(0, "system:serviceaccount:pay:bill", "read"), tabard.KindService},
		"a person's account, an assistant":  {act(0, "x4", "read", says(tabard.KindHuman), agent("claude-code/2.1.0")), tabard.KindHuman},
		"a service account run by an agent": {act(0, "x5", "read", says(tabard.KindService), agent("langgraph/0.2")), tabard.KindAgent},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := New(Config{})
			s.Apply(test.event)
			got := mustIdentity(t, s, test.event.Actor.ID).Kind
			if got.Value != test.want {
				t.Errorf("kind is %s (%.2f) by %v, want %s", got.Value, got.Confidence, got.Evidence, test.want)
			}
			if got.Value != tabard.KindUnknown && (len(got.Evidence) == 0 || got.Confidence < 0.4) {
				t.Errorf("%s without evidence: %+v", got.Value, got)
			}
		})
	}
}

func TestOwners(t *testing.T) {
	owners, err := ParseOwners([]byte("\"svc-pay-*\": team:payments\n\"prod/legacy*\": user:bob@example.com\n\"*-bare\": platform\n"))
	if err != nil {
		t.Fatal(err)
	}
	labels := func(all map[string]string) func(*tabard.Event) { return func(e *tabard.Event) { e.Labels = all } }
	tests := map[string]struct {
		event *tabard.Event
		who   string
		want  string
		sure  float64
	}{
		"the owners file":          {act(0, "svc-pay-7", "read"), "svc-pay-7", "team:payments", 0.9},
		"the owners file, system":  {act(0, "legacy-1", "read"), "legacy-1", "user:bob@example.com", 0.9},
		"a bare name is a team":    {act(0, "x-bare", "read"), "x-bare", "team:platform", 0.9},
		"a label on what was made": {act(0, "admin", "create", changes(creates("n")), labels(map[string]string{"app.example.com/Owner": "data@example.com"})), "n", "user:data@example.com", 0.8},
		"a team label":             {act(0, "admin", "tag", changes(tabard.Change{Verb: tabard.Updated, Object: tabard.ObjectIdentity, Identity: actor("n")}), labels(map[string]string{"team": "ml"})), "n", "team:ml", 0.8},
		"a comment":                {act(0, "admin", "comment", changes(tabard.Change{Verb: tabard.Updated, Object: tabard.ObjectIdentity, Identity: actor("n")}), func(e *tabard.Event) { e.Details = map[string]string{"comment": "nightly job; owner: data"} }), "n", "team:data", 0.6},
		"a namespace":              {act(0, "system:serviceaccount:pay:bill", "read"), "system:serviceaccount:pay:bill", "team:pay", 0.25},
		"everybody's namespace":    {act(0, "system:serviceaccount:default:x", "read"), "system:serviceaccount:default:x", "", 0},
		"nothing":                  {act(0, "x", "read"), "x", "", 0},
		"a label that says none":   {act(0, "admin", "create", changes(creates("n")), labels(map[string]string{"owner": "none"})), "n", "", 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := New(Config{Owners: owners})
			s.Apply(test.event)
			got := mustIdentity(t, s, test.who).Owner
			switch {
			case test.want == "" && got != nil:
				t.Errorf("owner is %+v, want none", got)
			case test.want != "" && (got == nil || got.ID != test.want || got.Confidence != test.sure || len(got.Evidence) != 1):
				t.Errorf("owner is %+v, want %s at %.2f", got, test.want, test.sure)
			}
		})
	}
}

func TestAssignStandsAboveEvidence(t *testing.T) {
	s := New(Config{})
	s.Apply(act(0, "admin", "create", changes(creates("n")), func(e *tabard.Event) { e.Labels = map[string]string{"team": "ml"} }))
	if !s.OwnerSource("prod") || s.OwnerSource("elsewhere") {
		t.Error("OwnerSource: want true where a label named an owner, false elsewhere")
	}
	facts, ok := s.Assign(tabard.Key{Realm: "r1", ID: "n"}, 1, "team:data", "alice", start)
	if !ok || kinds(facts) != "owner_changed" || facts[0].Was != "team:ml" || facts[0].Now != "team:data" {
		t.Errorf("Assign gave %+v, %t", facts, ok)
	}
	if o := mustIdentity(t, s, "n").Owner; o.ID != "team:data" || o.Confidence != 1 || o.Evidence[0].Source != "alice" {
		t.Errorf("owner is %+v", o)
	}
	if _, ok := s.Assign(tabard.Key{Realm: "r1", ID: "n"}, 2, "team:data", "alice", start); ok {
		t.Error("an incarnation that does not exist was assigned")
	}
	if _, ok := s.Assign(tabard.Key{Realm: "r1", ID: "n"}, 1, "", "alice", start); !ok || mustIdentity(t, s, "n").Owner.ID != "team:ml" {
		t.Errorf("taking the word back: owner is %+v, want what the label says", mustIdentity(t, s, "n").Owner)
	}
}

func TestColumnsAreSmall(t *testing.T) {
	if got := unsafe.Sizeof(identity{}); got > 80 {
		t.Errorf("an identity takes %d bytes, want at most 80", got)
	}
	if got := unsafe.Sizeof(baseline{}); got > 64 {
		t.Errorf("a baseline takes %d bytes, want at most 64", got)
	}
	const indexed = 4 * 4 / 3 // a slot of the index, filled to three quarters at most
	if got := unsafe.Sizeof(usage{}) + indexed; got > 45 {
		t.Errorf("a usage takes %d bytes, want at most 45", got)
	}
}
