package inventory

import (
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// client is what a user agent says of the program behind it.
type client struct {
	family ref // its name without version and platform
	marks  []uint16
}

// agents remembers what user agents say. They vary without end, so it forgets them all when it has too many.
type agents struct {
	texts *texts
	marks *Marks
	known map[string]client
	plain map[ref]bool // families of programs: whether they say nothing of who uses them
}

const maxKnownAgents = 8192

func newAgents(t *texts, marks *Marks) *agents {
	return &agents{texts: t, marks: marks, known: map[string]client{}, plain: map[ref]bool{}}
}

func (a *agents) of(userAgent string) client {
	if userAgent == "" {
		return client{}
	}
	if c, ok := a.known[userAgent]; ok {
		return c
	}
	if len(a.known) >= maxKnownAgents {
		clear(a.known)
	}
	c := client{family: a.texts.intern(agentFamily(userAgent)), marks: a.marks.matching(a.marks.userAgents, userAgent)}
	a.known[userAgent] = c
	return c
}

// generic reports whether a program's name says nothing of its user, or that it is an agent: a library for requests, or one with
// agents' marks. Using another program beside it does not make one lent.
func (a *agents) generic(family ref) bool {
	is, known := a.plain[family]
	if !known {
		name := a.texts.get(family)
		is = slices.ContainsFunc(a.marks.matching(a.marks.userAgents, name+"/"), func(m uint16) bool { return a.marks.all[m].Kind == tabard.KindAgent }) ||
			slices.ContainsFunc(a.marks.libraries, func(pattern string) bool { return glob(pattern, strings.ToLower(name)) })
		a.plain[family] = is
	}
	return is
}

// browsers are the products in a browser's user agent that tell which one it is, most telling first.
var browsers = []string{"Edg", "OPR", "Firefox", "Chrome", "Safari"}

// maxFamily bounds the name of a program.
const maxFamily = 64

// agentFamily gives the program's name in a user agent: the first product, without its version.
func agentFamily(userAgent string) string {
	text := strings.Trim(userAgent, "[]() \t")
	if strings.HasPrefix(text, "Mozilla/") {
		for _, b := range browsers {
			if strings.Contains(text, b+"/") {
				return b
			}
		}
	}
	name := text
	if end := strings.IndexFunc(text, func(r rune) bool { return r == '/' || r <= ' ' || r == '(' || r == ';' || r == 0x7f }); end > 0 {
		name = text[:end]
	}
	if len(name) > maxFamily {
		name = name[:maxFamily]
	}
	return strings.ToValidUTF8(name, "?")
}
