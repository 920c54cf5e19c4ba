// Package entraappcredentialadded looks for secrets, certificates and federated credentials put on applications.
package entraappcredentialadded

import (
	"fmt"
	"regexp"
	"strings"

	"tabard.dev/tabard"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-app-credential-added",
		Title:      "Secret, certificate or federated credential put on an application",
		About:      "An application or service principal got a secret, a certificate or a federated credential: who holds it acts as the application.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI7"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors: []tabard.Detector{
			{Family: "entra.audit", Actions: operations(), Judge: judgeEntra},
			{Family: "m365.audit", Actions: operations(), Judge: judgeM365},
		},
	}
}

// operations are those that put credentials on applications; Microsoft 365 writes a dot behind them, and the dash varies.
func operations() []string {
	return []string{
		"Add service principal credentials*", "Update application*", "Update service principal*", "Add federated*",
	}
}

func judgeEntra(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if e.Outcome == tabard.OutcomeFailure {
		return nil
	}
	changed := false
	for _, target := range e.Get("properties.targetResources").List() {
		for _, p := range target.Child("modifiedProperties").Doc().List() {
			name := p.Child("displayName").String()
			if adds(name, p.Child("oldValue").String(), p.Child("newValue").String()) {
				return found(e)
			}
			changed = changed || about(name)
		}
	}
	return unless(e, changed)
}

func judgeM365(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if e.Outcome == tabard.OutcomeFailure {
		return nil
	}
	changed := false
	for _, p := range e.Get("ModifiedProperties").List() {
		name := p.Child("Name").String()
		if adds(name, p.Child("OldValue").String(), p.Child("NewValue").String()) {
			return found(e)
		}
		changed = changed || about(name)
	}
	return unless(e, changed)
}

// unless finds something when the operation's name alone says that a credential was added, and no property says otherwise.
func unless(e *tabard.Event, told bool) []tabard.Finding {
	named := strings.HasPrefix(e.Action, "Add ") || strings.Contains(e.Action, "secrets management")
	if told || !named {
		return nil
	}
	return found(e)
}

func found(e *tabard.Event) []tabard.Finding {
	name := "an application"
	if len(e.Targets) > 0 && e.Targets[0].Name != "" {
		name = e.Targets[0].Name
	}
	return []tabard.Finding{{Summary: fmt.Sprintf("%s put a credential on %s", e.Actor.Name, name)}}
}

// about reports whether a property lists credentials.
func about(property string) bool {
	return property == "KeyDescription" || strings.Contains(property, "FederatedIdentityCredential")
}

// ids are the names that the lists give to their credentials.
var ids = regexp.MustCompile(`(?i)(?:KeyIdentifier=|"?(?:keyId|id|name|subject)\\*"?\s*:\s*\\*"?)([^,\]"\\]+)`)

// adds reports whether a list of credentials has one that the list before did not have.
func adds(property, before, after string) bool {
	if !about(property) {
		return false
	}
	for _, id := range ids.FindAllStringSubmatch(after, -1) {
		if !strings.Contains(before, id[1]) {
			return true
		}
	}
	return false
}
