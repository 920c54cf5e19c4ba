package config

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"tabard.dev/tabard"
)

// maxSecret bounds a file that holds a secret, so that a wrong path is an error and not a gigabyte of memory.
const maxSecret = 64 << 10

var (
	reference = regexp.MustCompile(`\$\{([^}]*)\}`)
	hostText  = regexp.MustCompile(`^[A-Za-z0-9._:\[\]-]*$`)
)

// URL is an address that may carry secret parts. It prints without them.
type URL struct {
	shown string        // as it was written, references and all
	full  tabard.Secret // with everything put in
}

// String gives the address as it was written: references stand for their values.
func (u URL) String() string { return u.shown }

// IsZero reports whether there is no address.
func (u URL) IsZero() bool { return u.shown == "" }

// Reveal gives the whole address.
func (u URL) Reveal() string { return u.full.Reveal() }

// sources is where references find their values.
type sources struct {
	env    func(string) (string, bool)
	folder string // that relative paths of the file start from
}

// value gives what one reference stands for.
func (s sources) value(ref string) (string, error) {
	kind, name, _ := strings.Cut(ref, ":")
	switch kind {
	case "env":
		value, ok := s.env(name)
		if !ok || value == "" {
			return "", fmt.Errorf("${%s}: the variable is not set", ref)
		}
		return value, nil
	case "file":
		value, err := readSecret(s.path(name))
		if err != nil {
			return "", fmt.Errorf("${%s}: %w", ref, err)
		}
		return value, nil
	}
	return "", fmt.Errorf("${%s}: a reference is ${env:NAME} or ${file:PATH}", ref)
}

func (s sources) path(name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(s.folder, name)
}

func readSecret(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close() //nolint:errcheck // only read
	text, err := io.ReadAll(io.LimitReader(file, maxSecret+1))
	if err != nil {
		return "", err
	}
	if len(text) > maxSecret {
		return "", fmt.Errorf("more than %d bytes is no secret", maxSecret)
	}
	value := strings.TrimRight(string(text), "\r\n")
	if value == "" {
		return "", errors.New("the file is empty")
	}
	return value, nil
}

// secret gives a text with its references put in as they are.
func (s sources) secret(text string) (tabard.Secret, error) {
	var first error
	full := reference.ReplaceAllStringFunc(text, func(ref string) string {
		value, err := s.value(ref[2 : len(ref)-1])
		if err != nil && first == nil {
			first = err
		}
		return value
	})
	return tabard.NewSecret(full), first
}

// url reads an address. It is taken apart with placeholders where the references stand, and each value is put in where its
// placeholder ended up, percent-encoded: a password of "a/b@c" cannot become another host.
func (s sources) url(text string) (URL, error) {
	values := map[string]string{}
	var first error
	marked := reference.ReplaceAllStringFunc(text, func(ref string) string {
		value, err := s.value(ref[2 : len(ref)-1])
		if err != nil && first == nil {
			first = err
		}
		mark := fmt.Sprintf("tabardref%dx", len(values))
		values[mark] = value
		return mark
	})
	if first != nil {
		return URL{}, first
	}
	u, err := url.Parse(marked)
	if err != nil {
		return URL{}, errors.New("not a URL") // the parser's own words would show the text
	}
	if u.Scheme == "" || u.Opaque != "" {
		return URL{}, errors.New("a URL starts with its scheme, such as postgres://")
	}
	shown := text
	if password, _ := u.User.Password(); password != "" && !strings.Contains(password, "tabardref") {
		shown = u.Redacted() // a password written out is not ours to show
	}
	put := func(part string, encode func(string) string) string {
		pairs := make([]string, 0, 2*len(values))
		for mark, value := range values {
			pairs = append(pairs, mark, encode(value))
		}
		return strings.NewReplacer(pairs...).Replace(part) // in one pass: a value may look like a mark
	}
	plain := func(value string) string { return value }
	if strings.Contains(u.Scheme, "tabardref") {
		return URL{}, errors.New("the scheme of a URL cannot be a reference")
	}
	if u.Host = put(u.Host, plain); !hostText.MatchString(u.Host) {
		return URL{}, errors.New("the host is not a name or an address")
	}
	if u.User != nil {
		name := put(u.User.Username(), plain)
		if password, ok := u.User.Password(); ok {
			u.User = url.UserPassword(name, put(password, plain))
		} else {
			u.User = url.User(name)
		}
	}
	u.RawPath = put(u.EscapedPath(), url.PathEscape)
	u.Path = put(u.Path, plain)
	u.RawQuery = put(u.RawQuery, url.QueryEscape)
	u.Fragment = put(u.Fragment, plain)
	return URL{shown: shown, full: tabard.NewSecret(u.String())}, nil
}
