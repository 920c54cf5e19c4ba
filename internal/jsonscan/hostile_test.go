package jsonscan_test

import (
	"encoding/json/jsontext"
	"fmt"
	"strings"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
)

// hostile are records that readers of JSON are known to disagree about, or that they choke on.
var hostile = []struct {
	name, text string
	why        string // part of the error, empty for a sound record
}{
	{"a sound one", `{"eventName":"x"}`, ""},
	{"white space around", " \t\r\n{ \"eventName\" :\n\"x\" , \"b\" : [ 1 , 2 ] }\r\n", ""},
	{"bad UTF-8 in a wanted string", "{\"eventName\":\"a\xffb\"}", "byte 15: a string that is not UTF-8"},
	{"bad UTF-8 in a wanted object", "{\"requestParameters\":{\"a\":\"\xff\"}}", "not UTF-8"},
	{"bad UTF-8 in a value nobody wants", "{\"zz\":\"0123456\xff\"}", "not UTF-8"},
	{"bad UTF-8 in a name", "{\"a\xff\":1}", "not UTF-8"},
	{"half a character at the end of a string", "{\"zz\":\"\xe2\x82\"}", "not UTF-8"},
	{"an overlong character", "{\"zz\":\"\xc0\xaf\"}", "not UTF-8"},
	{"a surrogate as UTF-8", "{\"zz\":\"\xed\xa0\x80\"}", "not UTF-8"},
	{"beyond Unicode", "{\"zz\":\"\xf4\x90\x80\x80\"}", "not UTF-8"},
	{"the replacement character itself", "{\"zz\":\"\xef\xbf\xbd\"}", ""},
	{"a lone high surrogate", `{"eventName":"\ud800"}`, "a bad escape"},
	{"a lone low surrogate", `{"zz":"\udc00\ud800"}`, "a bad escape"},
	{"two high surrogates", `{"zz":"\ud800\ud800"}`, "a bad escape"},
	{"a surrogate pair", `{"eventName":"\uD83D\udE00"}`, ""},
	{"a name twice", `{"eventName":"a","eventName":"b"}`, `the name "eventName" stands twice`},
	{"a name twice, one escaped", `{"eventName":"a","event\u004eame":"b"}`, `stands twice`},
	{"a name twice where nobody looks", `{"zz":[{"a":1,"b":2,"a":3}]}`, `the name "a" stands twice`},
	{"the empty name twice", `{"":1,"":2}`, "stands twice"},
	{"a name twice among many", manyNames(100, 3), `the name "n3" stands twice`},
	{"many names", manyNames(100), ""},
	{"the same name in several objects", `{"a":{"a":{"a":1}},"b":{"a":[{"a":1},{"a":2}]}}`, ""},
	{"a name that differs in case", `{"eventName":"a","EVENTNAME":"b"}`, ""},
	{"another record behind", `{"eventName":"a"}{}`, "byte 17: something follows"},
	{"a bracket behind", `{"eventName":"a"}]`, "something follows"},
	{"a NUL behind", "{\"eventName\":\"a\"}\x00", "something follows"},
	{"a comma before the brace", `{"eventName":"a",}`, `"}" where a name should be`},
	{"a comma before the bracket", `[1,]`, `"]" where a value should be`},
	{"no comma", `{"a":1 "b":2}`, `where "," or "}" should be`},
	{"no colon", `{"a" 1}`, `where ":" should be`},
	{"a number for a name", `{1:1}`, "where a name should be"},
	{"a line feed in a string", "{\"eventName\":\"a\nb\"}", "byte 15: a control character"},
	{"a control character in a long string", "{\"zz\":\"0123456789abcdef\x1f\"}", "byte 23: a control character"},
	{"DEL in a string", "{\"zz\":\"\x7f\"}", ""},
	{"a bad escape", `{"zz":"\x41"}`, "a bad escape"},
	{"a short escape", `{"zz":"\u12"}`, "a bad escape"},
	{"a backslash at the end", `{"zz":"\`, "a bad escape"},
	{"a NUL escape", `{"eventName":"a\u0000b"}`, ""},
	{"a leading zero", `{"requestParameters":012}`, `"1" where`},
	{"a lone minus", `[-]`, "where a digit should be"},
	{"a plus", `[+1]`, "where a value should be"},
	{"nothing behind the point", `{"zz":1.}`, "where a digit should be"},
	{"nothing before the point", `[.5]`, "where a value should be"},
	{"nothing behind the e", `[1e+]`, "where a digit should be"},
	{"hexadecimal", `[0x10]`, `where "," or "]" should be`},
	{"minus zero", `[-0, -0.0e-0]`, ""},
	{"NaN", `{"zz":NaN}`, "where a value should be"},
	{"a capital True", `[True]`, "where a value should be"},
	{"a word cut off", `[tru]`, "true, false or null"},
	{"a word too long", `[nulll]`, `where "," or "]" should be`},
	{"a huge number", `{"zz":1e99999}`, ""},
	{"a byte-order mark", "\xef\xbb\xbf{}", "where a value should be"},
	{"a comment", `{/**/}`, "where a name should be"},
	{"single quotes", `{'a':1}`, "where a name should be"},
	{"cut off in an object", `{"eventName":"a"`, `it ends where "," or "}" should be`},
	{"cut off in a name", `{"event`, "it ends inside a string"},
	{"cut off behind a name", `{"event"`, `it ends where ":" should be`},
	{"cut off behind a colon", `{"event":`, "it ends where a value should be"},
	{"nothing", ``, "byte 0: it ends where a value should be"},
	{"white space only", " \n", "it ends where a value should be"},
	{"an array at the top", `[]`, ""},
	{"null at the top", `null`, ""},
	{"as deep as it may be", deep(128), ""},
	{"too deep", deep(129), "byte 128: nested deeper than 128"},
	{"far too deep", deep(1_000_000), "nested deeper than 128"},
	{"too deep inside a string", `{"doc":"` + deep(129) + `"}`, ""},
}

func deep(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }

// manyNames gives an object with so many names n0, n1, …, and some once more at its end.
func manyNames(n int, again ...int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `,"n%d":%d`, i, i)
	}
	for _, i := range again {
		fmt.Fprintf(&b, `,"n%d":%d`, i, i)
	}
	return "{" + b.String()[1:] + "}"
}

func TestHostileRecords(t *testing.T) {
	trie, err := jsonscan.Compile([]string{"eventName", "requestParameters", "doc.a"})
	if err != nil {
		t.Fatal(err)
	}
	slots := tabard.NewSlots(3, nil)
	for _, test := range hostile {
		t.Run(test.name, func(t *testing.T) {
			slots.Reset()
			err := trie.Scan([]byte(test.text), slots)
			switch {
			case test.why == "" && err != nil:
				t.Errorf("Scan = %v, want it accepted", err)
			case test.why != "" && (err == nil || !strings.Contains(err.Error(), test.why)):
				t.Errorf("Scan = %v, want an error with %q", err, test.why)
			}
			tooDeep := err != nil && strings.Contains(err.Error(), "nested deeper")
			if valid := jsontext.Value(test.text).IsValid(); valid != (err == nil) && !tooDeep {
				t.Errorf("Scan = %v, but jsontext says valid=%v", err, valid)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	limits := jsonscan.Limits{Depth: 3, Names: 4, String: 5, Number: 6, Values: 7}
	tests := map[string]struct{ record, why string }{
		"all at their limits": {`{"a":{"b":["12345",123456]},"c":0,"d":0,"e":0}`, ""},
		"depth":               {`[[[[]]]]`, "nested deeper than 3"},
		"names":               {`{"a":0,"b":0,"c":0,"d":0,"e":0}`, "more than 4 names in an object"},
		"string":              {`["123456"]`, "a string longer than 5 bytes"},
		"name":                {`{"123456":0}`, "a string longer than 5 bytes"},
		"number":              {`[1234567]`, "a number longer than 6 bytes"},
		"values":              {`{"a":[0,0,0,0,0,0,0,0]}`, "more than 7 values at the fields that are read"},
	}
	trie, err := jsonscan.CompileWithin([]string{"a"}, limits)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			err := trie.Scan([]byte(test.record), tabard.NewSlots(1, nil))
			if test.why == "" && err != nil || test.why != "" && (err == nil || !strings.Contains(err.Error(), test.why)) {
				t.Errorf("Scan(%s) = %v, want %q", test.record, err, test.why)
			}
		})
	}
}
