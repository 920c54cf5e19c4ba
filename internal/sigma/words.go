package sigma

import (
	"slices"

	"tabard.dev/tabard"
)

// words are Tabard's words as slots, for one matcher.
type words struct {
	slots *tabard.Slots
	list  []word
	at    int
	add   func(string)
}

func newWords(f *family) *words {
	w := &words{slots: tabard.NewSlots(len(f.paths), nil)}
	for _, path := range f.paths {
		word, _ := wordOf(path)
		w.list = append(w.list, word)
	}
	w.add = func(text string) {
		if text != "" {
			w.slots.Add(w.at, tabard.Value{Kind: tabard.StringValue, Text: unsafeBytes(text)})
		}
	}
	return w
}

// MatchEvent appends the rules over Tabard's own words that match an event.
func (m *Matcher) MatchEvent(e *tabard.Event, hits []Hit) []Hit {
	f := m.program.families[FamilyEvent]
	if f == nil {
		return hits
	}
	if m.words == nil {
		m.words = newWords(f)
	}
	m.words.slots.Reset()
	for i, word := range m.words.list {
		m.words.at = i
		word(e, m.words.add)
	}
	return m.Match(FamilyEvent, m.words.slots, e.Record, hits)
}

// Words gives the slots that the last [Matcher.MatchEvent] filled, for [Observed]; nil when no rule reads them.
func (m *Matcher) Words() *tabard.Slots {
	if m.words == nil {
		return nil
	}
	return m.words.slots
}

// checkWords refuses rules over words that Tabard does not have.
func (p *Program) checkWords() error {
	f := p.families[FamilyEvent]
	if f == nil {
		return nil
	}
	for i, match := range p.matches {
		if match == nil || !slices.Contains(p.rules[i].Families(), FamilyEvent) {
			continue
		}
		var err error
		match.tests(func(t *test) {
			for _, name := range []string{t.field, t.other} {
				if _, ok := wordOf(name); !ok && name != "" && err == nil {
					err = p.located(i, refuse(t.line, name, "Tabard has no word of this name for an event"))
				}
			}
		})
		if err != nil {
			return err
		}
	}
	for _, path := range f.paths {
		if _, ok := wordOf(path); !ok {
			return refuse(0, path, "a correlation reads a word that Tabard does not have for an event")
		}
	}
	return nil
}
