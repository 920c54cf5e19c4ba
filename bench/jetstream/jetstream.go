// Package jetstream is the log on a NATS JetStream server in this process, built to be measured against the one the product
// uses (docs/adr/0002-the-log.md). It does what HARDENING asks for: sync_always, no port, our own sequence and CRC32C in each
// message, and a mark beside the stream that tells a missing tail.
package jetstream

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"hash/crc32"
	"iter"
	"maps"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/s2"
	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"tabard.dev/tabard/internal/bus"
)

// Log is the stream.
type Log struct {
	server *server.Server
	conn   *nats.Conn
	js     jetstream.JetStream
	stream jetstream.Stream
	mark   *os.File
	closed chan struct{}

	writing sync.Mutex // one group of batches at a time
	at      time.Time

	mu      sync.Mutex
	last    uint64
	pruned  uint64
	lost    *bus.DamageError
	cursors map[string]string
	more    chan struct{}
}

const stream = "LOG"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Open starts the server and opens or makes the stream.
func Open(ctx context.Context, folder string) (*Log, error) {
	mark, err := os.OpenFile(filepath.Join(folder, "mark"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, class(err)
	}
	if err := lock(mark); err != nil {
		return nil, err
	}
	l := &Log{mark: mark, closed: make(chan struct{}), cursors: map[string]string{}, more: make(chan struct{})}
	if err := l.open(ctx, folder); err != nil {
		l.Close() //nolint:errcheck,gosec // the error is told
		return nil, class(err)
	}
	return l, nil
}

func (l *Log) open(ctx context.Context, folder string) (err error) {
	l.server, err = server.NewServer(&server.Options{
		DontListen: true, JetStream: true, StoreDir: folder, SyncAlways: true, NoLog: true, NoSigs: true,
		JetStreamMaxStore: 64 << 30, JetStreamMaxMemory: 64 << 20, MaxPayload: 2 << 20,
	})
	if err != nil {
		return err
	}
	go l.server.Start()
	if !l.server.ReadyForConnections(10 * time.Second) {
		return errors.New("the server does not start")
	}
	if l.conn, err = nats.Connect("", nats.InProcessServer(l.server)); err != nil {
		return err
	}
	if l.js, err = jetstream.New(l.conn, jetstream.WithDefaultTimeout(5*time.Second)); err != nil {
		return err
	}
	l.stream, err = l.js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
		Name: stream, Subjects: []string{"log.>"}, Storage: jetstream.FileStorage, AllowAtomicPublish: true, AllowDirect: true, MaxMsgSize: 2 << 20,
	})
	if err != nil {
		return err
	}
	return l.load(ctx)
}

func (l *Log) load(ctx context.Context) error {
	info, err := l.stream.Info(ctx)
	if err != nil {
		return err
	}
	marked := l.readMark()
	l.last = max(info.State.LastSeq, marked)
	if info.State.LastSeq < marked {
		l.lost = &bus.DamageError{From: info.State.LastSeq + 1, To: marked, Why: "missing at the end"}
		return fmt.Errorf("the stream ends at %d, the mark is at %d: a new message would take a used sequence", info.State.LastSeq, marked)
	}
	if text, err := os.ReadFile(l.mark.Name() + ".pruned"); err == nil {
		l.pruned, _ = strconv.ParseUint(string(text), 10, 64)
	}
	for from := uint64(1); from <= l.last; {
		var damage *bus.DamageError
		for b, err := range l.Headers(ctx, from) {
			if errors.As(err, &damage) {
				break
			} else if err != nil {
				return err
			}
			l.at = b.Appended
			if b.Source != "" && b.Cursor != "" {
				l.cursors[b.Source] = b.Cursor
			}
		}
		if damage == nil {
			break
		}
		from = damage.To + 1
	}
	return nil
}

func (l *Log) readMark() uint64 {
	var best uint64
	for slot := range int64(2) {
		var block [12]byte
		if n, _ := l.mark.ReadAt(block[:], slot*4096); n == 12 && crc32.Checksum(block[:8], castagnoli) == binary.LittleEndian.Uint32(block[8:]) {
			best = max(best, binary.LittleEndian.Uint64(block[:]))
		}
	}
	return best
}

func (l *Log) setMark(last uint64) {
	block := binary.LittleEndian.AppendUint64(nil, last)
	block = binary.LittleEndian.AppendUint32(block, crc32.Checksum(block, castagnoli))
	l.mark.WriteAt(block, int64(last%2)*4096) //nolint:errcheck,gosec // a weaker check is all that is lost
}

// message is a batch as it is published.
func message(b *bus.Batch) ([]byte, error) {
	var plain bytes.Buffer
	if err := gob.NewEncoder(&plain).Encode(b); err != nil {
		return nil, err
	}
	packed := s2.Encode(nil, plain.Bytes())
	text := binary.LittleEndian.AppendUint64(nil, b.Seq)
	text = append(text, packed...)
	return binary.LittleEndian.AppendUint32(text, crc32.Checksum(text, castagnoli)), nil
}

func parse(text []byte, seq uint64) (*bus.Batch, error) {
	if len(text) < 12 || crc32.Checksum(text[:len(text)-4], castagnoli) != binary.LittleEndian.Uint32(text[len(text)-4:]) {
		return nil, errors.New("it does not match its checksum")
	}
	if own := binary.LittleEndian.Uint64(text); own != seq {
		return nil, fmt.Errorf("it says it is %d", own)
	}
	plain, err := s2.Decode(nil, text[8:len(text)-4])
	if err != nil {
		return nil, err
	}
	b := &bus.Batch{}
	if err := gob.NewDecoder(bytes.NewReader(plain)).Decode(b); err != nil {
		return nil, err
	}
	b.Appended = b.Appended.UTC()
	return b, nil
}

// Append implements [bus.Log]. More than one batch go as an atomic batch of messages.
func (l *Log) Append(ctx context.Context, batches ...*bus.Batch) error {
	for _, b := range batches {
		if err := b.Check(); err != nil {
			return err
		}
	}
	select {
	case <-l.closed:
		return bus.ErrClosed
	default:
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	next, at := l.last, l.at
	messages := make([]*nats.Msg, len(batches))
	id := strconv.FormatUint(next+1, 36) + "-" + strconv.FormatInt(time.Now().UnixNano(), 36)
	for i, b := range batches {
		next++
		if now := time.Now().UTC().Truncate(time.Microsecond); now.After(at) {
			at = now
		}
		b.Seq, b.Appended = next, at
		text, err := message(b)
		if err != nil {
			return err
		}
		subject := "log.pruned"
		if b.Kind == bus.Said {
			subject = "log.said"
		}
		m := &nats.Msg{Subject: subject, Data: text, Header: nats.Header{}}
		if i == 0 {
			m.Header.Set(nats.ExpectedLastSeqHdr, strconv.FormatUint(l.last, 10))
		}
		if len(batches) > 1 {
			m.Header.Set("Nats-Batch-Id", id)
			m.Header.Set("Nats-Batch-Sequence", strconv.Itoa(i+1))
			if i == len(batches)-1 {
				m.Header.Set("Nats-Batch-Commit", "1")
			}
		}
		messages[i] = m
	}
	if err := l.publish(messages); err != nil {
		for _, b := range batches {
			b.Seq = 0
		}
		return class(err)
	}
	l.at = at
	l.setMark(next)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = next
	for _, b := range batches {
		if b.Source != "" && b.Cursor != "" {
			l.cursors[b.Source] = b.Cursor
		}
	}
	close(l.more)
	l.more = make(chan struct{})
	return nil
}

func (l *Log) publish(messages []*nats.Msg) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	for _, m := range messages[:len(messages)-1] {
		if err := l.conn.PublishMsg(m); err != nil {
			return err
		}
	}
	answer, err := l.conn.RequestMsgWithContext(ctx, messages[len(messages)-1])
	if err != nil {
		return err
	}
	if text := string(answer.Data); strings.Contains(text, `"error"`) {
		return errors.New(text)
	}
	return nil
}

// Read implements [bus.Log].
func (l *Log) Read(ctx context.Context, from uint64) iter.Seq2[*bus.Batch, error] {
	return func(yield func(*bus.Batch, error) bool) {
		_, last := l.Bounds()
		l.mu.Lock()
		pruned := l.pruned
		l.mu.Unlock()
		for seq := max(from, 1); seq <= last; seq++ {
			m, err := l.stream.GetMsg(ctx, seq)
			if errors.Is(err, jetstream.ErrMsgNotFound) && seq < pruned {
				continue
			}
			if err != nil {
				if ctx.Err() == nil {
					err = &bus.DamageError{From: seq, To: seq, Why: err.Error()}
				}
				yield(nil, err)
				return
			}
			b, err := parse(m.Data, seq)
			if err != nil {
				yield(nil, &bus.DamageError{From: seq, To: seq, Why: err.Error()})
				return
			}
			if !yield(b, nil) {
				return
			}
		}
	}
}

// Headers implements [bus.Log]; a message is always read whole.
func (l *Log) Headers(ctx context.Context, from uint64) iter.Seq2[*bus.Batch, error] {
	return func(yield func(*bus.Batch, error) bool) {
		for b, err := range l.Read(ctx, from) {
			if b != nil {
				b.Records = nil
			}
			if !yield(b, err) {
				return
			}
		}
	}
}

// Wait implements [bus.Log].
func (l *Log) Wait(ctx context.Context, after uint64) error {
	for {
		l.mu.Lock()
		last, more := l.last, l.more
		l.mu.Unlock()
		if last > after {
			return nil
		}
		select {
		case <-more:
		case <-ctx.Done():
			return ctx.Err()
		case <-l.closed:
			return bus.ErrClosed
		}
	}
}

// Bounds implements [bus.Log].
func (l *Log) Bounds() (first, last uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.last == 0 {
		return 0, 0
	}
	info, err := l.stream.Info(context.Background())
	if err != nil {
		return 1, l.last
	}
	return max(info.State.FirstSeq, 1), l.last
}

// Cursors implements [bus.Log].
func (l *Log) Cursors(context.Context) (map[string]string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := map[string]string{}
	maps.Copy(all, l.cursors)
	return all, nil
}

// Prune implements [bus.Log].
func (l *Log) Prune(ctx context.Context, before uint64) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	before = min(before, l.last)
	l.mu.Lock()
	l.pruned = max(l.pruned, before)
	pruned := l.pruned
	l.mu.Unlock()
	if err := os.WriteFile(l.mark.Name()+".pruned", []byte(strconv.FormatUint(pruned, 10)), 0o600); err != nil {
		return err
	}
	return l.stream.Purge(ctx, jetstream.WithPurgeSubject("log.pruned"), jetstream.WithPurgeSequence(before))
}

// Check implements [bus.Log].
func (l *Log) Check(context.Context) error {
	if l.lost != nil {
		return l.lost
	}
	return nil
}

// Size implements [bus.Log].
func (l *Log) Size(ctx context.Context) (int64, error) {
	info, err := l.stream.Info(ctx)
	if err != nil {
		return 0, err
	}
	return int64(info.State.Bytes), nil //nolint:gosec // less than a disk
}

// Addr gives the address the server listens on, nil for none.
func (l *Log) Addr() net.Addr { return l.server.Addr() }

// Close implements [bus.Log].
func (l *Log) Close() error {
	select {
	case <-l.closed:
		return nil
	default:
		close(l.closed)
	}
	if l.conn != nil {
		l.conn.Close()
	}
	if l.server != nil {
		l.server.Shutdown()
		l.server.WaitForShutdown()
	}
	return l.mark.Close()
}

// class guesses what a refusal means from its text: the server tells nothing else.
func class(err error) error {
	text := strings.ToLower(err.Error())
	switch {
	case strings.Contains(text, "no space") || strings.Contains(text, "insufficient"):
		return fmt.Errorf("%w: %w", bus.ErrFull, err)
	case strings.Contains(text, "read-only") || strings.Contains(text, "permission") || strings.Contains(text, "input/output"):
		return fmt.Errorf("%w: %w", bus.ErrReadOnly, err)
	}
	return err
}
