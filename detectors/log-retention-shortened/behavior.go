// Package logretentionshortened is the behavior "Logs of security end soon, or are gone"; README.md says how it is told.
package logretentionshortened

import (
	"regexp"
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "log-retention-shortened",
		Title:       "Logs of security end soon, or are gone",
		About:       "A log group, stream or bucket that holds audit records was deleted, or records are from now on kept for a few days only.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1070", "T1562.008", "T1485"},
		NHI:         []string{"NHI6"},
		References:  []string{"https://attack.mitre.org/techniques/T1562/008/", "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html"},
		FalseAlarms: []string{"Logs of short-lived development stacks."},
		Detectors:   []tabard.Detector{{Family: "aws.cloudtrail", Actions: []string{"logs:PutRetentionPolicy", "logs:DeleteLogGroup", "logs:DeleteLogStream", "s3:PutBucketLifecycle", "s3:PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration", "s3:DeleteBucket", "cloudtrail:UpdateEventDataStore"}, Judge: judge}},
	}
}

// soon is for how many days or fewer records are kept that nobody will find in time.
const soon = 7

func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if e.Outcome == tabard.OutcomeFailure || !shortened(e) {
		return nil
	}
	return []tabard.Finding{{Summary: e.Action + " by " + e.Actor.Name + ": records are gone, or soon will be"}}
}

// audit are parts of the names of log groups and buckets with audit records.
var audit = regexp.MustCompile(`(?i)cloudtrail|/aws/eks/|flow-?logs?|guardduty|audit|security-?logs?|access-?logs?|aws-?waf-logs|siem|/aws/ssm|session-?manager|controltower|-config-|config-bucket`)

func shortened(e *tabard.Event) bool {
	request := e.Get("requestParameters")
	switch e.Action {
	case "logs:PutRetentionPolicy":
		days, ok := request.Get("retentionInDays").Number()
		return ok && (days <= soon || days < 90 && audit.MatchString(request.Get("logGroupName").String()))
	case "logs:DeleteLogGroup", "logs:DeleteLogStream":
		return audit.MatchString(request.Get("logGroupName").String())
	case "s3:DeleteBucket":
		return audit.MatchString(request.Get("bucketName").String())
	case "cloudtrail:UpdateEventDataStore":
		days, ok := request.Get("retentionPeriod").Number()
		return ok && days <= 30
	}
	return slices.ContainsFunc(request.Get("LifecycleConfiguration.Rule").List(), expires)
}

// expires reports whether a rule of a bucket is in force and ends all of its objects within days.
func expires(rule tabard.Node) bool {
	if strings.EqualFold(rule.Get("Status").String(), "Disabled") {
		return false
	}
	for _, part := range []string{"Filter.Prefix", "Prefix", "Filter.And.Prefix", "Filter.Tag.Key", "Filter.And.Tag.Key"} {
		if prefix := rule.Get(part).String(); prefix != "" && prefix != "/" {
			return false
		}
	}
	days, ok := rule.Get("Expiration.Days").Number()
	return ok && days <= soon || rule.Get("Expiration.Date").Exists()
}
