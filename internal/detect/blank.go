package detect

import "tabard.dev/tabard"

// Blank is the inventory that knows nothing, for judging a record alone.
type Blank struct{}

// History implements [tabard.View].
func (Blank) History() bool { return false }

// Identity implements [tabard.View].
func (Blank) Identity(tabard.Key) (tabard.Identity, bool) { return tabard.Identity{}, false }

// Credential implements [tabard.View].
func (Blank) Credential(_, _ string) (tabard.Credential, bool) { return tabard.Credential{}, false }

// OwnerSource implements [tabard.View].
func (Blank) OwnerSource(string) bool { return false }
