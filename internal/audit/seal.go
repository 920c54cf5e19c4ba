package audit

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json/v2"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tabard.dev/tabard/internal/wholefile"
)

// Seal is the HMAC that ends an entry: it covers the entry's text and the seal before.
type Seal [sha256.Size]byte

// Row is an entry as it is kept.
type Row struct {
	Seq  int64
	Text []byte // the entry as JSON, exactly as it was sealed
	Seal Seal
}

// Key seals entries. It is made from the installation's key and good for nothing else.
type Key struct{ key []byte }

// NewKey derives the trail's key from the installation's.
func NewKey(installation []byte) Key {
	mac := hmac.New(sha256.New, installation)
	mac.Write([]byte("tabard audit trail, version 1"))
	return Key{mac.Sum(nil)}
}

// seal seals a text at its place in the chain. The first entry follows the zero seal.
func (k Key) seal(before Seal, seq int64, text []byte) (s Seal) {
	mac := hmac.New(sha256.New, k.key)
	mac.Write(before[:])
	_ = binary.Write(mac, binary.BigEndian, seq) // a hash takes everything
	mac.Write(text)
	mac.Sum(s[:0])
	return s
}

// Head is the newest entry's place and seal. Who keeps one elsewhere can tell a trail that was cut back, database, anchor
// and all.
type Head struct {
	Seq  int64  `json:"seq"`
	Seal string `json:"seal"` // hexadecimal
}

func headOf(r Row) Head { return Head{r.Seq, hex.EncodeToString(r.Seal[:])} }

// String is the head as people pass it around.
func (h Head) String() string { return fmt.Sprintf("%d:%s", h.Seq, h.Seal) }

// ParseHead reads what [Head.String] gives.
func ParseHead(text string) (h Head, err error) {
	if _, err = fmt.Sscanf(text, "%d:%64s", &h.Seq, &h.Seal); err != nil || h.String() != text {
		return Head{}, fmt.Errorf("%q is no head of a trail: it looks like 12:9f86…", text)
	}
	return h, nil
}

// HeadFile is the name of the anchor in the data folder.
const HeadFile = "audit.head"

// readHead gives the anchored head; false when there is no anchor.
func readHead(path string) (Head, bool, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Head{}, false, nil
	}
	if err != nil {
		return Head{}, false, err
	}
	var h Head
	if err := json.Unmarshal(bytes.TrimSpace(text), &h, json.RejectUnknownMembers(true)); err != nil {
		return Head{}, false, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return h, true, nil
}

// writeHead anchors a head. It is written after the entry, so after a crash it may be behind the trail, never ahead.
func writeHead(path string, h Head) error {
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	return wholefile.Write(path, string(text)+"\n")
}
