// Package httpapi is the server's door: it decodes requests, asks the stage or list they are for, and encodes the answer.
// It judges nothing and keeps nothing. The API is described by its own code: /openapi.json is made from the same types and
// routes that serve it.
//
// It promises that every route has an authorizer or stands on the short list of open ones; that every change is on the
// audit trail before it is made; and that every error is a problem (RFC 9457) that shows nothing of what was sent.
package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/audit"
	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/telemetry"
)

// Settings is what a server needs.
type Settings struct {
	Log *slog.Logger

	Lists      store.Reader
	Events     store.EventReader
	Detections store.DetectionReader
	Receiver   Receiver
	Sayer      Sayer
	Actor      Actor
	Prober     Prober
	Explainer  Explainer
	Health     Health
	News       News
	Tokens     *access.Tokens
	Trail      *audit.Trail
	Audit      Auditor
	Metrics    *telemetry.Metrics
	Console    http.Handler // serves everything that is no API path; nil for a plain page

	Hosts       []string // names that a request may be for, besides addresses and localhost; none with AnyHost
	AnyHost     bool     // TLS or a proxy in front sees to it that a request is for us
	BehindProxy bool     // the last address of X-Forwarded-For is the caller's
	TLS         bool
	Body        int64         // bytes of one body of records, packed or not
	Streams     int           // live views at once
	Patience    time.Duration // for one request; bodies of records get five times as much
}

// Health says what keeps the server from doing its work.
type Health interface {
	// Problems gives one line each, fit for anybody to read; none when all is well.
	Problems() []string
}

// News tells when there are new results.
type News interface {
	// Next gives a channel that is closed at the next commit.
	Next() <-chan struct{}
}

// Auditor checks the trail and reads it.
type Auditor interface {
	Read(ctx context.Context, after int64, limit int) ([]audit.Line, error)
	Verify(ctx context.Context, noted *audit.Head) (audit.Report, error)
}

// Server answers requests.
type Server struct {
	Settings
	api       huma.API
	mux       *http.ServeMux
	routes    []Route
	limiter   *access.Limiter // refusals by source
	strangers *access.Limiter // refusals of those without a token, all together
	streams   chan struct{}   // a place for each live view
	ending    chan struct{}   // closed when live views are to end
}

// New makes a server. Its Handler answers at once; Serve listens.
func New(s Settings) *Server {
	useProblems()
	server := &Server{
		Settings: s, mux: http.NewServeMux(), limiter: access.NewLimiter(), strangers: access.NewLimiter(),
		streams: make(chan struct{}, s.Streams), ending: make(chan struct{}),
	}
	server.api = huma.NewAPI(server.config(), adapter{server})
	server.addHealth()
	server.addRecords()
	server.addLists()
	server.addFacets()
	server.addIdentity()
	server.addOverview()
	server.addEvents()
	server.addSaid()
	server.addDetections()
	server.addActions()
	server.addProbe()
	server.addExplain()
	server.addStream()
	server.addTokens()
	server.addAudit()
	server.describe()
	return server
}

func (s *Server) config() huma.Config {
	c := huma.DefaultConfig("Tabard", apiVersion)
	c.Info.Description = about
	c.CreateHooks = nil                // no $schema in bodies
	c.OpenAPIPath, c.DocsPath = "", "" // the document is a route of ours, with an authorizer; its viewers load foreign scripts
	c.SchemasPath = ""
	c.Formats = formats()
	c.RejectUnknownQueryParameters = true
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token": {Type: "http", Scheme: "bearer", Description: `A token made by "tabard tokens create", or the first one, in DATA/admin.token`},
	}
	c.Security = []map[string][]string{{"token": {}}}
	return c
}

// apiVersion is of the API, not of the program: it changes when a client has to.
const apiVersion = "1.0.0"

const about = "Every AI identity accounted for: identities, credentials, births, grants and findings of the systems that Tabard is connected to. " +
	"Lists come in pages: `next`, where it is there, is the `cursor` of the page after. Errors are problems as RFC 9457 has them."
