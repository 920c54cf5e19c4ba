// Package detectors holds what the folders of the behaviors say about them, for people.
package detectors

import "embed"

// Pages are the README of each behavior, by its folder.
//
//go:embed */README.md
var Pages embed.FS
