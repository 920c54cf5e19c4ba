package access

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"tabard.dev/tabard"
)

const (
	prefix   = "tabard_"
	idBytes  = 10 // 16 letters
	keyBytes = 32 // 52 letters
	idLen    = 16
	textLen  = len(prefix) + idLen + 1 + 52

	// DefaultLife is how long a token lives when nobody says.
	DefaultLife = 90 * 24 * time.Hour
	// MaxLife is the longest life that can be asked for.
	MaxLife = 400 * 24 * time.Hour

	// noToken stands in for what cannot be a token, so that refusing it costs the same.
	noToken = prefix + "----------------" + "_" + "----------------------------------------------------"

	mostTokens = 10_000 // live and dead together; a server has dozens
)

// A name is plain enough that it can stand in a log line, a header and an audit entry without quoting, and has one form only.
var nameForm = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$`)

// reserved are names that the audit trail uses for those who hold no token.
func reserved() []string { return []string{"anonymous", "start", "system", "tabard", "unknown"} }

// Tokens is the set of tokens, held in memory and written through.
type Tokens struct {
	store Store

	mu   sync.RWMutex
	rows map[string]*Row
	used map[string]time.Time // not yet written

	write sync.Mutex // one change at a time
}

// Open reads the tokens.
func Open(ctx context.Context, store Store) (*Tokens, error) {
	rows, err := store.Tokens(ctx)
	if err != nil {
		return nil, fmt.Errorf("read tokens: %w", err)
	}
	t := &Tokens{store: store, rows: make(map[string]*Row, len(rows)), used: map[string]time.Time{}}
	for i := range rows {
		t.rows[rows[i].ID] = &rows[i]
	}
	return t, nil
}

// Check proves a presented token. It does the same work whether the token is unknown, wrong, expired, revoked or good.
func (t *Tokens) Check(presented string, now time.Time) (Caller, error) {
	var decoy Row
	text := presented
	if len(text) != textLen {
		text = noToken
	}
	sum := sha256.Sum256([]byte(text))

	t.mu.RLock()
	row, known := t.rows[text[len(prefix):len(prefix)+idLen]]
	if !known {
		row = &decoy
	}
	same := subtle.ConstantTimeCompare(sum[:], row.Hash[:]) == 1
	live, caller := row.Live(now), Caller{row.ID, row.Name, row.Role, row.Expires}
	stale := known && same && live && now.Sub(row.LastUsed) > time.Minute
	t.mu.RUnlock()

	if !known || !same || !live {
		return Caller{}, ErrDenied
	}
	if stale {
		t.mu.Lock()
		row.LastUsed = now.UTC().Truncate(time.Minute)
		t.used[row.ID] = row.LastUsed
		t.mu.Unlock()
	}
	return caller, nil
}

// Create makes a token and gives its text, which nothing keeps. Only an admin can make one of their own role, and nobody
// but an admin one that outlives their own: else an expiring token could go on for ever under new names.
func (t *Tokens) Create(ctx context.Context, by Caller, name string, role Role, life time.Duration, now time.Time) (Token, tabard.Secret, error) {
	if life == 0 {
		life = DefaultLife
	}
	switch {
	case !nameForm.MatchString(name):
		return Token{}, tabard.Secret{}, &BadRequestError{"name", "up to 63 of a-z, 0-9, dot, dash and underscore, starting and ending with a letter or digit"}
	case slices.Contains(reserved(), name):
		return Token{}, tabard.Secret{}, &BadRequestError{"name", "that name is reserved"}
	case role.Rank() < Viewer.Rank():
		return Token{}, tabard.Secret{}, &BadRequestError{"role", "viewer, operator or admin"}
	case life < 0 || life > MaxLife:
		return Token{}, tabard.Secret{}, &BadRequestError{"expires_in", fmt.Sprintf("at most %d days", int(MaxLife.Hours()/24))}
	case by.Role != Admin && by.Role.Rank() <= role.Rank():
		return Token{}, tabard.Secret{}, ErrAbove
	}
	expires := now.Add(life)
	if by.Role != Admin && expires.After(by.Expires) {
		expires = by.Expires
	}
	id, text := newText()
	token := Token{ID: id, Name: name, Role: role, CreatedBy: by.ID, Created: micro(now), Expires: micro(expires)}
	if err := t.add(ctx, token, text, now); err != nil {
		return Token{}, tabard.Secret{}, err
	}
	return token, text, nil
}

func (t *Tokens) add(ctx context.Context, token Token, text tabard.Secret, now time.Time) error {
	t.write.Lock()
	defer t.write.Unlock()
	t.mu.RLock()
	full := len(t.rows) >= mostTokens
	taken := false
	for _, row := range t.rows {
		taken = taken || row.Name == token.Name && row.Live(now)
	}
	t.mu.RUnlock()
	if taken {
		return &BadRequestError{"name", "a live token has that name"}
	}
	if full {
		return &BadRequestError{"name", fmt.Sprintf("there are %d tokens, which is as many as can be", mostTokens)}
	}
	row := Row{Token: token, Hash: sha256.Sum256([]byte(text.Reveal()))}
	if err := t.store.AddToken(ctx, row); err != nil {
		return fmt.Errorf("keep token %q: %w", token.Name, err)
	}
	t.mu.Lock()
	t.rows[token.ID] = &row
	t.mu.Unlock()
	return nil
}

// Revoke ends a token, and with derived all that were made with it, and those made with them. One may end one's own and
// those of lesser roles; an admin may end all. The tokens are refused before Revoke returns, and are so on disk when it
// returns without an error. It gives the ids that it ended.
func (t *Tokens) Revoke(ctx context.Context, by Caller, id string, derived bool, now time.Time) ([]string, error) {
	t.write.Lock()
	defer t.write.Unlock()
	t.mu.RLock()
	row, ok := t.rows[id]
	t.mu.RUnlock()
	switch {
	case !ok || !visible(by, row.Token):
		return nil, ErrNotFound
	case by.ID != id && by.Role != Admin && by.Role.Rank() <= row.Role.Rank():
		return nil, ErrAbove
	}
	ids := []string{id}
	t.mu.Lock()
	for at := 0; derived && at < len(ids); at++ {
		for _, other := range slices.Sorted(maps.Keys(t.rows)) {
			if t.rows[other].CreatedBy == ids[at] && !slices.Contains(ids, other) {
				ids = append(ids, other)
			}
		}
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return !t.rows[id].Revoked.IsZero() })
	for _, id := range ids {
		t.rows[id].Revoked, t.rows[id].RevokedBy = micro(now), by.ID
	}
	t.mu.Unlock()
	if len(ids) == 0 {
		return nil, nil
	}
	if err := t.store.RevokeTokens(ctx, ids, micro(now), by.ID); err != nil {
		return nil, fmt.Errorf("keep revocation of %s (in force until the server restarts): %w", id, err)
	}
	return ids, nil
}

// List gives the tokens that the caller may see, newest first: all of them to operators and admins, their own to viewers.
func (t *Tokens) List(by Caller) []Token {
	t.mu.RLock()
	defer t.mu.RUnlock()
	list := make([]Token, 0, len(t.rows))
	for _, row := range t.rows {
		if visible(by, row.Token) {
			list = append(list, row.Token)
		}
	}
	slices.SortFunc(list, func(a, b Token) int {
		if by := b.Created.Compare(a.Created); by != 0 {
			return by
		}
		return strings.Compare(a.ID, b.ID)
	})
	return list
}

// Flush writes when the tokens were last used.
func (t *Tokens) Flush(ctx context.Context) error {
	t.mu.Lock()
	used := t.used
	t.used = map[string]time.Time{}
	t.mu.Unlock()
	if len(used) == 0 {
		return nil
	}
	return t.store.TouchTokens(ctx, used)
}

func visible(by Caller, token Token) bool { return by.Role.Covers(Operator) || by.ID == token.ID }

// newText makes a token's id and its text, which starts with the id so that a token can be found without a search.
func newText() (id string, text tabard.Secret) {
	enc := base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)
	var random [idBytes + keyBytes]byte
	_, _ = rand.Read(random[:]) // never fails
	id = enc.EncodeToString(random[:idBytes])
	return id, tabard.NewSecret(prefix + id + "_" + enc.EncodeToString(random[idBytes:]))
}

func micro(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
