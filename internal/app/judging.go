package app

import (
	"context"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/detect"
	"tabard.dev/tabard/internal/httpapi"
	"tabard.dev/tabard/internal/ingest"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/pipeline"
	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/store/sqlite"
)

// detector is the engine as the pipeline sees it.
type detector struct {
	*detect.Engine
	changes []pipeline.Change
}

// NewDetector gives an engine as the pipeline sees it.
func NewDetector(engine *detect.Engine) pipeline.Detector { return &detector{Engine: engine} }

// Judge implements [pipeline.Detector].
func (d *detector) Judge(e *tabard.Event, slots *tabard.Slots, facts []tabard.Fact, view tabard.View) []pipeline.Change {
	d.changes = d.changes[:0]
	for _, c := range d.Engine.Judge(e, slots, facts, view) {
		d.changes = append(d.changes, pipeline.Change(c))
	}
	return d.changes
}

// Raise implements [pipeline.Detector].
func (d *detector) Raise(e *tabard.Event, f tabard.Finding) pipeline.Change {
	return pipeline.Change(d.Engine.Raise(e, f))
}

// named is a decoder that gives events of a configured realm the name of its system.
type named struct {
	*normalize.Decoder
	systems map[string]string // by realm
}

// Decode implements [pipeline.Decoder].
func (n *named) Decode(family string, record []byte, received time.Time, item *normalize.Item) error {
	err := n.Decoder.Decode(family, record, received, item)
	if err == nil {
		if name, ok := n.systems[item.Event.Realm]; ok {
			item.Event.System = name
		}
	}
	return err
}

// keeper keeps refused records where the API lists them.
type keeper struct{ db *sqlite.DB }

// KeepRefused implements [ingest.Keeper].
func (k keeper) KeepRefused(ctx context.Context, refused []ingest.Refusal) error {
	rows := make([]store.Refused, len(refused))
	for i, r := range refused {
		source := r.Source
		if source == "" {
			source = "http"
		}
		rows[i] = store.Refused{Time: r.Time, Source: source, Family: r.Family, Record: r.Record, Line: r.Line, Reason: r.Reason, Text: r.Text}
	}
	return k.db.KeepRefused(ctx, rows)
}

// sayer puts what people say through the API on the log.
type sayer struct{ *pipeline.Pipeline }

// Say implements [httpapi.Sayer].
func (s sayer) Say(ctx context.Context, said httpapi.Said) error {
	return s.Pipeline.Say(ctx, pipeline.Said{
		What: pipeline.Saying(said.What), About: said.About, By: said.By, Reason: said.Reason, Owner: said.Owner, Until: said.Until, Other: said.Other, Off: said.Off,
	})
}
