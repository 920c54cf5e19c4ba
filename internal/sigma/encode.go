package sigma

import (
	"encoding/base64"
	"encoding/binary"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxForms bounds how many texts one value may stand for after its modifiers.
const maxForms = 4096

// wide gives text in UTF-16 of the given byte order.
func wide(s string, order binary.AppendByteOrder) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

// wide gives the pattern with its texts in UTF-16.
func (p pattern) wide(order binary.AppendByteOrder) pattern {
	out := make(pattern, len(p))
	for i, c := range p {
		if c.kind == pieceText {
			c.text = wide(c.text, order)
		}
		out[i] = c
	}
	return out
}

// byteOrderMark is how UTF-16 text, read as characters, starts; its bytes are ff fe.
const byteOrderMark = "\ufeff"

// encodedBytes gives the bytes that the base64 modifiers encode.
func encodedBytes(s string, marked bool) string {
	if rest, ok := strings.CutPrefix(s, byteOrderMark); ok && marked {
		return "\xff\xfe" + rest
	}
	return s
}

// base64Offsets gives what is sure to be in the base64 text of anything that holds s, for each of the three places where s
// can start.
func base64Offsets(s string) []string {
	starts, ends := [3]int{0, 2, 3}, [3]int{0, 3, 2}
	var all []string
	for i := range 3 {
		text := base64.StdEncoding.EncodeToString([]byte(strings.Repeat(" ", i) + s))
		from, to := starts[i], len(text)-ends[(len(s)+i)%3]
		if from < to {
			all = append(all, text[from:to])
		}
	}
	return all
}

var windowsFlag = regexp.MustCompile(`(^|[^\pL\pN_])([-/–—―])([\pL\pN_])`)

// windash replaces the dashes that start a word by a piece that stands for any dash.
func windash(p pattern) pattern {
	var out pattern
	for _, c := range p {
		if c.kind != pieceText {
			out = append(out, c)
			continue
		}
		rest := c.text
		for {
			m := windowsFlag.FindStringSubmatchIndex(rest)
			if m == nil {
				break
			}
			out = append(out, piece{pieceText, rest[:m[4]]}, piece{kind: pieceDash})
			rest = rest[m[5]:]
		}
		out = append(out, piece{pieceText, rest})
	}
	return out.joined()
}

// spelled gives every text a pattern with dashes stands for; false when there are too many.
func (p pattern) spelled() ([]pattern, bool) {
	all := []pattern{nil}
	for _, c := range p {
		if c.kind != pieceDash {
			for i := range all {
				all[i] = append(all[i], c)
			}
			continue
		}
		var more []pattern
		for _, d := range dashes {
			for _, a := range all {
				more = append(more, append(slices.Clip(a), piece{pieceText, string(d)}))
			}
		}
		if len(more) > maxForms {
			return nil, false
		}
		all = more
	}
	for i := range all {
		all[i] = all[i].joined()
	}
	return all, true
}

// readable reports whether the pattern's texts can be in a JSON string.
func (p pattern) readable() bool {
	for _, c := range p {
		if !utf8.ValidString(c.text) {
			return false
		}
	}
	return true
}
