package audit

import (
	"context"
	"crypto/hmac"
	"encoding/hex"
	"encoding/json/v2"
	"fmt"
	"path/filepath"
	"time"
)

// Report is what checking the trail found.
type Report struct {
	OK      bool      `json:"ok"`
	Entries int64     `json:"entries"`
	First   time.Time `json:"first,omitzero"`
	Last    time.Time `json:"last,omitzero"`
	Head    Head      `json:"head"` // keep it elsewhere, and pass it to the next check
	Broken  []Break   `json:"broken"`
}

// Break is a place where the trail is not what was written.
type Break struct {
	Seq int64  `json:"seq"`
	Why string `json:"why"`
}

// mostBreaks bounds the report: a trail sealed with another key is broken everywhere.
const mostBreaks = 100

// Verify checks the whole trail against the key, the anchor in the folder, and a head that was noted before, if there is one.
func Verify(ctx context.Context, store Store, key Key, folder string, noted *Head) (Report, error) {
	r := Report{Broken: []Break{}}
	anchor, anchored, err := readHead(filepath.Join(folder, HeadFile))
	if err != nil {
		r.broke(0, "the anchor cannot be read: %v", err)
	}
	var before Row
	seals := map[int64]string{}
	for row, err := range walk(ctx, store) {
		if err != nil {
			return Report{}, err
		}
		if row.Seq != before.Seq+1 {
			r.broke(row.Seq, "the entry before is %d", before.Seq)
		}
		if sealed := key.seal(before.Seal, row.Seq, row.Text); !hmac.Equal(sealed[:], row.Seal[:]) {
			r.broke(row.Seq, "the seal does not fit: the entry or the one before was changed, moved or sealed with another key")
		}
		var e Entry
		switch err := json.Unmarshal(row.Text, &e); {
		case err != nil:
			r.broke(row.Seq, "not an entry: %v", err)
		case e.Seq != row.Seq:
			r.broke(row.Seq, "it says that it is entry %d", e.Seq)
		case e.Action == tampered && e.Agent == "system":
			r.broke(row.Seq, "found at a start: %s", e.Reason)
		}
		if r.Entries++; r.Entries == 1 {
			r.First = e.Time
		}
		if anchored && row.Seq == anchor.Seq || noted != nil && row.Seq == noted.Seq {
			seals[row.Seq] = hex.EncodeToString(row.Seal[:])
		}
		r.Last, before = e.Time, row
	}
	r.Head = headOf(before)
	if !anchored && r.Entries > 0 && err == nil {
		r.broke(before.Seq, "the anchor %s is gone", HeadFile)
	}
	if anchored {
		r.check("the anchor", anchor, seals)
	}
	if noted != nil {
		r.check("the noted head", *noted, seals)
	}
	r.OK = len(r.Broken) == 0
	return r, nil
}

// check looks for a head in the trail.
func (r *Report) check(what string, h Head, seals map[int64]string) {
	switch seal, found := seals[h.Seq]; {
	case h.Seq == 0 && r.Entries == 0:
	case !found:
		r.broke(h.Seq, "%s is entry %d, which the trail does not have: it was cut", what, h.Seq)
	case seal != h.Seal:
		r.broke(h.Seq, "%s has another seal: the trail was made anew", what)
	}
}

func (r *Report) broke(seq int64, format string, args ...any) {
	if len(r.Broken) < mostBreaks {
		r.Broken = append(r.Broken, Break{seq, fmt.Sprintf(format, args...)})
	}
}
