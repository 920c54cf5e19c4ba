// Package habit holds what the behaviors about habits share: which identities have steady ones, and how an anomaly is said.
package habit

import (
	"cmp"
	"fmt"
	"strings"

	"tabard.dev/tabard"
)

// Settled is how many active hours there must be for each thing known of a sort, before another one is unusual.
const Settled = 24

// Machine reports whether an identity is judged to be a program that does the same again and again.
func Machine(view tabard.View, key tabard.Key) bool {
	id, ok := view.Identity(key)
	return ok && (id.Kind.Value == tabard.KindService || id.Kind.Value == tabard.KindWorkload)
}

// Kind gives the kind of an identity.
func Kind(view tabard.View, key tabard.Key) tabard.Kind {
	id, ok := view.Identity(key)
	if !ok {
		return tabard.KindUnknown
	}
	return id.Kind.Value
}

// Name gives what people call an identity.
func Name(view tabard.View, key tabard.Key) string {
	id, _ := view.Identity(key)
	return cmp.Or(id.Name, key.ID, "unknown")
}

// Said says an anomaly in a sentence: who, what, what was expected and seen, how unusual.
func Said(view tabard.View, f tabard.Fact, what string) string {
	return fmt.Sprintf("%s %s: %s; expected: %s (%.1f times off)", Name(view, f.Identity), what, f.Now, cmp.Or(f.Was, "nothing"), f.Unusual)
}

// Browser reports whether a client's name is that of a program that a person sits before.
func Browser(client string) bool {
	switch client {
	case "Edg", "OPR", "Firefox", "Chrome", "Safari":
		return true
	}
	return false
}

// Library reports whether a client's name is that of a library that programs use, not of a tool with a prompt.
func Library(client string) bool {
	name := strings.ToLower(client)
	for _, known := range []string{"boto3", "botocore", "aws-sdk-", "google-api-", "google-cloud-sdk-", "azsdk-", "python-requests", "go-http-client", "okhttp", "axios", "node-fetch"} {
		if strings.HasPrefix(name, known) {
			return true
		}
	}
	return false
}

// Novel judges facts of one sort about something new that a well-known identity showed, or one that is young and that none of its
// peers shows. What roams or changes often scores low. It is medium for a program that is very settled. The sentence says what came,
// with a place for what is new.
func Novel(of tabard.FactKind, sentence string) func(*tabard.Event, []tabard.Fact, tabard.View) []tabard.Finding {
	return func(_ *tabard.Event, facts []tabard.Fact, view tabard.View) []tabard.Finding {
		var found []tabard.Finding
		for _, f := range facts {
			if f.Kind != of || f.Unusual < Settled {
				continue
			}
			one := tabard.Finding{
				About: f.Identity, Group: f.Now,
				Summary: fmt.Sprintf("%s "+sentence+"; expected: %s or another known one (%.0f active hours for each)", Name(view, f.Identity), f.Now, cmp.Or(f.Was, "one of its peers'"), f.Unusual),
			}
			if f.Unusual >= wellSettled && Machine(view, f.Identity) {
				one.Severity = tabard.Medium
			}
			found = append(found, one)
		}
		return found
	}
}

// wellSettled is from when on something new is medium for a program.
const wellSettled = 100
