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
	set      func() *normalize.Set // the one in force: rules ask for other fields when they change
	redactor *normalize.Redactor
	systems  map[string]string // configured names, by realm
	limits   normalize.Limits
}

// NewParser gives what ingest needs to know of log families, and of the systems that were given names by realm.
func NewParser(set func() *normalize.Set, redactor *normalize.Redactor, systems map[string]string) ingest.Parser {
	return parser{set: set, redactor: redactor, systems: systems}
}

// Known implements [ingest.Parser].
func (p parser) Known(family string) error {
	if _, ok := p.set().Family(family); !ok {
		return &normalize.UnknownFamilyError{Name: family, Known: p.set().Names()}
	}
	return nil
}

// Split implements [ingest.Parser].
func (p parser) Split(family string, r io.Reader) iter.Seq2[tabard.Piece, error] {
	if split, ok := p.set().Splitter(family); ok {
		return split(r)
	}
	return normalize.Split(r, p.limits)
}

// Admitter implements [ingest.Parser].
func (p parser) Admitter() ingest.Admitter {
	set := p.set()
	return &admitter{named: named{set.Decoder(p.redactor), p.systems}, set: set, parser: p}
}

type admitter struct {
	named
	set    *normalize.Set
	parser parser
}

// Guess implements [ingest.Admitter].
func (a *admitter) Guess(source, before string, record []byte, item *normalize.Item) (string, error) {
	if now := a.parser.set(); now != a.set {
		a.set, a.Decoder = now, now.Decoder(a.parser.redactor)
	}
	if source != "" {
		return a.Among(source, record), nil
	}
	if before != "" && a.Follows(record, before, item) {
		return before, nil
	}
	if family, ok := a.Decoder.Guess(record); ok {
		return family, nil
	}
	return "", a.WhyUnknown(record)
}

// Admit implements [ingest.Admitter].
func (a *admitter) Admit(family string, record []byte, received time.Time, item *normalize.Item) ([16]byte, error) {
	if err := a.Decode(family, record, received, item); err != nil {
		return [16]byte{}, err
	}
	return a.RecordID(item), nil
}

// Mask implements [ingest.Admitter].
func (a *admitter) Mask(text []byte) []byte { return a.parser.redactor.Mask(text) }
