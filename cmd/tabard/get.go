package main

import (
	"context"
	"encoding/json/jsontext"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
)

func newGet(std stdio) *cobra.Command {
	cmd := remoteFlags(&cobra.Command{
		Use:   "get KIND [ID...]",
		Short: "List what a server knows, or get some of it by id",
		Example: `  tabard get findings --filter severity=high --sort=-severity
  tabard get identities --filter kind=agent --filter owner=none
  tabard get births --limit 20 -o jsonl`,
	})
	for _, k := range kinds() {
		cmd.AddCommand(newGetKind(std, k))
	}
	return cmd
}

// newGetKind makes "tabard get KIND".
func newGetKind(std stdio, k kind) *cobra.Command {
	var filters []string
	var sort string
	var limit int
	var facets bool
	use := k.name
	if k.one != nil {
		use += " [ID...]"
	}
	cmd := &cobra.Command{
		Use:   use,
		Short: "Get " + k.name + ": " + k.about,
		RunE: func(cmd *cobra.Command, ids []string) error {
			if limit < 0 {
				return withHint(fmt.Errorf("--limit %d: a number from 0 is wanted", limit), "0 gives all")
			}
			query, err := queryOf(filters, sort)
			if err != nil {
				return err
			}
			p, err := newPrinter(cmd, table[jsontext.Value]{columns: k.columns, row: k.row})
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			if facets {
				return getFacets(cmd, client, k, query)
			}
			if len(ids) > 0 {
				return getSome(cmd.Context(), client, k, ids, p)
			}
			more, err := getList(cmd.Context(), client, k, query, limit, p)
			if quiet, _ := cmd.Flags().GetBool("quiet"); err == nil && more && !quiet {
				fmt.Fprintf(std.err, "hint: there are more than %d; --limit 0 gives all\n", limit)
			}
			return err
		},
	}
	if k.one == nil {
		cmd.Args = cobra.NoArgs
	} else {
		cmd.ValidArgsFunction = completeIDs(k)
	}
	cmd.Flags().StringArrayVar(&filters, "filter", nil, "NAME=VALUE, several times for several; the API's description lists the names")
	cmd.Flags().StringVar(&sort, "sort", "", "field to sort by, with a leading - from the greatest down")
	if k.facets != nil {
		cmd.Flags().BoolVar(&facets, "facets", false, "count the values of its fields instead, under the filters")
	}
	cmd.Flags().IntVar(&limit, "limit", 100, "how many at most; 0 for all")
	return cmd
}

// getFacets prints how many there are of each value of a list's fields.
func getFacets(cmd *cobra.Command, client *api.Client, k kind, query url.Values) error {
	type count struct {
		Field string `json:"field"`
		Value string `json:"value"`
		Count int64  `json:"count"`
	}
	p, err := newPrinter(cmd, table[count]{
		columns: []string{"FIELD", "VALUE", "COUNT"},
		row:     func(c count) []string { return []string{c.Field, c.Value, itoa(c.Count)} },
	})
	if err != nil {
		return err
	}
	query.Del("sort")
	counted, err := api.Read[api.Facets](k.facets(cmd.Context(), client, func(_ context.Context, r *http.Request) error {
		r.URL.RawQuery = query.Encode()
		return nil
	}))
	if err != nil {
		return answer(err)
	}
	all := []count{}
	for _, f := range counted.Fields {
		for _, v := range f.Values {
			all = append(all, count{f.Field, v.Value, v.Count})
		}
	}
	if quiet, _ := cmd.Flags().GetBool("quiet"); counted.Approximate && !quiet {
		fmt.Fprintln(cmd.ErrOrStderr(), "hint: there are many, so the newest 20,000 were counted")
	}
	return p.rows(all)
}

// queryOf makes the list's parameters of the flags.
func queryOf(filters []string, sort string) (url.Values, error) {
	query := url.Values{}
	for _, filter := range filters {
		name, value, ok := strings.Cut(filter, "=")
		if !ok || name == "" {
			return nil, withHint(fmt.Errorf("--filter %q", filter), "a filter is NAME=VALUE, such as severity=high")
		}
		if slices.Contains([]string{"limit", "cursor", "sort"}, name) || query.Has(name) {
			return nil, fmt.Errorf("--filter %q: that is not a filter, or it comes twice", filter)
		}
		query.Set(name, value)
	}
	if sort != "" {
		query.Set("sort", sort)
	}
	return query, nil
}

// getList prints a list up to a limit, 0 for none. It reports whether there are more.
func getList(ctx context.Context, client *api.Client, k kind, query url.Values, limit int, p *printer[jsontext.Value]) (more bool, err error) {
	size := 1000
	if limit > 0 {
		size = min(size, limit+1) // one more, to know whether there are
	}
	printed := 0
	for item, err := range api.Items(func(cursor string) (*http.Response, error) {
		return k.list(ctx, client, with(query, size, cursor))
	}) {
		if err != nil {
			return false, answer(err)
		}
		if limit > 0 && printed == limit {
			return true, p.close()
		}
		if err := p.add(item); err != nil {
			return false, err
		}
		printed++
	}
	return false, p.close()
}

// with sets a request's parameters.
func with(query url.Values, size int, cursor string) api.RequestEditorFn {
	return func(_ context.Context, r *http.Request) error {
		all := url.Values{"limit": {strconv.Itoa(size)}}
		maps.Copy(all, query)
		if cursor != "" {
			all.Set("cursor", cursor)
		}
		r.URL.RawQuery = all.Encode()
		return nil
	}
}

func getSome(ctx context.Context, client *api.Client, k kind, ids []string, p *printer[jsontext.Value]) error {
	for _, id := range ids {
		item, err := api.Read[jsontext.Value](k.one(ctx, client, id))
		if err != nil {
			return answer(fmt.Errorf("%s %s: %w", k.name, id, err))
		}
		if err := p.add(item); err != nil {
			return err
		}
	}
	return p.close()
}

// listPage is one page of any list.
type listPage struct {
	Items []jsontext.Value `json:"items"`
}

// completeIDs completes ids with what the server has, a hundred at most, and says what each is.
func completeIDs(k kind) cobra.CompletionFunc {
	return func(cmd *cobra.Command, given []string, start string) ([]cobra.Completion, cobra.ShellCompDirective) {
		client, err := connect(cmd, completePatience)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		page, err := api.Read[listPage](k.list(cmd.Context(), client, with(nil, 1000, "")))
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var all []cobra.Completion
		for _, item := range page.Items {
			id, about := nameOf(item)
			if strings.HasPrefix(id, start) && !slices.Contains(given, id) && len(all) < 100 {
				all = append(all, cobra.CompletionWithDesc(id, printable(about)))
			}
		}
		return all, cobra.ShellCompDirectiveNoFileComp
	}
}
