package api_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"tabard.dev/tabard/api"
)

// Every operation of the description is a call of the client: who changes one runs "make generate" for both.
func TestTheClientHasEveryCall(t *testing.T) {
	text, err := os.ReadFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string `yaml:"operationId"`
		} `yaml:"paths"`
	}
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	client := reflect.TypeFor[*api.Client]()
	calls := 0
	for path, methods := range doc.Paths {
		for method, op := range methods {
			name := strings.ToUpper(op.OperationID[:1]) + op.OperationID[1:]
			_, plain := client.MethodByName(name)
			_, body := client.MethodByName(name + "WithBody")
			if calls++; !plain && !body {
				t.Errorf("%s %s: the client has no %s", strings.ToUpper(method), path, name)
			}
		}
	}
	if calls < 30 {
		t.Errorf("%d operations", calls)
	}
}
