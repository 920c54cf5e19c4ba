package decide

import (
	"math"
	"time"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"

	"tabard.dev/tabard"
)

// Holding is what one identity holds, with the facts that policies on hold may ask for. Exactly one of Credential and Grant
// is set; neither when the identity itself is what is judged.
type Holding struct {
	Now        time.Time // event or tick time, never the wall clock
	System     System
	Identity   tabard.Identity
	Watched    bool // the identity was created since Tabard watches its system
	Superuser  bool // it holds a grant that amounts to control over its system
	CanLogin   bool
	Credential *tabard.Credential
	Watching   bool // the credential was created since Tabard watches its system
	Sources    int  // networks the credential was used from
	Users      int  // workloads that used it
	Grant      *tabard.Grant
	GrantAdmin bool
	Public     bool
}

// System is what policies may know of a system.
type System struct {
	Name        string
	Connector   string
	OwnerSource bool
}

// holdAction is the gate that lifecycle rules stand at.
var holdAction = types.NewEntityUID("Action", "hold")

// Hold judges a holding. It gives one decision for each policy that forbids it, by id, and the policies that could not be
// evaluated. No policy at all means that it may be held: there is nothing to say about what no rule speaks of.
func (s *Set) Hold(h Holding) ([]tabard.Decision, []PolicyError) {
	entities, resource := h.entities()
	v := s.Authorize(entities, h.request(resource))
	if v.Allow {
		return nil, v.Errors
	}
	var decisions []tabard.Decision
	for _, id := range v.Reasons {
		p := s.policies[s.byID[id]]
		decisions = append(decisions, tabard.Decision{
			ID:   tabard.HashID("de_", "hold", id, string(resource.ID), h.Identity.ID),
			Time: h.Now, Gate: "hold", Identity: h.Identity.ID, Subject: string(resource.ID), System: h.System.Name,
			Policies: v.Reasons, Policy: id, Severity: p.Severity, Reason: p.Reason, Remedy: p.Remedy, Mode: p.Mode,
		})
	}
	return decisions, v.Errors
}

func (h Holding) request(resource types.EntityUID) cedar.Request {
	return cedar.Request{
		Principal: identityUID(h.Identity.ID), Action: holdAction, Resource: resource,
		Context: types.NewRecord(cedar.RecordMap{"now": types.NewDatetime(h.Now)}),
	}
}

func identityUID(id string) types.EntityUID { return types.NewEntityUID("Identity", types.String(id)) }

// entities writes the holding in the words of the schema. What is not known is left out, not guessed.
func (h Holding) entities() (types.EntityMap, types.EntityUID) {
	system := types.NewEntityUID("System", types.String(h.System.Name))
	identity := identityUID(h.Identity.ID)
	all := types.EntityMap{
		system: {UID: system, Attributes: types.NewRecord(cedar.RecordMap{
			"name": types.String(h.System.Name), "connector": types.String(h.System.Connector), "ownerSource": types.Boolean(h.System.OwnerSource),
		})},
		identity: h.identity(identity, system),
	}
	switch {
	case h.Credential != nil:
		uid := types.NewEntityUID("Credential", types.String(h.Credential.ID))
		all[uid] = types.Entity{UID: uid, Parents: types.NewEntityUIDSet(identity, system), Attributes: h.credential()}
		return all, uid
	case h.Grant != nil:
		uid := types.NewEntityUID("Grant", types.String(h.Grant.ID))
		all[uid] = types.Entity{UID: uid, Parents: types.NewEntityUIDSet(identity, system), Attributes: h.grant()}
		return all, uid
	}
	return all, identity
}

func (h Holding) identity(uid, system types.EntityUID) types.Entity {
	i, parents := h.Identity, []types.EntityUID{system}
	r := cedar.RecordMap{
		"kind": types.String(i.Kind.Value), "kindConfidence": percent(i.Kind.Confidence), "name": types.String(i.Name),
		"nativeID": types.String(i.NativeID), "realm": types.String(i.Realm), "state": types.String(i.State), "ownerConfidence": types.Long(0),
		"watchedBirth": types.Boolean(h.Watched), "superuser": types.Boolean(h.Superuser), "canLogin": types.Boolean(h.CanLogin),
		"firstSeen": types.NewDatetime(i.FirstSeen), "lastSeen": types.NewDatetime(i.LastSeen), "idle": types.NewDuration(h.since(i.LastSeen)),
		"credentials": types.Long(i.Credentials), "findings": types.Long(i.Findings), "risk": types.Long(i.Risk.Score),
	}
	if i.Owner != nil {
		r["owner"], r["ownerConfidence"] = types.String(i.Owner.ID), percent(i.Owner.Confidence)
		parents = append(parents, types.NewEntityUID("Team", types.String(i.Owner.ID)))
	}
	if i.CreatedBy != "" {
		r["createdBy"] = identityUID(i.CreatedBy)
	}
	return types.Entity{UID: uid, Parents: types.NewEntityUIDSet(parents...), Attributes: types.NewRecord(r)}
}

func (h Holding) credential() types.Record {
	c := h.Credential
	r := cedar.RecordMap{
		"kind": types.String(c.Kind), "state": types.String(c.State), "neverExpires": types.Boolean(c.NeverEnds),
		"watchedBirth": types.Boolean(h.Watching), "sources": types.Long(h.Sources), "users": types.Long(h.Users),
	}
	if !c.Created.IsZero() {
		r["created"], r["age"] = types.NewDatetime(c.Created), types.NewDuration(h.since(c.Created))
	}
	if c.CreatedBy != "" {
		r["createdBy"] = identityUID(c.CreatedBy)
	}
	if !c.Expires.IsZero() {
		r["expires"] = types.NewDatetime(c.Expires)
		if !c.Created.IsZero() {
			r["lifetime"] = types.NewDuration(c.Expires.Sub(c.Created))
		}
	}
	if !c.LastUsed.IsZero() {
		r["lastUsed"], r["idle"] = types.NewDatetime(c.LastUsed), types.NewDuration(h.since(c.LastUsed))
	}
	return types.NewRecord(r)
}

func (h Holding) grant() types.Record {
	r := cedar.RecordMap{
		"permission": types.String(h.Grant.Permission), "on": types.String(h.Grant.Resource), "used": types.String(h.Grant.Used),
		"admin": types.Boolean(h.GrantAdmin), "public": types.Boolean(h.Public),
	}
	if !h.Grant.LastUsed.IsZero() {
		r["idle"] = types.NewDuration(h.since(h.Grant.LastUsed))
	}
	return types.NewRecord(r)
}

// since gives the time from t to now; a time ahead of now, by a clock that runs fast, counts as now.
func (h Holding) since(t time.Time) time.Duration { return max(0, h.Now.Sub(t)) }

func percent(share float64) types.Long { return types.Long(math.Round(100 * share)) }
