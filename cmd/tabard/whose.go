package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
	"tabard.dev/tabard/internal/discover"
)

// answered is an identity that a question led to, and how.
type answered struct {
	Asked      string          `json:"asked"` // never a secret: its fingerprint instead
	By         string          `json:"by"`    // credential, native_id or name
	Identity   api.Identity    `json:"identity"`
	Credential *api.Credential `json:"credential,omitzero"`
}

func newWhose(std stdio) *cobra.Command {
	return remoteFlags(&cobra.Command{
		Use:   "whose [TEXT|FILE|-]...",
		Short: "Say whose a key, ARN, address, name or file of credentials is",
		Long: `Says whose something is that was found: a key, token, ARN, e-mail address, name or fingerprint, or a file in which
credentials stand, such as .env. What may be a secret is hashed here, and only its fingerprint is sent to the server.

Other processes of this machine can read what a command line holds: give secrets on standard input, one a line, with "-".`,
		Example: `  tabard whose arn:aws:iam::123456789012:user/ci
  tabard whose - < found.txt
  tabard whose .env -o json --jq '.[].identity.owner.id'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPrinter(cmd, table[answered]{
				columns: []string{"ASKED", "BY", "IDENTITY", "KIND", "SYSTEM", "OWNER", "STATE", "GRANTS", "FINDINGS", "ID"},
				row: func(a answered) []string {
					i := a.Identity
					return []string{a.Asked, a.By, i.Name, string(i.Kind.Value), i.System, owner(i.Owner), string(i.State), itoa(i.Grants), itoa(i.Findings), i.ID}
				},
			})
			if err != nil {
				return err
			}
			if len(args) == 0 {
				args = []string{"-"}
			}
			questions, err := questions(cmd.Context(), std, args)
			if err != nil {
				return err
			}
			client, err := connect(cmd, patience)
			if err != nil {
				return err
			}
			found := 0
			for _, q := range questions {
				all, err := whose(cmd.Context(), client, q)
				if err != nil {
					return answer(err)
				}
				for _, a := range all {
					found++
					if err := p.add(a); err != nil {
						return err
					}
				}
			}
			if found == 0 {
				fmt.Fprintln(std.err, "nothing known matches; that is unknown, not safe: a key of a system that is not connected is still a key")
			}
			return p.close()
		},
	})
}

// question is something to ask for.
type question struct {
	text   string
	secret bool // text is the fingerprint of one
}

// mostQuestions bounds what one command asks a server.
const mostQuestions = 1000

// questions reads what is asked for: texts, lines of standard input, and the credentials in files.
func questions(ctx context.Context, std stdio, args []string) ([]question, error) {
	var all []question
	for _, arg := range args {
		info, err := os.Stat(arg)
		switch {
		case arg == "-":
			lines := bufio.NewScanner(std.in)
			for lines.Scan() {
				if line := strings.TrimSpace(lines.Text()); line != "" {
					all = append(all, ask(line))
				}
			}
			if err := lines.Err(); err != nil {
				return nil, fmt.Errorf("read standard input: %w", err)
			}
		case err == nil && info.Mode().IsRegular():
			_, err := discover.Files(ctx, discover.Options{Paths: []string{arg}}, func(item discover.Item) error {
				prints, ids := discover.Known(item)
				for _, print := range prints {
					all = append(all, question{print, true})
				}
				for _, id := range ids {
					all = append(all, question{id, false})
				}
				return nil
			})
			if err != nil {
				return nil, fmt.Errorf("look into %s: %w", arg, err)
			}
		default:
			all = append(all, ask(strings.TrimSpace(arg)))
		}
	}
	switch {
	case len(all) == 0:
		return nil, withHint(fmt.Errorf("nothing to ask for in %s", strings.Join(args, ", ")), `"tabard discover files" lists what a file holds`)
	case len(all) > mostQuestions:
		return nil, fmt.Errorf("%d things to ask for, %d at most", len(all), mostQuestions)
	}
	return all, nil
}

func ask(text string) question {
	if discover.Secretive(text) {
		return question{discover.Fingerprint(text), true}
	}
	return question{text, false}
}

// whose looks a text up as a credential's fingerprint or id, and as an identity's id or a part of its name, the surest first.
func whose(ctx context.Context, client *api.Client, q question) ([]answered, error) {
	var all []answered
	seen := map[string]bool{}
	add := func(a answered) {
		if !seen[a.Identity.ID] {
			seen[a.Identity.ID] = true
			a.Asked = q.text
			all = append(all, a)
		}
	}
	by := []string{"fingerprint", "native_id"}
	if q.secret {
		by = by[:1]
	}
	for _, param := range by {
		credentials, err := first[api.Credential](ctx, client.ListCredentials, url.Values{param: {q.text}})
		if err != nil {
			return nil, err
		}
		for _, c := range credentials {
			if c.Identity == "" {
				continue
			}
			i, err := api.Read[api.Identity](client.GetIdentity(ctx, c.Identity))
			if err != nil {
				return nil, err
			}
			add(answered{By: "credential", Identity: i, Credential: &c})
		}
	}
	if q.secret {
		return all, nil
	}
	for _, by := range []struct{ name, param string }{{"native_id", "native_id"}, {"name", "q"}} {
		identities, err := first[api.Identity](ctx, client.ListIdentities, url.Values{by.param: {q.text[:min(len(q.text), 256)]}})
		if err != nil {
			return nil, err
		}
		for _, i := range identities {
			add(answered{By: by.name, Identity: i})
		}
	}
	return all, nil
}

// first reads the first items of a list, decoded.
func first[T, P any](ctx context.Context, list func(context.Context, *P, ...api.RequestEditorFn) (*http.Response, error), query url.Values) ([]T, error) {
	p, err := api.Read[struct {
		Items []T `json:"items"`
	}](list(ctx, nil, with(query, 100, ""))) //nolint:bodyclose // Read closes it
	return p.Items, err
}
