package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/store"
)

const (
	usualSpan = 24 * time.Hour
	mostSpan  = 90 * 24 * time.Hour // of births by hour: 2,160 of them
)

type overviewInput struct {
	Since time.Time `query:"since" doc:"Births from this time on (RFC 3339): the last day when absent, 90 days at most"`
}

func (s *Server) addOverview() {
	register(s, Route{Name: "getOverview", Method: http.MethodGet, Path: "/v1/overview", Kind: Read, Role: access.Viewer},
		huma.Operation{Summary: "Get how much there is of everything", Description: "Each number says which list it counts.", Tags: []string{"lists"}},
		func(ctx context.Context, in *overviewInput) (*oneOutput[store.Overview], error) {
			now := time.Now()
			since := in.Since
			if since.IsZero() {
				since = now.Add(-usualSpan)
			}
			if since.Before(now.Add(-mostSpan)) {
				return nil, s.fail(ctx, &store.BadQueryError{Field: "since", Why: "expected a time within the last 90 days"})
			}
			o, err := s.Lists.Overview(ctx, since)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[store.Overview]{o}, nil
		})
}
