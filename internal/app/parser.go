package app

import (
	"io"
	"iter"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/ingest"
	"tabard.dev/tabard/internal/normalize"
)

// parser is what ingest sees of the log families.
type parser struct {
	set      *normalize.Set
	redactor *normalize.Redactor
	limits   normalize.Limits
}

// NewParser gives what ingest needs to know of log families.
func NewParser(set *normalize.Set, redactor *normalize.Redactor) ingest.Parser {
	return parser{set: set, redactor: redactor}
}

// Known implements [ingest.Parser].
func (p parser) Known(family string) error {
	if _, ok := p.set.Family(family); !ok {
		return &normalize.UnknownFamilyError{Name: family, Known: p.set.Names()}
	}
	return nil
}

// Split implements [ingest.Parser].
func (p parser) Split(family string, r io.Reader) iter.Seq2[tabard.Piece, error] {
	if split, ok := p.set.Splitter(family); ok {
		return split(r)
	}
	return normalize.Split(r, p.limits)
}

// Admitter implements [ingest.Parser].
func (p parser) Admitter() ingest.Admitter {
	return &admitter{decoder: p.set.Decoder(p.redactor), redactor: p.redactor}
}

type admitter struct {
	decoder  *normalize.Decoder
	redactor *normalize.Redactor
	item     normalize.Item
	before   string // the family of the record before, where nobody says it
}

// Guess implements [ingest.Admitter].
func (a *admitter) Guess(source string, record []byte) (string, error) {
	if source != "" {
		return a.decoder.Among(source, record), nil
	}
	if a.before != "" && a.decoder.Follows(record, a.before, &a.item) {
		return a.before, nil
	}
	if family, ok := a.decoder.Guess(record); ok {
		a.before = family
		return family, nil
	}
	return "", a.decoder.WhyUnknown(record)
}

// Unwrap implements [ingest.Admitter].
func (a *admitter) Unwrap(family string, record []byte) [][]byte {
	return a.decoder.Unwrap(family, record)
}

// Admit implements [ingest.Admitter].
func (a *admitter) Admit(family string, record []byte, received time.Time) (ingest.Admitted, error) {
	if err := a.decoder.Decode(family, record, received, &a.item); err != nil {
		return ingest.Admitted{}, err
	}
	return ingest.Admitted{Record: a.item.Event.Record, ID: a.decoder.RecordID(&a.item)}, nil
}

// Mask implements [ingest.Admitter].
func (a *admitter) Mask(text []byte) []byte { return a.redactor.Mask(text) }
