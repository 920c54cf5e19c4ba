// Package resourceopenedtootheraccount is the behavior "Resource opened to another account"; README.md says how it is told.
package resourceopenedtootheraccount

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "resource-opened-to-other-account",
		Title:       "Resource opened to another account",
		About:       "The policy of a bucket, queue, topic, key, secret or repository lets in another account.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1537"},
		NHI:         []string{"NHI3"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1537/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"s3:PutBucketPolicy", "sqs:SetQueueAttributes", "sns:SetTopicAttributes", "kms:PutKeyPolicy", "secretsmanager:PutResourcePolicy", "ecr:SetRepositoryPolicy", "es:UpdateDomainConfig", "backup:PutBackupVaultAccessPolicy", "sqs:CreateQueue", "es:CreateDomain"}, "another account is let in", bad)},
	}
}

func bad(e *tabard.Event, s iampolicy.Statement) bool { return len(s.Foreign(e)) > 0 }
