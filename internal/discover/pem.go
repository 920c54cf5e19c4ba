package discover

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/ssh"

	"tabard.dev/tabard"
)

// maxPEM bounds what is given to the PEM decoder, whose time has been known to grow with the square of hostile input.
// Bundles of authorities are larger, and hold nobody's credential.
const maxPEM = 64 << 10

// readPEM reads private keys and the certificates of single identities. Authorities are no one's credential and are passed
// over, unless the file holds the authority's key too.
func readPEM(f *file) bool {
	if len(f.text) > maxPEM {
		return false
	}
	rest := f.text
	keys := bytes.Contains(rest, []byte("PRIVATE KEY-----"))
	any := false
	for {
		at := len(f.text) - len(rest)
		block, after := pem.Decode(rest)
		if block == nil {
			break
		}
		line := f.lineOf(at + max(0, bytes.Index(rest, []byte("-----BEGIN "))))
		rest = after
		any = true
		switch {
		case strings.HasSuffix(block.Type, "PRIVATE KEY"):
			f.privateKey(Credential{Kind: tabard.CredentialKey, Line: line}, pem.EncodeToMemory(block))
		case block.Type == "CERTIFICATE":
			cert, err := x509.ParseCertificate(block.Bytes)
			if err != nil {
				f.problem(line, "not a certificate: "+plainASN(err))
				continue
			}
			if cert.IsCA && !keys {
				continue
			}
			c := Credential{Kind: tabard.CredentialCertificate, Type: "certificate", Line: line}
			c.describeCertificate(cert)
			f.credential(c)
		}
	}
	if !any && keys && !f.has("{", "<") && len(f.text) < 16<<10 && bytes.HasPrefix(bytes.TrimSpace(f.text), []byte("-----BEGIN")) {
		f.problem(1, "a private key that cannot be decoded")
	}
	return any
}

// plainASN keeps the library's words, which name structures, not values.
func plainASN(err error) string { return strings.TrimPrefix(err.Error(), "x509: ") }

// certificates reads all certificates of a PEM text.
func certificates(text []byte) []*x509.Certificate {
	if len(text) > maxPEM {
		return nil
	}
	var all []*x509.Certificate
	for {
		block, rest := pem.Decode(text)
		if block == nil {
			return all
		}
		text = rest
		if cert, err := x509.ParseCertificate(block.Bytes); err == nil {
			all = append(all, cert)
		}
	}
}

func (c *Credential) describeCertificate(cert *x509.Certificate) {
	sum := sha256.Sum256(cert.Raw)
	c.Fingerprint = "sha256:" + hex.EncodeToString(sum[:])
	c.NativeID = cert.SerialNumber.Text(16)
	c.Created, c.Expires = cert.NotBefore.UTC(), cert.NotAfter.UTC()
	c.Identity = clip(cert.Subject.String())
	if len(cert.URIs) > 0 { // a SPIFFE id says it better
		c.Identity = clip(cert.URIs[0].String())
	} else if c.Identity == "" && len(cert.DNSNames) > 0 {
		c.Identity = clip(cert.DNSNames[0])
	}
	if c.System == "" {
		c.System = clip(cert.Issuer.String())
	}
}

// privateKey adds a private key in PEM. Its fingerprint is that of the public key, as ssh-keygen -l shows it, so that it is
// found again in authorized_keys and logs; a key that shows no public half without its passphrase has none.
func (f *file) privateKey(c Credential, text []byte) {
	raw, err := ssh.ParseRawPrivateKey(text)
	var locked *ssh.PassphraseMissingError
	var public ssh.PublicKey
	switch {
	case errors.As(err, &locked):
		c.Encrypted, public = true, locked.PublicKey
	case bytes.Contains(text, []byte("ENCRYPTED")):
		c.Encrypted = true
	case err != nil:
		f.problem(c.Line, "a private key that cannot be decoded")
		return
	default:
		public = publicHalf(raw)
	}
	if public != nil {
		c.Fingerprint = ssh.FingerprintSHA256(public)
	}
	if c.Type == "" {
		c.Type = "private-key"
		if bytes.Contains(text, []byte("BEGIN OPENSSH")) || f.is(".ssh/*", "id_rsa", "id_ecdsa", "id_ed25519", "id_dsa") {
			c.Type = "ssh-private-key"
		}
	}
	if c.Name == "" {
		c.Name = algorithm(raw, public)
	}
	if !c.Encrypted && c.Hint == "" && c.Type == "ssh-private-key" && !openToOthers(f.info) {
		c.Hint = "no passphrase: whoever reads the file is the identity (ssh-keygen -p sets one)"
	}
	f.credential(c)
}

func publicHalf(raw any) ssh.PublicKey {
	signer, ok := raw.(crypto.Signer)
	if key, is := raw.(*ed25519.PrivateKey); is {
		signer, ok = key, true
	}
	if !ok {
		return nil
	}
	public, err := ssh.NewPublicKey(signer.Public())
	if err != nil {
		return nil
	}
	return public
}

// algorithm says what sort of key it is.
func algorithm(raw any, public ssh.PublicKey) string {
	switch key := raw.(type) {
	case *rsa.PrivateKey:
		return fmt.Sprintf("rsa %d bits", key.N.BitLen())
	case *ecdsa.PrivateKey:
		return "ecdsa " + key.Curve.Params().Name
	case ed25519.PrivateKey, *ed25519.PrivateKey:
		return "ed25519"
	}
	if public != nil {
		return public.Type()
	}
	return ""
}
