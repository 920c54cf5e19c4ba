package main

import (
	"bytes"
	"context"
	"encoding/json/v2"
	"errors"
	"os"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/term"

	"tabard.dev/tabard"
	"tabard.dev/tabard/api"
)

// onTerminal reports whether a person looks at the output and can press keys.
func onTerminal(std stdio) bool {
	out, isOut := std.out.(*os.File)
	in, isIn := std.in.(*os.File)
	return isOut && isIn && term.IsTerminal(int(out.Fd())) && term.IsTerminal(int(in.Fd()))
}

// screen shows the live view as a screen to move in, until the person ends it.
func (w *watcher) screen(ctx context.Context, std stdio) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	program := tea.NewProgram(newLive(ctx, w.client), tea.WithContext(ctx), tea.WithInput(std.in), tea.WithOutput(std.out))
	w.show = func(n news) error { program.Send(n); return nil }
	w.say = func(text string) { program.Send(said(text)) }
	ended := make(chan error, 1)
	go func() {
		err := w.run(ctx)
		if err != nil {
			program.Quit()
		}
		ended <- err
	}()
	_, err := program.Run()
	stop()
	if errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		err = nil // Ctrl-C
	}
	return errors.Join(<-ended, err)
}

// What the screen is told, besides news, keys and its size.
type (
	said  string    // what happens to the line
	tick  time.Time // a second went by
	stats struct {  // how much the server took in
		api.Stats
		at time.Time
	}
	opened struct { // the page of an identity, as text
		text string
		err  error
	}
)

const (
	mostKept  = 1000 // results that can be gone back to; older ones are in the lists
	plotSpan  = 60   // columns of the plot, each
	plotEvery = 2 * time.Second
)

// live is the state of the screen.
type live struct {
	ctx           context.Context //nolint:containedctx // of the whole program, which the library calls without one
	client        *api.Client
	width, height int

	kept    []news // the newest first
	waiting []news // came while paused, the oldest first
	hidden  map[string]bool
	least   tabard.Severity
	paused  bool
	chosen  string // id of the row under the cursor; "" keeps to the newest

	page   string // what is open instead of the list
	scroll int

	counts [plotSpan]int // results by plotEvery, the latest last
	stats  stats
	rate   float64 // records a second
	line   string  // what was said last
}

func newLive(ctx context.Context, client *api.Client) *live {
	return &live{ctx: ctx, client: client, width: 80, height: 24, hidden: map[string]bool{}, least: tabard.Info}
}

// Init implements [tea.Model].
func (l *live) Init() tea.Cmd { return tea.Batch(every(), l.ask) }

func every() tea.Cmd { return tea.Tick(plotEvery, func(t time.Time) tea.Msg { return tick(t) }) }

// ask asks the server for its counts.
func (l *live) ask() tea.Msg {
	got, err := api.Read[api.Stats](l.client.GetStats(l.ctx))
	if err != nil {
		return said(err.Error())
	}
	return stats{got, time.Now()}
}

// Update implements [tea.Model].
func (l *live) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		l.width, l.height = max(msg.Width, 20), max(msg.Height, 6)
	case news:
		l.counts[plotSpan-1]++
		l.line = ""
		if l.paused {
			l.waiting = append(l.waiting[max(0, len(l.waiting)-mostKept+1):], msg)
			return l, nil
		}
		l.keep(msg)
	case said:
		l.line = string(msg)
	case stats:
		if past := msg.at.Sub(l.stats.at).Seconds(); !l.stats.at.IsZero() && past > 0 {
			l.rate = float64(msg.Events.Accepted-l.stats.Events.Accepted) / past
		}
		l.stats = msg
	case tick:
		copy(l.counts[:], l.counts[1:])
		l.counts[plotSpan-1] = 0
		return l, tea.Batch(every(), l.ask)
	case opened:
		if l.page = msg.text; msg.err != nil {
			l.page = "could not open it: " + printable(msg.err.Error())
		}
	case tea.KeyPressMsg:
		return l, l.press(msg.String())
	}
	return l, nil
}

func (l *live) keep(n news) {
	l.kept = slices.Insert(l.kept, 0, n)
	l.kept = l.kept[:min(len(l.kept), mostKept)]
}

// press does what a key means.
func (l *live) press(key string) tea.Cmd {
	if l.page != "" {
		switch key {
		case "q", "ctrl+c":
			return tea.Quit
		case "j", "down":
			l.scroll++
		case "k", "up":
			l.scroll = max(0, l.scroll-1)
		case "pgdown", "space":
			l.scroll += l.height - 2
		case "pgup":
			l.scroll = max(0, l.scroll-l.height+2)
		default:
			l.page, l.scroll = "", 0
		}
		return nil
	}
	switch key {
	case "q", "ctrl+c", "esc":
		return tea.Quit
	case "j", "down":
		l.move(1)
	case "k", "up":
		l.move(-1)
	case "pgdown", "space":
		l.move(l.height - 5)
	case "pgup":
		l.move(5 - l.height)
	case "g", "home":
		l.chosen = ""
	case "p":
		l.paused = !l.paused
		for _, n := range l.waiting {
			l.keep(n)
		}
		l.waiting = nil
	case "f", "b", "a":
		kind := map[string]string{"f": "finding", "b": "birth", "a": "action"}[key]
		l.hidden[kind] = !l.hidden[kind]
	case "s":
		all := severities()
		l.least = tabard.Severity(all[(l.least.Rank()+1)%len(all)])
	case "?":
		l.page = help
	case "enter":
		if rows, at := l.rows(); len(rows) > 0 {
			return l.open(rows[at])
		}
	}
	return nil
}

const help = `j, k, arrows   move; space and page up/down by a screen; g to the newest
Enter          open a result, with its identity
f, b, a        leave findings, births, actions out, and back in
s              only findings of this severity and worse
p              pause: what comes meanwhile waits
q              end

Any key closes this page.`

// rows gives what is shown, and where the cursor is.
func (l *live) rows() (rows []news, at int) {
	for _, n := range l.kept {
		if l.hidden[n.Type] || n.Type == "finding" && severity(n).Rank() < l.least.Rank() {
			continue
		}
		if n.ID == l.chosen {
			at = len(rows)
		}
		rows = append(rows, n)
	}
	return rows, at
}

func (l *live) move(by int) {
	rows, at := l.rows()
	if len(rows) > 0 {
		l.chosen = rows[max(0, min(at+by, len(rows)-1))].ID
	}
}

// open shows a result, and the page of its identity when that has come.
func (l *live) open(n news) tea.Cmd {
	page, id := pageOf(n)
	l.page, l.scroll = page, 0
	if id == "" {
		return nil
	}
	return func() tea.Msg {
		i, err := api.Read[api.Identity](l.client.GetIdentity(l.ctx, id))
		if err != nil {
			return opened{text: page} // an unknown creator has no page; what is known stays open
		}
		s, err := gather(l.ctx, l.client, i)
		if err != nil {
			return opened{err: err}
		}
		var text bytes.Buffer
		err = s.print(&text)
		return opened{page + "\n" + text.String(), err}
	}
}

// severity of a finding; info when it can't be read.
func severity(n news) tabard.Severity {
	var f struct {
		Severity tabard.Severity `json:"severity"`
	}
	_ = json.Unmarshal(n.Data, &f)
	return f.Severity
}
