package sigma

import (
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// Rule is one Sigma rule, correlation or filter, read and found sound.
type Rule struct {
	ID             string // as declared; else the name, else the title in lower case with dashes
	Name           string // what correlations may call it
	Title          string
	Description    string
	Status         string
	Author         string
	Level          tabard.Severity // "" when the rule has none
	References     []string
	FalsePositives []string
	Tags           []string
	Fields         []string // worth showing to whoever looks at a hit
	Logsource      Logsource
	File           string // where it was loaded from, "" when it was not
	Line           int    // where it starts there

	families []string // set by ForFamily
	*body
}

// body is what a rule does. It is shared by copies of the rule, which makes it the rule's identity within a file.
type body struct {
	match       *expr        // for plain rules
	correlation *correlation // for correlations
	filter      *filter      // for filters
	declared    bool         // the rule has an id of its own
	file        *group       // the rules it was parsed with
}

// group is the rules of one parse. References by name look there first.
type group struct{ rules int }

// Logsource says which logs a rule is for.
type Logsource struct{ Category, Product, Service string }

// filter narrows other rules.
type filter struct {
	rules []string // ids or names; nil for any rule of its log source
	match *expr    // what must hold too
}

// IsCorrelation reports whether the rule counts or orders the hits of others.
func (r Rule) IsCorrelation() bool { return r.body != nil && r.correlation != nil }

// IsFilter reports whether the rule only narrows others.
func (r Rule) IsFilter() bool { return r.body != nil && r.filter != nil }

// ForFamily gives the rule for one log family, whatever its log source says.
func (r Rule) ForFamily(name string) Rule {
	r.families = []string{name}
	return r
}

// Families gives the log families the rule is for. A correlation has those of the rules it names, see
// [Program.RuleFamilies]; here it has none.
func (r Rule) Families() []string {
	if r.families != nil {
		return slices.Clone(r.families)
	}
	if r.IsCorrelation() {
		return nil
	}
	return r.Logsource.families()
}

// MITRE gives the ATT&CK techniques among the rule's tags, as "T1098.001".
func (r Rule) MITRE() []string {
	var all []string
	for _, tag := range r.Tags {
		if id, ok := strings.CutPrefix(strings.ToLower(tag), "attack.t"); ok && id != "" && id[0] >= '0' && id[0] <= '9' {
			all = append(all, "T"+id)
		}
	}
	return all
}

// levels are Sigma's words for severities.
func level(word string) (tabard.Severity, bool) {
	switch strings.ToLower(word) {
	case "informational":
		return tabard.Info, true
	case "low":
		return tabard.Low, true
	case "medium":
		return tabard.Medium, true
	case "high":
		return tabard.High, true
	case "critical":
		return tabard.Critical, true
	}
	return "", false
}

// slug makes an id of a title.
func slug(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r > 0x7f:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}
