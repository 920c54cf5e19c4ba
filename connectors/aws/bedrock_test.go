package aws

import (
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/tabardtest"
)

func TestBedrock(t *testing.T) {
	tabardtest.Family(t, bedrockInvocation())
	tabardtest.Golden(t, bedrockInvocation(), *update)
}

func TestRealInvocations(t *testing.T) {
	for i, record := range tabardtest.Records(t, "panther_rule_tests", "AWS.BedrockModelInvocation.jsonl") {
		e, err := tabardtest.Decode(t, bedrockInvocation(), record)
		if err != nil {
			t.Errorf("record %d: %v", i+1, err)
			continue
		}
		if e.Action != "bedrock:"+e.Get("operation").String() || e.Time.IsZero() || e.Actor.IsZero() || e.Outcome != tabard.OutcomeSuccess {
			t.Errorf("record %d is told as\n%s", i+1, tabardtest.Describe(e))
		}
	}
}

func FuzzBedrock(f *testing.F) { tabardtest.FuzzFamily(f, bedrockInvocation()) }
