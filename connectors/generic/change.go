package generic

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"

	"tabard.dev/tabard"
)

// change says what some actions do to an identity, a credential, a trust or a grant.
type change struct {
	when       []condition // all must hold
	verb       tabard.Verb
	object     tabard.ObjectKind
	hint       bool
	identity   who
	credential proof
	grant      grant
}

// condition asks that a field of ours or of the record matches one of a few patterns.
type condition struct {
	word     string // "action" or "outcome"; "" for a path
	slot     int
	patterns []string
}

var verbs = []string{"created", "deleted", "enabled", "disabled", "updated", "granted", "revoked"}

var objects = []string{"identity", "credential", "trust", "grant"}

func (m *mapping) readChange(n *yaml.Node) error {
	var c change
	var verb, what, hint expr
	err := object(n, "changes", keys{
		"when": func(n *yaml.Node) error { return m.readWhen(n, &c) },
		"verb": m.oneOf(&verb, "verb", verbs...), "object": m.oneOf(&what, "object", objects...),
		"hint":       m.oneOf(&hint, "hint", "true", "false"),
		"identity":   func(n *yaml.Node) error { return m.readWho(n, "identity", &c.identity) },
		"credential": func(n *yaml.Node) error { return m.readProof(n, &c.credential) },
		"grant": func(n *yaml.Node) error {
			return object(n, "grant", keys{
				"permission": m.expr(&c.grant.permission), "resource": m.expr(&c.grant.resource), "via": m.expr(&c.grant.via),
				"admin": m.oneOf(&c.grant.admin, "admin", "true", "false"), "public": m.oneOf(&c.grant.public, "public", "true", "false"),
			})
		},
	})
	if err != nil {
		return err
	}
	if verb.fallback == "" || len(verb.choices) > 0 || what.fallback == "" || len(what.choices) > 0 {
		return wrong(n, "changes: a verb (%s) and an object (%s) are wanted", strings.Join(verbs, ", "), strings.Join(objects, ", "))
	}
	if len(c.when) == 0 {
		return wrong(n, "changes: say when: a change that every record makes is a mistake")
	}
	c.verb, c.object, c.hint = tabard.Verb(verb.fallback), tabard.ObjectKind(what.fallback), hint.fallback == "true"
	m.changes = append(m.changes, c)
	return nil
}

func (m *mapping) readWhen(n *yaml.Node, c *change) error {
	if n.Kind != yaml.MappingNode {
		return wrong(n, "when: action, outcome or paths, and the values they must have, are wanted")
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		one := condition{slot: -1}
		if name := n.Content[i].Value; name == "action" || name == "outcome" {
			one.word = name
		} else {
			one.slot = m.slot(name)
		}
		if err := list(n.Content[i+1], func(n *yaml.Node) error {
			if n.Kind != yaml.ScalarNode {
				return wrong(n, "when: a value is wanted")
			}
			one.patterns = append(one.patterns, n.Value)
			return nil
		}); err != nil {
			return err
		}
		c.when = append(c.when, one)
	}
	return nil
}

func (c *change) apply(s *tabard.Slots, e *tabard.Event) error {
	for _, one := range c.when {
		if !one.holds(s, e) {
			return nil
		}
	}
	done := tabard.Change{Verb: c.verb, Object: c.object, Hint: c.hint, Identity: c.identity.actor(s, e.Realm)}
	var err error
	if done.Credential, err = c.credential.ref(s); err != nil {
		return fmt.Errorf("changes: %w", err)
	}
	if done.Credential.Kind == "" {
		done.Credential.Kind = tabard.CredentialKind(c.credential.kind.text(s))
	}
	done.Grant = tabard.GrantRef{
		Permission: c.grant.permission.text(s), Resource: c.grant.resource.text(s), Via: c.grant.via.text(s),
		Admin: c.grant.admin.text(s) == "true", Public: c.grant.public.text(s) == "true",
	}
	e.Changes = append(e.Changes, done)
	return nil
}

func (c *condition) holds(s *tabard.Slots, e *tabard.Event) bool {
	switch c.word {
	case "action":
		return c.matches(e.Action)
	case "outcome":
		return c.matches(string(e.Outcome))
	}
	for v := range s.All(c.slot) {
		if c.matches(string(v.Text)) {
			return true
		}
	}
	return false
}

// matches understands "*" anywhere in a pattern.
func (c *condition) matches(value string) bool {
	for _, pattern := range c.patterns {
		if glob(pattern, value) {
			return true
		}
	}
	return false
}

func glob(pattern, value string) bool {
	head, rest, wild := strings.Cut(pattern, "*")
	if !wild {
		return pattern == value
	}
	value, ok := strings.CutPrefix(value, head)
	if !ok {
		return false
	}
	for {
		piece, after, more := strings.Cut(rest, "*")
		if !more {
			return strings.HasSuffix(value, piece)
		}
		at := strings.Index(value, piece)
		if at < 0 {
			return false
		}
		value, rest = value[at+len(piece):], after
	}
}
