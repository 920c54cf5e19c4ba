package httpapi

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/audit"
)

type auditInput struct {
	Limit  int   `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"How many at most"`
	Cursor int64 `query:"cursor" minimum:"0" doc:"next of the page before"`
}

type verifyInput struct {
	Head string `query:"head" maxLength:"96" doc:"A head that was noted before, SEQ:SEAL: the trail must still hold it"`
}

func (s *Server) addAudit() {
	register(s, Route{Name: "listAudit", Method: http.MethodGet, Path: "/v1/audit", Kind: Read, Role: access.Admin},
		huma.Operation{Summary: "Read the audit trail, from the oldest on", Tags: []string{"audit"}},
		func(ctx context.Context, in *auditInput) (*pageOutput[audit.Line], error) {
			lines, err := s.Audit.Read(ctx, in.Cursor, in.Limit)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			out := &pageOutput[audit.Line]{page[audit.Line]{Items: lines}}
			if len(lines) == in.Limit {
				out.Body.Next = strconv.FormatInt(lines[len(lines)-1].Seq, 10)
			}
			return out, nil
		})
	register(s, Route{Name: "verifyAudit", Method: http.MethodGet, Path: "/v1/audit/verify", Kind: Read, Role: access.Admin},
		huma.Operation{Summary: "Check the audit trail", Description: "Whether an entry was edited, cut, moved or made anew.", Tags: []string{"audit"}},
		func(ctx context.Context, in *verifyInput) (*oneOutput[audit.Report], error) {
			var noted *audit.Head
			if in.Head != "" {
				head, err := audit.ParseHead(in.Head)
				if err != nil {
					p := problem(http.StatusUnprocessableEntity, "validation failed")
					p.Errors = []Fault{{"query.head", "expected SEQ:SEAL"}}
					return nil, s.fail(ctx, p)
				}
				noted = &head
			}
			report, err := s.Audit.Verify(ctx, noted)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[audit.Report]{report}, nil
		})
}
