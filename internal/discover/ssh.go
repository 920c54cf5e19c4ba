package discover

import (
	"bytes"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"tabard.dev/tabard"
)

// readPublicKey reads the public half of an SSH key, or an SSH certificate. A public key proves nothing by itself; it is an
// identity's name, and ties the private half to those who let it in.
func readPublicKey(f *file) bool {
	found := false
	for line, text := range sshLines(f.text) {
		key, comment, _, _, err := ssh.ParseAuthorizedKey(text)
		if err != nil {
			continue
		}
		found = true
		if cert, ok := key.(*ssh.Certificate); ok {
			f.sshCertificate(cert, comment, line)
			continue
		}
		f.identity(Identity{Type: "ssh-public-key", Identity: clip(comment), Name: key.Type(), Via: ssh.FingerprintSHA256(key), Line: line})
	}
	return found
}

func (f *file) sshCertificate(cert *ssh.Certificate, comment string, line int) {
	c := Credential{
		Kind: tabard.CredentialCertificate, Type: "ssh-certificate", Identity: clip(strings.Join(cert.ValidPrincipals, ",")),
		Name: clip(cert.KeyId), Fingerprint: ssh.FingerprintSHA256(cert.Key), System: ssh.FingerprintSHA256(cert.SignatureKey), Line: line,
	}
	if c.Identity == "" {
		c.Identity, c.Hint = clip(comment), "names no principals: it is good for every account that trusts its authority"
	}
	if cert.ValidAfter > 0 {
		c.Created = unixSeconds(float64(cert.ValidAfter))
	}
	if cert.ValidBefore != ssh.CertTimeInfinity {
		c.Expires = time.Unix(int64(min(cert.ValidBefore, 4102444800)), 0).UTC()
	} else {
		c.Hint = "the certificate never expires"
	}
	f.credential(c)
}

// readAuthorizedKeys reads who may log in: each line is a trust in the holder of a key.
func readAuthorizedKeys(f *file) bool {
	account := f.owner
	for line, text := range sshLines(f.text) {
		key, comment, options, _, err := ssh.ParseAuthorizedKey(text)
		if err != nil {
			f.problem(line, "not a key")
			continue
		}
		c := Credential{
			Kind: tabard.CredentialTrust, Type: "ssh-authorized-key", Identity: account, Name: clip(comment),
			Fingerprint: ssh.FingerprintSHA256(key), Line: line,
		}
		if len(options) == 0 {
			c.Hint = "the key may do everything from everywhere: from= and command= narrow it"
		}
		f.credential(c)
	}
	return true
}

// sshLines gives the lines that are no comments, with their numbers.
func sshLines(text []byte) func(func(int, []byte) bool) {
	return func(yield func(int, []byte) bool) {
		n := 0
		for line := range bytes.Lines(text) {
			n++
			line = bytes.TrimSpace(line)
			if len(line) > 0 && line[0] != '#' && !yield(n, line) {
				return
			}
		}
	}
}
