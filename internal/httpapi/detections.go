package httpapi

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/store"
)

type detectionsInput struct {
	Paging
	Severity string `query:"severity" enum:"info,low,medium,high,critical" doc:"This and worse"`
	Family   string `query:"family" maxLength:"64"`
	NHI      string `query:"nhi" maxLength:"16"`
	MITRE    string `query:"mitre" maxLength:"16" doc:"A technique, with those under it"`
	State    string `query:"state" enum:"on,off"`
	Origin   string `query:"origin" enum:"built-in,own"`
	Q        string `query:"q" maxLength:"256" doc:"Part of the id, the title or what it looks for, whatever the case"`
}

// mostPasted bounds the bytes of records that are tried.
const mostPasted = 1 << 20

type tryInput struct {
	Body struct {
		Family  string `json:"family,omitempty" maxLength:"64" doc:"Family of the records; told from each record when absent"`
		Records string `json:"records" minLength:"1" maxLength:"1048576" doc:"Records as their system wrote them: one, several lines, or an array; at most 100"`
	}
}

type switchInput struct {
	ID   string `path:"id" maxLength:"512"`
	Body struct {
		Enabled bool   `json:"enabled" doc:"false: it raises nothing more. What it raised before stays open"`
		Reason  string `json:"reason" minLength:"1" maxLength:"1024" doc:"Why, for those who read it later"`
	}
}

func (s *Server) addDetections() {
	d := s.Detections
	all := func(ctx context.Context, q store.Query) (store.Page[store.Detection], error) {
		return d.Detections(ctx, q)
	}
	read := func(ctx context.Context, id string) (store.Detection, error) { return d.Detection(ctx, id) }
	list(s, "listDetections", "/v1/detections", "List what is looked for, with what it gave and cost", access.Viewer, all, func(in *detectionsInput) store.Query { return in.query(in) })
	one(s, "getDetection", "/v1/detections/{id}", "Get a detection", read)
	register(s, Route{Name: "getRules", Method: http.MethodGet, Path: "/v1/rules", Kind: Read, Role: access.Viewer},
		huma.Operation{Summary: "Get what became of the server's folder of rules", Tags: []string{"detections"}},
		func(context.Context, *struct{}) (*oneOutput[store.Rules], error) {
			return &oneOutput[store.Rules]{d.Rules()}, nil
		})
	register(s, Route{Name: "testDetections", Method: http.MethodPost, Path: "/v1/detections/test", Kind: Read, Role: access.Viewer},
		huma.Operation{
			Summary: "Judge records by themselves", Tags: []string{"detections"}, MaxBodyBytes: 2 * mostPasted,
			Description: "As tabard scan --each does: nothing is known of what came before, and what needs history is silent. Nothing is kept. Detections that are turned off are tried too.",
		},
		func(ctx context.Context, in *tryInput) (*oneOutput[store.Tried], error) {
			tried, err := d.Try(ctx, in.Body.Family, in.Body.Records)
			if bad, ok := errors.AsType[*store.BadQueryError](err); ok {
				p := problem(http.StatusUnprocessableEntity, "validation failed")
				p.Errors = []Fault{{"body." + bad.Field, bad.Why}}
				err = p
			}
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[store.Tried]{tried}, nil
		})
	register(s, Route{Name: "switchDetection", Method: http.MethodPut, Path: "/v1/detections/{id}", Kind: Change, Role: access.Admin},
		huma.Operation{Summary: "Turn a detection on or off", Tags: []string{"detections"}},
		func(ctx context.Context, in *switchInput) (*oneOutput[store.Detection], error) {
			now, err := d.Detection(ctx, in.ID)
			if err == nil && now.Fixed {
				err = problem(http.StatusConflict, "that is raised by a policy or by Tabard itself").hint("a policy is turned off in its file: its mode, or the folder of policies")
			}
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			said := Said{What: SwitchDetection, About: in.ID, By: callerOf(ctx).Name, Reason: in.Body.Reason, Off: !in.Body.Enabled}
			entry := s.entry(ctx, "switchDetection", "detection "+in.ID, in.Body.Reason)
			entry.Subject = "on"
			if said.Off {
				entry.Subject = "off"
			}
			if err := s.change(ctx, entry, func(ctx context.Context) error { return s.Sayer.Say(ctx, said) }); err != nil {
				return nil, s.fail(ctx, err)
			}
			if now, err = d.Detection(ctx, in.ID); err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[store.Detection]{now}, nil
		})
}
