package httpapi

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/klauspost/compress/gzip"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/ingest"
)

// Receiver takes raw records in: [ingest.Receiver].
type Receiver interface {
	Receive(ctx context.Context, from ingest.Origin, size int64, stream io.Reader) (ingest.Result, error)
}

// receipt says what became of the records of one body.
type receipt struct {
	Accepted   int                  `json:"accepted" doc:"Now on disk"`
	Rejected   int                  `json:"rejected"`
	Duplicates int                  `json:"duplicates" doc:"Were there already"`
	Errors     []ingest.RecordError `json:"errors" doc:"Of the rejected, the first 100"`
}

type recordsInput struct {
	Source string `query:"source" maxLength:"64" pattern:"^[a-z0-9._]*$" doc:"Family of the records, such as aws.cloudtrail; guessed when absent"`
	System string `query:"system" maxLength:"256" doc:"Name of the system they come from; else the realm that the records name"`
	body   io.Reader
	size   int64 // -1 when it is not known
	packed bool
}

// Resolve implements [huma.Resolver]: the body is read as it comes, not as a whole.
func (in *recordsInput) Resolve(ctx huma.Context) []error {
	if strings.ContainsFunc(in.System, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return []error{&huma.ErrorDetail{Location: "query.system", Message: "expected string to match pattern of a name"}}
	}
	r, _ := humago.Unwrap(ctx)
	in.body, in.size = r.Body, r.ContentLength
	switch strings.ToLower(r.Header.Get("Content-Encoding")) {
	case "", "identity":
	case "gzip":
		in.packed = true
	default:
		return []error{&unsupported{}}
	}
	return nil
}

// bodies are the types that records may be sent as; it makes no difference.
func bodies() []string {
	return []string{"application/json", "application/x-ndjson", "application/octet-stream"}
}

// unsupported is a content encoding that is not understood.
type unsupported struct{}

func (*unsupported) Error() string {
	return "validation failed: the content encodings are gzip and identity"
}
func (*unsupported) GetStatus() int { return http.StatusUnsupportedMediaType }

func (s *Server) addRecords() {
	kinds := map[string]*huma.MediaType{}
	for _, kind := range bodies() {
		kinds[kind] = &huma.MediaType{} // without a schema huma leaves the body alone; describe adds it
	}
	register(s, Route{Name: "postEvents", Method: http.MethodPost, Path: "/v1/events", Kind: Feed, Role: access.Operator},
		huma.Operation{
			Summary: "Send raw audit records", Tags: []string{"records"}, DefaultStatus: http.StatusAccepted,
			Description: "JSON lines, an array, or an object such as {\"Records\":[…]}; gzip too. The answer comes only after the accepted records are on disk. " +
				"Sending again after any failure is safe: what was there already is counted as a duplicate. 429 asks to come again after Retry-After seconds.",
			RequestBody: &huma.RequestBody{Required: true, Content: kinds},
		},
		func(ctx context.Context, in *recordsInput) (*oneOutput[receipt], error) {
			body, size, err := unpack(in.body, in.size, in.packed, s.Body)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			start := time.Now()
			got, err := s.Receiver.Receive(ctx, ingest.Origin{Family: in.Source, System: in.System}, size, body)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			s.Metrics.Acknowledged(time.Since(start))
			return &oneOutput[receipt]{receipt{got.Accepted, got.Rejected, got.Duplicates, got.Errors}}, nil
		})
}

// unpack gives the body's bytes, at most so many, packed or not, and how many there are where that is known. Packed bodies
// are known by their first bytes too: people send their .gz files as they are.
func unpack(body io.Reader, size int64, packed bool, most int64) (io.Reader, int64, error) {
	plain := bufio.NewReaderSize(http.MaxBytesReader(nil, io.NopCloser(body), most), 64<<10)
	if magic, err := plain.Peek(2); err == nil && magic[0] == 0x1f && magic[1] == 0x8b {
		packed = true
	}
	if !packed {
		return plain, size, nil
	}
	unpacked, err := gzip.NewReader(plain)
	if err != nil {
		return nil, 0, &ingest.StreamError{Err: err}
	}
	// A small body may unpack to any size, so the bound is on this side too.
	return http.MaxBytesReader(nil, unpacked, most), -1, nil
}
