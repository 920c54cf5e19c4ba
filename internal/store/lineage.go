package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"tabard.dev/tabard"
)

// Lineage is who made an identity, what it made, what proves it and what that reaches.
type Lineage struct {
	Identity    Kin      `json:"identity"`
	Makers      []Kin    `json:"makers" doc:"Who made it, and who made them, the nearest first"`
	MoreMakers  bool     `json:"more_makers" doc:"The chain goes on"`
	Made        []Kin    `json:"made" doc:"Identities that it made, the newest first"`
	MoreMade    bool     `json:"more_made"`
	Credentials []KeyKin `json:"credentials" doc:"What proves it, the newest first"`
	MoreKeys    bool     `json:"more_credentials"`
	Reaches     []Reach  `json:"reaches" doc:"What it may do something to, by its grants"`
	MoreReaches bool     `json:"more_reaches" doc:"There are more, or more grants than were read"`
}

// Kin is an identity in a lineage.
type Kin struct {
	ID       string      `json:"id"`
	Name     string      `json:"name"`
	Kind     tabard.Kind `json:"kind"`
	System   string      `json:"system"`
	Owner    string      `json:"owner" doc:"Its owner's id; empty when nobody owns it"`
	Risk     int         `json:"risk"`
	Findings int         `json:"findings" doc:"Open ones"`
}

// KeyKin is a credential in a lineage.
type KeyKin struct {
	ID    string                `json:"id"`
	Kind  tabard.CredentialKind `json:"kind"`
	State tabard.State          `json:"state"`
	Name  string                `json:"name" doc:"Its public id, or its fingerprint"`
}

// Reach is a resource with what may be done to it.
type Reach struct {
	Resource    string    `json:"resource"`
	Permissions []string  `json:"permissions" doc:"The first ten"`
	Grants      int       `json:"grants"`
	Used        bool      `json:"used" doc:"One of them was used"`
	LastUsed    time.Time `json:"last_used,omitzero"`
}

// Bounds of one lineage: what is shown at once. Whoever wants more asks for the lineage of what is in it, or for the lists.
const (
	mostMakers      = 12
	mostMade        = 200
	mostKeys        = 50
	mostReaches     = 100
	mostPermissions = 10
	mostGrants      = 1000
)

// LineageOf reads the lineage of an identity.
func LineageOf(ctx context.Context, r Reader, id string) (Lineage, error) {
	l := Lineage{Makers: []Kin{}, Made: []Kin{}, Credentials: []KeyKin{}, Reaches: []Reach{}}
	at, err := r.Identity(ctx, id)
	if err != nil {
		return l, err
	}
	l.Identity = kin(at)
	seen := map[string]bool{id: true}
	for by := at.CreatedBy; by != "" && by != "unknown" && !seen[by]; {
		if l.MoreMakers = len(l.Makers) == mostMakers; l.MoreMakers {
			break
		}
		seen[by] = true
		maker, err := r.Identity(ctx, by)
		if err != nil {
			return l, err
		}
		l.Makers, by = append(l.Makers, kin(maker)), maker.CreatedBy
	}
	made, err := r.Identities(ctx, Query{Filters: map[string]string{"created_by": id}, Limit: mostMade})
	if err != nil {
		return l, err
	}
	for _, one := range made.Items {
		l.Made = append(l.Made, kin(one))
	}
	l.MoreMade = made.Next != ""
	keys, err := r.Credentials(ctx, Query{Filters: map[string]string{"identity": id}, Limit: mostKeys})
	if err != nil {
		return l, err
	}
	for _, c := range keys.Items {
		l.Credentials = append(l.Credentials, KeyKin{ID: c.ID, Kind: c.Kind, State: c.State, Name: cmp.Or(c.NativeID, c.Fingerprint)})
	}
	l.MoreKeys = keys.Next != ""
	grants, err := r.Grants(ctx, Query{Filters: map[string]string{"identity": id}, Limit: mostGrants})
	if err != nil {
		return l, err
	}
	l.Reaches, l.MoreReaches = reaches(grants.Items)
	l.MoreReaches = l.MoreReaches || grants.Next != ""
	return l, nil
}

func kin(i tabard.Identity) Kin {
	k := Kin{ID: i.ID, Name: i.Name, Kind: i.Kind.Value, System: i.System, Risk: i.Risk.Score, Findings: i.Findings}
	if i.Owner != nil {
		k.Owner = i.Owner.ID
	}
	return k
}

// reaches groups grants by their resource: what was used first, then what has most grants.
func reaches(grants []tabard.Grant) ([]Reach, bool) {
	by := map[string]*Reach{}
	for _, g := range grants {
		r := by[g.Resource]
		if r == nil {
			r = &Reach{Resource: g.Resource, Permissions: []string{}}
			by[g.Resource] = r
		}
		if r.Grants++; len(r.Permissions) < mostPermissions {
			r.Permissions = append(r.Permissions, g.Permission)
		}
		r.Used = r.Used || g.Used == tabard.UsedYes
		if g.LastUsed.After(r.LastUsed) {
			r.LastUsed = g.LastUsed
		}
	}
	all := make([]Reach, 0, len(by))
	for _, r := range by {
		all = append(all, *r)
	}
	slices.SortFunc(all, func(a, b Reach) int {
		if a.Used != b.Used {
			if a.Used {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.Grants, a.Grants), cmp.Compare(a.Resource, b.Resource))
	})
	if len(all) > mostReaches {
		return all[:mostReaches], true
	}
	return all, false
}
