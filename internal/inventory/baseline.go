package inventory

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"math/bits"
)

// baseline is how an identity usually behaves, in 64 bytes without pointers. Rates are events in an hour in which it did
// something at all: so nights, weekends and jobs that run once a day need no calendar. All numbers are integers, because a
// replay must give the same ones on every machine.
type baseline struct {
	targets uint64 // of the current hour: a bit for each 64th of the hashes
	week    week   // when in the week it acts
	peers   uint32 // the group that it is one of, 0 for none
	hour    uint32 // the current one, since 1970
	fast    uint32 // mean of the last 8 active hours, ×scale
	slow    uint32 // of the last 1024
	off     uint32 // mean distance of an hour from slow, ×scale
	peak    uint32 // the greatest hour, forgotten slowly, ×scale
	refused uint16 // mean of refused calls, ×fine
	spread  uint16 // the most targets in an hour, forgotten slowly, ×fine
	count   uint16 // events in the current hour
	denied  uint16 // refused ones among them
	hours   uint16 // active hours that were learned from
	actions uint16 // different ones that it did
	gap     uint16 // usual time between two events: binary logarithm of ms, ×octave
	gapNow  uint16 // mean of the last 4
	gapOff  uint8  // mean distance of a time between events from gap, ×octave
	gaps    uint8  // times between events that were learned from
	told    uint8  // what was said already
	made    uint8  // credentials and identities in the current hour
}

// Units and spans of baselines.
const (
	scale  = 1 << 12
	octave = 64
	fine   = 64
	hour   = int64(60 * 60 * 1e6) // µs

	fastHours  = 8
	slowHours  = 1024
	offHours   = 32
	peakHours  = 256
	gapsSlow   = 64
	gapsFast   = 4
	gapsEnough = 64
)

// What was said: the first three are forgotten each hour.
const (
	toldBurst uint8 = 1 << iota
	toldRefused
	toldSpread
	toldRamp
	toldCadence
	eachHour = toldBurst | toldRefused | toldSpread
)

// baselines hold one for each identity, by the identity's number.
type baselines struct{ all column[baseline] }

// at gives the baseline of an identity.
func (b *baselines) at(i uint32) *baseline {
	for b.all.len() < i {
		b.all.add()
	}
	return b.all.at(i)
}

// mean moves a mean over so many values by one value. The first values count fully.
func mean(old, x uint32, seen uint16, over int64) uint32 {
	n := min(int64(seen)+1, over)
	return uint32(int64(old) + (int64(x)-int64(old))/n) //nolint:gosec // between old and x
}

// turn ends the current hour and learns from it, unless the identity is under suspicion: then what it does is not usual. Of an
// hour that was told as unusual only what is within bounds is learned.
func (b *baseline) turn(hour uint32, learn bool) {
	if learn && b.count > 0 {
		x := uint32(b.count) * scale
		if b.told&toldBurst != 0 {
			x = min(x, 2*b.peak)
		}
		b.off = mean(b.off, distance(x, b.slow), b.hours, offHours)
		b.fast = mean(b.fast, x, b.hours, fastHours)
		b.slow = mean(b.slow, x, b.hours, slowHours)
		b.peak = max(x, b.peak-b.peak/peakHours)
		if b.told&toldRefused == 0 {
			b.refused = uint16(mean(uint32(b.refused), uint32(min(b.denied, 1000))*fine, b.hours, offHours)) //nolint:gosec // at most 1000×fine
		}
		if b.told&toldSpread == 0 {
			b.spread = max(uint16(b.distinct())*fine, b.spread-b.spread/peakHours) //nolint:gosec // at most 300
		}
		if b.hours < 1<<16-1 {
			b.hours++
		}
	}
	b.hour, b.count, b.denied, b.targets, b.made = hour, 0, 0, 0, 0
	b.told &^= eachHour
}

func distance(a, b uint32) uint32 { return max(a, b) - min(a, b) }

// distinct estimates how many targets the current hour had, by how many of 64 bits are set (linear counting).
func (b *baseline) distinct() uint32 {
	return uint32(linear[bits.OnesCount64(b.targets)])
}

// linear is -64·ln(1-n/64) for n set bits, rounded; the last is what can no longer be told.
var linear = [65]uint16{
	0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 15, 16, 17, 18, 20, 21, 23, 24, 25, 27, 29, 30, 32, 33, 35, 37, 39, 40, 42, 44, 46, 49, 51, 53, 55, 58,
	60, 63, 65, 68, 71, 74, 78, 81, 85, 89, 93, 97, 102, 107, 113, 119, 125, 133, 142, 151, 163, 177, 196, 222, 266, 300,
}

// logGap is the binary logarithm of a time in ms, ×octave.
func logGap(us int64) uint16 {
	ms := uint64(max(us/1000, 1))
	whole := bits.Len64(ms) - 1
	rest := ms << (63 - whole) << 1 >> 58      // the 6 bits after the first
	return uint16(whole)*octave + uint16(rest) //nolint:gosec // below 64×64
}

// errBaseline reports a row whose baseline is not one.
var errBaseline = errors.New("its baseline is not readable")

// text gives a baseline for a row.
func (b *baselines) text(i uint32) string {
	if i > b.all.len() {
		return ""
	}
	one := b.all.at(i)
	if *one == (baseline{}) {
		return ""
	}
	var buffer [128]byte
	out := binary.LittleEndian.AppendUint64(buffer[:0], one.targets)
	for _, n := range one.numbers() {
		out = binary.AppendUvarint(out, n.get())
	}
	return base64.RawStdEncoding.EncodeToString(out)
}

// firstNumbers is how many numbers the first rows had.
const firstNumbers = 17

func (b *baselines) restore(i uint32, text string) error {
	one := b.at(i)
	if text == "" {
		return nil
	}
	in, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil || len(in) < 8 {
		return errBaseline
	}
	one.targets, in = binary.LittleEndian.Uint64(in), in[8:]
	for k, n := range one.numbers() {
		if len(in) == 0 && k == firstNumbers {
			return nil // a row of before there were the others
		}
		value, size := binary.Uvarint(in)
		if size <= 0 {
			return errBaseline
		}
		n.set(value)
		in = in[size:]
	}
	return nil
}

// numeral is a number of a baseline, whatever its size.
type numeral struct {
	eight *uint64
	four  *uint32
	two   *uint16
	one   *uint8
}

func (n numeral) get() uint64 {
	switch {
	case n.eight != nil:
		return *n.eight
	case n.four != nil:
		return uint64(*n.four)
	case n.two != nil:
		return uint64(*n.two)
	}
	return uint64(*n.one)
}

func (n numeral) set(to uint64) {
	switch {
	case n.eight != nil:
		*n.eight = to
	case n.four != nil:
		*n.four = uint32(to) //nolint:gosec // written from this type
	case n.two != nil:
		*n.two = uint16(to) //nolint:gosec // written from this type
	default:
		*n.one = uint8(to) //nolint:gosec // written from this type
	}
}

// numbers gives all but the targets, in the order of rows.
func (b *baseline) numbers() [19]numeral {
	return [...]numeral{
		{four: &b.hour},
		{four: &b.fast},
		{four: &b.slow},
		{four: &b.off},
		{four: &b.peak},
		{two: &b.refused},
		{two: &b.spread},
		{two: &b.count},
		{two: &b.denied},
		{two: &b.hours},
		{two: &b.actions},
		{two: &b.gap},
		{one: &b.gapOff},
		{two: &b.gapNow},
		{one: &b.gaps},
		{one: &b.told},
		{one: &b.made},
		{eight: (*uint64)(&b.week)},
		{four: &b.peers},
	}
}
