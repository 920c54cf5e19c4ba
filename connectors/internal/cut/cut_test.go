package cut_test

import (
	"bytes"
	"encoding/json/jsontext"
	"testing"

	"tabard.dev/tabard/connectors/internal/cut"
	"tabard.dev/tabard/tabardtest"
)

const gone = "[redacted:x:0123456789abcdef]"

func TestCuts(t *testing.T) {
	query := func(r []byte) []byte { return cut.Query(r, tabardtest.Cut, "x", "token", "sig") }
	named := func(r []byte) []byte { return cut.Named(r, tabardtest.Cut, "x", "Password") }
	members := func(r []byte) []byte { return cut.Members(r, tabardtest.Cut, "x", "pw") }
	tests := map[string]struct {
		do           func([]byte) []byte
		record, want string
	}{
		"a parameter":                         {query, `{"u":"https://h/p?a=1&token=abc%3D&b=2#f"}`, `{"u":"https://h/p?a=1&token=` + gone + `&b=2#f"}`},
		"two in one record":                   {query, `{"u":"/p?token=abc","v":"/q?sig=def"}`, `{"u":"/p?token=` + gone + `","v":"/q?sig=` + gone + `"}`},
		"an ampersand that is escaped":        {query, `{"u":"/p?a=1\u0026sig=abc\u0026b=2"}`, `{"u":"/p?a=1\u0026sig=` + gone + `\u0026b=2"}`},
		"another parameter's end":             {query, `{"u":"/p?design=abc"}`, `{"u":"/p?design=abc"}`},
		"an empty parameter":                  {query, `{"u":"/p?token=&a=1"}`, `{"u":"/p?token=&a=1"}`},
		"a pair":                              {named, `[{"Name":"Password","Value":"a\"b"},{"Name":"User","Value":"c"}]`, `[{"Name":"Password","Value":"` + gone + `"},{"Name":"User","Value":"c"}]`},
		"a pair the other way round":          {named, `{"Value" : "ab" , "Name" : "Password"}`, `{"Value" : "` + gone + `" , "Name" : "Password"}`},
		"pairs in pairs":                      {named, `{"Name":"Password","Value":"ab","In":{"Name":"Password","Value":"cd"}}`, `{"Name":"Password","Value":"` + gone + `","In":{"Name":"Password","Value":"` + gone + `"}}`},
		"a name that only begins like it":     {named, `{"Name":"PasswordNeverExpires","Value":"True"}`, `{"Name":"PasswordNeverExpires","Value":"True"}`},
		"a member":                            {members, `{"pw": "ab","pwx":"cd"}`, `{"pw": "` + gone + `","pwx":"cd"}`},
		"a member in a string":                {members, `{"b":"{\"pw\":\"a\\\"b\\nc\\n\",\"d\":1}"}`, `{"b":"{\"pw\":\"` + gone + `\",\"d\":1}"}`},
		"a string that was cut short":         {members, `{"b":"{\"pw\":\"abc","d":1}`, `{"b":"{\"pw\":\"` + gone + `","d":1}`},
		"one that was cut short in an escape": {members, `{"b":"{\"pw\":\"abc\\","pw":"d"}`, `{"b":"{\"pw\":\"` + gone + `","pw":"` + gone + `"}`},
		"a member that is no string":          {members, `{"pw":{"a":1}}`, `{"pw":{"a":1}}`},
	}
	for name, test := range tests {
		got := test.do([]byte(test.record))
		if string(got) != test.want {
			t.Errorf("%s: %s\nbecomes %s\n   want %s", name, test.record, got, test.want)
		}
		if again := test.do(bytes.Clone(got)); !bytes.Equal(again, got) {
			t.Errorf("%s: a second time %s becomes %s", name, got, again)
		}
	}
}

// Whatever the record, what was sound JSON stays sound.
func FuzzCuts(f *testing.F) {
	f.Add([]byte(`{"u":"/p?token=abc","b":"{\"pw\":\"a\\\"b\"}","l":[{"Name":"Password","Value":"a"}]}`))
	f.Add([]byte(`{"b":"{\"pw\":\"a\\\\"}"}`))
	f.Fuzz(func(t *testing.T, record []byte) {
		if !jsontext.Value(record).IsValid() {
			return
		}
		for _, clean := range [][]byte{
			cut.Query(bytes.Clone(record), tabardtest.Cut, "x", "token"), cut.Named(bytes.Clone(record), tabardtest.Cut, "x", "Password"),
			cut.Members(bytes.Clone(record), tabardtest.Cut, "x", "pw"),
		} {
			if !jsontext.Value(clean).IsValid() {
				t.Fatalf("%s becomes %s, which is no JSON", record, clean)
			}
		}
	})
}
