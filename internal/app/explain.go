package app

import (
	"context"
	"strings"

	"tabard.dev/tabard/internal/httpapi"
	"tabard.dev/tabard/internal/pipeline"
)

// explainer tells what the policies say about what the lists know by id.
type explainer struct {
	lists *lists
	pipe  *pipeline.Pipeline
}

// Explain implements [httpapi.Explainer].
func (x explainer) Explain(ctx context.Context, id string) ([]httpapi.Explained, error) {
	holder, subject := id, ""
	if strings.HasPrefix(id, "cr_") {
		credential, err := x.lists.Credential(ctx, id)
		if err != nil {
			return nil, err
		}
		holder, subject = credential.Identity, id
	}
	identity, err := x.lists.Identity(ctx, holder)
	if err != nil {
		return nil, err
	}
	found, err := x.pipe.Explain(ctx, identity.Key())
	if err != nil {
		return nil, err
	}
	var all []httpapi.Explained
	if len(found) == 0 || found[0].Subject != identity.ID {
		return all, nil // the identity of that name now is another one
	}
	for _, one := range found {
		if subject != "" && one.Subject != subject {
			continue
		}
		e := httpapi.Explained{Subject: one.Subject, Kind: one.Kind, Name: one.Name, At: one.At, Policies: []httpapi.ExplainedBy{}}
		for _, p := range one.Policies {
			e.Policies = append(e.Policies, httpapi.ExplainedBy{Policy: p.Policy, Verdict: p.Verdict, Reason: p.Reason, Why: p.Why, Facts: p.Facts})
		}
		all = append(all, e)
	}
	return all, nil
}
