package httpapi

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/audit"
)

type callerKey struct{}

// callerOf gives who asks; only the handlers of open routes are asked by nobody.
func callerOf(ctx context.Context) access.Caller {
	caller, _ := ctx.Value(callerKey{}).(access.Caller)
	return caller
}

// guard stands in front of a route: who asks, may they, how long may it take, and what the trail and the metrics say of it.
func (s *Server) guard(route Route, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		answer := &answered{ResponseWriter: w}
		patience := s.Patience
		if route.Kind == Feed {
			patience *= 5
		}
		if route.Forever {
			deadlines(w, time.Time{})
		} else {
			deadlines(w, start.Add(patience))
			defer func() { s.Metrics.Request(route.Name, answer.code(), time.Since(start)) }()
			ctx, cancel := context.WithTimeout(r.Context(), patience)
			defer cancel()
			r = r.WithContext(ctx)
		}
		if route.Kind == Open {
			next.ServeHTTP(answer, r)
			return
		}
		caller, refusal := s.admit(route, r, start)
		if refusal != nil {
			s.refuse(answer, r, route, caller, refusal)
			return
		}
		r = r.WithContext(context.WithValue(r.Context(), callerKey{}, caller))
		next.ServeHTTP(answer, r)
		entry := s.entry(r.Context(), route.Name, "", "")
		entry.Status = answer.code()
		switch {
		case route.Kind != Change:
			s.Trail.Count(entry)
		case entry.Status >= http.StatusBadRequest && !askedOf(r.Context()).audited:
			entry.Decision, entry.Reason = audit.Refused, http.StatusText(entry.Status)
			s.note(r.Context(), entry)
		}
	})
}

// admit proves the caller and asks whether their role reaches.
func (s *Server) admit(route Route, r *http.Request, now time.Time) (access.Caller, *Problem) {
	var presented string
	if headers := r.Header.Values("Authorization"); len(headers) == 1 {
		scheme, rest, _ := strings.Cut(headers[0], " ")
		if strings.EqualFold(scheme, "Bearer") {
			presented = rest
		}
	}
	caller, err := s.Tokens.Check(presented, now)
	if err != nil {
		if wait := s.limiter.Refuse(askedOf(r.Context()).source, now); wait > 0 {
			p := problem(http.StatusTooManyRequests, "too many requests without a valid token from that address")
			p.Hint = fmt.Sprintf("wait %d seconds", int(wait/time.Second)+1)
			return access.Caller{}, p
		}
		return access.Caller{}, problem(http.StatusUnauthorized, "no valid token").hint("send Authorization: Bearer TOKEN; the first token is in DATA/admin.token")
	}
	if !caller.Role.Covers(route.Role) {
		return caller, problem(http.StatusForbidden, "that needs the role "+string(route.Role)).hint("the token has the role " + string(caller.Role))
	}
	return caller, nil
}

// refuse answers a request that does not reach its route, and puts it on the trail: singly while that cannot fill the disk,
// in brief beyond.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, route Route, caller access.Caller, p *Problem) {
	ctx := context.WithValue(r.Context(), callerKey{}, caller)
	s.Metrics.Refused(reasonOf(p.Status))
	entry := s.entry(ctx, route.Name, "", p.Detail)
	entry.Decision, entry.Status = audit.Refused, p.Status
	switch {
	case p.Status == http.StatusTooManyRequests:
		w.Header().Set("Retry-After", strconv.Itoa(retryAfter(p)))
		s.Trail.Count(entry)
	case caller.ID == "" && s.strangers.Refuse(netip.Addr{}, entry.Time) > 0:
		s.Trail.Count(entry) // from however many addresses they come
	default:
		s.note(ctx, entry)
	}
	if p.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="tabard"`)
	}
	p.write(w)
}

func retryAfter(p *Problem) int {
	var seconds int
	if _, err := fmt.Sscanf(p.Hint, "wait %d seconds", &seconds); err != nil {
		return 1
	}
	return seconds
}

// entry makes an audit entry of a request.
func (s *Server) entry(ctx context.Context, action, resource, reason string) audit.Entry {
	a, caller := askedOf(ctx), callerOf(ctx)
	e := audit.Entry{
		Time: time.Now(), Agent: "anonymous", Action: action, Resource: resource, Reason: reason, Correlation: a.id,
		Posture: "from " + a.source.String(),
	}
	if caller.ID != "" {
		e.Agent = "token " + caller.Name + " (" + caller.ID + ")"
		e.Posture = "role " + string(caller.Role) + ", from " + a.source.String()
	}
	return e
}

// note puts an entry on the trail for a request that changed nothing: when that fails, the answer stands and the log tells.
func (s *Server) note(ctx context.Context, e audit.Entry) {
	if err := s.Trail.Add(ctx, e); err != nil {
		s.Metrics.AuditFailed()
		s.Log.LogAttrs(ctx, slog.LevelError, "audit entry lost", slog.String("request", e.Correlation), slog.String("action", e.Action), slog.String("error", err.Error()))
	}
}

// change makes a change: first its entry on the trail, on disk, then the change, then what became of it. Where the entry
// cannot be written nothing is changed.
func (s *Server) change(ctx context.Context, e audit.Entry, do func(context.Context) error) error {
	e.Decision = audit.Allowed
	if err := s.Trail.Add(ctx, e); err != nil {
		s.Metrics.AuditFailed()
		s.Log.LogAttrs(ctx, slog.LevelError, "change refused, it could not be audited", slog.String("request", e.Correlation), slog.String("action", e.Action), slog.String("error", err.Error()))
		return problem(http.StatusServiceUnavailable, "the audit trail cannot be written, so nothing is changed").hint("see /readyz; reading goes on")
	}
	askedOf(ctx).audited = true
	// Once begun, a change does not stop half-way because its caller hung up.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.Patience)
	defer cancel()
	err := do(ctx)
	e.Time, e.Decision = time.Now(), audit.Done
	if err != nil {
		e.Decision, e.Status = audit.Failed, s.problemOf(ctx, err).Status
	}
	s.note(ctx, e)
	return err
}

// deadlines ends reading and writing at a time; the zero time is never. A connection serves several requests, so each sets
// its own. What has no deadlines is a test's recorder.
func deadlines(w http.ResponseWriter, at time.Time) {
	c := http.NewResponseController(w)
	_ = c.SetReadDeadline(at)
	if !at.IsZero() {
		at = at.Add(5 * time.Second) // to say that it took too long
	}
	_ = c.SetWriteDeadline(at)
}

// answered remembers the status of an answer.
type answered struct {
	http.ResponseWriter
	status int
}

func (a *answered) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

// Unwrap lets [http.ResponseController] reach the connection.
func (a *answered) Unwrap() http.ResponseWriter { return a.ResponseWriter }

func (a *answered) code() int {
	if a.status == 0 {
		return http.StatusOK
	}
	return a.status
}
