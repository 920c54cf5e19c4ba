package normalize

import (
	"bytes"

	"tabard.dev/tabard"
)

// shape is a well-known form of secret: a prefix that its issuer gives all of its tokens, so that they can be recognized
// wherever they turn up, and how long the rest must at least be.
type shape struct {
	prefix string
	kind   string
	rest   int
	dots   int // dots that the rest must have, as a JWT has two
}

// tokenShapes come from the issuers' documentation of their token formats; each prefix is at least three bytes long.
var tokenShapes = []shape{
	{"ghp_", "github-token", 30, 0},
	{"gho_", "github-token", 30, 0},
	{"ghu_", "github-token", 30, 0},
	{"ghs_", "github-token", 30, 0},
	{"ghr_", "github-token", 30, 0},
	{"github_pat_", "github-token", 30, 0},
	{"glpat-", "gitlab-token", 18, 0},
	{"gldt-", "gitlab-token", 18, 0},
	{"glrt-", "gitlab-token", 18, 0},
	{"glptt-", "gitlab-token", 18, 0},
	{"xoxb-", "slack-token", 20, 0},
	{"xoxp-", "slack-token", 20, 0},
	{"xoxa-", "slack-token", 20, 0},
	{"xoxs-", "slack-token", 20, 0},
	{"xapp-", "slack-token", 20, 0},
	{"sk-ant-", "anthropic-key", 20, 0},
	{"sk-proj-", "openai-key", 20, 0},
	{"sk-svcacct-", "openai-key", 20, 0},
	{"sk-admin-", "openai-key", 20, 0},
	{"sk-", "api-key", 40, 0},
	{"hvs.", "vault-token", 20, 0},
	{"hvb.", "vault-token", 20, 0},
	{"hvr.", "vault-token", 20, 0},
	{"eyJ", "jwt", 40, 2},
	{"AIza", "google-key", 35, 0},
	{"ya29.", "google-token", 20, 0},
	{"GOCSPX-", "google-secret", 20, 0},
	{"npm_", "npm-token", 36, 0},
	{"pypi-AgE", "pypi-token", 50, 0},
	{"sk_live_", "stripe-key", 16, 0},
	{"rk_live_", "stripe-key", 16, 0},
	{"SG.", "sendgrid-key", 40, 1},
	{"shpat_", "shopify-token", 32, 0},
	{"dop_v1_", "digitalocean-token", 60, 0},
	{"hf_", "huggingface-token", 30, 0},
	{"tskey-", "tailscale-key", 16, 0},
	{"dapi", "databricks-token", 32, 0},
	{"lin_api_", "linear-key", 32, 0},
	{"nvapi-", "nvidia-key", 40, 0},
	{"gsk_", "groq-key", 40, 0},
	{"AGE-SECRET-KEY-", "age-key", 50, 0},
}

var (
	keyBegin = []byte("-----BEGIN ")
	keyEnd   = []byte("-----END ")
	keyWord  = []byte("PRIVATE KEY")
)

// shapes finds token shapes. It looks at every second pair of bytes, because a prefix of three bytes or more has one of its
// first two pairs at an even place: a record is read at memory speed and only real candidates are compared.
type shapes struct {
	byFirst [256][]shape
	pair    [1 << 10]uint64 // a bit for each pair of bytes
}

func newShapes(list []shape) *shapes {
	s := &shapes{}
	for _, one := range append(list, shape{prefix: string(keyBegin)}) {
		s.byFirst[one.prefix[0]] = append(s.byFirst[one.prefix[0]], one)
		for i := range 2 {
			pair := int(one.prefix[i])<<8 | int(one.prefix[i+1])
			s.pair[pair>>6] |= 1 << (pair & 63)
		}
	}
	return s
}

func (s *shapes) find(record []byte, cut tabard.Cut, cuts []span) []span {
	done := 0
	for i := 0; i+1 < len(record); i += 2 {
		pair := int(record[i])<<8 | int(record[i+1])
		if s.pair[pair>>6]>>(pair&63)&1 == 0 {
			continue
		}
		for at := max(i-1, done); at <= i; at++ {
			if s.byFirst[record[at]] == nil || at > 0 && tokenByte(record[at-1]) && !escapeBefore(record, at) {
				continue
			}
			if found, ok := s.at(record, at, cut); ok {
				cuts = append(cuts, found)
				done = found.end
				break
			}
		}
	}
	return cuts
}

// at compares the shapes with a place where a word begins.
func (s *shapes) at(record []byte, at int, cut tabard.Cut) (span, bool) {
	for _, one := range s.byFirst[record[at]] {
		if len(record)-at < len(one.prefix) || string(record[at:at+len(one.prefix)]) != one.prefix {
			continue
		}
		if one.rest == 0 {
			return privateKey(record, at, cut)
		}
		end := at + len(one.prefix)
		for end < len(record) && tokenByte(record[end]) {
			end++
		}
		rest := record[at+len(one.prefix) : end]
		if len(rest) >= one.rest && bytes.Count(rest, []byte{'.'}) >= one.dots {
			return span{start: at, end: end, text: cut(one.kind, record[at:end])}, true
		}
	}
	return span{}, false
}

// escapeBefore reports whether the byte before a place ends a JSON escape such as \n, which is no part of a word.
func escapeBefore(record []byte, at int) bool { return at > 1 && record[at-2] == '\\' }

func tokenByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.' || c == '~'
}

// privateKey cuts a PEM block from its first line to its last, or to the end of the string it is in.
func privateKey(record []byte, at int, cut tabard.Cut) (span, bool) {
	head := record[at:min(len(record), at+64)]
	if !bytes.Contains(head, keyWord) {
		return span{}, false
	}
	end := len(record)
	if i := bytes.Index(record[at:], keyEnd); i >= 0 {
		end = at + i + len(keyEnd)
		if j := bytes.Index(record[end:], []byte("-----")); j >= 0 && j < 64 {
			end += j + len("-----")
		}
	} else if i := bytes.IndexByte(record[at:], '"'); i >= 0 {
		end = at + i
	}
	return span{start: at, end: end, text: cut("private-key", record[at:end])}, true
}
