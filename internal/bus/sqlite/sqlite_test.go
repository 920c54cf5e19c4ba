package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

	"tabard.dev/tabard/internal/bus"
	"tabard.dev/tabard/internal/bus/bustest"
	"tabard.dev/tabard/internal/bus/sqlite"
)

var subject = bustest.Subject{
	Open: func(ctx context.Context, folder string) (bus.Log, error) {
		return sqlite.Open(ctx, sqlite.Options{Path: filepath.Join(folder, "log.db")})
	},
	Files: map[string]string{"database": "log.db", "journal": "log.db-wal", "shared memory": "log.db-shm", "mark": "log.db.mark"},
}

func TestMain(m *testing.M) { bustest.Main(m, subject) }

func TestLog(t *testing.T) { bustest.Run(t, subject) }
