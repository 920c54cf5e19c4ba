package httpapi

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/act"
	"tabard.dev/tabard/internal/store"
)

// Actor carries out what people decide. It writes each step to the audit trail itself, before it takes it.
type Actor interface {
	Actions(context.Context, store.Query) (store.Page[tabard.Action], error)
	Action(ctx context.Context, id string) (tabard.Action, error)
	Plan(ctx context.Context, kind tabard.ActionKind, system, target, by, reason string, dry bool) (tabard.Action, error)
	Approve(ctx context.Context, id, by, reason string) (tabard.Action, error)
	Reject(ctx context.Context, id, by, reason string) (tabard.Action, error)
	Undo(ctx context.Context, id, by, reason string, until time.Time) (tabard.Action, error)
	CurrentGuards(context.Context) (act.Guards, error)
	SetGuards(ctx context.Context, guards act.Guards, by, reason string) (act.Guards, error)
}

type actionsInput struct {
	Paging
	Span
	System  string `query:"system" maxLength:"512"`
	State   string `query:"state" enum:"planned,approved,running,verified,failed,rejected,undone"`
	Kind    string `query:"kind" enum:"rotate,narrow,quarantine,retire"`
	Target  string `query:"target" maxLength:"512" doc:"Id of the identity"`
	Policy  string `query:"policy" maxLength:"256"`
	Finding string `query:"finding" maxLength:"512"`
}

type planInput struct {
	DryRun bool `query:"dry_run" doc:"Only show what would be done"`
	Body   struct {
		Kind   string `json:"kind" enum:"quarantine,rotate,narrow,retire"`
		System string `json:"system" minLength:"1" maxLength:"512"`
		Target string `json:"target" minLength:"1" maxLength:"2048" doc:"The identity's native id, as the system writes it"`
		Reason string `json:"reason" minLength:"1" maxLength:"1024"`
	}
}

// actInput decides about an action. The body may be left out.
type actInput struct {
	ID   string `path:"id" maxLength:"512"`
	Body *struct {
		Reason string `json:"reason,omitempty" maxLength:"1024" doc:"Why, for those who read it later"`
	}
}

func (in *actInput) reason() string {
	if in.Body == nil {
		return ""
	}
	return in.Body.Reason
}

type undoInput struct {
	ID   string `path:"id" maxLength:"512"`
	Body *struct {
		Reason string    `json:"reason,omitempty" maxLength:"1024" doc:"Why, for those who read it later"`
		Until  time.Time `json:"until,omitzero" doc:"How long automation must not do it again; a day when absent"`
	}
}

type guardsInput struct{ Body setGuards }

// setGuards are guards as somebody sets them.
type setGuards struct {
	Stopped        bool     `json:"stopped" doc:"The kill switch: nothing is carried out"`
	ActionsPerHour int      `json:"actions_per_hour" minimum:"0" maximum:"100000"`
	PerOwner       int      `json:"actions_per_hour_per_owner,omitzero" minimum:"0" maximum:"100000"`
	Unapproved     []string `json:"unapproved" maxItems:"4" enum:"rotate,narrow,quarantine,retire"`
	Used           int      `json:"used,omitzero" doc:"Ignored; it is counted"`
	Reason         string   `json:"reason,omitempty" maxLength:"1024"`
}

func (s *Server) addActions() {
	all := func(ctx context.Context, q store.Query) (store.Page[tabard.Action], error) {
		return s.Actor.Actions(ctx, q)
	}
	read := func(ctx context.Context, id string) (tabard.Action, error) { return s.Actor.Action(ctx, id) }
	list(s, "listActions", "/v1/actions", "List actions, the newest first", access.Viewer, all, func(in *actionsInput) store.Query { return in.query(in) })
	one(s, "getAction", "/v1/actions/{id}", "Get an action", read)
	actOn(s, "planAction", "/v1/actions", "Plan an action by hand", func(ctx context.Context, by string, in *planInput) (tabard.Action, error) {
		b := in.Body
		return s.Actor.Plan(ctx, tabard.ActionKind(b.Kind), b.System, b.Target, by, b.Reason, in.DryRun)
	})
	actOn(s, "approveAction", "/v1/actions/{id}/approve", "Approve an action, which carries it out", func(ctx context.Context, by string, in *actInput) (tabard.Action, error) {
		return s.Actor.Approve(ctx, in.ID, by, in.reason())
	})
	actOn(s, "rejectAction", "/v1/actions/{id}/reject", "Reject an action", func(ctx context.Context, by string, in *actInput) (tabard.Action, error) {
		return s.Actor.Reject(ctx, in.ID, by, in.reason())
	})
	actOn(s, "undoAction", "/v1/actions/{id}/undo", "Undo an action and keep automation from doing it again", func(ctx context.Context, by string, in *undoInput) (tabard.Action, error) {
		if in.Body == nil {
			return s.Actor.Undo(ctx, in.ID, by, "", time.Time{})
		}
		return s.Actor.Undo(ctx, in.ID, by, in.Body.Reason, in.Body.Until)
	})
	s.addGuards()
}

func (s *Server) addGuards() {
	register(s, Route{Name: "getGuards", Method: http.MethodGet, Path: "/v1/guards", Kind: Read, Role: access.Viewer},
		huma.Operation{Summary: "Get the guards of automation and how much of their budget is used", Tags: []string{"actions"}},
		func(ctx context.Context, _ *struct{}) (*oneOutput[act.Guards], error) {
			g, err := s.Actor.CurrentGuards(ctx)
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[act.Guards]{g}, nil
		})
	register(s, Route{Name: "setGuards", Method: http.MethodPut, Path: "/v1/guards", Kind: Change, Role: access.Admin},
		huma.Operation{Summary: "Set the guards of automation; stopped is the kill switch", Tags: []string{"actions"}},
		func(ctx context.Context, in *guardsInput) (*oneOutput[act.Guards], error) {
			want := act.Guards{Stopped: in.Body.Stopped, ActionsPerHour: in.Body.ActionsPerHour, PerOwner: in.Body.PerOwner}
			for _, kind := range in.Body.Unapproved {
				want.Unapproved = append(want.Unapproved, tabard.ActionKind(kind))
			}
			var now act.Guards
			err := s.change(ctx, s.entry(ctx, "setGuards", "guards", in.Body.Reason), func(ctx context.Context) (err error) {
				now, err = s.Actor.SetGuards(ctx, want, callerOf(ctx).Name, in.Body.Reason)
				return err
			})
			if err != nil {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[act.Guards]{now}, nil
		})
}

// actOn adds a route on which a person decides about an action, and gets the action back as it is then. An action that was
// carried out and failed is an answer, not an error: its state and error say so.
func actOn[In any](s *Server, name, path, summary string, do func(ctx context.Context, by string, in *In) (tabard.Action, error)) {
	register(s, Route{Name: name, Method: http.MethodPost, Path: path, Kind: Change, Role: access.Operator},
		huma.Operation{Summary: summary, Tags: []string{"actions"}},
		func(ctx context.Context, in *In) (*oneOutput[tabard.Action], error) {
			var result tabard.Action
			by := callerOf(ctx).Name
			err := s.change(ctx, s.entry(ctx, name, "action "+pathID(in), ""), func(ctx context.Context) (err error) {
				result, err = do(ctx, by, in)
				return err
			})
			if err != nil && result.State != tabard.ActionFailed {
				return nil, s.fail(ctx, err)
			}
			return &oneOutput[tabard.Action]{result}, nil
		})
}

func pathID(in any) string {
	switch in := in.(type) {
	case *actInput:
		return in.ID
	case *undoInput:
		return in.ID
	case *planInput:
		return "on " + in.Body.Target + " of " + in.Body.System
	}
	return ""
}

// actProblem maps what keeps an action from being taken.
func actProblem(err error) *Problem {
	switch {
	case errors.Is(err, act.ErrNoAction):
		return problem(http.StatusNotFound, "there is none with that id")
	case errors.Is(err, act.ErrOwnRequest):
		return problem(http.StatusForbidden, "nobody approves what they asked for").hint("somebody else with the role operator or admin must")
	case errors.Is(err, act.ErrState):
		return problem(http.StatusConflict, "the action is not in a state for that").hint("get the action to see its state")
	case errors.Is(err, act.ErrStopped):
		return problem(http.StatusConflict, "the kill switch is on").hint("tabard actions resume turns it off")
	case errors.Is(err, act.ErrExempt):
		return problem(http.StatusConflict, "a person exempted the target from that")
	case errors.Is(err, act.ErrCannot):
		return problem(http.StatusUnprocessableEntity, "the system's connector cannot do that").hint("tabard systems lists the connected systems")
	case errors.Is(err, tabard.ErrChanged):
		return problem(http.StatusConflict, "somebody changed the target since; undo restores nothing over that")
	case errors.Is(err, tabard.ErrReborn):
		return problem(http.StatusConflict, "the target was dropped and created anew since")
	case errors.Is(err, tabard.ErrGone):
		return problem(http.StatusConflict, "the target is gone")
	}
	return nil
}
