package aws

import (
	"strings"
	"testing"
)

func TestRecased(t *testing.T) {
	got := string(recased([]byte(`{"eventname":"GetUser","eventsource":"iam.amazonaws.com","useridentity":{"accesskeyid":"AKIAEXAMPLE000000001","sessioncontext":{"attributes":{"mfaauthenticated":"true"}}},"requestparameters":{"username":"jo"}}`)))
	for _, part := range []string{`"eventName":"GetUser"`, `"accessKeyId":`, `"mfaAuthenticated":"true"`, `"requestParameters":{"username":"jo"}`} {
		if !strings.Contains(got, part) {
			t.Errorf("recased record lacks %s: %s", part, got)
		}
	}
	if got := recased([]byte(`{"eventName":"GetUser"}`)); got != nil {
		t.Errorf("a record in CloudTrail's own case is written anew: %s", got)
	}
}
