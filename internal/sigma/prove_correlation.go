package sigma

import (
	"maps"
	"slices"
	"time"
)

// step is one record of a stream that proves a correlation.
type proofStep struct {
	rule   int
	family string
	values assignment
	at     time.Duration
}

// correlation generates a proof of a correlation.
func (v *prover) correlation(rule int) (Proof, error) {
	r := &v.program.rules[rule]
	steps, err := v.steps(rule, map[string]any{})
	if err != nil {
		return Proof{}, err
	}
	fires, err := v.streamFires(rule, steps)
	if err != nil {
		return Proof{}, err
	}
	if !fires || len(steps) == 0 {
		return Proof{}, refuse(r.Line, r.ID, "no stream was found that the correlation fires on")
	}
	proof := Proof{Fires: samples(steps)}
	for i := len(steps) - 1; i >= 0 && len(proof.Quiet) < 4; i-- {
		for _, field := range sortedKeys(v.fields(steps[i].rule)) {
			changed, ok := v.quiet(steps[i].rule, steps[i].family, steps[i].values, field)
			if !ok {
				continue
			}
			other := slices.Clone(steps)
			other[i].values = changed
			if fires, err := v.streamFires(rule, other); err == nil && !fires {
				proof.Quiet, proof.Changed = append(proof.Quiet, samples(other)), append(proof.Changed, field)
				break
			}
		}
	}
	for _, field := range r.correlation.groupBy {
		if apart, ok := v.apart(rule, steps, field); ok {
			proof.Quiet, proof.Changed = append(proof.Quiet, samples(apart)), append(proof.Changed, field)
		}
	}
	if len(proof.Quiet) == 0 {
		return proof, refuse(r.Line, r.ID, "no change of one field keeps the correlation quiet")
	}
	return proof, nil
}

// apart gives the last record another value of a field that groups.
func (v *prover) apart(rule int, steps []proofStep, field string) ([]proofStep, bool) {
	other := slices.Clone(steps)
	last := &other[len(other)-1]
	last.values = maps.Clone(last.values)
	for name := range last.values {
		if name == field || slices.Contains(v.aliased(rule, field), name) {
			last.values[name] = "another"
		}
	}
	fires, err := v.streamFires(rule, other)
	return other, err == nil && !fires
}

// aliased gives the fields that an alias stands for.
func (v *prover) aliased(rule int, field string) []string {
	return slices.Collect(maps.Values(v.program.rules[rule].correlation.aliases[field]))
}

func samples(steps []proofStep) []Sample {
	out := make([]Sample, len(steps))
	for i, s := range steps {
		out[i] = Sample{s.family, s.values.record(), proofStart.Add(s.at)}
	}
	return out
}

// streamFires tries a stream.
func (v *prover) streamFires(rule int, steps []proofStep) (bool, error) {
	c, err := v.program.Correlator(func(string) int { return 0 }, Settings{})
	if err != nil {
		return false, err
	}
	var hits []Hit
	for _, s := range samples(steps) {
		found, ok := v.try(s.Family, s.Record)
		if !ok {
			return false, nil
		}
		o := Observed{Family: s.Family, Slots: v.slots[s.Family], Time: s.Time, Hits: found}
		if s.Family == FamilyEvent {
			o.Family, o.Slots, o.Words = "", nil, v.slots[s.Family]
		}
		hits = c.Observe(o, hits)
	}
	hits = c.Flush(hits)
	return slices.ContainsFunc(hits, func(h Hit) bool { return h.Rule == rule && h.Group != nil }), nil
}

// steps plans a stream that a rule fires on, with given values of fields that it leaves free, and spreads it over the
// shortest timespan there is.
func (v *prover) steps(rule int, given map[string]any) ([]proofStep, error) {
	span := v.program.rules[rule].correlation.timespan
	all, err := v.unspread(rule, given, &span)
	for i := range all {
		all[i].at = span / time.Duration(len(all)+1) * time.Duration(i)
	}
	return all, err
}

// unspread plans the records without their times, and finds the shortest timespan.
func (v *prover) unspread(rule int, given map[string]any, span *time.Duration) ([]proofStep, error) {
	r := &v.program.rules[rule]
	c := r.correlation
	if c == nil {
		family := r.Families()[0]
		a, err := v.firing(rule, family, given)
		return []proofStep{{rule: rule, family: family, values: a}}, err
	}
	*span = min(*span, c.timespan)
	plan := c.plan()
	groups, err := v.groups(rule, plan, given)
	if err != nil {
		return nil, err
	}
	var all []proofStep
	for _, p := range plan {
		targets, err := v.program.resolve(rule, p.rule)
		if err != nil {
			return nil, err
		}
		values := maps.Clone(given)
		for _, field := range c.groupBy {
			give(values, c.named(field, p.rule), groups[field])
		}
		for _, field := range c.fields {
			give(values, c.named(field, p.rule), p.value)
		}
		steps, err := v.unspread(targets[0], values, span)
		if err != nil {
			return nil, err
		}
		if all = append(all, steps...); len(all) > mostPlanned {
			return nil, refuse(r.Line, r.ID, "a proof would take more than %d records", mostPlanned)
		}
	}
	return all, nil
}

// groups chooses values for the fields that group: what one of the rules asks for, else any.
func (v *prover) groups(rule int, plan []planned, given map[string]any) (map[string]any, error) {
	c := v.program.rules[rule].correlation
	groups := map[string]any{}
	for _, field := range c.groupBy {
		groups[field] = "group " + field
	}
	for _, p := range plan {
		targets, err := v.program.resolve(rule, p.rule)
		if err != nil {
			return nil, err
		}
		if v.program.matches[targets[0]] == nil {
			continue
		}
		a, err := v.firing(targets[0], v.program.rules[targets[0]].Families()[0], given)
		if err != nil {
			return nil, err
		}
		for _, field := range c.groupBy {
			if asked, ok := a[c.named(field, p.rule)]; ok && asked != (absent{}) {
				groups[field] = asked
			}
		}
	}
	return groups, nil
}

// named gives the name that a field has in the events of a rule.
func (c *correlation) named(field, rule string) string {
	if alias, ok := c.aliases[field]; ok {
		return alias[rule]
	}
	return field
}

// give sets a field unless it is set.
func give(values map[string]any, field string, value any) {
	if _, ok := values[field]; !ok {
		values[field] = value
	}
}
