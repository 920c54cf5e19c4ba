package app

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/config"
	"tabard.dev/tabard/internal/ingest"
	"tabard.dev/tabard/internal/normalize"
)

// filesConnector is the connector of systems that are nothing but log files.
const filesConnector = "files"

// mapping gives the field mapping of the generic family that the systems ask for; there is one for all.
func mapping(systems []config.System) (string, error) {
	file := ""
	for _, s := range systems {
		if s.Mapping == "" || s.Mapping == file {
			continue
		}
		if file != "" {
			return "", fmt.Errorf("systems %q and others name two field mappings; the generic family has one", s.Name)
		}
		file = s.Mapping
	}
	return file, nil
}

// tails makes what follows the log files of the configured systems.
func tails(systems []config.System, receiver *ingest.Receiver, set *normalize.Set, log *slog.Logger) ([]*ingest.Tail, error) {
	connectors := Connectors()
	names := []string{filesConnector}
	for _, c := range connectors {
		names = append(names, c.Name)
	}
	slices.Sort(names)
	var all []*ingest.Tail
	for _, s := range systems {
		if !slices.Contains(names, s.Connector) {
			return nil, &config.Error{
				What: fmt.Sprintf("system %q (line %d): there is no connector %q", s.Name, s.Line, s.Connector), Next: "there are " + strings.Join(names, ", "),
			}
		}
		family := s.Source
		if at := slices.IndexFunc(connectors, func(c tabard.Connector) bool { return c.Name == s.Connector }); family == "" && at >= 0 && len(connectors[at].Families) == 1 {
			family = connectors[at].Families[0].Name
		}
		if _, ok := set.Family(family); family != "" && !ok {
			return nil, &config.Error{
				What: fmt.Sprintf("system %q (line %d): there is no log family %q", s.Name, s.Line, family), Next: "there are " + strings.Join(set.Names(), ", "),
			}
		}
		if s.Log == "" {
			continue
		}
		all = append(all, ingest.NewTail(ingest.TailConfig{
			Receiver: receiver, Pattern: s.Log, Family: family, System: s.Name, Logger: log.With(slog.String("system", s.Name)),
		}))
	}
	return all, nil
}

// realms gives the names of systems by their realms, as far as the settings say them.
func realms(systems []config.System) map[string]string {
	names := map[string]string{}
	for _, s := range systems {
		if s.Realm != "" {
			names[s.Realm] = s.Name
		}
	}
	return names
}

// follow runs a tail and says when it cannot begin.
func follow(ctx context.Context, tail *ingest.Tail, log *slog.Logger) {
	if err := tail.Run(ctx); err != nil && ctx.Err() == nil {
		log.LogAttrs(ctx, slog.LevelError, "log files are not followed", slog.String("pattern", tail.Pattern), slog.String("error", err.Error()))
	}
}
