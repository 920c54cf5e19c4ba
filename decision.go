package tabard

import "time"

// Mode says what a policy's remedy may lead to.
type Mode string

// The modes of a policy.
const (
	ModeObserve Mode = "observe" // a decision, nothing more
	ModePropose Mode = "propose" // a planned action that waits for a person
	ModeEnforce Mode = "enforce" // carried out, within the guards
)

// Decision is allow or deny under policy, with the policies that decided it.
type Decision struct {
	ID       string    `json:"id"`
	Time     time.Time `json:"time"` // of the event or the clock tick that asked for it
	Gate     string    `json:"gate"` // "request", "issue", "use" or "hold"
	Identity string    `json:"identity"`
	Subject  string    `json:"subject"` // id of the identity, credential or grant that was judged
	System   string    `json:"system"`
	Allow    bool      `json:"allow"`
	Policies []string  `json:"policies"` // ids of those that decided, sorted
	Policy   string    `json:"policy,omitempty"`
	Severity Severity  `json:"severity,omitempty"`
	Reason   string    `json:"reason,omitempty"`
	Remedy   Remedy    `json:"remedy,omitempty"`
	Mode     Mode      `json:"mode,omitempty"`
}
