package app

import (
	"context"
	"errors"
	"time"

	logdb "tabard.dev/tabard/internal/bus/sqlite"
	"tabard.dev/tabard/internal/store/sqlite"
)

// Rebuilt says what a store that was made anew starts with.
type Rebuilt struct {
	First uint64        `json:"first"` // batch that judging starts with
	Last  uint64        `json:"last"`
	Kept  []sqlite.Kept `json:"kept"`
}

// Rebuild makes the store of a stopped server anew, so that the next start judges the log from its beginning. Only the log
// must be sound.
func Rebuild(ctx context.Context, data string) (r Rebuilt, err error) {
	f, err := openFolder(data)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, f.close()) }()
	log, err := logdb.Open(ctx, logdb.Options{Path: f.file("log.db")})
	if err != nil {
		return r, err
	}
	r.First, r.Last = log.Bounds()
	if err := errors.Join(log.Check(ctx), log.Close()); err != nil {
		return r, err
	}
	r.Kept, err = sqlite.Rebuild(ctx, f.path, r.First > 1, time.Now())
	return r, err
}
