package pipeline

import (
	"context"
	"fmt"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/store"
)

// EvidenceStore keeps evidence.
type EvidenceStore interface {
	WaitingEvidence(ctx context.Context, before uint64, limit int) ([]store.EvidenceRow, error)
	CopyEvidence(context.Context, []store.EvidenceRow) error
}

// evidenceAtOnce bounds the copies of one transaction.
const evidenceAtOnce = 200

// KeepEvidence copies the records that are evidence and lie before a sequence into the store, so that the log may drop them.
// What the log cannot give back any more is marked as lost.
func KeepEvidence(ctx context.Context, log bus.Log, s EvidenceStore, before uint64) error {
	for {
		waiting, err := s.WaitingEvidence(ctx, before, evidenceAtOnce)
		if err != nil || len(waiting) == 0 {
			return err
		}
		var batch *bus.Batch
		for i := range waiting {
			e := &waiting[i]
			if batch == nil || batch.Seq != e.Place.Seq {
				if batch, err = readBatch(ctx, log, e.Place.Seq); err != nil {
					return fmt.Errorf("keep evidence: %w", err)
				}
			}
			if batch != nil && e.Place.Index < len(batch.Records) {
				copyRecord(e, batch.Records[e.Place.Index])
			} else {
				e.Copied, e.Cut = true, true
			}
		}
		if err := s.CopyEvidence(ctx, waiting); err != nil {
			return fmt.Errorf("keep evidence: %w", err)
		}
	}
}

// readBatch gives one batch, nil when the log has it no more.
func readBatch(ctx context.Context, log bus.Log, seq uint64) (*bus.Batch, error) {
	for b, err := range log.Read(ctx, seq) {
		if err != nil {
			return nil, err
		}
		if b.Seq == seq {
			return b, nil
		}
		break
	}
	return nil, nil //nolint:nilnil // gone is an answer
}

func copyRecord(e *store.EvidenceRow, record []byte) {
	e.Copied, e.Cut = true, len(record) > store.MaxCopy
	e.Record = append([]byte{}, record[:min(len(record), store.MaxCopy)]...)
}
