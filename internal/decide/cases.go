package decide

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"tabard.dev/tabard"
)

// Case is one example beside a policy: facts, and what the policy must say about them. A file named "cases.yaml" in the
// folder of a policy holds a list of them under "cases".
type Case struct {
	Name   string         `yaml:"name"`
	Policy string         `yaml:"policy"` // id of the policy the case is about
	Want   string         `yaml:"want"`   // "allow" or "deny"
	Facts  map[string]any `yaml:"identity"`
	Holds  map[string]any `yaml:"credential"`
	May    map[string]any `yaml:"grant"`
	System map[string]any `yaml:"system"`
	File   string         `yaml:"-"`
}

// CaseResult is how one case came out.
type CaseResult struct {
	File   string `json:"file"`
	Name   string `json:"name"`
	Policy string `json:"policy"`
	Passed bool   `json:"passed"`
	Why    string `json:"why,omitempty"`
}

// caseTime is the fixed clock of cases; ages and idle times are given relative to it.
var caseTime = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// RunCases runs the cases in a folder against the set. A policy that forbids and has no case of each verdict fails, so that
// a policy can't be switched on untried.
func (s *Set) RunCases(folder fs.FS) ([]CaseResult, error) {
	var results []CaseResult
	tried := map[string]map[string]bool{}
	err := fs.WalkDir(folder, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || path.Base(file) != "cases.yaml" {
			return err
		}
		cases, err := readCases(folder, file)
		if err != nil {
			return err
		}
		for _, c := range cases {
			if tried[c.Policy] == nil {
				tried[c.Policy] = map[string]bool{}
			}
			tried[c.Policy][c.Want] = true
			results = append(results, s.runCase(c))
		}
		return nil
	})
	for _, p := range s.policies {
		for _, verdict := range []string{"allow", "deny"} {
			if p.Forbids && err == nil && !tried[p.ID][verdict] {
				results = append(results, CaseResult{File: p.File, Policy: p.ID, Name: "has a case of each verdict", Why: "no case that wants " + verdict})
			}
		}
	}
	return results, err
}

func readCases(folder fs.FS, file string) ([]Case, error) {
	text, err := fs.ReadFile(folder, file)
	if err != nil {
		return nil, err
	}
	var doc struct {
		Cases []Case `yaml:"cases"`
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&doc); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for i := range doc.Cases {
		doc.Cases[i].File = file
	}
	return doc.Cases, nil
}

func (s *Set) runCase(c Case) CaseResult {
	result := CaseResult{File: c.File, Name: c.Name, Policy: c.Policy}
	if _, ok := s.byID[c.Policy]; !ok {
		result.Why = fmt.Sprintf("no policy %q", c.Policy)
		return result
	}
	h, err := c.holding()
	if err != nil {
		result.Why = err.Error()
		return result
	}
	decisions, failed := s.Hold(h)
	denied := slices.ContainsFunc(decisions, func(d tabard.Decision) bool { return d.Policy == c.Policy })
	got := "allow"
	if denied {
		got = "deny"
	}
	for _, e := range failed {
		if e.Policy == c.Policy {
			got = "error: " + e.Why
		}
	}
	if result.Passed = got == c.Want; !result.Passed {
		result.Why = fmt.Sprintf("got %s, want %s", got, c.Want)
	}
	return result
}

// holding reads the facts of a case. Unknown names are refused, with those there are.
func (c Case) holding() (Holding, error) {
	h := Holding{Now: caseTime, System: System{Name: "case"}, Identity: tabard.Identity{
		ID: "id_case", Name: "case", Kind: tabard.Judged{Value: tabard.KindUnknown}, State: tabard.StateActive, FirstSeen: caseTime, LastSeen: caseTime,
	}}
	facts := reader{}
	facts.read("system", c.System, map[string]any{"ownerSource": &h.System.OwnerSource, "name": &h.System.Name, "connector": &h.System.Connector})
	var owner string
	ownerConfidence, kindConfidence := 100.0, 100.0
	var idle time.Duration
	i := &h.Identity
	facts.read("identity", c.Facts, map[string]any{
		"kind": (*string)(&i.Kind.Value), "kindConfidence": &kindConfidence, "name": &i.Name, "state": (*string)(&i.State), "owner": &owner, "ownerConfidence": &ownerConfidence,
		"watchedBirth": &h.Watched, "superuser": &h.Superuser, "canLogin": &h.CanLogin, "idle": &idle, "risk": &i.Risk.Score, "createdBy": &i.CreatedBy,
	})
	i.Kind.Confidence, i.LastSeen = kindConfidence/100, caseTime.Add(-idle)
	if owner != "" {
		i.Owner = &tabard.Owner{ID: owner, Confidence: ownerConfidence / 100}
	}
	if c.Holds != nil {
		h.Credential = &tabard.Credential{ID: "cr_case", Kind: tabard.CredentialPassword, State: tabard.StateActive}
		var age, expiresIn, unused time.Duration
		facts.read("credential", c.Holds, map[string]any{
			"kind": (*string)(&h.Credential.Kind), "state": (*string)(&h.Credential.State), "age": &age, "expiresIn": &expiresIn, "neverExpires": &h.Credential.NeverEnds,
			"idle": &unused, "watchedBirth": &h.Watching, "sources": &h.Sources, "users": &h.Users, "createdBy": &h.Credential.CreatedBy,
		})
		h.Credential.Created = ago(c.Holds, "age", age)
		h.Credential.LastUsed = ago(c.Holds, "idle", unused)
		h.Credential.Expires = ago(c.Holds, "expiresIn", -expiresIn)
	}
	if c.May != nil {
		h.Grant = &tabard.Grant{ID: "gr_case", Used: tabard.UsedUnknown}
		var unused time.Duration
		facts.read("grant", c.May, map[string]any{
			"permission": &h.Grant.Permission, "on": &h.Grant.Resource, "used": (*string)(&h.Grant.Used), "idle": &unused, "admin": &h.GrantAdmin, "public": &h.Public,
		})
		h.Grant.LastUsed = ago(c.May, "idle", unused)
	}
	if c.Want != "allow" && c.Want != "deny" {
		facts.err = fmt.Errorf("want is %q, not allow or deny", c.Want)
	}
	return h, facts.err
}

// ago gives the time so long before the clock of cases; none where the case does not name the fact.
func ago(facts map[string]any, name string, d time.Duration) time.Time {
	if _, ok := facts[name]; !ok {
		return time.Time{}
	}
	return caseTime.Add(-d)
}

// reader puts named facts into variables and keeps the first error.
type reader struct{ err error }

func (r *reader) read(what string, facts map[string]any, into map[string]any) {
	for name, value := range facts {
		if err := assign(into[name], value); err != nil && r.err == nil {
			names := make([]string, 0, len(into))
			for known := range into {
				names = append(names, known)
			}
			slices.Sort(names)
			r.err = fmt.Errorf("%s.%s: %w; there are %s", what, name, err, strings.Join(names, ", "))
		}
	}
}

func assign(into, value any) error {
	var ok bool
	switch v := into.(type) {
	case nil:
		return fmt.Errorf("no such fact")
	case *string:
		*v, ok = value.(string)
	case *bool:
		*v, ok = value.(bool)
	case *int:
		*v, ok = value.(int)
	case *float64:
		var n int
		n, ok = value.(int)
		*v = float64(n)
	case *time.Duration:
		return duration(v, value)
	}
	if !ok {
		return fmt.Errorf("%v is not of the right type", value)
	}
	return nil
}

// duration reads "36h" and, because policies speak of days, "90d".
func duration(into *time.Duration, value any) error {
	text, _ := value.(string)
	unit := time.Duration(1)
	if days, ok := strings.CutSuffix(text, "d"); ok {
		text, unit = days+"h", 24
	}
	d, err := time.ParseDuration(text)
	*into = d * unit
	return err
}

// FindCase gives the facts of the case of that name in a folder.
func FindCase(folder fs.FS, name string) (Holding, error) {
	var found *Case
	err := fs.WalkDir(folder, ".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || path.Base(file) != "cases.yaml" {
			return err
		}
		cases, err := readCases(folder, file)
		if i := slices.IndexFunc(cases, func(c Case) bool { return c.Name == name }); i >= 0 && found == nil {
			found = &cases[i]
		}
		return err
	})
	if err != nil {
		return Holding{}, err
	}
	if found == nil {
		return Holding{}, fmt.Errorf("no case named %q", name)
	}
	return found.holding()
}
