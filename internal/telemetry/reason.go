package telemetry

// Reason is a sort of reason to refuse a record. The words of a single refusal are in the list of refused records.
type Reason string

// The sorts of reason.
const (
	NotJSON    Reason = "not_json"    // truncated, bad UTF-8, duplicate names, trailing data
	TooDeep    Reason = "too_deep"    // nested beyond the bound
	TooLarge   Reason = "too_large"   // beyond the largest record
	NoFamily   Reason = "no_family"   // nobody knows what wrote it
	WrongShape Reason = "wrong_shape" // not of the family it is said to be
	BadTime    Reason = "bad_time"    // no time, or one that cannot be
	Other      Reason = other
)

func (r Reason) label() string {
	switch r {
	case NotJSON, TooDeep, TooLarge, NoFamily, WrongShape, BadTime:
		return string(r)
	default:
		return other
	}
}
