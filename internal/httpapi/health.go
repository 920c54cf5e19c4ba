package httpapi

import (
	"context"
	"encoding/json/v2"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/access"
)

// readiness says whether the server can do all its work.
type readiness struct {
	Ready    bool     `json:"ready"`
	Problems []string `json:"problems" doc:"What keeps it from that"`
}

type readyOutput struct {
	Status int
	Body   readiness
}

type healthOutput struct {
	Body struct {
		Status string `json:"status" enum:"ok"`
	}
}

func (s *Server) addHealth() {
	tag := []string{"health"}
	register(s, Route{Name: "getHealth", Method: http.MethodGet, Path: "/healthz", Kind: Open}, huma.Operation{Summary: "Is the server alive", Tags: tag},
		func(context.Context, *struct{}) (*healthOutput, error) {
			out := &healthOutput{}
			out.Body.Status = "ok"
			return out, nil
		})
	register(s, Route{Name: "getReadiness", Method: http.MethodGet, Path: "/readyz", Kind: Open}, huma.Operation{Summary: "Can the server do all its work", Description: "200 when it can, 503 when something keeps it from that.", Tags: tag},
		func(context.Context, *struct{}) (*readyOutput, error) {
			problems := s.Health.Problems()
			out := &readyOutput{Status: http.StatusOK, Body: readiness{len(problems) == 0, problems}}
			if len(problems) > 0 {
				out.Status = http.StatusServiceUnavailable
			}
			return out, nil
		})
	s.handle(Route{Name: "getMetrics", Method: http.MethodGet, Path: "/metrics", Kind: Read, Role: access.Viewer}, s.Metrics.Handler())
	s.handle(Route{Name: "getDescription", Method: http.MethodGet, Path: "/openapi.json", Kind: Read, Role: access.Viewer}, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		text, err := json.Marshal(s.Description(), json.Deterministic(true))
		if err != nil {
			panic(err) // it is made from types, the same ones for every call
		}
		w.Header().Set("Content-Type", "application/vnd.oai.openapi+json;version=3.1")
		_, _ = w.Write(text) // the caller may be gone
	}))
}
