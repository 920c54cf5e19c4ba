package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json/jsontext"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v4"

	"tabard.dev/tabard/api"
)

// sample is a log with findings, and rule a Sigma rule with cases beside it.
const (
	sample = "../../examples/samples/github.audit.jsonl"
	rule   = `title: A login
id: 6b9a1f0e-2f8f-4b1c-9d0e-5f1f3b2a7c11
logsource: {product: github, service: audit}
detection: {made: {action: org.add_member}, condition: made}
level: low
`
)

// token is a made-up token that lies in a file, and that an agent used.
const token = "ghp_0a1B2c3D4e5F6a7B8c9D0e1F2a3B4c5D6e7F"

// tried says how each command is tried: its arguments, and how it ends. {new} is a path where nothing is yet, {name} a new
// name, {data} the server's data folder, {rule} a Sigma rule, {backup} a backup, {env} a file
// with a token of the sample.
var tried = map[string]struct {
	args string
	exit int
}{
	"tabard actions approve":     {"act_none --reason r --data {data}", exitBad},
	"tabard actions guards":      {"--data {data}", exitOK},
	"tabard actions plan":        {"billing --system none --reason r --data {data}", exitBad},
	"tabard actions reject":      {"act_none --reason r --data {data}", exitBad},
	"tabard actions resume":      {"--reason r --data {data}", exitOK},
	"tabard actions stop":        {"--reason r --data {data}", exitOK},
	"tabard actions undo":        {"act_none --reason r --data {data}", exitBad},
	"tabard audit export":        {"--data {data}", exitOK},
	"tabard audit verify":        {"--data {data}", exitOK},
	"tabard backup":              {"--data {data} --to {new}", exitOK},
	"tabard detections":          {"", exitOK},
	"tabard detections disable":  {"none --reason r --data {data}", exitBad},
	"tabard detections enable":   {"none --reason r --data {data}", exitBad},
	"tabard detections test":     {sample + " --data {data}", exitOK},
	"tabard discover files":      {"testdata", exitOK},
	"tabard docs man":            {"{new}", exitOK},
	"tabard docs markdown":       {"{new}", exitOK},
	"tabard findings assign":     {"none --owner team:lab --reason r --data {data}", exitBad},
	"tabard findings close":      {"none --reason r --data {data}", exitBad},
	"tabard findings snooze":     {"none --until 2027-01-01 --reason r --data {data}", exitBad},
	"tabard get actions":         {"--data {data}", exitOK},
	"tabard get births":          {"--data {data}", exitOK},
	"tabard get credentials":     {"--data {data}", exitOK},
	"tabard get detections":      {"--data {data}", exitOK},
	"tabard get events":          {"--data {data}", exitOK},
	"tabard get findings":        {"--data {data}", exitOK},
	"tabard get grants":          {"--data {data}", exitOK},
	"tabard get identities":      {"--data {data}", exitOK},
	"tabard get refused":         {"--data {data}", exitOK},
	"tabard get systems":         {"--data {data}", exitOK},
	"tabard identities activity": {"none --data {data}", exitBad},
	"tabard identities lineage":  {"none --data {data}", exitBad},
	"tabard identities cut":      {"none --from other --reason r --data {data}", exitBad},
	"tabard identities assign":   {"none --owner team:lab --reason r --data {data}", exitBad},
	"tabard overview":            {"--data {data}", exitOK},
	"tabard policy check":        {"../../policies", exitOK},
	"tabard policy explain":      {"none ../../policies", exitBad},
	"tabard policy test":         {"../../policies", exitOK},
	"tabard rebuild":             {"--data {data}", exitBad},
	"tabard restore":             {"{backup} --data {new} --verify", exitOK},
	"tabard rules import":        {"{rule}", exitOK},
	"tabard rules status":        {"--data {data}", exitOK},
	"tabard rules test":          {"{rule}", exitOK},
	"tabard scan":                {sample, exitOK},
	"tabard systems":             {"--data {data}", exitOK},
	"tabard systems test":        {"none --data {data}", exitBad},
	"tabard tokens create":       {"{name} --role viewer --data {data}", exitOK},
	"tabard tokens list":         {"--data {data}", exitOK},
	"tabard tokens revoke":       {"none --reason r --data {data}", exitBad},
	"tabard show":                {"coding-agent --data {data}", exitOK},
	"tabard version":             {"", exitOK},
	"tabard whose":               {"{env} --data {data}", exitOK},
	"tabard watch":               {"--since 0 --count 3 --data {data}", exitOK},
}

// untried are the commands that print no data: they run until they are ended, print a shell's own language, or only help.
var untried = []string{
	"tabard", "tabard actions", "tabard audit", "tabard completion", "tabard completion bash", "tabard completion fish",
	"tabard completion powershell", "tabard completion zsh", "tabard discover", "tabard docs", "tabard findings", "tabard get", "tabard help",
	"tabard identities", "tabard policy", "tabard rules", "tabard serve", "tabard tokens",
}

// TestEveryCommandSpeaksJSON runs every command of the tree in every output format, with the same exit code in each: data that
// a program can read on standard output, or nothing there and a hint on standard error.
func TestEveryCommandSpeaksJSON(t *testing.T) {
	places := serving(t)
	root := newRoot(stdio{})
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	var names []string
	walk(root, func(cmd *cobra.Command) {
		if cmd.Runnable() || cmd.Name() == "help" {
			names = append(names, cmd.CommandPath())
		}
	})
	for name := range tried {
		if !slices.Contains(names, name) {
			t.Errorf("%s is tried, and is no command", name)
		}
	}
	for _, name := range names {
		try, ok := tried[name]
		if !ok {
			if !slices.Contains(untried, name) {
				t.Errorf("%s is not tried here: add a line", name)
			}
			continue
		}
		t.Run(strings.TrimPrefix(name, "tabard "), func(t *testing.T) {
			for i, format := range []string{"-o table", "-o json", "-o jsonl", "-o yaml", "--jq ."} {
				places["{new}"] = filepath.Join(t.TempDir(), "new")
				places["{name}"] = fmt.Sprint("ci-", i)
				args := strings.Fields(name)[1:]
				for arg := range strings.FieldsSeq(try.args + " " + format) {
					if place, ok := places[arg]; ok {
						arg = place
					}
					args = append(args, arg)
				}
				speaks(t, format, args, try.exit)
			}
		})
	}
}

// speaks runs a command in one format.
func speaks(t *testing.T, format string, args []string, want int) {
	t.Helper()
	var out, said bytes.Buffer
	got := run(t.Context(), args, stdio{strings.NewReader(""), &out, &said})
	if got != want {
		t.Errorf("tabard %s: exit code %d, want %d\n%s", strings.Join(args, " "), got, want, &said)
		return
	}
	if want == exitBad {
		if done := strings.TrimSpace(out.String()); done != "" && done != "[]" || !strings.Contains(said.String(), "hint: ") {
			t.Errorf("tabard %s: prints %q, and %q without a hint", strings.Join(args, " "), &out, &said)
		}
		return
	}
	switch format {
	case "-o table":
	case "-o yaml":
		var tree any
		if err := yaml.NewDecoder(&out).Decode(&tree); err != nil || tree == nil {
			t.Errorf("tabard %s: no YAML: %v\n%s", strings.Join(args, " "), err, &out)
		}
	default:
		values := 0
		for dec := jsontext.NewDecoder(&out); ; values++ {
			if _, err := dec.ReadValue(); err != nil {
				if err.Error() != "EOF" {
					t.Errorf("tabard %s: no JSON: %v", strings.Join(args, " "), err)
				}
				break
			}
		}
		if format == "-o json" && values != 1 && args[0] != "watch" {
			t.Errorf("tabard %s: %d documents, want one", strings.Join(args, " "), values)
		}
	}
}

// serving starts a server that has judged the sample, and gives the places that arguments name.
func serving(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	places := map[string]string{"{data}": filepath.Join(dir, "data"), "{rule}": filepath.Join(dir, "login.yml"), "{backup}": filepath.Join(dir, "backup"), "{env}": filepath.Join(dir, ".env")}
	sum := sha256.Sum256([]byte(token))
	hashed := base64.StdEncoding.EncodeToString(sum[:])
	for name, text := range map[string]string{
		".env":      "GITHUB_TOKEN=" + token,
		"login.yml": rule, "login.fires.jsonl": `{"action":"org.add_member","actor":"ada"}`, "login.quiet.jsonl": `{"action":"org.remove_member","actor":"ada"}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	var said bytes.Buffer
	go func() {
		ended <- run(ctx, []string{"serve", "--data", places["{data}"], "--listen", "127.0.0.1:0"}, stdio{nil, nil, &said})
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != exitOK {
			t.Errorf("serve ends with %d\n%s", code, &said)
		}
	})
	var client *api.Client
	wait(t, "the server is ready", func() bool {
		url, token, err := local(places["{data}"])
		if err == nil {
			client, err = api.Open(url, token, nil)
		}
		return err == nil
	})
	record, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	record = append(record, fmt.Sprintf(`{"@timestamp":%d,"_document_id":"whose","action":"git.clone","actor":"coding-agent","actor_is_bot":true,"org":"lab",`+
		`"programmatic_access_type":"Fine-grained personal access token","token_id":7,"hashed_token":%q}`, time.Now().UnixMilli(), hashed)...)
	source := "github.audit"
	answer := func() (*http.Response, error) {
		return client.PostEventsWithBody(t.Context(), &api.PostEventsParams{Source: &source}, "application/x-ndjson", bytes.NewReader(record))
	}
	if _, err := api.Read[struct{}](answer()); err != nil {
		t.Fatal(err)
	}
	wait(t, "the sample is judged", func() bool {
		stats, err := api.Read[api.Stats](client.GetStats(t.Context()))
		return err == nil && stats.Findings > 2 && stats.LagMs == 0
	})
	var backup bytes.Buffer
	if code := run(t.Context(), []string{"backup", "--data", places["{data}"], "--to", places["{backup}"]}, stdio{nil, &backup, &backup}); code != exitOK {
		t.Fatalf("backup ends with %d\n%s", code, &backup)
	}
	return places
}

// wait asks until the answer is yes, for half a minute at most.
func wait(t *testing.T, what string, yes func() bool) {
	t.Helper()
	for end := time.After(30 * time.Second); !yes(); {
		select {
		case <-time.After(20 * time.Millisecond):
		case <-end:
			t.Fatalf("not within 30 s: %s", what)
		}
	}
}

// A token that lies in a file belongs to whom the forge's log saw using it. The token itself goes nowhere.
func TestWhoseTokenIsIt(t *testing.T) {
	places := serving(t)
	var out, said bytes.Buffer
	for in, args := range map[string][]string{"": {"whose", places["{env}"]}, token: {"whose", "-"}} {
		out.Reset()
		args = append(args, "--data", places["{data}"], "-o", "json", "--jq", `.[] | .by + " " + .identity.name`)
		if code := run(t.Context(), args, stdio{strings.NewReader(in), &out, &said}); code != exitOK || out.String() != "credential coding-agent\n" {
			t.Errorf("tabard %s = %d, %q\n%s", strings.Join(args, " "), code, &out, &said)
		}
		if strings.Contains(out.String()+said.String(), token) {
			t.Error("the token is shown")
		}
	}
}
