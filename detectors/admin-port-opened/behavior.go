// Package adminportopened is the behavior "Port of administration opened to everybody"; README.md says how it is told.
package adminportopened

import (
	"slices"
	"strings"

	"tabard.dev/tabard"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "admin-port-opened",
		Title:       "Port of administration opened to everybody",
		About:       "A security group or access list lets in the whole internet on a port of administration or of a database, or on all ports.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1133", "T1562.007"},
		NHI:         []string{"NHI6"},
		References:  []string{"https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html", "https://attack.mitre.org/techniques/T1133/"},
		FalseAlarms: []string{"Jump hosts that are meant to be reached from anywhere."},
		Detectors:   []tabard.Detector{{Family: "aws.cloudtrail", Actions: []string{"ec2:AuthorizeSecurityGroupIngress", "ec2:ModifySecurityGroupRules", "ec2:CreateNetworkAclEntry", "ec2:ReplaceNetworkAclEntry", "lightsail:OpenInstancePublicPorts", "lightsail:PutInstancePublicPorts"}, Judge: judge}},
	}
}

func judge(e *tabard.Event, _ []tabard.Fact, _ tabard.View) []tabard.Finding {
	if e.Outcome == tabard.OutcomeFailure {
		return nil
	}
	request := e.Get("requestParameters")
	rules := []tabard.Node{request}
	for _, path := range []string{
		"ipPermissions.items", "ipPermissions", "ModifySecurityGroupRulesRequest.SecurityGroupRule", "securityGroupRules.items", "securityGroupRules", "portInfo", "portInfos",
	} {
		rules = append(rules, request.Get(path).List()...)
	}
	for _, rule := range rules {
		if inner := rule.Get("SecurityGroupRule"); inner.Exists() {
			rule = inner
		}
		if everywhere(rule) && sensitive(rule) {
			return []tabard.Finding{{Summary: e.Action + " by " + e.Actor.Name + " opens a port of administration to everybody"}}
		}
	}
	return nil
}

// everywhere reports whether a rule lets in every address; one that denies or is for outgoing traffic does not.
func everywhere(rule tabard.Node) bool {
	if out, ok := rule.Get("egress").Bool(); ok && out || strings.EqualFold(rule.Get("ruleAction").String(), "deny") {
		return false
	}
	var ranges []string
	for _, path := range []string{"cidrIp", "cidrIpv6", "CidrIpv4", "CidrIpv6", "cidrIpv4", "cidrBlock", "ipv6CidrBlock", "cidrs", "ipv6Cidrs"} {
		ranges = append(ranges, rule.Get(path).Strings()...)
	}
	for _, list := range []string{"ipRanges.items", "ipRanges", "ipv6Ranges.items", "ipv6Ranges"} {
		for _, one := range rule.Get(list).List() {
			ranges = append(ranges, one.Get("cidrIp").String(), one.Get("cidrIpv6").String())
		}
	}
	return slices.ContainsFunc(ranges, func(r string) bool { return strings.HasSuffix(r, "/0") || strings.HasSuffix(r, "/1") })
}

// ports are those of administration and of data stores.
var ports = [...]float64{20, 21, 22, 23, 135, 139, 445, 1433, 1434, 1521, 2049, 2375, 2376, 2379, 3306, 3389, 5432, 5439, 5500, 5601, 5900, 5985, 5986, 6379, 6443, 8020, 9042, 9092, 9200, 9300, 10250, 11211, 27017, 27018}

// sensitive reports whether a rule is for one of the ports, or for all.
func sensitive(rule tabard.Node) bool {
	protocol := first(rule, "ipProtocol", "IpProtocol", "aclProtocol", "protocol").String()
	if protocol == "-1" || strings.EqualFold(protocol, "all") {
		return true
	}
	from, some := first(rule, "fromPort", "FromPort", "portRange.from").Number()
	to, ok := first(rule, "toPort", "ToPort", "portRange.to").Number()
	if !ok {
		to = from
	}
	return some && slices.ContainsFunc(ports[:], func(p float64) bool { return from <= p && p <= to })
}

func first(rule tabard.Node, paths ...string) tabard.Node {
	for _, path := range paths {
		if n := rule.Get(path); n.Exists() {
			return n
		}
	}
	return tabard.Node{}
}
