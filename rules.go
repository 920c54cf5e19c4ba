package tabard

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Rules gives a detector for each Sigma rule in a folder: the file "FAMILY.yml" is the rule for that log family.
func Rules(folder fs.FS) []Detector {
	names, err := fs.Glob(folder, "*.yml")
	if err != nil {
		panic(fmt.Sprintf("glob of embedded rules: %v", err)) // the pattern is constant
	}
	all := make([]Detector, 0, len(names))
	for _, name := range names {
		rule, err := fs.ReadFile(folder, name)
		if err != nil {
			panic(fmt.Sprintf("embedded rule %s: %v", name, err)) // it was listed above
		}
		all = append(all, Detector{Family: strings.TrimSuffix(path.Base(name), ".yml"), Rule: rule})
	}
	return all
}
