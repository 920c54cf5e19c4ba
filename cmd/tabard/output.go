package main

import (
	"encoding/json/jsontext"
	"encoding/json/v2"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode"

	"github.com/itchyny/gojq"
	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v4"
)

// table says how rows of one kind look in a terminal.
type table[T any] struct {
	columns []string
	row     func(T) []string
}

// printer writes a list of rows in the format the user asked for. JSON Lines and tables are written as they come; JSON and
// YAML are one document, written at the end.
type printer[T any] struct {
	w      io.Writer
	format string
	query  *gojq.Code
	table  table[T]
	tab    *tabwriter.Writer
	all    []T
}

// newPrinter reads the -o and --jq flags of a command.
func newPrinter[T any](cmd *cobra.Command, t table[T]) (*printer[T], error) {
	format, err := cmd.Flags().GetString("output")
	if err != nil {
		return nil, err
	}
	expression, err := cmd.Flags().GetString("jq")
	if err != nil {
		return nil, err
	}
	p := &printer[T]{w: cmd.OutOrStdout(), format: format, table: t, all: []T{}}
	switch format {
	case "json", "jsonl", "yaml":
	case "table":
		if expression != "" {
			p.format = "json"
		}
	default:
		return nil, withHint(fmt.Errorf("no output format %q", format), "there are table, json, jsonl and yaml")
	}
	if expression != "" {
		parsed, err := gojq.Parse(expression)
		if err != nil {
			return nil, fmt.Errorf("--jq: %w", err)
		}
		if p.query, err = gojq.Compile(parsed); err != nil {
			return nil, fmt.Errorf("--jq: %w", err)
		}
	}
	if p.format == "table" {
		p.tab = tabwriter.NewWriter(p.w, 2, 8, 2, ' ', 0)
	}
	return p, nil
}

// add writes one row, or keeps it for the end.
func (p *printer[T]) add(row T) error {
	switch p.format {
	case "table":
		if p.table.columns != nil {
			fmt.Fprintln(p.tab, strings.Join(p.table.columns, "\t"))
			p.table.columns = nil
		}
		cells := p.table.row(row)
		for i := range cells {
			cells[i] = printable(cells[i])
		}
		_, err := fmt.Fprintln(p.tab, strings.Join(cells, "\t"))
		return err
	case "jsonl":
		return p.document(row)
	default:
		p.all = append(p.all, row)
		return nil
	}
}

// close writes what is left to write.
func (p *printer[T]) close() error {
	switch p.format {
	case "table":
		return p.tab.Flush()
	case "json", "yaml":
		return p.document(p.all)
	}
	return nil
}

// only writes a single document that is no list.
func (p *printer[T]) only(doc T) error {
	if p.format == "table" {
		return errors.Join(p.add(doc), p.close())
	}
	return p.document(doc)
}

// document writes one JSON or YAML document, or what the jq expression makes of it.
func (p *printer[T]) document(doc any) error {
	text, err := marshal(doc, p.format == "json" && p.query == nil)
	if err != nil {
		return err
	}
	if p.query == nil {
		return p.write(text)
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		return err
	}
	results := p.query.Run(tree)
	for {
		result, ok := results.Next()
		if !ok {
			return nil
		}
		if err, is := result.(error); is {
			return fmt.Errorf("--jq: %w", err)
		}
		if text, is := result.(string); is {
			if _, err := fmt.Fprintln(p.w, printable(text)); err != nil {
				return err
			}
			continue
		}
		if text, err = marshal(result, false); err != nil {
			return err
		}
		if err := p.write(text); err != nil {
			return err
		}
	}
}

func (p *printer[T]) write(text []byte) error {
	if p.format == "yaml" {
		var tree any
		if err := json.Unmarshal(text, &tree); err != nil {
			return err
		}
		var err error
		if text, err = yaml.Marshal(tree); err != nil {
			return err
		}
		_, err = p.w.Write(text)
		return err
	}
	_, err := p.w.Write(append(text, '\n'))
	return err
}

func marshal(doc any, indent bool) ([]byte, error) {
	options := []json.Options{json.Deterministic(true), json.FormatNilSliceAsNull(false)}
	if indent {
		options = append(options, jsontext.WithIndent("  "))
	}
	return json.Marshal(doc, options...)
}

// printable makes text from governed systems safe for a terminal: control characters, escape sequences and marks that turn
// the direction of text are shown as escapes.
func printable(text string) string {
	safe := true
	for _, r := range text {
		if r < ' ' || r == unicode.ReplacementChar || !unicode.IsPrint(r) && r != ' ' {
			safe = false
			break
		}
	}
	if safe {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if unicode.IsPrint(r) && r != unicode.ReplacementChar {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, "\\u%04x", r)
	}
	return b.String()
}

// rows writes a whole list.
func (p *printer[T]) rows(all []T) error {
	for _, row := range all {
		if err := p.add(row); err != nil {
			return err
		}
	}
	return p.close()
}
