// Package dial connects to addresses that came from settings or, worse, from data. It promises that what is checked is the
// address that is connected to, after names were resolved: a name that resolves to another address at the second look
// (DNS rebinding) or a redirect gains nothing, because redirects are not followed and every connection is checked.
package dial

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
	"time"
)

// Guard says which addresses may be connected to. The zero value allows the public Internet only.
type Guard struct {
	Loopback bool           // this machine too
	Allow    []netip.Prefix // these too, such as a private network; never a cloud's metadata service
}

// ErrForbidden reports an address that must not be connected to. The operator may allow it in the settings.
var ErrForbidden = errors.New("address is not allowed")

// Check says whether an address may be connected to.
func (g Guard) Check(addr netip.Addr) error {
	if slices.ContainsFunc(forms(addr), metadata) {
		return fmt.Errorf("%w: %s serves cloud metadata", ErrForbidden, addr)
	}
	if g.allowed(addr.Unmap().WithZone("")) {
		return nil
	}
	for _, form := range forms(addr) {
		if why := special(form); why != "" {
			return fmt.Errorf("%w: %s is %s", ErrForbidden, addr, why)
		}
	}
	return nil
}

func (g Guard) allowed(addr netip.Addr) bool {
	if g.Loopback && addr.IsLoopback() {
		return true
	}
	for _, prefix := range g.Allow {
		if prefix.Contains(addr) {
			return true
		}
	}
	return false
}

// Dialer gives a dialer that connects only where the guard allows.
func (g Guard) Dialer() *net.Dialer {
	return &net.Dialer{
		Timeout: 10 * time.Second,
		// Called with every address that is tried, once the name is resolved and before anything is sent.
		ControlContext: func(_ context.Context, network, address string, _ syscall.RawConn) error {
			if network != "tcp4" && network != "tcp6" {
				return fmt.Errorf("%w: %s", ErrForbidden, network)
			}
			at, err := netip.ParseAddrPort(address)
			if err != nil {
				return fmt.Errorf("%w: %s", ErrForbidden, address)
			}
			return g.Check(at.Addr())
		},
	}
}

// Client gives an HTTP client that connects only where the guard allows, follows no redirect, uses no proxy from the
// environment and reads no more than a little of a header.
func (g Guard) Client(patience time.Duration) *http.Client {
	return &http.Client{
		Timeout:       patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext:            g.Dialer().DialContext,
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  patience,
			MaxResponseHeaderBytes: 64 << 10,
			MaxIdleConns:           4,
			IdleConnTimeout:        time.Minute,
			ForceAttemptHTTP2:      true,
		},
	}
}
