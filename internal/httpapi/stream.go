package httpapi

import (
	"context"
	"encoding/json/v2"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/access"
)

const (
	heartbeat   = 15 * time.Second
	streamWrite = 10 * time.Second // a reader that takes no more is let go; it resumes where it was
	streamPage  = 100
)

type streamInput struct {
	LastEventID string `header:"Last-Event-ID" maxLength:"20" pattern:"^[0-9]*$" doc:"Go on after this id; from now on when absent"`
	Types       string `query:"types" maxLength:"64" pattern:"^(finding|birth|action)(,(finding|birth|action))*$" doc:"Only these, separated by commas"`
}

func (s *Server) addStream() {
	register(s, Route{Name: "stream", Method: http.MethodGet, Path: "/v1/stream", Kind: Read, Role: access.Viewer, Forever: true},
		huma.Operation{
			Summary: "Watch findings and births as they happen", Tags: []string{"live"},
			Description: "Server-sent events of the types finding, birth and action. Each has an id; a connection that comes back with Last-Event-ID goes on after it, with nothing left out. " +
				"An event of the type gap says that what lay between is no longer kept. A comment every 15 seconds shows that the line is alive.",
			Responses: map[string]*huma.Response{"200": {Description: "Events, without an end", Content: map[string]*huma.MediaType{"text/event-stream": {
				Schema: &huma.Schema{Type: huma.TypeString},
			}}}},
		},
		func(ctx context.Context, in *streamInput) (*huma.StreamResponse, error) {
			select {
			case s.streams <- struct{}{}:
			default:
				return nil, s.fail(ctx, problem(http.StatusServiceUnavailable, "there are as many live views as can be"))
			}
			after, gap, err := s.start(ctx, in.LastEventID)
			if err != nil {
				<-s.streams
				return nil, s.fail(ctx, err)
			}
			return &huma.StreamResponse{Body: func(hctx huma.Context) {
				defer func() { <-s.streams }()
				s.Metrics.Stream(+1)
				defer s.Metrics.Stream(-1)
				r, w := humago.Unwrap(hctx)
				line := &live{w: w, control: http.NewResponseController(w), types: in.Types}
				w.Header().Set("Content-Type", "text/event-stream")
				w.Header().Set("X-Accel-Buffering", "no")
				w.WriteHeader(http.StatusOK)
				if gap {
					line.text("event: gap\ndata: {}\n\n")
				}
				s.stream(r.Context(), line, after)
			}}, nil
		})
}

// start says where a stream begins, and whether something before it is lost.
func (s *Server) start(ctx context.Context, lastEventID string) (after int64, gap bool, err error) {
	first, last, err := s.Lists.OutboxBounds(ctx)
	if err != nil || lastEventID == "" {
		return last, false, err
	}
	after, err = strconv.ParseInt(lastEventID, 10, 64)
	if err != nil || after > last {
		// An id that was never given out: of another installation, or of before a restore.
		return last, true, nil //nolint:nilerr // the reader is told of the gap
	}
	return after, after < first-1, nil
}

// stream writes what is committed after a position, page by page, and waits for more: nothing is held for a reader, so a
// slow one costs nothing and misses nothing.
func (s *Server) stream(ctx context.Context, line *live, after int64) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	// An id without data tells where the reader is, so that one whose line breaks before the first result misses nothing.
	line.text(fmt.Sprintf(": hello\nid: %d\n\n", after))
	for line.err == nil {
		news := s.News.Next() // before reading, so that no commit falls in between
		results, err := s.Lists.Outbox(ctx, after, streamPage)
		if err != nil {
			return // the reader comes back and asks again
		}
		for _, result := range results {
			line.result(result.Position, result.Notice)
			after = result.Position
		}
		if len(results) == streamPage || line.err != nil {
			continue
		}
		select {
		case <-news:
		case <-beat.C:
			line.text(": alive\n\n")
		case <-ctx.Done():
			return
		case <-s.ending:
			return
		}
	}
}

// listed reports whether a name is one of several that are joined by commas.
func listed(names, name string) bool { return slices.Contains(strings.Split(names, ","), name) }

// live is one open line to a reader.
type live struct {
	w       http.ResponseWriter
	control *http.ResponseController
	types   string
	err     error
}

func (l *live) result(position int64, n tabard.Notice) {
	if l.types != "" && !listed(l.types, n.Type) || n.Type == "decision" { // decisions are for acting; their findings tell of them
		return
	}
	data, err := json.Marshal(n.Data, json.FormatNilSliceAsNull(false))
	if err != nil {
		l.err = err
		return
	}
	l.text(fmt.Sprintf("id: %d\nevent: %s\ndata: %s\n\n", position, n.Type, data)) // JSON holds no line breaks
}

func (l *live) text(text string) {
	if l.err != nil {
		return
	}
	_ = l.control.SetWriteDeadline(time.Now().Add(streamWrite)) // a test's recorder has none
	if _, l.err = l.w.Write([]byte(text)); l.err == nil {
		l.err = l.control.Flush()
	}
}
