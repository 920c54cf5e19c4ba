package app

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"time"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/audit"
	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/internal/ingest"
	"tabard.dev/tabard/internal/notify"
	"tabard.dev/tabard/internal/telemetry"
)

// auditTrail is the trail with what it takes to read and check it.
type auditTrail struct {
	*audit.Trail
	table  audit.Table
	key    audit.Key
	folder string
}

// Read implements [httpapi.Auditor].
func (a *auditTrail) Read(ctx context.Context, after int64, limit int) ([]audit.Line, error) {
	return audit.Read(ctx, a.table, after, limit)
}

// Verify implements [httpapi.Auditor].
func (a *auditTrail) Verify(ctx context.Context, noted *audit.Head) (audit.Report, error) {
	return audit.Verify(ctx, a.table, a.key, a.folder, noted)
}

// started notes a start, and that the server made an admin token by itself.
func (a *auditTrail) started(ctx context.Context, version string, token bool) error {
	e := audit.Entry{Time: time.Now(), Agent: "system", Resource: "server " + version, Action: "start", Decision: audit.Done, Posture: "on this machine"}
	if err := a.Add(ctx, e); err != nil || !token {
		return err
	}
	e.Action, e.Resource, e.Reason = "createToken", "token as admin, in "+access.AdminFile, "no admin token was live"
	return a.Add(ctx, e)
}

// serverTLS reads the certificate and key.
func serverTLS(c config.TLS) (*tls.Config, error) {
	pair, err := tls.LoadX509KeyPair(c.Cert, c.Key)
	if err != nil {
		return nil, &config.Error{What: "tls: " + err.Error(), Next: "cert is a PEM chain, key its PEM key"}
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

// refusalClasses are the sorts of reason why records are refused.
func refusalClasses() []string { return []string{"invalid", "too-large"} }

func sinkNames(sinks []notify.Sink) []string {
	names := []string{}
	for _, s := range sinks {
		names = append(names, s.Name)
	}
	return names
}

// snapshot gives the figures that /metrics shows when somebody asks.
func snapshot(receiver *ingest.Receiver, lists *lists, log bus.Log, state *health, rules *ruleSet) func(context.Context) (telemetry.Snapshot, error) {
	return func(ctx context.Context) (telemetry.Snapshot, error) {
		taken := receiver.Counters()
		stats, err := lists.Stats(ctx)
		if err != nil {
			return telemetry.Snapshot{}, fmt.Errorf("figures: %w", err)
		}
		findings, err := lists.OpenFindings(ctx)
		if err != nil {
			return telemetry.Snapshot{}, fmt.Errorf("figures: %w", err)
		}
		size, err := log.Size(ctx)
		if err != nil {
			return telemetry.Snapshot{}, fmt.Errorf("figures: %w", err)
		}
		sound := state.sound.result()
		return telemetry.Snapshot{
			Verified: sound.at, VerifiedRows: sound.rows, Damaged: sound.damage != nil, TrailBroken: sound.trail != nil,
			Accepted: taken.Accepted, Duplicates: taken.Duplicates, Busy: taken.Busy, Forgotten: taken.Forgotten, Refused: taken.Refused, InFlight: taken.InFlight,
			Lag: time.Duration(stats.LagMS) * time.Millisecond, LogBytes: size,
			Identities: stats.Identities, Credentials: stats.Credentials, Births: stats.Births, Findings: findings, Problems: len(state.Problems()),
			Rules: rules.Rules().Rules, StaleRules: rules.Rules().Problem != "",
		}, nil
	}
}

// flush writes what is written in brief, once a minute and at the end.
func flush(ctx context.Context, tokens *access.Tokens, trail *audit.Trail, log *slog.Logger) {
	timer := time.NewTicker(time.Minute)
	defer timer.Stop()
	for ctx.Err() == nil {
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
		kept, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		if err := tokens.Flush(kept); err != nil {
			log.LogAttrs(kept, slog.LevelWarn, "the last use of tokens is not kept", slog.String("error", err.Error()))
		}
		if err := trail.Flush(kept, time.Now()); err != nil {
			log.LogAttrs(kept, slog.LevelError, "calls are not on the audit trail yet", slog.String("error", err.Error()))
		}
		cancel()
	}
}
