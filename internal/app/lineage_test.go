package app_test

import (
	"fmt"
	"net/http"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

// userMade is a CloudTrail record of one user making another at an hour of Monday, 2 November 2026.
func userMade(by, name string, hour int) string {
	return fmt.Sprintf(`{"eventVersion":"1.08","eventTime":"2026-11-02T%02d:00:00Z","eventSource":"iam.amazonaws.com","eventName":"CreateUser","awsRegion":"us-east-1",`+
		`"sourceIPAddress":"192.0.2.1","userAgent":"aws-cli/2.1","eventID":"made-%s","eventType":"AwsApiCall","recipientAccountId":"111122223333",`+
		`"userIdentity":{"type":"IAMUser","principalId":"AIDA%[3]s","arn":"arn:aws:iam::111122223333:user/%[3]s","accountId":"111122223333","userName":"%[3]s"},`+
		`"requestParameters":{"userName":"%[2]s"},"responseElements":{"user":{"userName":"%[2]s","userId":"AIDA%[2]s","arn":"arn:aws:iam::111122223333:user/%[2]s"}}}`, hour, name, by)
}

func TestALineageLeadsFromTheFirstMakerToWhatWasMade(t *testing.T) {
	s := start(t, t.TempDir(), nil)
	for i, pair := range [][2]string{{"root-admin", "factory"}, {"factory", "agent"}, {"agent", "helper-a"}, {"agent", "helper-b"}} {
		if status, text := s.ask(t, http.MethodPost, "/v1/events", userMade(pair[0], pair[1], 8+i)); status != http.StatusAccepted {
			t.Fatalf("%d %s", status, text)
		}
	}
	s.settled(t, 4)
	type page struct {
		Items []tabard.Identity `json:"items"`
	}
	agent := get[page](t, s, "/v1/identities?q=user/agent").Items
	if len(agent) != 1 {
		t.Fatalf("%+v", agent)
	}
	l := get[store.Lineage](t, s, "/v1/identities/"+agent[0].ID+"/lineage")
	names := func(all []store.Kin) (list []string) {
		for _, k := range all {
			list = append(list, k.Name)
		}
		return list
	}
	if got, want := fmt.Sprintf("%v %s %v", names(l.Makers), l.Identity.Name, names(l.Made)), "[factory root-admin] agent [helper-b helper-a]"; got != want {
		t.Errorf("the lineage is %s, want %s", got, want)
	}
	if l.MoreMakers || l.MoreMade || len(l.Credentials) != 0 {
		t.Errorf("%+v", l)
	}
	a := get[store.Activity](t, s, "/v1/identities/"+agent[0].ID+"/activity")
	if a.Events != 2 || a.Hours[10] != 1 || a.Hours[11] != 1 || len(a.Actions) != 1 || a.Actions[0].Action != "iam:CreateUser" {
		t.Errorf("%+v, want what it did on Monday at ten and eleven", a)
	}
	if status, _ := s.ask(t, http.MethodGet, "/v1/identities/none/lineage", ""); status != http.StatusNotFound {
		t.Errorf("the lineage of nobody is answered %d", status)
	}
}
