// Package telemetry holds the server's metrics, in a registry of its own. It stands beside the flow: stages and edges tell
// it what happened, /metrics shows it.
//
// It promises a fixed bound on the number of time series, whatever comes in: every label takes only values from a set that
// is known at the start (routes, sinks, sorts of reason), and all others count as "other".
package telemetry

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

const other = "other"

// Settings says what the labels may be, and where the figures come from that are read when somebody asks.
type Settings struct {
	Version  string
	Reasons  []string // sorts of reason why a record is refused
	Sinks    []string
	Snapshot func(context.Context) (Snapshot, error) // nil for none
}

// Snapshot are figures as of now.
type Snapshot struct {
	// Since the start.
	Accepted, Duplicates, Busy, Forgotten int64
	Refused                               map[string]int64 // by sort of reason

	InFlight    int64 // bytes on their way to the log
	Lag         time.Duration
	LogBytes    int64
	Identities  int64
	Credentials int64
	Births      int64
	Findings    map[string]int64 // open ones, by severity; nil when they were not counted
	Problems    int              // that make the server not ready
	Rules       int              // of the user's own, in force
	StaleRules  bool             // the folder of rules is not sound, and its state before is in force

	Verified     time.Time // when the store was last read to its end
	VerifiedRows int64
	Damaged      bool // damage was found then, in store or log
	TrailBroken  bool // and in the audit trail
}

// Metrics is the set of metrics.
type Metrics struct {
	registry *prometheus.Registry
	routes   map[string]bool
	sinks    []string

	acknowledged, listed prometheus.Histogram
	requests             *prometheus.CounterVec
	took                 *prometheus.HistogramVec
	refused              *prometheus.CounterVec
	streams              prometheus.Gauge
	auditFailures        prometheus.Counter
	sent, failed, dead   *prometheus.CounterVec
	behind               *prometheus.GaugeVec
}

// latencies are the bounds of the histograms, in seconds: the aim is a finding listed within 250 ms.
func latencies() []float64 {
	return []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
}

// New makes the metrics.
func New(s Settings) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry(), sinks: s.Sinks, routes: map[string]bool{}}
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		c := prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "tabard", Name: name, Help: help}, labels)
		m.registry.MustRegister(c)
		return c
	}
	histogram := func(name, help string, labels ...string) *prometheus.HistogramVec {
		h := prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: "tabard", Name: name, Help: help, Buckets: latencies()}, labels)
		m.registry.MustRegister(h)
		return h
	}
	m.acknowledged = histogram("acknowledge_seconds", "From the first byte of a batch to its being on disk.").WithLabelValues().(prometheus.Histogram)  //nolint:forcetypeassert // a histogram vector's observers are histograms
	m.listed = histogram("listed_seconds", "From a record's being on disk to its results being in the lists.").WithLabelValues().(prometheus.Histogram) //nolint:forcetypeassert // as above
	m.requests = counter("http_requests_total", "Answered requests.", "route", "status")
	m.took = histogram("http_request_seconds", "How long requests took, live views apart.", "route")
	m.refused = counter("http_refused_total", "Requests that did not reach their route, by reason.", "reason")
	m.auditFailures = counter("audit_failures_total", "Audit entries that could not be written.").WithLabelValues()
	m.sent = counter("sink_sent_total", "Notices that a sink's target took.", "sink")
	m.failed = counter("sink_failed_total", "Attempts to tell a sink that failed.", "sink")
	m.dead = counter("sink_dead_total", "Notices given up on.", "sink")
	m.streams = prometheus.NewGauge(prometheus.GaugeOpts{Namespace: "tabard", Name: "streams", Help: "Live views that are open."})
	m.behind = prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "tabard", Name: "sink_behind", Help: "Results that a sink has not been told yet."}, []string{"sink"})
	build := prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "tabard", Name: "build_info", Help: "The version that runs."}, []string{"version"})
	build.WithLabelValues(s.Version).Set(1)
	m.registry.MustRegister(m.streams, m.behind, build, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if s.Snapshot != nil {
		m.registry.MustRegister(newSnapshots(s.Snapshot, s.Reasons))
	}
	return m
}

// Handler serves the metrics.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4, Timeout: 10 * time.Second})
}

// Acknowledged notes how long a batch took to get on disk.
func (m *Metrics) Acknowledged(took time.Duration) { m.acknowledged.Observe(took.Seconds()) }

// Listed notes how long after it was on disk a record's results were in the lists.
func (m *Metrics) Listed(took time.Duration) { m.listed.Observe(took.Seconds()) }

// Route makes a route known, before the server starts.
func (m *Metrics) Route(name string) { m.routes[name] = true }

// Request counts an answered request.
func (m *Metrics) Request(route string, status int, took time.Duration) {
	if !m.routes[route] {
		route = other
	}
	label := other
	if status >= 200 && status < 600 {
		label = strconv.Itoa(status)
	}
	m.requests.WithLabelValues(route, label).Inc()
	m.took.WithLabelValues(route).Observe(took.Seconds())
}

// Refused counts a request that did not reach its route. The reasons are the API's own words, a few.
func (m *Metrics) Refused(reason string) { m.refused.WithLabelValues(reason).Inc() }

// Stream counts live views: +1 for one that opens, -1 for one that closes.
func (m *Metrics) Stream(change int) { m.streams.Add(float64(change)) }

// AuditFailed counts an audit entry that could not be written.
func (m *Metrics) AuditFailed() { m.auditFailures.Inc() }

// Sent counts notices that a sink's target took.
func (m *Metrics) Sent(sink string, n int) {
	m.sent.WithLabelValues(within(m.sinks, sink)).Add(float64(n))
}

// Failed counts an attempt that failed.
func (m *Metrics) Failed(sink string) { m.failed.WithLabelValues(within(m.sinks, sink)).Inc() }

// Dead counts notices given up on.
func (m *Metrics) Dead(sink string, n int) {
	m.dead.WithLabelValues(within(m.sinks, sink)).Add(float64(n))
}

// Behind tells how many results a sink has not been told yet.
func (m *Metrics) Behind(sink string, n int64) {
	m.behind.WithLabelValues(within(m.sinks, sink)).Set(float64(n))
}

func within(known []string, value string) string {
	if slices.Contains(known, value) {
		return value
	}
	return other
}
