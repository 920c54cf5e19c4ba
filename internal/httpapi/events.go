package httpapi

import (
	"context"
	"encoding/json/jsontext"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/store"
)

type eventsInput struct {
	Paging
	Span
	System   string `query:"system" maxLength:"512"`
	Family   string `query:"family" maxLength:"64"`
	Action   string `query:"action" maxLength:"256" doc:"In the system's own words; exactly, or a beginning when it ends in *"`
	Outcome  string `query:"outcome" enum:"success,failure,unknown"`
	Identity string `query:"identity" maxLength:"512" doc:"Id of the acting identity"`
	Source   string `query:"source" maxLength:"128" doc:"Network address"`
}

type recordOutput struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

func (s *Server) addEvents() {
	list(s, "listEvents", "/v1/events", "List events", access.Viewer, s.Events.Events, func(in *eventsInput) store.Query { return in.query(in) })
	one(s, "getEvent", "/v1/events/{id}", "Get an event", s.Events.Event)
	register(s, Route{Name: "getRecord", Method: http.MethodGet, Path: "/v1/events/{id}/record", Kind: Read, Role: access.Viewer},
		huma.Operation{
			Summary: "Get the record of an event", Tags: []string{"lists"},
			Description: "The record as the system wrote it, its secrets cut out. Records that retention took, or that are not JSON, are said to be so by status and type.",
			Responses:   map[string]*huma.Response{"200": {Description: "The record", Content: map[string]*huma.MediaType{"application/json": {Schema: &huma.Schema{}}, "text/plain": {Schema: &huma.Schema{Type: huma.TypeString}}}}},
		},
		func(ctx context.Context, in *idInput) (*recordOutput, error) {
			record, err := s.Events.Record(ctx, in.ID)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			kind := "text/plain; charset=utf-8"
			if jsontext.Value(record).IsValid() {
				kind = "application/json"
			}
			return &recordOutput{kind, `attachment; filename="record"`, record}, nil
		})
}
