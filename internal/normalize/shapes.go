package normalize

import (
	"bytes"

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
	pair    [1 << 10]uint64 // a bit for each pair of bytes
}

func newShapes(list []secretshape.Shape) *shapes {
	s := &shapes{}
	for _, one := range append(list, secretshape.Shape{Prefix: string(keyBegin)}) {
		s.byFirst[one.Prefix[0]] = append(s.byFirst[one.Prefix[0]], one)
		for i := range 2 {
			pair := int(one.Prefix[i])<<8 | int(one.Prefix[i+1])
			s.pair[pair>>6] |= 1 << (pair & 63)
		}
	}
	return s
}

func (s *shapes) find(record []byte, cut tabard.Cut, cuts []span) []span {
	done := 0
	for i := 0; i+1 < len(record); i += 2 {
		pair := int(record[i])<<8 | int(record[i+1])
		if s.pair[pair>>6]>>(pair&63)&1 == 0 {
			continue
		}
		for at := max(i-1, done); at <= i; at++ {
			if s.byFirst[record[at]] == nil || at > 0 && secretshape.TokenByte(record[at-1]) && !escapeBefore(record, at) {
				continue
			}
			if found, ok := s.at(record, at, cut); ok {
				cuts = append(cuts, found)
				done = found.end
				break
			}
		}
	}
	return cuts
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
