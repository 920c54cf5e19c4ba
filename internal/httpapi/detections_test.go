package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/audit"
	"tabard.dev/tabard/internal/httpapi"
	"tabard.dev/tabard/internal/store"
)

func TestAnAdminTurnsADetectionOffWithAReason(t *testing.T) {
	w := newWorld(t)
	const body = `{"enabled":false,"reason":"noise of the build farm"}`
	problemOf(t, w.ask(t, access.Operator, "PUT", "/v1/detections/a.b", body), http.StatusForbidden)
	problemOf(t, w.ask(t, access.Admin, "PUT", "/v1/detections/a.b", `{"enabled":false,"reason":""}`), http.StatusUnprocessableEntity)
	problemOf(t, w.ask(t, access.Admin, "PUT", "/v1/detections/none", body), http.StatusNotFound)
	if p := problemOf(t, w.ask(t, access.Admin, "PUT", "/v1/detections/policy.a", body), http.StatusConflict); p.Hint == "" {
		t.Error("nothing says how a policy is turned off")
	}
	if len(w.said) != 0 {
		t.Fatalf("%+v was said by what was refused", w.said)
	}
	now := decode[store.Detection](t, w.ask(t, access.Admin, "PUT", "/v1/detections/a.b", body), 200)
	if now.Enabled {
		t.Error("the answer says it is on")
	}
	want := httpapi.Said{What: httpapi.SwitchDetection, About: "a.b", By: "the-admin", Reason: "noise of the build farm", Off: true}
	if len(w.said) != 1 || w.said[0] != want {
		t.Errorf("said %+v, want %+v", w.said, want)
	}
	var trail []audit.Decision
	for _, line := range w.entries(t) {
		if e := line.Entry; e.Action == "switchDetection" && e.Resource == "detection a.b" && e.Reason == want.Reason {
			trail = append(trail, e.Decision)
		}
	}
	if len(trail) != 2 || trail[0] != audit.Allowed || trail[1] != audit.Done {
		t.Errorf("the trail has %v of it, want allowed before and done after", trail)
	}
}

func TestARecordIsTriedWithinItsBounds(t *testing.T) {
	w := newWorld(t)
	tried := decode[store.Tried](t, w.ask(t, access.Viewer, "POST", "/v1/detections/test", `{"records":"{\"a\":1}"}`), 200)
	if len(tried.Records) != 1 || tried.Records[0].Record != `{"a":1}` {
		t.Errorf("%+v", tried)
	}
	p := problemOf(t, w.ask(t, access.Viewer, "POST", "/v1/detections/test", `{"family":"nope","records":"{}"}`), http.StatusUnprocessableEntity)
	if len(p.Errors) != 1 || p.Errors[0].Location != "body.family" {
		t.Errorf("%+v", p)
	}
	problemOf(t, w.ask(t, access.Viewer, "POST", "/v1/detections/test", `{"records":"`+strings.Repeat("x", 1<<20+1)+`"}`), http.StatusUnprocessableEntity)
	problemOf(t, w.ask(t, access.Viewer, "POST", "/v1/detections/test", `{"records":"`+strings.Repeat("x", 3<<20)+`"}`), http.StatusRequestEntityTooLarge)
}
