// Package objectencryptedwithforeignkey is the behavior "Data encrypted with a key that the account does not hold"; README.md says how it is told.
package objectencryptedwithforeignkey

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "object-encrypted-with-foreign-key",
		Title:       "Data encrypted with a key that the account does not hold",
		About:       "Objects, a bucket or disks were encrypted with a key of the caller or of another account, or a key was made with material from outside: who holds it can ask for a ransom.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1486"},
		NHI:         []string{"NHI6"},
		References:  []string{"https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html", "https://attack.mitre.org/techniques/T1486/"},
		FalseAlarms: []string{"Applications that bring their own key on purpose."},
		Detectors:   []tabard.Detector{{Family: "aws.cloudtrail", Actions: []string{"s3:CopyObject", "s3:PutObject", "s3:UploadPart", "s3:CreateMultipartUpload", "s3:PutBucketEncryption", "s3:PutEncryptionConfiguration", "ec2:CopySnapshot", "ec2:CreateVolume", "ec2:ModifyEbsDefaultKmsKeyId", "kms:ImportKeyMaterial", "kms:CreateKey"}, Judge: judge}},
	}
}

func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if e.Outcome == tabard.OutcomeFailure || !outside(e) {
		return nil
	}
	return []tabard.Finding{{Summary: e.Action + " by " + e.Actor.Name + " with a key that the account does not hold"}}
}

// keys are the parameters that name a key.
var keys = [...]string{
	"x-amz-server-side-encryption-aws-kms-key-id", "kmsKeyId", "KmsKeyId", "ModifyEbsDefaultKmsKeyIdRequest.KmsKeyId",
	"ServerSideEncryptionConfiguration.Rule.ApplyServerSideEncryptionByDefault.KMSMasterKeyID",
}

func outside(e *tabard.Event) bool {
	request := e.Get("requestParameters")
	switch e.Action {
	case "kms:ImportKeyMaterial":
		return true
	case "kms:CreateKey":
		origin := request.Get("origin").String()
		return origin == "EXTERNAL" || origin == "EXTERNAL_KEY_STORE"
	}
	if request.Child("x-amz-server-side-encryption-customer-algorithm").Exists() || e.Get("additionalEventData.SSEApplied").String() == "SSE_C" {
		return true
	}
	for _, path := range keys {
		if iampolicy.ForeignTo(e, request.Get(path).String()) != "" {
			return true
		}
	}
	return false
}
