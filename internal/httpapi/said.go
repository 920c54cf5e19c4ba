package httpapi

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard/internal/access"
)

// Sayer puts what people say on the log. When it returns without an error, what was said is on disk and, unless judging is
// far behind, its results are in the lists.
type Sayer interface {
	Say(context.Context, Said) error
}

// Saying is what can be said.
type Saying string

// What can be said.
const (
	CloseFinding    Saying = "finding.close"
	SnoozeFinding   Saying = "finding.snooze"
	AssignFinding   Saying = "finding.assign"
	AssignIdentity  Saying = "identity.assign"
	SwitchDetection Saying = "detection.switch"
	CutLink         Saying = "link.cut"
)

// Said is something a person said about a finding, an identity or a detection.
type Said struct {
	What   Saying
	About  string // id of the finding, identity or detection
	By     string // the token's name
	Reason string
	Owner  string    // for assigning
	Until  time.Time // for snoozing
	Off    bool      // for switching
	Other  string    // for cutting: id of the identity at the other end
}

type sayInput struct {
	ID   string `path:"id" maxLength:"512"`
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"1024" doc:"Why, for those who read it later"`
	}
}

type snoozeInput struct {
	ID   string `path:"id" maxLength:"512"`
	Body struct {
		Reason string    `json:"reason" minLength:"1" maxLength:"1024" doc:"Why, for those who read it later"`
		Until  time.Time `json:"until" doc:"When it opens again, at most a year from now (RFC 3339)"`
	}
}

type cutInput struct {
	ID    string `path:"id" maxLength:"512"`
	Other string `path:"other" maxLength:"512" doc:"Id of the identity at the other end of the link"`
	Body  struct {
		Reason string `json:"reason" minLength:"1" maxLength:"1024" doc:"Why, for those who read it later"`
	}
}

type assignInput struct {
	ID   string `path:"id" maxLength:"512"`
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"1024" doc:"Why, for those who read it later"`
		Owner  string `json:"owner" minLength:"6" maxLength:"256" pattern:"^(team|user):[^\\s\\p{C}]+$" doc:"The owner's id: team:payments, user:alice@example.com"`
	}
}

func (s *Server) addSaid() {
	finding := s.Lists.Finding
	say(s, "closeFinding", "/v1/findings/{id}/close", "Close a finding", "finding", finding, func(in *sayInput) (Said, error) {
		return Said{What: CloseFinding, About: in.ID, Reason: in.Body.Reason}, nil
	})
	say(s, "snoozeFinding", "/v1/findings/{id}/snooze", "Snooze a finding", "finding", finding, func(in *snoozeInput) (Said, error) {
		now := time.Now()
		if in.Body.Until.Before(now) || in.Body.Until.After(now.AddDate(1, 0, 1)) {
			p := problem(http.StatusUnprocessableEntity, "validation failed")
			p.Errors = []Fault{{"body.until", "expected a time from now to a year from now"}}
			return Said{}, p
		}
		return Said{What: SnoozeFinding, About: in.ID, Reason: in.Body.Reason, Until: in.Body.Until.UTC()}, nil
	})
	say(s, "assignFinding", "/v1/findings/{id}/assign", "Assign a finding to an owner", "finding", finding, func(in *assignInput) (Said, error) {
		return Said{What: AssignFinding, About: in.ID, Reason: in.Body.Reason, Owner: in.Body.Owner}, nil
	})
	say(s, "assignIdentity", "/v1/identities/{id}/assign", "Assign an identity to an owner", "identity", s.Lists.Identity, func(in *assignInput) (Said, error) {
		return Said{What: AssignIdentity, About: in.ID, Reason: in.Body.Reason, Owner: in.Body.Owner}, nil
	})
	say(s, "cutLink", "/v1/identities/{id}/links/{other}/cut", "Say that two identities are not the same human or program", "identity", s.Lists.Identity, func(in *cutInput) (Said, error) {
		return Said{What: CutLink, About: in.ID, Reason: in.Body.Reason, Other: in.Other}, nil
	})
}

// say adds a route on which a person says something about one thing, and gets the thing back as it is then.
func say[In, T any](s *Server, name, path, summary, noun string, read func(context.Context, string) (T, error), said func(*In) (Said, error)) {
	register(s, Route{Name: name, Method: http.MethodPost, Path: path, Kind: Change, Role: access.Operator},
		huma.Operation{Summary: summary, Tags: []string{"said"}},
		func(ctx context.Context, in *In) (*oneOutput[T], error) {
			words, err := said(in)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			if _, err := read(ctx, words.About); err != nil {
				return nil, s.fail(ctx, err)
			}
			words.By = callerOf(ctx).Name
			entry := s.entry(ctx, name, noun+" "+words.About, words.Reason)
			if subject := cmp.Or(words.Owner, words.Other); subject != "" {
				entry.Subject = subject
			}
			if err := s.change(ctx, entry, func(ctx context.Context) error { return s.Sayer.Say(ctx, words) }); err != nil {
				return nil, s.fail(ctx, err)
			}
			now, err := read(ctx, words.About)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[T]{now}, nil
		})
}
