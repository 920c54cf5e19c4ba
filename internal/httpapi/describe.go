package httpapi

import (
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/audit"
)

// Description gives the API's description: OpenAPI 3.1, made from the routes and types that serve it.
func (s *Server) Description() *huma.OpenAPI { return s.api.OpenAPI() }

// schemaName names a type in the description. What carries half its name in its package gets it back.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	name := huma.DefaultSchemaNamer(t, hint)
	switch t {
	case reflect.TypeFor[audit.Line]():
		return "AuditEntry"
	case reflect.TypeFor[audit.Report](), reflect.TypeFor[audit.Head](), reflect.TypeFor[audit.Break]():
		return "Audit" + name
	case reflect.TypeFor[page[audit.Line]]():
		return "PageAuditEntry"
	}
	return strings.TrimSuffix(name, "InputBody")
}

// closed are the fields of the root's types that have a fixed set of values. The root's types are plain Go; what the
// description says beyond their types is said here.
func closed() map[string][]string {
	return map[string][]string{
		"Judged.value":        {"unknown", "agent", "workload", "service", "human"},
		"IdentityRef.kind":    {"unknown", "agent", "workload", "service", "human"},
		"Identity.state":      {"discovered", "claimed", "chartered", "active", "dormant", "quarantined", "retired", "disabled"},
		"Credential.kind":     {"key", "token", "password", "certificate", "secret", "trust"},
		"Credential.state":    {"active", "disabled", "revoked", "expired"},
		"Birth.kind":          {"identity", "credential", "trust"},
		"Grant.used":          {"used", "unused", "unknown"},
		"Finding.severity":    {"info", "low", "medium", "high", "critical"},
		"Finding.state":       {"open", "snoozed", "exempted", "closed"},
		"Finding.remedy":      {"rotate", "narrow", "quarantine", "retire", "review", "notify", "none"},
		"Event.outcome":       {"unknown", "success", "failure"},
		"Detection.severity":  {"info", "low", "medium", "high", "critical"},
		"Detection.remedy":    {"rotate", "narrow", "quarantine", "retire", "review", "notify", "none"},
		"Kin.kind":            {"unknown", "agent", "workload", "service", "human"},
		"KeyKin.kind":         {"key", "token", "password", "certificate", "secret", "trust"},
		"KeyKin.state":        {"active", "disabled", "revoked", "expired"},
		"TriedRecord.outcome": {"unknown", "success", "failure"},
		"System.state":        {"live", "stale", "silent", "failing"},
		"AuditEntry.decision": {"allowed", "done", "failed", "refused", "counted"},
		"Token.role":          {"viewer", "operator", "admin"},
		"Health.status":       {"ok"},
		"MakeToken.role":      {"viewer", "operator", "admin"},
	}
}

// nullable are the fields that hold an object or null.
func nullable() []string { return []string{"Identity.owner", "Birth.owner", "Finding.owner"} }

// describe puts into the description what the types alone don't say.
func (s *Server) describe() {
	schemas := s.api.OpenAPI().Components.Schemas.Map()
	asked := s.askedFor()
	for name, schema := range schemas {
		if !slices.Contains(asked, name) {
			schema.AdditionalProperties = nil // answers may grow; who reads them skips what they don't know
		}
		for field, property := range schema.Properties {
			if values, ok := closed()[name+"."+field]; ok {
				property.Enum = make([]any, len(values))
				for i, value := range values {
					property.Enum[i] = value
				}
			}
			if slices.Contains(nullable(), name+"."+field) {
				schema.Properties[field] = &huma.Schema{AnyOf: []*huma.Schema{{Ref: property.Ref}, {Type: "null"}}}
			}
		}
	}
	for _, media := range s.api.OpenAPI().Paths["/v1/events"].Post.RequestBody.Content {
		media.Schema = &huma.Schema{Type: huma.TypeString, Format: "binary"}
	}
	for _, path := range s.api.OpenAPI().Paths {
		for _, op := range []*huma.Operation{path.Get, path.Post, path.Put, path.Delete} {
			if op == nil {
				continue
			}
			if r, ok := op.Metadata[routeKey].(Route); ok && r.Role != "" {
				op.Description = strings.TrimSpace(op.Description + "\n\nNeeds the role " + string(r.Role) + ".")
			}
		}
	}
}

// askedFor gives the names of the schemas that bodies of requests are checked against.
func (s *Server) askedFor() []string {
	var names []string
	for _, path := range s.api.OpenAPI().Paths {
		for _, op := range []*huma.Operation{path.Get, path.Post, path.Put, path.Delete} {
			if op == nil || op.RequestBody == nil {
				continue
			}
			for _, media := range op.RequestBody.Content {
				if media.Schema != nil {
					names = append(names, strings.TrimPrefix(media.Schema.Ref, "#/components/schemas/"))
				}
			}
		}
	}
	return names
}
