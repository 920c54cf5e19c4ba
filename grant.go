package tabard

import "time"

// Grant says that an identity may use a permission on a resource, and via what it got it.
type Grant struct {
	ID         string    `json:"id"`
	System     string    `json:"system"`
	Identity   string    `json:"identity"`
	Permission string    `json:"permission"` // in the system's own words: "s3:GetObject", "cluster-admin", "SELECT"
	Resource   string    `json:"resource"`   // "*" for all
	Via        []string  `json:"via"`        // role, policy, group or binding, nearest first
	Since      time.Time `json:"since,omitzero"`
	Used       Used      `json:"used"`
	LastUsed   time.Time `json:"last_used,omitzero"`
}

// Used says whether a grant was used, as far as the log can show.
type Used string

// Whether a grant was used. Unknown means that the log cannot show it.
const (
	UsedYes     Used = "used"
	UsedNo      Used = "unused"
	UsedUnknown Used = "unknown"
)

// Usage says that an identity did use a permission.
type Usage struct {
	Identity   string    `json:"identity"`
	Permission string    `json:"permission"`
	First      time.Time `json:"first"`
	Last       time.Time `json:"last"`
	Count      int64     `json:"count"`
	LastSource string    `json:"last_source,omitempty"`
}
