package discover

import (
	"cmp"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"sync"

	"tabard.dev/tabard/internal/secretshape"
)

// fingerprints tell secrets apart without showing them. A fingerprint is the same on every machine, so that a key can be
// found again elsewhere.
//
// A hash of something guessable would be a way to guess it. So only values that nobody can guess are hashed plainly; for
// others the hash is made slow, which takes a guesser years where it takes us milliseconds.
type fingerprints struct {
	rounds int // of the slow hash; 0 means slowRounds
	mu     sync.Mutex
	made   map[string]string
}

const (
	// slowRounds makes one guess take some 15 ms of a core: a list of a billion passwords takes half a year of it.
	slowRounds = 50_000
	// mostSlow bounds what files made to waste our time can cost. Guessable secrets beyond it are told without a fingerprint.
	mostSlow = 2000
)

// unguessableBits is what a value must be worth to be hashed plainly.
const unguessableBits = 90

func (f *fingerprints) of(value string) string {
	if _, known := secretshape.Of(value); known || bits(value) >= unguessableBits {
		sum := sha256.Sum256([]byte(value))
		return "sha256:" + hex.EncodeToString(sum[:8])
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if made, ok := f.made[value]; ok {
		return made
	}
	if len(f.made) >= mostSlow {
		return ""
	}
	sum, err := pbkdf2.Key(sha256.New, value, []byte("tabard discover"), cmp.Or(f.rounds, slowRounds), 8)
	if err != nil {
		return "" // only in FIPS mode, which refuses short salts; no fingerprint is better than a guessable one
	}
	if f.made == nil {
		f.made = map[string]string{}
	}
	f.made[value] = "pbkdf2:" + hex.EncodeToString(sum)
	return f.made[value]
}

// bits estimates how much there is to guess: the entropy of the value's own bytes times their number. It is too high for
// words, which is why the threshold is far above what words of ordinary length reach.
func bits(value string) float64 {
	if len(value) == 0 {
		return 0
	}
	var count [256]float64
	for i := range len(value) {
		count[value[i]]++
	}
	perByte := 0.0
	for _, n := range count {
		if n > 0 {
			p := n / float64(len(value))
			perByte -= p * math.Log2(p)
		}
	}
	return perByte * float64(len(value))
}

// random reports whether a value looks drawn by lot, as keys are and names are not: long, of token characters, and
// changing between letters, digits and cases again and again.
func random(value string, least int) bool {
	if len(value) < least {
		return false
	}
	changes, digits, letters := 0, 0, 0
	before := byte(0)
	for i := range len(value) {
		c := value[i]
		if !secretshape.TokenByte(c) && c != '+' && c != '/' && c != '=' {
			return false
		}
		class := byte('-')
		switch {
		case c >= '0' && c <= '9':
			class = '0'
			digits++
		case c >= 'a' && c <= 'z':
			class = 'a'
			letters++
		case c >= 'A' && c <= 'Z':
			class = 'A'
			letters++
		}
		if before != 0 && class != before && class != '-' && before != '-' {
			changes++
		}
		before = class
	}
	return digits > 0 && letters > 0 && changes*5 >= len(value) && bits(value)/float64(len(value)) >= 2.8
}
