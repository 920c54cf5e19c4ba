package config_test

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"tabard.dev/tabard/internal/config"
)

// FuzzLoad reads any text as a settings file: it is refused in words that hold no secret from the environment, or gives
// settings that are the same each time.
func FuzzLoad(f *testing.F) {
	const secret = "a-secret-from-the-environment"
	for _, text := range []string{
		"", "listen: 127.0.0.1:0\ndata: d\n", "retention: {age: 30d, size: 20GiB}", "systems: [{name: a, connector: postgres, url: \"postgres://u:${env:PG_SECRET}@h/db\"}]",
		"systems: [{name: a, log: \"${env:PG_SECRET}\"}]", "listen: ${env:PG_SECRET}", "limits: {body: ${env:PG_SECRET}}", "a: &a [*a]", "data: ${file:/dev/zero}", "listne: x",
		"guards: {actions_per_hour: -1}", "---\n---\n", "sinks: [{name: x, url: \"http://169.254.169.254/\"}]", "retention: {age: 1e99d}", "? {a: b}\n: c", "\x00",
	} {
		f.Add(text)
	}
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "${file:") {
			return // it would read what lies on this machine
		}
		file, err := os.CreateTemp(folder, "*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		defer os.Remove(file.Name()) //nolint:errcheck // a temporary file
		if _, err := file.WriteString(text); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		load := func() (config.Config, error) {
			return config.Load(config.Input{File: file.Name(), Env: []string{"PG_SECRET=" + secret}})
		}
		c, err := load()
		again, err2 := load()
		if (err == nil) != (err2 == nil) || err == nil && !reflect.DeepEqual(c, again) {
			t.Fatalf("read twice it gives %v and %v", err, err2)
		}
		var told *config.Error
		if err != nil && (!errors.As(err, &told) || strings.Contains(err.Error()+told.Hint(), secret)) {
			t.Errorf("it is refused by %T %q", err, err)
		}
		if err == nil && c.Data == "" {
			t.Error("it has no data folder")
		}
	})
}
