package config

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Duration is a span of time as people write it: "30d", "2w", "12h30m", "500ms".
type Duration time.Duration

// Size is a number of bytes as people write it: "20GiB", "512 MB", "4096".
type Size int64

func (d Duration) String() string {
	if day := Duration(24 * time.Hour); d != 0 && d%day == 0 {
		return strconv.FormatInt(int64(d/day), 10) + "d"
	}
	return time.Duration(d).String()
}

// ParseDuration reads a span of time. It knows the units of Go, and d and w for days of 24 hours and weeks of seven.
func ParseDuration(text string) (Duration, error) {
	bad := fmt.Errorf("%q is not a span of time such as 30d or 12h30m", text)
	rest, total := text, time.Duration(0)
	for _, unit := range []struct {
		name string
		long time.Duration
	}{{"w", 7 * 24 * time.Hour}, {"d", 24 * time.Hour}} {
		count, after, found := strings.Cut(rest, unit.name)
		if !found {
			continue
		}
		n, err := strconv.ParseUint(count, 10, 31)
		if err != nil || int64(n) > math.MaxInt64/int64(unit.long) {
			return 0, bad
		}
		rest, total = after, total+time.Duration(n)*unit.long
	}
	if rest != "" || text == "" {
		tail, err := time.ParseDuration(rest)
		if err != nil || tail < 0 {
			return 0, bad
		}
		total += tail
	}
	if total < 0 {
		return 0, bad
	}
	return Duration(total), nil
}

func (s Size) String() string {
	for _, unit := range sizes {
		if s != 0 && strings.HasSuffix(unit.name, "iB") && s%unit.bytes == 0 {
			return strconv.FormatInt(int64(s/unit.bytes), 10) + unit.name
		}
	}
	return strconv.FormatInt(int64(s), 10)
}

var sizes = [...]struct {
	name  string
	bytes Size
}{
	{"TiB", 1 << 40},
	{"GiB", 1 << 30},
	{"MiB", 1 << 20},
	{"KiB", 1 << 10},
	{"TB", 1e12},
	{"GB", 1e9},
	{"MB", 1e6},
	{"kB", 1e3},
	{"B", 1},
}

// ParseSize reads a number of bytes.
func ParseSize(text string) (Size, error) {
	digits, unit := text, Size(1)
	for _, s := range sizes {
		if before, found := strings.CutSuffix(text, s.name); found {
			digits, unit = strings.TrimSpace(before), s.bytes
			break
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 0 || n > math.MaxInt64/int64(unit) {
		return 0, fmt.Errorf("%q is not a size such as 20GiB or 512MB", text)
	}
	return Size(n) * unit, nil
}
