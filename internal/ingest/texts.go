package ingest

// texts keeps the texts of a chunk's records in blocks that never move, because decoded records point into them.
type texts struct {
	size   int // of all of them
	expect int // bytes that may come
	block  []byte
}

// blockBytes is the size of a block at most; a longer record has one of its own.
const blockBytes = 256 << 10

// keep gives a copy of a record that stays.
func (t *texts) keep(record []byte) []byte {
	if cap(t.block)-len(t.block) < len(record) {
		t.block = make([]byte, 0, max(len(record), min(blockBytes, t.expect-t.size)))
	}
	start := len(t.block)
	t.block = append(t.block, record...)
	t.size += len(record)
	return t.block[start:len(t.block):len(t.block)]
}

// undo takes back a record, if it was the last that was kept.
func (t *texts) undo(record []byte) {
	at := len(t.block) - len(record)
	if len(record) == 0 || at < 0 || &t.block[at] != &record[0] {
		return
	}
	t.block, t.size = t.block[:at], t.size-len(record)
}
