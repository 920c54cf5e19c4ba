// Package webhook tells results to an HTTP endpoint, signed as the Standard Webhooks specification has it, so that receivers
// can check them with libraries that exist. It connects only where internal/dial allows.
package webhook

import (
	"bytes"
	"context"
	"encoding/json/v2"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"tabard.dev/tabard"
)

// Sink is the sink "webhook".
func Sink() tabard.Sink {
	return tabard.Sink{
		Name:     "webhook",
		Settings: []string{"url", "secret", "previous_secret", "allow_loopback", "allow", "timeout_seconds"},
		Open:     open,
	}
}

// sender posts to one endpoint.
type sender struct {
	url    string
	keys   []*webhooks.Webhook // the first is the current one; the other is on its way out
	client *http.Client
}

// message is the body, in the shape that the specification recommends.
type message struct {
	Type      string    `json:"type"` // "finding", "birth", "action"
	Timestamp time.Time `json:"timestamp"`
	Data      any       `json:"data"`
}

func open(settings map[string]any) (tabard.Sender, error) {
	s, err := read(settings)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(s.url)
	switch {
	case err != nil || u.Host == "":
		return nil, errors.New("url: not an address such as https://hooks.example.com/tabard")
	case u.User != nil:
		return nil, errors.New("url: a password in an address ends up in logs; the signature says who we are")
	case u.Scheme == "http" && (s.guard.Loopback || len(s.guard.Allow) > 0): // within the operator's own walls
	case u.Scheme != "https":
		return nil, errors.New("url: https is wanted; http only with allow_loopback or allow")
	}
	out := &sender{url: s.url, client: s.guard.Client(s.patience)}
	for _, secret := range s.secrets {
		key, err := webhooks.NewWebhook(secret.Reveal())
		if err != nil || len(secret.Reveal()) < 32 {
			return nil, errors.New("secret: base64 of at least 24 random bytes is wanted, with or without whsec_ in front")
		}
		out.keys = append(out.keys, key)
	}
	return out, nil
}

// Send posts the notices one by one. A receiver may see one again, with the same webhook-id.
func (s *sender) Send(ctx context.Context, notices []tabard.Notice) error {
	for i, notice := range notices {
		if err := s.post(ctx, notice); err != nil {
			var failed *tabard.SendError
			if !errors.As(err, &failed) {
				failed = &tabard.SendError{Err: err}
			}
			failed.Taken = i
			return failed
		}
	}
	return nil
}

// Close implements [tabard.Sender].
func (s *sender) Close() error {
	s.client.CloseIdleConnections()
	return nil
}

func (s *sender) post(ctx context.Context, notice tabard.Notice) error {
	now := time.Now().UTC()
	body, err := json.Marshal(message{notice.Type, now.Truncate(time.Millisecond), notice.Data}, json.FormatNilSliceAsNull(false))
	if err != nil {
		return &tabard.SendError{Refused: true, Err: fmt.Errorf("encode notice %s: %w", notice.ID, err)}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	var signatures []string
	for _, key := range s.keys {
		signature, err := key.Sign(notice.ID, now, body)
		if err != nil {
			return err
		}
		signatures = append(signatures, signature)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "tabard-webhook/1")
	request.Header.Set(webhooks.HeaderWebhookID, notice.ID)
	request.Header.Set(webhooks.HeaderWebhookTimestamp, strconv.FormatInt(now.Unix(), 10))
	request.Header.Set(webhooks.HeaderWebhookSignature, strings.Join(signatures, " "))
	answer, err := s.client.Do(request)
	if err != nil {
		return hideURL(err)
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	// Read a little, so that the connection serves the next one too; what it says is not shown to anybody.
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10))
	return judge(answer)
}

// judge says what an answer means for the notice.
func judge(answer *http.Response) error {
	status := answer.StatusCode
	failed := &tabard.SendError{Err: fmt.Errorf("the endpoint answered %d", status)}
	switch {
	case status >= 200 && status < 300:
		return nil
	case status == http.StatusRequestTimeout, status == http.StatusTooManyRequests, status >= 500:
		failed.After = retryAfter(answer.Header.Get("Retry-After"))
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusNotFound, status >= 300 && status < 400:
		// The endpoint as a whole, not this notice: somebody has to set it right, and then wants all of them.
	default:
		failed.Refused = true
	}
	return failed
}

// retryAfter reads the header's seconds; dates and nonsense are no wish.
func retryAfter(text string) time.Duration {
	seconds, err := strconv.Atoi(text)
	if err != nil || seconds < 0 {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, time.Hour)
}

// hideURL keeps the address out of errors: its path may be what proves us to the endpoint.
func hideURL(err error) error {
	if at, ok := errors.AsType[*url.Error](err); ok {
		return fmt.Errorf("post: %w", at.Err)
	}
	return err
}
