package sigma_test

import (
	"bufio"
	"bytes"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/jsonscan"
	"tabard.dev/tabard/internal/sigma"
	"tabard.dev/tabard/tabardtest"
)

// cloudTrail gives real CloudTrail records of the shared data.
func cloudTrail(tb testing.TB) [][]byte {
	tb.Helper()
	var records [][]byte
	for _, path := range [][]string{{"cloudtrail_s3_exfil", "events.json"}, {"panther_rule_tests", "AWS.CloudTrail.jsonl"}} {
		file, err := os.ReadFile(tabardtest.Shared(tb, path...))
		if err != nil {
			tb.Fatal(err)
		}
		lines := bufio.NewScanner(bytes.NewReader(file))
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			record := bytes.Clone(lines.Bytes())
			var labelled struct {
				Event jsontext.Value `json:"event"`
			}
			if json.Unmarshal(record, &labelled) == nil && labelled.Event != nil {
				record = labelled.Event
			}
			if jsonscan.Valid(record) == nil {
				records = append(records, record)
			}
		}
	}
	return records
}

// manyRules makes rules for CloudTrail of the shapes that SigmaHQ's have: most ask for names of events, some for what a
// field holds, starts with or is like, few for an expression or a network.
func manyRules(tb testing.TB, n int) []sigma.Rule {
	tb.Helper()
	var b strings.Builder
	services := []string{"iam", "ec2", "s3", "kms", "sts", "lambda", "rds", "eks", "route53", "cloudtrail"}
	for i := range n {
		service := services[i%len(services)]
		detection := fmt.Sprintf("s: {eventSource: %s.amazonaws.com, eventName: [Do%dThing, Undo%dThing]}\nf: {userIdentity.type: AWSService}\ncondition: s and not f", service, i, i)
		switch i % 10 {
		case 5:
			detection = fmt.Sprintf("s: {eventSource: %s.amazonaws.com, userAgent|contains: [tool%d/, kit%d-]}\ncondition: s", service, i, i)
		case 6:
			detection = fmt.Sprintf("s: {requestParameters|contains: '\"mode%d\"', errorCode: null}\ncondition: s", i)
		case 7:
			detection = fmt.Sprintf("s: {eventName|startswith: Get%d, userIdentity.arn|endswith: ':user/u%d'}\ncondition: s", i, i)
		case 8:
			detection = fmt.Sprintf("s: {userAgent|re: '(?i)scanner-?%d\\b'}\nt: {sourceIPAddress|cidr: 198.51.100.%d/32}\ncondition: s or t and s", i, i%250)
		}
		b.WriteString(strings.Replace(rule(detection), "title: t", fmt.Sprint("title: r", i), 1) + "---\n")
	}
	return parse(tb, b.String())
}

type matchBench struct {
	records [][]byte
	slots   []*tabard.Slots
	*bench
}

func newMatchBench(tb testing.TB, rules []sigma.Rule) *matchBench {
	tb.Helper()
	m := &matchBench{records: cloudTrail(tb), bench: newBench(tb, "aws.cloudtrail", rules...)}
	for _, r := range m.records {
		s := tabard.NewSlots(len(m.program.Paths("aws.cloudtrail")), nil)
		if err := m.trie.Scan(r, s); err != nil {
			tb.Fatal(err)
		}
		m.slots = append(m.slots, s)
	}
	return m
}

// BenchmarkMatch is matching alone, BenchmarkScanAndMatch with the extraction of the fields.
func BenchmarkMatch(b *testing.B) {
	for _, set := range benchSets() {
		b.Run(set.name, func(b *testing.B) {
			m := newMatchBench(b, set.rules(b))
			var hits []sigma.Hit
			b.ReportAllocs()
			start := cpuTime(b)
			n := 0
			for b.Loop() {
				at := n % len(m.records)
				hits = m.matcher.Match("aws.cloudtrail", m.slots[at], m.records[at], hits[:0])
				n++
			}
			perSecond(b, start)
		})
	}
}

// BenchmarkScanAndMatch is the strict scan of the record, all fields the rules ask for, and the rules.
func BenchmarkScanAndMatch(b *testing.B) {
	for _, set := range benchSets() {
		b.Run(set.name, func(b *testing.B) {
			m := newMatchBench(b, set.rules(b))
			scanner := jsonscan.NewScanner(jsonscan.Limits{})
			var hits []sigma.Hit
			b.ReportAllocs()
			start := cpuTime(b)
			n, size := 0, 0
			for b.Loop() {
				r := m.records[n%len(m.records)]
				m.bench.slots.Reset()
				if err := scanner.Scan(m.trie, r, m.bench.slots); err != nil {
					b.Fatal(err)
				}
				hits = m.matcher.Match("aws.cloudtrail", m.bench.slots, r, hits[:0])
				n, size = n+1, size+len(r)
			}
			perSecond(b, start)
			b.ReportMetric(float64(size)/float64(n), "B/event")
		})
	}
}

type ruleSet struct {
	name  string
	rules func(testing.TB) []sigma.Rule
}

func made(n int) func(testing.TB) []sigma.Rule {
	return func(tb testing.TB) []sigma.Rule {
		tb.Helper()
		return manyRules(tb, n)
	}
}

func benchSets() []ruleSet {
	return []ruleSet{
		{"shared", sharedRules},
		{"50", made(50)},
		{"500", made(500)},
		{"5000", made(5000)},
	}
}

// cpuTime is the processor time that the process has used, which the load of the machine changes less than the clock.
func cpuTime(tb testing.TB) time.Duration {
	tb.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func perSecond(b *testing.B, start time.Duration) {
	b.Helper()
	b.ReportMetric(float64(b.N)/(cpuTime(b)-start).Seconds(), "events/cpu-s")
}
