package app

import (
	"context"
	"fmt"
	"time"

	"tabard.dev/tabard/internal/ingest"
	"tabard.dev/tabard/internal/pipeline"
)

// health says what keeps the server from its work.
type health struct {
	log interface {
		Check(ctx context.Context) error
	}
	pipe  *pipeline.Pipeline
	tails []*ingest.Tail
	sound *verifier
}

// checkWithin is how long a blocked disk may keep the answer waiting.
const checkWithin = 700 * time.Millisecond

// Problems implements [httpapi.Health]. The lines say nothing that is not for everybody: no paths, no names.
func (h *health) Problems() []string {
	var all []string
	ctx, cancel := context.WithTimeout(context.Background(), checkWithin)
	defer cancel()
	if err := h.log.Check(ctx); err != nil {
		all = append(all, fmt.Sprintf("records are not taken in: %v", err))
	}
	if err := h.pipe.Problem(); err != nil {
		all = append(all, "results are not written: "+line(err))
	}
	if err := h.sound.result().damage; err != nil {
		all = append(all, "what is kept is damaged: "+line(err))
	}
	for _, tail := range h.tails {
		if err := tail.Status().Err; err != nil {
			all = append(all, fmt.Sprintf("the log files of system %q are not read: %v", tail.System, err))
		}
	}
	if all == nil {
		all = []string{}
	}
	return all
}
