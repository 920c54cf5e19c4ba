package inventory

import (
	"net/netip"
	"strings"
)

// source is a network address that records named.
type source struct {
	text    ref
	network ref // the /24 or /48 it is in; a name stands for itself
}

// sources finds addresses by their text, so that each is parsed once.
type sources struct {
	texts *texts
	all   column[source]
	index table
}

func newSources(t *texts) *sources {
	s := &sources{texts: t}
	s.index.hash = func(i uint32) uint64 { return t.hash(t.get(s.all.at(i).text)) }
	return s
}

// intern gives the index of an address, 0 for none.
func (s *sources) intern(text string) uint32 {
	if text == "" {
		return 0
	}
	text = bounded(text)
	hash := s.texts.hash(text)
	if i := s.index.find(hash, func(i uint32) bool { return s.texts.get(s.all.at(i).text) == text }); i != 0 {
		return i
	}
	i, entry := s.all.add()
	entry.text, entry.network = s.texts.put(text), s.texts.intern(network(text))
	s.index.put(hash, i)
	return i
}

func (s *sources) text(i uint32) string {
	if i == 0 {
		return ""
	}
	return s.texts.get(s.all.at(i).text)
}

func (s *sources) network(i uint32) ref {
	if i == 0 {
		return 0
	}
	return s.all.at(i).network
}

// network gives the /24 of an IPv4 address, the /48 of an IPv6 address, and anything else as it is.
func network(text string) string {
	host := strings.TrimSpace(text)
	addr, err := netip.ParseAddr(host)
	if err != nil {
		port, err := netip.ParseAddrPort(host)
		if err != nil {
			return oneLine(text)
		}
		addr = port.Addr()
	}
	addr = addr.Unmap().WithZone("")
	bits := 48
	if addr.Is4() {
		bits = 24
	}
	prefix, err := addr.Prefix(bits)
	if err != nil {
		return oneLine(text)
	}
	return prefix.String()
}

// oneLine replaces what would break a line: rows keep several texts, one a line.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '?'
		}
		return r
	}, text)
}
