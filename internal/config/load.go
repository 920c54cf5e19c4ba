package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"tabard.dev/tabard"
)

// Input is where the settings come from.
type Input struct {
	File  string            // "" for none
	Flags map[string]string // by key, such as "listen" or "retention.age"; only those that were given
	Env   []string          // "NAME=value"; nil for the process's own
}

// maxFile bounds the settings file; a larger one is another file.
const maxFile = 1 << 20

// clientKeys are variables that the command line reads, not the server.
func clientKeys() []string { return []string{"TABARD_URL", "TABARD_TOKEN", "TABARD_CONFIG"} }

// Load reads the settings. Relative paths in the file start from the file's folder, all others from the working directory.
func Load(in Input) (Config, error) {
	c := Default()
	env := environment(in.Env)
	if in.File == "" {
		in.File = env["TABARD_CONFIG"]
	}
	lookup := func(name string) (string, bool) { v, ok := env[name]; return v, ok }
	if in.File != "" {
		c.Data = "" // to tell a path of the file's from the default
		d := &decoder{file: in.File, env: lookup, folder: filepath.Dir(in.File)}
		if err := d.read(&c); err != nil {
			return Config{}, err
		}
		if d.anchor(&c); c.Data == "" {
			c.Data = Default().Data
		}
	}
	d := &decoder{env: lookup, folder: "."}
	for _, name := range slices.Sorted(maps.Keys(env)) {
		if !strings.HasPrefix(name, "TABARD_") || slices.Contains(clientKeys(), name) {
			continue
		}
		at := find(reflect.ValueOf(&c).Elem(), strings.ToLower(strings.TrimPrefix(name, "TABARD_")), "_")
		if !at.IsValid() {
			c.Unknown = append(c.Unknown, name)
			continue
		}
		if err := d.set(at, env[name]); err != nil {
			return Config{}, &Error{What: name + ": " + err.Error()}
		}
	}
	for key, text := range in.Flags {
		at := find(reflect.ValueOf(&c).Elem(), key, ".")
		if !at.IsValid() {
			return Config{}, &Error{What: fmt.Sprintf("there is no setting %q", key)}
		}
		if err := d.set(at, text); err != nil {
			return Config{}, &Error{What: key + ": " + err.Error()}
		}
	}
	return c, c.check(in.File)
}

// Client is what the command line needs to reach a server.
type Client struct {
	URL   string
	Token tabard.Secret
}

// LoadClient reads TABARD_URL and TABARD_TOKEN; what is not set is empty.
func LoadClient(env []string) Client {
	vars := environment(env)
	return Client{URL: vars["TABARD_URL"], Token: tabard.NewSecret(vars["TABARD_TOKEN"])}
}

func (d *decoder) read(c *Config) error {
	file, err := os.Open(d.file)
	if err != nil {
		return &Error{What: err.Error(), Next: "--config names the settings file"}
	}
	defer file.Close() //nolint:errcheck // only read
	text, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil {
		return &Error{What: err.Error()}
	}
	if len(text) > maxFile {
		return &Error{File: d.file, What: fmt.Sprintf("more than %d bytes", maxFile)}
	}
	documents := yaml.NewDecoder(bytes.NewReader(text))
	var root yaml.Node
	switch err := documents.Decode(&root); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return &Error{File: d.file, What: strings.TrimPrefix(err.Error(), "yaml: ")}
	}
	if err := documents.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return &Error{File: d.file, What: "one document is wanted, not several"}
	}
	if len(root.Content) == 0 {
		return nil
	}
	return d.decode(root.Content[0], reflect.ValueOf(c).Elem(), "")
}

// anchor makes the file's relative paths start from its folder.
func (d *decoder) anchor(c *Config) {
	for _, path := range []*string{&c.Data, &c.Policies, &c.Rules, &c.Owners, &c.Marks, &c.TLS.Cert, &c.TLS.Key} {
		*path = d.path(*path)
	}
	for i := range c.Systems {
		c.Systems[i].Log = d.path(c.Systems[i].Log)
		c.Systems[i].Mapping = d.path(c.Systems[i].Mapping)
	}
}

// find gives the field at a path such as "retention.age". With "_" between the names, a name that holds one itself is found
// too. Lists of objects have no place in a single text, so they are not found.
func find(in reflect.Value, path, between string) reflect.Value {
	if in.Kind() != reflect.Struct || isText(in.Type()) {
		return reflect.Value{}
	}
	for i := range in.NumField() {
		f := in.Type().Field(i)
		name := keyOf(f)
		if !f.IsExported() || name == "-" || name == ",rest" {
			continue
		}
		at := in.Field(i)
		if name == path && (at.Kind() != reflect.Slice || at.Type().Elem().Kind() == reflect.String) && (at.Kind() != reflect.Struct || isText(at.Type())) {
			return at
		}
		if rest, ok := strings.CutPrefix(path, name+between); ok {
			if found := find(at, rest, between); found.IsValid() {
				return found
			}
		}
	}
	return reflect.Value{}
}

func environment(env []string) map[string]string {
	if env == nil {
		env = os.Environ()
	}
	vars := make(map[string]string, len(env))
	for _, line := range env {
		if name, value, ok := strings.Cut(line, "="); ok {
			vars[name] = value
		}
	}
	return vars
}
