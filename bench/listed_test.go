package bench

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json/v2"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/config"
)

// What is sent to the server, and how long.
const (
	sentFor  = 20 * time.Second
	sentEach = 200 // records a request
	markers  = 100 // in all
)

// door is a running server, as "tabard serve" runs it, and how to ask it.
type door struct{ url, token string }

func serve(b *testing.B) door {
	b.Helper()
	c := config.Default()
	c.Data, c.Listen = b.TempDir(), "127.0.0.1:0"
	ready, ended := make(chan string, 1), make(chan error, 1)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		ended <- app.Serve(ctx, app.ServeOptions{Config: c, Version: "bench", Log: slog.New(slog.DiscardHandler), Ready: func(url string) { ready <- url }})
	}()
	b.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			b.Errorf("Serve = %v", err)
		}
	})
	select {
	case url := <-ready:
		token, err := os.ReadFile(filepath.Join(c.Data, "admin.token"))
		if err != nil {
			b.Fatal(err)
		}
		return door{url, strings.TrimSpace(string(token))}
	case err := <-ended:
		ended <- err
		b.Fatal(err)
	}
	return door{}
}

func (d door) do(ctx context.Context, method, path string, body []byte) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, method, d.url+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+d.token)
	return http.DefaultClient.Do(r)
}

// watch tells of each finding about an identity whose name begins so, when the server's live view shows it, which is after it was
// committed.
func (d door) watch(ctx context.Context, name string, seen func(name string)) error {
	answer, err := d.do(ctx, http.MethodGet, "/v1/stream?types=finding", nil)
	if err != nil {
		return err
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	lines := bufio.NewReaderSize(answer.Body, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return err
		}
		data, ok := bytes.CutPrefix(line, []byte("data: "))
		if !ok || !bytes.Contains(data, []byte(name)) {
			continue
		}
		var finding struct {
			Identity struct {
				Name string `json:"name"`
			} `json:"identity"`
		}
		if err := json.Unmarshal(data, &finding); err != nil {
			return err
		}
		seen(finding.Identity.Name)
	}
}

// request is a body that is sent at a time of its own.
type request struct {
	at     time.Duration // after the start
	body   []byte
	marker string // "" for none
}

// requests makes the records of the whole path's mix, dated when they are sent, and in some requests a marker: a user who attaches
// administration to itself.
func requests(begin time.Time, rate int) []request {
	r := rand.New(rand.NewPCG(3, 3))
	all := make([]request, int(sentFor.Seconds())*rate/sentEach)
	for n := range all {
		one := &all[n]
		one.at = time.Duration(n) * time.Second * sentEach / time.Duration(rate)
		at := begin.Add(one.at).UTC()
		var body bytes.Buffer
		for range sentEach - 1 {
			body.WriteString(cloudTrailRecord(r, at) + "\n")
		}
		if n%(len(all)/markers) == 0 {
			one.marker = fmt.Sprintf("marker-%05d", n)
			fmt.Fprintf(&body, `{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDA%[1]s","arn":"arn:aws:iam::111122223333:user/%[1]s","accountId":"111122223333","userName":%[1]q},"eventTime":%[2]q,"eventSource":"iam.amazonaws.com","eventName":"AttachUserPolicy","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.7","userAgent":"aws-cli/2.31","requestParameters":{"userName":%[1]q,"policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"},"responseElements":null,"requestID":"r-%[1]s","eventID":"e-%[1]s","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333"}`+"\n",
				one.marker, at.Format(time.RFC3339))
		} else {
			body.WriteString(cloudTrailRecord(r, at) + "\n")
		}
		one.body = body.Bytes()
	}
	return all
}

// marks are the markers, when they were due to be sent and how long their findings took.
type marks struct {
	mu   sync.Mutex
	due  map[string]time.Time
	took map[string]time.Duration
}

func (m *marks) send(name string, at time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.due[name] = at
}

func (m *marks) see(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if at, ok := m.due[name]; ok && m.took[name] == 0 {
		m.took[name] = time.Since(at)
	}
}

func (m *marks) all() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.took) == len(m.due)
}

// at gives the time below which a share of them lies, in ms.
func (m *marks) at(share float64) float64 {
	times := slices.Sorted(maps.Values(m.took))
	return float64(times[int(share*float64(len(times)-1))]) / float64(time.Millisecond)
}

// send sends requests, each at its time, by eight senders.
func (d door) send(b *testing.B, all []request, m *marks) {
	b.Helper()
	begin, work := time.Now(), make(chan request, len(all))
	var senders sync.WaitGroup
	for range 8 {
		senders.Go(func() {
			for one := range work {
				answer, err := d.do(b.Context(), http.MethodPost, "/v1/events", one.body)
				if err != nil {
					b.Error(err)
					return
				}
				text, _ := io.ReadAll(answer.Body)
				_ = answer.Body.Close()
				if answer.StatusCode != http.StatusAccepted {
					b.Errorf("%s: %s", answer.Status, text)
				}
			}
		})
	}
	for _, one := range all {
		<-time.After(time.Until(begin.Add(one.at)))
		if one.marker != "" {
			m.send(one.marker, begin.Add(one.at))
		}
		work <- one
	}
	close(work)
	senders.Wait()
}

// BenchmarkListed sends 2,000 and 10,000 events a second to a server and measures how long a marker takes from when it is due to be
// sent until its finding is on the server's live view: received, durable on the log, judged, committed.
func BenchmarkListed(b *testing.B) {
	for _, rate := range []int{2_000, 10_000} {
		b.Run(fmt.Sprint(rate), func(b *testing.B) {
			for b.Loop() {
				listed(b, rate)
			}
		})
	}
}

func listed(b *testing.B, rate int) {
	b.Helper()
	d, m := serve(b), &marks{due: map[string]time.Time{}, took: map[string]time.Duration{}}
	ctx, cancel := context.WithCancel(b.Context())
	var watching sync.WaitGroup
	watching.Go(func() {
		if err := d.watch(ctx, "marker-", m.see); ctx.Err() == nil {
			b.Errorf("the live view ended: %v", err)
		}
	})
	all := requests(time.Now().Add(10*time.Second), rate)
	used := spend(func() { d.send(b, all, m) })
	for n := 0; n < 60 && !m.all(); n++ { // a server that is late is told by its times, not by what it lacks
		<-time.After(time.Second)
	}
	cancel()
	watching.Wait()
	if !m.all() {
		b.Errorf("%d findings of %d", len(m.took), len(m.due))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(len(all)*sentEach)/used.wall.Seconds(), "events/s")
	b.ReportMetric(m.at(0.5), "p50-ms")
	b.ReportMetric(m.at(0.99), "p99-ms")
	b.ReportMetric(m.at(1), "max-ms")
	b.ReportMetric(used.cpu.Seconds()/used.wall.Seconds(), "cores")
}
