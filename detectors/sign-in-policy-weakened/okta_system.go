package signinpolicyweakened

import (
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/oktasetting"
)

func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	weaker := oktasetting.Weaker(e)
	if len(weaker) == 0 {
		return nil
	}
	return []tabard.Finding{{Summary: "A sign-in policy asks for less now: " + strings.Join(weaker, ", ")}}
}
