package httpapi_test

import (
	"encoding/json/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/httpapi"
)

// What two readers of JSON could understand differently is refused, and nothing of it comes back.
func TestJSONIsReadStrictly(t *testing.T) {
	w := newWorld(t)
	w.commit(finding("f1"))
	for name, body := range map[string]string{
		"name twice":          `{"reason":"hunter2","reason":"b"}`,
		"name twice, escaped": `{"reason":"hunter2","re\u0061son":"b"}`,
		"case variant":        `{"Reason":"hunter2"}`,
		"case variant beside": `{"reason":"a","REASON":"hunter2"}`,
		"unknown name":        `{"reason":"a","hunter2":1}`,
		"wrong type":          `{"reason":["hunter2"]}`,
		"number for text":     `{"reason":12345}`,
		"null":                `{"reason":null}`,
		"trailing value":      `{"reason":"a"} {"reason":"hunter2"}`,
		"trailing garbage":    `{"reason":"a"}hunter2`,
		"not UTF-8":           "{\"reason\":\"hunter2\xff\"}",
		"lone surrogate":      `{"reason":"\ud800 hunter2"}`,
		"NUL":                 "{\"reason\":\"a\x00\"}",
		"cut":                 `{"reason":"hunter2`,
		"comment":             `{"reason":"a"/*hunter2*/}`,
		"single quotes":       `{'reason':'hunter2'}`,
		"byte order mark":     "\ufeff" + `{"reason":"hunter2"}`,
		"array":               `["hunter2"]`,
		"text":                `"hunter2"`,
		"nothing":             ``,
		"empty reason":        `{"reason":""}`,
		"too long a reason":   `{"reason":"` + strings.Repeat("hunter2", 200) + `"}`,
		"deep":                `{"reason":` + strings.Repeat("[", 3000) + strings.Repeat("]", 3000) + `}`,
		"deep and cut":        strings.Repeat(`{"reason":`, 3000),
		"too large":           `{"reason":"` + strings.Repeat("a", 100_000) + `"}`,
		"many names":          "{" + strings.Repeat(`"a":1,`, 9000) + `"reason":"a"}`,
		"prototype":           `{"__proto__":{"reason":"hunter2"}}`,
	} {
		rec := w.ask(t, access.Operator, "POST", "/v1/findings/f1/close", body)
		var p httpapi.Problem
		if err := json.Unmarshal(rec.Body.Bytes(), &p); err != nil || rec.Code < 400 || rec.Code >= 500 || p.Status != rec.Code {
			t.Errorf("%s: %d %s", name, rec.Code, rec.Body)
		}
		if strings.Contains(rec.Body.String(), "hunter2") || strings.Contains(rec.Body.String(), "__proto__") {
			t.Errorf("%s: what was sent comes back: %s", name, rec.Body)
		}
	}
	for _, kind := range []string{"text/plain", "application/xml", "application/cbor", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"} {
		rec := w.ask(t, access.Operator, "POST", "/v1/findings/f1/close", `{"reason":"a"}`, "Content-Type", kind)
		problemOf(t, rec, http.StatusUnsupportedMediaType)
	}
	if len(w.said) != 0 {
		t.Errorf("something of it was said: %+v", w.said)
	}
}

// A megabyte of the worst JSON costs no more than a glance.
func TestTheWorstBodiesAreRefusedQuickly(t *testing.T) {
	w := newWorld(t)
	w.commit(finding("f1"))
	const size = 1 << 20
	for name, body := range map[string]string{
		"depth":       strings.Repeat("[", size),
		"objects":     strings.Repeat(`{"a":`, size/5),
		"names":       "{" + strings.Repeat(`"abcdefgh":1,`, size/13),
		"numbers":     `{"reason":` + strings.Repeat("9", size) + "}",
		"exponent":    `{"reason":1e` + strings.Repeat("9", 1000) + "}",
		"escapes":     `{"reason":"` + strings.Repeat(`\u0000`, size/6) + `"}`,
		"white space": strings.Repeat(" ", size),
	} {
		took := make([]time.Duration, 3)
		for i := range took {
			start := time.Now()
			rec := w.ask(t, access.Operator, "POST", "/v1/findings/f1/close", body)
			if took[i] = time.Since(start); rec.Code < 400 || rec.Code >= 500 {
				t.Fatalf("%s: %d", name, rec.Code)
			}
		}
		if best := slices.Min(took); best > 50*time.Millisecond {
			t.Errorf("%s: %v", name, best)
		}
	}
}

// Secrets go in by every door, and come out of none: no answer, log line, audit entry, metric or file of the data folder.
func TestACanaryComesOutNowhere(t *testing.T) {
	const canary = "AKIACANARYSECRET7Q2Z"
	w := newWorld(t)
	w.commit(finding("f1"))
	seen := func(where, text string) {
		t.Helper()
		if strings.Contains(text, canary) || strings.Contains(strings.ToLower(text), strings.ToLower(canary)) {
			t.Errorf("%s shows the canary: %.300s", where, text)
		}
	}
	for _, route := range w.Routes() {
		if route.Forever || route.Kind == httpapi.Feed {
			continue // what is fed goes to the log, which cuts secrets out first: the pipeline's own test
		}
		for _, role := range []access.Role{access.None, access.Admin} {
			for _, path := range []string{route.Path, route.Path + "?" + canary + "=1", route.Path + "?limit=" + canary, route.Path + "?cursor=" + canary, route.Path + "?head=" + canary, route.Path + "?sort=" + canary} {
				path = strings.ReplaceAll(path, "{id}", "none")
				for _, body := range []string{"", `{"` + canary + `":1}`, `{"reason":"a","owner":"` + canary + `"}`, `{"reason":"a","until":"` + canary + `"}`, `{"name":"` + canary + `","role":"` + canary + `"}`, canary} {
					if route.Method == http.MethodGet && body != "" {
						continue
					}
					rec := w.ask(t, role, route.Method, path, body, "Authorization", authorization(w, role, canary), "Cookie", "session="+canary, "X-Api-Key", canary, "User-Agent", canary, "Referer", "http://localhost/"+canary)
					seen(route.Name+" "+path, rec.Body.String())
					for _, values := range rec.Header() {
						seen(route.Name+" header", strings.Join(values, " "))
					}
				}
			}
		}
	}
	w.ask(t, access.Admin, "GET", "/"+canary, "")
	w.ask(t, access.Admin, canary, "/v1/findings", "")
	seen("the log", w.log.String())
	seen("the metrics", w.ask(t, access.Viewer, "GET", "/metrics", "").Body.String())
	w.entries(t)
	for name, text := range w.files(t) {
		seen(name, text)
		for role, token := range w.texts {
			if strings.Contains(text, token) {
				t.Errorf("%s holds the token of the %s", name, role)
			}
		}
	}
}

// authorization gives the header of a role's token, or of the canary as a wrong one.
func authorization(w *world, role access.Role, canary string) string {
	if role == access.None {
		return "Bearer " + canary
	}
	return "Bearer " + w.texts[role]
}

// What callers send cannot make a line of the log or an entry of the trail that the server did not write.
func TestTheLogCannotBeForged(t *testing.T) {
	w := newWorld(t)
	w.commit(finding("f1"))
	hostile := []string{"\r\n{\"level\":\"ERROR\",\"msg\":\"forged\"}", "\x1b[2J\x1b[31m", "\u202eevil", "a\x00b", "\",\"level\":\"ERROR\",\"x\":\""}
	for _, text := range hostile {
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		w.ask(t, access.Operator, "POST", "/v1/findings/f1/close", `{"reason":`+string(quoted)+`}`)
		w.ask(t, access.Operator, "POST", "/v1/findings/f1/assign", `{"reason":`+string(quoted)+`,"owner":`+string(quoted)+`}`)
		w.ask(t, access.Admin, "POST", "/v1/tokens", `{"name":`+string(quoted)+`,"role":"viewer"}`)
	}
	w.ask(t, access.Viewer, "GET", "/v1/systems/panics", "")
	for line := range strings.Lines(w.log.String()) {
		var fields map[string]any
		if err := json.Unmarshal([]byte(line), &fields); err != nil || fields["msg"] == "forged" {
			t.Errorf("log line %q: %v", line, err)
		}
	}
	for _, e := range w.entries(t) {
		if strings.ContainsAny(e.Agent+e.Action+e.Resource+e.Posture, "\r\n\x1b\x00") {
			t.Errorf("entry %+v", e)
		}
	}
}
