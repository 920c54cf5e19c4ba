package crashtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// shipped builds the program as it is shipped, once for all tests, in a folder that TestMain takes away.
var shipped = sync.OnceValues(func() (string, error) {
	binary := filepath.Join(workshop, "tabard")
	return binary, compile(context.Background(), binary)
})

var workshop string

func TestMain(m *testing.M) {
	var err error
	if workshop, err = os.MkdirTemp("", "tabard-crashtest-*"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(workshop) //nolint:errcheck // a temporary folder
	os.Exit(code)
}

// program gives the program as it is shipped.
func program(t *testing.T) string {
	t.Helper()
	binary, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return binary
}

// compile builds the program.
func compile(ctx context.Context, binary string, flags ...string) error {
	args := slices.Concat([]string{"build", "-trimpath", "-o", binary}, flags, []string{"tabard.dev/tabard/cmd/tabard"})
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return nil
}

// full tells whether the long version was asked for.
func full() bool { return os.Getenv("TABARD_CRASH") == "full" } //nolint:forbidigo // a test's own switch

// sent counts what a run was told.
type sent struct{ accepted, duplicates int }

// alone is the run that is not disturbed.
func alone(t *testing.T, binary string, chunks []string) (rows []string, total sent) {
	t.Helper()
	folder := newFolder(t)
	s := start(t, binary, folder)
	if s == nil {
		t.Fatal("the server does not start")
	}
	for i, chunk := range chunks {
		got, err := s.send(t.Context(), chunk)
		if err != nil || got.Rejected > 0 {
			t.Fatalf("chunk %d: %+v, %v", i, got, err)
		}
		total.accepted += got.Accepted
		total.duplicates += got.Duplicates
	}
	return finish(t, s, folder, chunks), total
}

// finish sends everything once more, which must all be known, lets the judging end, stops the server, and dumps its rows.
func finish(t *testing.T, s *server, folder string, chunks []string) []string {
	t.Helper()
	for i, chunk := range chunks {
		if got, err := s.send(t.Context(), chunk); err != nil || got.Accepted+got.Rejected > 0 {
			t.Errorf("chunk %d sent again: %+v, %v; want only duplicates", i, got, err)
		}
	}
	s.settle(t)
	s.stop(t)
	return dump(t, folder)
}

// replayed has the log of a stopped server judged anew, undisturbed, and compares every row: what was judged between kills must
// be what the log gives in one go. It tells the first difference, "" for none.
func replayed(t *testing.T, binary, folder string) string {
	t.Helper()
	again := filepath.Join(t.TempDir(), "again")
	if err := os.CopyFS(again, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), binary, "rebuild", "--data", again).CombinedOutput(); err != nil {
		t.Fatalf("rebuild: %v\n%s", err, out)
	}
	s := start(t, binary, again)
	if s == nil {
		t.Fatal("the server does not start on a store that was made anew")
	}
	s.settle(t)
	judged(t, again)
	s.stop(t)
	return difference(dumpAll(t, folder), dumpAll(t, again))
}

// judged waits until a running server has judged its log to the end: ticks behind the last record, too, which its lag does not count.
func judged(t *testing.T, folder string) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; {
		at, end := dumpTable(t, folder, "tabard.db", "position", "seq AS n, 0"), dumpTable(t, folder, "log.db", "batch", "max(seq) AS n, 0")
		if strings.TrimPrefix(at[0], "position") == strings.TrimPrefix(end[0], "batch") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("judged to %s of %s after half a minute", at, end)
		}
		<-time.After(5 * time.Millisecond)
	}
}

// life is how one run of the server ends: after a time, or at a system call.
type life struct {
	name   string
	after  time.Duration
	asked  bool   // to end after the time, rather than killed
	inject string // for strace; "" for none
	path   string // the file that the call is on, below the data folder
}

// disturbed sends the chunks to a server that is killed as each life says, starting it again each time, and gives its rows, and
// what its log gives otherwise when it is judged in one go.
func disturbed(t *testing.T, binary string, buggy bool, chunks []string, lives []life) (rows []string, other string, killed map[string]int) {
	t.Helper()
	folder := newFolder(t)
	killed = map[string]int{}
	next := 0
	random := rand.New(rand.NewPCG(uint64(len(lives)), 5))
	for _, life := range lives {
		var behind []string
		if life.inject != "" {
			behind = []string{"strace", "-f", "-qq", "-o", "/dev/null", "-P", filepath.Join(folder, life.path), "-e", "inject=" + life.inject}
		}
		s := start(t, binary, folder, behind...)
		if s == nil {
			if life.inject == "" {
				t.Fatalf("%s: the server ended before it was ready", life.name)
			}
			killed[life.name]++ // at a write while it opened
			continue
		}
		s.buggy = buggy
		timer := time.AfterFunc(life.after, s.kill)
		if life.asked {
			asked := time.AfterFunc(life.after/10, s.signal)
			defer asked.Stop()
		}
		for range 100 {
			chunk := chunks[random.IntN(next+1)] // one that it has, or the next
			if next < len(chunks) && random.IntN(3) > 0 {
				chunk = chunks[next]
			}
			if _, err := s.send(t.Context(), chunk); err != nil {
				break
			}
			if next < len(chunks)-1 && chunk == chunks[next] {
				next++
			}
		}
		<-s.ended
		s.complained(t)
		reached := timer.Stop() // the call came, if there is one, before the time was over
		switch {
		case s.cmd.ProcessState.Success():
			killed["not, since it ended as asked"]++
		case reached || life.inject == "":
			killed[life.name]++
		default:
			killed["at random"]++
		}
	}
	s := start(t, binary, folder)
	if s == nil {
		t.Fatal("the server does not start after the last kill")
	}
	s.buggy = buggy
	for ; next < len(chunks); next++ {
		if _, err := s.send(t.Context(), chunks[next]); err != nil {
			t.Fatalf("chunk %d: %v", next, err)
		}
	}
	rows = finish(t, s, folder, chunks)
	other = replayed(t, binary, folder)
	verify := exec.CommandContext(t.Context(), binary, "audit", "verify", "--data", folder, "--offline")
	if out, err := verify.CombinedOutput(); err != nil {
		t.Errorf("the audit trail after the kills: %v\n%s", err, out)
	}
	return rows, other, killed
}

// byChance gives lives that end at a random moment within a time.
func byChance(n int, within time.Duration) []life {
	lives := make([]life, n)
	for i := range lives {
		lives[i] = life{name: "at random", after: time.Duration(rand.Int64N(int64(within)))}
	}
	return lives
}

// atCall gives lives that end at the n-th write and the n-th sync of each file of log and store.
func atCall(t *testing.T, each int) []life {
	t.Helper()
	if _, err := exec.LookPath("strace"); err != nil {
		t.Log("strace is not installed: kills at the n-th write and sync are not tried")
		return nil
	}
	var lives []life
	for _, file := range []string{"log.db", "log.db-wal", "log.db.mark", "tabard.db", "tabard.db-wal"} {
		for _, call := range []string{"pwrite64", "fsync,fdatasync"} {
			if file == "log.db.mark" && call != "pwrite64" {
				continue // it is never synced
			}
			for i := range each {
				n := 1 + i + rand.IntN(2+i*3)
				lives = append(lives, life{
					name: call + " of " + file, after: 2 * time.Second, path: file,
					asked:  !strings.HasSuffix(file, "-wal"), // the database itself is written when the journal is folded into it at the end
					inject: fmt.Sprintf("%s:signal=KILL:when=%d", call, n),
				})
			}
		}
	}
	rand.Shuffle(len(lives), func(i, j int) { lives[i], lives[j] = lives[j], lives[i] })
	return lives
}

// TestKilledAnywhere is the promise: whatever is killed when, in the end there is what there would have been.
func TestKilledAnywhere(t *testing.T) {
	if testing.Short() {
		t.Skip("it kills servers for half a minute")
	}
	kills, calls := 30, 1
	if full() {
		kills, calls = 250, 12
	}
	binary := program(t)
	lives := append(byChance(kills, 150*time.Millisecond), atCall(t, calls)...)
	chunks := story(t, 2*len(lives))
	want, total := alone(t, binary, chunks)
	if total.duplicates > 0 || total.accepted != len(chunks)*chunkRecords {
		t.Fatalf("the story is not what it should be: %+v of %d records", total, len(chunks)*chunkRecords)
	}
	rows, other, killed := disturbed(t, binary, false, chunks, lives)
	if other != "" {
		t.Errorf("after %v kills the log, judged in one go, gives something else: %s", killed, other)
	}
	if diff := difference(rows, want); diff != "" {
		t.Errorf("after %v kills the rows differ: %s", killed, diff)
	}
	t.Logf("%d kills (%v), %d records, %d rows", len(lives), killed, total.accepted, len(rows))
}

// TestSeededBugIsFound builds a program that commits the position before the rows, and expects the same test to find it.
func TestSeededBugIsFound(t *testing.T) {
	if testing.Short() {
		t.Skip("it kills servers for half a minute")
	}
	binary := filepath.Join(t.TempDir(), "tabard")
	if err := compile(t.Context(), binary, "-overlay", positionFirst(t)); err != nil {
		t.Fatal(err)
	}
	chunks := story(t, 40)
	want, _ := alone(t, binary, chunks)
	// Whether a kill falls into the gap is chance, above all on a busy machine: several rounds are allowed to find it.
	const rounds = 8
	for range rounds {
		if rows, other, _ := disturbed(t, binary, true, chunks, byChance(15, 150*time.Millisecond)); difference(rows, want) != "" && other != "" {
			return
		}
	}
	t.Errorf("after %d rounds of 15 kills nothing is missing, though the position is committed before the rows", rounds)
}

// positionFirst makes a build overlay in which the store commits the position in a transaction of its own, a moment before
// the rows. Nothing of it is in the program that is shipped.
func positionFirst(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("../store/sqlite/commit.go")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const commit = "err := db.transact(ctx, func(tx *sql.Tx) error {"
	const position = "err := db.transact(ctx, func(tx *sql.Tx) error {\n\t\tw := &writer{ctx: ctx, tx: tx, db: db}\n\t\tw.judging(c)\n\t\tw.flush()\n\t\treturn w.err\n\t})\n\t" +
		"<-time.After(20 * time.Millisecond)\n\terr = db.transact(ctx, func(tx *sql.Tx) error {"
	if strings.Count(string(source), commit) != 1 {
		t.Fatal("commit.go no longer has the line that this test changes")
	}
	changed := strings.Replace(string(source), commit, position, 1)
	changed = strings.Replace(changed, `"fmt"`, "\"fmt\"\n\t\"time\"", 1)
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "commit.go"), []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	overlay := fmt.Sprintf(`{"Replace":{%q:%q}}`, path, filepath.Join(folder, "commit.go"))
	if err := os.WriteFile(filepath.Join(folder, "overlay.json"), []byte(overlay), 0o600); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(folder, "overlay.json")
}
