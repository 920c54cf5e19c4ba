package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"sync"
	"time"

	"tabard.dev/tabard/console"
	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/audit"
	logdb "tabard.dev/tabard/internal/bus/sqlite"
	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/internal/eventindex"
	"tabard.dev/tabard/internal/handover"
	"tabard.dev/tabard/internal/httpapi"
	"tabard.dev/tabard/internal/ingest"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/notify"
	"tabard.dev/tabard/internal/pipeline"
	"tabard.dev/tabard/internal/store/sqlite"
	"tabard.dev/tabard/internal/telemetry"
)

// ServeOptions say what "tabard serve" runs.
type ServeOptions struct {
	Config   config.Config
	File     string // of the settings, for messages
	PassLost uint64 // an operator accepts what the log lost up to this batch
	Version  string
	Log      *slog.Logger
	Ready    func(url string)            // called when requests are answered
	Token    func(path string)           // called when an admin token was written
	closers  []func() error              // in the order in which things were opened
	workers  []func(ctx context.Context) // what runs until the server ends
}

// Serve opens everything, in the order in which records flow, and runs it until the context ends: first the requests under
// way are answered, then the rest is stopped. What is on disk stays whole however it ends.
func Serve(ctx context.Context, o ServeOptions) (err error) {
	defer func() { err = errors.Join(err, o.close()) }()
	c := o.Config

	// The data folder, and the store's position, which the log must reach.
	data, err := openFolder(c.Data)
	if err != nil {
		return err
	}
	o.opened(data.close)
	db, err := sqlite.Open(ctx, data.path)
	if err != nil {
		return err
	}
	o.opened(db.Close)
	if err := data.checkKey(ctx, db); err != nil {
		return err
	}
	judged, err := db.Position(ctx)
	if err != nil {
		return err
	}

	// Stage 1: records come in, are checked by the families, and go to the log.
	mappingFile, err := mapping(c.Systems)
	if err != nil {
		return err
	}
	all, err := families(mappingFile)
	if err != nil {
		return err
	}
	rules, err := openRules(c.Rules, all, o.Log)
	if err != nil {
		return err
	}
	set := rules.current().set
	redactor := normalize.NewRedactor(data.key)
	log, err := logdb.Open(ctx, logdb.Options{Path: data.file("log.db"), Position: judged.Seq, Pass: o.PassLost, Logger: o.Log})
	if err != nil {
		return err
	}
	o.opened(log.Close)
	systems, decoded := realms(c.Systems), handover.New(int64(c.Limits.Pending))
	receiver, err := ingest.Open(ctx, ingest.Config{
		Log: log, Parser: NewParser(func() *normalize.Set { return rules.current().set }, redactor, systems), Keeper: keeper{db}, Logger: o.Log, InFlight: int(c.Limits.Pending), Handover: decoded,
	})
	if err != nil {
		return err
	}
	o.opened(receiver.Close)
	following, err := tails(c.Systems, receiver, set, o.Log)
	if err != nil {
		return err
	}

	// Stages 2 to 4: events, inventory, findings, committed with the position.
	known := &knowledge{owners: c.Owners, marks: c.Marks, log: o.Log}
	if err := known.open(); err != nil {
		return err
	}
	policies, err := openPolicies(c.Policies, o.Log)
	if err != nil {
		return err
	}
	connections, err := connect(o.File, c.Systems)
	if err != nil {
		return err
	}
	listers := map[string]*lister{}
	pipe := pipeline.New(pipeline.Config{
		Decider: func() pipeline.Decider { return policies },
		Hinted: func(system string) {
			if l := listers[system]; l != nil {
				l.hint()
			}
		},
		Log: log, Handover: decoded, Store: db, Logger: o.Log, Inventory: known.config,
		Decoder:  func() pipeline.Decoder { return &named{rules.current().set.Decoder(redactor), systems} },
		Detector: rules.detector,
	})
	lists := &lists{configured: c.Systems, tails: following, listers: listers, committed: pipe.Committed}
	index, err := eventindex.Open(ctx, eventindex.Settings{
		Folder: data.file("events"), Log: log, Decoder: &named{set.Decoder(redactor), systems}, Logger: o.Log,
		Judged: pipe.Committed, News: pipe.Next, Incarnation: lists.incarnation,
	})
	if err != nil {
		return err
	}
	o.opened(index.Close)
	pipe.Index = index
	lists.Reader = sqlite.NewReader(db, func(ctx context.Context, judged uint64) (time.Duration, error) {
		return pipe.Lag(ctx, min(judged, index.Position())) // a record is listed when its event is, too
	})
	for name, connection := range connections {
		if connection.List != nil {
			listers[name] = &lister{
				system: name, connection: connection, append: pipe.AppendListing, hints: make(chan struct{}, 1), log: o.Log.With(slog.String("system", name)),
			}
			if i := slices.IndexFunc(following, func(t *ingest.Tail) bool { return t.System == name }); i >= 0 {
				listers[name].pass = following[i].Pass
			}
		}
	}

	// Stages 5 and 6: what is decided is acted on, with an entry on the audit trail before each step.
	trail := &auditTrail{table: audit.NewTable(db), key: audit.NewKey(data.key), folder: data.path}
	if trail.Trail, err = audit.Open(ctx, trail.table, trail.key, data.path); err != nil {
		return err
	}
	acts := openActing(c.Guards, db, connections, pipe, trail.Trail, o.Log)

	// The ways out: sinks at their own positions, from before anything new is committed.
	sinks, err := openSinks(o.File, c.Sinks)
	if err != nil {
		return err
	}
	for _, sink := range sinks {
		o.opened(sink.Sender.Close)
	}
	sinks = append(sinks, acts.sink())
	state := &health{log: log, pipe: pipe, tails: following, sound: &verifier{store: db, events: index, records: log, trail: trail, log: o.Log}}
	metrics := telemetry.New(telemetry.Settings{
		Version: o.Version, Reasons: refusalClasses(), Sinks: sinkNames(sinks), Snapshot: snapshot(receiver, lists, log, state, rules),
	})
	positions := notify.NewTable(db)
	if err := positions.Forget(ctx, sinkNames(sinks)); err != nil {
		return err
	}
	notifier, err := notify.Open(ctx, notify.Settings{Outbox: lists, Positions: positions, News: pipe.Next, Sinks: sinks, Log: o.Log, Watch: metrics})
	if err != nil {
		return err
	}

	// The door.
	tokens, err := access.Open(ctx, access.NewTable(db))
	if err != nil {
		return err
	}
	written, err := tokens.Bootstrap(ctx, data.path, time.Now())
	if err != nil {
		return err
	}
	if written != "" && o.Token != nil {
		o.Token(written)
	}
	if err := trail.started(ctx, o.Version, written != ""); err != nil {
		return err
	}
	api := httpapi.New(httpapi.Settings{
		Log: o.Log, Lists: lists, Events: records{index, db}, Detections: &detections{rules, redactor}, Receiver: receiver, Sayer: sayer{pipe}, Actor: acts, Prober: lists, Explainer: explainer{lists, pipe}, Health: state, News: pipe,
		Tokens: tokens, Trail: trail.Trail, Audit: trail, Metrics: metrics, Console: console.New(),
		Hosts: c.Hosts, AnyHost: len(c.Hosts) == 0 && (c.TLS.Cert != "" || c.BehindProxy), BehindProxy: c.BehindProxy, TLS: c.TLS.Cert != "",
		Body: int64(c.Limits.Body), Streams: c.Limits.Streams, Patience: time.Duration(c.Limits.Request),
	})
	var secure *tls.Config
	if c.TLS.Cert != "" {
		if secure, err = serverTLS(c.TLS); err != nil {
			return err
		}
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return &config.Error{What: err.Error(), Next: "--listen names another address; port 0 takes a free one"}
	}

	// All that runs.
	o.runs(func(ctx context.Context) { _ = pipe.Run(ctx) }) // what stops it shows in its Problem; reading goes on
	o.runs(pipe.Clock)
	o.runs(state.sound.run)
	o.runs(func(ctx context.Context) { watchLatency(ctx, pipe, log, metrics.Listed) })
	o.runs(policies.watch)
	o.runs(func(ctx context.Context) { rules.watch(ctx, pipe.Reload) })
	o.runs(func(ctx context.Context) { known.watch(ctx, pipe.Reload) })
	o.runs(acts.resume)
	for _, l := range listers {
		o.runs(l.run)
	}
	o.runs(func(ctx context.Context) { _ = notifier.Run(ctx) })
	for _, tail := range following {
		o.runs(func(ctx context.Context) { follow(ctx, tail, o.Log) })
	}
	o.runs(index.Run)
	keep := &retention{Retention: c.Retention, log: log, outbox: db, evidence: db, events: index, judged: pipe.Committed, logger: o.Log}
	o.runs(keep.run)
	o.runs(func(ctx context.Context) { flush(ctx, tokens, trail.Trail, o.Log) })
	return o.run(ctx, data, api, listener, secure)
}

// run runs the workers and answers requests until the context ends.
func (o *ServeOptions) run(ctx context.Context, data *folder, api *httpapi.Server, listener net.Listener, secure *tls.Config) error {
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	var group sync.WaitGroup
	for _, work := range o.workers {
		group.Go(func() { work(working) })
	}
	defer group.Wait()
	defer stop()
	url := "http://" + listener.Addr().String()
	if secure != nil {
		url = "https://" + listener.Addr().String()
	}
	if err := data.announce(url); err != nil {
		return errors.Join(fmt.Errorf("tell where the server is: %w", err), listener.Close())
	}
	if o.Ready != nil {
		o.Ready(url)
	}
	return api.Serve(ctx, listener, secure, o.Config.Limits.Connections)
}

func (o *ServeOptions) runs(work func(ctx context.Context)) { o.workers = append(o.workers, work) }

func (o *ServeOptions) opened(close func() error) { o.closers = append(o.closers, close) }

// close closes what was opened, the last first.
func (o *ServeOptions) close() error {
	var all error
	for _, closer := range slices.Backward(o.closers) {
		all = errors.Join(all, closer())
	}
	return all
}
