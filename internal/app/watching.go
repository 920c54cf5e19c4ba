package app

import (
	"bytes"
	"context"
	"time"
)

// watching calls changed each time that what checksum tells is not what it was, until the context ends. It looks every two
// seconds: files that people write change seldom, and notices of changes get lost on mounted folders.
func watching(ctx context.Context, was []byte, checksum func() []byte, changed func()) {
	again := time.NewTicker(2 * time.Second)
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
		if is := checksum(); !bytes.Equal(is, was) {
			was = is
			changed()
		}
	}
}
