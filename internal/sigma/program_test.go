package sigma_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/sigma"
)

func ids(program *sigma.Program, hits []sigma.Hit) []string {
	var out []string
	for _, h := range hits {
		out = append(out, program.Rules()[h.Rule].ID)
	}
	return out
}

func TestCollectionsOfRules(t *testing.T) {
	source := `action: global
title: shared title
logsource: {product: aws, service: cloudtrail}
detection:
    condition: s
---
id: one
detection: {s: {a: 1}}
---
action: repeat
id: two
detection: {s: {b: 2}}
---
action: reset
---
id: three
title: own
logsource: {product: okta, service: okta}
detection: {s: {eventType: x}, condition: s}
`
	rules := parse(t, source)
	var got []string
	for _, r := range rules {
		got = append(got, r.ID+" "+r.Title+" "+strings.Join(r.Families(), ","))
	}
	want := []string{"one shared title aws.cloudtrail", "two shared title aws.cloudtrail", "three own okta.system"}
	if !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	b := newBench(t, "aws.cloudtrail", rules...)
	if hits := b.hits(t, `{"a":1,"b":2}`); len(hits) != 2 {
		t.Errorf("%d hits, want both rules", len(hits))
	}
	if hits := b.hits(t, `{"b":2}`); len(hits) != 0 { // repeat adds to the rule before it
		t.Errorf("hits %v on a record that lacks what the rule before asks for", ids(b.program, hits))
	}
}

func TestFiltersNarrowTheRulesTheyName(t *testing.T) {
	source := "id: one\nname: one\n" + rule("s: {a: 1}\ncondition: s") + "---\nid: two\n" + rule("s: {a: 1}\ncondition: s") +
		"---\ntitle: f\nlogsource: {product: aws}\nfilter:\n    rules: [one]\n    adm: {u|startswith: adm_}\n    condition: not adm\n"
	b := newBench(t, "aws.cloudtrail", parse(t, source)...)
	if got := ids(b.program, b.hits(t, `{"a":1,"u":"adm_x"}`)); !slices.Equal(got, []string{"two"}) {
		t.Errorf("got %q", got)
	}
	if got := ids(b.program, b.hits(t, `{"a":1,"u":"bob"}`)); !slices.Equal(got, []string{"one", "two"}) {
		t.Errorf("got %q", got)
	}
}

func TestRulesOverTabardsOwnWords(t *testing.T) {
	source := `title: w
logsource: {product: tabard}
detection:
    s:
        actor.kind: agent
        via.name: alice
        change.grant.admin: true
        labels.team|exists: false
        target.type|contains: user
    condition: s
---
title: same actor
correlation:
    type: event_count
    rules: [w]
    group-by: [actor.id]
    timespan: 1m
    condition: {gte: 2}
    generate: true
`
	program, err := sigma.Compile(parse(t, source))
	if err != nil {
		t.Fatal(err)
	}
	zero := func(string) int { return 0 }
	m := program.Matcher(zero)
	c, err := program.Correlator(zero, sigma.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	e := &tabard.Event{
		Family: "aws.cloudtrail",
		Actor:  tabard.Actor{Key: tabard.Key{Realm: "r", ID: "bot"}, Kind: tabard.KindAgent},
		Via:    []tabard.Actor{{Name: "alice"}}, Targets: []tabard.Target{{Type: "AWS::IAM::User"}},
		Changes: []tabard.Change{{}, {Grant: tabard.GrantRef{Admin: true}}},
	}
	var hits []sigma.Hit
	for i := range 2 {
		found := m.MatchEvent(e, nil)
		hits = append(hits, found...)
		hits = c.Observe(sigma.Observed{Family: e.Family, Words: m.Words(), Time: seconds(i), Hits: found}, hits)
	}
	if got := ids(program, hits); !slices.Equal(got, []string{"w", "w", "same-actor"}) {
		t.Errorf("got %q", got)
	}
	e.Labels = map[string]string{"team": "x"}
	if hits := m.MatchEvent(e, nil); len(hits) != 0 {
		t.Errorf("fires though the label is there")
	}
}

func TestPlaceholders(t *testing.T) {
	p := sigma.Parser{Placeholders: map[string][]string{"admins": {"root", "adm_*"}, "sites": {"eu", "us"}}}
	rules, err := p.Parse([]byte(rule(`s: {a|expand: '%admins%@%sites%', b|expand: 'plain\%admins%'}` + "\ncondition: s")))
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(t, "aws.cloudtrail", rules...)
	if len(b.hits(t, `{"a":"ADM_bob@us","b":"plain%admins%"}`)) != 1 || len(b.hits(t, `{"a":"bob@us","b":"plain%admins%"}`)) != 0 {
		t.Error("the placeholders do not stand for their values")
	}
}

func TestFieldsAreFoundWhereAFamilyHasThem(t *testing.T) {
	tests := []struct{ name, logsource, detection, family, record string }{
		{
			"a diagnostic record", "{product: azure, service: auditlogs}", "{Category: UserManagement, OperationName: Add user, Status: success}", "entra.audit",
			`{"category":"AuditLogs","operationName":"Add user","properties":{"category":"UserManagement","result":"success"}}`,
		},
		{"a record of the directory's API", "{product: azure, service: auditlogs}", "{properties.message: Delete user}", "entra.audit", `{"activityDisplayName":"Delete user"}`},
		{"a sign-in", "{product: azure, service: signinlogs}", "{ResultType: 50126, Status|contains: denied}", "entra.signin", `{"status":{"errorCode":50126,"additionalDetails":"MFA Denied"}}`},
		{"a method", "{product: gcp, service: gcp.audit}", "{gcp.audit.method_name: 'v*.Compute.Firewalls.Delete'}", "gcp.audit", `{"protoPayload":{"methodName":"v1.compute.firewalls.delete"}}`},
		{
			"a pod's container", "{product: kubernetes, service: audit}", "{capabilities: '*'}", "kubernetes.audit",
			`{"requestObject":{"spec":{"containers":[{"name":"x"},{"securityContext":{"capabilities":{"add":["SYS_ADMIN"]}}}]}}}`,
		},
		{"an activity", "{product: azure, service: activitylogs}", "{operationName: MICROSOFT.COMPUTE/VIRTUALMACHINES/DELETE}", "azure.activity", `{"operationName":{"value":"Microsoft.Compute/virtualMachines/delete"}}`},
		{"a column of a table", "{product: azure, service: signinlogs}", "{FlaggedForReview: true}", "entra.signin", `{"properties":{"flaggedForReview":true}}`},
		{"inside a message to a topic", "{product: gcp, service: gcp.audit}", "{data.protoPayload.authorizationInfo.granted: true}", "gcp.audit", `{"protoPayload":{"authorizationInfo":[{"granted":true}]}}`},
		{"an element of a list", "{product: aws, service: cloudtrail}", "{'resources[0].ARN': x, 'list{}.y': z}", "aws.cloudtrail", `{"resources":[{"ARN":"x"}],"list":[{"y":"z"}]}`},
		{"a log of nobody's", "{product: cisco, service: duo}", "{action: bypass_create}", sigma.FamilyGeneric, `{"action":"bypass_create"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			source := "title: t\nlogsource: " + tt.logsource + "\ndetection:\n    s: " + tt.detection + "\n    condition: s\n"
			b := newBench(t, tt.family, parse(t, source)...)
			if len(b.hits(t, tt.record)) != 1 {
				t.Errorf("quiet on %s with %q", tt.record, b.program.Paths(tt.family))
			}
		})
	}
}

func TestExplainShowsWhatWasFound(t *testing.T) {
	b := newBench(t, "aws.cloudtrail", parse(t, rule("s: {a: [x, y], b|contains: evil}\nk: [keyword]\nf: {c: 1}\ncondition: s and k and not f"))...)
	record := `{"a":["z","Y"],"b":"an evil thing","d":"the keyword"}`
	if len(b.hits(t, record)) != 1 {
		t.Fatal("quiet")
	}
	var got []string
	for _, m := range b.matcher.Explain(0, "aws.cloudtrail", b.slots, []byte(record)) {
		got = append(got, m.Field+"="+m.Value)
		if m.Start > 0 && !strings.Contains(record[m.Start:m.End], m.Value) {
			t.Errorf("%q is not at %d to %d", m.Value, m.Start, m.End)
		}
	}
	slices.Sort(got)
	if want := []string{"=the keyword", "a=Y", "b=an evil thing"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCasesBesideARule(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	single := write("one.yml", rule("s: {a: 1}\ncondition: s"))
	write("one.fires.jsonl", "{\"a\":1}\n\n{\"a\":2}\n")
	write("one.quiet.jsonl", "{\"b\":1}\n")
	many := write("many.yaml", base("a")+correlationRule("c", "type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: 2}"))
	write("many.fires.jsonl", "{\"k\":\"a\",\"eventTime\":\"2026-01-02T03:04:05Z\"}\n{\"k\":\"a\",\"eventTime\":\"2026-01-02T03:05:00Z\"}\n")
	write("many.quiet.jsonl", "{\"k\":\"a\",\"eventTime\":\"2026-01-02T03:04:05Z\"}\n{\"k\":\"a\",\"eventTime\":\"2026-01-02T03:06:00Z\"}\n\n{\"k\":\"a\"}\n")
	want := map[string][]bool{single: {true, false, true}, many: {true, true, true}}
	for file, oks := range want {
		cases, err := (&sigma.Parser{}).RunCases(file, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []bool
		for _, c := range cases {
			got = append(got, c.OK)
		}
		if !slices.Equal(got, oks) {
			t.Errorf("%s: %+v", file, cases)
		}
	}
}

func TestRulesAreLoadedFromAFolder(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"b.yml": "id: b\n" + rule("s: {a: 1}\ncondition: s"), "a.yaml": "id: a\n" + rule("s: {a: 1}\ncondition: s"), "c.yml": "broken", "d.txt": "no rule"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	rules, err := sigma.Load(dir)
	if len(rules) != 2 || rules[0].ID != "a" || rules[1].ID != "b" {
		t.Errorf("rules %v", rules)
	}
	if err == nil || !strings.Contains(err.Error(), "c.yml") || strings.Contains(err.Error(), "d.txt") {
		t.Errorf("error %v, want one about c.yml only", err)
	}
}

func TestKeywordsAreFoundInRecordsThatAreNoJSON(t *testing.T) {
	b := newBench(t, "postgres.log", parse(t, "title: t\nlogsource: {product: postgresql}\ndetection: {k: [drop role], condition: k}\n")...)
	b.slots.Reset()
	for record, want := range map[string]int{"2026-01-02 03:04:05.000 UTC,\"x\",\"statement: DROP ROLE app\"": 1, "2026-01-02,\"x\"": 0} {
		if got := b.matcher.Match(b.family, b.slots, []byte(record), nil); len(got) != want {
			t.Errorf("%d hits on %s", len(got), record)
		}
	}
}

func TestACorrelationIsForTheFamiliesOfItsRules(t *testing.T) {
	source := base("a") + "title: b\nname: b\nlogsource: {product: okta}\ndetection: {s: {x: 1}, condition: s}\n---\n" +
		correlationRule("c", "type: temporal\nrules: [a, b]\ntimespan: 1m")
	program, err := sigma.Compile(parse(t, source))
	if err != nil {
		t.Fatal(err)
	}
	if got := program.RuleFamilies(2); !slices.Equal(got, []string{"aws.cloudtrail", "okta.system"}) {
		t.Errorf("got %q", got)
	}
}

func TestStatsCountWhatARuleCost(t *testing.T) {
	b := newBench(t, "aws.cloudtrail", parse(t, "id: one\n"+rule("s: {a: 1, b: 2}\ncondition: s"))...)
	b.hits(t, `{"a":1,"b":2}`)
	b.hits(t, `{"a":1,"b":3}`)
	b.hits(t, `{"a":3,"b":2}`)
	s := b.matcher.Stats()[0]
	if s.Matched != 1 || s.Asked < 2 || s.Time <= 0 || s.Time > time.Second {
		t.Errorf("got %+v", s)
	}
}

func TestMetadataIsRead(t *testing.T) {
	rules := parse(t, "id: x\nlevel: informational\nstatus: test\ntags: [attack.t1098.001, attack.persistence]\nfalsepositives: none\nreferences: [https://example.com/]\nmy_own: {key: 1}\n"+rule("s: {a: 1}\ncondition: s"))
	r := rules[0]
	if r.Level != tabard.Info || r.Status != "test" || !slices.Equal(r.MITRE(), []string{"T1098.001"}) || !slices.Equal(r.FalsePositives, []string{"none"}) || len(r.References) != 1 {
		t.Errorf("got %+v", r)
	}
}
