package httpapi

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/ingest"
	"tabard.dev/tabard/internal/store"
)

// problemOf maps what went wrong inside to what is said outside. What is not on the list is the server's own fault: the log
// has it, the caller does not.
func (s *Server) problemOf(ctx context.Context, err error) *Problem {
	var (
		p     *Problem
		query *store.BadQueryError
		token *access.BadRequestError
		large *http.MaxBytesError
		end   *ingest.StreamError
		known *ingest.FamilyError
	)
	if p := actProblem(err); p != nil {
		return p
	}
	switch {
	case errors.As(err, &p):
		return p
	case errors.Is(err, store.ErrNotFound), errors.Is(err, access.ErrNotFound):
		return problem(http.StatusNotFound, "there is none with that id")
	case errors.Is(err, access.ErrAbove):
		return problem(http.StatusForbidden, "that is above your own role")
	case errors.As(err, &query):
		p = problem(http.StatusUnprocessableEntity, "validation failed")
		p.Errors = []Fault{{"query." + query.Field, query.Why}}
		return p
	case errors.As(err, &token):
		p = problem(http.StatusUnprocessableEntity, "validation failed")
		p.Errors = []Fault{{"body." + token.Field, token.Why}}
		return p
	case errors.As(err, &known):
		return problem(http.StatusUnprocessableEntity, "no such family of records").hint("without source= it is guessed from each record; tabard scan --help lists the families")
	case errors.As(err, &large):
		return problem(http.StatusRequestEntityTooLarge, "the body is larger than "+strconv.FormatInt(large.Limit, 10)+" bytes").hint("send it in parts; what was sent twice is counted once")
	case errors.As(err, &end):
		return problem(http.StatusBadRequest, "the body breaks off, or is no well-formed gzip").hint("send it again: what is on disk already is counted as a duplicate")
	case errors.Is(err, ingest.ErrClosed):
		return problem(http.StatusServiceUnavailable, "the server is about to end")
	case errors.Is(err, bus.ErrFull):
		return problem(http.StatusServiceUnavailable, "the disk of the log is full").hint("see /readyz; send again later")
	case errors.Is(err, bus.ErrReadOnly):
		return problem(http.StatusServiceUnavailable, "the log cannot be written").hint("see /readyz; send again later")
	case errors.Is(err, context.DeadlineExceeded):
		return problem(http.StatusServiceUnavailable, "it took too long")
	case errors.Is(err, context.Canceled):
		return problem(499, "the caller hung up")
	}
	s.Log.LogAttrs(ctx, slog.LevelError, "request failed", slog.String("request", idOf(ctx)), slog.String("error", err.Error()))
	return problem(http.StatusInternalServerError, "the server could not do it; its log says why")
}

// fail is problemOf for handlers: with the request's id, and when to come again.
func (s *Server) fail(ctx context.Context, err error) error {
	if busy, ok := errors.AsType[*ingest.BusyError](err); ok {
		p := problem(http.StatusTooManyRequests, "the server has as much to do as it can hold")
		p.Instance = idOf(ctx)
		return huma.ErrorWithHeaders(p, http.Header{"Retry-After": {seconds(busy.RetryAfter)}})
	}
	p := s.problemOf(ctx, err)
	p.Instance = idOf(ctx)
	if p.Status == http.StatusServiceUnavailable {
		return huma.ErrorWithHeaders(p, http.Header{"Retry-After": {"5"}})
	}
	return p
}

// seconds writes a wait, rounded up.
func seconds(d time.Duration) string {
	return strconv.FormatInt(max(1, int64((d+time.Second-1)/time.Second)), 10)
}
