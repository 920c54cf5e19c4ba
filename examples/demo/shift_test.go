package main

import (
	"testing"
	"time"
)

func TestShift(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"RFC 3339":                {`{"eventTime":"2026-03-01T23:30:00Z"}`, `{"eventTime":"2026-03-02T01:30:00Z"}`},
		"with a fraction":         {`{"t":"2026-03-01T10:00:00.123456789Z"}`, `{"t":"2026-03-01T12:00:00.123456789Z"}`},
		"as PostgreSQL writes it": {`{"timestamp":"2026-03-01 10:00:00.123 UTC"}`, `{"timestamp":"2026-03-01 12:00:00.123 UTC"}`},
		"milliseconds":            {`{"@timestamp": 1772359200000,"x":1}`, `{"@timestamp": 1772366400000,"x":1}`},
		"account numbers stay":    {`{"accountId":"177235920000","n":"1772359200000"}`, `{"accountId":"177235920000","n":"1772359200000"}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := string(shift([]byte(test.in), 2*time.Hour)); got != test.want {
				t.Errorf("shift(%s) = %s, want %s", test.in, got, test.want)
			}
		})
	}
}

func TestLatest(t *testing.T) {
	log := `{"a":"2026-03-01T10:00:00Z"}` + "\n" + `{"@timestamp":1772359200000}`
	if got, want := latest([]byte(log)), time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("latest = %v, want %v", got, want)
	}
}
