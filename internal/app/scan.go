package app

import (
	"context"
	"fmt"
	"os"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/generic"
	"tabard.dev/tabard/internal/decide"
	"tabard.dev/tabard/internal/detect"
	"tabard.dev/tabard/internal/inventory"
	"tabard.dev/tabard/internal/normalize"
	"tabard.dev/tabard/internal/pipeline"
	"tabard.dev/tabard/internal/scan"
	"tabard.dev/tabard/internal/sigma"
	"tabard.dev/tabard/policies"
	"tabard.dev/tabard/sinks/ocsf"
)

// OCSF is one event as "tabard scan --events" prints it.
type OCSF = ocsf.Event

// ScanOptions say what "tabard scan" reads and how it judges.
type ScanOptions struct {
	scan.Options
	Mapping string // file with the field mapping of the family generic; "" for its best guess
	Rules   string // folder of the user's own Sigma rules; "" for none
	Owners  string // owners.yaml; "" for none
	Each    bool   // judge every record alone

	// Catalogue judges; Scan compiles the built-in one and Rules when it is nil.
	Catalogue *detect.Catalogue
}

// families gives the log families of all connectors, generic with the user's mapping.
func families(mapping string) ([]tabard.Family, error) {
	var all []tabard.Family
	for _, c := range Connectors() {
		all = append(all, c.Families...)
	}
	if mapping == "" {
		return all, nil
	}
	text, err := os.ReadFile(mapping)
	if err != nil {
		return nil, fmt.Errorf("field mapping: %w", err)
	}
	mapped, err := generic.FromMapping(text)
	if err != nil {
		return nil, fmt.Errorf("field mapping %s: %w", mapping, err)
	}
	for i := range all {
		if all[i].Name == mapped.Name {
			all[i] = mapped
		}
	}
	return all, nil
}

// FamilyNames gives the names of all log families, sorted.
func FamilyNames() []string {
	all, err := families("")
	if err != nil {
		return nil
	}
	set, err := normalize.New(all, nil)
	if err != nil {
		return nil
	}
	return set.Names()
}

// Catalogue compiles all detections, and the Sigma rules in a folder of the user's own.
func Catalogue(rules string) (*detect.Catalogue, error) {
	var own []sigma.Rule
	if rules != "" {
		var err error
		if own, err = sigma.Load(rules); err != nil {
			return nil, err
		}
	}
	c, err := detect.New(Behaviors(), own)
	if err != nil {
		return nil, err
	}
	return c, ownDetections(c)
}

// ownDetections adds what the pipeline itself raises: violations of the policies that Tabard ships, and changes in its name
// without a receipt. The findings of a user's own policies are named alike.
func ownDetections(c *detect.Catalogue) error {
	set, err := decide.Load(policies.Files)
	if err != nil {
		return err
	}
	for _, p := range set.Policies() {
		c.Add(detect.Detection{
			ID: pipeline.PolicyDetection(p.ID), Title: p.Reason, Severity: p.Severity, Families: []string{detect.Any}, About: "The policy in " + p.File + " forbids it.",
			References: []string{}, MITRE: []string{}, NHI: []string{"NHI1"}, ASI: []string{}, Remedy: p.Remedy,
		})
	}
	c.Add(detect.Detection{
		ID: pipeline.WithoutReceipt, Title: "Change in Tabard's name without a receipt", Severity: tabard.Critical, Families: []string{detect.Any},
		About:      "A change was made by Tabard's own identity, or says it is part of an action, and the journal has no such action: the identity is in other hands.",
		References: []string{}, MITRE: []string{"T1078"}, NHI: []string{"NHI2"}, ASI: []string{}, Remedy: tabard.RemedyReview,
	})
	return nil
}

// Prepare compiles families and detections, once for any number of scans with the same options.
func (o *ScanOptions) Prepare() (err error) {
	if o.Catalogue == nil {
		if o.Catalogue, err = Catalogue(o.Rules); err != nil {
			return err
		}
	}
	return o.decoding(o.Catalogue.Paths)
}

// decoding compiles the families with the paths that rules read.
func (o *ScanOptions) decoding(paths func([]tabard.Family) map[string][]string) error {
	if o.Redactor == nil {
		o.Redactor = normalize.NewRedactor(nil)
	}
	if o.Set == nil {
		all, err := families(o.Mapping)
		if err != nil {
			return err
		}
		if o.Set, err = normalize.New(all, paths(all)); err != nil {
			return err
		}
	}
	if _, ok := o.Set.Family(o.Source); o.Source != "" && !ok {
		return &normalize.UnknownFamilyError{Name: o.Source, Known: o.Set.Names()}
	}
	return nil
}

// Scan judges the records in files and gives found each new finding. Unless every record is judged alone, a finding grows
// with what comes later; it is final when Scan returns.
func Scan(ctx context.Context, o ScanOptions, found func(*tabard.Finding) error) (scan.Counts, error) {
	if err := o.Prepare(); err != nil {
		return scan.Counts{}, err
	}
	o.InputOrder = o.Each
	engine := detect.NewEngine(o.Catalogue, o.Set.RuleSlots, o.Each)
	apply, view, err := o.inventory()
	if err != nil {
		return scan.Counts{}, err
	}
	tell := func(changes []detect.Change) error {
		for _, change := range changes {
			if !change.New {
				continue
			}
			if err := found(change.Finding); err != nil {
				return err
			}
		}
		return nil
	}
	counts, err := scan.Run(ctx, o.Options, func(item *normalize.Item) error {
		return tell(engine.Judge(&item.Event, item.Slots, apply(&item.Event), view))
	})
	if err == nil {
		err = tell(engine.Flush(view))
	}
	return counts, err
}

// inventory gives what applies an event and what detectors may look at. Alone, nothing is ever known.
func (o *ScanOptions) inventory() (func(*tabard.Event) []tabard.Fact, tabard.View, error) {
	if o.Each {
		return func(*tabard.Event) []tabard.Fact { return nil }, detect.Blank{}, nil
	}
	config, err := (&knowledge{owners: o.Owners}).read()
	if err != nil {
		return nil, nil, err
	}
	config.NoRows = true
	state := inventory.New(config)
	return state.Apply, state, nil
}

// ScanEvents gives the events in files in OCSF's words, in the order of the input.
func ScanEvents(ctx context.Context, o ScanOptions, event func(OCSF) error) (scan.Counts, error) {
	return ScanItems(ctx, o, func(item *normalize.Item) error { return event(ocsf.FromEvent(&item.Event)) })
}

// ScanItems gives the decoded records in files, in the order of the input. An item is valid during the call.
func ScanItems(ctx context.Context, o ScanOptions, use func(*normalize.Item) error) (scan.Counts, error) {
	none := func([]tabard.Family) map[string][]string { return nil }
	if err := o.decoding(none); err != nil {
		return scan.Counts{}, err
	}
	o.InputOrder = true
	return scan.Run(ctx, o.Options, use)
}
