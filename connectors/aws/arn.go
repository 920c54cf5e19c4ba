package aws

import "strings"

// ARN is a name of the form "arn:partition:service:region:account:resource". The zero ARN is none.
type ARN struct{ Partition, Service, Region, Account, Resource string }

// ParseARN reads an ARN. The resource keeps its own colons and slashes.
func ParseARN(text string) (arn ARN, ok bool) {
	rest, ok := strings.CutPrefix(text, "arn:")
	if !ok {
		return ARN{}, false
	}
	for _, part := range []*string{&arn.Partition, &arn.Service, &arn.Region, &arn.Account} {
		if *part, rest, ok = strings.Cut(rest, ":"); !ok {
			return ARN{}, false
		}
	}
	arn.Resource = rest
	return arn, rest != ""
}

// Name gives the last part of the resource, the name without type and path.
func (a ARN) Name() string {
	name := a.Resource
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	} else if i := strings.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return name
}

// accountOf gives the account in an ARN, or the text itself where it is an account number; "" otherwise.
func accountOf(text string) string {
	if isAccount(text) {
		return text
	}
	arn, _ := ParseARN(text)
	return arn.Account
}

func isAccount(text string) bool {
	if len(text) != 12 {
		return false
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// lastName gives what stands after the last slash, the text itself where there is none.
func lastName(text string) string {
	return text[strings.LastIndexByte(text, '/')+1:]
}

// roleOfSession gives the role of a role session's ARN "arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION", and the session's
// name. The session's ARN leaves out the role's path, so a role with one comes out under another ARN than its own.
func roleOfSession(session string) (role, name string, ok bool) {
	arn, ok := ParseARN(session)
	if !ok || arn.Service != "sts" {
		return "", "", false
	}
	both, ok := strings.CutPrefix(arn.Resource, "assumed-role/")
	if !ok {
		return "", "", false
	}
	role, name, _ = strings.Cut(both, "/")
	return "arn:" + arn.Partition + ":iam::" + arn.Account + ":role/" + role, name, true
}
