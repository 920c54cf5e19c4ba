// Package secretshape knows what secrets look like that wear their issuer's mark: the fixed beginnings that issuers give
// their tokens so that scanners can find them. It says nothing about secrets without a mark.
//
// Records are cut by it before they are stored, and files are searched by it.
package secretshape

import (
	"slices"
	"strings"
)

// Shape is the form of one issuer's secrets.
type Shape struct {
	Prefix string // at least three bytes, which lets a search skip every second place
	Kind   string // "github-token": who issued it and what it is
	Rest   int    // how many token characters follow at least
	Dots   int    // how many of them are dots at least, as a JWT has two
}

// shapes come from the issuers' documentation of their token formats. Where one prefix begins with another, the longer
// comes first.
var shapes = [...]Shape{
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
	{"glcbt-", "gitlab-token", 18, 0},
	{"ATATT3xFfGF0", "atlassian-token", 60, 0},
	{"xoxb-", "slack-token", 20, 0},
	{"xoxp-", "slack-token", 20, 0},
	{"xoxa-", "slack-token", 20, 0},
	{"xoxs-", "slack-token", 20, 0},
	{"xapp-", "slack-token", 20, 0},
	{"sk-ant-", "anthropic-key", 20, 0},
	{"sk-proj-", "openai-key", 20, 0},
	{"sk-svcacct-", "openai-key", 20, 0},
	{"sk-admin-", "openai-key", 20, 0},
	{"sk-or-v1-", "openrouter-key", 40, 0},
	{"sk-", "api-key", 40, 0},
	{"hf_", "huggingface-token", 30, 0},
	{"gsk_", "groq-key", 40, 0},
	{"xai-", "xai-key", 60, 0},
	{"pplx-", "perplexity-key", 40, 0},
	{"nvapi-", "nvidia-key", 40, 0},
	{"r8_", "replicate-token", 36, 0},
	{"tvly-", "tavily-key", 28, 0},
	{"AIza", "google-key", 35, 0},
	{"ya29.", "google-token", 20, 0},
	{"GOCSPX-", "google-secret", 20, 0},
	{"hvs.", "vault-token", 20, 0},
	{"hvb.", "vault-token", 20, 0},
	{"hvr.", "vault-token", 20, 0},
	{"eyJ", "jwt", 40, 2},
	{"npm_", "npm-token", 36, 0},
	{"pypi-AgE", "pypi-token", 50, 0},
	{"rubygems_", "rubygems-token", 40, 0},
	{"dckr_pat_", "docker-token", 20, 0},
	{"sk_live_", "stripe-key", 16, 0},
	{"rk_live_", "stripe-key", 16, 0},
	{"SG.", "sendgrid-key", 40, 1},
	{"shpat_", "shopify-token", 32, 0},
	{"dop_v1_", "digitalocean-token", 60, 0},
	{"tskey-", "tailscale-key", 16, 0},
	{"dapi", "databricks-token", 32, 0},
	{"lin_api_", "linear-key", 32, 0},
	{"ntn_", "notion-token", 40, 0},
	{"figd_", "figma-token", 36, 0},
	{"PMAK-", "postman-key", 50, 0},
	{"pul-", "pulumi-token", 40, 0},
	{"glsa_", "grafana-token", 32, 0},
	{"glc_", "grafana-token", 32, 0},
	{"sntrys_", "sentry-token", 40, 0},
	{"sntryu_", "sentry-token", 40, 0},
	{"sbp_", "supabase-token", 40, 0},
	{"AGE-SECRET-KEY-", "age-key", 50, 0},
}

// All gives the shapes.
func All() []Shape { return slices.Clone(shapes[:]) }

// Of gives the kind of a value that is, as a whole, a secret of a known shape.
func Of(value string) (kind string, ok bool) {
	for _, s := range shapes {
		if rest, has := strings.CutPrefix(value, s.Prefix); has {
			if len(rest) >= s.Rest && strings.Count(rest, ".") >= s.Dots && tokenEnd(rest) == len(rest) {
				return s.Kind, true
			}
		}
	}
	return "", false
}

// Find gives the first secret of a known shape in a text, as a half-open range.
func Find(text string) (start, end int, kind string, ok bool) {
	for at := 0; at < len(text); {
		if !TokenByte(text[at]) {
			at++
			continue
		}
		length := tokenEnd(text[at:])
		if kind, ok := Of(text[at : at+length]); ok {
			return at, at + length, kind, true
		}
		at += length
	}
	return 0, 0, "", false
}

// TokenByte reports whether tokens are made of such bytes.
func TokenByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.' || c == '~'
}

func tokenEnd(text string) int {
	for i := range len(text) {
		if !TokenByte(text[i]) {
			return i
		}
	}
	return len(text)
}
