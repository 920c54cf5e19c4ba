package access

import (
	"net/netip"
	"sync"
	"time"
)

const (
	failures     = 20          // refusals that one source may collect in a row
	failureEvery = time.Second // one is forgiven this often
	mostSources  = 16 << 10
)

// Canonical is the one form of a source address that limits and the audit trail know: an IPv4 address however it was
// wrapped, or the /64 network of an IPv6 address, because whoever has one of its addresses has them all.
func Canonical(addr netip.Addr) netip.Addr {
	addr = addr.Unmap().WithZone("")
	if addr.Is6() {
		network, _ := addr.Prefix(64)
		return network.Addr()
	}
	return addr
}

// Limiter counts refusals by source. A source that has too many is told to wait before it is looked at again; a good token
// passes in any case, so that nobody is locked out by a neighbor.
type Limiter struct {
	mu      sync.Mutex
	sources map[netip.Addr]*bucket
}

type bucket struct {
	level   float64
	touched time.Time
}

// NewLimiter makes one that has seen nobody.
func NewLimiter() *Limiter { return &Limiter{sources: map[netip.Addr]*bucket{}} }

// Refuse counts one refusal of a source. It gives 0 while that is within bounds, else how long the source should wait.
func (l *Limiter) Refuse(source netip.Addr, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := Canonical(source)
	b := l.sources[key]
	if b == nil {
		if len(l.sources) >= mostSources {
			l.forget(now)
		}
		b = &bucket{touched: now}
		l.sources[key] = b
	}
	b.level = max(0, b.level-float64(now.Sub(b.touched))/float64(failureEvery))
	b.touched = now
	if b.level >= failures {
		return time.Duration((b.level - failures + 1) * float64(failureEvery))
	}
	b.level++
	return 0
}

// forget drops the sources that have been forgiven, and all of them when that makes no room.
func (l *Limiter) forget(now time.Time) {
	for key, b := range l.sources {
		if b.level <= float64(now.Sub(b.touched))/float64(failureEvery) {
			delete(l.sources, key)
		}
	}
	if len(l.sources) >= mostSources {
		clear(l.sources)
	}
}
