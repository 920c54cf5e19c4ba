// Package sigma is Tabard's engine for Sigma rules, version 2.1 of the specification. It belongs to stage 4 of 6: it reads
// rules, compiles them to the slots that the scanner fills, and says which of them an event matches.
//
// It promises that nothing in a rule is ignored in silence: what it cannot honor it refuses, naming the exact token. The
// same records give the same hits in the same order, whatever order the rules were loaded in memory. A [Program] never
// changes and may be shared; a [Matcher] is for one goroutine and allocates nothing for an event that no rule matches.
//
// What a rule means here, where the specification leaves a choice:
//
//   - Text is compared without regard to case (simple Unicode folding) unless "cased" or "re" says otherwise; 1 and '1' are
//     the same value; a number is also found by its value (1.0 is 1).
//   - A field is a path in the record. A path through a list means any element, so a field can have several values, and one
//     that matches suffices; with "all" each listed value must match some value. The value of an object or a list as a whole
//     is its JSON text.
//   - An absent field matches nothing, except null (absent or JSON null) and "exists: false". "neq" is the negation of the
//     whole comparison, so an absent field differs from every value.
//   - "re" finds the expression anywhere in the value. Go's syntax is used, which takes linear time; look-around and back
//     references do not exist in it and are refused.
//   - A keyword is found anywhere in any string value of the record; a keyword that is a number also in the record's text.
package sigma

import (
	"fmt"
	"strings"
)

// Error says why a rule, or part of one, cannot be honored.
type Error struct {
	Line  int    // in the file, from 1; 0 when unknown
	Token string // the exact text that is refused
	Why   string // what is wrong with it
}

func (e *Error) Error() string {
	var b strings.Builder
	if e.Line > 0 {
		fmt.Fprintf(&b, "line %d: ", e.Line)
	}
	b.WriteString(e.Why)
	if e.Token != "" {
		fmt.Fprintf(&b, ": %q", e.Token)
	}
	return b.String()
}

// refuse makes an [Error].
func refuse(line int, token, why string, args ...any) *Error {
	if len(args) > 0 {
		why = fmt.Sprintf(why, args...)
	}
	return &Error{Line: line, Token: token, Why: why}
}
