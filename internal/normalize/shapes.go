package normalize

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/secretshape"
)

var (
	keyBegin = []byte("-----BEGIN ")
	keyEnd   = []byte("-----END ")
	keyWord  = []byte("PRIVATE KEY")
)

// shapes finds token shapes. It looks at every second pair of bytes, because a prefix of three bytes or more has one of its
// first two pairs at an even place: a record is read at memory speed and only real candidates are compared.
type shapes struct {
	byFirst [256][]secretshape.Shape
	pair    [1 << 10]uint64 // a bit for each pair of bytes, the first one the lower
	triple  [1 << 6]uint64  // a bit for the hash of each prefix's first three bytes
}

func newShapes(list []secretshape.Shape) *shapes {
	s := &shapes{}
	for _, one := range append(list, secretshape.Shape{Prefix: string(keyBegin)}) {
		s.byFirst[one.Prefix[0]] = append(s.byFirst[one.Prefix[0]], one)
		for i := range 2 {
			pair := uint64(one.Prefix[i]) | uint64(one.Prefix[i+1])<<8
			s.pair[pair>>6] |= 1 << (pair & 63)
		}
		h := tripleHash([]byte(one.Prefix))
		s.triple[h>>6] |= 1 << (h & 63)
	}
	return s
}

// tripleHash gives twelve bits for the first three bytes.
func tripleHash(b []byte) uint32 {
	return (uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16) * 0x9e3779b1 >> 20
}

// begins reports, as 0 or 1, whether the lower two bytes are one of the first two pairs of a prefix.
func (s *shapes) begins(pair uint64) uint64 { return s.pair[pair>>6&(1<<10-1)] >> (pair & 63) & 1 }

// find looks for tokens in all of a text.
func (s *shapes) find(text []byte, cut tabard.Cut, cuts []span) []span {
	cuts, _ = s.findIn(text, tabard.Span{End: len(text)}, 0, cut, cuts)
	return cuts
}

// findIn looks for tokens that begin in a part of a text, and not before the end of the last one found.
func (s *shapes) findIn(text []byte, in tabard.Span, done int, cut tabard.Cut, cuts []span) ([]span, int) {
	i := max(in.Start&^1, done&^1)
	for ; i+8 <= in.End; i += 8 {
		w := binary.LittleEndian.Uint64(text[i:])
		met := s.begins(w) | s.begins(w>>16)<<1 | s.begins(w>>32)<<2 | s.begins(w>>48)<<3
		for ; met != 0; met &= met - 1 {
			cuts, done = s.near(text, i+2*bits.TrailingZeros64(met), done, cut, cuts)
		}
	}
	for ; i < in.End && i+1 < len(text); i += 2 {
		if s.begins(uint64(text[i])|uint64(text[i+1])<<8) != 0 {
			cuts, done = s.near(text, i, done, cut, cuts)
		}
	}
	return cuts, done
}

// near looks for a token that begins at a place or right before it. Done is where the last one found ends.
func (s *shapes) near(record []byte, i, done int, cut tabard.Cut, cuts []span) ([]span, int) {
	for at := max(i-1, done); at <= i && at+2 < len(record); at++ {
		if h := tripleHash(record[at:]); s.triple[h>>6]>>(h&63)&1 == 0 {
			continue
		}
		if at > 0 && secretshape.TokenByte(record[at-1]) && !escapeBefore(record, at) {
			continue
		}
		if found, ok := s.at(record, at, cut); ok {
			return append(cuts, found), found.end
		}
	}
	return cuts, done
}

// at compares the shapes with a place where a word begins.
func (s *shapes) at(record []byte, at int, cut tabard.Cut) (span, bool) {
	for _, one := range s.byFirst[record[at]] {
		if len(record)-at < len(one.Prefix) || string(record[at:at+len(one.Prefix)]) != one.Prefix {
			continue
		}
		if one.Rest == 0 {
			return privateKey(record, at, cut)
		}
		end := at + len(one.Prefix)
		for end < len(record) && secretshape.TokenByte(record[end]) {
			end++
		}
		rest := record[at+len(one.Prefix) : end]
		if len(rest) >= one.Rest && bytes.Count(rest, []byte{'.'}) >= one.Dots {
			return span{start: at, end: end, text: cut(one.Kind, record[at:end])}, true
		}
	}
	return span{}, false
}

// escapeBefore reports whether the byte before a place ends a JSON escape such as \n, which is no part of a word.
func escapeBefore(record []byte, at int) bool { return at > 1 && record[at-2] == '\\' }

// privateKey cuts a PEM block from its first line to its last, or to the end of the string it is in.
func privateKey(record []byte, at int, cut tabard.Cut) (span, bool) {
	head := record[at:min(len(record), at+64)]
	if !bytes.Contains(head, keyWord) {
		return span{}, false
	}
	end := len(record)
	if i := bytes.Index(record[at:], keyEnd); i >= 0 {
		end = at + i + len(keyEnd)
		if j := bytes.Index(record[end:], []byte("-----")); j >= 0 && j < 64 {
			end += j + len("-----")
		}
	} else if i := bytes.IndexByte(record[at:], '"'); i >= 0 {
		end = at + i
	}
	return span{start: at, end: end, text: cut("private-key", record[at:end])}, true
}
