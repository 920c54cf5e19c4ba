// Package audit keeps the trail of what was asked of Tabard's API: every call that changes something or is refused, and in
// brief what was read. It stands beside internal/httpapi, which writes it, and reads nothing but its own entries.
//
// It promises two things. A change is on the trail, on disk, before it is made: where the trail cannot be written, nothing
// is changed, and reading goes on. And an entry that was edited, cut, moved or re-made without the installation's key is
// found by [Verify]: entries are chained by HMAC, and the newest is anchored in a file beside the database.
package audit

import (
	"strings"
	"time"
)

// Decision says what became of a call.
type Decision string

// The decisions. A change has two entries of one correlation: allowed before it is made, then done or failed.
const (
	Allowed Decision = "allowed"
	Done    Decision = "done"
	Failed  Decision = "failed"
	Refused Decision = "refused"
	Counted Decision = "counted" // calls in brief: how many since the last such entry
)

// Entry is one line of the trail, with the seven fields that the WIMSE architecture for AI agents (AIMS, section 11) asks
// for as a minimum.
type Entry struct {
	Seq  int64     `json:"seq"`
	Time time.Time `json:"time"`

	Agent       string   `json:"agent"`       // 1. who asked: "token NAME (ID)", "anonymous", "system"
	Subject     string   `json:"subject"`     // 2. on whose behalf, "" when only their own
	Resource    string   `json:"resource"`    // 3. what it was about: "finding ID", "token ID"
	Action      string   `json:"action"`      // 4. what was asked …
	Decision    Decision `json:"decision"`    //    … and what became of it
	Correlation string   `json:"correlation"` // 5. the request's id (the time is above)
	Posture     string   `json:"posture"`     // 6. what was known of the caller's standing: role, way in, address
	Remedy      string   `json:"remedy"`      // 7. what was revoked or undone, and why; "" for other calls

	Status int    `json:"status,omitempty"` // of the HTTP answer
	Reason string `json:"reason,omitempty"` // what a person gave as the reason, or why it was refused
	Calls  int64  `json:"calls,omitempty"`  // for counted entries
}

const maxField = 512

// bounded cuts what came from outside, so that no caller can fill the disk with one entry.
func (e Entry) bounded() Entry {
	for _, field := range []*string{&e.Agent, &e.Subject, &e.Resource, &e.Action, &e.Correlation, &e.Posture, &e.Remedy, &e.Reason} {
		if len(*field) > maxField {
			*field = (*field)[:maxField] + "…"
		}
		*field = strings.ToValidUTF8(*field, "\uFFFD")
	}
	return e
}
