package tabard

import "bytes"

// SpaceEnd gives the offset of the first byte from at on that is no white space.
func SpaceEnd(doc []byte, at int) int {
	for at < len(doc) && (doc[at] == ' ' || doc[at] == '\n' || doc[at] == '\r' || doc[at] == '\t') {
		at++
	}
	return at
}

// ValueEnd gives the offset behind the value that starts at at, -1 where none does. It follows brackets and strings only, and
// relies on it that the document was found sound before.
func ValueEnd(doc []byte, at int) int {
	if at < 0 || at >= len(doc) {
		return -1
	}
	switch doc[at] {
	case '"':
		return stringEnd(doc, at)
	case '{', '[':
		return containerEnd(doc, at)
	case '}', ']', ',', ':':
		return -1
	}
	for at < len(doc) && !delimits(doc[at]) {
		at++
	}
	return at
}

func delimits(c byte) bool {
	switch c {
	case ',', '}', ']', ' ', '\n', '\r', '\t':
		return true
	}
	return false
}

func stringEnd(doc []byte, at int) int {
	for at++; at < len(doc); at++ {
		n := bytes.IndexByte(doc[at:], '"')
		if n < 0 {
			return -1
		}
		escapes := 0
		for end := at + n - 1; end >= at && doc[end] == '\\'; end-- {
			escapes++
		}
		if at += n; escapes%2 == 0 {
			return at + 1
		}
	}
	return -1
}

func containerEnd(doc []byte, at int) int {
	for depth := 0; at >= 0 && at < len(doc); {
		switch doc[at] {
		case '"':
			at = stringEnd(doc, at)
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return at + 1
			}
		}
		at++
	}
	return -1
}

// Walk steps through the members of an object, or the elements of a list, at a place in a document: f is given where each
// begins and the name as it is written, nil in a list, and gives the offset behind the value. The result is the offset
// behind it all, -1 after an f that gave -1 and where the document is not sound.
func Walk(doc []byte, at int, f func(name []byte, at int) int) int {
	object := doc[at] == '{'
	closing := doc[at] + 2 // of both brackets
	if at = SpaceEnd(doc, at+1); at < len(doc) && doc[at] == closing {
		return at + 1
	}
	for {
		var name []byte
		if object {
			if at >= len(doc) || doc[at] != '"' {
				return -1
			}
			end := stringEnd(doc, at)
			if end < 0 {
				return -1
			}
			name = doc[at+1 : end-1]
			if at = SpaceEnd(doc, end); at >= len(doc) || doc[at] != ':' {
				return -1
			}
			at = SpaceEnd(doc, at+1)
		}
		if at >= len(doc) {
			return -1
		}
		if at = f(name, at); at < 0 {
			return -1
		}
		at = SpaceEnd(doc, at)
		switch {
		case at < len(doc) && doc[at] == ',':
			at = SpaceEnd(doc, at+1)
		case at < len(doc) && doc[at] == closing:
			return at + 1
		default:
			return -1
		}
	}
}
