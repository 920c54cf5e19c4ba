package sigma_test

import (
	"testing"

	"tabard.dev/tabard/internal/sigma"
)

// A record that no rule matches costs no memory, whatever the rules look at.
func TestNothingIsAllocatedForWhatDoesNotMatch(t *testing.T) {
	rules := parse(t, rule("s: {eventName: [CreateUser, 'Get*Key'], eventSource: iam.amazonaws.com}\ncondition: s")+"---\n"+
		rule("s: {sourceIPAddress|cidr: 10.0.0.0/8, userAgent|re: '(?i)evil-?agent'}\ncondition: s")+"---\n"+
		rule("s: {requestParameters|contains: Ünlikely, n|gt: 1000, t|hour: 3}\nk: [keyword, 'key*word']\ncondition: s or k")+"---\n"+
		rule("s: {userIdentity.arn|fieldref: requestParameters.userName}\nf: {errorCode: null}\ncondition: s and not f or not f")+"---\n"+
		rule("s: {userAgent|contains|windash: ' -enc', n|exists: false}\ncondition: s"))
	b := newBench(t, "aws.cloudtrail", rules...)
	records := []string{
		`{"eventName":"CreateUser","eventSource":"s3.amazonaws.com","sourceIPAddress":"203.0.113.7","userAgent":"Evil-Agents","n":5,"t":"2026-01-02T04:05:06Z"}`,
		`{"eventName":"GetMyKey","eventSource":"ec2.amazonaws.com","requestParameters":{"a":"ünLIKE","userName":"ÄÖ"},"userIdentity":{"arn":"x"},"n":1.5e2}`,
		`{"sourceIPAddress":"10.1.2.3","userAgent":"aws-cli/2 É evil","n":"12","t":1700000000,"x":["key","word \u00fc"]}`,
	}
	for _, record := range records {
		if hits := b.hits(t, record); len(hits) != 0 {
			t.Fatalf("hits %v on %s", ids(b.program, hits), record)
		}
		raw := []byte(record)
		var hits []sigma.Hit
		if n := testing.AllocsPerRun(100, func() {
			hits = b.matcher.Match(b.family, b.slots, raw, hits[:0])
		}); n != 0 {
			t.Errorf("%g allocations for %s", n, record)
		}
	}
}
