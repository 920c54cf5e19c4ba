// Package console serves the web console: static files, built from src by Vite into dist/app and embedded here. They are for
// anybody and hold nothing of the installation; all that the console shows it gets from the API, with the token of the one
// who looks. A program built without them serves a page that says how to build them.
package console

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"embed"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
)

//go:embed all:dist
var dist embed.FS

// nonceMark stands in index.html where the page's nonce goes.
const nonceMark = "{{nonce}}"

// New gives the handler of everything that is no path of the API.
func New() http.Handler {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the name is a constant
	}
	return serve(files)
}

// site is a built console, or the page that stands in for one.
type site struct {
	files  map[string]file // by path under app/
	index  string
	absent []byte // the page to show when there is no console
}

// file is a built file. Its packed form is made when first asked for.
type file struct {
	kind   string
	plain  []byte
	packed func() []byte
}

func serve(files fs.FS) http.Handler {
	s := &site{files: map[string]file{}}
	index, err := fs.ReadFile(files, "app/index.html")
	if err != nil {
		if s.absent, err = fs.ReadFile(files, "placeholder.html"); err != nil {
			panic(err) // it is embedded with this file
		}
		return s
	}
	s.index = string(index)
	err = fs.WalkDir(files, "app", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		plain, err := fs.ReadFile(files, name)
		s.files[strings.TrimPrefix(name, "app")] = file{kindOf(name), plain, sync.OnceValue(func() []byte { return pack(plain) })}
		return err
	})
	if err != nil {
		panic(err) // embedded files can be read
	}
	delete(s.files, "/index.html") // it is a template
	return s
}

// kindOf gives the type by the name alone, whatever the machine's own table says.
func kindOf(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	}
	if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
		return kind
	}
	return "application/octet-stream"
}

func pack(plain []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	_, _ = w.Write(plain) // into memory
	_ = w.Close()
	return b.Bytes()
}

// ServeHTTP serves a file, or for any other path the page, whose script knows the views. Names of files change with their
// content, so they may be kept for ever; the page may not.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.absent != nil {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path != "/" {
			w.WriteHeader(http.StatusNotFound)
		}
		write(w, r, s.absent)
		return
	}
	f, found := s.files[r.URL.Path]
	switch {
	case found:
		if strings.HasPrefix(r.URL.Path, "/assets/") {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		w.Header().Set("Content-Type", f.kind)
		w.Header().Set("Vary", "Accept-Encoding")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && len(f.plain) > 1024 {
			w.Header().Set("Content-Encoding", "gzip")
			write(w, r, f.packed())
			return
		}
		write(w, r, f.plain)
	case path.Ext(r.URL.Path) != "" && strings.HasPrefix(r.URL.Path, "/assets/"):
		http.NotFound(w, r) // of another build: a page in its place would be taken for a script
	default:
		s.page(w, r)
	}
}

// page serves the console's one page. Styles that the component library makes at run time carry the page's nonce; scripts
// come from files of ours only.
func (s *site) page(w http.ResponseWriter, r *http.Request) {
	nonce := rand.Text()
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"+nonce+"'; img-src 'self' data:; font-src 'self'; "+
		"connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
	write(w, r, []byte(strings.ReplaceAll(s.index, nonceMark, nonce)))
}

func write(w http.ResponseWriter, r *http.Request, body []byte) {
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the caller may be gone
	}
}
