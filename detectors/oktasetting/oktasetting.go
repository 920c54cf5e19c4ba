// Package oktasetting tells which settings an Okta event left weaker, from the change details that Okta adds to updates of
// policies and protections. A setting that was tightened, renamed or only mentioned is not among them.
package oktasetting

import (
	"strings"

	"tabard.dev/tabard"
)

// Weaker gives the names of sign-in settings (of passwords, lockout, sessions, second factors, access) that protect less
// after the event than before. An event that failed changed nothing. Where an event tells only the new value, a value that
// is weak by itself counts.
func Weaker(e *tabard.Event) []string { return find(e, weaker) }

// Off gives the names of settings that were on and are now off, or enforced and now only watched.
func Off(e *tabard.Event) []string {
	return find(e, func(_ string, from, to tabard.Node) bool {
		before, known := strength(from)
		after, ok := strength(to)
		return ok && known && after < before
	})
}

// Targets gives the events' targets.
func Targets(e *tabard.Event) []tabard.Node { return e.Get("target").List() }

// Debug gives the debug data, whose names collectors fold to lower case.
func Debug(e *tabard.Event, name string) tabard.Node {
	for _, path := range [...]string{"debugContext.debugData", "debugcontext.debugData", "debugcontext.debugdata"} {
		if found := e.Get(path).Get(name); found.Exists() {
			return found
		}
	}
	return tabard.Node{}
}

// find walks through what an event says about before and after.
func find(e *tabard.Event, weaker func(name string, from, to tabard.Node) bool) []string {
	if e.Outcome == tabard.OutcomeFailure {
		return nil
	}
	var found []string
	changes := []tabard.Node{Debug(e, "changeDetails"), Debug(e, "changes")}
	for _, name := range Debug(e, "").Keys() {
		if value := Debug(e, name); name != "changeDetails" && name != "changes" && len(value.Keys()) == 0 {
			walk(name, tabard.Node{}, value, weaker, &found)
		}
	}
	for _, target := range Targets(e) {
		changes = append(changes, target.Get("changeDetails"), target.Get("changedetails"))
		walk("", tabard.Node{}, target.Child("detailEntry"), weaker, &found)
	}
	for _, change := range changes {
		from, to := change.Get("from"), change.Get("to")
		if !to.Exists() {
			from, to = tabard.Node{}, change
		}
		walk("", from.Doc(), to.Doc(), weaker, &found)
	}
	return found
}

func walk(name string, from, to tabard.Node, weaker func(string, tabard.Node, tabard.Node) bool, found *[]string) {
	if names := to.Keys(); len(names) == 2 && to.Child("from").Exists() && to.Child("to").Exists() {
		walk(name, to.Child("from"), to.Child("to"), weaker, found)
		return
	} else if len(names) > 0 {
		for _, inner := range names {
			walk(inner, from.Child(inner), to.Child(inner), weaker, found)
		}
		return
	}
	if before, after := from.List(), to.List(); len(after) > 0 && len(after[0].Keys()) > 0 {
		for i := range after {
			var was tabard.Node
			if i < len(before) {
				was = before[i]
			}
			walk(name, was, after[i], weaker, found)
		}
		return
	}
	if weaker(strings.ToLower(name), from, to) {
		*found = append(*found, name)
	}
}

// strength ranks words and truth values that say how much is enforced.
func strength(n tabard.Node) (int, bool) {
	if on, ok := n.Bool(); ok {
		if on {
			return 2, true
		}
		return 0, true
	}
	rank, ok := strengths[strings.ToLower(n.String())]
	return rank, ok
}

var strengths = map[string]int{
	"block": 2, "enforce": 2, "enforced": 2, "enabled": 2, "active": 2, "on": 2, "required": 2, "deny": 2,
	"audit": 1, "monitor": 1, "monitoring": 1, "log": 1, "optional": 1, "preferred": 1,
	"none": 0, "disabled": 0, "inactive": 0, "off": 0, "allow": 0,
}
