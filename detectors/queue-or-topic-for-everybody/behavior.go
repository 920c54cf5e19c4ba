// Package queueortopicforeverybody is the behavior "Queue or topic for everybody"; README.md says how it is told.
package queueortopicforeverybody

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "queue-or-topic-for-everybody",
		Title:       "Queue or topic for everybody",
		About:       "The policy of a queue or topic lets everybody in.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1537"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1537/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"sqs:SetQueueAttributes", "sns:SetTopicAttributes", "sqs:CreateQueue"}, "everybody may use it", bad)},
	}
}

func bad(_ *tabard.Event, s iampolicy.Statement) bool { return s.Anybody() }
