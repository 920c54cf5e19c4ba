package inventory

import (
	"slices"
	"strings"
)

// ownerLabels are the keys of tags and labels that name an owner, in the order they count, and what their value names.
var ownerLabels = []struct{ key, prefix string }{
	{"owner", ""},
	{"owned-by", ""},
	{"ownedby", ""},
	{"owner-email", "user:"},
	{"technical-owner", ""},
	{"maintainer", ""},
	{"contact", ""},
	{"team", "team:"},
	{"owning-team", "team:"},
	{"owner-team", "team:"},
	{"squad", "team:"},
}

// fromLabels gives the claims in tags and labels. Keys are compared by their last part, whatever the case, so that
// "app.example.com/owner" counts.
func fromLabels(labels map[string]string) []claim {
	if len(labels) == 0 {
		return nil
	}
	plain := make(map[string]string, len(labels))
	keys := make([]string, 0, len(labels))
	for key := range labels {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		short := strings.ToLower(key[strings.LastIndexAny(key, "/:")+1:])
		short = strings.NewReplacer("_", "-", " ", "-", ".", "-").Replace(short)
		if _, taken := plain[short]; !taken {
			plain[short] = labels[key]
		}
	}
	var claims []claim
	for _, known := range ownerLabels {
		if owner := ownerID(known.prefix, plain[known.key]); owner != "" {
			claims = append(claims, claim{Owner: owner, What: "label " + known.key + "=" + plain[known.key], Weight: weightLabel, Source: fromRecordLabels})
		}
	}
	return claims
}

// teamWords begin a text that says in words that it names a team.
var teamWords = []string{"team ", "team: ", "squad ", "group ", "the "}

// ownerID makes an owner's id of a free text: a mail address is a person, anything else a team unless it says otherwise. "team
// payments" is the team payments.
func ownerID(prefix, text string) string {
	text = strings.TrimSpace(text)
	for _, word := range teamWords {
		if len(text) > len(word) && strings.EqualFold(text[:len(word)], word) {
			prefix, text = "team:", strings.TrimSpace(text[len(word):])
		}
	}
	text = strings.TrimSuffix(text, " team")
	if text == "" || len(text) > 200 || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' }) {
		return ""
	}
	switch strings.ToLower(text) {
	case "none", "unknown", "n/a", "na", "-", "tbd", "null":
		return ""
	}
	if strings.HasPrefix(text, "team:") || strings.HasPrefix(text, "user:") {
		return text
	}
	if strings.Contains(text, "@") {
		return "user:" + text
	}
	if prefix == "" {
		prefix = "team:"
	}
	return prefix + text
}

// fromComment gives the claim in a comment such as "owner: payments; for the nightly run".
func fromComment(comment string) (claim, bool) {
	for part := range strings.FieldsFuncSeq(comment, func(r rune) bool { return r == ';' || r == ',' || r == '\n' }) {
		key, value, ok := strings.Cut(part, ":")
		if !ok {
			key, value, ok = strings.Cut(part, "=")
		}
		if !ok {
			continue
		}
		prefix := ""
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "owner", "owned by", "contact":
		case "team":
			prefix = "team:"
		default:
			continue
		}
		if owner := ownerID(prefix, value); owner != "" {
			return claim{Owner: owner, What: "comment " + strings.TrimSpace(part), Weight: weightComment, Source: fromRecordNote}, true
		}
	}
	return claim{}, false
}
