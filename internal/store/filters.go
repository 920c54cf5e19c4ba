package store

// List names the lists of [Reader].
type List string

// The lists.
const (
	Identities  List = "identities"
	Credentials List = "credentials"
	Births      List = "births"
	Grants      List = "grants"
	Findings    List = "findings"
	Events      List = "events"
	Systems     List = "systems"
	RefusedList List = "refused"
)

// Filters gives the names that a list understands in [Query.Filters]. All are exact matches but these:
//
//   - since, until: RFC 3339 times; since is included, until is not. They compare the time of a birth, event or refusal, a
//     finding's last, and an identity's last_seen.
//   - severity: this and worse.
//   - owner: an owner's id, or "none" for what has no owner.
//   - q: a part of the name or native id, whatever the case.
//   - permission, resource, detection, action: exact, or a prefix when it ends in "*".
//   - state of findings: "open" when nothing is asked for is the caller's business; the store gives all.
func Filters(list List) []string {
	switch list {
	case Identities:
		return []string{"system", "realm", "native_id", "kind", "state", "owner", "created_by", "since", "until", "q"}
	case Credentials:
		return []string{"system", "identity", "kind", "state", "created_by", "native_id", "fingerprint"}
	case Births:
		return []string{"system", "kind", "creator", "subject", "session", "since", "until"}
	case Grants:
		return []string{"system", "identity", "permission", "resource", "used"}
	case Findings:
		return []string{"system", "identity", "detection", "severity", "state", "owner", "since", "until"}
	case Events:
		return []string{"system", "family", "action", "outcome", "identity", "source", "since", "until"}
	case Systems:
		return []string{"connector", "state"}
	case RefusedList:
		return []string{"source", "family", "since", "until"}
	}
	return nil
}
