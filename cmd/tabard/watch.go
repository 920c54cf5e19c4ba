package main

import (
	"bufio"
	"context"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
)

// news is one result of the live view.
type news struct {
	ID   string         `json:"id"` // its place in the stream; --since goes on after it
	Type string         `json:"type"`
	Data jsontext.Value `json:"data"`
}

func newWatch(std stdio) *cobra.Command {
	var types []string
	var since string
	var count int
	var lines bool
	cmd := remoteFlags(&cobra.Command{
		Use:   "watch",
		Short: "Show findings, births and actions as they happen",
		Long: `Shows results as they are committed: in a terminal as a screen to move in, elsewhere one a line. A line that breaks is taken
up again where it was, with nothing left out. JSON and YAML are one document a result, as they come.

On the screen, j and k or the arrows move, Enter opens a result and shows its identity, f, b and a leave findings, births or actions
out, s asks for a severity, p pauses, ? explains and q ends. NO_COLOR is respected; --lines, for screen readers, prints lines of
words instead.`,
		Example: `  tabard watch
  tabard watch --types finding -o jsonl | jq .data.summary
  tabard watch --since 0 --count 100`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := newPrinter(cmd, table[news]{row: newsRow})
			if err != nil {
				return err
			}
			client, err := connect(cmd, 0)
			if err != nil {
				return err
			}
			w := &watcher{client: client, types: strings.Join(types, ","), last: since}
			if p.format == "table" && !lines && count == 0 && onTerminal(std) {
				return answer(w.screen(cmd.Context(), std))
			}
			w.say = func(text string) { fmt.Fprintln(std.err, printable(text)) }
			left := count
			w.show = func(n news) error {
				if err := printNews(p, n); err != nil {
					return err
				}
				if left--; left == 0 {
					return errEnough
				}
				return nil
			}
			return answer(w.run(cmd.Context()))
		},
	})
	cmd.Flags().StringSliceVar(&types, "types", nil, "only these: finding, birth, action")
	cmd.Flags().StringVar(&since, "since", "", "go on after this id; 0 for everything that is kept")
	cmd.Flags().IntVar(&count, "count", 0, "end after so many; 0 for never")
	cmd.Flags().BoolVar(&lines, "lines", false, "print lines, also in a terminal")
	return cmd
}

// newsRow is a result on one line.
func newsRow(n news) []string {
	switch n.Type {
	case "finding":
		var f api.Finding
		if json.Unmarshal(n.Data, &f) == nil {
			return []string{when(f.Last), string(f.Severity), f.Detection, f.Identity.Name, f.Summary}
		}
	case "birth":
		var b api.Birth
		if json.Unmarshal(n.Data, &b) == nil {
			return []string{when(b.Time), "birth", string(b.Kind), b.Name, "by " + b.Creator + " in " + b.System}
		}
	case "action":
		var a api.Action
		if json.Unmarshal(n.Data, &a) == nil {
			return []string{when(a.Changed), a.State, a.Kind, a.Target.Name, a.Reason}
		}
	}
	return []string{n.Type, string(n.Data)}
}

// watcher reads the live view, and takes it up again when it breaks.
type watcher struct {
	client *api.Client
	types  string
	last   string
	show   func(news) error // takes a result; its error ends the watch
	say    func(string)     // takes what happens to the line
}

// errEnough ends a watch that has shown as many as were wanted.
var errEnough = errors.New("enough")

func (w *watcher) run(ctx context.Context) error {
	for wait := time.Second; ; wait = min(2*wait, 30*time.Second) {
		start := time.Now()
		err := w.read(ctx)
		var refused *api.Error
		switch {
		case ctx.Err() != nil, errors.Is(err, errEnough):
			return nil
		case errors.As(err, &refused) && refused.Status != http.StatusServiceUnavailable && refused.Status < 500:
			return err
		case time.Since(start) > time.Minute:
			wait = time.Second
		}
		w.say(fmt.Sprintf("the line broke (%v); again in %v", err, wait))
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil
		}
	}
}

// read shows what one connection brings.
func (w *watcher) read(ctx context.Context) error {
	params := &api.StreamParams{}
	if w.last != "" {
		params.LastEventID = &w.last
	}
	if w.types != "" {
		params.Types = &w.types
	}
	stream, err := w.client.Stream(ctx, params)
	if err != nil {
		return err
	}
	defer stream.Body.Close() //nolint:errcheck // only read
	if stream.StatusCode != http.StatusOK {
		_, err := api.Read[struct{}](stream, nil)
		return err
	}
	lines := bufio.NewScanner(stream.Body)
	lines.Buffer(nil, 4<<20)
	var n news
	for lines.Scan() {
		field, value, _ := strings.Cut(lines.Text(), ": ")
		switch field {
		case "id":
			n.ID = value
		case "event":
			n.Type = value
		case "data":
			n.Data = jsontext.Value(value)
		case "":
			if lines.Text() != "" {
				continue // a comment: the line is alive
			}
			if err := w.take(n); err != nil {
				return err
			}
			n = news{}
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return io.ErrUnexpectedEOF
}

func (w *watcher) take(n news) error {
	if n.Type == "gap" {
		w.say("some results are no longer kept and are left out here")
		return nil
	}
	if n.ID != "" {
		w.last = n.ID
	}
	if n.Type == "" {
		return nil // only the place
	}
	return w.show(n)
}

// printNews shows a result at once: a person watches.
func printNews(p *printer[news], n news) error {
	switch p.format {
	case "table":
		cells := newsRow(n)
		for i := range cells {
			cells[i] = printable(cells[i])
		}
		_, err := fmt.Fprintln(p.w, strings.Join(cells, "  "))
		return err
	case "yaml":
		if _, err := io.WriteString(p.w, "---\n"); err != nil {
			return err
		}
	}
	return p.document(n)
}
