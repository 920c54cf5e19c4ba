package inventory

import (
	"hash/maphash"
	"strings"
)

// native is the native id of an identity in two parts: its start, which many share ("arn:aws:iam::123456789012:role/"), and its
// end. Ids are most of what an inventory holds.
type native struct{ start, end ref }

// minStart is the shortest start that is worth a reference of its own.
const minStart = 16

// putNative stores a native id.
func (t *texts) putNative(text string) native {
	text = bounded(text)
	at := strings.LastIndexAny(text, "/:") + 1
	if at < minStart || at == len(text) {
		at = 0
	}
	return native{start: t.intern(text[:at]), end: t.put(text[at:])}
}

// native gives a native id.
func (t *texts) native(n native) string {
	if n.start == 0 {
		return t.get(n.end)
	}
	return t.get(n.start) + t.get(n.end)
}

// isNative compares a native id without putting it together.
func (t *texts) isNative(n native, text string) bool {
	start, end := t.get(n.start), t.get(n.end)
	return len(text) == len(start)+len(end) && text[:len(start)] == start && text[len(start):] == end
}

// hashNative is the hash of the whole.
func (t *texts) hashNative(n native) uint64 {
	if n.start == 0 {
		return t.hash(t.get(n.end))
	}
	var h maphash.Hash
	h.SetSeed(t.seed)
	_, _ = h.WriteString(t.get(n.start)) // a hash takes everything
	_, _ = h.WriteString(t.get(n.end))
	return h.Sum64()
}
