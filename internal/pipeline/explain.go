package pipeline

import (
	"context"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/decide"
)

// Explained is what the policies say about one thing that an identity holds, or about the identity itself.
type Explained struct {
	Subject  string // id
	Kind     string // "identity", "credential" or "grant"
	Name     string
	At       time.Time // up to when things were judged: ages are as of then
	Policies []decide.Explanation
}

// question is an explanation that somebody waits for.
type question struct {
	key    tabard.Key
	answer chan []Explained
}

// Explain tells what the policies in force say about an identity of a listed system and all that it holds, and the facts they
// read. It is nil for an identity that no listing shows. The judge itself answers, between two batches: only it knows the facts.
func (p *Pipeline) Explain(ctx context.Context, key tabard.Key) ([]Explained, error) {
	q := question{key, make(chan []Explained, 1)}
	select {
	case p.questions <- q:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	select {
	case all := <-q.answer:
		return all, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (j *judge) explain(q question) {
	held, ok := j.inventory.Held(q.key)
	if !ok || j.decider == nil {
		q.answer <- nil
		return
	}
	at := time.UnixMicro(j.position.Appended).UTC()
	var all []Explained
	for _, h := range j.holdings(&tabard.Event{Time: at}, &held) {
		one := Explained{Subject: held.Identity.ID, Kind: "identity", Name: held.Identity.Name, At: at, Policies: j.decider.Explain(h)}
		switch {
		case h.Credential != nil:
			one.Subject, one.Kind, one.Name = h.Credential.ID, "credential", string(h.Credential.Kind)+" of "+held.Identity.Name
		case h.Grant != nil:
			one.Subject, one.Kind, one.Name = h.Grant.ID, "grant", h.Grant.Permission+" on "+h.Grant.Resource
		}
		all = append(all, one)
	}
	q.answer <- all
}
