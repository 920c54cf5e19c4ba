package tabard_test

import (
	"testing"

	"tabard.dev/tabard"
)

// FuzzHardening03IdentityID holds the one form of an identity: two have the same id exactly when realm, native id and incarnation are the
// same bytes. Nothing is folded, trimmed or joined.
func FuzzHardening03IdentityID(f *testing.F) {
	f.Add("r", "alice", 1, "r", "Alice", 1)
	f.Add("r", "alice", 1, "r", "alice ", 1)
	f.Add("ab", "c", 1, "a", "bc", 1)
	f.Add("r", "a\x00b", 1, "r", "a", 1)
	f.Add("r", "\u00e9", 1, "r", "e\u0301", 1)
	f.Add("r", "1", 1, "r", "", 11)
	f.Add("r", "a/1", 2, "r/a", "1", 2)
	f.Fuzz(func(t *testing.T, realm, id string, n int, realm2, id2 string, n2 int) {
		a, b := tabard.Key{Realm: realm, ID: id}, tabard.Key{Realm: realm2, ID: id2}
		same := a == b && n == n2
		if got := tabard.IdentityID(a, n) == tabard.IdentityID(b, n2); got != same {
			t.Errorf("%q %d and %q %d have the same id: %v, want %v", a, n, b, n2, got, same)
		}
	})
}
