package main

import (
	"bytes"
	"cmp"
	"encoding/json/v2"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"tabard.dev/tabard"
	"tabard.dev/tabard/api"
)

// color gives a severity's color, of the sixteen that a terminal's owner chose. The word beside it says the same.
func color(s tabard.Severity) lipgloss.Style {
	switch s {
	case tabard.Critical:
		return lipgloss.NewStyle().Foreground(lipgloss.Red).Bold(true)
	case tabard.High:
		return lipgloss.NewStyle().Foreground(lipgloss.Red)
	case tabard.Medium:
		return lipgloss.NewStyle().Foreground(lipgloss.Yellow)
	default:
		return lipgloss.NewStyle()
	}
}

// View implements [tea.Model].
func (l *live) View() tea.View {
	lines := []string{l.head(), l.plot()}
	body := l.height - 3
	if l.page != "" {
		lines = append(lines, l.reading(body)...)
	} else {
		lines = append(lines, l.list(body)...)
	}
	for len(lines) < l.height-1 {
		lines = append(lines, "")
	}
	lines = append(lines, l.foot())
	for i := range lines {
		lines[i] = ansi.Truncate(lines[i], l.width, "…")
	}
	v := tea.NewView(strings.Join(lines, "\n"))
	v.AltScreen = true
	v.WindowTitle = "tabard watch"
	return v
}

func (l *live) head() string {
	bold := lipgloss.NewStyle().Bold(true)
	s := l.stats
	return fmt.Sprintf("%s  %s records, %.0f/s, %d ms behind  %s identities  %s credentials", bold.Render("tabard"),
		grouped(s.Events.Accepted), l.rate, s.LagMs, grouped(s.Identities), grouped(s.Credentials))
}

func (l *live) plot() string {
	return "results " + plot(l.counts[max(0, plotSpan-l.width+30):]) + fmt.Sprintf(" last %v", plotSpan*plotEvery)
}

// list draws the rows around the cursor.
func (l *live) list(most int) []string {
	rows, at := l.rows()
	if len(rows) == 0 {
		return []string{"", "Nothing yet. What happens from now on shows here; \"tabard get findings\" lists what did."}
	}
	from := max(0, min(at-most/2, len(rows)-most))
	var lines []string
	for i := from; i < min(len(rows), from+most); i++ {
		cells := newsRow(rows[i])
		for c := range cells {
			cells[c] = printable(cells[c])
		}
		if at, err := time.Parse(time.RFC3339, cells[0]); err == nil {
			cells[0] = at.Format("01-02 15:04:05")
		}
		line := fmt.Sprintf("%-14s %-8s %s", cells[0], cells[1], strings.Join(cells[2:], "  "))
		style := lipgloss.NewStyle()
		if rows[i].Type == "finding" {
			style = color(severity(rows[i]))
		}
		mark := "  "
		if i == at {
			mark, style = "> ", style.Reverse(true)
		}
		lines = append(lines, mark+style.Render(ansi.Truncate(line, l.width-2, "…")))
	}
	return lines
}

// reading draws the page that is open, from where it was scrolled to.
func (l *live) reading(most int) []string {
	lines := strings.Split(ansi.Wrap(l.page, l.width, ""), "\n")
	l.scroll = max(0, min(l.scroll, len(lines)-most))
	return lines[l.scroll:min(len(lines), l.scroll+most)]
}

func (l *live) foot() string {
	switch {
	case l.line != "":
		return printable(l.line)
	case l.page != "":
		return "j/k scroll · any other key back · q end"
	case l.paused:
		return fmt.Sprintf("paused, %d waiting · p go on · q end", len(l.waiting))
	}
	foot := "Enter open · f b a kinds · s severity · p pause · ? help · q end"
	if l.least != tabard.Info {
		foot = "from " + string(l.least) + " · " + foot
	}
	for _, kind := range []string{"finding", "birth", "action"} {
		if l.hidden[kind] {
			foot = "no " + kind + "s · " + foot
		}
	}
	return foot
}

// pageOf writes a result out, and gives the identity that it is about.
func pageOf(n news) (page, identity string) {
	var out bytes.Buffer
	w := &paper{out: &out}
	switch n.Type {
	case "finding":
		var f api.Finding
		if json.Unmarshal(n.Data, &f) == nil {
			identity = f.Identity.ID
			w.line("%s  %s  %s", strings.ToUpper(string(f.Severity)), f.Detection, f.State)
			w.line("%s", f.Summary)
			w.fact("identity", f.Identity.Name+" in "+cmp.Or(f.Identity.System, "an unknown system"))
			w.fact("owner", owner(f.Owner))
			w.fact("times", fmt.Sprintf("%d, %s to %s", f.Count, when(f.First), when(f.Last)))
			w.fact("remedy", string(f.Remedy))
			w.fact("marks", strings.Join(append(f.MITRE, f.NHI...), " "))
			for _, e := range f.Evidence {
				w.fact("evidence", text(e.Event))
			}
			w.fact("next", "tabard findings close "+f.ID+" --reason WHY")
		}
	case "birth":
		var b api.Birth
		if json.Unmarshal(n.Data, &b) == nil {
			identity = b.Creator
			w.line("BIRTH  %s %s in %s", b.Kind, b.Name, cmp.Or(b.System, "an unknown system"))
			w.fact("time", when(b.Time))
			w.fact("made by", b.Creator)
			w.fact("via", strings.Join(b.Via, " < "))
			w.fact("session", text(b.Session))
			w.fact("from", text(b.Source))
			w.fact("owner", owner(b.Owner))
		}
	case "action":
		var a api.Action
		if json.Unmarshal(n.Data, &a) == nil {
			identity = a.Target.ID
			w.line("ACTION  %s %s, %s", a.Kind, a.Target.Name, a.State)
			w.line("%s", a.Reason)
			for _, s := range a.Plan {
				w.fact("step", s.Step+": "+s.Does)
			}
			w.fact("next", "tabard actions approve "+a.ID+" --reason WHY")
		}
	}
	return out.String(), identity
}

// grouped writes a number with its thousands apart.
func grouped(n int64) string {
	text := itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
