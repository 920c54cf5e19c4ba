package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"tabard.dev/tabard/api"
)

// shown is everything about one identity that fits on a page. Of each list there are the first hundred.
type shown struct {
	Identity    api.Identity     `json:"identity"`
	Credentials []api.Credential `json:"credentials"`
	Grants      []api.Grant      `json:"grants"`
	Findings    []api.Finding    `json:"findings"`
	Births      []api.Birth      `json:"births"` // what it made
	Actions     []api.Action     `json:"actions"`
	Events      []api.Event      `json:"events"` // the latest
}

func newShow(stdio) *cobra.Command {
	return remoteFlags(&cobra.Command{
		Use:   "show IDENTITY",
		Short: "Show one identity: who, whose, what it may do and did, what is wrong",
		Long: `Shows the page of an identity as text: who it is and why we think so, whose, its risk, credentials, grants against use,
findings and latest events. IDENTITY is an id, or a name or native id that only one identity has.`,
		Example: `  tabard show id_3f8a0c6e1d2b4a5968778695
  tabard show invoice-triage -o json --jq .identity.risk`,
		Args: cobra.ExactArgs(1),
		ValidArgsFunction: func(cmd *cobra.Command, given []string, start string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(given) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return completeIDs(kinds()[0])(cmd, given, start)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPrinter(cmd, table[shown]{})
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			i, err := named(cmd.Context(), client, args[0])
			if err != nil {
				return answer(err)
			}
			s, err := gather(cmd.Context(), client, i)
			if err != nil {
				return answer(err)
			}
			if p.format == "table" {
				return s.print(cmd.OutOrStdout())
			}
			return p.document(s)
		},
	})
}

// named finds the one identity that is meant.
func named(ctx context.Context, client *api.Client, name string) (api.Identity, error) {
	if strings.HasPrefix(name, "id_") {
		return api.Read[api.Identity](client.GetIdentity(ctx, name))
	}
	all, err := first[api.Identity](ctx, client.ListIdentities, url.Values{"q": {name}})
	if err != nil {
		return api.Identity{}, err
	}
	exact := slices.Collect(func(yield func(api.Identity) bool) {
		for _, i := range all {
			if (i.Name == name || i.NativeID == name) && !yield(i) {
				return
			}
		}
	})
	if len(exact) > 0 {
		all = exact
	}
	switch len(all) {
	case 0:
		return api.Identity{}, withHint(fmt.Errorf("no identity is named %q", name), `"tabard whose" also looks for keys and files`)
	case 1:
		return all[0], nil
	}
	var ids []string
	for _, i := range all[:min(len(all), 5)] {
		ids = append(ids, i.ID+" ("+i.Name+" in "+i.System+")")
	}
	return api.Identity{}, withHint(fmt.Errorf("%d identities are named like %q", len(all), name), "name one by its id: %s", strings.Join(ids, ", "))
}

// gather asks for what belongs to an identity.
func gather(ctx context.Context, client *api.Client, i api.Identity) (shown, error) {
	s := shown{Identity: i}
	mine := url.Values{"identity": {i.ID}}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		s.Credentials, err = first[api.Credential](ctx, client.ListCredentials, mine)
		return err
	})
	g.Go(func() (err error) { s.Grants, err = first[api.Grant](ctx, client.ListGrants, mine); return err })
	g.Go(func() (err error) { s.Findings, err = first[api.Finding](ctx, client.ListFindings, mine); return err })
	g.Go(func() (err error) {
		s.Births, err = first[api.Birth](ctx, client.ListBirths, url.Values{"creator": {i.ID}})
		return err
	})
	g.Go(func() error {
		all, err := first[api.Action](ctx, client.ListActions, url.Values{"system": {i.System}})
		s.Actions = slices.DeleteFunc(all, func(a api.Action) bool { return a.Target.ID != i.ID })
		return err
	})
	g.Go(func() (err error) { s.Events, err = first[api.Event](ctx, client.ListEvents, mine); return err })
	return s, g.Wait()
}

// print writes the page in 80 columns.
func (s shown) print(out io.Writer) error {
	w := &paper{out: out}
	i := s.Identity
	w.line("%s", i.Name)
	w.line("%s in %s, %s", i.Kind.Value, cmp.Or(i.System, i.Realm, "an unknown system"), i.State)
	w.line("%s", i.ID)
	w.head("Who")
	w.fact("native id", i.NativeID)
	w.fact("seen", when(i.FirstSeen)+" to "+when(i.LastSeen))
	w.fact("made by", text(i.CreatedBy))
	w.fact("kind", fmt.Sprintf("%s, %.0f%% sure", i.Kind.Value, 100*i.Kind.Confidence))
	w.evidence(i.Kind.Evidence)
	w.head("Whose")
	if i.Owner == nil {
		w.line("  nobody owns it: tabard identities assign %s --owner team:NAME --reason WHY", i.ID)
	} else {
		w.fact("owner", fmt.Sprintf("%s, %.0f%% sure", i.Owner.ID, 100*i.Owner.Confidence))
		if i.Owner.Evidence != nil {
			w.evidence(*i.Owner.Evidence)
		}
	}
	w.head(fmt.Sprintf("Risk %d of 100", i.Risk.Score))
	for _, part := range i.Risk.Parts {
		w.line("  %3d %-20s %s", part.Points, bar(float64(part.Points)/100, 20), part.What)
	}
	w.head(fmt.Sprintf("Findings %d", i.Findings))
	for _, f := range s.Findings {
		w.line("  %-8s %s ×%d, %s, %s", f.Severity, f.Detection, f.Count, f.State, when(f.Last))
		w.line("           %s", f.Summary)
	}
	w.head(fmt.Sprintf("Credentials %d", i.Credentials))
	for _, c := range s.Credentials {
		ends := "expires " + maybe(c.Expires)
		if c.NeverExpires != nil && *c.NeverExpires {
			ends = "never expires"
		}
		w.line("  %-11s %-8s %s, made %s, %s, used %s", c.Kind, c.State, cmp.Or(text(c.NativeID), text(c.Fingerprint)), maybe(c.Created), ends, maybe(c.LastUsed))
	}
	w.head(fmt.Sprintf("May do %d", i.Grants))
	for _, g := range s.Grants {
		w.line("  %-7s %s on %s, via %s", g.Used, g.Permission, cmp.Or(g.Resource, "-"), cmp.Or(strings.Join(g.Via, " < "), "-"))
	}
	w.head(fmt.Sprintf("Made %d", len(s.Births)))
	for _, b := range s.Births {
		w.line("  %s %s %s", when(b.Time), b.Kind, b.Name)
	}
	if len(s.Actions) > 0 {
		w.head(fmt.Sprintf("Actions %d", len(s.Actions)))
	}
	for _, a := range s.Actions {
		w.line("  %-10s %-9s asked by %s: %s", a.Kind, a.State, a.RequestedBy, a.Reason)
	}
	w.head(fmt.Sprintf("Did, by hour of day (UTC, the latest %d)", len(s.Events)))
	w.line("  %s", hours(s.Events))
	w.line("  0     6     12    18")
	for _, e := range s.Events[:min(len(s.Events), 10)] {
		w.line("  %s %-7s %s from %s", when(e.Time), e.Outcome, e.Action, cmp.Or(e.Source, "-"))
	}
	return w.err
}

// paper writes lines that are safe for a terminal and remembers the first error.
type paper struct {
	out io.Writer
	err error
}

func (w *paper) line(format string, values ...any) {
	if w.err == nil {
		_, w.err = fmt.Fprintln(w.out, strings.TrimRight(printable(fmt.Sprintf(format, values...)), " "))
	}
}

func (w *paper) head(text string)       { w.line(""); w.line("%s", text) }
func (w *paper) fact(name, text string) { w.line("  %-10s %s", name, text) }

func (w *paper) evidence(all []api.Evidence) {
	for _, e := range all {
		w.line("    %+.2f  %s%s", e.Weight, e.What, in(e.Source))
	}
}

func in(source *string) string {
	if source == nil || *source == "" {
		return ""
	}
	return " (" + *source + ")"
}

// bar draws a share of 1 in so many columns.
func bar(share float64, columns int) string {
	full := int(share*float64(columns) + 0.5)
	return strings.Repeat("█", min(full, columns))
}

// levels are the heights of a small plot.
var levels = []rune(" ▁▂▃▄▅▆▇█")

// hours draws how many events each hour of the day has, one column each.
func hours(events []api.Event) string {
	var counts [24]int
	for _, e := range events {
		counts[e.Time.In(time.UTC).Hour()]++
	}
	return plot(counts[:])
}

// plot draws numbers as columns of up to eight eighths. What is more than nothing is never drawn as nothing.
func plot(counts []int) string {
	most := max(1, slices.Max(counts))
	var b strings.Builder
	for _, n := range counts {
		b.WriteRune(levels[(n*(len(levels)-1)+most-1)/most])
	}
	return b.String()
}
