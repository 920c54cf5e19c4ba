package normalize

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"sort"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/secretshape"
)

// Redactor cuts secrets out of records. It may be shared.
type Redactor struct {
	key   []byte
	shape *shapes
}

// NewRedactor makes a redactor whose fingerprints are HMACs under the key. Without a key the text that stands for a secret
// names only its kind, so that nothing about the value can be tried out.
func NewRedactor(key []byte) *Redactor {
	return &Redactor{key: key, shape: newShapes(secretshape.All())}
}

// Cut implements [tabard.Cut].
func (r *Redactor) Cut(kind string, value []byte) string {
	if len(r.key) == 0 {
		return "[redacted:" + kind + "]"
	}
	mac := hmac.New(sha256.New, r.key)
	mac.Write(value)
	return "[redacted:" + kind + ":" + hex.EncodeToString(mac.Sum(nil)[:8]) + "]"
}

// span is a piece of a record that is to be replaced.
type span struct {
	start, end int
	text       string
	order      int // of several for the same place the least counts
}

// cut gives the record without the secrets at its family's secret paths and without well-known token shapes: the same
// slice when it has none. The slots must be those of this very record.
func (r *Redactor) cut(f *family, record []byte, slots *tabard.Slots) []byte {
	var cuts []span
	for slot := range slots.Between(f.secrets, f.rules) {
		v := slots.First(slot)
		for ok := true; ok; v, ok = slots.Next(v) {
			if cut, is := r.cutValue(v, f.Secrets[slot-f.secrets].Kind); is {
				cut.order = slot
				cuts = append(cuts, cut)
			}
		}
	}
	if f.plain(record) {
		cuts = r.shape.find(record, r.Cut, cuts)
	} else {
		done := 0
		for _, in := range slots.Long() { // no token is in a shorter one
			cuts, done = r.shape.findIn(record, in, done, r.Cut, cuts)
		}
	}
	if len(cuts) == 0 {
		return record
	}
	return replace(record, cuts)
}

// cutValue replaces a value at a secret path by a JSON string. A null or empty value is no secret, and one that was cut
// before stays as it is.
func (r *Redactor) cutValue(v tabard.Value, kind string) (span, bool) {
	if v.Kind == tabard.NullValue || v.End == 0 || len(v.Text) == 0 || bytes.HasPrefix(v.Text, []byte("[redacted:")) {
		return span{}, false
	}
	return span{start: v.Start, end: v.End, text: `"` + r.Cut(kind, v.Text) + `"`}, true
}

// replace puts the texts in. Of spans that overlap, the one that starts first wins, and the longest of those.
func replace(record []byte, cuts []span) []byte {
	sort.SliceStable(cuts, func(i, j int) bool {
		if cuts[i].start != cuts[j].start {
			return cuts[i].start < cuts[j].start
		}
		if cuts[i].end != cuts[j].end {
			return cuts[i].end > cuts[j].end
		}
		return cuts[i].order < cuts[j].order
	})
	out := make([]byte, 0, len(record)+64*len(cuts))
	at := 0
	for _, cut := range cuts {
		if cut.start < at {
			continue
		}
		out = append(out, record[at:cut.start]...)
		out = append(out, cut.text...)
		at = cut.end
	}
	return append(out, record[at:]...)
}
