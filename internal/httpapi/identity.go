package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/store"
)

type activityInput struct {
	ID    string    `path:"id" maxLength:"512"`
	Since time.Time `query:"since" doc:"From this time on (RFC 3339); all that is kept when absent"`
	Until time.Time `query:"until" doc:"Before this time (RFC 3339)"`
}

func (s *Server) addIdentity() {
	one(s, "getLineage", "/v1/identities/{id}/lineage", "Get who made an identity, what it made, and what it reaches",
		func(ctx context.Context, id string) (store.Lineage, error) { return store.LineageOf(ctx, s.Lists, id) })
	register(s, Route{Name: "getActivity", Method: http.MethodGet, Path: "/v1/identities/{id}/activity", Kind: Read, Role: access.Viewer},
		huma.Operation{Summary: "Count what an identity did, by hour of the week and by action", Tags: []string{"lists"}},
		func(ctx context.Context, in *activityInput) (*oneOutput[store.Activity], error) {
			if _, err := s.Lists.Identity(ctx, in.ID); err != nil {
				return nil, s.fail(ctx, err)
			}
			a, err := s.Events.Activity(ctx, in.ID, in.Since, in.Until)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[store.Activity]{a}, nil
		})
}
