package sigma

import (
	"errors"
	"slices"

	"go.yaml.in/yaml/v4"
)

// Parser reads rules. The zero parser knows no placeholders.
type Parser struct {
	// Placeholders are the values of %name% under the expand modifier. A rule that names any other is refused.
	Placeholders map[string][]string
}

// Parse reads a file of rules with no placeholders configured; see [Parser.Parse].
func Parse(file []byte) ([]Rule, error) {
	return (&Parser{}).Parse(file)
}

// Parse reads a file of rules, correlations and filters: one or several YAML documents, also in the older collection form
// with "action: global", "reset" and "repeat". It gives the sound rules, and an error that joins an [*Error] for each unsound
// one.
func (p *Parser) Parse(file []byte) ([]Rule, error) {
	var rules []Rule
	var errs []error
	for _, d := range p.parse(file) {
		if d.err != nil {
			errs = append(errs, d.err)
			continue
		}
		rules = append(rules, d.rule)
	}
	return rules, errors.Join(errs...)
}

// parsed is one document of a file.
type parsed struct {
	rule Rule // with the id at least, even when there is an error
	err  error
}

func (p *Parser) parse(file []byte) []parsed {
	docs, err := documents(file)
	var out []parsed
	g := &group{}
	var global, previous *yaml.Node
	for _, doc := range docs {
		action, line := actionOf(doc)
		switch action {
		case "global":
			global = merged(global, without(doc, "action"))
			continue
		case "reset":
			global = nil
			continue
		case "repeat":
			doc = merged(previous, without(doc, "action"))
		case "":
			doc = merged(global, doc)
		default:
			out = append(out, parsed{err: refuse(line, action, "unknown action of a rule collection")})
			continue
		}
		previous = doc
		g.rules++
		out = append(out, p.document(doc, g))
	}
	if err != nil {
		out = append(out, parsed{err: err})
	}
	if len(out) == 0 {
		out = append(out, parsed{err: refuse(0, "", "there is no rule in the file")})
	}
	return out
}

// document reads one rule.
func (p *Parser) document(doc *yaml.Node, g *group) parsed {
	var out parsed
	out.rule.Line = doc.Line
	list, err := entries(doc, "a rule")
	if err != nil {
		out.err = err
		return out
	}
	sections := map[string]keyed{}
	for _, e := range list {
		if slices.Contains([]string{"logsource", "detection", "correlation", "filter"}, e.key) {
			sections[e.key] = e
		}
	}
	r := &out.rule
	r.body = &body{file: g}
	if out.err = r.metadata(list); out.err != nil {
		return out
	}
	if out.err = p.sections(r, sections); out.err != nil {
		return out
	}
	return out
}

// actionOf gives the collection action of a document.
func actionOf(doc *yaml.Node) (string, int) {
	if doc.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(doc.Content); i += 2 {
			if doc.Content[i].Value == "action" && doc.Content[i+1].Kind == yaml.ScalarNode {
				return doc.Content[i+1].Value, doc.Content[i].Line
			}
		}
	}
	return "", doc.Line
}

// without gives a mapping without one of its keys.
func without(doc *yaml.Node, key string) *yaml.Node {
	out := *doc
	out.Content = nil
	for i := 0; i+1 < len(doc.Content); i += 2 {
		if doc.Content[i].Value != key {
			out.Content = append(out.Content, doc.Content[i], doc.Content[i+1])
		}
	}
	return &out
}
