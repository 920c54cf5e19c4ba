package app

import (
	"fmt"
	"slices"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/internal/notify"
)

// routing are the settings that every sink has: what it is told.
func routing() []string { return []string{"types", "severity"} }

// results are the types of result that are told outside.
func results() []string { return []string{"finding", "birth", "action"} }

// openSinks makes the configured sinks.
func openSinks(file string, configured []config.Sink) ([]notify.Sink, error) {
	known := Sinks()
	var all []notify.Sink
	for _, c := range configured {
		at := slices.IndexFunc(known, func(s tabard.Sink) bool { return s.Name == c.Sink })
		if at < 0 {
			var names []string
			for _, s := range known {
				names = append(names, s.Name)
			}
			return nil, &config.Error{File: file, Line: c.Line, What: fmt.Sprintf("there is no sink %q", c.Sink), Next: "there are " + strings.Join(names, ", ")}
		}
		if err := c.CheckSink(file, slices.Concat(known[at].Settings, routing())); err != nil {
			return nil, err
		}
		if c.Name == actReader {
			return nil, &config.Error{File: file, Line: c.Line, What: fmt.Sprintf("sink %q: the name is taken by Tabard itself", c.Name)}
		}
		sink := notify.Sink{Name: c.Name, Types: results()}
		own := map[string]any{}
		for name, value := range c.Settings {
			switch name {
			case "types":
				list, _ := value.([]any)
				sink.Types = nil
				for _, element := range list {
					kind, _ := element.(string)
					sink.Types = append(sink.Types, kind)
				}
				if len(list) == 0 || slices.ContainsFunc(sink.Types, func(s string) bool { return !slices.Contains(results(), s) }) {
					return nil, &config.Error{File: file, Line: c.Line, What: "types: a list of finding, birth and action is wanted"}
				}
			case "severity":
				text, _ := value.(string)
				if sink.Severity = tabard.Severity(text); sink.Severity.Rank() < 0 {
					return nil, &config.Error{File: file, Line: c.Line, What: "severity: info, low, medium, high or critical is wanted"}
				}
			default:
				own[name] = value
			}
		}
		sender, err := known[at].Open(own)
		if err != nil {
			return nil, &config.Error{File: file, Line: c.Line, What: fmt.Sprintf("sink %q: %v", c.Name, err)}
		}
		sink.Sender = sender
		all = append(all, sink)
	}
	return all, nil
}
