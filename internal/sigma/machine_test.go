package sigma

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// TestMachineAgreesWithRegexp compares machines with the standard library on texts made of the bytes that matter to each.
func TestMachineAgreesWithRegexp(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, source := range []string{
		`:assumed-role/[^/]+/i-[0-9a-f]{8,17}$`, `^[0-9a-fA-F]+[:.][0-9a-fA-F:.]+$`, `(?i)(/|[-_.])([a-z]*admin(istrator)?s?|root)([-_./]|$)`,
		`a`, `^a`, `a$`, `^$`, ``, `\Aab?\z`, `(?:a|ab)(?:c|bcd)(d*)$`, `a.b`, `(?s)a.b`, `(?m)^a$`, `\bab\b`, `\Bab\B`, `(?i)straße|k`, `[^a]b`,
		`x*`, `(a|b)*?c`, `a{2,3}b{0,2}`, `\d+\.\d+`, `^(a+)+$`, `[[:^alpha:]]a`, `(?:^|/)a(?:/|$)`, `\pL+1`, `a|`, `(^a|b$)c?`,
	} {
		want, m := regexp.MustCompile(source), newMachine(source)
		letters := source + "ab01/-.: \n_KkéS"
		hits := 0
		for range 4000 {
			var b strings.Builder
			for range r.IntN(12) {
				b.WriteByte(letters[r.IntN(len(letters))])
			}
			text := []byte(b.String())
			yes, known := m.match(text)
			if yes != want.Match(text) && known {
				t.Fatalf("%q in %q: %t, want %t", source, text, yes, !yes)
			}
			if yes {
				hits++
			}
		}
		if hits == 0 && len(source) < 12 {
			t.Errorf("%q is never found, which shows nothing", source)
		}
	}
}

// TestMachineIsBounded has expressions that need states without end, on texts that lead to them.
func TestMachineIsBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, source := range []string{`[ab]*a[ab]{30}c`, `(x+x+)+y{900}`, strings.Repeat(`(a|b|c)*d`, 500)} {
		want, m := regexp.MustCompile(source), newMachine(source)
		text := make([]byte, 20_000)
		for i := range text {
			text[i] = "abcdxy"[r.IntN(2+i%4)]
		}
		if yes, known := m.match(text); known && yes != want.Match(text) {
			t.Errorf("%.40q: %t", source, yes)
		}
		if len(m.states) > mostStates {
			t.Errorf("the machine of %.40q has %d states", source, len(m.states))
		}
	}
}

func FuzzMachine(f *testing.F) {
	f.Add(`^(a|b)*c$`, "abac")
	f.Add(`(?i)\bK+\b`, "x kk.")
	f.Fuzz(func(t *testing.T, source, text string) {
		want, err := regexp.Compile(source)
		if err != nil {
			return
		}
		m := newMachine(source)
		if yes, known := m.match([]byte(text)); known && yes != want.MatchString(text) {
			t.Fatalf("%q in %q: %t", source, text, yes)
		}
	})
}
