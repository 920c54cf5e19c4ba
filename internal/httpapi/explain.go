package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/access"
)

// Explainer tells what the policies in force say about an identity or a credential as they are now.
type Explainer interface {
	// Explain gives an error of [store.ErrNotFound] for an id that nobody knows, and nothing for an identity that no listing of
	// its system shows: policies are held against what a system says it has.
	Explain(ctx context.Context, id string) ([]Explained, error)
}

// Explained is what the policies say about one thing that an identity holds, or about the identity itself.
type Explained struct {
	Subject  string        `json:"subject" doc:"Id of the identity, credential or grant"`
	Kind     string        `json:"kind" enum:"identity,credential,grant"`
	Name     string        `json:"name"`
	At       time.Time     `json:"at" doc:"Ages are as of this time, up to which the log was judged"`
	Policies []ExplainedBy `json:"policies" doc:"Every policy that could have a say, by id"`
}

// ExplainedBy is what one policy said, and the facts it read.
type ExplainedBy struct {
	Policy  string         `json:"policy"`
	Verdict string         `json:"verdict" enum:"forbids,permits,does not apply,could not be evaluated"`
	Reason  string         `json:"reason,omitempty"`
	Why     string         `json:"why,omitempty" doc:"Why it could not be evaluated"`
	Facts   map[string]any `json:"facts" doc:"By name, as in principal.kind; null where absent"`
}

func (s *Server) addExplain() {
	for _, of := range []struct{ name, path string }{{"explainIdentity", "/v1/identities/{id}/policies"}, {"explainCredential", "/v1/credentials/{id}/policies"}} {
		register(s, Route{Name: of.name, Method: http.MethodGet, Path: of.path, Kind: Read, Role: access.Viewer},
			huma.Operation{Summary: "Explain what the policies in force say about it, and the facts they read", Tags: []string{"policies"}},
			func(ctx context.Context, in *idInput) (*pageOutput[Explained], error) {
				all, err := s.Explainer.Explain(ctx, in.ID)
				if err != nil {
					return nil, s.fail(ctx, err)
				}
				return &pageOutput[Explained]{page[Explained]{Items: append([]Explained{}, all...)}}, nil
			})
	}
}
