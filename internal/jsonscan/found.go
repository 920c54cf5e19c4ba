package jsonscan

import "tabard.dev/tabard"

// mostNested is how many strings inside each other are entered. Each costs a few passes over what is in it, so that without
// a bound a record could buy a hundred passes with brackets alone. Real records nest two or three.
const mostNested = 4

// found adds the literal from start to end to the slots of a node.
func (c *Scanner) found(n *node, kind tabard.ValueKind, start, end int) {
	text := c.doc[start:end]
	if c.nested > 0 {
		start, end = 0, 0
	}
	for _, slot := range n.slots {
		v := c.slots.New(int(slot))
		v.Kind, v.Element, v.Text, v.Start, v.End = kind, n.isElement, text, start, end
	}
}

// open adds a value whose end is yet to come to the slots of a node and gives the place of the first.
func (c *Scanner) open(n *node, kind tabard.ValueKind) int {
	first := -1
	for _, slot := range n.slots {
		at := c.slots.Add(int(slot), tabard.Value{Kind: kind, Element: n.isElement})
		if first < 0 {
			first = at
		}
	}
	return first
}

// complete gives the values that open added their text.
func (c *Scanner) complete(n *node, first, start, end int) {
	text := c.doc[start:end]
	if c.nested > 0 {
		start, end = 0, 0
	}
	for i := range n.slots {
		c.slots.Complete(first+i, text, start, end)
	}
}

// foundString adds the string between the quotes at start and end to the slots of a node and scans what it holds. It
// reports whether to go on.
func (c *Scanner) foundString(n *node, start, end int, escaped bool, depth int) bool {
	text := c.doc[start+1 : end]
	if n.each {
		if escaped {
			c.text = unescape(c.text[:0], text)
			text = c.text
		}
		c.ended = !c.each(text)
		return !c.ended
	}
	if len(n.slots) == 0 && n.inside == nil {
		return true
	}
	if escaped {
		text = unescape(c.slots.Scratch(len(text))[:0], text)
	}
	end++
	if c.nested > 0 {
		start, end = 0, 0
	}
	for _, slot := range n.slots {
		v := c.slots.New(int(slot))
		v.Kind, v.Element, v.Text, v.Start, v.End = tabard.StringValue, n.isElement, text, start, end
	}
	if n.inside != nil && c.nested < mostNested {
		c.enter(n.inside, text, depth)
	}
	return true
}

// enter scans the content of a string where it is a JSON object or array, plain or URL-encoded. It is checked first, so that
// a string that is not sound JSON leaves nothing in the slots.
func (c *Scanner) enter(n *node, text []byte, depth int) {
	outer := c.doc
	c.doc = text
	c.nested++
	i := skip(text, 0)
	if looksEncoded(text[i:]) {
		c.doc, i = percentDecode(c.slots.Scratch(len(text) - i)[:0], text[i:]), 0
	}
	if i < len(c.doc) && (c.doc[i] == '{' || c.doc[i] == '[') {
		mark := c.names.mark()
		if c.sound(i, depth) {
			c.value(i, n, depth)
		}
		c.names.rewind(mark)
	}
	c.doc = outer
	c.nested--
}

// sound reports whether all of doc from i on is one sound value.
func (c *Scanner) sound(i, depth int) bool {
	skims := c.skims
	c.skims = false
	end := c.value(i, nil, depth)
	c.skims = skims
	return end >= 0 && skip(c.doc, end) == len(c.doc)
}

// looksEncoded reports whether a text starts with a URL-encoded brace or bracket.
func looksEncoded(text []byte) bool {
	return len(text) > 3 && text[0] == '%' && (text[1] == '7' || text[1] == '5') && text[2]|0x20 == 'b'
}

// percentDecode appends the text of a URL-encoded query component to dst, nothing of one with a bad escape. It never gets
// longer.
func percentDecode(dst, text []byte) []byte {
	for i := 0; i < len(text); i++ {
		switch b := text[i]; b {
		case '+':
			dst = append(dst, ' ')
		case '%':
			high, low := -1, -1
			if i+2 < len(text) {
				high, low = hexDigit(text[i+1]), hexDigit(text[i+2])
			}
			if high < 0 || low < 0 {
				return dst[:0]
			}
			dst = append(dst, byte(high<<4|low)) //nolint:gosec // two hexadecimal digits
			i += 2
		default:
			dst = append(dst, b)
		}
	}
	return dst
}
