package httpapi_test

import (
	"bytes"
	"encoding/json/v2"
	"flag"
	"os"
	"testing"

	"tabard.dev/tabard/internal/access"
)

var update = flag.Bool("update", false, "write api/openapi.yaml anew")

// The committed description is the one that the server gives; "make generate" writes it, and the client from it.
func TestTheDescriptionIsTheServers(t *testing.T) {
	w := newWorld(t)
	text, err := w.Description().YAML()
	if err != nil {
		t.Fatal(err)
	}
	const path = "../../api/openapi.yaml"
	if *update {
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	committed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(committed, text) {
		t.Errorf("api/openapi.yaml is not what the server gives: run make generate")
	}
	var doc struct {
		OpenAPI string                               `json:"openapi"`
		Paths   map[string]map[string]map[string]any `json:"paths"`
	}
	if err := json.Unmarshal(w.ask(t, access.Viewer, "GET", "/openapi.json", "").Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.OpenAPI != "3.1.0" || len(doc.Paths) < 25 {
		t.Errorf("openapi %s, %d paths", doc.OpenAPI, len(doc.Paths))
	}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			if op["operationId"] == "" || op["summary"] == "" || op["operationId"] == nil {
				t.Errorf("%s %s is not described", method, path)
			}
		}
	}
}
