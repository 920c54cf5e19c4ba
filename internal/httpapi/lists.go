package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/store"
)

// Paging is what all lists understand.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"How many at most"`
	Cursor string `query:"cursor" maxLength:"512" doc:"next of the page before"`
	Sort   string `query:"sort" maxLength:"64" doc:"A field of the list to sort by, with a leading - from the greatest down; the list's own order when absent"`
}

// Span bounds a list in time.
type Span struct {
	Since time.Time `query:"since" doc:"From this time on (RFC 3339)"`
	Until time.Time `query:"until" doc:"Before this time (RFC 3339)"`
}

type identitiesInput struct {
	Paging
	IdentityFilters
}

// IdentityFilters narrow the list of identities.
type IdentityFilters struct {
	Span
	System    string `query:"system" maxLength:"512"`
	Realm     string `query:"realm" maxLength:"512" doc:"Account, cluster, tenant or instance, as the records name it"`
	NativeID  string `query:"native_id" maxLength:"2048" doc:"As the system writes it, exactly"`
	Kind      string `query:"kind" enum:"agent,workload,service,human,unknown"`
	State     string `query:"state" enum:"discovered,claimed,chartered,active,dormant,quarantined,retired,disabled"`
	Owner     string `query:"owner" maxLength:"512" doc:"An owner's id; none for identities without one"`
	CreatedBy string `query:"created_by" maxLength:"512" doc:"Id of the identity that made it"`
	Q         string `query:"q" maxLength:"256" doc:"Part of the name or native id, whatever the case"`
}

type credentialsInput struct {
	Paging
	CredentialFilters
}

// CredentialFilters narrow the list of credentials.
type CredentialFilters struct {
	System      string `query:"system" maxLength:"512"`
	Identity    string `query:"identity" maxLength:"512" doc:"Id of the identity it proves"`
	Kind        string `query:"kind" enum:"key,token,password,certificate,secret,trust"`
	State       string `query:"state" enum:"active,disabled,revoked,expired"`
	CreatedBy   string `query:"created_by" maxLength:"512" doc:"Id of the identity that made it"`
	NativeID    string `query:"native_id" maxLength:"2048" doc:"The id that the system gives it, exactly"`
	Fingerprint string `query:"fingerprint" maxLength:"512"`
}

type birthsInput struct {
	Paging
	BirthFilters
}

// BirthFilters narrow the list of births.
type BirthFilters struct {
	Span
	System  string `query:"system" maxLength:"512"`
	Kind    string `query:"kind" enum:"identity,credential,trust"`
	Creator string `query:"creator" maxLength:"512" doc:"Id of the creating identity, or unknown"`
	Subject string `query:"subject" maxLength:"512" doc:"Id of what was born"`
	Session string `query:"session" maxLength:"512"`
}

type grantsInput struct {
	Paging
	System     string `query:"system" maxLength:"512"`
	Identity   string `query:"identity" maxLength:"512"`
	Permission string `query:"permission" maxLength:"512" doc:"Exactly, or a beginning when it ends in *"`
	Resource   string `query:"resource" maxLength:"2048" doc:"Exactly, or a beginning when it ends in *"`
	Used       string `query:"used" enum:"used,unused,unknown"`
}

type findingsInput struct {
	Paging
	FindingFilters
}

// FindingFilters narrow the list of findings.
type FindingFilters struct {
	Span
	System    string `query:"system" maxLength:"512"`
	Identity  string `query:"identity" maxLength:"512"`
	Detection string `query:"detection" maxLength:"256" doc:"An id of the catalogue, or a beginning when it ends in *"`
	Severity  string `query:"severity" enum:"info,low,medium,high,critical" doc:"This and worse"`
	State     string `query:"state" enum:"open,snoozed,exempted,closed"`
	Owner     string `query:"owner" maxLength:"512" doc:"An owner's id; none for findings without one"`
}

type systemsInput struct {
	Paging
	Connector string `query:"connector" maxLength:"64"`
	State     string `query:"state" enum:"live,stale,silent,failing"`
}

type refusedInput struct {
	Paging
	Span
	Source string `query:"source" maxLength:"512"`
	Family string `query:"family" maxLength:"64"`
}

// query turns an input into the store's question: its parameters are the store's filters by the same names.
func (p Paging) query(in any) store.Query {
	return store.Query{Limit: p.Limit, Cursor: p.Cursor, Sort: p.Sort, Filters: filters(in)}
}

type pageOutput[T any] struct{ Body page[T] }

// page is one page of a list.
type page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"The cursor of the next page; absent on the last"`
}

type idInput struct {
	ID string `path:"id" maxLength:"512"`
}

type oneOutput[T any] struct{ Body T }

// list adds GET /v1/NAME.
func list[In any, T any](s *Server, name, path, summary string, role access.Role, read func(context.Context, store.Query) (store.Page[T], error), ask func(*In) store.Query) {
	register(s, Route{Name: name, Method: http.MethodGet, Path: path, Kind: Read, Role: role}, huma.Operation{Summary: summary, Tags: []string{"lists"}},
		func(ctx context.Context, in *In) (*pageOutput[T], error) {
			p, err := read(ctx, ask(in))
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &pageOutput[T]{page[T]{Items: p.Items, Next: p.Next}}, nil
		})
}

// one adds GET /v1/NAME/{id}.
func one[T any](s *Server, name, path, summary string, read func(context.Context, string) (T, error)) {
	register(s, Route{Name: name, Method: http.MethodGet, Path: path, Kind: Read, Role: access.Viewer}, huma.Operation{Summary: summary, Tags: []string{"lists"}},
		func(ctx context.Context, in *idInput) (*oneOutput[T], error) {
			item, err := read(ctx, in.ID)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[T]{item}, nil
		})
}

func (s *Server) addLists() {
	r := s.Lists
	list(s, "listIdentities", "/v1/identities", "List identities", access.Viewer, r.Identities, func(in *identitiesInput) store.Query { return in.query(in) })
	one(s, "getIdentity", "/v1/identities/{id}", "Get an identity", r.Identity)
	list(s, "listCredentials", "/v1/credentials", "List credentials", access.Viewer, r.Credentials, func(in *credentialsInput) store.Query { return in.query(in) })
	one(s, "getCredential", "/v1/credentials/{id}", "Get a credential", r.Credential)
	list(s, "listBirths", "/v1/births", "List births", access.Viewer, r.Births, func(in *birthsInput) store.Query { return in.query(in) })
	one(s, "getBirth", "/v1/births/{id}", "Get a birth", r.Birth)
	list(s, "listGrants", "/v1/grants", "List grants", access.Viewer, r.Grants, func(in *grantsInput) store.Query { return in.query(in) })
	one(s, "getGrant", "/v1/grants/{id}", "Get a grant", r.Grant)
	list(s, "listFindings", "/v1/findings", "List findings", access.Viewer, r.Findings, func(in *findingsInput) store.Query { return in.query(in) })
	one(s, "getFinding", "/v1/findings/{id}", "Get a finding", r.Finding)
	list(s, "listSystems", "/v1/systems", "List systems", access.Viewer, r.Systems, func(in *systemsInput) store.Query { return in.query(in) })
	one(s, "getSystem", "/v1/systems/{id}", "Get a system by its name", r.System)
	list(s, "listRefused", "/v1/refused", "List the latest refused records", access.Viewer, r.Refused, func(in *refusedInput) store.Query { return in.query(in) })
	register(s, Route{Name: "getStats", Method: http.MethodGet, Path: "/v1/stats", Kind: Read, Role: access.Viewer},
		huma.Operation{Summary: "Get exact counts", Tags: []string{"lists"}},
		func(ctx context.Context, _ *struct{}) (*oneOutput[store.Stats], error) {
			stats, err := r.Stats(ctx)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[store.Stats]{stats}, nil
		})
}
