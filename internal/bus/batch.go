package bus

import (
	"errors"
	"fmt"
)

// ErrBadBatch reports a batch that the log does not take: a bug of the caller, not of the disk.
var ErrBadBatch = errors.New("log: bad batch")

// ErrClosed reports that the log was closed.
var ErrClosed = errors.New("log: closed")

// Check tells whether the batch is within the log's limits; an error wraps ErrBadBatch. Every Log calls it in Append.
func (b *Batch) Check() error {
	if b.Kind < Records || b.Kind > Said {
		return fmt.Errorf("%w: kind %d", ErrBadBatch, b.Kind)
	}
	if len(b.Records) > MaxRecords {
		return fmt.Errorf("%w: %d records, at most %d", ErrBadBatch, len(b.Records), MaxRecords)
	}
	if len(b.IDs) != 0 && len(b.IDs) != len(b.Records) {
		return fmt.Errorf("%w: %d ids for %d records", ErrBadBatch, len(b.IDs), len(b.Records))
	}
	limit := MaxBatch
	if len(b.Records) == 1 {
		limit = MaxRecord
	}
	if size := b.Size(); size > limit {
		return fmt.Errorf("%w: %d bytes of records, at most %d", ErrBadBatch, size, limit)
	}
	return nil
}

// Size gives the bytes of the batch's records.
func (b *Batch) Size() int {
	size := 0
	for _, record := range b.Records {
		size += len(record)
	}
	return size
}
