package scan

import (
	"container/heap"
	"math"
	"slices"
)

// byTime gives the records of all files in the order of their event times. Files are sorted by their first record and
// opened when their time comes; the streams that overlap are merged, and a window puts in order what is out of order inside
// a file.
func (r *run) byTime(files []string) func() (raw, bool) {
	m := &merger{run: r}
	for _, file := range files {
		m.waiting = append(m.waiting, waiting{file: file, first: r.firstTime(file)})
	}
	slices.SortStableFunc(m.waiting, func(a, b waiting) int {
		if a.first != b.first {
			if a.first < b.first {
				return -1
			}
			return 1
		}
		return 0
	})
	return m.next
}

// firstTime peeks at the first dated record of a file. Standard input can be read only once, so it is taken first.
func (r *run) firstTime(file string) int64 {
	if file == Stdin {
		return math.MinInt64
	}
	quiet := &run{Options: r.Options, ctx: r.ctx, cancel: func() {}}
	quiet.Refused, quiet.InputOrder = nil, false
	first, tries := int64(math.MinInt64), 0
	quiet.read(file, func(one raw) bool {
		if tries++; one.time != 0 {
			first = one.time
			return false
		}
		return tries < datedWithin
	})
	return first
}

type waiting struct {
	file  string
	first int64
}

// stream is one sorted-enough source of records.
type stream struct {
	order int // of opening; breaks ties
	head  raw
	more  func() (raw, bool)
}

// merger merges streams and sorts within the window.
type merger struct {
	*run
	waiting []waiting
	active  streams
	opened  int

	window window
	last   int64
	begun  bool
}

// next gives the next record, in time order as far as the window tells.
func (m *merger) next() (raw, bool) {
	for m.window.held < m.Window {
		one, ok := m.merged()
		if !ok {
			break
		}
		m.window.push(one)
	}
	one, ok := m.window.pop()
	if !ok {
		return raw{}, false
	}
	if m.begun && one.time < m.last {
		m.late.Add(1)
	}
	m.begun, m.last = true, max(m.last, one.time)
	return one, true
}

// merged gives the record with the least head of all streams, opening files whose time has come.
func (m *merger) merged() (raw, bool) {
	for len(m.waiting) > 0 && (len(m.active) == 0 || m.waiting[0].first <= m.active[0].head.time) {
		if len(m.active) >= m.Streams {
			m.spill()
			continue
		}
		file := m.waiting[0].file
		m.waiting = m.waiting[1:]
		m.activate(follow(m.chunks(file)))
	}
	return m.active.pop()
}

func (m *merger) activate(more func() (raw, bool)) {
	m.opened++
	if head, ok := more(); ok {
		heap.Push(&m.active, &stream{order: m.opened, head: head, more: more})
	}
}

// streams is a heap by the time of the head.
type streams []*stream

func (s streams) Len() int      { return len(s) }
func (s streams) Swap(i, j int) { s[i], s[j] = s[j], s[i] }
func (s streams) Less(i, j int) bool {
	if s[i].head.time != s[j].head.time {
		return s[i].head.time < s[j].head.time
	}
	return s[i].order < s[j].order
}
func (s *streams) Push(x any) { *s = append(*s, x.(*stream)) } //nolint:forcetypeassert // the heap holds nothing else
func (s *streams) Pop() any {
	last := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return last
}

// pop takes the least head and moves its stream on.
func (s *streams) pop() (raw, bool) {
	if len(*s) == 0 {
		return raw{}, false
	}
	first := (*s)[0]
	one := first.head
	var ok bool
	if first.head, ok = first.more(); ok {
		heap.Fix(s, 0)
	} else {
		heap.Pop(s)
	}
	return one, true
}
