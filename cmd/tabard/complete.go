package main

import (
	"encoding/json/jsontext"
	"encoding/json/v2"
	"strings"
	"time"
)

// completePatience is how long a person waits for the tab key.
const completePatience = 2 * time.Second

// nameOf gives the id of a thing and a few words on what it is.
func nameOf(item jsontext.Value) (id, about string) {
	var named struct {
		ID      string `json:"id"`
		Name    string `json:"name"`
		Summary string `json:"summary"`
		Action  string `json:"action"`
		Role    string `json:"role"`
	}
	if json.Unmarshal(item, &named) != nil {
		return "", ""
	}
	if named.ID == "" {
		named.ID = named.Name // systems go by their names
	}
	return named.ID, strings.TrimSpace(named.Name + " " + named.Summary + named.Action + named.Role)
}
