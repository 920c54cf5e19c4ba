// Package imagerepositoryforeverybody is the behavior "Image repository for everybody"; README.md says how it is told.
package imagerepositoryforeverybody

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "image-repository-for-everybody",
		Title:       "Image repository for everybody",
		About:       "The policy of an image repository lets everybody in.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1525"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html", "https://attack.mitre.org/techniques/T1525/"},
		FalseAlarms: []string{"Administrators who mean it."},
		Detectors:   []tabard.Detector{iampolicy.Judge([]string{"ecr:SetRepositoryPolicy"}, "everybody may use it", bad)},
	}
}

func bad(_ *tabard.Event, s iampolicy.Statement) bool { return s.Anybody() }
