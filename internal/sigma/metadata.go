package sigma

import (
	"slices"
	"strings"
)

// statuses are the words for a rule's status.
var statuses = []string{"stable", "test", "experimental", "deprecated", "unsupported"}

// metadata reads what describes the rule. Keys that the specification does not know are custom fields, which it allows.
func (r *Rule) metadata(list []keyed) error {
	var err error
	for _, e := range list {
		switch e.key {
		case "title":
			r.Title, err = text(e.value, e.key)
		case "id":
			r.ID, err = text(e.value, e.key)
		case "name":
			r.Name, err = text(e.value, e.key)
		case "description":
			r.Description, err = text(e.value, e.key)
		case "author":
			var authors []string
			authors, err = texts(e.value, e.key)
			r.Author = strings.Join(authors, ", ")
		case "references":
			r.References, err = texts(e.value, e.key)
		case "falsepositives":
			r.FalsePositives, err = texts(e.value, e.key)
		case "tags":
			r.Tags, err = texts(e.value, e.key)
		case "fields":
			r.Fields, err = texts(e.value, e.key)
		default:
			err = r.worded(e)
		}
		if err != nil {
			return err
		}
	}
	r.declared = r.ID != ""
	if r.Title == "" && r.Name == "" && r.ID == "" {
		return refuse(r.Line, "title", "the rule has no id, no name and no")
	}
	for _, id := range []string{r.Name, slug(r.Title)} {
		if r.ID == "" {
			r.ID = id
		}
	}
	if r.ID == "" {
		return refuse(r.Line, r.Title, "the rule has no id, and none can be made of its title")
	}
	return nil
}

// worded reads the keys whose values are words of the specification.
func (r *Rule) worded(e keyed) error {
	if !slices.Contains([]string{"status", "level", "taxonomy"}, e.key) {
		return nil
	}
	word, err := text(e.value, e.key)
	if err != nil || word == "" {
		return err
	}
	switch e.key {
	case "status":
		if r.Status = strings.ToLower(word); !slices.Contains(statuses, r.Status) {
			return refuse(e.line, word, "unknown status")
		}
	case "level":
		var ok bool
		if r.Level, ok = level(word); !ok {
			return refuse(e.line, word, "unknown level")
		}
	case "taxonomy":
		if word != "sigma" && word != "tabard" {
			return refuse(e.line, word, "unknown taxonomy")
		}
	}
	return nil
}

// readLogsource reads the section of the same name. Other keys in it describe and are not evaluated, as the specification says.
func readLogsource(e keyed) (Logsource, error) {
	var l Logsource
	list, err := entries(e.value, "logsource")
	if err != nil {
		return l, err
	}
	for _, e := range list {
		var into *string
		switch e.key {
		case "category":
			into = &l.Category
		case "product":
			into = &l.Product
		case "service":
			into = &l.Service
		default:
			continue
		}
		word, err := text(e.value, "logsource."+e.key)
		if err != nil {
			return l, err
		}
		*into = strings.ToLower(strings.TrimSpace(word))
	}
	if l == (Logsource{}) {
		return l, refuse(e.line, "logsource", "neither category, product nor service is in")
	}
	return l, nil
}
