package sigma

import "unsafe"

// unsafeBytes views s as bytes for a call that neither keeps nor changes them.
func unsafeBytes(s string) []byte {
	return unsafe.Slice(unsafe.StringData(s), len(s)) //nolint:gosec // no caller keeps or changes it
}

// unsafeString views b as a string for a call that does not keep it.
func unsafeString(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b)) //nolint:gosec // no caller keeps it
}
