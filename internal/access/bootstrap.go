package access

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tabard.dev/tabard/internal/wholefile"
)

// AdminFile is the name of the file in the data folder that the first admin token is written to.
const AdminFile = "admin.token"

// Bootstrap makes an admin token and writes it to the data folder, readable by its owner only, when no admin token is live:
// at the first start, and when the last one has ended. It does so too when what the file holds never was a token of this
// server, as after a crash between writing it and keeping it, or when the disk damaged it. Whoever can write that folder rules the
// server anyway. It gives the file's path, "" when there was nothing to do.
func (t *Tokens) Bootstrap(ctx context.Context, folder string, now time.Time) (string, error) {
	path := filepath.Join(folder, AdminFile)
	if t.adminLives(now) && t.wrote(path) {
		return "", nil
	}
	id, text := newText()
	// The end of the id keeps two names apart that are made within a second.
	name := "admin-" + now.UTC().Format("20060102-150405") + "-" + id[len(id)-4:]
	token := Token{ID: id, Name: name, Role: Admin, CreatedBy: "start", Created: micro(now), Expires: micro(now.Add(DefaultLife))}
	// The file comes first: a token that nobody was told of would lock everybody out.
	if err := wholefile.Write(path, text.Reveal()+"\n"); err != nil {
		return "", fmt.Errorf("write the admin token: %w", err)
	}
	if err := t.add(ctx, token, text, now); err != nil {
		return "", err
	}
	return path, nil
}

// adminLives tells whether anybody can do everything.
func (t *Tokens) adminLives(now time.Time) bool {
	t.mu.RLock()
	defer t.mu.RUnlock()
	for _, row := range t.rows {
		if row.Role == Admin && row.Live(now) {
			return true
		}
	}
	return false
}

// wrote tells whether a file holds a token of this server, live or not. One that was taken away was taken away on purpose.
func (t *Tokens) wrote(path string) bool {
	text, err := os.ReadFile(path)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	sum := sha256.Sum256(bytes.TrimSpace(text))
	t.mu.RLock()
	defer t.mu.RUnlock()
	for _, row := range t.rows {
		if subtle.ConstantTimeCompare(sum[:], row.Hash[:]) == 1 {
			return true
		}
	}
	return false
}
