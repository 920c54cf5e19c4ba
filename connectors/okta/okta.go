// Package okta reads the Okta System Log, as the API gives it, as event hooks and Amazon EventBridge deliver it, and as
// collectors that fold names to lower case leave it. Part of stage 2: it says in Tabard's words what a record means.
package okta

import (
	"bytes"
	"encoding/json/jsontext"
	"encoding/json/v2"

	"tabard.dev/tabard"
)

// Connector gives what Tabard knows of Okta.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "okta",
		Title:    "Okta",
		Families: []tabard.Family{system()},
	}
}

// unwrap gives the log events in a delivery of Amazon EventBridge ("detail") or of an event hook ("data.events").
func unwrap(record []byte) [][]byte {
	if !bytes.Contains(record, []byte(`"detail-type"`)) && !bytes.Contains(record, []byte(`"eventTypeVersion"`)) {
		return nil
	}
	var delivery struct {
		Detail jsontext.Value `json:"detail"`
		Data   struct {
			Events []jsontext.Value `json:"events"`
		} `json:"data"`
	}
	if json.Unmarshal(record, &delivery) != nil {
		return nil
	}
	if delivery.Detail.Kind() == '{' {
		return [][]byte{delivery.Detail}
	}
	inside := make([][]byte, len(delivery.Data.Events))
	for i, event := range delivery.Data.Events {
		inside[i] = event
	}
	return inside
}
