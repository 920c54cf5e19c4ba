package normalize_test

import (
	"strings"
	"testing"

	"tabard.dev/tabard/internal/normalize"
)

func TestMaskCutsWhatANameSaysIsASecret(t *testing.T) {
	r := normalize.NewRedactor([]byte("key"))
	for _, text := range []string{
		`{"userName":"bot","password":"hunter2-hunter2"`,
		`{"userName":"bot","password": "hunter2`,
		`{"secretAccessKey":"hunter2/hunter2+x","b":1`,
		`{"statement":"{\"client_secret\":\"hunter2\",\"a\":1`,
		`{"statement":"ALTER ROLE bot PASSWORD 'hunter2`,
		`{"statement":"alter role bot with password 'a''hunter2' valid until 'x'"`,
		`password=hunter2&user=bot`,
		`Authorization: Bearer hunter2`,
		`authorization=Basic hunter2==`,
		`X-Api-Key: hunter2`,
		`"sessionToken" : "aa\"hunter2"`,
		`Cookie: session=hunter2`,
		`"client_assertion":"hunter2.hunter2.hunter2"`,
		`DB_PASSWORD="hunter2"`,
	} {
		if got := string(r.Mask([]byte(text))); strings.Contains(got, "hunter2") || !strings.Contains(got, "[redacted:") {
			t.Errorf("%s became %s", text, got)
		}
	}
	for _, text := range []string{
		`not sound JSON at byte 3: an unexpected token where a value should be`,
		`{"accessKeyId":"AKIAIOSFODNN7EXAMPLE","eventName":"CreateAccessKey"`,
		`{"secretName":`,
		`the password policy was changed`,
		``,
	} {
		if got := string(r.Mask([]byte(text))); got != text {
			t.Errorf("%s became %s", text, got)
		}
	}
	once := string(r.Mask([]byte(`{"password":"hunter2"`)))
	if again := string(r.Mask([]byte(once))); again != once {
		t.Errorf("masked twice: %s, then %s", once, again)
	}
}

func BenchmarkMask(b *testing.B) {
	r := normalize.NewRedactor([]byte("key"))
	for name, text := range map[string]string{
		"usual":   strings.Repeat(`{"eventName":"CreateAccessKey","requestParameters":{"userName":"bot"},"a":"b: c = d"},`, 95),
		"hostile": strings.Repeat("secret_", 1170),
		"secrets": strings.Repeat(`"password":"hunter2",`, 390),
		"open":    strings.Repeat(`secret="`, 1024),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				r.Mask([]byte(text))
			}
		})
	}
}

func FuzzMaskFollowsEveryValue(f *testing.F) {
	f.Add(`{"a":1,"password":`, `,"b":2`)
	f.Add(`x token=`, ``)
	f.Add(`\"secret\" : `, `}`)
	r := normalize.NewRedactor([]byte("key"))
	f.Fuzz(func(t *testing.T, before, after string) {
		r.Mask([]byte(before + after))
		text := before + `"clientSecret":"hunter2hunter2"` + after
		if got := string(r.Mask([]byte(text))); strings.Contains(got, `"clientSecret":"hunter2hunter2"`) {
			t.Errorf("%q became %q", text, got)
		}
	})
}
