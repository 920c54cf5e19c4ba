package inventory

import (
	"encoding/json/v2"
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// judgement is a set of marks and the kind they amount to. Few differ, so identities share them.
type judgement struct {
	marks    []uint16 // in the order they were seen
	judged   tabard.Judged
	evidence string // JSON
	keys     string // one a line
}

// judgements interns sets of marks. Judgement 0 is the empty one: unknown.
type judgements struct {
	marks *Marks
	all   []judgement
	byKey map[string]uint32
}

// maxMarks bounds the evidence for one identity.
const maxMarks = 12

func newJudgements(marks *Marks) *judgements {
	j := &judgements{marks: marks, byKey: map[string]uint32{}}
	j.intern(nil)
	return j
}

// with gives the judgement that has one mark more.
func (j *judgements) with(i uint32, m uint16) uint32 {
	have := j.all[i].marks
	if len(have) >= maxMarks || slices.Contains(have, m) {
		return i
	}
	return j.intern(append(slices.Clone(have), m))
}

func (j *judgements) intern(marks []uint16) uint32 {
	var key strings.Builder
	for _, m := range marks {
		key.WriteString(j.marks.all[m].key())
		key.WriteByte('\n')
	}
	if i, ok := j.byKey[key.String()]; ok {
		return i
	}
	made := judgement{marks: marks, judged: j.judge(marks), keys: strings.TrimSuffix(key.String(), "\n")}
	made.evidence = evidenceJSON(made.judged.Evidence)
	i := uint32(len(j.all)) //nolint:gosec // bounded by the combinations of marks
	j.all = append(j.all, made)
	j.byKey[key.String()] = i
	return i
}

// restore gives the judgement of a row. Marks that are no longer known are dropped: the file may have changed.
func (j *judgements) restore(keys string) uint32 {
	var marks []uint16
	for key := range strings.Lines(keys) {
		if m, ok := j.marks.byKey[strings.TrimSuffix(key, "\n")]; ok {
			marks = append(marks, m)
		}
	}
	return j.intern(marks)
}

// Thresholds of the judgement: what is less sure, or too close between two kinds, stays unknown.
const (
	sureEnough = 0.5
	farEnough  = 0.04
)

// judge weighs marks. Those for one kind add up as independent evidence. What tells that it is a program of another sort, or a
// human, takes from an agent; what only tells the sort of account does not, since agents have such accounts. What is no agent is
// the best of the other kinds, less the second best.
func (j *judgements) judge(marks []uint16) tabard.Judged {
	judged := tabard.Judged{Value: tabard.KindUnknown, Evidence: make([]tabard.Evidence, 0, len(marks))}
	kinds := [...]tabard.Kind{tabard.KindHuman, tabard.KindService, tabard.KindWorkload}
	agent, against, lent := 1.0, 1.0, 0.0 // doubts, and the weightiest of the programs that came later
	doubt := [len(kinds)]float64{1, 1, 1}
	for _, m := range marks {
		line := &j.marks.all[m]
		judged.Evidence = append(judged.Evidence, line.evidence())
		switch {
		case line.Field == later:
			lent = max(lent, line.Weight)
		case line.Kind == tabard.KindAgent:
			agent *= 1 - line.Weight
		default:
			doubt[slices.Index(kinds[:], line.Kind)] *= 1 - line.Weight
			if !line.Form || line.Kind == tabard.KindHuman {
				against *= 1 - line.Weight
			}
		}
	}
	agent *= 1 - lent
	if 1-agent >= sureEnough && against-agent >= farEnough {
		judged.Value, judged.Confidence = tabard.KindAgent, j.marks.sure(agent, against)
		return judged
	}
	best := 0
	for k := range doubt {
		if doubt[k] < doubt[best] {
			best = k
		}
	}
	second := agent // an agent that is nearly one
	if program := kinds[best] != tabard.KindHuman; program && agent > 1-sureEnough {
		second = 1
	}
	for k := range doubt {
		if k != best && (kinds[best] == tabard.KindHuman) != (kinds[k] == tabard.KindHuman) {
			second = min(second, doubt[k]) // a service and a workload do not speak against each other
		}
	}
	if 1-doubt[best] >= sureEnough && second-doubt[best] >= farEnough {
		judged.Value, judged.Confidence = kinds[best], j.marks.sure(doubt[best], second)
	}
	return judged
}

// sure gives the confidence that is left with a doubt in what was judged and one in the next best. Marks are chosen with care, so
// that less of the doubt is there in truth than their weights say: how much was measured.
func (m *Marks) sure(doubt, next float64) float64 { return round(1 - m.doubt*(1-(1-doubt)*(1+next)/2)) }

// round cuts a confidence to three digits, so that it is the same on every machine.
func round(x float64) float64 { return float64(int(x*1000+0.5)) / 1000 }

func evidenceJSON(all []tabard.Evidence) string {
	if len(all) == 0 {
		return "[]"
	}
	text, err := json.Marshal(all)
	if err != nil {
		return "[]" // texts and numbers always encode
	}
	return string(text)
}
