package azure

import (
	"bytes"

	"tabard.dev/tabard"
)

// secretNames are members of request and answer bodies that hold secrets. The bodies are JSON in a string, so their quotes
// are escaped there.
var secretNames = [...]struct{ name, kind string }{
	{"adminPassword", "password"},
	{"administratorLoginPassword", "password"},
	{"administratorPassword", "password"},
	{"password", "password"},
	{"clientSecret", "client-secret"},
	{"secret", "secret"},
	{"primaryKey", "access-key"},
	{"secondaryKey", "access-key"},
	{"key1", "access-key"},
	{"key2", "access-key"},
	{"primaryConnectionString", "connection-string"},
	{"secondaryConnectionString", "connection-string"},
	{"accountSasToken", "sas-token"},
	{"serviceSasToken", "sas-token"},
	{"storageAccountAccessKey", "storage-key"},
	{"protectedSettings", "settings"},
	{"commandToExecute", "command"},
}

// redact cuts the secrets out of bodies that are JSON in a string, and the signatures of shared access URLs.
func redact(record []byte, cut tabard.Cut) []byte {
	if !bytes.Contains(record, []byte("equestbody")) && !bytes.Contains(record, []byte("equestBody")) && !bytes.Contains(record, []byte("esponseBody")) {
		return cutSignatures(record, cut)
	}
	out := record
	for _, secret := range secretNames {
		for _, quote := range [...]string{`\"`, `"`} {
			out = cutMembers(out, quote+secret.name+quote, quote, secret.kind, cut)
		}
	}
	return cutSignatures(out, cut)
}

// cutMembers replaces the string values of members with a name.
func cutMembers(record []byte, name, quote, kind string, cut tabard.Cut) []byte {
	at := 0
	for {
		found := bytes.Index(record[at:], []byte(name))
		if found < 0 {
			return record
		}
		start := at + found + len(name)
		for start < len(record) && (record[start] == ' ' || record[start] == ':') {
			start++
		}
		if !bytes.HasPrefix(record[start:], []byte(quote)) {
			at = start
			continue
		}
		start += len(quote)
		end := closing(record, start, quote)
		if end < 0 || end == start || bytes.HasPrefix(record[start:], []byte("[redacted:")) {
			at = start
			continue
		}
		record = splice(record, start, end, cut(kind, record[start:end]))
		at = start
	}
}

// closing finds the quote that ends a string. In a string in a string the inner quote is \" and an escaped one \\\".
func closing(record []byte, start int, quote string) int {
	for at := start; at+len(quote) <= len(record); at++ {
		if record[at] != '\\' {
			if quote == `"` && record[at] == '"' {
				return at
			}
			if quote == `\"` && record[at] == '"' {
				return -1 // the outer string ends here
			}
			continue
		}
		if quote == `\"` && at+1 < len(record) && record[at+1] == '"' {
			return at
		}
		if quote == `\"` && bytes.HasPrefix(record[at:], []byte(`\\`)) {
			at += 3 // \\\" or \\\\ or \\n: one escaped character of the inner string, its escape two bytes
			continue
		}
		at++ // an escaped character
	}
	return -1
}

func splice(record []byte, start, end int, text string) []byte {
	out := make([]byte, 0, len(record)+len(text))
	return append(append(append(out, record[:start]...), text...), record[end:]...)
}

// cutSignatures replaces the signature of shared access signatures in URLs: whoever has it has the access.
func cutSignatures(record []byte, cut tabard.Cut) []byte {
	at := 0
	for {
		found := bytes.Index(record[at:], []byte("sig="))
		if found < 0 {
			return record
		}
		start := at + found + len("sig=")
		if first := at + found; first == 0 || record[first-1] != '&' && record[first-1] != '?' {
			at = start
			continue
		}
		end := start
		for end < len(record) && record[end] != '&' && record[end] != '"' && record[end] != '\\' && record[end] != ' ' {
			end++
		}
		if end == start || bytes.HasPrefix(record[start:], []byte("[redacted:")) {
			at = end
			continue
		}
		record = splice(record, start, end, cut("sas-signature", record[start:end]))
		at = start
	}
}
