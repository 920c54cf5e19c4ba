package app_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/scan"
)

// detectorsDir is where the folders of the behaviors are, seen from this package.
const detectorsDir = "../../detectors"

// TestBehaviorsListed fails for a folder under detectors/ that Behaviors does not list, or that has no README.
func TestBehaviorsListed(t *testing.T) {
	listed := map[string]bool{}
	for _, b := range app.Behaviors() {
		if listed[b.ID] {
			t.Errorf("behavior %q is listed twice", b.ID)
		}
		listed[b.ID] = true
	}
	folders, err := os.ReadDir(detectorsDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		if !folder.IsDir() {
			continue
		}
		if _, err := os.Stat(filepath.Join(detectorsDir, folder.Name(), "behavior.go")); err != nil {
			continue // meanings that several behaviors share, not a behavior
		}
		if !listed[folder.Name()] {
			t.Errorf("detectors/%s is not listed in internal/app/builtin.go", folder.Name())
		}
		delete(listed, folder.Name())
		if _, err := os.Stat(filepath.Join(detectorsDir, folder.Name(), "README.md")); err != nil {
			t.Errorf("detectors/%s has no README.md: %v", folder.Name(), err)
		}
	}
	for id := range listed {
		t.Errorf("behavior %q has no folder of its name with a behavior.go", id)
	}
}

// mostDetections keeps the catalogue one that a person can read.
const mostDetections = 400

func TestCatalogueIsBounded(t *testing.T) {
	c, err := app.Catalogue("")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(c.Detections()); n > mostDetections {
		t.Errorf("%d detections, want at most %d: join those that one meaning covers", n, mostDetections)
	}
}

// TestBehaviors runs every detector on the records beside it. In testdata/fires and testdata/quiet, "FAMILY.jsonl" holds
// records that are judged one by one, "FAMILY.stream.NAME.jsonl" a stream that is judged as a whole.
func TestBehaviors(t *testing.T) {
	for _, b := range app.Behaviors() {
		for _, d := range b.Detectors {
			id := b.ID + "." + d.Family
			t.Run(id, func(t *testing.T) {
				dir := filepath.Join(detectorsDir, b.ID, "testdata")
				if byClock(t, b.ID) {
					return
				}
				fires, quiet := examples(t, dir, "fires", d.Family), examples(t, dir, "quiet", d.Family)
				if len(fires) == 0 {
					t.Errorf("no example of what fires: add testdata/fires/%s.jsonl", d.Family)
				}
				if len(quiet) == 0 {
					t.Errorf("no example of what must stay quiet: add testdata/quiet/%s.jsonl", d.Family)
				}
				for _, e := range fires {
					if !e.raises(t, id) {
						t.Errorf("%s: %s is quiet, want it to fire", e.name, id)
					}
					if moved := e.mutated(); !moved.raises(t, id) {
						t.Errorf("%s with other names, ids and addresses: %s is quiet, want it to fire:\n%s", e.name, id, moved.text)
					}
				}
				for _, e := range quiet {
					if e.raises(t, id) {
						t.Errorf("%s: %s fires, want it quiet", e.name, id)
					}
				}
				if !nameSuffices(t, b.ID, d.Family) {
					checkLookalikes(t, fires, quiet)
				}
			})
		}
	}
}

// byClock reports whether the README says that no record shows the behavior, because the clock does; then the folder has a test.
func byClock(t *testing.T, behavior string) bool {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join(detectorsDir, behavior, "README.md"))
	if err != nil || !bytes.Contains(readme, []byte("\nNo record shows it: the clock does.")) {
		return false
	}
	if _, err := os.Stat(filepath.Join(detectorsDir, behavior, "behavior_test.go")); err != nil {
		t.Errorf("no record shows it, and it has no test of its own: %v", err)
	}
	return true
}

// example is one record, or one stream, of a detector's testdata.
type example struct {
	name, family string
	text         []byte
	stream       bool
}

func examples(t *testing.T, dir, verdict, family string) []example {
	t.Helper()
	var all []example
	if text, err := os.ReadFile(filepath.Join(dir, verdict, family+".jsonl")); err == nil {
		for i, line := range bytes.Split(text, []byte{'\n'}) {
			if len(bytes.TrimSpace(line)) > 0 {
				all = append(all, example{name: fmt.Sprintf("%s/%s.jsonl:%d", verdict, family, i+1), family: family, text: line})
			}
		}
	}
	streams, err := filepath.Glob(filepath.Join(dir, verdict, family+".stream.*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range streams {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, example{name: verdict + "/" + filepath.Base(file), family: family, text: text, stream: true})
	}
	return all
}

// compiled is the built-in catalogue, compiled once for all examples.
var compiled = sync.OnceValues(func() (app.ScanOptions, error) {
	var o app.ScanOptions
	err := o.Prepare()
	return o, err
})

func prepared(t *testing.T) app.ScanOptions {
	t.Helper()
	o, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// raises reports whether a detection fires on the example. A family of "any" is told from each record.
func (e example) raises(t *testing.T, detection string) bool {
	t.Helper()
	o := prepared(t)
	o.Each = !e.stream
	o.Paths, o.Stdin, o.Now = []string{scan.Stdin}, bytes.NewReader(e.text), time.Now()
	o.Refused = func(r scan.Refusal) { t.Errorf("%s is refused: %v", e.name, r) }
	if e.family != "any" {
		o.Source = e.family
	}
	hit := false
	if _, err := app.Scan(t.Context(), o, func(f *tabard.Finding) error {
		hit = hit || f.Detection == detection
		return nil
	}); err != nil {
		t.Errorf("%s: %v", e.name, err)
	}
	return hit
}

// What a mutated copy replaces: account numbers, key ids, UUIDs, addresses of the public internet and people's names in
// addresses of mail. What it puts in has the same form.
var (
	accountNumber = regexp.MustCompile(`\b\d{12}\b`)
	accessKeyID   = regexp.MustCompile(`\b(AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,17}\b`)
	uuid          = regexp.MustCompile(`\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`)
	publicIPv4    = regexp.MustCompile(`\b(3[3-9]|5[0-9]|6[0-9]|7[0-9]|8[0-9]|9[0-9])\.\d{1,3}\.\d{1,3}\.\d{1,3}\b`)
	mailName      = regexp.MustCompile(`\b[a-z][a-z0-9]*(?:\.[a-z0-9]+)?@`)
)

// mutated gives a copy in which names, ids and addresses are others, each the same wherever it stands.
func (e example) mutated() example {
	rotate := func(from string) func([]byte) []byte {
		return func(old []byte) []byte {
			out := bytes.Clone(old)
			for i, c := range out {
				if at := strings.IndexByte(from, c); at >= 0 {
					out[i] = from[(at+3)%len(from)]
				}
			}
			return out
		}
	}
	text := accountNumber.ReplaceAllFunc(e.text, rotate("0123456789"))
	text = accessKeyID.ReplaceAllFunc(text, func(old []byte) []byte {
		return append(bytes.Clone(old[:4]), rotate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")(old[4:])...)
	})
	builtIn := knownUUIDs(text)
	text = uuid.ReplaceAllFunc(text, func(old []byte) []byte {
		if builtIn[string(old)] {
			return old
		}
		return rotate("0123456789abcdef")(old)
	})
	text = publicIPv4.ReplaceAllFunc(text, func(old []byte) []byte {
		return append([]byte("45.83."), bytes.SplitN(old, []byte{'.'}, 3)[2]...)
	})
	text = mailName.ReplaceAllFunc(text, func(old []byte) []byte {
		return append(append([]byte("someone."), rotate("abcdefghijklmnopqrstuvwxyz")(old[:len(old)-1])...), '@')
	})
	e.text = text
	return e
}

// knownUUIDs are ids that a vendor gives the same meaning everywhere, such as Azure's built-in roles: they stand after a
// word that says so.
func knownUUIDs(text []byte) map[string]bool {
	known := map[string]bool{}
	for _, m := range wellKnown.FindAllSubmatch(text, -1) {
		known[string(m[1])] = true
	}
	return known
}

var wellKnown = regexp.MustCompile(`(?i)(?:roleDefinitions/|roleTemplateId[^0-9a-f]{1,12}|RoleDefinitionId[^0-9a-f]{1,12}|appId[^0-9a-f]{1,12})([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})`)

// nameSuffices reports whether the README says that for this family the name of the event tells all.
func nameSuffices(t *testing.T, behavior, family string) bool {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join(detectorsDir, behavior, "README.md"))
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(readme)) {
		if strings.HasPrefix(line, "The name suffices") && (strings.Contains(line, "`"+family+"`") || strings.Contains(line, "every family")) {
			return true
		}
	}
	return false
}

// checkLookalikes asks for two quiet records with the same action and outcome as one that fires: then the name of an event
// alone does not tell them apart.
func checkLookalikes(t *testing.T, fires, quiet []example) {
	t.Helper()
	names := map[string]bool{}
	single := false
	for _, e := range fires {
		single = single || !e.stream
		for _, name := range e.actions(t) {
			names[name] = true
		}
	}
	if !single {
		return // what only a stream shows, a name cannot
	}
	alike := 0
	for _, e := range quiet {
		for _, name := range e.actions(t) {
			if names[name] {
				alike++
				break
			}
		}
	}
	if alike < 2 {
		t.Errorf("%d quiet examples have the same action and outcome as one that fires, want 2 or a line \"The name suffices for `FAMILY`: why\" in the README", alike)
	}
}

// actions gives the action and outcome of each record.
func (e example) actions(t *testing.T) []string {
	t.Helper()
	var all []string
	o := prepared(t)
	o.Paths, o.Stdin, o.Now = []string{scan.Stdin}, bytes.NewReader(e.text), time.Now()
	if e.family != "any" {
		o.Source = e.family
	}
	if _, err := app.ScanItems(t.Context(), o, func(item *normalize.Item) error {
		all = append(all, item.Event.Action+" "+string(item.Event.Outcome))
		return nil
	}); err != nil {
		t.Errorf("%s: %v", e.name, err)
	}
	return all
}
