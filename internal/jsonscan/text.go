package jsonscan

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"

	"tabard.dev/tabard"
)

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// special marks the bytes of a word that a string cannot simply hold: quotes, backslashes, control characters and what is
// not ASCII. The lowest mark is exact; others may be wrong. A byte xor 2 is below 33 for control characters and the quote.
func special(w uint64) uint64 {
	return (w | ((w ^ ones*2) - ones*33) | ((w ^ ones*'\\') - ones)) & highs
}

// ordinary gives the offset of the first byte from i on that a string cannot simply hold.
func ordinary(doc []byte, i int) int {
	for uint(i)+8 <= uint(len(doc)) {
		if m := special(binary.LittleEndian.Uint64(doc[i : i+8 : i+8])); m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
		i += 8
	}
	for i < len(doc) && ' ' <= doc[i] && doc[i] < utf8.RuneSelf && doc[i] != '"' && doc[i] != '\\' {
		i++
	}
	return i
}

// str scans a string from behind its quote and gives the offset of the quote that ends it.
func (c *Scanner) str(i int) (end int, escaped bool) {
	doc := c.doc
	end = ordinary(doc, i)
	if end < len(doc) && doc[end] == '"' && end-i <= c.limits.String {
		if end-i >= tabard.LongText {
			c.long(i, end)
		}
		return end, false
	}
	if end, escaped = c.strFrom(i, end); end-i >= tabard.LongText {
		c.long(i, end)
	}
	return end, escaped
}

// long notes a string of the record itself that is long.
func (c *Scanner) long(start, end int) {
	if c.nested == 0 && c.slots != nil {
		c.slots.NoteLong(start, end)
	}
}

// strFrom is str for a string that is not all ordinary. Its bytes from start to i are.
func (c *Scanner) strFrom(start, i int) (end int, escaped bool) {
	doc := c.doc
	for ; i < len(doc); i = ordinary(doc, i) {
		switch b := doc[i]; {
		case b == '"':
			if i-start > c.limits.String {
				return c.tooMuch(start, "a string longer than %d bytes", c.limits.String), false
			}
			return i, escaped
		case b == '\\':
			n := escapeLen(doc[i:])
			if n == 0 {
				return c.fail(i, "a bad escape in a string"), false
			}
			escaped = true
			i += n
		case b < ' ':
			return c.fail(i, "a control character in a string"), false
		default:
			_, n := utf8.DecodeRune(doc[i:])
			if n == 1 {
				return c.fail(i, "a string that is not UTF-8"), false
			}
			i += n
		}
	}
	return c.fail(len(doc), "it ends inside a string"), false
}

// escapeLen gives the length of the escape at the start of b, 0 for a bad one. A surrogate pair is one escape.
func escapeLen(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch b[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		if r := hex4(b[2:]); r < 0 {
			return 0
		} else if !utf16.IsSurrogate(r) {
			return 6
		} else if surrogates(r, b[6:]) >= 0 {
			return 12
		}
	}
	return 0
}

// surrogates gives the character of a high surrogate and the escape of the low one that must follow, -1 for a bad pair.
func surrogates(high rune, b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return -1
	}
	if r := utf16.DecodeRune(high, hex4(b[2:])); r != utf8.RuneError {
		return r
	}
	return -1
}

// hex4 reads four hexadecimal digits, -1 when there are none.
func hex4(b []byte) rune {
	if len(b) < 4 {
		return -1
	}
	r := 0
	for _, d := range b[:4] {
		digit := hexDigit(d)
		if digit < 0 {
			return -1
		}
		r = r<<4 | digit
	}
	return rune(r)
}

// hexDigit gives the value of a hexadecimal digit, -1 for another byte.
func hexDigit(d byte) int {
	switch {
	case '0' <= d && d <= '9':
		return int(d - '0')
	case 'a' <= d && d <= 'f':
		return int(d - 'a' + 10)
	case 'A' <= d && d <= 'F':
		return int(d - 'A' + 10)
	}
	return -1
}

// unescape appends the text of the sound string content b to dst. It never gets longer.
func unescape(dst, b []byte) []byte {
	for i := 0; i < len(b); {
		if b[i] != '\\' {
			from := i
			for i < len(b) && b[i] != '\\' {
				i++
			}
			dst = append(dst, b[from:i]...)
			continue
		}
		switch d := b[i+1]; d {
		case 'b':
			dst = append(dst, '\b')
		case 'f':
			dst = append(dst, '\f')
		case 'n':
			dst = append(dst, '\n')
		case 'r':
			dst = append(dst, '\r')
		case 't':
			dst = append(dst, '\t')
		case 'u':
			r := hex4(b[i+2:])
			i += 4
			if utf16.IsSurrogate(r) {
				r = surrogates(r, b[i+2:])
				i += 6
			}
			dst = utf8.AppendRune(dst, r)
		default:
			dst = append(dst, d)
		}
		i += 2
	}
	return dst
}

// literal scans true, false or null.
func (c *Scanner) literal(i int, word string, kind tabard.ValueKind, n *node) int {
	end := i + len(word)
	if end > len(c.doc) || string(c.doc[i:end]) != word {
		return c.fail(i, "a word that is not true, false or null")
	}
	if n != nil {
		c.found(n, kind, i, end)
	}
	return end
}

// number scans the number at i.
func (c *Scanner) number(i int) int {
	start := i
	if c.doc[i] == '-' {
		i++
	}
	if i < len(c.doc) && c.doc[i] == '0' {
		i++
	} else if i = c.digits(i); i < 0 {
		return -1
	}
	if i < len(c.doc) && c.doc[i] == '.' {
		if i = c.digits(i + 1); i < 0 {
			return -1
		}
	}
	if i < len(c.doc) && c.doc[i]|0x20 == 'e' {
		i++
		if i < len(c.doc) && (c.doc[i] == '+' || c.doc[i] == '-') {
			i++
		}
		if i = c.digits(i); i < 0 {
			return -1
		}
	}
	if i-start > c.limits.Number {
		return c.tooMuch(start, "a number longer than %d bytes", c.limits.Number)
	}
	return i
}

// digits scans one digit or more.
func (c *Scanner) digits(i int) int {
	start := i
	for i < len(c.doc) && c.doc[i]-'0' <= 9 {
		i++
	}
	if i == start {
		return c.unexpected(i, "a digit")
	}
	return i
}
