// Package inventory knows who exists, whose they are, what they may do and what they did. Stage 3 of 6: it takes events
// and says what changed.
//
// The same events in the same order give the same inventory, ids and facts, whenever they are applied and wherever a
// restart falls: it reads event time, never the clock, and all it knows can be taken out as rows and put back. It keeps
// what it knows in columns of structs without pointers, because millions of small objects would keep the garbage collector
// busy for seconds. A [State] is for one goroutine.
package inventory

import (
	"tabard.dev/tabard"
)

// Config says what an inventory judges by. The zero value judges by the marks that Tabard ships.
type Config struct {
	Marks  *Marks  // what tells agents, workloads, services and humans apart; nil for the built-in ones
	Owners *Owners // the lines of owners.yaml; nil for none

	// DormantAfter is how long an identity may be silent, in µs of event time, before a tick finds it dormant; 0 means 90 days.
	DormantAfter int64

	// NoRows says that nobody will take rows: births are told as facts and not kept.
	NoRows bool
}

// Bounds of what is remembered for one identity or credential.
const (
	maxNetworks = 32
	maxAgents   = 16
)

const day = int64(24 * 60 * 60 * 1e6) // µs

// State is the inventory.
type State struct {
	config  Config
	texts   *texts
	sources *sources
	agents  *agents

	identities  *identities
	credentials *credentials
	usages      *usages
	grants      *grants
	systems     *systems

	judgements *judgements
	ownerships *ownerships
	departures *departures
	links      *links
	groups     *groups
	places     map[uint32]whereabouts
	listings   *listings
	risks      *risks
	baselines  baselines
	troubles   *troubles
	markedBy   string // sum of the marks that identities were judged by

	networks     *sets // of identities
	clients      *sets // user agents of identities
	holdNetworks *sets // of credentials

	facts  []tabard.Fact
	births []BirthRow // since they were last taken

	before    int64    // when the identity that was met last had been seen
	unweighed []uint32 // identities whose risk may have changed
	now       moment
}

// moment is the event being applied, as far as all its parts share it.
type moment struct {
	time    int64 // µs; 0 when it must not move a watermark
	success bool  // it ended well, or the log does not say
	source  uint32
	system  ref
	realm   string
	actor   uint32
	before  int64 // when the actor was seen last before, µs; 0 for never
	via     []uint32
}

// New makes an empty inventory.
func New(config Config) *State {
	if config.Marks == nil {
		marks, err := DefaultMarks()
		if err != nil {
			panic("embedded marks: " + err.Error()) // a test reads them
		}
		config.Marks = marks
	}
	if config.DormantAfter == 0 {
		config.DormantAfter = 90 * day
	}
	t := newTexts()
	s := &State{
		markedBy: config.Marks.sum,
		config:   config, texts: t, sources: newSources(t), agents: newAgents(t, config.Marks),
		identities: newIdentities(t), credentials: newCredentials(t), usages: newUsages(), grants: newGrants(), systems: newSystems(t),
		judgements: newJudgements(config.Marks), ownerships: newOwnerships(), departures: newDepartures(), links: newLinks(), groups: newGroups(), places: map[uint32]whereabouts{}, listings: newListings(),
		risks: newRisks(), troubles: newTroubles(),
		networks: newSets(maxNetworks), clients: newSets(maxAgents), holdNetworks: newSets(maxNetworks),
	}
	s.listings.changed[NotePrefix+marksNote] = true
	return s
}

// Full reports that the inventory cannot name many more things. Judging must stop before it is asked to.
func (s *State) Full() bool { return s.texts.full() }

// Apply takes in one event and says what changed, in a fixed order. The result is valid until the next call. Of an event
// that failed only the sighting counts: who tried, and from where.
func (s *State) Apply(e *tabard.Event) []tabard.Fact {
	s.facts = s.facts[:0]
	s.begin(e)
	s.sight(e)
	s.use(e)
	s.behave(e)
	if s.now.success {
		for i := range e.Changes {
			s.change(e, &e.Changes[i])
		}
		s.labels(e)
		s.ties(e)
	} else {
		s.retract(e)
	}
	s.weighAll()
	if s.config.NoRows {
		s.births = s.births[:0]
	}
	return s.facts
}

func (s *State) begin(e *tabard.Event) {
	s.now = moment{
		success: e.Outcome != tabard.OutcomeFailure,
		source:  s.sources.intern(e.Source),
		system:  s.systems.see(e),
		realm:   e.Realm,
		via:     s.now.via[:0],
	}
	if !e.Future && !e.Time.IsZero() {
		s.now.time = e.Time.UnixMicro()
	}
}

// sight meets the actor and those behind it.
func (s *State) sight(e *tabard.Event) {
	if !e.Actor.IsZero() {
		s.now.actor = s.meet(&e.Actor, true)
		s.reown(s.now.actor)
		s.now.before = s.before
		if s.now.success {
			s.place(e) // a refused guest must not teach where the owner lives
			s.travel(e)
		}
	}
	for i := range e.Via {
		if !e.Via[i].IsZero() {
			s.now.via = append(s.now.via, s.meet(&e.Via[i], true))
		}
	}
}

// meet finds an identity that a record names, or makes it. One that acts becomes active where the action succeeded.
func (s *State) meet(a *tabard.Actor, acts bool) uint32 {
	i := s.identities.find(a.Realm, a.ID)
	if i == 0 {
		var id *identity
		i, id = s.identities.add(a)
		s.identities.move(id, s.systemOf(a.Realm))
		s.fact(tabard.Fact{Kind: tabard.FactFirstSeen, Identity: a.Key, Now: a.Name})
		s.firstJudgement(i, a)
		s.tieNew(i)
	} else if s.now.time != 0 {
		i = s.identities.atTime(i, s.now.time)
	}
	id := s.identities.all.at(i)
	s.stretch(i, id, acts)
	if of := s.identities.of(id); of.system == of.realm && a.Realm == s.now.realm && of.system != s.now.system {
		s.move(i) // it was named by another realm's records before
	}
	if m, ok := s.config.Marks.declares(a.Kind); ok {
		s.learn(i, m)
	}
	if acts && s.now.success && (id.state == discovered || id.state == dormant) {
		s.setState(i, active)
	}
	return i
}

// stretch moves when an identity was seen. Only acting counts as a later sighting.
func (s *State) stretch(i uint32, id *identity, acts bool) {
	s.before = id.last
	switch {
	case s.now.time == 0:
	case acts && stretch(&id.first, &id.last, s.now.time):
		s.identities.touched.mark(i)
	case id.first == 0 || s.now.time < id.first:
		id.first, id.last = s.now.time, max(id.last, s.now.time)
		s.identities.touched.mark(i)
	}
}

// move puts an identity, and what it holds, into the system that its realm turned out to belong to.
func (s *State) move(i uint32) {
	id := s.identities.all.at(i)
	s.identities.move(id, s.now.system)
	s.identities.relist(i)
	for _, n := range s.credentials.of(i) {
		s.credentials.all.at(n).system = s.now.system
		s.credentials.changed.mark(n)
	}
	for n := s.grants.ofIdentity[i]; n != 0; n = s.grants.all.at(n).next {
		s.grants.all.at(n).system = s.now.system
		s.grants.changed.mark(n)
	}
	s.fileClaim(i)
}

// systemOf gives the system of a realm: the configured one for the record's own realm, else what an earlier record said.
func (s *State) systemOf(realm string) ref {
	if realm == s.now.realm {
		return s.now.system
	}
	return s.systems.ofRealm(realm)
}

// place notes where the actor came from and with which client.
func (s *State) place(e *tabard.Event) {
	i := s.now.actor
	id := s.identities.all.at(i)
	if added, before := s.networks.add(i, &id.networks, s.sources.network(s.now.source)); added {
		s.mark(i)
		s.fact(tabard.Fact{
			Kind: tabard.FactNewSource, Identity: e.Actor.Key, Unusual: s.novelNetwork(i, len(s.networks.list(i, id.networks))-1, s.texts.get(s.sources.network(s.now.source))),
			Was: s.texts.get(before), Now: s.texts.get(s.sources.network(s.now.source)),
		})
	}
	client := s.agents.of(e.UserAgent)
	if added, before := s.clients.add(i, &id.agents, client.family); added {
		s.mark(i)
		s.fact(tabard.Fact{
			Kind: tabard.FactNewAgent, Identity: e.Actor.Key, Unusual: s.novelty(i, len(s.clients.list(i, id.agents))-1), Was: s.texts.get(before), Now: s.texts.get(client.family),
		})
	}
	for _, m := range client.marks {
		s.learn(i, s.asLent(id, client.family, m))
	}
}

// asLent gives the mark that a program leaves: the weaker one where the identity is known with a program of its own.
func (s *State) asLent(id *identity, family ref, m uint16) uint16 {
	weaker, ok := s.config.Marks.later[m]
	if !ok || id.agents.first == 0 || id.agents.first == family || s.agents.generic(id.agents.first) {
		return m
	}
	return weaker
}

func (s *State) setState(i uint32, to phase) {
	id := s.identities.all.at(i)
	if id.state == to {
		return
	}
	was := id.state
	id.state = to
	s.mark(i)
	if was == discovered && to == active {
		return // every identity begins so; first_seen says it
	}
	s.fact(tabard.Fact{Kind: tabard.FactStateChanged, Identity: s.identities.key(i), Was: was.String(), Now: to.String()})
}

func (s *State) fact(f tabard.Fact) { s.facts = append(s.facts, f) }
