// Package config reads Tabard's settings from one YAML file, TABARD_* environment variables and command-line flags, in
// that order of growing weight. Besides the commands themselves it is the only place that reads the environment.
//
// It promises that nothing is ignored in silence: an unknown key is an error that names the line and the nearest valid
// name. Secret values come only through references, ${env:NAME} or ${file:PATH}, and are of a type that does not print.
package config

import (
	"fmt"
	"net"
	"slices"
	"time"
)

// Config is everything a server can be told.
type Config struct {
	Listen      string `yaml:"listen"` // host:port
	Data        string `yaml:"data"`   // the data folder
	Systems     []System
	Policies    string // folder of Cedar files
	Rules       string // folder of the user's own Sigma rules
	Owners      string // file: pattern → team
	Marks       string // file: what tells agents, workloads, services and humans apart; "" for the one that Tabard ships
	Guards      Guards
	Retention   Retention
	BehindProxy bool     `yaml:"behind_proxy"` // TLS ends at a proxy in front, whose X-Forwarded-For is believed
	Hosts       []string // names the server is reached by, besides its own addresses
	TLS         TLS      `yaml:"tls"`
	Sinks       []Sink
	Limits      Limits

	// Unknown are TABARD_* variables that are no setting, for a warning. They are no error: a cluster that runs a service
	// named tabard puts such variables into every container.
	Unknown []string `yaml:"-"`
}

// System is one source that Tabard reads.
type System struct {
	Name      string
	Connector string
	Realm     string // the account, cluster or instance that its records name, where that is known beforehand
	URL       URL    `yaml:"url"`
	Source    string // family of the records
	Log       string // pattern of the log files to tail
	Mapping   string // field mapping for the generic family

	Line int `yaml:"-"` // where the file says so; 0 when it does not
}

// Guards bound what automation may do.
type Guards struct {
	ActionsPerHour int      `yaml:"actions_per_hour"`
	Unapproved     []string // kinds of action that may run without approval
}

// Retention bounds what is kept.
type Retention struct {
	Age  Duration
	Size Size
}

// TLS names the server's certificate chain and key, in PEM files.
type TLS struct{ Cert, Key string }

// Limits bound what the server takes on at once.
type Limits struct {
	Body        Size     // of one request body, decompressed
	Pending     Size     // of records taken but not yet on disk, and of results not yet written
	Streams     int      // live views at once
	Connections int      // open connections
	Request     Duration // how long one request may take
}

// Sink is one place to tell results to. What else it can be told is the sink's own matter: see [Config.CheckSink].
type Sink struct {
	Name     string
	Sink     string         // which kind: "webhook", "file"
	Settings map[string]any `yaml:",rest"`

	Line  int            `yaml:"-"`
	lines map[string]int // of the settings
}

// Default gives the settings of a server that was told nothing.
func Default() Config {
	return Config{
		Listen:    "127.0.0.1:8787",
		Data:      "./tabard-data",
		Guards:    Guards{ActionsPerHour: 20},
		Retention: Retention{Age: Duration(30 * 24 * time.Hour), Size: 20 << 30},
		Limits:    Limits{Body: 64 << 20, Pending: 64 << 20, Streams: 64, Connections: 1024, Request: Duration(time.Minute)},
	}
}

// check looks at what only the whole can tell.
func (c *Config) check(file string) error {
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return &Error{What: fmt.Sprintf("listen: %q is not host:port", c.Listen), Next: "such as 127.0.0.1:8787"}
	}
	if (c.TLS.Cert == "") != (c.TLS.Key == "") {
		return &Error{What: "tls: cert and key go together"}
	}
	if !loopback(host) && c.TLS.Cert == "" && !c.BehindProxy {
		return &Error{
			What: fmt.Sprintf("listen: %s can be reached from other machines, so it needs TLS", c.Listen),
			Next: "set tls: {cert, key}, or behind_proxy: true where a proxy in front ends TLS, or listen on 127.0.0.1",
		}
	}
	seen := map[string]bool{}
	for _, s := range c.Systems {
		switch {
		case s.Name == "" || s.Connector == "":
			return &Error{File: file, Line: s.Line, What: "a system needs a name and a connector"}
		case seen["system "+s.Name]:
			return &Error{File: file, Line: s.Line, What: fmt.Sprintf("a second system named %q", s.Name)}
		}
		seen["system "+s.Name] = true
	}
	for i := range c.Sinks {
		s := &c.Sinks[i]
		if s.Sink == "" {
			return &Error{File: file, Line: s.Line, What: "a sink needs its kind", Next: "such as sink: webhook"}
		}
		if s.Name == "" {
			s.Name = s.Sink
		}
		if seen["sink "+s.Name] {
			return &Error{File: file, Line: s.Line, What: fmt.Sprintf("a second sink named %q", s.Name), Next: "give each a name of its own"}
		}
		seen["sink "+s.Name] = true
	}
	return nil
}

// loopback reports whether only this machine can reach the host. A name other than localhost could be anything.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// CheckSink refuses settings that the sink's kind does not know.
func (s Sink) CheckSink(file string, known []string) error {
	for name := range s.Settings {
		if !slices.Contains(known, name) {
			return unknownKey(file, s.lines[name], name, "sink "+s.Sink, known)
		}
	}
	return nil
}

// Error is a mistake in the settings, with the next step where there is one.
type Error struct {
	File string // "" for a flag or a variable
	Line int
	What string
	Next string
}

func (e *Error) Error() string {
	switch {
	case e.File == "":
		return e.What
	case e.Line == 0:
		return e.File + ": " + e.What
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.What)
}

// Hint gives the next step, "" when there is none to give.
func (e *Error) Hint() string { return e.Next }
