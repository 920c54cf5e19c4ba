package postgres

import (
	"bufio"
	"bytes"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"tabard.dev/tabard"
)

// csvColumns are the columns of csvlog in PostgreSQL 14 and later, under the names that jsonlog gives them. Version 13 lacks
// the last two, older ones the last three. Source: PostgreSQL documentation, "Using CSV-Format Log Output".
var csvColumns = [...]string{
	"timestamp", "user", "dbname", "pid", "connection_from", "session_id", "line_num", "ps", "session_start", "vxid", "txid",
	"error_severity", "state_code", "message", "detail", "hint", "internal_query", "internal_position", "context", "statement",
	"cursor_position", "location", "application_name", "backend_type", "leader_pid", "query_id",
}

const fewestColumns = 23

// maxLine bounds a line of the log, like any record.
const maxLine = 1 << 20

var (
	errNotCSV   = errors.New("not a line of csvlog: it has not the columns of one")
	errTooLarge = fmt.Errorf("a line of the log is over the limit of %d bytes", maxLine)
)

// csvRow takes a CSV row apart; quotes in a quoted field are doubled.
func csvRow(text string) []string {
	var all []string
	for {
		var field string
		if strings.HasPrefix(text, `"`) {
			var b strings.Builder
			at := 1
			for at < len(text) {
				if text[at] == '"' {
					if at+1 >= len(text) || text[at+1] != '"' {
						break
					}
					at++
				}
				b.WriteByte(text[at])
				at++
			}
			field, text = b.String(), text[min(at+1, len(text)):]
		} else {
			end := strings.IndexByte(text, ',')
			if end < 0 {
				end = len(text)
			}
			field, text = text[:end], text[end:]
		}
		all = append(all, field)
		if !strings.HasPrefix(text, ",") {
			return all
		}
		text = text[1:]
	}
}

// csvFields recognizes a line of csvlog, and fills the slots with its columns.
func csvFields(record []byte, paths []string, slots *tabard.Slots) error {
	fields, err := csvLine(record)
	if err != nil {
		return err
	}
	for i, path := range paths {
		for column, value := range fields {
			if csvColumns[column] == path && value != "" {
				slots.Add(i, tabard.Value{Kind: tabard.StringValue, Text: []byte(value)})
			}
		}
	}
	return nil
}

func csvLine(record []byte) ([]string, error) {
	if len(record) > 0 && (record[0] == '{' || record[0] == '[') {
		return nil, errNotCSV
	}
	text := strings.TrimRight(string(record), "\r\n")
	if len(text) < 10 || text[4] != '-' || text[7] != '-' || openQuote(record) {
		return nil, errNotCSV
	}
	fields := csvRow(text)
	if len(fields) < fewestColumns || len(fields) > len(csvColumns) || !severity(fields[11]) {
		return nil, errNotCSV
	}
	return fields, nil
}

func severity(text string) bool {
	switch text {
	case "LOG", "ERROR", "FATAL", "PANIC", "WARNING", "NOTICE", "INFO", "DEBUG", "DEBUG1", "DEBUG2", "DEBUG3", "DEBUG4", "DEBUG5":
		return true
	}
	return false
}

// unwrap writes a line of csvlog as jsonlog would have, so that everything after reads one form.
func unwrap(record []byte) [][]byte {
	if len(record) == 0 || record[0] == '{' {
		return nil
	}
	fields, err := csvLine(record)
	if err != nil {
		return nil
	}
	out := []byte{'{'}
	for i, value := range fields {
		if value == "" {
			continue
		}
		name := csvColumns[i]
		if name == "connection_from" {
			name, value = "remote_host", host(value)
		}
		quoted, err := jsontext.AppendQuote(nil, strings.ToValidUTF8(value, "\uFFFD"))
		if err != nil {
			return nil
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(append(append(append(out, '"'), name...), `":`...), quoted...)
	}
	return [][]byte{append(out, '}')}
}

// openQuote reports whether a text ends inside a quoted field.
func openQuote(text []byte) bool { return bytes.Count(text, []byte{'"'})%2 == 1 }

// split takes lines out of a log: jsonlog has one object a line; a line of csvlog goes on while a quote is open.
func split(in io.Reader) iter.Seq2[tabard.Piece, error] {
	return func(yield func(tabard.Piece, error) bool) {
		r := bufio.NewReaderSize(in, 1<<16)
		var record []byte
		for number := 1; ; {
			start, over := number, false
			record = record[:0]
			var err error
			for {
				var part []byte
				part, err = r.ReadSlice('\n')
				if len(record)+len(part) > maxLine+2 {
					over = true
				} else {
					record = append(record, part...)
				}
				if errors.Is(err, bufio.ErrBufferFull) {
					continue
				}
				if err != nil {
					break
				}
				number++
				if over || len(record) > 0 && record[0] == '{' || !openQuote(record) {
					break
				}
			}
			switch line := bytes.TrimSpace(record); {
			case over:
				if !yield(tabard.Piece{Line: start}, errTooLarge) {
					return
				}
			case len(line) > 0:
				if !yield(tabard.Piece{Record: line, Line: start}, nil) {
					return
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(tabard.Piece{}, err)
				return
			}
		}
	}
}
