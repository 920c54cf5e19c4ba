package dial_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tabard.dev/tabard/internal/dial"
)

func TestOnlyThePublicInternetIsAllowed(t *testing.T) {
	for _, addr := range []string{
		"127.0.0.1", "127.8.9.10", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.1.1", "169.254.169.254", "100.64.0.1",
		"100.100.100.200", "168.63.129.16", "192.0.0.192", "224.0.0.1", "255.255.255.255", "198.18.0.1", "240.0.0.1",
		"::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fd20:ce::254", "ff02::1", "fec0::1",
		"::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1", "::127.0.0.1", "::a9fe:a9fe",
		"64:ff9b::a9fe:a9fe", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:0a00:0001::", "2001::f5ff:fffe", "2001:0:a00:1::1",
		"2606:4700::5efe:10.0.0.1", "2606:4700::200:5efe:169.254.169.254",
	} {
		if err := (dial.Guard{}).Check(netip.MustParseAddr(addr)); !errors.Is(err, dial.ErrForbidden) {
			t.Errorf("%s is allowed", addr)
		}
	}
	for _, addr := range []string{"1.1.1.1", "8.8.8.8", "172.32.0.1", "172.15.255.255", "11.0.0.1", "2606:4700:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808"} {
		if err := (dial.Guard{}).Check(netip.MustParseAddr(addr)); err != nil {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

func TestWhatTheOperatorAllowsIsAllowedButNeverMetadata(t *testing.T) {
	wide := dial.Guard{Loopback: true, Allow: []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("::/0")}}
	for _, addr := range []string{"10.0.0.1", "127.0.0.1", "::1", "fd00::1", "169.254.1.1"} {
		if err := wide.Check(netip.MustParseAddr(addr)); err != nil {
			t.Errorf("%s: %v", addr, err)
		}
	}
	for _, addr := range []string{"169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "100.100.100.200"} {
		if err := wide.Check(netip.MustParseAddr(addr)); !errors.Is(err, dial.ErrForbidden) {
			t.Errorf("%s is allowed", addr)
		}
	}
	one := dial.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}}
	if one.Check(netip.MustParseAddr("10.1.2.3")) != nil || one.Check(netip.MustParseAddr("::ffff:10.1.2.3")) != nil || one.Check(netip.MustParseAddr("10.2.0.1")) == nil || one.Check(netip.MustParseAddr("127.0.0.1")) == nil {
		t.Error("an allowed network is not exactly that network")
	}
}

// rebinding is a name server that gives a public address at first and this machine's from then on.
func rebinding(t *testing.T) *net.Resolver {
	t.Helper()
	server, err := (&net.ListenConfig{}).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	var asked atomic.Int32
	go func() {
		query := make([]byte, 512)
		for {
			n, from, err := server.ReadFrom(query)
			if err != nil {
				return
			}
			end := 12
			for end < n && query[end] != 0 {
				end += int(query[end]) + 1
			}
			kind := query[end+2]
			answer := append([]byte{query[0], query[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, query[12:end+5]...)
			if kind == 1 { // A
				addr := []byte{127, 0, 0, 1}
				if asked.Add(1) == 1 {
					addr = []byte{192, 88, 98, 1}
				}
				answer[7] = 1
				answer = append(answer, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4)
				answer = append(answer, addr...)
			}
			_, _ = server.WriteTo(answer, from)
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", server.LocalAddr().String())
	}}
}

// A check of the name beforehand sees the public address; the connection sees the other, and is refused.
func TestANameThatChangesItsMindGainsNothing(t *testing.T) {
	var reached atomic.Bool
	target := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Store(true) }))
	defer target.Close()
	_, port, _ := net.SplitHostPort(target.Listener.Addr().String())
	names := rebinding(t)
	first, err := names.LookupNetIP(t.Context(), "ip4", "rebind.example.")
	if err != nil || (dial.Guard{}).Check(first[0]) != nil {
		t.Fatalf("the first look gives %v, %v", first, err)
	}
	dialer := dial.Guard{}.Dialer()
	dialer.Resolver = names
	conn, err := dialer.DialContext(t.Context(), "tcp4", net.JoinHostPort("rebind.example.", port))
	if !errors.Is(err, dial.ErrForbidden) || reached.Load() {
		t.Errorf("DialContext = %v, %v", conn, err)
	}
}

func TestARedirectIsNotFollowed(t *testing.T) {
	var reached atomic.Bool
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Store(true) }))
	defer inner.Close()
	outer := httptest.NewServer(http.RedirectHandler(inner.URL, http.StatusTemporaryRedirect))
	defer outer.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, outer.URL, strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := dial.Guard{Loopback: true}.Client(5 * time.Second).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusTemporaryRedirect || reached.Load() {
		t.Errorf("%d, reached %v", answer.StatusCode, reached.Load())
	}
}

func TestEveryWayOfWritingLoopbackIsRefused(t *testing.T) {
	var reached atomic.Bool
	target := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Store(true) }))
	defer target.Close()
	_, port, _ := net.SplitHostPort(target.Listener.Addr().String())
	client := dial.Guard{}.Client(5 * time.Second)
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0", "[::]", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+host+":"+port, http.NoBody)
		if err != nil {
			continue
		}
		if answer, err := client.Do(r); err == nil {
			_ = answer.Body.Close()
			t.Errorf("%s was reached", host)
		}
	}
	if reached.Load() {
		t.Error("the target was reached")
	}
}

func FuzzNoFormOfAForbiddenAddressPasses(f *testing.F) {
	f.Add([]byte{169, 254, 169, 254})
	f.Add([]byte{127, 0, 0, 1})
	f.Add([]byte{10, 2, 3, 4})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) != 4 {
			return
		}
		v4 := netip.AddrFrom4([4]byte(raw))
		if (dial.Guard{}).Check(v4) == nil {
			return
		}
		mapped := netip.AddrFrom16(v4.As16())
		nat := netip.MustParseAddr("64:ff9b::").As16()
		copy(nat[12:], raw)
		six := netip.MustParseAddr("2002::1").As16()
		copy(six[2:], raw)
		for _, form := range []netip.Addr{mapped, netip.AddrFrom16(nat), netip.AddrFrom16(six)} {
			if (dial.Guard{}).Check(form) == nil {
				t.Errorf("%s is refused, %s is not", v4, form)
			}
		}
	})
}
