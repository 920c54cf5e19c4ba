package normalize

import (
	"bytes"
)

// Conceal cuts secrets out of a record that was refused, whose family may be one that was only expected. A whole record loses
// what Decode cuts out. In one that is no longer JSON at some place nothing says what stood where, so texts before that place are
// hidden, and what comes after it is left out. Everything goes through [Redactor.Mask] besides.
func (d *Decoder) Conceal(name string, record []byte) []byte {
	i, known := d.set.byName[d.Among(name, record)]
	if !known {
		return d.redactor.Mask(record)
	}
	sound := soundStart(record)
	switch text := bytes.TrimSpace(record); {
	case sound == 0:
		if redact := d.set.families[i].Redact; redact != nil {
			record = redact(record, d.redactor.Cut)
		}
	case sound < len(text):
		record = append(hideTexts(record[:sound]), "…"...)
	default:
		clean, err := d.clean(i, text)
		if err != nil {
			clean = hideTexts(text)
		}
		record = clean
	}
	return d.redactor.Mask(record)
}

// clean cuts the secrets out of a record that need not say anything.
func (d *Decoder) clean(family int, record []byte) ([]byte, error) {
	slots := d.refused.slots(d, family)
	f := &d.set.families[family]
	if err := f.fields(record, slots); err != nil {
		return nil, err
	}
	return d.redact(f, record, slots)
}

// soundStart gives how far a text that begins an object or array looks like one, up to the end of its last whole value. It is 0
// for other text.
func soundStart(text []byte) (sound int) {
	var open []byte // what closes what is open
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '{', '[':
			if len(open) == 0 && sound > 0 {
				return sound
			}
			open = append(open, c+2) // } and ] come two after { and [
		case '}', ']':
			if len(open) == 0 || open[len(open)-1] != c {
				return sound
			}
			open = open[:len(open)-1]
			sound = i + 1
		case '"':
			end := stringEnd(text, i)
			if end == 0 || len(open) == 0 {
				return sound
			}
			i, sound = end-1, end
		default:
			if len(open) == 0 && c > ' ' {
				return sound
			}
		}
	}
	return sound
}

// stringEnd gives the place behind a string, 0 when it does not end.
func stringEnd(text []byte, at int) int {
	for i := at + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

// hideTexts replaces every string that is no name.
func hideTexts(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		end := 0
		if text[i] == '"' {
			end = stringEnd(text, i)
		}
		if end == 0 {
			out = append(out, text[i])
			continue
		}
		if rest := bytes.TrimLeft(text[end:], " \t\r\n"); len(rest) > 0 && rest[0] == ':' {
			out = append(out, text[i:end]...)
		} else {
			out = append(out, `"[hidden]"`...)
		}
		i = end - 1
	}
	return out
}
