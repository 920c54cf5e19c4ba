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
	read func(context.Context) (Snapshot, error)

	up, lag, log, identities, credentials, births, findings, problems *prometheus.Desc
}

func newSnapshots(read func(context.Context) (Snapshot, error)) *snapshots {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("tabard_"+name, help, labels, nil)
	}
	return &snapshots{
		read:        read,
		up:          desc("snapshot_ok", "1 when the figures below could be read."),
		lag:         desc("lag_seconds", "Age of the oldest record on disk whose results are not in the lists yet."),
		log:         desc("log_bytes", "Size of the log on disk."),
		identities:  desc("identities", "Identities in the inventory."),
		credentials: desc("credentials", "Credentials in the inventory."),
		births:      desc("births", "Births in the inventory."),
		findings:    desc("findings_open", "Open findings.", "severity"),
		problems:    desc("problems", "Problems that make the server not ready."),
	}
}

func (s *snapshots) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{s.up, s.lag, s.log, s.identities, s.credentials, s.births, s.findings, s.problems} {
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
	gauge(s.up, 1)
	gauge(s.lag, now.Lag.Seconds())
	gauge(s.log, float64(now.LogBytes))
	gauge(s.identities, float64(now.Identities))
	gauge(s.credentials, float64(now.Credentials))
	gauge(s.births, float64(now.Births))
	for _, severity := range severities() {
		gauge(s.findings, float64(now.Findings[severity]), severity)
	}
	gauge(s.problems, float64(now.Problems))
}
