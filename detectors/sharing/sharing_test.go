package sharing_test

import (
	"slices"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/sharing"
)

func TestLetIn(t *testing.T) {
	for name, c := range map[string]struct {
		action, request string
		want            []string
	}{
		"a snapshot for all":               {"ec2:ModifySnapshotAttribute", `{"createVolumePermission":{"add":{"items":[{"group":"all"}]}}}`, []string{"*"}},
		"a snapshot for the own account":   {"ec2:ModifySnapshotAttribute", `{"createVolumePermission":{"add":{"items":[{"userId":"444455556666"}]}}}`, nil},
		"a snapshot no longer shared":      {"ec2:ModifySnapshotAttribute", `{"createVolumePermission":{"remove":{"items":[{"userId":"777788889999"}]}}}`, nil},
		"two accounts, one is another":     {"rds:ModifyDBSnapshotAttribute", `{"attributeName":"restore","valuesToAdd":["444455556666","777788889999"]}`, []string{"777788889999"}},
		"a permission for an organization": {"lambda:AddPermission20150331v2", `{"principal":"*","principalOrgID":"o-1"}`, nil},
		"a share for the organization":     {"ram:CreateResourceShare", `{"principals":["arn:aws:organizations::777788889999:organization/o-1"]}`, nil},
		"a method without proof":           {"apigateway:UpdateMethod", `{"patchOperations":[{"op":"replace","path":"/authorizationType","value":"NONE"}]}`, []string{"*"}},
		"a method that browsers probe":     {"apigateway:PutMethod", `{"httpMethod":"OPTIONS","authorizationType":"NONE"}`, nil},
	} {
		e := &tabard.Event{Action: c.action, Record: tabard.Record(`{"recipientAccountId":"444455556666","requestParameters":` + c.request + `}`)}
		if got := sharing.LetIn(e); !slices.Equal(got, c.want) {
			t.Errorf("%s: lets in %q, want %q", name, got, c.want)
		}
		e.Outcome = tabard.OutcomeFailure
		if got := sharing.LetIn(e); len(got) > 0 {
			t.Errorf("%s, refused: lets in %q, want none", name, got)
		}
	}
}
