package tabard

import (
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	want := time.Date(2026, 3, 4, 5, 6, 7, 890_000_000, time.UTC)
	for _, text := range []string{
		"2026-03-04T05:06:07.89Z", "2026-03-04T05:06:07.890000000Z", "2026-03-04 05:06:07.890", "2026-03-04T05:06:07.89",
		"2026-03-04T07:06:07.8900000+02:00", "2026-03-03 22:06:07.890 -0700", "2026-03-04 05:06:07.89 UTC", "2026-03-04T05:06:07,89+00",
		"1772600767.89", "1772600767890", "1772600767890000", "1772600767890000000",
	} {
		if got, err := ParseTime([]byte(text)); err != nil || !got.Equal(want) {
			t.Errorf("ParseTime(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	if got, err := ParseTime([]byte("2026-03-04")); err != nil || !got.Equal(want.Truncate(24*time.Hour)) {
		t.Errorf("a date alone = %v, %v, want its midnight", got, err)
	}
	for _, text := range []string{
		"", "yesterday", "2026-02-30T00:00:00Z", "2026-13-01", "2026-03-04T25:00:00Z", "2026-03-04T05:06:07.Z", "2026-03-04T05:06:07 PST",
		"2026-03-04T05:06:07+25:00", "-5", "1772600767.", "17x", "99999999999999999999",
	} {
		if got, err := ParseTime([]byte(text)); err == nil {
			t.Errorf("ParseTime(%q) = %v, want an error", text, got)
		}
	}
}

func FuzzParseTime(f *testing.F) {
	f.Add([]byte("2026-03-04T05:06:07.89+02:00"))
	f.Add([]byte("1772600767.89"))
	f.Fuzz(func(t *testing.T, text []byte) {
		at, err := ParseTime(text)
		if strict, ok := time.Parse(time.RFC3339Nano, string(text)); ok == nil && strict.Year() > 0 && (err != nil || !at.Equal(strict)) {
			t.Errorf("ParseTime(%q) = %v, %v, but RFC 3339 says %v", text, at, err, strict)
		}
	})
}

func BenchmarkParseTime(b *testing.B) {
	text := []byte("2026-03-04T05:06:07.8900000+02:00")
	for b.Loop() {
		if _, err := ParseTime(text); err != nil {
			b.Fatal(err)
		}
	}
}
