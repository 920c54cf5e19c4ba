package access

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// AdminFile is the name of the file in the data folder that the first admin token is written to.
const AdminFile = "admin.token"

// Bootstrap makes an admin token and writes it to the data folder, readable by its owner only, when no admin token is live:
// at the first start, and when the last one has ended. Whoever can write that folder rules the server anyway. It gives the
// file's path, "" when there was nothing to do.
func (t *Tokens) Bootstrap(ctx context.Context, folder string, now time.Time) (string, error) {
	t.mu.RLock()
	for _, row := range t.rows {
		if row.Role == Admin && row.Live(now) {
			t.mu.RUnlock()
			return "", nil
		}
	}
	t.mu.RUnlock()
	id, text := newText()
	token := Token{ID: id, Name: "admin-" + now.UTC().Format("20060102-150405"), Role: Admin, CreatedBy: "start", Created: micro(now), Expires: micro(now.Add(DefaultLife))}
	path := filepath.Join(folder, AdminFile)
	// The file comes first: a token that nobody was told of would lock everybody out.
	if err := writePrivate(path, text.Reveal()+"\n"); err != nil {
		return "", fmt.Errorf("write the admin token: %w", err)
	}
	if err := t.add(ctx, token, text, now); err != nil {
		return "", err
	}
	return path, nil
}

// writePrivate replaces a file by one that only its owner can read, whoever could read the one before.
func writePrivate(path, text string) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".new-*") // 0600
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	if err == nil {
		err = file.Sync()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}
