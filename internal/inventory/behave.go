package inventory

import (
	"cmp"
	"fmt"
	"time"

	"tabard.dev/tabard"
)

// What counts as unusual. An identity is learned for 24 active hours over three days before it is held against its past.
const (
	learnHours  = 24
	learnSpan   = 3 * day
	minBurst    = 20
	minRefused  = 10
	newRefused  = 30 // of an identity that is not learned yet
	minSpread   = 20
	minRamp     = 8
	rampHours   = 72
	rampTwice   = 5 // twice the factor
	manyBirths  = 5
	endedGrace  = int64(5 * 60 * 1e6) // µs, until a revocation is known everywhere
	cadenceOff  = octave / 2          // a steady one is less than half an octave off
	cadenceMove = 2 * octave
)

// behave holds what the actor does against how it usually behaves, and learns from it.
func (s *State) behave(e *tabard.Event) {
	i := s.now.actor
	if i == 0 || s.now.time == 0 {
		return
	}
	id, b := s.identities.all.at(i), s.baselines.at(i)
	now := uint32(s.now.time / hour) //nolint:gosec // hours since 1970
	if b.hour == 0 {
		b.hour = now
	}
	if now < b.hour {
		return // late: the hour it belongs to is over
	}
	s.identities.touched.mark(i)
	slept := s.now.before != 0 && s.now.time-s.now.before > s.config.DormantAfter
	if slept && s.now.success {
		s.anomaly(e, tabard.AnomalyAsleep, "seen last on "+fromMicro(s.now.before).Format(time.DateOnly), e.Action, float64(s.now.time-s.now.before)/float64(day))
	}
	learned := b.hours >= learnHours && s.now.time-id.first >= learnSpan
	if now > b.hour {
		learn := len(s.troubles.ofKey) == 0 || !s.troubles.grave(e.Actor.Key)
		if learn {
			s.teach(i, b)
		}
		b.turn(now, learn)
		if learned {
			s.ramp(e, b)
		}
	}
	b.take(e, s.now.success)
	if s.now.success {
		s.rest(e, b, learned, now)
	}
	if b.denied > 0 {
		s.refused(e, b, learned)
	}
	if learned {
		s.burst(e, b)
		s.spread(e, b)
	} else if p := s.elders(b.peers); p != nil {
		s.youth(e, b, p)
	}
	s.cadence(e, b, learned && !slept)
}

// rest tells an act at a time of the week at which there was none for weeks, of somebody who rests at times. It is told once in four
// weeks for each such time.
func (s *State) rest(e *tabard.Event, b *baseline, learned bool, hour uint32) {
	if active, rests := b.week.rests(hour); rests && learned {
		s.anomaly(e, tabard.AnomalyHours, fmt.Sprintf("active in %d quarters of the days of a week", active), saidQuarter(hour), float64(b.hours)/float64(active))
	}
	if len(s.troubles.ofKey) == 0 || !s.troubles.grave(e.Actor.Key) {
		b.week.learn(hour)
	}
}

// youth holds an identity that is not learned against its peers: more than twice the events of the greatest hour of one of them, or
// three times as many targets.
func (s *State) youth(e *tabard.Event, b *baseline, p *peers) {
	if b.told&toldBurst == 0 && uint64(b.count)*scale > 2*uint64(p.peak)+minBurst*scale {
		b.told |= toldBurst
		s.anomaly(e, tabard.AnomalyBurst, fmt.Sprintf("at most %d events an hour of %s", (p.peak+scale/2)/scale, s.saidPeers(p)), fmt.Sprintf("%d within this hour", b.count),
			float64(b.count)*scale/float64(max(p.peak, scale)))
	}
	if seen := b.distinct(); b.told&toldSpread == 0 && seen >= minSpread && seen*fine > 3*p.spread {
		b.told |= toldSpread
		s.anomaly(e, tabard.AnomalySpread, fmt.Sprintf("at most %d things an hour of %s", p.spread/fine, s.saidPeers(p)), fmt.Sprintf("about %d within this hour", seen),
			float64(seen*fine)/float64(max(p.spread, fine)))
	}
}

// novelAction says how unusual a new action is: by what the identity did so far, or for one that is not learned by its peers.
func (s *State) novelAction(i uint32, known int, action string) float64 {
	own, peers := s.novelty(i, known), s.among(i, actionsOf, action, false)
	return cmp.Or(own, peers)
}

// novelNetwork says the same of a new network.
func (s *State) novelNetwork(i uint32, known int, network string) float64 {
	own, peers := s.novelty(i, known), s.among(i, networksOf, network, true)
	return cmp.Or(own, peers)
}

// take counts an event.
func (b *baseline) take(e *tabard.Event, success bool) {
	if b.count < 1<<16-1 {
		b.count++
	}
	if !success && b.denied < 1<<16-1 {
		b.denied++
	}
	for i := range e.Targets {
		b.targets |= 1 << (hashTarget(e.Targets[i].ID) & 63)
	}
}

// hashTarget is FNV-1a with its bits spread: unlike the hash of texts it is the same in every process.
func hashTarget(text string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return mix(h, h>>32)
}

// burst tells an hour with more than twice the events of the greatest hour so far, far off the mean.
func (s *State) burst(e *tabard.Event, b *baseline) {
	x := uint32(b.count) * scale
	if b.told&toldBurst != 0 || uint64(x) <= 2*uint64(b.peak)+minBurst*scale || uint64(x) <= uint64(b.slow)+6*uint64(b.off) {
		return
	}
	b.told |= toldBurst
	s.anomaly(e, tabard.AnomalyBurst, fmt.Sprintf("%d events an hour, at most %d", b.slow/scale, b.peak/scale), fmt.Sprintf("%d within this hour", b.count),
		float64(x-b.slow)/float64(max(b.off, scale)))
}

// ramp tells a rate that grew so slowly that no hour of it was a burst.
func (s *State) ramp(e *tabard.Event, b *baseline) {
	if b.told&toldRamp != 0 {
		if 2*uint64(b.fast) < 3*uint64(b.slow) {
			b.told &^= toldRamp
		}
		return
	}
	if b.hours < rampHours || 2*uint64(b.fast) <= rampTwice*uint64(b.slow) || b.fast < minRamp*scale {
		return
	}
	b.told |= toldRamp
	s.anomaly(e, tabard.AnomalyRamp, fmt.Sprintf("%d events an hour over its past", b.slow/scale), fmt.Sprintf("%d an hour of late", b.fast/scale),
		float64(b.fast-b.slow)/float64(max(b.off, scale)))
}

func (s *State) refused(e *tabard.Event, b *baseline, learned bool) {
	least := uint32(newRefused)
	if learned {
		least = minRefused
	}
	x, usual := uint32(b.denied)*fine, uint32(b.refused)
	if b.told&toldRefused != 0 || uint32(b.denied) < least || x <= 5*usual+least*fine/2 {
		return
	}
	b.told |= toldRefused
	s.anomaly(e, tabard.AnomalyRefused, fmt.Sprintf("%.1f refused calls an hour", float64(usual)/fine), fmt.Sprintf("%d within this hour", b.denied),
		float64(x)/float64(max(usual, fine)))
}

func (s *State) spread(e *tabard.Event, b *baseline) {
	seen := b.distinct()
	if b.told&toldSpread != 0 || seen < minSpread || seen*fine <= 3*uint32(b.spread) {
		return
	}
	b.told |= toldSpread
	s.anomaly(e, tabard.AnomalySpread, fmt.Sprintf("at most %d things an hour", b.spread/fine), fmt.Sprintf("about %d within this hour", seen),
		float64(seen*fine)/float64(max(b.spread, fine)))
}

// cadence tells when what came at steady times comes at others. One long pause is none: a step counts for three octaves at most.
func (s *State) cadence(e *tabard.Event, b *baseline, learned bool) {
	between := s.now.time - s.now.before
	if s.now.before == 0 || between <= 0 {
		return
	}
	g := logGap(between)
	if b.gaps == 0 {
		b.gap, b.gapNow, b.gaps = g, g, 1
		return
	}
	low, high := b.gap-min(b.gap, 3*octave), b.gap+3*octave
	g = min(max(g, low), high)
	step := func(old, x uint16, n int) uint16 { return uint16(int(old) + (int(x)-int(old))/n) } //nolint:gosec // between the two
	b.gapNow = step(b.gapNow, g, gapsFast)
	moved := uint16(distance(uint32(b.gapNow), uint32(b.gap))) //nolint:gosec // of two such
	steady := b.gaps >= gapsEnough && b.gapOff < cadenceOff
	switch {
	case moved < cadenceMove/2:
		b.told &^= toldCadence
	case learned && steady && moved > cadenceMove && b.told&toldCadence == 0:
		b.told |= toldCadence
		s.anomaly(e, tabard.AnomalyCadence, "an event each "+ofGap(b.gap), "one each "+ofGap(b.gapNow), float64(moved)/float64(max(b.gapOff, 1)))
	}
	n := min(int(b.gaps), gapsSlow)
	b.gapOff = uint8(step(uint16(b.gapOff), uint16(distance(uint32(g), uint32(b.gap))), n)) //nolint:gosec // at most three octaves
	b.gap = step(b.gap, g, n)
	if b.gaps < 255 {
		b.gaps++
	}
}

// ofGap says a time between events, roughly.
func ofGap(g uint16) string {
	return (time.Duration(1<<(g/octave)) * time.Millisecond).Round(time.Millisecond).String()
}

// anomaly tells what was expected and seen.
func (s *State) anomaly(e *tabard.Event, of tabard.Anomaly, was, now string, unusual float64) {
	s.fact(tabard.Fact{Kind: tabard.FactAnomaly, Of: of, Identity: e.Actor.Key, Was: was, Now: now, Unusual: round(unusual)})
}

// novelty says how unusual something new of a sort is for an identity: the active hours in which there was none, for each one
// known so far; 0 for an identity that is not learned. What roams everywhere, or does something new every day, scores low.
func (s *State) novelty(i uint32, known int) float64 {
	b := s.baselines.at(i)
	if b.hours < learnHours || s.now.time-s.identities.all.at(i).first < learnSpan {
		return 0
	}
	return round(float64(b.hours) / float64(max(known, 1)))
}

// made counts what the actor brought into being.
func (s *State) made(e *tabard.Event) {
	if s.now.actor == 0 || s.now.time == 0 {
		return
	}
	b := s.baselines.at(s.now.actor)
	if b.made == 255 || b.hour != uint32(s.now.time/hour) { //nolint:gosec // hours since 1970
		return
	}
	if b.made++; b.made == manyBirths {
		s.anomaly(e, tabard.AnomalyBirths, "fewer than "+number(manyBirths)+" within an hour", number(manyBirths)+" credentials or identities within this hour", manyBirths)
	}
}

// ended tells that a credential works which was revoked before.
func (s *State) ended(e *tabard.Event, one *credential) {
	if one.state == revoked && one.expires != 0 && s.now.time > one.expires+endedGrace {
		s.anomaly(e, tabard.AnomalyEnded, "revoked on "+fromMicro(one.expires).Format(time.DateTime), e.Action, float64(s.now.time-one.expires)/float64(hour))
	}
}

// end revokes a credential. It ends there and then, if it did not before.
func (s *State) end(i uint32) {
	s.credentials.edit(i, func(one *credential) {
		one.state = revoked
		if s.now.time != 0 && (one.expires == 0 || one.expires > s.now.time) {
			one.expires = s.now.time
		}
	})
}

// revive makes a credential work again. The end that a revocation gave it is over; one that a record named is named again.
func (c *credential) revive() {
	if c.state == revoked {
		c.expires = 0
	}
	c.state = active
}
