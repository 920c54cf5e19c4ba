package inventory

import (
	"encoding/json/v2"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tabard.dev/tabard"
)

// NotePrefix begins the names of the notes that the inventory keeps beside its rows.
const NotePrefix = "inventory:"

// The sorts of note.
const (
	identityNote = "identity:"
	systemNote   = "system:"
	hintNote     = "hint:"
	marksNote    = "marks"
	goneNote     = "gone:"
	tieNote      = "tie:"
	linkNote     = "link:" // for readers
	cutNote      = "cut:"
	peersNote    = "peers:"
	placeNote    = "place:"
	seasonNote   = "season"
)

// notes are the names of the notes that changed.
type notes map[string]bool

func (n notes) mark(sort, name string) { n[NotePrefix+sort+name] = true }

func number(i uint32) string { return strconv.FormatUint(uint64(i), 10) }

// Notes gives the notes that changed since it was last called, in the order of their names; a nil state is one to forget.
func (s *State) Notes(keep func(name string, state []byte)) {
	names := make([]string, 0, len(s.listings.changed))
	for name := range s.listings.changed {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		keep(name, s.note(strings.TrimPrefix(name, NotePrefix)))
	}
	clear(s.listings.changed)
}

func (s *State) note(name string) []byte {
	var value any
	var ok bool
	switch {
	case name == marksNote:
		value, ok = s.markedBy, true
	case name == seasonNote:
		value, ok = s.departures.season, true
	case strings.HasPrefix(name, placeNote):
		value, ok = lookup(s.places, identityIn(name, placeNote))
	case strings.HasPrefix(name, peersNote):
		value, ok = s.peersRow(identityIn(name, peersNote))
	case strings.HasPrefix(name, tieNote):
		ties := s.links.named(identityIn(name, tieNote))
		value, ok = ties, len(ties) > 0
	case strings.HasPrefix(name, linkNote):
		rows := s.linked(identityIn(name, linkNote))
		value, ok = rows, len(rows) > 0
	case strings.HasPrefix(name, cutNote):
		value, ok = lookup(s.links.cuts, pairIn(name))
	case strings.HasPrefix(name, goneNote):
		value, ok = lookup(s.departures.byName, name[len(goneNote):])
	case strings.HasPrefix(name, identityNote):
		n, _ := strconv.ParseUint(name[len(identityNote):], 10, 32)
		value, ok = lookup(s.listings.ofIdentity, uint32(n))
	case strings.HasPrefix(name, systemNote):
		value, ok = lookup(s.listings.ofSystem, name[len(systemNote):])
	case strings.HasPrefix(name, hintNote):
		realm, id, _ := strings.Cut(name[len(hintNote):], "\x00")
		value, ok = lookup(s.listings.hints, tabard.Key{Realm: realm, ID: id})
	}
	if !ok {
		return nil
	}
	text, err := json.Marshal(value)
	if err != nil {
		return nil // texts, numbers and truth values always encode
	}
	return text
}

// identityIn gives the number of the identity that a note is about.
func identityIn(name, sort string) uint32 {
	n, _ := strconv.ParseUint(name[len(sort):], 10, 32)
	return uint32(n)
}

// pairIn gives the two that a cut is between.
func pairIn(name string) [2]uint32 {
	a, b, _ := strings.Cut(name[len(cutNote):], "-")
	return pair(identityIn(a, ""), identityIn(b, ""))
}

func lookup[K comparable, V any](all map[K]V, key K) (any, bool) {
	value, ok := all[key]
	return value, ok
}

// RestoreNote puts a note back, at start.
func (s *State) RestoreNote(name string, state []byte) (err error) {
	name = strings.TrimPrefix(name, NotePrefix)
	switch {
	case name == marksNote:
		err = json.Unmarshal(state, &s.markedBy)
	case name == seasonNote:
		err = json.Unmarshal(state, &s.departures.season)
	case strings.HasPrefix(name, placeNote):
		err = restoreNote(s.places, identityIn(name, placeNote), state)
	case strings.HasPrefix(name, peersNote):
		err = s.restorePeers(identityIn(name, peersNote), state)
	case strings.HasPrefix(name, tieNote):
		err = s.restoreTies(identityIn(name, tieNote), state)
	case strings.HasPrefix(name, linkNote):
		s.links.kept = true // it is made of the rest
	case strings.HasPrefix(name, cutNote):
		err = restoreNote(s.links.cuts, pairIn(name), state)
	case strings.HasPrefix(name, goneNote):
		err = restoreNote(s.departures.byName, name[len(goneNote):], state)
	case strings.HasPrefix(name, identityNote):
		var n uint64
		if n, err = strconv.ParseUint(name[len(identityNote):], 10, 32); err == nil {
			err = restoreNote(s.listings.ofIdentity, uint32(n), state)
		}
	case strings.HasPrefix(name, systemNote):
		err = restoreNote(s.listings.ofSystem, name[len(systemNote):], state)
	case strings.HasPrefix(name, hintNote):
		realm, id, _ := strings.Cut(name[len(hintNote):], "\x00")
		err = restoreNote(s.listings.hints, tabard.Key{Realm: realm, ID: id}, state)
	default:
		err = fmt.Errorf("no such sort of note")
	}
	if err != nil {
		return fmt.Errorf("note %q: %w", name, err)
	}
	return nil
}

func restoreNote[K comparable, V any](all map[K]V, key K, state []byte) error {
	var value V
	if err := json.Unmarshal(state, &value); err != nil {
		return err
	}
	all[key] = value
	return nil
}
