package httpapi

import (
	"net/http"
)

// page is what stands in for the console until one is mounted. It holds nothing that is not public.
const plainPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tabard</title>
<h1>Tabard</h1>
<p>The server is up. It is asked from the terminal or through its API:</p>
<pre>tabard get findings
tabard watch</pre>
<p>The first token is in the data folder, in <code>admin.token</code>. The API describes itself at
<code>/openapi.json</code>; <a href="/readyz">/readyz</a> says how the server is.</p>
</html>
`

// console serves everything that is no path of the API. It is for anybody, so it may hold nothing but its own files: it
// gets all it shows through the API, with the token of the one who looks.
func (s *Server) console(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		problem(http.StatusMethodNotAllowed, "that path is only for reading").write(w)
		return
	}
	if s.Console != nil {
		s.Console.ServeHTTP(w, r)
		return
	}
	if r.URL.Path != "/" {
		problem(http.StatusNotFound, "there is nothing at that path").hint("/openapi.json lists what there is").write(w)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.Method == http.MethodGet {
		_, _ = w.Write([]byte(plainPage)) // the caller may be gone
	}
}
