package telemetry

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// severities are the values of the findings' label.
func severities() []string { return []string{"info", "low", "medium", "high", "critical"} }

// snapshots shows figures that are read when somebody asks.
type snapshots struct {
	read    func(context.Context) (Snapshot, error)
	reasons []string

	accepted, duplicates, busy, forgotten, refused, inFlight                        *prometheus.Desc
	up, lag, log, identities, credentials, births, findings, problems, rules, stale *prometheus.Desc
	verified, verifiedRows, damaged, trail                                          *prometheus.Desc
}

func newSnapshots(read func(context.Context) (Snapshot, error), reasons []string) *snapshots {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("tabard_"+name, help, labels, nil)
	}
	return &snapshots{
		read:        read,
		reasons:     reasons,
		accepted:    desc("events_accepted_total", "Records that were accepted and are on disk."),
		duplicates:  desc("events_duplicate_total", "Records that were there already."),
		busy:        desc("deliveries_busy_total", "Deliveries that were told to come again."),
		forgotten:   desc("dedupe_forgotten_total", "Ids that dedupe forgot before their day was over."),
		refused:     desc("events_rejected_total", "Records that were refused, by the sort of reason.", "reason"),
		inFlight:    desc("in_flight_bytes", "Bytes of records on their way to the log."),
		up:          desc("snapshot_ok", "1 when the figures below could be read."),
		lag:         desc("lag_seconds", "Age of the oldest record on disk whose results are not in the lists yet."),
		log:         desc("log_bytes", "Size of the log on disk."),
		identities:  desc("identities", "Identities in the inventory."),
		credentials: desc("credentials", "Credentials in the inventory."),
		births:      desc("births", "Births in the inventory."),
		findings:    desc("findings_open", "Open findings.", "severity"),
		problems:    desc("problems", "Problems that make the server not ready."),
		rules:       desc("rules", "Rules of the operator's own that are in force."),
		stale:       desc("rules_stale", "1 when the folder of rules is not sound, so that its state before is in force."),

		verified:     desc("store_verified_timestamp_seconds", "When every row of the store was last read and checked; 0 before the first time."),
		verifiedRows: desc("store_verified_rows", "Rows that were read then."),
		damaged:      desc("store_damaged", "1 when damage was found then, in store or log."),
		trail:        desc("audit_broken", "1 when the audit trail did not fit then."),
	}
}

func (s *snapshots) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{s.accepted, s.duplicates, s.busy, s.forgotten, s.refused, s.inFlight, s.up, s.lag, s.log, s.identities, s.credentials, s.births, s.findings, s.problems, s.rules, s.stale, s.verified, s.verifiedRows, s.damaged, s.trail} {
		to <- d
	}
}

func (s *snapshots) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	now, err := s.read(ctx)
	if err != nil {
		to <- prometheus.MustNewConstMetric(s.up, prometheus.GaugeValue, 0)
		return
	}
	gauge := func(d *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	counter := func(d *prometheus.Desc, value int64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(value), labels...)
	}
	gauge(s.up, 1)
	counter(s.accepted, now.Accepted)
	counter(s.duplicates, now.Duplicates)
	counter(s.busy, now.Busy)
	counter(s.forgotten, now.Forgotten)
	gauge(s.inFlight, float64(now.InFlight))
	unnamed := int64(0)
	for reason, n := range now.Refused {
		if within(s.reasons, reason) == other {
			unnamed += n
			continue
		}
		counter(s.refused, n, reason)
	}
	counter(s.refused, unnamed, other)
	gauge(s.lag, now.Lag.Seconds())
	gauge(s.log, float64(now.LogBytes))
	gauge(s.identities, float64(now.Identities))
	gauge(s.credentials, float64(now.Credentials))
	gauge(s.births, float64(now.Births))
	for _, severity := range severities() {
		gauge(s.findings, float64(now.Findings[severity]), severity)
	}
	gauge(s.problems, float64(now.Problems))
	gauge(s.rules, float64(now.Rules))
	stale := 0.0
	if now.StaleRules {
		stale = 1
	}
	gauge(s.stale, stale)
	verified, damaged := 0.0, 0.0
	if !now.Verified.IsZero() {
		verified = float64(now.Verified.Unix())
	}
	if now.Damaged {
		damaged = 1
	}
	gauge(s.verified, verified)
	gauge(s.verifiedRows, float64(now.VerifiedRows))
	gauge(s.damaged, damaged)
	trail := 0.0
	if now.TrailBroken {
		trail = 1
	}
	gauge(s.trail, trail)
}
