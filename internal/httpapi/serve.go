package httpapi

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	headerBytes   = 32 << 10
	headerTimeout = 10 * time.Second
	idleTimeout   = 2 * time.Minute
	drain         = 10 * time.Second // for requests under way when the server is to end
)

// Serve answers on a listener until the context ends, then lets the requests under way finish. At most so many connections
// are open at once; the others wait.
func (s *Server) Serve(ctx context.Context, listener net.Listener, config *tls.Config, connections int) error {
	listener = &bounded{Listener: listener, places: make(chan struct{}, connections), closed: make(chan struct{})}
	// Requests don't end with ctx, or the ones under way could not finish; live views do.
	base, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	server := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: headerTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    headerBytes,
		TLSConfig:         config,
		BaseContext:       func(net.Listener) context.Context { return base },
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug), // TLS handshakes of scanners, mostly
	}
	server.RegisterOnShutdown(func() { close(s.ending) })
	failed := make(chan error, 1)
	go func() {
		if config != nil {
			failed <- server.ServeTLS(listener, "", "")
			return
		}
		failed <- server.Serve(listener)
	}()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(base, drain)
	defer cancel()
	if err := server.Shutdown(patience); err != nil {
		end()
		return errors.Join(fmt.Errorf("requests under way were cut off: %w", err), server.Close())
	}
	return nil
}

// bounded is a listener that has a fixed number of places for connections.
type bounded struct {
	net.Listener
	places chan struct{}
	closed chan struct{}
	once   sync.Once
}

func (b *bounded) Accept() (net.Conn, error) {
	select {
	case b.places <- struct{}{}:
	case <-b.closed:
		return nil, net.ErrClosed
	}
	conn, err := b.Listener.Accept()
	if err != nil {
		<-b.places
		return nil, err
	}
	return &placed{Conn: conn, leave: sync.OnceFunc(func() { <-b.places })}, nil
}

func (b *bounded) Close() error {
	b.once.Do(func() { close(b.closed) })
	return b.Listener.Close()
}

// placed gives its place back when it is closed, once.
type placed struct {
	net.Conn
	leave func()
}

func (p *placed) Close() error {
	defer p.leave()
	return p.Conn.Close()
}
