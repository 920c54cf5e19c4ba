package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/store"
)

// facets adds GET PATH/facets: the values of a list's fields with how many rows have them, under the list's own filters.
func facets[In any](s *Server, name, path, summary string, read func(context.Context, map[string]string) (store.Facets, error)) {
	register(s, Route{Name: name, Method: http.MethodGet, Path: path + "/facets", Kind: Read, Role: access.Viewer},
		huma.Operation{Summary: summary, Description: "Each field is counted without its own filter, among the newest 20,000 rows that the others let through.", Tags: []string{"lists"}},
		func(ctx context.Context, in *In) (*oneOutput[store.Facets], error) {
			f, err := read(ctx, filters(in))
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[store.Facets]{f}, nil
		})
}

func (s *Server) addFacets() {
	facets[IdentityFilters](s, "facetIdentities", "/v1/identities", "Count identities by their fields", s.Lists.IdentityFacets)
	facets[CredentialFilters](s, "facetCredentials", "/v1/credentials", "Count credentials by their fields", s.Lists.CredentialFacets)
	facets[BirthFilters](s, "facetBirths", "/v1/births", "Count births by their fields", s.Lists.BirthFacets)
	facets[FindingFilters](s, "facetFindings", "/v1/findings", "Count findings by their fields", s.Lists.FindingFacets)
}
