package httpapi

import (
	"encoding/json/v2"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
)

// Problem is an error as RFC 9457 has it. It never holds what the caller sent: that might be a secret.
//
//nolint:errname // the field's own word for it
type Problem struct {
	Type     string  `json:"type" doc:"Always about:blank: the status says what sort of problem it is"`
	Title    string  `json:"title" doc:"The status in words"`
	Status   int     `json:"status"`
	Detail   string  `json:"detail,omitempty" doc:"What was wrong"`
	Hint     string  `json:"hint,omitempty" doc:"What to do about it"`
	Instance string  `json:"instance,omitempty" doc:"The request's id, which the server's log and audit trail name too"`
	Errors   []Fault `json:"errors,omitempty" doc:"What was wrong with the parts of the request"`
}

// Fault is what is wrong with one part of a request.
type Fault struct {
	Location string `json:"location" doc:"Where: body.reason, query.limit"`
	Message  string `json:"message"`
}

func (p *Problem) Error() string { return p.Detail }

// GetStatus implements [huma.StatusError].
func (p *Problem) GetStatus() int { return p.Status }

// ContentType implements [huma.ContentTypeFilter].
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// problem makes one.
func problem(status int, detail string) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail}
}

func (p *Problem) hint(text string) *Problem {
	p.Hint = text
	return p
}

// write answers with the problem, outside of huma.
func (p *Problem) write(w http.ResponseWriter) {
	p.Instance = w.Header().Get(requestID)
	text, err := json.Marshal(p)
	if err != nil {
		text = []byte(`{"type":"about:blank","status":500}`)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(text, '\n')) //nolint:gosec // JSON, and said to be; the caller may be gone
}

// safe are huma's messages that hold nothing from the request.
var safe = regexp.MustCompile(`^(expected (boolean|number|integer|string|array|object|length|array length|value to be one of|required property|string to match pattern|string to be RFC 3339)|unexpected property|unknown query parameter|required \w+ parameter is missing|invalid (integer|float|boolean|date/time)|validation failed|request body |unable to marshal|json: )`)

// useProblems makes huma speak in problems. Its error constructors are variables of its package; they are set once.
var useProblems = sync.OnceFunc(func() {
	huma.DefaultArrayNullable = false
	huma.NewError = newError
	huma.NewErrorWithContext = func(ctx huma.Context, status int, detail string, errs ...error) huma.StatusError {
		err := newError(status, detail, errs...)
		if p, ok := err.(*Problem); ok && ctx != nil {
			p.Instance = idOf(ctx.Context())
		}
		return err
	}
})

func newError(status int, detail string, errs ...error) huma.StatusError {
	if status >= http.StatusInternalServerError {
		return problem(status, "the server could not do it; its log says why")
	}
	p := problem(status, detail)
	for _, err := range errs {
		var fault *huma.ErrorDetail
		switch {
		case err == nil:
			continue
		case !errors.As(err, &fault):
			fault = &huma.ErrorDetail{Message: err.Error()}
		}
		p.Errors = append(p.Errors, Fault{location(fault), message(fault.Message)})
	}
	return p
}

func message(text string) string {
	if !safe.MatchString(text) {
		return "not as the API's description has it"
	}
	text, _, _ = strings.Cut(text, "\n")
	return strings.TrimPrefix(text, "json: ")
}

// location gives the place of a fault. A name that the API does not know came from the caller, so its parent stands for it.
func location(d *huma.ErrorDetail) string {
	if d.Message == "unexpected property" || d.Message == "unknown query parameter" {
		if at := strings.LastIndexByte(d.Location, '.'); at > 0 {
			return d.Location[:at]
		}
	}
	return d.Location
}
