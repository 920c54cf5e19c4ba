// Package invitedfromoutside looks for invitations of people whose address is not of the inviter's organization.
package invitedfromoutside

import (
	"fmt"
	"strings"

	"tabard.dev/tabard"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "invited-from-outside",
		Title:      "Somebody from outside invited",
		About:      "An invitation went to an address of another domain than the inviter's: a private mailbox, or another company.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1136.003", "T1199"},
		NHI:        []string{"NHI3"},
		References: []string{"https://attack.mitre.org/techniques/T1199/", "https://platform.openai.com/docs/api-reference/audit-logs/object"},
		FalseAlarms: []string{
			"An organization with several domains, or with contractors; close the finding with that reason.",
		},
		Detectors: []tabard.Detector{
			{Family: "anthropic.activity", Actions: []string{"*invite_sent", "*invite_re_sent"}, Judge: judge(
				[]string{"actor.email_address"}, []string{"invited_email", "user_email", "email"},
			)},
			{Family: "openai.audit", Actions: []string{"invite.sent", "*.invite.sent", "user.added"}, Judge: judge(
				[]string{"actor.session.user.email", "actor.api_key.user.email"},
				[]string{"invite_sent.data.email", "invite.sent.data.email", "user_added.data.email", "user.added.data.email"},
			)},
		},
	}
}

// judge compares the domain of the first inviting address there is with that of the first invited one.
func judge(inviting, invited []string) func(*tabard.Event, []tabard.Fact, tabard.View) []tabard.Finding {
	return func(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
		by, who := first(e, inviting), first(e, invited)
		if domain(by) == "" || domain(who) == "" || domain(by) == domain(who) {
			return nil
		}
		return []tabard.Finding{{Group: who, Summary: fmt.Sprintf("%s invited %s, whose address is of another domain", by, who)}}
	}
}

func first(e *tabard.Event, paths []string) string {
	for _, path := range paths {
		if text := e.Get(path).String(); text != "" {
			return text
		}
	}
	return ""
}

// domain gives the domain of an address in lower case, "" when it is no address.
func domain(address string) string {
	_, after, _ := strings.Cut(address, "@")
	return strings.ToLower(after)
}
