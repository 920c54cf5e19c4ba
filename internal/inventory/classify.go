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

// judge weighs marks: those for one kind add up as independent evidence, and the second best kind takes from the best.
func (j *judgements) judge(marks []uint16) tabard.Judged {
	judged := tabard.Judged{Value: tabard.KindUnknown, Evidence: make([]tabard.Evidence, 0, len(marks))}
	kinds := [...]tabard.Kind{tabard.KindAgent, tabard.KindHuman, tabard.KindService, tabard.KindWorkload}
	var doubt [len(kinds)]float64
	for k := range doubt {
		doubt[k] = 1
	}
	for _, m := range marks {
		line := &j.marks.all[m]
		judged.Evidence = append(judged.Evidence, line.evidence())
		doubt[slices.Index(kinds[:], line.Kind)] *= 1 - line.Weight
	}
	best, second := 0, -1
	for k := 1; k < len(doubt); k++ {
		switch {
		case doubt[k] < doubt[best]:
			best, second = k, best
		case second < 0 || doubt[k] < doubt[second]: //nolint:gosec // indexes of doubt
			second = k
		}
	}
	if 1-doubt[best] < sureEnough || doubt[second]-doubt[best] < farEnough { //nolint:gosec // indexes of doubt
		return judged
	}
	judged.Value = kinds[best]
	judged.Confidence = round((1 - doubt[best]) * (1 + doubt[second]) / 2) //nolint:gosec // an index of doubt
	return judged
}

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
