package httpapi

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/access"
)

type newTokenInput struct {
	Body struct {
		Name    string      `json:"name" maxLength:"63" doc:"Who or what will hold it: a-z, 0-9, dot, dash, underscore"`
		Role    access.Role `json:"role" enum:"viewer,operator,admin"`
		Expires time.Time   `json:"expires,omitzero" doc:"In 90 days when absent, in 400 at most (RFC 3339)"`
	}
}

// madeToken is the one answer that holds a token's text.
type madeToken struct {
	Token access.Token `json:"token"`
	Text  string       `json:"text" doc:"What to send as the bearer token. It is shown this once and kept nowhere"`
}

type endTokenInput struct {
	ID      string `path:"id" maxLength:"64"`
	Derived bool   `query:"derived" doc:"End those made with it too, and those made with them"`
	Reason  string `query:"reason" maxLength:"512" doc:"Why, for the audit trail"`
}

type endedTokens struct {
	Revoked []string `json:"revoked" doc:"Ids of the tokens that this ended"`
}

func (s *Server) addTokens() {
	tag := []string{"access"}
	register(s, Route{Name: "listTokens", Method: http.MethodGet, Path: "/v1/tokens", Kind: Read, Role: access.Viewer},
		huma.Operation{Summary: "List tokens", Description: "All of them for operators and admins, their own for viewers.", Tags: tag},
		func(ctx context.Context, _ *struct{}) (*pageOutput[access.Token], error) {
			return &pageOutput[access.Token]{page[access.Token]{Items: s.Tokens.List(callerOf(ctx))}}, nil
		})
	register(s, Route{Name: "createToken", Method: http.MethodPost, Path: "/v1/tokens", Kind: Change, Role: access.Operator},
		huma.Operation{Summary: "Make a token", Description: "An admin can make any; an operator only viewers', which end with their own at the latest.", Tags: tag, DefaultStatus: http.StatusCreated},
		func(ctx context.Context, in *newTokenInput) (*oneOutput[madeToken], error) {
			now := time.Now()
			var life time.Duration
			if !in.Body.Expires.IsZero() {
				if life = in.Body.Expires.Sub(now); life <= 0 {
					return nil, s.fail(ctx, &access.BadRequestError{Field: "expires", Why: "expected a time to come"})
				}
			}
			var made madeToken
			err := s.change(ctx, s.entry(ctx, "createToken", "token "+plain(in.Body.Name)+" as "+string(in.Body.Role), ""), func(ctx context.Context) error {
				token, text, err := s.Tokens.Create(ctx, callerOf(ctx), in.Body.Name, in.Body.Role, life, now)
				made = madeToken{token, text.Reveal()}
				return err
			})
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[madeToken]{made}, nil
		})
	register(s, Route{Name: "revokeToken", Method: http.MethodDelete, Path: "/v1/tokens/{id}", Kind: Change, Role: access.Viewer},
		huma.Operation{Summary: "Revoke a token", Description: "One's own, or one of a lesser role; an admin all. It is refused from the moment of the answer.", Tags: tag, DefaultStatus: http.StatusOK},
		func(ctx context.Context, in *endTokenInput) (*oneOutput[endedTokens], error) {
			ended := endedTokens{Revoked: []string{}}
			entry := s.entry(ctx, "revokeToken", "token "+in.ID, in.Reason)
			entry.Remedy = "revoke token " + in.ID
			err := s.change(ctx, entry, func(ctx context.Context) error {
				ids, err := s.Tokens.Revoke(ctx, callerOf(ctx), in.ID, in.Derived, time.Now())
				ended.Revoked = append(ended.Revoked, ids...)
				return err
			})
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[endedTokens]{ended}, nil
		})
	register(s, Route{Name: "getSelf", Method: http.MethodGet, Path: "/v1/tokens/self", Kind: Read, Role: access.Viewer},
		huma.Operation{Summary: "Get the token that asks", Tags: tag},
		func(ctx context.Context, _ *struct{}) (*oneOutput[access.Token], error) {
			caller := callerOf(ctx)
			for _, token := range s.Tokens.List(caller) {
				if token.ID == caller.ID {
					return &oneOutput[access.Token]{token}, nil
				}
			}
			return nil, s.fail(ctx, access.ErrNotFound)
		})
}

// plain keeps a name that is not one yet from saying more than a name can.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("._-", r) {
			return r
		}
		return '?'
	}, name)
}
