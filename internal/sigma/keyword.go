package sigma

import (
	"bytes"
	"slices"
)

// lookForKeywords looks through the record's strings, once for each record, and reports whether any keyword was found.
func (x *matching) lookForKeywords() bool {
	if x.keywordsAt != x.epoch {
		x.keywordsAt = x.epoch
		clear(x.keywordFound)
		for i, k := range x.keywords {
			x.keywordFound[i] = k.raw != "" && bytes.Contains(x.record, unsafeBytes(k.raw))
		}
		if len(x.record) > 0 {
			if x.scanner.EachString(x.record, x.onString) != nil { // it is not JSON: all of it is one text
				x.keywordsIn(x.record)
			}
		}
	}
	return slices.Contains(x.keywordFound, true)
}

// keywordsIn looks for keywords in one string.
func (x *matching) keywordsIn(text []byte) bool {
	start := len(x.scratch)
	folded := x.fold(text)
	more, rest := x.index.finder != nil, folded
	for state := uint32(0); more; {
		if state, rest, more = x.index.finder.step(state, rest); more {
			for _, found := range x.index.finder.at(state) {
				x.tryKeyword(x.index.finds[found], text, folded)
			}
		}
	}
	for _, k := range x.index.unfound {
		x.tryKeyword(k, text, folded)
	}
	x.scratch = x.scratch[:min(start, len(x.scratch))]
	return true
}

func (x *matching) tryKeyword(k int32, text, folded []byte) {
	if !x.keywordFound[k] {
		x.keywordFound[k] = x.inText(x.keywords[k], text, folded)
	}
}
