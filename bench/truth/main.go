// Command truth scores the detections on labeled records: hand-out data that nobody in this project wrote, one JSON object a
// line with the fields event (a raw record), expected (is it the behavior?), rule_id (the behavior) and log_type. Every
// record is judged alone, as "tabard scan --each" does.
//
// A behavior counts as solved when one detection fires on all of its positives and on none of its negatives. Behaviors
// without a positive are left out. Usage: go run ./bench/truth [-v] FOLDER
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/scan"
)

// families maps the data's log types to log families.
var families = map[string]string{
	"AWS.CloudTrail": "aws.cloudtrail", "AWS.BedrockModelInvocation": "aws.bedrock", "Amazon.EKS.Audit": "kubernetes.audit",
	"Anthropic.Activity": "anthropic.activity", "Auth0.Events": "auth0", "Azure.Audit": "entra.audit", "Azure.MonitorActivity": "azure.activity",
	"GCP.AuditLog": "gcp.audit", "GitHub.Audit": "github.audit", "GitHub.Webhook": "github.webhook", "GitLab.Audit": "gitlab.audit",
	"Microsoft365.Audit.AzureActiveDirectory": "m365.audit", "Audit.AzureActiveDirectory": "m365.audit", "Okta.SystemLog": "okta.system", "OpenAI.Audit": "openai.audit",
	"Snowflake.GrantsToRoles": "snowflake", "Snowflake.GrantsToUsers": "snowflake", "Snowflake.LoginHistory": "snowflake", "Snowflake.QueryHistory": "snowflake",
	"Microsoft365.Audit.Exchange": "m365.audit", "Microsoft365.Audit.SharePoint": "m365.audit", "Microsoft365.Audit.General": "m365.audit",
	"Vault.Audit": "vault.audit", "PostgreSQL.JsonLog": "postgres.log",
	"Custom.TailscaleAudit": "generic", "Tailscale.Audit": "generic",
}

// labeled is one line of the data.
type labeled struct {
	Event    jsontext.Value `json:"event"`
	Expected bool           `json:"expected"`
	Rule     string         `json:"rule_id"`
	LogType  string         `json:"log_type"`
}

// behavior is what one rule_id asks for.
type behavior struct {
	family, id string
	records    []labeled
	fired      []map[string]bool // detections, for each record
	refused    int
}

func main() {
	verbose := flag.Bool("v", false, "print each behavior that is not solved, with the detections that came near")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(os.Stdout, flag.Arg(0), *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "truth:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, folder string, verbose bool) error {
	behaviors, err := read(folder)
	if err != nil {
		return err
	}
	var o app.ScanOptions
	if err := o.Prepare(); err != nil {
		return err
	}
	solved, all := map[string]int{}, map[string]int{}
	for _, b := range behaviors {
		if err := b.judge(o); err != nil {
			return err
		}
		all[b.family]++
		by, near := b.solvedBy()
		if by != "" {
			solved[b.family]++
			continue
		}
		if verbose {
			fmt.Fprintf(w, "not solved: %-20s %-60s refused %d; near: %s\n", b.family, b.id, b.refused, near)
		}
	}
	total, done := 0, 0
	for _, family := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(w, "%-20s %3d of %3d  %3.0f%%\n", family, solved[family], all[family], 100*float64(solved[family])/float64(all[family]))
		total, done = total+all[family], done+solved[family]
	}
	fmt.Fprintf(w, "%-20s %3d of %3d  %3.0f%%\n", "all", done, total, 100*float64(done)/float64(max(1, total)))
	return nil
}

func read(folder string) ([]*behavior, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil || len(files) == 0 {
		return nil, cmp.Or(err, fmt.Errorf("no *.jsonl in %s", folder))
	}
	byID := map[string]*behavior{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(bytes.NewReader(text))
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			var one labeled
			if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			family, ok := families[one.LogType]
			if !ok {
				return nil, fmt.Errorf("%s: no log family for %q", file, one.LogType)
			}
			key := family + "\x00" + one.Rule
			if byID[key] == nil {
				byID[key] = &behavior{family: family, id: one.Rule}
			}
			byID[key].records = append(byID[key].records, one)
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	var all []*behavior
	for _, key := range slices.Sorted(maps.Keys(byID)) {
		if slices.ContainsFunc(byID[key].records, func(l labeled) bool { return l.Expected }) {
			all = append(all, byID[key])
		}
	}
	return all, nil
}

// judge judges each record alone.
func (b *behavior) judge(o app.ScanOptions) error {
	o.Each, o.Source, o.Now = true, b.family, time.Now()
	for _, record := range b.records {
		fired := map[string]bool{}
		o.Paths, o.Stdin = []string{scan.Stdin}, bytes.NewReader(record.Event)
		o.Refused = func(scan.Refusal) { b.refused++ }
		if _, err := app.Scan(context.Background(), o, func(f *tabard.Finding) error {
			fired[f.Detection] = true
			return nil
		}); err != nil {
			return err
		}
		b.fired = append(b.fired, fired)
	}
	return nil
}

// solvedBy gives a detection that tells the positives from the negatives, or else those that came near.
func (b *behavior) solvedBy() (by, near string) {
	hits := map[string]int{}
	misses := map[string]int{}
	positives := 0
	for i, record := range b.records {
		if record.Expected {
			positives++
		}
		for detection := range b.fired[i] {
			if record.Expected {
				hits[detection]++
			} else {
				misses[detection]++
			}
		}
	}
	var close []string
	for _, detection := range slices.Sorted(maps.Keys(hits)) {
		if hits[detection] == positives && misses[detection] == 0 {
			return detection, ""
		}
		close = append(close, fmt.Sprintf("%s +%d/%d -%d", detection, hits[detection], positives, misses[detection]))
	}
	return "", cmp.Or(strings.Join(close, ", "), "nothing")
}
