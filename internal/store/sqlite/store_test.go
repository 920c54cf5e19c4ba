package sqlite_test

import (
	"context"
	"testing"
	"time"

	"tabard.dev/tabard/internal/store"
	"tabard.dev/tabard/internal/store/sqlite"
	"tabard.dev/tabard/internal/store/storetest"
)

type tested struct{ *sqlite.DB }

func (s tested) Reader() store.Reader {
	return sqlite.NewReader(s.DB, func(context.Context, uint64) (time.Duration, error) { return 0, nil })
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T, dir string) storetest.Store {
		t.Helper()
		db, err := sqlite.Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		return tested{db}
	})
}
