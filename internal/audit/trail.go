package audit

import (
	"context"
	"encoding/hex"
	"encoding/json/v2"
	"fmt"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Store keeps the rows. A row that Add was told of is on disk when it returns.
type Store interface {
	AddEntry(context.Context, Row) error
	Entries(ctx context.Context, after int64, limit int) ([]Row, error) // in order
	LastEntry(context.Context) (Row, bool, error)
}

// Trail is the trail, open for writing. It is safe for concurrent use.
type Trail struct {
	store Store
	key   Key
	head  string // the anchor's path

	mu   sync.Mutex
	last Row

	brief sync.Mutex
	calls map[Entry]int64
}

// patience is how long a call waits for its entry to be on disk.
const patience = 10 * time.Second

// mostCounted bounds the kinds of call that are counted apart between two flushes; the rest are counted together.
const mostCounted = 1024

// Open goes on where the trail ends. When the anchor and the trail disagree it says so on the trail itself, so that the next
// [Verify] finds it however often the server is restarted.
func Open(ctx context.Context, store Store, key Key, folder string) (*Trail, error) {
	t := &Trail{store: store, key: key, head: filepath.Join(folder, HeadFile), calls: map[Entry]int64{}}
	last, found, err := store.LastEntry(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the audit trail: %w", err)
	}
	t.last = last
	anchor, anchored, err := readHead(t.head)
	switch {
	case err != nil:
		return t, t.note(ctx, "the anchor cannot be read: "+err.Error())
	case !anchored && found:
		return t, t.note(ctx, fmt.Sprintf("the anchor is gone; the trail ends at %d", last.Seq))
	case anchored && anchor.Seq > last.Seq:
		return t, t.note(ctx, fmt.Sprintf("the trail was cut: the anchor is at %s, the trail ends at %d", anchor, last.Seq))
	case anchored && anchor.Seq == last.Seq && anchor != headOf(last):
		return t, t.note(ctx, fmt.Sprintf("entry %d is not the one that was anchored as %s", last.Seq, anchor))
	}
	return t, nil
}

// tampered is the action of an entry that Open writes when something does not fit.
const tampered = "audit: does not fit"

func (t *Trail) note(ctx context.Context, why string) error {
	return t.Add(ctx, Entry{Time: time.Now(), Agent: "system", Action: tampered, Resource: "audit trail", Decision: Failed, Reason: why})
}

// Add puts an entry on the trail. When it returns without an error the entry is on disk; a change must wait for that.
func (t *Trail) Add(ctx context.Context, e Entry) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	e = e.bounded()
	e.Seq, e.Time = t.last.Seq+1, e.Time.UTC().Truncate(time.Microsecond)
	text, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	row := Row{Seq: e.Seq, Text: text, Seal: t.key.seal(t.last.Seal, e.Seq, text)}
	// A caller who hangs up must not leave it open whether the entry was kept.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := t.store.AddEntry(ctx, row); err != nil {
		if last, found, readErr := t.store.LastEntry(ctx); readErr == nil && found {
			t.last = last
		}
		if t.last.Seal != row.Seal {
			return fmt.Errorf("write the audit trail: %w", err)
		}
	}
	t.last = row
	if err := writeHead(t.head, headOf(row)); err != nil {
		return fmt.Errorf("anchor the audit trail: %w", err)
	}
	return nil
}

// Count notes a call in brief, to be written by the next [Trail.Flush]: calls that differ only in their time, correlation
// and status become one entry. It never fails: reading stays open when the trail cannot be written.
func (t *Trail) Count(e Entry) {
	e = e.bounded()
	e.Seq, e.Time, e.Correlation, e.Status, e.Decision = 0, time.Time{}, "", 0, Counted
	t.brief.Lock()
	defer t.brief.Unlock()
	if _, known := t.calls[e]; !known && len(t.calls) >= mostCounted {
		e = Entry{Agent: "several", Action: "several", Decision: Counted}
	}
	t.calls[e]++
}

// Flush writes what was counted. What cannot be written is kept for the next time.
func (t *Trail) Flush(ctx context.Context, now time.Time) error {
	t.brief.Lock()
	calls := t.calls
	t.calls = map[Entry]int64{}
	t.brief.Unlock()
	inOrder := slices.SortedFunc(maps.Keys(calls), func(a, b Entry) int {
		return strings.Compare(a.Agent+"\n"+a.Action+"\n"+a.Resource, b.Agent+"\n"+b.Action+"\n"+b.Resource)
	})
	for i, key := range inOrder {
		e := key
		e.Time, e.Calls = now, calls[key]
		if err := t.Add(ctx, e); err != nil {
			t.brief.Lock()
			for _, left := range inOrder[i:] {
				t.calls[left] += calls[left]
			}
			t.brief.Unlock()
			return err
		}
	}
	return nil
}

// Head gives the newest entry's place and seal.
func (t *Trail) Head() Head {
	t.mu.Lock()
	defer t.mu.Unlock()
	return headOf(t.last)
}

// Line is an entry with its seal, as it is shown and exported.
type Line struct {
	Entry
	Seal string `json:"seal"`
}

// Read gives the entries after a place, in order, as many as the limit.
func Read(ctx context.Context, store Store, after int64, limit int) ([]Line, error) {
	rows, err := store.Entries(ctx, after, limit)
	if err != nil {
		return nil, fmt.Errorf("read the audit trail: %w", err)
	}
	lines := make([]Line, len(rows))
	for i, r := range rows {
		if err := json.Unmarshal(r.Text, &lines[i].Entry); err != nil {
			return nil, fmt.Errorf("audit entry %d: %w", r.Seq, err)
		}
		lines[i].Seal = hex.EncodeToString(r.Seal[:])
	}
	return lines, nil
}

// page is how many rows a walk over the trail reads at once.
const page = 1000

// walk gives all rows in order.
func walk(ctx context.Context, store Store) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for after := int64(-1 << 62); ; {
			rows, err := store.Entries(ctx, after, page)
			if err != nil {
				yield(Row{}, fmt.Errorf("read the audit trail: %w", err))
				return
			}
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
				after = r.Seq
			}
			if len(rows) < page {
				return
			}
		}
	}
}
