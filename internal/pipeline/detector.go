package pipeline

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/detect"
)

// Change is a finding that an event opened or added to. The finding is the detector's own and changes with later events.
type Change struct {
	Finding *tabard.Finding
	New     bool
}

// Detector finds what is wrong. It keeps the open findings and whatever its rules remember between events, and gives both to
// the store, so that it can be stopped anywhere and go on as if it had not been.
type Detector interface {
	// Judge gives the findings that an event opened or added to. The result is valid until the next call.
	Judge(*tabard.Event, *tabard.Slots, []tabard.Fact, tabard.View) []Change
	// Say sets the state of an open finding and gives the finding, nil when there is none of that id. A closed one is
	// forgotten: later evidence opens a new one.
	Say(id string, state tabard.FindingState) *tabard.Finding
	// Assign sets the owner of an open finding and gives the finding, nil when there is none of that id.
	Assign(id string, owner *tabard.Owner) *tabard.Finding
	// Switch turns a detection off, or with nil on: one that is off raises nothing. It is kept with the windows.
	Switch(detection string, off *detect.Off)
	// Raise opens a finding that is not a detection's, or adds to the open one of the same detection, identity and group.
	Raise(*tabard.Event, tabard.Finding) Change
	// OpenAbout gives the open findings about an identity whose detection begins so, in the order they were opened.
	OpenAbout(key tabard.Key, detection string) []*tabard.Finding
	// Restore puts an open finding back, at start.
	Restore(tabard.Finding)
	// Windows gives what changed of what rules remember since it was last called; a nil state is one to forget. The order is
	// the same at every replay; the bytes are the receiver's.
	Windows(func(name string, state []byte))
	// RestoreWindow puts back what a rule remembered, at start.
	RestoreWindow(name string, state []byte) error
}
