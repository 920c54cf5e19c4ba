// Command load fills a running server with made-up identities, credentials and events through its own door, and measures how
// quickly lists answer meanwhile. docs/performance.md tells what came of it.
//
// Usage:
//
//	load -data DATA -records 1000000          each record is of another user with another key; one in fifty makes a key
//	load -data DATA -rate 5000 -measure 30s   times the lists while so many events a second come in
package main

import (
	"bytes"
	"context"
	"encoding/json/v2"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

func main() {
	var l load
	records := flag.Int("records", 0, "how many to send as fast as the server takes them")
	flag.IntVar(&l.from, "from", 0, "number of the first record, to go on after an earlier run")
	rate := flag.Int("rate", 0, "events a second to send while measuring")
	measure := flag.Duration("measure", 0, "how long to measure")
	data := flag.String("data", "", "data folder of the server")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := l.run(ctx, *data, *records, *rate, *measure)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

type load struct {
	url, token string
	from       int
}

// batch is how many records one request carries while filling.
const batch = 2000

func (l *load) run(ctx context.Context, data string, records, rate int, measure time.Duration) error {
	url, err := os.ReadFile(filepath.Join(data, "server.url"))
	if err != nil {
		return err
	}
	token, err := os.ReadFile(filepath.Join(data, "admin.token"))
	if err != nil {
		return err
	}
	l.url, l.token = strings.TrimSpace(string(url)), strings.TrimSpace(string(token))
	began := time.Now()
	for sent := 0; sent < records; sent += batch {
		if err := l.send(ctx, made(l.from+sent, min(batch, records-sent))); err != nil {
			return err
		}
		if sent%(100*batch) == 0 {
			fmt.Printf("%d sent in %s\n", sent, time.Since(began).Round(time.Second))
		}
	}
	if measure == 0 {
		return nil
	}
	var feeding sync.WaitGroup
	feed, done := context.WithTimeout(ctx, measure)
	defer done()
	if rate > 0 {
		feeding.Go(func() { l.feed(feed, rate) })
	}
	err = l.measure(feed)
	feeding.Wait()
	return err
}

// oneInMade is how many records there are for each that makes a key, which is a birth and findings.
const oneInMade = 50

// made writes records of as many users, each of whom uses a key of its own.
func made(from, n int) []byte {
	var b bytes.Buffer
	at := time.Now().UTC().Add(-time.Hour).Format(time.RFC3339)
	for i := from; i < from+n; i++ {
		if i%oneInMade == 0 {
			record(&b, at, i, "fill", "iam", "CreateAccessKey", fmt.Sprintf(`{"userName":"load-%d"}`, i),
				fmt.Sprintf(`{"accessKey":{"userName":"load-%d","accessKeyId":"AKIAMADE%012d","status":"Active"}}`, i, i))
			continue
		}
		record(&b, at, i, "fill", "s3", "GetObject", fmt.Sprintf(`{"bucketName":"bucket-%d"}`, i%50), "null")
	}
	return b.Bytes()
}

// used writes records of users who were there before, and read something.
func used(run string, from, n int) []byte {
	var b bytes.Buffer
	at := time.Now().UTC().Format(time.RFC3339)
	for i := from; i < from+n; i++ {
		record(&b, at, i*7919%1_000_000, fmt.Sprint(run, "-", i), "s3", "GetObject", fmt.Sprintf(`{"bucketName":"bucket-%d"}`, i%50), "null")
	}
	return b.Bytes()
}

func record(b *bytes.Buffer, at string, who int, id, service, action, asked, answered string) {
	account := who % 200
	fmt.Fprintf(b, `{"eventVersion":"1.08","eventTime":"%s","eventSource":"%s.amazonaws.com","eventName":"%s","awsRegion":"us-east-1",`+
		`"sourceIPAddress":"192.0.2.%d","userAgent":"aws-cli/2","eventID":"%s-%d","eventType":"AwsApiCall","recipientAccountId":"%012d",`+
		`"userIdentity":{"type":"IAMUser","principalId":"AIDALOAD%d","arn":"arn:aws:iam::%012d:user/load-%d","accountId":"%012d","accessKeyId":"AKIALOAD%012d","userName":"load-%d"},`+
		`"requestParameters":%s,"responseElements":%s}`+"\n", at, service, action, who%250, id, who, account, who, account, who, account, who, who, asked, answered)
}

// send hands records in, and waits as long as the server asks when it has too much to do.
func (l *load) send(ctx context.Context, records []byte) error {
	for {
		status, wait, err := l.ask(ctx, http.MethodPost, "/v1/events?source=aws.cloudtrail", records, nil)
		if err != nil || status == http.StatusAccepted {
			return err
		}
		if status != http.StatusTooManyRequests {
			return fmt.Errorf("records were answered %d", status)
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// feed sends so many events a second, ten times a second.
func (l *load) feed(ctx context.Context, rate int) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	sent, run := 0, time.Now().Format("150405")
	began := time.Now()
	for {
		select {
		case <-tick.C:
			due := int(time.Since(began).Seconds() * float64(rate))
			if err := l.send(ctx, used(run, sent, due-sent)); err != nil && ctx.Err() == nil {
				fmt.Fprintln(os.Stderr, "load:", err)
			}
			sent = due
		case <-ctx.Done():
			fmt.Printf("sent %.0f events/s\n", float64(sent)/time.Since(began).Seconds())
			return
		}
	}
}

// measured are the questions that are timed, as the console asks them; lists also on a page further down.
func measured() []string {
	return []string{
		"/v1/overview", "/v1/identities", "/v1/identities?sort=name", "/v1/identities?sort=-risk", "/v1/identities?kind=human", "/v1/identities?owner=none",
		"/v1/identities/facets", "/v1/credentials", "/v1/credentials?state=active", "/v1/credentials/facets", "/v1/births", "/v1/births/facets",
		"/v1/findings?state=open&sort=-severity", "/v1/findings?sort=-last", "/v1/findings/facets?state=open", "/v1/events", "/v1/detections?sort=-hits", "/v1/systems",
	}
}

// measure asks everything in turn until the context ends, and prints the median and the 95th percentile of each.
func (l *load) measure(ctx context.Context) error {
	took := map[string][]time.Duration{}
	for ctx.Err() == nil {
		for _, path := range measured() {
			name := path
			for range 2 {
				var page struct {
					Next string `json:"next"`
				}
				began := time.Now()
				status, _, err := l.ask(ctx, http.MethodGet, path, nil, &page)
				if ctx.Err() != nil {
					break
				}
				if err != nil || status != http.StatusOK {
					return errors.Join(err, fmt.Errorf("%s was answered %d", path, status))
				}
				took[name] = append(took[name], time.Since(began))
				if page.Next == "" {
					break
				}
				join := "?"
				if strings.Contains(path, "?") {
					join = "&"
				}
				path += join + "cursor=" + page.Next
			}
		}
	}
	for _, path := range measured() {
		all := took[path]
		if len(all) == 0 {
			continue
		}
		slices.Sort(all)
		fmt.Printf("| `%s` | %d | %.0f | %.0f |\n", path, len(all), ms(all[len(all)/2]), ms(all[len(all)*95/100]))
	}
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func (l *load) ask(ctx context.Context, method, path string, body []byte, into any) (status int, wait time.Duration, err error) {
	r, err := http.NewRequestWithContext(ctx, method, l.url+path, bytes.NewReader(body))
	if err != nil {
		return 0, 0, err
	}
	r.Header.Set("Authorization", "Bearer "+l.token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, 0, err
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	text, err := io.ReadAll(answer.Body)
	if err == nil && into != nil && answer.StatusCode == http.StatusOK {
		err = json.Unmarshal(text, into)
	}
	return answer.StatusCode, 200 * time.Millisecond, err
}
