package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"tabard.dev/tabard/internal/scan"
)

// progress draws one line on a terminal: records, rate, share and the time left. It is silent anywhere else.
type progress struct {
	w     io.Writer
	next  time.Duration
	drawn bool
}

// drawEvery keeps the line readable and its cost nothing.
const drawEvery = 200 * time.Millisecond

func newProgress(w io.Writer, quiet bool) *progress {
	if f, ok := w.(*os.File); !ok || quiet || !term.IsTerminal(int(f.Fd())) {
		return &progress{}
	}
	return &progress{w: w, next: drawEvery}
}

func (p *progress) update(now scan.Progress) {
	if p.w == nil || now.Since < p.next {
		return
	}
	p.next = now.Since + drawEvery
	p.drawn = true
	seconds := now.Since.Seconds()
	line := fmt.Sprintf("%d records, %.0f/s", now.Records, float64(now.Records)/seconds)
	if now.Total > 0 && now.Bytes > 0 {
		share := min(1, float64(now.Bytes)/float64(now.Total))
		left := time.Duration(float64(now.Since) * (1 - share) / share).Round(time.Second)
		line += fmt.Sprintf(", %.0f%%, %s left", 100*share, left)
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", line)
}

func (p *progress) clear() {
	if p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
