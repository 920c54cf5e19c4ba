package httpapi_test

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard/internal/access"
)

// line is a reader of the live view.
type line struct {
	*bufio.Scanner
	close func()
}

func (w *world) watch(t *testing.T, url, query, lastEventID string) *line {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/v1/stream"+query, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+w.texts[access.Viewer])
	if lastEventID != "" {
		r.Header.Set("Last-Event-ID", lastEventID)
	}
	resp, err := http.DefaultClient.Do(r) //nolint:bodyclose // the line's close does
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%d %s", resp.StatusCode, resp.Header.Get("Content-Type"))
	}
	l := &line{bufio.NewScanner(resp.Body), func() { cancel(); _ = resp.Body.Close() }}
	t.Cleanup(l.close)
	l.until(t, ": hello")
	l.until(t, "id: ")
	return l
}

// until reads on to a line that starts with a text, and gives it.
func (l *line) until(t *testing.T, start string) string {
	t.Helper()
	for l.Scan() {
		if strings.HasPrefix(l.Text(), start) {
			return l.Text()
		}
	}
	t.Fatalf("the stream ended before %q: %v", start, l.Err())
	return ""
}

func TestTheLiveViewShowsWhatIsCommittedAndResumesWithoutAGap(t *testing.T) {
	w := newWorld(t)
	server := httptest.NewServer(w.Handler())
	t.Cleanup(server.Close) // after the readers left
	for i := range 3 {
		w.commit(finding("before" + itoa(i)))
	}
	l := w.watch(t, server.URL, "", "")
	w.commit(finding("live1"))
	if id := l.until(t, "id: "); id != "id: 4" {
		t.Errorf("%s, want only what came after the start", id)
	}
	if event, data := l.until(t, "event: "), l.until(t, "data: "); event != "event: finding" || !strings.Contains(data, `"id":"live1"`) {
		t.Errorf("%s %s", event, data)
	}
	l.close()
	for i := range 250 { // more than a page, while nobody looks
		w.commit(finding("missed" + itoa(i)))
	}
	again := w.watch(t, server.URL, "", "4")
	for i := range 250 {
		if id := again.until(t, "id: "); id != "id: "+itoa(5+i) {
			t.Fatalf("%s, want id: %d", id, 5+i)
		}
	}
	w.commit(finding("live2"))
	if id := again.until(t, "id: "); id != "id: 255" {
		t.Errorf("%s", id)
	}
}

func TestALostStretchIsSaid(t *testing.T) {
	w := newWorld(t)
	server := httptest.NewServer(w.Handler())
	t.Cleanup(server.Close) // after the readers left
	w.kept = 100
	for i := range 5 {
		w.commit(finding("f" + itoa(i)))
	}
	for name, id := range map[string]string{"pruned": "50", "never given out": "900", "beyond any number": "99999999999999999999"} {
		l := w.watch(t, server.URL, "", "")
		l.close()
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		r, _ := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/v1/stream", http.NoBody)
		r.Header.Set("Authorization", "Bearer "+w.texts[access.Viewer])
		r.Header.Set("Last-Event-ID", id)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body := &line{bufio.NewScanner(resp.Body), cancel}
		if got := body.until(t, "event: "); got != "event: gap" {
			t.Errorf("%s: %s", name, got)
		}
		cancel()
		_ = resp.Body.Close()
		w.settle(t)
	}
	l := w.watch(t, server.URL, "", "100")
	if id := l.until(t, "id: "); id != "id: 101" {
		t.Errorf("%s: what is still there was called lost", id)
	}
}

// settle waits until no live view is open.
func (w *world) settle(t *testing.T) {
	t.Helper()
	for range 500 {
		if strings.Contains(w.ask(t, access.Viewer, "GET", "/metrics", "").Body.String(), "tabard_streams 0") {
			return
		}
		<-time.After(10 * time.Millisecond)
	}
	t.Fatal("a live view stays open after its reader left")
}

func TestLiveViewsAreBoundedAndFilteredAndGiveTheirPlaceBack(t *testing.T) {
	w := newWorld(t)
	server := httptest.NewServer(w.Handler())
	t.Cleanup(server.Close) // after the readers left
	a, b := w.watch(t, server.URL, "?types=birth", ""), w.watch(t, server.URL, "?types=birth,finding", "")
	problemOf(t, w.ask(t, access.Viewer, "GET", "/v1/stream", ""), http.StatusServiceUnavailable)
	w.commit(finding("f"))
	b.until(t, "event: finding")
	a.close()
	b.close()
	w.settle(t)
	w.watch(t, server.URL, "", "").close()
	problemOf(t, w.ask(t, access.Viewer, "GET", "/v1/stream?types=secrets", ""), http.StatusUnprocessableEntity)
	problemOf(t, w.ask(t, access.Viewer, "GET", "/v1/stream", "", "Last-Event-ID", "x"), http.StatusUnprocessableEntity)
}

func TestTheServerEndsWithItsLiveViewsAndFinishesWhatIsUnderWay(t *testing.T) {
	w := newWorld(t)
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- w.Serve(ctx, listener, nil, 16) }()
	l := w.watch(t, "http://"+listener.Addr().String(), "", "")
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("Serve = %v", err)
		}
	case <-time.After(8 * time.Second):
		t.Fatal("a live view holds up the end")
	}
	for l.Scan() {
	}
	if l.Err() != nil {
		t.Errorf("the view broke off: %v", l.Err())
	}
}

func TestConnectionsAreBounded(t *testing.T) {
	w := newWorld(t)
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- w.Serve(ctx, listener, nil, 2) }()
	dial := func() net.Conn {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		return conn
	}
	ask := func(conn net.Conn, wait time.Duration) error {
		_, _ = conn.Write([]byte("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
		_ = conn.SetReadDeadline(time.Now().Add(wait))
		_, err := conn.Read(make([]byte, 1))
		return err
	}
	first, second, third := dial(), dial(), dial()
	if err := ask(first, 5*time.Second); err != nil {
		t.Fatal(err)
	}
	if err := ask(second, 5*time.Second); err != nil {
		t.Fatal(err)
	}
	if err := ask(third, 200*time.Millisecond); err == nil {
		t.Error("a third connection was served beside two")
	}
	_ = first.Close()
	if err := ask(third, 5*time.Second); err != nil {
		t.Errorf("with a place free: %v", err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Serve = %v", err)
	}
}
