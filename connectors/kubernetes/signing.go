package kubernetes

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"slices"
	"time"

	"tabard.dev/tabard"
)

// maxPEM bounds what is decoded of a certificate or a request for one; real ones are a few KiB.
const maxPEM = 64 << 10

// signing reads requests for certificates. A request announces a certificate; its approval makes it; the signer then puts
// it into the status.
func (r entry) signing(did tabard.Verb, o ref) {
	answer, sent := r.parsed()
	r.detail("signer", get(answer, sent, "spec.signerName").String())
	change := tabard.Change{Verb: tabard.Created, Object: tabard.ObjectCredential}
	change.Credential = tabard.CredentialRef{Kind: tabard.CredentialCertificate, ID: "csr/" + o.name}
	name, groups := requested(get(answer, sent, "spec.request").String())
	if name != "" {
		change.Identity = r.account(name)
	}
	switch {
	case o.subresource == "" && did == tabard.Created:
		change.Hint = true // nobody has approved it yet
	case o.subresource == "approval":
		if !approved(get(answer, sent, "status.conditions")) {
			return
		}
		change.Credential.Created = r.e.Time
	case o.subresource == "status":
		sum, ends := issued(get(answer, sent, "status.certificate").String())
		if sum == "" {
			return
		}
		change.Verb, change.Credential.Fingerprint, change.Credential.Expires = tabard.Updated, sum, ends
	case o.subresource == "" && did == tabard.Deleted:
		return // a certificate outlives the request for it
	default:
		return
	}
	r.e.Changes = append(r.e.Changes, change)
	if slices.Contains(groups, "system:masters") && o.subresource != "status" {
		c := r.did(tabard.Granted, tabard.ObjectGrant, change.Identity)
		c.Grant = tabard.GrantRef{Permission: "system:masters", Resource: "*", Via: "csr/" + o.name, Admin: true}
		c.Hint = change.Hint
	}
}

func approved(conditions tabard.Node) bool {
	for _, c := range conditions.List() {
		if c.Child("type").String() == "Approved" && c.Child("status").String() != "False" {
			return true
		}
	}
	return false
}

// requested reads who a certificate is asked for, as base64 of PEM.
func requested(text string) (name string, groups []string) {
	block := decodePEM(text)
	if block == nil {
		return "", nil
	}
	ask, err := x509.ParseCertificateRequest(block.Bytes)
	if err != nil {
		return "", nil
	}
	return ask.Subject.CommonName, ask.Subject.Organization
}

// issued gives the fingerprint of a certificate in base64 of PEM, as the audit log names it later, and when it ends.
func issued(text string) (sum string, ends time.Time) {
	block := decodePEM(text)
	if block == nil {
		return "", ends
	}
	hash := sha256.Sum256(block.Bytes)
	if cert, err := x509.ParseCertificate(block.Bytes); err == nil {
		ends = cert.NotAfter.UTC()
	}
	return hex.EncodeToString(hash[:]), ends
}

func decodePEM(text string) *pem.Block {
	if text == "" || len(text) > maxPEM {
		return nil
	}
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	block, _ := pem.Decode(raw)
	return block
}
