package classify

import (
	"fmt"
	"math"
	"strings"
)

// Bin is one range of confidence: how sure the judgement said it was, and how often it was right.
type Bin struct {
	Answers    int
	Said, Real float64
}

// Bins sorts decided answers into ranges of confidence of a tenth.
func Bins(answers []Answer) []Bin {
	bins := make([]Bin, 10)
	for i := range answers {
		a := &answers[i]
		if !a.Decided() {
			continue
		}
		b := &bins[min(int(10*a.Judged.Confidence), 9)]
		b.Answers++
		b.Said += a.Judged.Confidence
		if a.Right() {
			b.Real++
		}
	}
	for i := range bins {
		if n := float64(bins[i].Answers); n > 0 {
			bins[i].Said, bins[i].Real = bins[i].Said/n, bins[i].Real/n
		}
	}
	return bins
}

// Error is the expected calibration error: how far off the confidence is on average.
func Error(bins []Bin) float64 {
	off, all := 0.0, 0.0
	for _, b := range bins {
		off += float64(b.Answers) * math.Abs(b.Said-b.Real)
		all += float64(b.Answers)
	}
	return off / max(all, 1)
}

// Diagram draws the reliability diagram as SVG: what was said on the one axis, what was right on the other, a disc for each
// range as large as its share of the answers. On the diagonal the two are equal.
func Diagram(title string, bins []Bin) string {
	var b strings.Builder
	at := func(x float64) float64 { return 40 + 200*x }
	up := func(y float64) float64 { return 220 - 200*y }
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 280 260" font-family="sans-serif" font-size="9" role="img" aria-label="%s">`+"\n", title)
	fmt.Fprintf(&b, `<rect width="280" height="260" fill="#fff"/><text x="40" y="12">%s</text>`+"\n", title)
	fmt.Fprintf(&b, `<path d="M40 20V220H240" fill="none" stroke="#888"/><path d="M%.0f %.0fL%.0f %.0f" stroke="#bbb" stroke-dasharray="3"/>`+"\n", at(0), up(0), at(1), up(1))
	for i := range 6 {
		x := float64(i) / 5
		fmt.Fprintf(&b, `<text x="%.0f" y="232" text-anchor="middle">%.1f</text><text x="34" y="%.0f" text-anchor="end">%.1f</text>`+"\n", at(x), x, up(x)+3, x)
	}
	fmt.Fprintln(&b, `<text x="140" y="248" text-anchor="middle">confidence that was said</text><text x="12" y="120" text-anchor="middle" transform="rotate(-90 12 120)">share that was right</text>`)
	all := 0
	for _, bin := range bins {
		all += bin.Answers
	}
	for _, bin := range bins {
		if bin.Answers > 0 {
			fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="%.1f" fill="#2a6f97" fill-opacity="0.7"><title>%d answers: said %.2f, right %.2f</title></circle>`+"\n",
				at(bin.Said), up(bin.Real), 3+14*math.Sqrt(float64(bin.Answers)/float64(all)), bin.Answers, bin.Said, bin.Real)
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}
