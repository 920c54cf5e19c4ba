package httpapi

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

const requestID = "X-Request-Id"

// asked is what is known of a request from the start.
type asked struct {
	id      string
	source  netip.Addr
	audited bool // a handler put it on the trail itself
}

type askedKey struct{}

func askedOf(ctx context.Context) *asked {
	if a, ok := ctx.Value(askedKey{}).(*asked); ok {
		return a
	}
	return &asked{}
}

func idOf(ctx context.Context) string { return askedOf(ctx).id }

// Handler gives the whole server: what is asked of every request, then the API or the console.
func (s *Server) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := &asked{id: rand.Text(), source: s.source(r)}
		r = r.WithContext(context.WithValue(r.Context(), askedKey{}, a))
		s.headers(w.Header(), a.id)
		deadlines(w, time.Now().Add(s.Patience))
		defer s.rescue(w, r)
		if p := s.fits(r); p != nil {
			s.Metrics.Refused(reasonOf(p.Status))
			p.write(w)
			return
		}
		if !apiPath(r.URL.Path) {
			s.console(w, r)
			return
		}
		s.route(w, r)
	})
}

// headers are for every answer, the console's included, which adds what its pages need.
func (s *Server) headers(h http.Header, id string) {
	h.Set(requestID, id)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	if s.TLS {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// rescue turns a panic into an answer. What it says is for the log only.
func (s *Server) rescue(w http.ResponseWriter, r *http.Request) {
	cause := recover()
	if cause == nil {
		return
	}
	if cause == http.ErrAbortHandler { //nolint:errorlint // recover gives the value itself
		panic(cause)
	}
	s.Log.LogAttrs(r.Context(), slog.LevelError, "request panicked", slog.String("request", idOf(r.Context())),
		slog.String("cause", fmt.Sprint(cause)), slog.String("stack", string(debug.Stack())))
	problem(http.StatusInternalServerError, "the server could not do it; its log says why").write(w)
}

// fits refuses a request that no honest client makes, before anything looks at it.
func (s *Server) fits(r *http.Request) *Problem {
	if p := s.forUs(r); p != nil {
		return p
	}
	for segment := range strings.SplitSeq(strings.TrimPrefix(r.URL.EscapedPath(), "/"), "/") {
		plain, err := url.PathUnescape(segment)
		if err != nil || plain == "." || plain == ".." || plain == "" && r.URL.Path != "/" || strings.ContainsFunc(plain, func(c rune) bool { return c < ' ' || c == 0x7f }) {
			return problem(http.StatusNotFound, "there is nothing at that path")
		}
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return problem(http.StatusBadRequest, "the query is not well-formed")
	}
	for _, values := range query {
		if len(values) > 1 {
			return problem(http.StatusBadRequest, "a query parameter comes twice")
		}
	}
	return nil
}

// forUs refuses what a page from elsewhere makes a browser send: a request under a name that is not ours (DNS rebinding),
// or from another origin.
func (s *Server) forUs(r *http.Request) *Problem {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	_, notAddress := netip.ParseAddr(host)
	if known := host == "localhost" || notAddress == nil || slices.Contains(s.Hosts, host); !known && !s.AnyHost {
		return problem(http.StatusMisdirectedRequest, "this server does not go by that name").hint("put the name under hosts: in the server's settings")
	}
	origins := r.Header.Values("Origin")
	if len(origins) == 0 {
		return nil
	}
	if from, err := url.Parse(origins[0]); len(origins) == 1 && err == nil && from.Host != "" && strings.EqualFold(from.Host, r.Host) {
		return nil
	}
	return problem(http.StatusForbidden, "requests from another origin are refused")
}

// source gives the caller's address, in its own form; the zero address where there is none.
func (s *Server) source(r *http.Request) netip.Addr {
	if s.BehindProxy {
		// The last one is what the proxy in front wrote; all before came with the request.
		chain := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if addr, err := netip.ParseAddr(strings.TrimSpace(chain[len(chain)-1])); err == nil {
			return addr.Unmap().WithZone("")
		}
	}
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap().WithZone("")
}

// apiPath reports whether a path is the API's; all others are the console's.
func apiPath(path string) bool {
	for _, root := range []string{"/v1", "/openapi.json", "/metrics", "/healthz", "/readyz", "/access", "/.well-known"} {
		if path == root || strings.HasPrefix(path, root+"/") {
			return true
		}
	}
	return false
}

// route finds the route. The mux answers what it does not know in plain text and with redirects; both become problems.
func (s *Server) route(w http.ResponseWriter, r *http.Request) {
	handler, pattern := s.mux.Handler(r)
	if pattern != "" {
		s.mux.ServeHTTP(w, r)
		return
	}
	probe := &probed{header: http.Header{}}
	handler.ServeHTTP(probe, r)
	if probe.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", probe.header.Get("Allow"))
		s.Metrics.Refused(reasonOf(http.StatusMethodNotAllowed))
		problem(http.StatusMethodNotAllowed, "that path has other methods").hint("allowed are " + probe.header.Get("Allow")).write(w)
		return
	}
	s.Metrics.Refused(reasonOf(http.StatusNotFound))
	problem(http.StatusNotFound, "there is nothing at that path").hint("/openapi.json lists what there is").write(w)
}

// probed takes an answer that nobody sees.
type probed struct {
	header http.Header
	status int
}

func (p *probed) Header() http.Header         { return p.header }
func (p *probed) Write(b []byte) (int, error) { return len(b), nil }
func (p *probed) WriteHeader(status int)      { p.status = status }

// reasonOf gives the metrics' word for a refusal: one of a few.
func reasonOf(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "no_token"
	case http.StatusForbidden:
		return "forbidden"
	case http.StatusNotFound:
		return "no_such_path"
	case http.StatusMethodNotAllowed:
		return "no_such_method"
	case http.StatusTooManyRequests:
		return "too_many"
	case http.StatusMisdirectedRequest:
		return "other_host"
	case http.StatusServiceUnavailable:
		return "unavailable"
	}
	return "malformed"
}
