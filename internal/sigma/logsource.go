package sigma

import "slices"

// Families that are no log format of a system.
const (
	// FamilyEvent is the family of rules over Tabard's own words ("product: tabard"); see [Matcher.MatchEvent].
	FamilyEvent = "tabard"
	// FamilyGeneric is the family of rules for logs that Tabard has no family for: they are judged on records that came
	// through a user's own field mapping.
	FamilyGeneric = "generic"
)

// logFamily maps a log source to log families. An empty service is the product without one, "*" any.
type logFamily struct {
	product, service string
	families         []string
}

// logFamilies is read from the top; the first line that fits counts.
var logFamilies = []logFamily{
	{"tabard", "*", []string{FamilyEvent}},
	{"aws", "bedrock", []string{"aws.bedrock"}},
	{"aws", "cloudtrail", []string{"aws.cloudtrail"}},
	{"aws", "", []string{"aws.cloudtrail"}},
	{"kubernetes", "*", []string{"kubernetes.audit"}},
	{"github", "webhook", []string{"github.webhook"}},
	{"github", "*", []string{"github.audit"}},
	{"gitlab", "*", []string{"gitlab.audit"}},
	{"azure", "auditlogs", []string{"entra.audit"}},
	{"azure", "azure.auditlogs", []string{"entra.audit"}},
	{"azure", "pim", []string{"entra.audit"}},
	{"azure", "riskdetection", []string{"entra.audit"}},
	{"azure", "signinlogs", []string{"entra.signin"}},
	{"azure", "azure.signinlogs", []string{"entra.signin"}},
	{"azure", "activitylogs", []string{"azure.activity"}},
	{"azure", "azure.activitylogs", []string{"azure.activity"}},
	{"azure", "azureactivity", []string{"azure.activity"}},
	{"azure", "", []string{"azure.activity", "entra.audit", "entra.signin"}},
	{"gcp", "*", []string{"gcp.audit"}},
	{"google_workspace", "*", []string{"gcp.audit"}},
	{"okta", "*", []string{"okta.system"}},
	{"m365", "*", []string{"m365.audit"}},
	{"auth0", "*", []string{"auth0"}},
	{"snowflake", "*", []string{"snowflake"}},
	{"anthropic", "*", []string{"anthropic.activity"}},
	{"openai", "*", []string{"openai.audit"}},
	{"vault", "*", []string{"vault.audit"}},
	{"openbao", "*", []string{"vault.audit"}},
	{"postgresql", "*", []string{"postgres.log"}},
	{"postgres", "*", []string{"postgres.log"}},
	{"ocsf", "*", []string{"ocsf"}},
}

// families gives the log families of a log source, [FamilyGeneric] when Tabard has none for it.
func (l Logsource) families() []string {
	for _, f := range logFamilies {
		if f.product == l.Product && (f.service == "*" || f.service == l.Service) {
			return slices.Clone(f.families)
		}
	}
	return []string{FamilyGeneric}
}

// covers reports whether a filter for this log source concerns a rule for the other one.
func (l Logsource) covers(other Logsource) bool {
	fits := func(a, b string) bool { return a == "" || a == b }
	return fits(l.Category, other.Category) && fits(l.Product, other.Product) && fits(l.Service, other.Service)
}
