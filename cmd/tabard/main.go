// Command tabard keeps every AI identity accounted for: it finds agent identities and credentials, says whose they are,
// watches what they do, and by policy issues, narrows, rotates, quarantines and retires them.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], stdio{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}
