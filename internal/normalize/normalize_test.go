package normalize_test

import (
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/secretshape"
)

var now = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// doors is a small log family for these tests.
func doors() tabard.Family {
	const (
		at = iota
		who
		what
	)
	return tabard.Family{
		Name:    "doors",
		Marks:   [][]string{{"door", "kind=open*"}, {"gate"}},
		Kin:     []string{"windows", "a family that is not built in"},
		Paths:   []string{at: "time", who: "person.name", what: "kind"},
		ID:      []string{"id"},
		Secrets: []tabard.SecretPath{{Path: "pin", Kind: "pin"}, {Path: "person.keys.*", Kind: "key"}},
		Normalize: func(s *tabard.Slots, e *tabard.Event) error {
			text := s.String(at)
			if text != "" {
				t, err := time.Parse(time.RFC3339, text)
				if err != nil {
					return err
				}
				e.Time = t
			}
			e.Realm, e.Actor.ID, e.Action = "house", s.String(who), s.String(what)
			return nil
		},
	}
}

func decoder(t *testing.T) *normalize.Decoder {
	t.Helper()
	windows := tabard.Family{
		Name: "windows", Marks: [][]string{{"window"}}, Paths: []string{"time"}, Normalize: func(*tabard.Slots, *tabard.Event) error { return nil },
	}
	set, err := normalize.New([]tabard.Family{doors(), windows}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return set.Decoder(normalize.NewRedactor(nil))
}

func TestGuess(t *testing.T) {
	tests := map[string]string{
		`{"door":1,"kind":"opened"}`:             "doors",
		`{"gate":{}}`:                            "doors",
		`{"door":1,"kind":"shut"}`:               "",
		`{"window":1}`:                           "windows",
		`{"window":1,"door":1,"kind":"opening"}`: "doors",
		`{"x":"{\"gate\":1}"}`:                   "",
		`{"gate":1`:                              "",
		`hello`:                                  "",
		``:                                       "",
	}
	for record, want := range tests {
		if got, _ := decoder(t).Guess([]byte(record)); got != want {
			t.Errorf("Guess(%s) = %q, want %q", record, got, want)
		}
	}
}

func TestAmong(t *testing.T) {
	tests := map[string]struct{ source, record, want string }{
		"its own":                       {"doors", `{"door":1,"kind":"opened"}`, "doors"},
		"its kin's":                     {"doors", `{"window":1}`, "windows"},
		"its own and its kin's":         {"doors", `{"door":1,"kind":"opened","window":1}`, "doors"},
		"neither":                       {"doors", `{"wall":1}`, "doors"},
		"not sound":                     {"doors", `{"window":1`, "doors"},
		"another's, but it has no kin":  {"windows", `{"door":1,"kind":"opened"}`, "windows"},
		"of a source that nobody knows": {"walls", `{"window":1}`, "walls"},
	}
	for name, test := range tests {
		if got := decoder(t).Among(test.source, []byte(test.record)); got != test.want {
			t.Errorf("%s: Among(%s, %s) = %q, want %q", name, test.source, test.record, got, test.want)
		}
	}
}

func TestDecode(t *testing.T) {
	tests := map[string]struct{ record, wantErr string }{
		"sound":                    {`{"time":"2026-05-01T11:00:00Z","person":{"name":"ada"},"kind":"opened","id":7}`, ""},
		"without a time":           {`{"person":{"name":"ada"}}`, ""},
		"before 2000":              {`{"time":"1999-12-31T23:59:59Z"}`, "not between 2000 and 2100"},
		"after 2100":               {`{"time":"2101-01-01T00:00:00Z"}`, "not between 2000 and 2100"},
		"cut off":                  {`{"time":"2026-05-01T11:00:00Z"`, "at byte"},
		"a name twice":             {`{"kind":"a","kind":"b"}`, "kind"},
		"bytes that are no UTF-8":  {"{\"kind\":\"\xff\"}", "UTF-8"},
		"something behind it":      {`{"kind":"a"} x`, "at byte"},
		"a family that is unknown": {``, "no log family"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			family := "doors"
			if test.record == "" {
				family = "walls"
			}
			var item normalize.Item
			err := decoder(t).Decode(family, []byte(test.record), now, &item)
			if (err == nil) != (test.wantErr == "") || err != nil && !strings.Contains(err.Error(), test.wantErr) {
				t.Fatalf("Decode(%s) = %v, want an error with %q", test.record, err, test.wantErr)
			}
			if err == nil && item.Event.Actor.Key != (tabard.Key{Realm: "house", ID: "ada"}) {
				t.Errorf("actor = %+v, want ada of house", item.Event.Actor.Key)
			}
		})
	}
}

func TestFuture(t *testing.T) {
	for offset, want := range map[time.Duration]bool{-time.Hour: false, 9 * time.Minute: false, 11 * time.Minute: true} {
		var item normalize.Item
		record := `{"time":"` + now.Add(offset).Format(time.RFC3339) + `"}`
		if err := decoder(t).Decode("doors", []byte(record), now, &item); err != nil {
			t.Fatal(err)
		}
		if item.Event.Future != want {
			t.Errorf("a record dated %v from now: Future = %v, want %v", offset, item.Event.Future, want)
		}
	}
}

func TestRecordID(t *testing.T) {
	d := decoder(t)
	id := func(record string) [16]byte {
		var item normalize.Item
		if err := d.Decode("doors", []byte(record), now, &item); err != nil {
			t.Fatal(err)
		}
		return d.RecordID(&item)
	}
	if id(`{"id":7}`) != id(`{"kind":"x","id":7}`) {
		t.Error("two records of one id have two record ids")
	}
	if id(`{"id":7}`) == id(`{"id":8}`) {
		t.Error("records of two ids have one record id")
	}
	if id(`{"kind":"x"}`) != ([16]byte{}) {
		t.Error("a record without an id has a record id")
	}
}

// Secrets in every road a record can carry them: the named paths, and well-known token shapes anywhere.
func TestRedact(t *testing.T) {
	const pem = `-----BEGIN RSA PRIVATE KEY-----\nMIIEfake\n-----END RSA PRIVATE KEY-----`
	tests := map[string]struct{ record, secret, want string }{
		"a named path":        {`{"pin":"canary-4711"}`, "canary-4711", `{"pin":"[redacted:pin]"}`},
		"a number":            {`{"pin":471147114711}`, "471147114711", `{"pin":"[redacted:pin]"}`},
		"any of several":      {`{"person":{"keys":{"a":"canary-a","b":["canary-b"]}}}`, "canary", `{"person":{"keys":{"a":"[redacted:key]","b":"[redacted:key]"}}}`},
		"null is no secret":   {`{"pin":null}`, "none", `{"pin":null}`},
		"cut before":          {`{"pin":"[redacted:pin:00]"}`, "none", `{"pin":"[redacted:pin:00]"}`},
		"a GitHub token":      {`{"x":"at ghp_0123456789abcdefghij0123456789abcdef!"}`, "ghp_0123", `{"x":"at [redacted:github-token]!"}`},
		"at an odd place":     {`{"xy":"ghp_0123456789abcdefghij0123456789abcdef"}`, "ghp_0123", `{"xy":"[redacted:github-token]"}`},
		"in a word":           {`{"x":"aghp_0123456789abcdefghij0123456789abcdef"}`, "none", `{"x":"aghp_0123456789abcdefghij0123456789abcdef"}`},
		"too short to be":     {`{"x":"ghp_short"}`, "none", `{"x":"ghp_short"}`},
		"behind an escape":    {`{"x":"\nhvs.0123456789abcdefghijklmn"}`, "hvs.", `{"x":"\n[redacted:vault-token]"}`},
		"a private key":       {`{"x":"` + pem + `"}`, "MIIE", `{"x":"[redacted:private-key]"}`},
		"a key without end":   {`{"x":"-----BEGIN PRIVATE KEY-----\nMIIEfake","y":1}`, "MIIE", `{"x":"[redacted:private-key]","y":1}`},
		"a certificate stays": {`{"x":"-----BEGIN CERTIFICATE-----\nMIIE"}`, "none", `{"x":"-----BEGIN CERTIFICATE-----\nMIIE"}`},
		"a JSON web token":    {`{"x":"eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlc2lnbmF0dXJl"}`, "eyJ", `{"x":"[redacted:jwt]"}`},
		"eyJ alone":           {`{"x":"eyJhbGciOiJFUzI1NiJ9"}`, "none", `{"x":"eyJhbGciOiJFUzI1NiJ9"}`},
		"two at once":         {`{"pin":"canary","x":"ghp_0123456789abcdefghij0123456789abcdef"}`, "canary", `{"pin":"[redacted:pin]","x":"[redacted:github-token]"}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var item normalize.Item
			if err := decoder(t).Decode("doors", []byte(test.record), now, &item); err != nil {
				t.Fatal(err)
			}
			got := string(item.Event.Record)
			if got != test.want || strings.Contains(got, test.secret) {
				t.Errorf("stored record = %s, want %s", got, test.want)
			}
			var again normalize.Item
			if err := decoder(t).Decode("doors", item.Event.Record, now, &again); err != nil {
				t.Fatalf("the stored record is refused: %v", err)
			}
			if string(again.Event.Record) != got {
				t.Errorf("cutting again gives %s, want no change", again.Event.Record)
			}
		})
	}
}

// Equal secrets can be told to be equal under one key, and nothing more.
func TestFingerprint(t *testing.T) {
	a, b := normalize.NewRedactor([]byte("installation a")), normalize.NewRedactor([]byte("installation b"))
	if again := a.Cut("pin", []byte("x")); a.Cut("pin", []byte("x")) != again {
		t.Error("one secret has two fingerprints under one key")
	}
	if a.Cut("pin", []byte("x")) == a.Cut("pin", []byte("y")) || a.Cut("pin", []byte("x")) == b.Cut("pin", []byte("x")) {
		t.Error("two secrets, or two keys, give one fingerprint")
	}
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{`{"a":1}`, "[{\"a\":1},{}]", `{"Records":[{"a":"\"}"}]}x`, "{\"a\":\n{\"b\":\n{", "\xEF\xBB\xBF{}", "{\"a\":\"b\n{}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		line, total := 0, 0
		for piece, err := range normalize.Split(strings.NewReader(in), normalize.Limits{Record: 64}) {
			if err == nil && len(piece.Record) > 64 {
				t.Fatalf("a record of %d bytes is over the limit and was not refused", len(piece.Record))
			}
			if piece.Line < line {
				t.Fatalf("line %d after line %d", piece.Line, line)
			}
			line = piece.Line
			total += len(piece.Record)
		}
		if total > len(in) {
			t.Fatalf("%d bytes of records from %d bytes", total, len(in))
		}
	})
}

// TestNoTokenIsShort holds what looking for tokens in long texts alone rests on.
func TestNoTokenIsShort(t *testing.T) {
	for _, s := range secretshape.All() {
		if n := len(s.Prefix) + s.Rest; n < tabard.LongText {
			t.Errorf("a token %s… may have %d bytes, and is looked for from %d on", s.Prefix, n, tabard.LongText)
		}
	}
}
