package httpapi

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/klauspost/compress/gzip"

	"tabard.dev/tabard/internal/access"
)

// Receiver takes raw records in. When it returns without an error, what it counts as accepted is on disk.
type Receiver interface {
	Receive(ctx context.Context, body io.Reader, from Intake) (Receipt, error)
}

// Intake says where records come from.
type Intake struct {
	Family string // "" to guess
	System string // "" where the records' own realms name it
}

// Receipt says what became of the records of one body.
type Receipt struct {
	Accepted   int64           `json:"accepted" doc:"Now on disk"`
	Rejected   int64           `json:"rejected"`
	Duplicates int64           `json:"duplicates" doc:"Were there already"`
	Errors     []RefusedRecord `json:"errors" doc:"Of the rejected, the first 100"`
}

// RefusedRecord is a record that was not accepted.
type RefusedRecord struct {
	Record int64  `json:"record" doc:"Its number in the body, from 1"`
	Reason string `json:"reason"`
}

type recordsInput struct {
	Source string `query:"source" maxLength:"64" pattern:"^[a-z0-9._]*$" doc:"Family of the records, such as aws.cloudtrail; guessed when absent"`
	System string `query:"system" maxLength:"256" doc:"Name of the system they come from; else the realm that the records name"`
	body   io.Reader
	packed bool
}

// Resolve implements [huma.Resolver]: the body is read as it comes, not as a whole.
func (in *recordsInput) Resolve(ctx huma.Context) []error {
	if strings.ContainsFunc(in.System, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return []error{&huma.ErrorDetail{Location: "query.system", Message: "expected string to match pattern of a name"}}
	}
	r, _ := humago.Unwrap(ctx)
	in.body = r.Body
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
		func(ctx context.Context, in *recordsInput) (*oneOutput[Receipt], error) {
			body, err := unpack(in.body, in.packed, s.Body)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			receipt, err := s.Receiver.Receive(ctx, body, Intake{in.Source, in.System})
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[Receipt]{receipt}, nil
		})
}

// unpack gives the body's bytes, at most so many, packed or not. Packed bodies are known by their first bytes too: people
// send their .gz files as they are.
func unpack(body io.Reader, packed bool, most int64) (io.Reader, error) {
	plain := bufio.NewReaderSize(http.MaxBytesReader(nil, io.NopCloser(body), most), 64<<10)
	if magic, err := plain.Peek(2); err == nil && magic[0] == 0x1f && magic[1] == 0x8b {
		packed = true
	}
	if !packed {
		return plain, nil
	}
	unpacked, err := gzip.NewReader(plain)
	if err != nil {
		return nil, ErrUnreadable
	}
	// A small body may unpack to any size, so the bound is on this side too.
	return http.MaxBytesReader(nil, gzipBody{unpacked}, most), nil
}

// gzipBody names what is wrong with a body that does not unpack.
type gzipBody struct{ *gzip.Reader }

func (g gzipBody) Read(p []byte) (int, error) {
	n, err := g.Reader.Read(p)
	var large *http.MaxBytesError
	if err != nil && !errors.Is(err, io.EOF) && !errors.As(err, &large) {
		err = fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return n, err
}
