package dial

import "net/netip"

// span is a range of addresses that is not the public Internet.
type span struct {
	prefix netip.Prefix
	what   string
}

// spans are the special ranges of the IANA registries for IPv4 and IPv6 that a server has no business with.
func spans() []span {
	var all []span
	for _, s := range []struct{ prefix, what string }{
		{"0.0.0.0/8", "this network"},
		{"10.0.0.0/8", "a private network"},
		{"100.64.0.0/10", "a carrier's network"},
		{"127.0.0.0/8", "this machine"},
		{"169.254.0.0/16", "link-local"},
		{"172.16.0.0/12", "a private network"},
		{"192.0.0.0/24", "reserved for protocols"},
		{"192.0.2.0/24", "for documentation"},
		{"192.88.99.0/24", "reserved"},
		{"192.168.0.0/16", "a private network"},
		{"198.18.0.0/15", "for benchmarks"},
		{"198.51.100.0/24", "for documentation"},
		{"203.0.113.0/24", "for documentation"},
		{"224.0.0.0/4", "multicast"},
		{"240.0.0.0/4", "reserved"},
		{"::/128", "no address"},
		{"::1/128", "this machine"},
		{"64:ff9b:1::/48", "a private translation"},
		{"100::/64", "discarded"},
		{"2001:db8::/32", "for documentation"},
		{"3fff::/20", "for documentation"},
		{"5f00::/16", "for segment routing"},
		{"fc00::/7", "a private network"},
		{"fe80::/10", "link-local"},
		{"fec0::/10", "site-local"},
		{"ff00::/8", "multicast"},
	} {
		all = append(all, span{netip.MustParsePrefix(s.prefix), s.what})
	}
	return all
}

// special says what an address is when it is not the public Internet's, "" when it is.
func special(addr netip.Addr) string {
	for _, s := range spans() {
		if s.prefix.Contains(addr) {
			return s.what
		}
	}
	return ""
}

// metadata reports whether clouds serve a machine's credentials at an address: AWS, Google, Azure, Oracle and others at the
// link-local one, AWS also by IPv6 and for containers, Azure's and Alibaba's and Oracle's own.
func metadata(addr netip.Addr) bool {
	switch addr.String() {
	case "169.254.169.254", "169.254.170.2", "169.254.170.23", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254":
		return true
	}
	return false
}

// forms gives an address and, when it is IPv6 that carries an IPv4 address in a way that a network may translate, that one
// too: mapped, compatible, NAT64, 6to4, Teredo, and ISATAP.
func forms(addr netip.Addr) []netip.Addr {
	addr = addr.WithZone("")
	if addr.Is4() {
		return []netip.Addr{addr}
	}
	b := addr.As16()
	v4 := func(at int) netip.Addr { return netip.AddrFrom4([4]byte(b[at : at+4])) }
	all := []netip.Addr{addr}
	switch {
	case addr.Is4In6():
		return []netip.Addr{addr.Unmap()}
	case netip.MustParsePrefix("::/96").Contains(addr) && addr != netip.IPv6Unspecified() && addr != netip.IPv6Loopback():
		all = append(all, v4(12))
	case netip.MustParsePrefix("64:ff9b::/96").Contains(addr):
		all = append(all, v4(12))
	case b[0] == 0x20 && b[1] == 0x02:
		all = append(all, v4(2))
	case netip.MustParsePrefix("2001::/32").Contains(addr):
		all = append(all, v4(4), netip.AddrFrom4([4]byte{^b[12], ^b[13], ^b[14], ^b[15]}))
	case b[10] == 0x5e && b[11] == 0xfe && (b[8] == 0 || b[8] == 2) && b[9] == 0:
		all = append(all, v4(12))
	}
	return all
}
