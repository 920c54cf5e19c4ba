package tabard_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "tabard.dev/tabard"

// layer is a row of the dependency rule.
type layer struct {
	pkg    string
	own    []string // packages of this module
	others []string // modules of other people
}

// layers is the dependency rule: what each package's code (its tests apart) may import of this module and of others. The
// first row that matches a package counts. Folders are relative to the module; "*" stands for one folder, a trailing "/..."
// for it and all below. Every package may import the root and the standard library.
//
// Stages stand in the order records flow, so a row of a stage names only rows above it. To add a package, add its row; to
// import more than a row allows, first ask whether a small interface declared where it is used would do.
var layers = []layer{
	// The words. They stand on nothing.
	{pkg: "."},
	{pkg: "tabardtest/pgserver", others: []string{"github.com/jackc/pgx/v5"}},
	{pkg: "tabardtest", own: []string{"internal/jsonscan", "internal/normalize", "internal/sigma", "internal/detect", "internal/inventory"}},

	// Plug-ins: the root and their own SDK.
	{pkg: "connectors/postgres", own: []string{"connectors/..."}, others: []string{"github.com/jackc/pgx/v5"}},
	{pkg: "connectors/generic", own: []string{"connectors/..."}, others: []string{"go.yaml.in/yaml/v4"}},
	{pkg: "connectors/...", own: []string{"connectors/..."}},
	{pkg: "detectors/...", own: []string{"detectors/..."}},
	{pkg: "policies/..."},
	{pkg: "responders/..."},
	{pkg: "sinks/webhook", own: []string{"internal/dial"}, others: []string{"github.com/standard-webhooks/standard-webhooks/libraries"}},
	{pkg: "sinks/..."},

	// What several stages stand on.
	{pkg: "internal/jsonscan"},
	{pkg: "internal/secretshape"},
	{pkg: "internal/doctree", others: []string{"go.yaml.in/yaml/v4", "github.com/BurntSushi/toml"}},
	{pkg: "internal/config", others: []string{"go.yaml.in/yaml/v4"}},
	{pkg: "internal/telemetry", others: []string{"github.com/prometheus/client_golang", "github.com/prometheus/client_model"}},
	{pkg: "internal/bus"},
	{pkg: "internal/bus/bustest", own: []string{"internal/bus"}, others: []string{"pgregory.net/rapid"}},
	{pkg: "internal/bus/sqlite", own: []string{"internal/bus", "internal/mark"}, others: []string{"modernc.org/sqlite", "github.com/klauspost/compress"}},

	// The stages, in the order of the flow. Normalize stands above ingest because cutting secrets out comes before the log.
	{pkg: "internal/normalize", own: []string{"internal/jsonscan", "internal/secretshape"}, others: []string{"go.yaml.in/yaml/v4", "github.com/klauspost/compress"}},
	{pkg: "internal/handover", own: []string{"internal/bus", "internal/normalize"}},
	{pkg: "internal/ingest", own: []string{"internal/bus", "internal/handover", "internal/normalize", "internal/jsonscan"}, others: []string{"github.com/klauspost/compress"}},
	{pkg: "internal/scan", own: []string{"internal/normalize"}},
	{pkg: "internal/inventory", own: []string{"internal/store"}, others: []string{"go.yaml.in/yaml/v4"}},
	{pkg: "internal/sigma", own: []string{"internal/jsonscan"}, others: []string{"go.yaml.in/yaml/v4"}},
	{pkg: "internal/detect", own: []string{"internal/jsonscan", "internal/normalize", "internal/inventory", "internal/sigma"}},
	{pkg: "internal/decide", others: []string{"github.com/cedar-policy/cedar-go", "go.yaml.in/yaml/v4"}},
	{pkg: "internal/act"},
	{pkg: "internal/store", own: []string{"internal/inventory"}},
	{pkg: "internal/pipeline", own: []string{"internal/decide", "internal/bus", "internal/handover", "internal/ingest", "internal/normalize", "internal/inventory", "internal/detect", "internal/store"}},
	{pkg: "internal/mark"},
	{pkg: "internal/wholefile"},
	{pkg: "internal/store/sqlite", own: []string{"internal/store", "internal/mark", "internal/act", "internal/inventory", "internal/pipeline"}, others: []string{"modernc.org/sqlite"}},
	{pkg: "internal/store/storetest", own: []string{"internal/store", "internal/inventory", "internal/pipeline"}},

	{
		pkg:    "internal/backup",
		own:    []string{"internal/store", "internal/store/sqlite", "internal/bus", "internal/bus/sqlite", "internal/inventory", "internal/pipeline"},
		others: []string{"modernc.org/sqlite"},
	},

	// The edges: they read what the stages committed.
	{pkg: "internal/access", own: []string{"internal/store", "internal/wholefile"}},
	{pkg: "internal/audit", own: []string{"internal/store", "internal/wholefile"}, others: []string{"modernc.org/sqlite"}},
	{pkg: "internal/discover", own: []string{"internal/doctree", "internal/secretshape"}, others: []string{"golang.org/x/crypto"}},
	{pkg: "internal/dial"},
	{pkg: "internal/eventindex", own: []string{"internal/bus", "internal/normalize", "internal/store"}, others: []string{"modernc.org/sqlite"}},
	{pkg: "internal/notify", own: []string{"internal/store"}},
	{
		pkg:    "internal/httpapi",
		own:    []string{"internal/store", "internal/access", "internal/audit", "internal/ingest", "internal/telemetry", "internal/bus", "internal/act"},
		others: []string{"github.com/danielgtaylor/huma/v2", "github.com/prometheus/client_golang", "github.com/klauspost/compress"},
	},
	{pkg: "console"},
	{pkg: "api", others: []string{"github.com/oapi-codegen/runtime"}},

	// Only these see everything.
	{pkg: "internal/app", own: []string{"..."}, others: []string{"..."}},
	{pkg: "cmd/tabard", own: []string{"..."}, others: []string{"..."}},
	{pkg: "internal/crashtest"},
	{pkg: "bench/...", own: []string{"..."}, others: []string{"..."}},
	{pkg: "examples/...", own: []string{"api"}},
}

// vague are names that say where code comes from or that it is shared, not what it does.
var vague = []string{"util", "utils", "common", "helper", "helpers", "misc", "shared", "base", "lib", "core", "types", "models"}

func TestArchitecture(t *testing.T) {
	for dir, files := range goFiles(t) {
		t.Run(dir, func(t *testing.T) {
			row := slices.IndexFunc(layers, func(l layer) bool { return matches(l.pkg, dir) })
			if row < 0 {
				t.Fatalf("%s has no row in layers: add one that says what it may import", dir)
			}
			if slices.Contains(vague, path.Base(dir)) {
				t.Errorf("%s: name the package for what it does", dir)
			}
			for _, name := range files {
				file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
				if err != nil {
					t.Fatal(err)
				}
				checkInit(t, name, file)
				for _, spec := range file.Imports {
					imported, err := strconv.Unquote(spec.Path.Value)
					if err != nil {
						t.Fatal(err)
					}
					if imported == "encoding/json" && !matches("bench/...", dir) {
						t.Errorf("%s imports encoding/json, which matches names case-blindly: use encoding/json/v2", name)
					}
					if !strings.HasSuffix(name, "_test.go") && !allowed(dir, imported, layers[row].own, layers[row].others) {
						t.Errorf("%s imports %s, which its row in layers does not allow", name, imported)
					}
				}
			}
		})
	}
}

// allowed says whether a package may import a path.
func allowed(dir, imported string, own, others []string) bool {
	first, _, _ := strings.Cut(imported, "/")
	switch {
	case !strings.Contains(first, "."): // the standard library
		return true
	case imported == module:
		return true
	case strings.HasPrefix(imported, module+"/"):
		return slices.ContainsFunc(own, func(pattern string) bool { return matches(pattern, imported[len(module)+1:]) })
	case dir == ".":
		return false
	}
	return slices.ContainsFunc(others, func(pattern string) bool { return matches(pattern+"/...", imported) || pattern == "..." })
}

// matches says whether a folder is what a pattern means.
func matches(pattern, dir string) bool {
	if pattern == "..." {
		return true
	}
	below, all := strings.CutSuffix(pattern, "/...")
	if all && (dir == below || strings.HasPrefix(dir, below+"/")) {
		return true
	}
	same, err := path.Match(pattern, dir)
	return err == nil && same
}

// checkInit refuses code that runs because it was imported.
func checkInit(t *testing.T, name string, file *ast.File) {
	t.Helper()
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
			t.Errorf("%s has an init function: construct it in internal/app and pass it on", name)
		}
	}
}

// goFiles finds the module's Go files by folder. Nested modules are other modules.
func goFiles(t *testing.T) map[string][]string {
	t.Helper()
	files := map[string][]string{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != ".":
			base := entry.Name()
			if base == "testdata" || base == "node_modules" || strings.HasPrefix(base, ".") {
				return fs.SkipDir
			}
			if _, err := os.Stat(path.Join(name, "go.mod")); err == nil {
				return fs.SkipDir
			}
		case strings.HasSuffix(name, ".go"):
			files[path.Dir(name)] = append(files[path.Dir(name)], name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 3 {
		t.Fatalf("found Go files in only %d folders: %v", len(files), slices.Collect(maps.Keys(files)))
	}
	return files
}

// TestArchitectureSees checks the checks: rows that allow too much would never be noticed.
func TestArchitectureSees(t *testing.T) {
	tests := map[string]struct {
		dir, imported string
		own, others   []string
		want          bool
	}{
		"the root imports the standard library":          {".", "net/url", nil, nil, true},
		"the root imports nobody else":                   {".", "go.yaml.in/yaml/v4", nil, nil, false},
		"everybody imports the root":                     {"connectors/aws", module, nil, nil, true},
		"a plug-in does not import the engine":           {"connectors/aws", module + "/internal/detect", []string{"connectors/..."}, nil, false},
		"a stage imports what its row names":             {"internal/detect", module + "/internal/inventory", []string{"internal/inventory"}, nil, true},
		"a row names a package, not what is below it":    {"internal/ingest", module + "/internal/bus/sqlite", []string{"internal/bus"}, nil, false},
		"a module is allowed with its packages":          {"internal/sigma", "go.yaml.in/yaml/v4/x", nil, []string{"go.yaml.in/yaml/v4"}, true},
		"a module of a similar name is another module":   {"internal/sigma", "go.yaml.in/yaml/v45", nil, []string{"go.yaml.in/yaml/v4"}, false},
		"a package that sees everything sees everything": {"internal/app", "example.com/x", []string{"..."}, []string{"..."}, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := allowed(test.dir, test.imported, test.own, test.others); got != test.want {
				t.Errorf("allowed(%s, %s) = %t, want %t", test.dir, test.imported, got, test.want)
			}
		})
	}
}
