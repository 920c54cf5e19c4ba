package jsonscan

import "fmt"

// SyntaxError reports a record that is not sound JSON, or is over a limit. Callers refuse the record and show the message.
type SyntaxError struct {
	Offset int // bytes before the place where it was noticed
	Why    string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("not sound JSON at byte %d: %s", e.Offset, e.Why)
}

// failure is what a [SyntaxError] is made of. Most are never made: a string that is nearly JSON is only a string.
type failure struct {
	offset int
	why    string // may hold a verb for the limit, for the name, or for the byte at the offset
	limit  int
	name   int  // length of the name at the offset, quotes included
	wanted bool // why says what should be there
}

// in gives the error in words. Text from the record is quoted and short, so that it can be shown and logged.
func (f failure) in(doc []byte) *SyntaxError {
	e := &SyntaxError{Offset: f.offset, Why: f.why}
	switch {
	case f.limit > 0:
		e.Why = fmt.Sprintf(f.why, f.limit)
	case f.name > 0:
		const most = 64
		name := doc[f.offset+1 : f.offset+f.name-1]
		e.Why = fmt.Sprintf(f.why, name[:min(len(name), most)])
	case f.wanted && f.offset >= len(doc):
		e.Why = "it ends where " + f.why + " should be"
	case f.wanted:
		e.Why = fmt.Sprintf("%q where %s should be", doc[f.offset:f.offset+1], f.why)
	}
	return e
}

// fail ends the scan. Like its kin below it gives -1, which the methods that read give after an error.
func (c *Scanner) fail(offset int, why string) int {
	c.failed = failure{offset: offset, why: why}
	return -1
}

// tooMuch fails at a limit; why has a verb for it.
func (c *Scanner) tooMuch(offset int, why string, limit int) int {
	c.failed = failure{offset: offset, why: why, limit: limit}
	return -1
}

// unexpected fails at a byte, or the end, that cannot stand where it does.
func (c *Scanner) unexpected(offset int, want string) int {
	c.failed = failure{offset: min(offset, len(c.doc)), why: want, wanted: true}
	return -1
}
