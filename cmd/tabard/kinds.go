package main

import (
	"context"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"tabard.dev/tabard/api"
)

// kind is a kind of thing that a server lists.
type kind struct {
	name    string
	about   string
	list    func(context.Context, *api.Client, ...api.RequestEditorFn) (*http.Response, error)
	one     func(context.Context, *api.Client, string) (*http.Response, error)                 // nil when there is only the list
	facets  func(context.Context, *api.Client, ...api.RequestEditorFn) (*http.Response, error) // nil when its fields are not counted
	columns []string
	row     func(jsontext.Value) []string
}

// kinds are what "tabard get" gets.
func kinds() []kind {
	type edit = api.RequestEditorFn
	return []kind{
		{
			name: "identities", about: "who there is: agents, workloads, services, people",
			list: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.ListIdentities(ctx, nil, e...)
			},
			one: func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
				return c.GetIdentity(ctx, id)
			},
			facets: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.FacetIdentities(ctx, nil, e...)
			},
			columns: []string{"ID", "KIND", "NAME", "SYSTEM", "OWNER", "RISK", "FINDINGS", "LAST SEEN"},
			row: cells(func(i api.Identity) []string {
				return []string{i.ID, string(i.Kind.Value), i.Name, i.System, owner(i.Owner), itoa(i.Risk.Score), itoa(i.Findings), when(i.LastSeen)}
			}),
		},
		{
			name: "credentials", about: "what proves them",
			list: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.ListCredentials(ctx, nil, e...)
			},
			one: func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
				return c.GetCredential(ctx, id)
			},
			facets: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.FacetCredentials(ctx, nil, e...)
			},
			columns: []string{"ID", "KIND", "NATIVE ID", "SYSTEM", "IDENTITY", "CREATED", "EXPIRES", "LAST USED", "STATE"},
			row: cells(func(c api.Credential) []string {
				expires := maybe(c.Expires)
				if c.NeverExpires != nil && *c.NeverExpires {
					expires = "never"
				}
				return []string{c.ID, string(c.Kind), text(c.NativeID), c.System, c.Identity, maybe(c.Created), expires, maybe(c.LastUsed), string(c.State)}
			}),
		},
		{
			name: "births", about: "who made what",
			list: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.ListBirths(ctx, nil, e...)
			},
			one: func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
				return c.GetBirth(ctx, id)
			},
			facets: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.FacetBirths(ctx, nil, e...)
			},
			columns: []string{"TIME", "KIND", "NAME", "SYSTEM", "CREATOR", "VIA", "OWNER", "ID"},
			row: cells(func(b api.Birth) []string {
				return []string{when(b.Time), string(b.Kind), b.Name, b.System, b.Creator, strings.Join(b.Via, " < "), owner(b.Owner), b.ID}
			}),
		},
		{
			name: "grants", about: "who may do what",
			list: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.ListGrants(ctx, nil, e...)
			},
			one: func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
				return c.GetGrant(ctx, id)
			},
			columns: []string{"ID", "SYSTEM", "IDENTITY", "PERMISSION", "RESOURCE", "VIA", "USED", "LAST USED"},
			row: cells(func(g api.Grant) []string {
				return []string{g.ID, g.System, g.Identity, g.Permission, g.Resource, strings.Join(g.Via, " < "), string(g.Used), maybe(g.LastUsed)}
			}),
		},
		{
			name: "findings", about: "what is wrong",
			list: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.ListFindings(ctx, nil, e...)
			},
			one: func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
				return c.GetFinding(ctx, id)
			},
			facets: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.FacetFindings(ctx, nil, e...)
			},
			columns: findingColumns(), row: cells(findingRow),
		},
		{
			name: "actions", about: "what is being done about it",
			list: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.ListActions(ctx, nil, e...)
			},
			one: func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
				return c.GetAction(ctx, id)
			},
			columns: []string{"ID", "KIND", "TARGET", "SYSTEM", "STATE", "ASKED BY", "APPROVED BY", "BLOCKED BY", "REASON"},
			row: cells(func(a api.Action) []string {
				return []string{a.ID, a.Kind, a.Target.Name, a.System, a.State, a.RequestedBy, text(a.ApprovedBy), text(a.BlockedBy), a.Reason}
			}),
		},
		{
			name: "events", about: "what happened",
			list: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.ListEvents(ctx, nil, e...)
			},
			one: func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
				return c.GetEvent(ctx, id)
			},
			columns: []string{"TIME", "SYSTEM", "FAMILY", "ACTION", "OUTCOME", "IDENTITY", "SOURCE", "ID"},
			row: cells(func(e api.Event) []string {
				return []string{when(e.Time), e.System, e.Family, e.Action, string(e.Outcome), e.Actor.Identity, e.Source, e.ID}
			}),
		},
		{
			name: "systems", about: "what Tabard is connected to, and how blind it is",
			list: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.ListSystems(ctx, nil, e...)
			},
			one: func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
				return c.GetSystem(ctx, id)
			},
			columns: []string{"NAME", "CONNECTOR", "REALM", "STATE", "RECORDS", "LAST RECORD", "GAPS"},
			row: cells(func(s api.System) []string {
				return []string{s.Name, s.Connector, s.Realm, string(s.State), itoa(s.Records), maybe(s.LastRecord), strings.Join(s.Gaps, "; ")}
			}),
		},
		{
			name: "detections", about: "what it looks for, what that gave and cost",
			list: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.ListDetections(ctx, nil, e...)
			},
			one: func(ctx context.Context, c *api.Client, id string) (*http.Response, error) {
				return c.GetDetection(ctx, id)
			},
			columns: []string{"ID", "SEVERITY", "STATE", "HITS", "NS/EVENT", "SHARE", "TITLE"},
			row: cells(func(d api.Detection) []string {
				state := "on"
				if !d.Enabled {
					state = "off"
				}
				return []string{d.ID, string(d.Severity), state, itoa(d.Hits), itoa(d.Cost.NsPerEvent), fmt.Sprintf("%.1f%%", 100*d.Cost.Share), d.Title}
			}),
		},
		{
			name: "refused", about: "records that were not accepted, and why",
			list: func(ctx context.Context, c *api.Client, e ...edit) (*http.Response, error) {
				return c.ListRefused(ctx, nil, e...)
			},
			columns: []string{"TIME", "SOURCE", "FAMILY", "RECORD", "REASON"},
			row: cells(func(r api.Refused) []string {
				return []string{when(r.Time), r.Source, text(r.Family), itoa(r.Record), r.Reason}
			}),
		},
	}
}

func findingColumns() []string {
	return []string{"SEVERITY", "DETECTION", "IDENTITY", "SYSTEM", "OWNER", "COUNT", "LAST", "STATE", "SUMMARY", "ID"}
}

func findingRow(f api.Finding) []string {
	return []string{string(f.Severity), f.Detection, f.Identity.Name, f.Identity.System, owner(f.Owner), itoa(f.Count), when(f.Last), string(f.State), f.Summary, f.ID}
}

// cells makes a table's row of what the server wrote.
func cells[T any](row func(T) []string) func(jsontext.Value) []string {
	return func(item jsontext.Value) []string {
		var value T
		if err := json.Unmarshal(item, &value); err != nil {
			return []string{"? " + err.Error()}
		}
		return row(value)
	}
}

func owner(o *api.Owner) string {
	if o == nil {
		return "-"
	}
	return o.ID
}

func when(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func maybe(t *time.Time) string {
	if t == nil || t.IsZero() {
		return "-"
	}
	return when(*t)
}

func text(s *string) string {
	if s == nil {
		return "-"
	}
	return *s
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
