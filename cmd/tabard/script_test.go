package main

import (
	"context"
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tabard.dev/tabard/api"
	"tabard.dev/tabard/internal/app"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tabard": main})
}

// TestScripts runs the binary as its users do. The scripts double as documentation.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true, Cmds: map[string]func(*testscript.TestScript, bool, []string){
		"ready":   scriptReady,
		"settles": scriptSettles,
		"tokenof": scriptTokenOf,
		"append":  scriptAppend,
		"mode":    scriptMode,
		"revoke":  scriptRevoke,
		"status":  scriptStatus,
	}})
}

// within asks until the answer is yes, for half a minute at most.
func within(ts *testscript.TestScript, what string, yes func() bool) {
	end := time.After(30 * time.Second)
	for !yes() {
		select {
		case <-time.After(20 * time.Millisecond):
		case <-end:
			ts.Fatalf("not within 30 s: %s", what)
		}
	}
}

// ready DATA waits until a server runs on a data folder, and sets URL to its address.
func scriptReady(ts *testscript.TestScript, _ bool, args []string) {
	within(ts, "a server on "+args[0], func() bool {
		url, err := app.Address(ts.MkAbs(args[0]))
		ts.Setenv("URL", url)
		return err == nil
	})
}

// settles DATA N waits until the server has accepted N records and judged all of them.
func scriptSettles(ts *testscript.TestScript, _ bool, args []string) {
	url, token, err := local(ts.MkAbs(args[0]))
	ts.Check(err)
	client, err := api.Open(url, token, nil)
	ts.Check(err)
	want, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	within(ts, args[1]+" records judged", func() bool {
		stats, err := api.Read[api.Stats](client.GetStats(context.Background()))
		return err == nil && stats.Events.Accepted >= want && stats.LagMs == 0
	})
}

// tokenof FILE makes the commands that follow use the token in the file.
func scriptTokenOf(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv("TABARD_TOKEN", strings.TrimSpace(ts.ReadFile(args[0])))
}

// append TO FROM appends a file to another, in one write.
func scriptAppend(ts *testscript.TestScript, _ bool, args []string) {
	file, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = file.WriteString(ts.ReadFile(args[1]))
	ts.Check(errors.Join(err, file.Close()))
}

// mode FILE PERMISSIONS checks who may read a file.
func scriptMode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := info.Mode().String(); got != args[1] {
		ts.Fatalf("%s has mode %s, want %s", args[0], got, args[1])
	}
}

// revoke FILE ends the token whose id the file holds, as the admin of the folder "data".
func scriptRevoke(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(ts.Exec("tabard", "tokens", "revoke", strings.TrimSpace(ts.ReadFile(args[0])), "--reason", "left the team", "--data", "data"))
}

// status DATA broken waits until the server says that its folder of rules is not sound.
func scriptStatus(ts *testscript.TestScript, _ bool, args []string) {
	url, token, err := local(ts.MkAbs(args[0]))
	ts.Check(err)
	client, err := api.Open(url, token, nil)
	ts.Check(err)
	within(ts, "rules that are "+args[1], func() bool {
		status, err := api.Read[api.Rules](client.GetRules(context.Background()))
		return err == nil && status.Problem != nil
	})
}
