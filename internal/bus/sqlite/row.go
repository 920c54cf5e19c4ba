package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"sync"
	"time"

	"github.com/klauspost/compress/s2"

	"tabard.dev/tabard/internal/bus"
)

// row is a batch as the table holds it.
type row struct {
	bus.Batch
	said    uint64
	ids     []byte
	records []byte
	bodysum uint32
	headsum uint32
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var (
	errHeader  = errors.New("its header does not match its checksum")
	errRecords = errors.New("its records do not match their checksum")
)

// packs are buffers for packing: a batch takes 256 KiB and more, and there are hundreds a second.
type packs struct{ plain, packed sync.Pool }

// get gives an empty buffer with room for so many bytes.
func get(pool *sync.Pool, size int) []byte {
	if b, ok := pool.Get().(*[]byte); ok && cap(*b) >= size {
		return (*b)[:0]
	}
	return make([]byte, 0, size)
}

// done gives back the buffer of a row that is on disk, or never will be.
func (p *packs) done(r *row) {
	if records := r.records; cap(records) > 0 {
		r.records = nil
		p.packed.Put(&records)
	}
}

// pack makes the parts of a row that do not depend on its place in the log; the sender's goroutine does this work.
func (p *packs) pack(b *bus.Batch) *row {
	r := &row{Batch: *b, ids: make([]byte, 0, 16*len(b.IDs))}
	for i := range b.IDs {
		r.ids = append(r.ids, b.IDs[i][:]...)
	}
	plain := get(&p.plain, b.Size()+4*len(b.Records)+4)
	plain = binary.AppendUvarint(plain, uint64(len(b.Records)))
	for _, record := range b.Records {
		plain = binary.AppendUvarint(plain, uint64(len(record)))
		plain = append(plain, record...)
	}
	packed := get(&p.packed, s2.MaxEncodedLen(len(plain)))
	r.records = s2.Encode(packed[:cap(packed)], plain)
	p.plain.Put(&plain)
	r.bodysum = crc32.Checksum(r.records, castagnoli)
	return r
}

// sum gives the checksum of everything but the records' bytes, whose own checksum it covers.
func (r *row) sum() uint32 {
	head := make([]byte, 0, 128+len(r.Family)+len(r.System)+len(r.Source)+len(r.Cursor))
	for _, number := range []uint64{r.Seq, uint64(r.Kind), uint64(r.Appended.UnixMicro()), r.said, uint64(r.Refused), uint64(r.Duplicates), uint64(r.bodysum)} {
		head = binary.LittleEndian.AppendUint64(head, number)
	}
	for _, text := range []string{r.Family, r.System, r.Source, r.Cursor} {
		head = binary.AppendUvarint(head, uint64(len(text)))
		head = append(head, text...)
	}
	return crc32.Update(crc32.Checksum(head, castagnoli), castagnoli, r.ids)
}

const (
	headColumns = `seq, kind, family, system, source, cursor, appended, said, refused, doubles, bodysum, headsum, ids`
	rowColumns  = headColumns + `, records`
)

// scan reads a row of headColumns, or of rowColumns when whole.
func (r *row) scan(scan func(...any) error, whole bool) error {
	var appended int64
	into := []any{&r.Seq, &r.Kind, &r.Family, &r.System, &r.Source, &r.Cursor, &appended, &r.said, &r.Refused, &r.Duplicates, &r.bodysum, &r.headsum, &r.ids}
	if whole {
		into = append(into, &r.records)
	}
	if err := scan(into...); err != nil {
		return err
	}
	r.Appended = time.UnixMicro(appended).UTC()
	return nil
}

// unpack checks the row and fills its batch.
func (r *row) unpack(whole bool) (*bus.Batch, error) {
	if r.sum() != r.headsum || len(r.ids)%16 != 0 {
		return nil, errHeader
	}
	if len(r.ids) > 0 {
		r.IDs = make([][16]byte, len(r.ids)/16)
		for i := range r.IDs {
			copy(r.IDs[i][:], r.ids[16*i:])
		}
	}
	if !whole {
		return &r.Batch, nil
	}
	if crc32.Checksum(r.records, castagnoli) != r.bodysum {
		return nil, errRecords
	}
	plain, err := s2.Decode(nil, r.records)
	if err != nil {
		return nil, fmt.Errorf("unpack its records: %w", err)
	}
	r.Records, err = split(plain)
	return &r.Batch, err
}

var errShort = errors.New("its records end early")

func split(plain []byte) ([][]byte, error) {
	count, n := binary.Uvarint(plain)
	if n <= 0 || count > uint64(len(plain)) {
		return nil, errShort
	}
	plain = plain[n:]
	if count == 0 {
		return nil, nil
	}
	records := make([][]byte, count)
	for i := range records {
		size, n := binary.Uvarint(plain)
		if n <= 0 || size > uint64(len(plain)-n) { //nolint:gosec // not negative
			return nil, errShort
		}
		end := n + int(size) //nolint:gosec // not more than len(plain)
		records[i], plain = plain[n:end:end], plain[end:]
	}
	return records, nil
}

func cursorSum(source string, at cursor) uint32 {
	text := binary.LittleEndian.AppendUint64(nil, at.seq)
	text = binary.AppendUvarint(text, uint64(len(source)))
	return crc32.Checksum(append(append(text, source...), at.text...), castagnoli)
}

func stateSum(pruned, passed uint64) uint32 {
	text := binary.LittleEndian.AppendUint64([]byte("state"), pruned)
	return crc32.Checksum(binary.LittleEndian.AppendUint64(text, passed), castagnoli)
}
