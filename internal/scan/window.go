package scan

import "container/heap"

// window holds records to put them in order. Most come in order, and only wait in a row; those that do not are sorted in
// beside it.
type window struct {
	row   []queued // in order, from next on
	next  int
	late  recordHeap
	taken int64
	held  int64 // bytes
}

// queued is a record with when it came, which breaks ties.
type queued struct {
	raw
	order int64
}

func (q *queued) before(o *queued) bool {
	return q.time < o.time || q.time == o.time && q.order < o.order
}

// rawCost is what a record takes beside its text: its place in the window and in its chunk.
const rawCost = 256

// cost is what a record takes in the window: its text and what is kept about it.
func cost(one raw) int64 { return int64(len(one.text)) + rawCost }

func (w *window) push(one raw) {
	w.taken++
	w.held += cost(one)
	q := queued{raw: one, order: w.taken}
	switch {
	case w.next < len(w.row) && q.before(&w.row[len(w.row)-1]):
		heap.Push(&w.late, q)
		return
	case w.next == len(w.row):
		w.row, w.next = w.row[:0], 0
	case len(w.row) == cap(w.row) && w.next > len(w.row)/2:
		n := copy(w.row, w.row[w.next:])
		clear(w.row[n:])
		w.row, w.next = w.row[:n], 0
	}
	w.row = append(w.row, q)
}

// pop takes the earliest record; false when there is none.
func (w *window) pop() (one raw, ok bool) {
	switch {
	case w.next < len(w.row) && (len(w.late) == 0 || w.row[w.next].before(&w.late[0])):
		one = w.row[w.next].raw
		w.row[w.next] = queued{}
		w.next++
	case len(w.late) > 0:
		one = heap.Pop(&w.late).(queued).raw //nolint:forcetypeassert // the heap holds nothing else
	default:
		return raw{}, false
	}
	w.held -= cost(one)
	return one, true
}

// recordHeap is a heap by time, then by arrival.
type recordHeap []queued

func (h recordHeap) Len() int           { return len(h) }
func (h recordHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h recordHeap) Less(i, j int) bool { return h[i].before(&h[j]) }
func (h *recordHeap) Push(x any)        { *h = append(*h, x.(queued)) } //nolint:forcetypeassert // the heap holds nothing else
func (h *recordHeap) Pop() any {
	last := (*h)[len(*h)-1]
	(*h)[len(*h)-1] = queued{}
	*h = (*h)[:len(*h)-1]
	return last
}
