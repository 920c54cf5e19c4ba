// Package functioncodefromotheraccount is the behavior "Function runs code of another account"; README.md says how it is told.
package functioncodefromotheraccount

import (
	"slices"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/iampolicy"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "function-code-from-other-account",
		Title:       "Function runs code of another account",
		About:       "A function was given a layer or image of another account: whoever owns it runs with the rights of the function.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1525", "T1195.002"},
		NHI:         []string{"NHI3"},
		References:  []string{"https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html", "https://attack.mitre.org/techniques/T1525/"},
		FalseAlarms: []string{"Layers of vendors that the company trusts."},
		Detectors:   []tabard.Detector{{Family: "aws.cloudtrail", Actions: []string{"lambda:UpdateFunctionConfiguration*", "lambda:UpdateFunctionCode*", "lambda:CreateFunction*"}, Judge: judge}},
	}
}

func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if e.Outcome == tabard.OutcomeFailure {
		return nil
	}
	request := e.Get("requestParameters")
	var all []string
	for _, layer := range request.Get("layers").List() {
		all = append(all, layer.String(), layer.Get("arn").String())
	}
	for _, path := range []string{"imageUri", "code.imageUri"} {
		account, _, _ := strings.Cut(request.Get(path).String(), ".dkr.ecr.")
		all = append(all, account)
	}
	for _, from := range all {
		if account := iampolicy.ForeignTo(e, from); account != "" && !slices.Contains(amazon[:], account) {
			return []tabard.Finding{{Summary: e.Action + " by " + e.Actor.Name + " brings in code of account " + account}}
		}
	}
	return nil
}

// amazon are accounts of AWS with layers that it documents: Lambda Insights, Powertools, the web adapter.
// Sources: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-insights.html, https://docs.powertools.aws.dev/lambda/python/latest/
var amazon = [...]string{"580247275435", "017000801446", "753240598075"}
