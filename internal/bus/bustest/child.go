package bustest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"tabard.dev/tabard/internal/bus"
)

// childFolder in the environment makes the test binary append samples to the log in that folder instead of testing.
const childFolder = "BUSTEST_CHILD_FOLDER"

// Main runs the tests, or the child that a test kills. TestMain calls it.
func Main(m *testing.M, s Subject) {
	if folder := os.Getenv(childFolder); folder != "" { //nolint:forbidigo // how the parent test tells its child
		os.Exit(child(s, folder))
	}
	os.Exit(m.Run())
}

// child appends samples until it is killed or cannot go on. It prints "ack SEQ N" for each acknowledged batch, "full SEQ" or
// "readonly SEQ" for a refused one, which it tries again, and "done" when its input ends.
func child(s Subject, folder string) int {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		bufio.NewReader(os.Stdin).ReadString('\n') //nolint:errcheck,gosec // its end is the sign
		cancel()
	}()
	log, err := s.Open(ctx, folder)
	if err != nil {
		fmt.Println("open", err)
		return 1
	}
	_, last := log.Bounds()
	fmt.Println("opened", last)
	n := int(last) //nolint:gosec // small
	refused := 0
	for ctx.Err() == nil && refused < 50 {
		b := Sample(n)
		err := log.Append(ctx, b)
		switch {
		case err == nil:
			fmt.Println("ack", b.Seq, n)
			n++
		case ctx.Err() != nil: // it was told to end
		case errors.Is(err, bus.ErrFull):
			fmt.Println("full", err)
			refused++
		case errors.Is(err, bus.ErrReadOnly):
			fmt.Println("readonly", err)
			refused++
		default:
			fmt.Println("error", err)
			refused++
		}
		if err != nil {
			fmt.Println("check", log.Check(ctx))
		}
	}
	err = log.Close()
	fmt.Println("done", err)
	return 0
}

// offspring is a running child.
type offspring struct {
	cmd   *exec.Cmd
	stop  func()
	lines chan string
	acked uint64
	said  map[string]int // how often each word began a line
	all   []string
}

// start runs the child on a folder, behind another command such as strace when one is given.
func start(t *testing.T, folder string, behind ...string) *offspring {
	t.Helper()
	args := append(behind, os.Args[0], "-test.run=^$")
	cmd := exec.CommandContext(t.Context(), args[0], args[1:]...) //nolint:gosec // our own binary
	cmd.Env = append(os.Environ(), childFolder+"="+folder)
	cmd.WaitDelay = 10 * time.Second
	input, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	o := &offspring{cmd: cmd, stop: func() { input.Close() }, lines: make(chan string, 10000), said: map[string]int{}} //nolint:errcheck,gosec // a pipe
	go func() {
		defer close(o.lines)
		for lines := bufio.NewScanner(output); lines.Scan(); {
			o.lines <- lines.Text()
		}
	}()
	return o
}

// await reads the child's lines until one begins with the word, or as many acknowledgements have come; false when it ended.
func (o *offspring) await(word string, times int) bool {
	for line := range o.lines {
		o.take(line)
		if o.said[word] >= times {
			return true
		}
	}
	return false
}

func (o *offspring) take(line string) {
	first, rest, _ := strings.Cut(line, " ")
	o.said[first]++
	if first == "ack" {
		text, _, _ := strings.Cut(rest, " ")
		if seq, err := strconv.ParseUint(text, 10, 64); err == nil {
			o.acked = seq
		}
	} else {
		o.all = append(o.all, line)
	}
}

// end waits for the child's end and takes its last words.
func (o *offspring) end() {
	for line := range o.lines {
		o.take(line)
	}
	o.cmd.Wait() //nolint:errcheck,gosec // it was killed, or its lines say how it ended
}
