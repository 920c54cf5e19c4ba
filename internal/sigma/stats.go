package sigma

import "time"

// Stats say what a rule cost and gave in one matcher.
type Stats struct {
	Asked   uint64        // events it was evaluated for
	Matched uint64        // events it matched
	Time    time.Duration // spent on evaluating it, from a sample
}

// sampled is one in how many evaluations is timed.
const sampled = 256

// judge evaluates a rule and keeps count.
func (x *matching) judge(r int32) bool {
	c := &x.counts[r]
	c.Asked++
	var yes bool
	if c.Asked%sampled == 1 {
		start := time.Now()
		yes = x.eval(x.rules[r].root)
		c.Time += sampled * time.Since(start)
	} else {
		yes = x.eval(x.rules[r].root)
	}
	if yes {
		c.Matched++
	}
	return yes
}

// Stats adds up what each rule cost and gave, by its index in [Program.Rules].
func (m *Matcher) Stats() []Stats {
	sums := make([]Stats, len(m.program.rules))
	for _, x := range m.families {
		if x == nil {
			continue
		}
		for i, c := range x.counts {
			s := &sums[x.rules[i].rule]
			s.Asked, s.Matched, s.Time = s.Asked+c.Asked, s.Matched+c.Matched, s.Time+c.Time
		}
	}
	return sums
}
