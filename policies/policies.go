// Package policies holds the policies that Tabard ships: a small set to start from, all in propose mode, so that nothing is
// changed without a person. Each folder has the policy, the cases it must allow and deny, and a page on why.
package policies

import "embed"

// Files are the policy folders.
//
//go:embed */policy.cedar */cases.yaml
var Files embed.FS
