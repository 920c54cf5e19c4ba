package access_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tabard.dev/tabard/internal/access"
)

// shelf is a store in memory that works.
type shelf struct {
	rows   map[string]access.Row
	broken error
}

func (s *shelf) Tokens(context.Context) ([]access.Row, error) {
	return slices.Collect(maps.Values(s.rows)), s.broken
}

func (s *shelf) AddToken(_ context.Context, row access.Row) error {
	if s.broken == nil {
		s.rows[row.ID] = row
	}
	return s.broken
}

func (s *shelf) RevokeTokens(_ context.Context, ids []string, at time.Time, by string) error {
	for _, id := range ids {
		row := s.rows[id]
		row.Revoked, row.RevokedBy = at, by
		if s.broken == nil {
			s.rows[id] = row
		}
	}
	return s.broken
}

func (s *shelf) TouchTokens(_ context.Context, used map[string]time.Time) error {
	for id, at := range used {
		row := s.rows[id]
		row.LastUsed = at
		s.rows[id] = row
	}
	return s.broken
}

func open(t *testing.T, s *shelf) *access.Tokens {
	t.Helper()
	tokens, err := access.Open(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}

func newShelf() *shelf { return &shelf{rows: map[string]access.Row{}} }

var (
	now  = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	root = access.Caller{ID: "root", Name: "root", Role: access.Admin, Expires: now.Add(24 * time.Hour)}
)

func TestFirstStartWritesAnAdminTokenThatOnlyItsOwnerCanRead(t *testing.T) {
	folder, s := t.TempDir(), newShelf()
	if err := os.WriteFile(filepath.Join(folder, access.AdminFile), []byte("old, and open to all"), 0o644); err != nil {
		t.Fatal(err)
	}
	path, err := open(t, s).Bootstrap(t.Context(), folder, now)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
	text, _ := os.ReadFile(path)
	tokens := open(t, s) // as after a restart
	caller, err := tokens.Check(strings.TrimSpace(string(text)), now)
	if err != nil || caller.Role != access.Admin {
		t.Errorf("Check = %+v, %v", caller, err)
	}
	if again, err := tokens.Bootstrap(t.Context(), folder, now); again != "" || err != nil {
		t.Errorf("a second start made another token: %q, %v", again, err)
	}
	if later, err := tokens.Bootstrap(t.Context(), folder, now.Add(access.DefaultLife)); later == "" || err != nil {
		t.Errorf("with every admin token expired, no new one was made: %v", err)
	}
	damaged := append([]byte{}, text...)
	damaged[20] ^= 1
	if err := os.WriteFile(path, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	if again, err := tokens.Bootstrap(t.Context(), folder, now); again == "" || err != nil {
		t.Errorf("with a damaged file, no new token was made: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if again, err := tokens.Bootstrap(t.Context(), folder, now); again != "" || err != nil {
		t.Errorf("with the file taken away, another token was made: %q, %v", again, err)
	}
	for id, row := range s.rows {
		if strings.Contains(fmt.Sprintf("%+v %x", row, row.Hash), strings.TrimSpace(string(text))) {
			t.Errorf("row %s holds the token's text", id)
		}
	}
}

func TestATokenThatCannotBeWrittenDownIsNotMade(t *testing.T) {
	s := newShelf()
	if _, err := open(t, s).Bootstrap(t.Context(), filepath.Join(t.TempDir(), "missing"), now); err == nil || len(s.rows) != 0 {
		t.Errorf("%v, %d tokens kept", err, len(s.rows))
	}
}

func TestOnlyTheExactLiveTokenPasses(t *testing.T) {
	s := newShelf()
	tokens := open(t, s)
	token, secret, err := tokens.Create(t.Context(), root, "ci", access.Viewer, time.Hour, now)
	if err != nil {
		t.Fatal(err)
	}
	text := secret.Reveal()
	if caller, err := tokens.Check(text, now.Add(time.Hour-1)); err != nil || caller.Name != "ci" {
		t.Fatalf("the good token: %v", err)
	}
	bad := map[string]string{"": "empty", " " + text: "space before", text + " ": "space after", strings.ToUpper(text): "upper case", text + "a": "longer", "Bearer " + text: "scheme"}
	for i := range text {
		bad[text[:i]] = fmt.Sprintf("cut at %d", i)
		bad[text[:i]+"#"+text[i+1:]] = fmt.Sprintf("changed at %d", i)
	}
	for presented, what := range bad {
		if _, err := tokens.Check(presented, now); !errors.Is(err, access.ErrDenied) || err.Error() != access.ErrDenied.Error() {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := tokens.Check(text, token.Expires); !errors.Is(err, access.ErrDenied) {
		t.Errorf("at its end: %v", err)
	}
}

func TestARevokedTokenIsDeadAtOnceAndAfterARestart(t *testing.T) {
	s := newShelf()
	tokens := open(t, s)
	parent, _, _ := tokens.Create(t.Context(), root, "parent", access.Operator, time.Hour, now)
	child, text, err := tokens.Create(t.Context(), access.Caller{ID: parent.ID, Role: access.Operator, Expires: parent.Expires}, "child", access.Viewer, 48*time.Hour, now)
	if err != nil {
		t.Fatal(err)
	}
	if child.Expires.After(parent.Expires) {
		t.Errorf("the child lives to %v, its maker to %v", child.Expires, parent.Expires)
	}
	ids, err := tokens.Revoke(t.Context(), root, parent.ID, true, now)
	if err != nil || !slices.Equal(ids, []string{parent.ID, child.ID}) {
		t.Fatalf("Revoke = %v, %v", ids, err)
	}
	for name, set := range map[string]*access.Tokens{"at once": tokens, "after a restart": open(t, s)} {
		if _, err := set.Check(text.Reveal(), now); !errors.Is(err, access.ErrDenied) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestARevocationThatCannotBeKeptIsAnErrorAndStillHolds(t *testing.T) {
	s := newShelf()
	tokens := open(t, s)
	token, text, _ := tokens.Create(t.Context(), root, "ci", access.Viewer, 0, now)
	s.broken = errors.New("disk full")
	if _, err := tokens.Revoke(t.Context(), root, token.ID, false, now); !errors.Is(err, s.broken) {
		t.Errorf("Revoke = %v", err)
	}
	if _, err := tokens.Check(text.Reveal(), now); !errors.Is(err, access.ErrDenied) {
		t.Errorf("the token passes: %v", err)
	}
	if _, _, err := tokens.Create(t.Context(), root, "other", access.Viewer, 0, now); !errors.Is(err, s.broken) {
		t.Errorf("Create = %v", err)
	}
}

func TestNamesHaveOneFormAndNoneIsReserved(t *testing.T) {
	tokens := open(t, newShelf())
	for _, name := range []string{"", " ci", "ci ", "CI", "c,i", "root;admin", "a/b", "a:b", "a*", "a\nb", "a\x00b", "ｃｉ", "tabard", "system", "anonymous", "%73ystem", "-a", "a.", strings.Repeat("a", 64)} {
		var bad *access.BadRequestError
		if _, _, err := tokens.Create(t.Context(), root, name, access.Viewer, 0, now); !errors.As(err, &bad) || bad.Field != "name" {
			t.Errorf("name %q: %v", name, err)
		}
	}
}

// Whatever tokens ask for, no holder ends up with more than the tokens they started from could do.
func TestNobodyClimbs(t *testing.T) {
	roles := []access.Role{access.Viewer, access.Operator, access.Admin, access.None, "root", "ADMIN"}
	rapid.Check(t, func(r *rapid.T) {
		tokens := open(t, newShelf())
		start := rapid.SampledFrom([]access.Role{access.Viewer, access.Operator}).Draw(r, "start")
		first, text, err := tokens.Create(t.Context(), root, "start0", start, time.Hour, now)
		if err != nil {
			t.Fatal(err)
		}
		above, _, _ := tokens.Create(t.Context(), root, "above", access.Admin, time.Hour, now)
		peer, _, _ := tokens.Create(t.Context(), root, "peer", start, time.Hour, now)
		held := []string{text.Reveal()}
		for i := range rapid.IntRange(1, 8).Draw(r, "calls") {
			caller, err := tokens.Check(rapid.SampledFrom(held).Draw(r, "token"), now)
			if err != nil {
				continue
			}
			switch rapid.IntRange(0, 2).Draw(r, "call") {
			case 0:
				made, text, err := tokens.Create(t.Context(), caller, fmt.Sprintf("t%d", i), rapid.SampledFrom(roles).Draw(r, "role"), rapid.SampledFrom([]time.Duration{0, time.Hour, access.MaxLife}).Draw(r, "life"), now)
				if err != nil {
					continue
				}
				held = append(held, text.Reveal())
				if made.Role.Rank() >= caller.Role.Rank() || made.Expires.After(first.Expires) {
					r.Fatalf("%s made %s until %v", caller.Role, made.Role, made.Expires)
				}
			case 1:
				for _, id := range []string{above.ID, peer.ID} {
					if ids, err := tokens.Revoke(t.Context(), caller, id, true, now); err == nil {
						r.Fatalf("%s ended %v", caller.Role, ids)
					}
				}
			case 2:
				for _, seen := range tokens.List(caller) {
					if caller.Role == access.Viewer && seen.ID != caller.ID {
						r.Fatalf("a viewer sees %s", seen.Name)
					}
				}
			}
		}
	})
}

// One source is one bucket, however its address is written; a good token is never asked to wait.
func TestTheLimitIsBySourceInItsCanonicalForm(t *testing.T) {
	l := access.NewLimiter()
	var waited int
	for i := range 10_000 {
		text := []string{"192.0.2.7", "::ffff:192.0.2.7", "::ffff:c000:207", "::ffff:192.0.2.7%eth0"}[i%4]
		if l.Refuse(netip.MustParseAddr(text), now) > 0 {
			waited++
		}
	}
	if waited != 10_000-20 {
		t.Errorf("%d of 10,000 refusals were told to wait, want all but 20", waited)
	}
	if l.Refuse(netip.MustParseAddr("2001:db8::1"), now) != 0 {
		t.Error("another source was told to wait")
	}
	for i := range 40 {
		l.Refuse(netip.MustParseAddr(fmt.Sprintf("2001:db8::%x", i)), now)
	}
	if l.Refuse(netip.MustParseAddr("2001:db8::ffff"), now) == 0 {
		t.Error("an address of the same /64 was not told to wait")
	}
	if l.Refuse(netip.MustParseAddr("192.0.2.7"), now.Add(time.Minute)) != 0 {
		t.Error("a minute later the source still waits")
	}
}

func TestTheLimiterIsBounded(t *testing.T) {
	l := access.NewLimiter()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range 200_000 {
		l.Refuse(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}), now)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 16<<20 {
		t.Errorf("200,000 sources take %d bytes", grown)
	}
	runtime.KeepAlive(l)
}

// A refusal takes as long whatever is wrong.
func TestRefusalsTakeEqualTime(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	tokens := open(t, newShelf())
	_, good, _ := tokens.Create(t.Context(), root, "ci", access.Viewer, time.Hour, now)
	dead, revoked, _ := tokens.Create(t.Context(), root, "dead", access.Viewer, time.Hour, now)
	if _, err := tokens.Revoke(t.Context(), root, dead.ID, false, now); err != nil {
		t.Fatal(err)
	}
	text := good.Reveal()
	kinds := []string{
		text[:len(text)-1] + flip(text[len(text)-1]),    // right id, wrong at the end
		text[:30] + flip(text[30]) + text[31:],          // right id, wrong at the start
		"tabard_" + strings.Repeat("a", 16) + text[23:], // unknown id
		revoked.Reveal(), // revoked
		"x",              // no token at all
	}
	// A busy machine disturbs a measurement, so there are several: a real difference shows in all of them.
	var medians []time.Duration
	for range 8 {
		medians = measure(kinds, func(presented string) { _, _ = tokens.Check(presented, now) })
		if least, most := slices.Min(medians), slices.Max(medians); float64(most-least) <= 0.05*float64(least) {
			t.Logf("medians of 8 checks: %v", medians)
			return
		}
	}
	t.Errorf("medians %v differ by more than 5 %%", medians)
}

// measure gives the median time of each kind over many tries, turn by turn so that noise hits all alike.
func measure(kinds []string, try func(string)) []time.Duration {
	took := make([][]time.Duration, len(kinds))
	for range 10_000 {
		for k, presented := range kinds {
			start := time.Now()
			for range 8 {
				try(presented)
			}
			took[k] = append(took[k], time.Since(start))
		}
	}
	var medians []time.Duration
	for k := range took {
		slices.Sort(took[k])
		medians = append(medians, took[k][len(took[k])/2])
	}
	return medians
}

func flip(b byte) string {
	if b == 'a' {
		return "b"
	}
	return "a"
}
