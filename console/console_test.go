package console

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

func built() fstest.MapFS {
	return fstest.MapFS{
		"app/index.html":       {Data: []byte(`<meta name="csp-nonce" content="{{nonce}}"><script type="module" src="/assets/a-1.js"></script>`)},
		"app/assets/a-1.js":    {Data: []byte(strings.Repeat("let a = 1;\n", 500))},
		"app/tabard.svg":       {Data: []byte("<svg/>")},
		"placeholder.html":     {Data: []byte("not built")},
		"app/assets/style.css": {Data: []byte("a{}")},
	}
}

func get(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(context.Background(), http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec
}

// The page may run scripts from our files only, and styles with its own nonce only, which is another one each time.
func TestThePageHasAStrictPolicyAndItsOwnNonce(t *testing.T) {
	h := serve(built())
	seen := map[string]bool{}
	for _, path := range []string{"/", "/findings", "/findings/fi_1", "/index.html"} {
		rec := get(h, path)
		nonce := regexp.MustCompile(`'nonce-([A-Z2-7]{26})'`).FindStringSubmatch(rec.Header().Get("Content-Security-Policy"))
		if rec.Code != http.StatusOK || nonce == nil || !strings.Contains(rec.Body.String(), `content="`+nonce[1]+`"`) || seen[nonce[1]] {
			t.Fatalf("%s: %d %v %s", path, rec.Code, rec.Header(), rec.Body)
		}
		seen[nonce[1]] = true
		for _, loose := range []string{"unsafe", "*", "http:"} {
			if strings.Contains(rec.Header().Get("Content-Security-Policy"), loose) {
				t.Errorf("the policy holds %s: %s", loose, rec.Header().Get("Content-Security-Policy"))
			}
		}
		if strings.Contains(rec.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s may be kept", path)
		}
	}
}

func TestFilesAreKeptForEverAndPacked(t *testing.T) {
	h := serve(built())
	plain := get(h, "/assets/a-1.js")
	packed := get(h, "/assets/a-1.js", "Accept-Encoding", "gzip, br")
	if packed.Header().Get("Content-Encoding") != "gzip" || packed.Body.Len() > plain.Body.Len()/2 || !strings.HasPrefix(packed.Header().Get("Content-Type"), "text/javascript") {
		t.Fatalf("%v, %d bytes of %d", packed.Header(), packed.Body.Len(), plain.Body.Len())
	}
	unpacked, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(unpacked)
	if err != nil || string(text) != plain.Body.String() {
		t.Errorf("unpacked to %d bytes, %v", len(text), err)
	}
	for _, rec := range []*httptest.ResponseRecorder{plain, packed} {
		if !strings.Contains(rec.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("not kept: %v", rec.Header())
		}
	}
	if rec := get(h, "/assets/gone-2.js"); rec.Code != http.StatusNotFound {
		t.Errorf("a script of another build is answered %d", rec.Code)
	}
}

func TestWithoutABuildThePageSaysHow(t *testing.T) {
	files := built()
	delete(files, "app/index.html")
	h := serve(files)
	if rec := get(h, "/"); rec.Code != http.StatusOK || rec.Body.String() != "not built" {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if rec := get(h, "/findings"); rec.Code != http.StatusNotFound {
		t.Errorf("a view that is not there: %d", rec.Code)
	}
}

func TestThePlaceholderIsEmbedded(t *testing.T) {
	if _, err := dist.ReadFile("dist/placeholder.html"); err != nil {
		t.Fatal(err)
	}
	if rec := get(New(), "/"); rec.Code != http.StatusOK {
		t.Errorf("%d", rec.Code)
	}
}
