package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"tabard.dev/tabard/internal/access"
)

// Kind says how a route is audited.
type Kind int

// The kinds of route.
const (
	Open   Kind = iota // for anybody, and not audited
	Read               // counted in brief
	Feed               // records coming in: counted in brief, the log itself has them
	Change             // on the trail before it is made
)

// Route is one method of one path.
type Route struct {
	Name    string // the operation's id
	Method  string
	Path    string
	Kind    Kind
	Role    access.Role // that the caller needs at least; none for open routes only
	Forever bool        // a live view, which no patience ends
}

const routeKey = "tabard"

// register adds an operation of the API. What its handler gets is decoded and checked against its description.
func register[In, Out any](s *Server, r Route, op huma.Operation, handle func(context.Context, *In) (*Out, error)) {
	op.OperationID, op.Method, op.Path = r.Name, r.Method, r.Path
	op.Metadata = map[string]any{routeKey: r}
	if op.MaxBodyBytes == 0 {
		op.MaxBodyBytes = 64 << 10 // words and names; records have a route of their own
	}
	if r.Kind == Open {
		op.Security = []map[string][]string{}
	}
	huma.Register(s.api, op, handle)
}

// handle adds a route that is not of the API's description, such as the metrics.
func (s *Server) handle(r Route, h http.Handler) {
	if (r.Role == access.None) != (r.Kind == Open) {
		panic(r.Name + ": a route needs a role, or to be open")
	}
	s.routes = append(s.routes, r)
	s.Metrics.Route(r.Name)
	s.mux.Handle(r.Method+" "+r.Path, s.guard(r, h))
}

// Routes gives all routes, for whoever wants to check them.
func (s *Server) Routes() []Route { return s.routes }

// adapter puts huma's operations on the same mux, behind the same authorizer, as everything else.
type adapter struct{ s *Server }

// Handle implements [huma.Adapter].
func (a adapter) Handle(op *huma.Operation, handler func(huma.Context)) {
	r, ok := op.Metadata[routeKey].(Route)
	if !ok {
		panic(op.Path + ": an operation without a route has no authorizer")
	}
	a.s.handle(r, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		handler(humago.NewContext(op, req, w))
	}))
}

// ServeHTTP implements [huma.Adapter].
func (a adapter) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.s.mux.ServeHTTP(w, r) }
