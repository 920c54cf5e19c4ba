package tabard

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strconv"
)

// HashID makes an id of a prefix and the hash of parts: the same parts give the same id, on every machine and at every
// replay. Each part is hashed with its length, so that ("ab", "c") and ("a", "bc") differ.
func HashID(prefix string, parts ...string) string {
	var sum [sha256.Size]byte
	hashParts(&sum, parts)
	return prefix + hex.EncodeToString(sum[:12])
}

// Hash128 is the hash behind [HashID], cut to 16 bytes, for keys that never leave the program.
func Hash128(parts ...string) [16]byte {
	var sum [sha256.Size]byte
	hashParts(&sum, parts)
	return [16]byte(sum[:16])
}

func hashParts(sum *[sha256.Size]byte, parts []string) {
	var stack [256]byte
	buf := stack[:0]
	for _, part := range parts {
		buf = binary.AppendUvarint(buf, uint64(len(part)))
		buf = append(buf, part...)
	}
	*sum = sha256.Sum256(buf)
}

// IdentityID gives the id of an identity: a hash of its key and its incarnation, which counts from 1.
func IdentityID(key Key, incarnation int) string {
	return HashID("id_", key.Realm, key.ID, strconv.Itoa(incarnation))
}
