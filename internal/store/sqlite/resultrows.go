package sqlite

import (
	"encoding/json/v2"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

var (
	birthColumns = []string{
		"n", "id_key", "id", "time_us", "kind", "system", "subject", "subject_n", "name", "creator", "via", "session", "source", "origin", "owner", "event",
	}
	findingColumns = []string{
		"n", "id", "detection", "severity", "severity_rank", "state", "time_us", "identity", "identity_kind", "identity_name", "system", "owner", "owner_json", "summary", "mitre", "nhi", "remedy",
		"grouped", "about_realm", "about_native", "snoozed_us", "reason", "said_by",
	}
	findingLifeColumns = words("n first_us last_us count last_place")
	evidenceColumns    = words("n slot time_us family seq i place copied cut record")
)

// births writes births. They are numbered by their count.
func (w *writer) births(c *store.Commit) {
	if c.Inventory == nil {
		return
	}
	n := c.Counters.Births - int64(len(c.Inventory.Births))
	for i := range c.Inventory.Births {
		b := &c.Inventory.Births[i]
		n++
		w.put(putBirth, n, birthKey(b.ID), b.ID, micro(b.Time), string(b.Kind), b.System, b.Subject, b.SubjectN, b.Name, b.Creator, w.json(b.Via), b.Session, b.Source, b.Origin,
			w.owner(b.Owner), w.json(b.Event))
	}
}

func (w *writer) findings(c *store.Commit) {
	for i := range c.Findings {
		r := &c.Findings[i]
		f := &r.Finding
		newest := ""
		if len(f.Evidence) > firstEvidence {
			newest = w.json(f.Evidence[len(f.Evidence)-1])
		}
		w.put(putFindingLife, r.N, micro(f.First), micro(f.Last), f.Count, newest)
		if !r.Whole {
			continue
		}
		owner := ""
		if f.Owner != nil {
			owner = f.Owner.ID
		}
		w.put(putFinding, r.N, f.ID, f.Detection, string(f.Severity), f.Severity.Rank(), string(f.State), micro(f.Time),
			f.Identity.ID, string(f.Identity.Kind), f.Identity.Name, f.Identity.System,
			owner, w.owner(f.Owner), f.Summary, w.json(f.MITRE), w.json(f.NHI), string(f.Remedy),
			f.Group, f.About.Realm, f.About.ID, r.Snoozed, r.Reason, r.SaidBy)
	}
	for i := range c.Evidence {
		e := &c.Evidence[i]
		record := e.Record
		if record == nil {
			record = []byte{} // NULL would be something else
		}
		w.put(putEvidence, e.N, e.Slot, e.Time, e.Family, int64(e.Place.Seq), e.Place.Index, w.json(e.Place), number(e.Copied), number(e.Cut), record) //nolint:gosec // sequences stay far below 2^63
	}
}

func (w *writer) outbox(rows []store.OutboxRow) {
	for i := range rows {
		r := &rows[i]
		w.put(putOutbox, r.Position, r.ID, r.Type, r.Time, r.Birth, string(r.Data))
	}
}

// results gives the findings that are not closed, and what detections and sources remember.
func (l *loader) results(into store.Loading) {
	if into.Finding != nil {
		l.sound("findings", "finding_lives", "evidence")
		places := map[int64][]tabard.Place{}
		l.each(firstPlaces+` AND n IN (SELECT n FROM findings WHERE state <> 'closed') ORDER BY n, slot`, func(scan func(...any) error) error {
			return scanPlace(scan, places)
		})
		l.each(findingFields+findingTables+` WHERE state <> 'closed' ORDER BY f.n`, func(scan func(...any) error) error {
			r, err := scanFinding(scan)
			if err != nil {
				return err
			}
			r.Finding.Evidence = append(places[r.N], r.Finding.Evidence...)
			into.Finding(r)
			return nil
		})
	}
	if into.Window != nil {
		l.sound("windows")
		l.each(`SELECT name, state FROM windows ORDER BY name`, func(scan func(...any) error) error {
			var name string
			var state []byte
			if err := scan(&name, &state); err != nil {
				return err
			}
			return into.Window(name, state)
		})
	}
	if into.Source != nil {
		l.sound("sources")
		l.each(`SELECT n, name, state FROM sources ORDER BY n`, func(scan func(...any) error) error {
			var r store.SourceRow
			if err := scan(&r.N, &r.Name, &r.State); err != nil {
				return err
			}
			return into.Source(r)
		})
	}
}

// firstEvidence is the slot of the newest evidence, behind the first pieces. The pipeline counts so too.
const firstEvidence = 9

const firstPlaces = `SELECT n, place FROM evidence WHERE slot < 9`

// scanPlace adds the place of a piece of evidence to its finding's.
func scanPlace(scan func(...any) error, places map[int64][]tabard.Place) error {
	var n int64
	var text string
	if err := scan(&n, &text); err != nil {
		return err
	}
	var place tabard.Place
	if err := json.Unmarshal([]byte(text), &place); err != nil {
		return err
	}
	places[n] = append(places[n], place)
	return nil
}

// A finding is read from two tables, and its first pieces of evidence from a third.
const findingTables = ` FROM findings f JOIN finding_lives l ON l.n = f.n`

const findingFields = `SELECT f.n, id, detection, severity, state, time_us, first_us, last_us, count, identity, identity_kind, identity_name, system,
	owner_json, summary, last_place, mitre, nhi, remedy, grouped, about_realm, about_native, snoozed_us, reason, said_by`

func scanFinding(scan func(...any) error) (store.FindingRow, error) {
	var r store.FindingRow
	f := &r.Finding
	var at, first, last int64
	var owner, newest, mitre, nhi string
	err := scan(&r.N, &f.ID, &f.Detection, &f.Severity, &f.State, &at, &first, &last, &f.Count, &f.Identity.ID, &f.Identity.Kind,
		&f.Identity.Name, &f.Identity.System, &owner, &f.Summary, &newest, &mitre, &nhi, &f.Remedy, &f.Group, &f.About.Realm, &f.About.ID,
		&r.Snoozed, &r.Reason, &r.SaidBy)
	if err != nil {
		return r, err
	}
	f.Time, f.First, f.Last = fromMicro(at), fromMicro(first), fromMicro(last)
	if f.Owner, err = readOwner(owner); err != nil {
		return r, err
	}
	for _, part := range []struct {
		text string
		into any
	}{{mitre, &f.MITRE}, {nhi, &f.NHI}} {
		if err := json.Unmarshal([]byte(part.text), part.into); err != nil {
			return r, err
		}
	}
	if newest == "" {
		return r, nil
	}
	f.Evidence = make([]tabard.Place, 1) // the first pieces go before it
	return r, json.Unmarshal([]byte(newest), &f.Evidence[0])
}

// json encodes a value for a column.
func (w *writer) json(value any) string {
	text, err := json.Marshal(value)
	if err != nil && w.err == nil {
		w.err = err
	}
	return string(text)
}

func (w *writer) owner(o *tabard.Owner) string {
	if o == nil {
		return ""
	}
	return w.json(o)
}

func readOwner(text string) (*tabard.Owner, error) {
	if text == "" {
		return nil, nil //nolint:nilnil // no owner is an answer
	}
	o := new(tabard.Owner)
	return o, json.Unmarshal([]byte(text), o)
}

// micro gives a time for a column, 0 for none.
func micro(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func fromMicro(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}
