package sigma

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"
)

const (
	eachByte = 0x0101010101010101
	highBits = 0x8080808080808080
)

// upperBits marks the upper-case ASCII letters of a word that holds only ASCII.
func upperBits(w uint64) uint64 {
	atLeastA := w + (0x80-'A')*eachByte
	beyondZ := w + (0x7f-'Z')*eachByte
	return atLeastA &^ beyondZ & highBits
}

// foldedAlready reports whether text is ASCII without upper-case letters, and whether it is ASCII at all.
func foldedAlready(text []byte) (folded, ascii bool) {
	var upper, high uint64
	i := 0
	for ; i+8 <= len(text); i += 8 {
		w := binary.LittleEndian.Uint64(text[i:])
		high |= w & highBits
		upper |= upperBits(w &^ highBits)
	}
	for ; i < len(text); i++ {
		c := text[i]
		high |= uint64(c & 0x80)
		if 'A' <= c && c <= 'Z' {
			upper = 1
		}
	}
	return upper|high == 0, high == 0
}

// appendFolded appends text with every character replaced by the one that stands for all that differ from it in case only.
func appendFolded(dst, text []byte, ascii bool) []byte {
	if ascii {
		at := len(dst)
		dst = append(dst, text...)
		for i, c := range dst[at:] {
			if 'A' <= c && c <= 'Z' {
				dst[at+i] = c + 0x20
			}
		}
		return dst
	}
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if r == utf8.RuneError && n <= 1 {
			dst = append(dst, text[0])
		} else {
			dst = utf8.AppendRune(dst, foldRune(r))
		}
		text = text[n:]
	}
	return dst
}

// foldRune gives the character that stands for all that differ from r in case only: the lower-case ASCII letter if there is
// one among them, else the first in Unicode's order.
func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 0x20
		}
		return r
	}
	first := r
	for c := unicode.SimpleFold(r); c != r; c = unicode.SimpleFold(c) {
		if c < utf8.RuneSelf {
			return foldRune(c)
		}
		first = min(first, c)
	}
	return first
}

// fold gives a text of a rule as texts of records are folded.
func fold(s string) string {
	_, ascii := foldedAlready([]byte(s))
	return string(appendFolded(nil, []byte(s), ascii))
}

// hashFolded hashes ASCII text without regard to case. It reports false for text that is not ASCII, which has to be folded
// first.
func hashFolded(text []byte) (uint64, bool) {
	h := uint64(len(text)) * hashFactor
	var high uint64
	for len(text) >= 8 {
		w := binary.LittleEndian.Uint64(text)
		high |= w & highBits
		h = mix(h, w|upperBits(w&^highBits)>>2)
		text = text[8:]
	}
	if len(text) > 0 {
		var w uint64
		for i, c := range text {
			w |= uint64(c) << (8 * i)
		}
		high |= w & highBits
		h = mix(h, w|upperBits(w&^highBits)>>2)
	}
	return h, high == 0
}

// hashText hashes text that is folded already.
func hashText(text []byte) uint64 {
	h := uint64(len(text)) * hashFactor
	for len(text) >= 8 {
		h = mix(h, binary.LittleEndian.Uint64(text))
		text = text[8:]
	}
	if len(text) > 0 {
		var w uint64
		for i, c := range text {
			w |= uint64(c) << (8 * i)
		}
		h = mix(h, w)
	}
	return h
}

const hashFactor = 0x9e3779b97f4a7c15

func mix(h, w uint64) uint64 {
	h = (h ^ w) * hashFactor
	return h ^ h>>32
}
