package crashtest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// chunkRecords is how many records are sent at a time.
const chunkRecords = 20

// story makes the records that a run sends, in chunks: the project's samples of several families, and a made-up day of
// CloudTrail in which identities and keys are created, used, shared and deleted. Every record has an id of its own.
func story(t *testing.T, chunks int) []string {
	t.Helper()
	var lines []string
	for _, family := range []string{"aws.cloudtrail", "entra.audit", "entra.signin", "github.audit"} {
		text, err := os.ReadFile(filepath.Join("../../examples/samples", family+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, strings.Split(strings.TrimSpace(string(text)), "\n")...)
	}
	random := rand.New(rand.NewPCG(7, 7))
	random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	begin := time.Now().UTC().Add(-time.Hour).Truncate(time.Second)
	for n := len(lines); n < chunks*chunkRecords; n++ {
		lines = append(lines, trail(random, n, begin.Add(time.Duration(n)*100*time.Millisecond)))
	}
	var all []string
	for len(lines) > 0 && len(all) < chunks {
		n := min(chunkRecords, len(lines))
		all = append(all, strings.Join(lines[:n], "\n")+"\n")
		lines = lines[n:]
	}
	return all
}

// trail makes one CloudTrail record.
func trail(random *rand.Rand, n int, at time.Time) string {
	actor, target := fmt.Sprintf("agent-%d", random.IntN(40)), fmt.Sprintf("bot-%d", random.IntN(200))
	source, name, parameters, response := "s3.amazonaws.com", "GetObject", fmt.Sprintf(`{"bucketName":"b%d","key":"k"}`, random.IntN(9)), "null"
	switch random.IntN(8) {
	case 0:
		source, name, parameters = "iam.amazonaws.com", "CreateUser", fmt.Sprintf(`{"userName":%q}`, target)
		response = fmt.Sprintf(`{"user":{"userName":%q,"userId":"AIDA%012d","arn":"arn:aws:iam::111122223333:user/%s","createDate":"Nov 24, 2026 9:00:00 AM","path":"/"}}`, target, n, target)
	case 1:
		source, name, parameters = "iam.amazonaws.com", "CreateAccessKey", fmt.Sprintf(`{"userName":%q}`, target)
		response = fmt.Sprintf(`{"accessKey":{"accessKeyId":"AKIA%016d","status":"Active","userName":%q,"createDate":"Nov 24, 2026 9:00:00 AM"}}`, n, target)
	case 2:
		source, name, parameters = "iam.amazonaws.com", "AttachUserPolicy", fmt.Sprintf(`{"userName":%q,"policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}`, target)
	case 3:
		source, name, parameters = "iam.amazonaws.com", "DeleteUser", fmt.Sprintf(`{"userName":%q}`, target)
	}
	return fmt.Sprintf(`{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDA%s","arn":"arn:aws:iam::111122223333:user/%s","accountId":"111122223333","accessKeyId":"AKIA000000000000%s","userName":%q},"eventTime":%q,"eventSource":%q,"eventName":%q,"awsRegion":"eu-central-1","sourceIPAddress":"203.0.113.%d","userAgent":%q,"requestParameters":%s,"responseElements":%s,"requestID":"r-%d","eventID":"e-%d","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333"}`,
		strings.ToUpper(actor), actor, strings.ToUpper(actor), actor, at.Format(time.RFC3339), source, name, random.IntN(250),
		[]string{"langgraph/0.6 Boto3/1.40", "aws-cli/2.31", "terraform/1.13"}[random.IntN(3)], parameters, response, n, n)
}
