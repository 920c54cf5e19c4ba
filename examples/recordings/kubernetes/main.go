// Command kubernetes records what a real Kubernetes API server writes into its audit log while scripted people, pipelines
// and AI agents create, share, use and forget service accounts, tokens and roles. README.md tells the story.
//
// It needs etcd (Debian: etcd-server) and a kube-apiserver, which apiserver/go.mod builds; it never runs in make test.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

func main() {
	apiserver := flag.String("apiserver", "kube-apiserver", "the kube-apiserver to run")
	etcd := flag.String("etcd", "etcd", "the etcd to run")
	out := flag.String("out", "audit.jsonl", "where the audit log goes")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := record(ctx, *etcd, *apiserver, *out)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "record:", err)
		os.Exit(1)
	}
}

func record(ctx context.Context, etcd, apiserver, out string) (err error) {
	dir, err := os.MkdirTemp("", "tabard-kubernetes-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	c := &cluster{dir: dir}
	defer func() { err = errors.Join(err, c.stop()) }()
	if err := c.start(ctx, etcd, apiserver); err != nil {
		return err
	}
	if err := tell(ctx, c); err != nil {
		return err
	}
	if err := c.stop(); err != nil {
		return err
	}
	log, err := os.ReadFile(filepath.Join(dir, "audit.log"))
	if err != nil {
		return err
	}
	fmt.Printf("recorded %d bytes into %s\n", len(log), out)
	return os.WriteFile(out, log, 0o644) //nolint:gosec // a file of the repository
}
