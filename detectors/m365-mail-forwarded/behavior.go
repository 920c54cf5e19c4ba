// Package m365mailforwarded looks for mail that leaves by a rule or setting, or is hidden from its reader.
package m365mailforwarded

import (
	"fmt"
	"regexp"
	"strings"

	"tabard.dev/tabard"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "m365-mail-forwarded",
		Title:      "Mail forwarded outside, hidden, or allowed past the filters",
		About:      "A rule or setting sends mail to an address outside, deletes or hides it from its reader, lets it past the filters, or allows such forwarding for everybody.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1114.003", "T1564.008"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/en-us/defender-office-365/responding-to-a-compromised-email-account"},
		Detectors: []tabard.Detector{{Family: "m365.audit", Actions: []string{
			"New-InboxRule", "Set-InboxRule", "UpdateInboxRules", "Set-Mailbox", "New-TransportRule", "Set-TransportRule", "New-RemoteDomain",
			"Set-RemoteDomain", "Set-HostedOutboundSpamFilterPolicy", "New-HostedOutboundSpamFilterPolicy", "New-JournalRule", "Set-JournalRule",
			"New-InboundConnector", "Set-InboundConnector", "New-OutboundConnector",
		}, Judge: judge}},
	}
}

// Parameters that name who gets the mail, and those that hide it or let it past; names as Exchange Online writes them.
var (
	recipients = regexp.MustCompile(`(?i)^(ForwardTo|RedirectTo|ForwardAsAttachmentTo|ForwardingSmtpAddress|BlindCopyTo|RedirectMessageTo|CopyTo|AddToRecipients|JournalEmailAddress)$`)
	hiding     = regexp.MustCompile(`(?i)^(RSS ?(Feeds|Subscriptions)?|Conversation History|Deleted Items|Junk.*|Archive|Notes|Sync Issues.*)$`)
)

func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if e.Outcome == tabard.OutcomeFailure {
		return nil
	}
	user := e.Get("UserId").String()
	for _, p := range append(e.Get("Parameters").Doc().List(), e.Get("OperationProperties").List()...) {
		name, value := p.Child("Name").String(), p.Child("Value").String()
		what := ""
		switch lower := strings.ToLower(name); {
		case recipients.MatchString(name) && outside(value, user):
			what = "sends mail to " + value
		case lower == "ruleactions" && strings.Contains(value, "Forward"), lower == "ruleoperation" && strings.Contains(value, "Redirect"):
			what = "forwards mail"
		case (lower == "deletemessage" || lower == "softdeletemessage") && isTrue(value):
			what = "deletes mail before it is read"
		case lower == "movetofolder" && hiding.MatchString(value[strings.LastIndexAny(value, `\:/`)+1:]):
			what = "hides mail in " + value
		case lower == "setscl" && value == "-1":
			what = "lets mail past the filters"
		case lower == "autoforwardenabled" && isTrue(value), lower == "autoforwardingmode" && strings.EqualFold(value, "On"):
			what = "lets everybody forward mail outside"
		case strings.HasSuffix(e.Action, "boundConnector") && (lower == "name" || lower == "identity"):
			what = "sets how mail comes and goes"
		}
		if what != "" {
			return []tabard.Finding{{Summary: fmt.Sprintf("%s by %s %s", e.Action, user, what)}}
		}
	}
	return nil
}

func isTrue(value string) bool { return strings.EqualFold(value, "True") || value == "1" }

// outside reports whether one of the addresses is of another domain than the user's. A name without a domain is of the
// organization's own directory.
func outside(addresses, user string) bool {
	_, own, _ := strings.Cut(strings.ToLower(user), "@")
	for _, address := range strings.FieldsFunc(strings.ToLower(addresses), func(r rune) bool { return strings.ContainsRune(`;, "[]<>`, r) }) {
		if _, domain, ok := strings.Cut(address, "@"); ok && domain != own {
			return true
		}
	}
	return false
}
