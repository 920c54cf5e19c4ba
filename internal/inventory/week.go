package inventory

import (
	"fmt"
	"math/bits"
	"time"
)

// week remembers in which quarters of the days of a week somebody acts, for one to two months back: 28 bits of this stretch of four
// weeks, 28 of the one before, and the number of the stretch.
type week uint64

const (
	quarters   = 28
	allWeek    = 1<<quarters - 1
	stretches  = 256
	quarterDay = 6 // hours
)

// stretchOf gives the stretch that an hour since 1970 is in.
func stretchOf(hour uint32) uint32 { return hour / (24 * 7 * 4) % stretches }

// bitOf gives the quarter that an hour since 1970 is in. The first of January 1970 was a Thursday.
func bitOf(hour uint32) uint32 { return (hour/24+3)%7*4 + hour%24/quarterDay }

// turn moves on to the stretch that an hour is in.
func (w *week) turn(hour uint32) {
	now := stretchOf(hour)
	switch was := uint32(*w >> (2 * quarters)); now {
	case was:
		return
	case (was + 1) % stretches:
		*w = *w & allWeek << quarters
	default:
		*w = 0
	}
	*w |= week(now) << (2 * quarters)
}

// learn notes that there was activity in an hour.
func (w *week) learn(hour uint32) {
	w.turn(hour)
	*w |= 1 << bitOf(hour)
}

// usual gives the quarters with activity, and whether enough is known: a whole stretch before this one.
func (w week) usual() (seen uint64, enough bool) {
	before := uint64(w) >> quarters & allWeek
	return before | uint64(w)&allWeek, before != 0
}

// busiest is how many quarters of a week may be active for there to be a habit of rest: six days, and all quarters but one of them.
const busiest = 20

// rests reports whether an hour lies where there was no activity in a week that has a habit of rest, and how many quarters have.
func (w week) rests(hour uint32) (active int, rests bool) {
	w.turn(hour)
	seen, enough := w.usual()
	active = bits.OnesCount64(seen)
	return active, enough && active <= busiest && seen&(1<<bitOf(hour)) == 0
}

// saidQuarter says the quarter of an hour: "Sunday, 0 to 6 o'clock (UTC)".
func saidQuarter(hour uint32) string {
	from := hour % 24 / quarterDay * quarterDay
	day := time.Weekday((hour/24 + 4) % 7)
	return fmt.Sprintf("%s, %d to %d o'clock (UTC)", day, from, from+quarterDay)
}
