package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/access"
)

// Prober asks a connected system, now and without changing anything, what Tabard's own identity lacks there.
type Prober interface {
	// Probe gives what is missing, or why the system does not answer. The error is [store.ErrNotFound] for a system nobody
	// knows, and [act.ErrCannot] for one without a connection.
	Probe(ctx context.Context, system string) (missing []tabard.MissingPermission, silent, err error)
}

// probe is what testing a connection found.
type probe struct {
	System  string                     `json:"system"`
	Works   bool                       `json:"works" doc:"It answers, and nothing is missing"`
	Error   string                     `json:"error,omitempty" doc:"Why it does not answer"`
	Missing []tabard.MissingPermission `json:"missing" doc:"What Tabard's own identity lacks there, and what would grant it"`
}

func (s *Server) addProbe() {
	// It reads the system and changes nothing, yet uses a powerful credential: viewers may not make it do so.
	register(s, Route{Name: "testSystem", Method: http.MethodPost, Path: "/v1/systems/{id}/test", Kind: Read, Role: access.Operator},
		huma.Operation{Summary: "Test the connection to a system: what is missing, and what would grant it", Tags: []string{"systems"}},
		func(ctx context.Context, in *idInput) (*oneOutput[probe], error) {
			missing, silent, err := s.Prober.Probe(ctx, in.ID)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			found := probe{System: in.ID, Works: silent == nil && len(missing) == 0, Missing: append([]tabard.MissingPermission{}, missing...)}
			if silent != nil {
				found.Error = silent.Error()
			}
			return &oneOutput[probe]{found}, nil
		})
}
