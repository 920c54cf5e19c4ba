package sigma

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"tabard.dev/tabard/internal/jsonscan"
)

// Report says of one rule of an import whether it is honored, and if not, which token stands in the way.
type Report struct {
	File     string `json:"file"`
	ID       string `json:"id"`
	Accepted bool   `json:"accepted"`
	Reason   string `json:"reason"`
}

// File is a rule file that was read.
type File struct {
	Name    string
	Content []byte
}

// ReadFiles reads the rule files of a path; see [Files].
func ReadFiles(path string) ([]File, error) {
	names, err := Files(path)
	if err != nil {
		return nil, err
	}
	files := make([]File, 0, len(names))
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read rules: %w", err)
		}
		files = append(files, File{name, content})
	}
	return files, nil
}

// Import reads rules and compiles them together: a correlation is accepted when the rules it builds on are. It gives a
// report for each rule, in order, and the accepted rules. With prove, a rule must also fire on a record made from it and
// stay quiet on one with a field changed.
func (p *Parser) Import(files []File, prove bool) ([]Rule, []Report) {
	var reports []Report
	var rules []Rule
	var of []int // report of each rule
	for _, f := range files {
		for _, d := range p.parse(f.Content) {
			r := Report{File: f.Name, ID: d.rule.ID, Accepted: d.err == nil}
			if d.err != nil {
				r.Reason = d.err.Error()
			} else {
				d.rule.File = f.Name
				rules, of = append(rules, d.rule), append(of, len(reports))
			}
			reports = append(reports, r)
		}
	}
	rules = settle(rules, of, reports, prove)
	return rules, reports
}

// settle compiles the rules, without those that stand in the way, and notes which those are.
func settle(rules []Rule, of []int, reports []Report, prove bool) []Rule {
	refused := func(i int, err error) {
		reports[of[i]].Accepted, reports[of[i]].Reason = false, plainReason(err)
		rules, of = append(rules[:i:i], rules[i+1:]...), append(of[:i:i], of[i+1:]...)
	}
	for len(rules) > 0 {
		program, err := Compile(rules)
		if located, ok := errors.AsType[*compileError](err); ok {
			refused(located.rule, located)
			continue
		}
		if err == nil {
			err = program.checkPaths()
		}
		if err != nil { // it is of no single rule: each is tried alone
			i := firstBad(rules)
			if i < 0 {
				i = len(rules) - 1
			}
			refused(i, err)
			continue
		}
		if !prove {
			break
		}
		unproven, err := program.unproven()
		if err != nil || len(unproven) == 0 {
			break
		}
		for i := range slices.Backward(rules) {
			if err := unproven[i]; err != nil {
				refused(i, err)
			}
		}
	}
	return rules
}

// plainReason gives an error without the file, which the report names anyway.
func plainReason(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Error()
	}
	return err.Error()
}

// checkPaths makes sure that the scanner takes all paths.
func (p *Program) checkPaths() error {
	for _, name := range p.Families() {
		if _, err := jsonscan.Compile(p.families[name].paths); err != nil {
			return fmt.Errorf("fields of the rules for %s: %w", name, err)
		}
	}
	return nil
}

// firstBad finds a rule that cannot be compiled alone; correlations are not tried.
func firstBad(rules []Rule) int {
	for i, r := range rules {
		if r.IsCorrelation() || r.IsFilter() {
			continue
		}
		if program, err := Compile([]Rule{r}); err != nil || program.checkPaths() != nil {
			return i
		}
	}
	return -1
}

// unproven finds the rules that no proof is found for.
func (p *Program) unproven() (map[int]error, error) {
	v, err := p.newProver()
	if err != nil {
		return nil, err
	}
	bad := map[int]error{}
	for i, r := range p.rules {
		if r.IsFilter() {
			continue
		}
		if _, err := v.prove(i); err != nil {
			bad[i] = err
		}
	}
	return bad, nil
}
