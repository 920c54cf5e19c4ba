package webhookmoved

import (
	"net/url"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/githubsetting"
)

// judge fires where a hook's deliveries go to another host than before, or may be read or forged on the way.
func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	now, was := githubsetting.Field(e, "config"), githubsetting.Field(e, "config_was")
	to, from := host(now), host(was)
	if to != "" && from != "" && to != from {
		return []tabard.Finding{{Summary: "A webhook was moved from " + from + " to " + to}}
	}
	if insecure(now) && !insecure(was) {
		return []tabard.Finding{{Summary: "A webhook delivers without encryption, or without looking at the certificate"}}
	}
	return nil
}

func host(config tabard.Node) string {
	at, err := url.Parse(config.Get("url").String())
	if err != nil {
		return ""
	}
	return strings.ToLower(at.Hostname())
}

func insecure(config tabard.Node) bool {
	unverified, _ := githubsetting.On(config.Get("insecure_ssl"))
	return unverified || strings.HasPrefix(strings.ToLower(config.Get("url").String()), "http://")
}
