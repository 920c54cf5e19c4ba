//go:build !unix

package sqlite

func free(string) (uint64, bool) { return 0, false }
