package sqlite

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json/v2"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

// list is a table as the API lists it: page by page along an index, so that a page costs the same wherever it is, and rows
// that come in between move nothing.
type list struct {
	query   string            // SELECT … FROM …; its last two columns are the sort column and the row number
	from    string            // FROM … of the query, for counting
	where   string            // a condition of all pages, "" for none
	number  string            // the column with the row number, which decides between equals
	sorts   map[string]string // columns by the names that a caller sorts by; they are indexed
	usual   string            // sort when the caller asks for none
	filters map[string]filter
	facets  []facet // fields that are counted
}

// filter adds the condition that a value asks for.
type filter func(c *conditions, value string) error

// conditions of a query.
type conditions struct {
	parts []string
	args  []any
}

// arg adds an argument and gives its placeholder.
func (c *conditions) arg(value any) string {
	c.args = append(c.args, value)
	return "$" + strconv.Itoa(len(c.args))
}

func (c *conditions) add(part string) { c.parts = append(c.parts, part) }

const (
	usualLimit = 100
	mostLimit  = 1000
)

// page reads one page. Scan reads one row; its last two destinations are those given.
func page[T any](ctx context.Context, db *DB, l *list, q store.Query, scan func(scan func(...any) error, sorted, number any) (T, error)) (store.Page[T], error) {
	result := store.Page[T]{Items: []T{}}
	sort, column, descending, err := l.order(q.Sort)
	if err != nil {
		return result, err
	}
	limit := q.Limit
	if limit == 0 {
		limit = usualLimit
	}
	if limit < 1 || limit > mostLimit {
		return result, &store.BadQueryError{Field: "limit", Why: fmt.Sprintf("must be 1 to %d", mostLimit)}
	}
	c := &conditions{}
	if l.where != "" {
		c.add(l.where)
	}
	if err := l.filter(c, q.Filters); err != nil {
		return result, err
	}
	asked := fingerprint(q.Filters)
	if q.Cursor != "" {
		at, err := parseCursor(q.Cursor, sort, asked)
		if err != nil {
			return result, err
		}
		compare := ">"
		if descending {
			compare = "<"
		}
		c.add(fmt.Sprintf("(%s, %s) %s (%s, %s)", column, l.number, compare, c.arg(at.value()), c.arg(at.Number)))
	}
	query := l.query
	if len(c.parts) > 0 {
		query += " WHERE " + strings.Join(c.parts, " AND ")
	}
	direction := ""
	if descending {
		direction = " DESC"
	}
	query = strings.Replace(query, "$sort", column, 1) +
		fmt.Sprintf(" ORDER BY %s%s, %s%s LIMIT %s", column, direction, l.number, direction, c.arg(limit+1))
	rows, err := db.read.QueryContext(ctx, query, c.args...)
	if err != nil {
		return result, classify(err)
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	var last cursor
	for rows.Next() {
		var sorted any
		var number int64
		item, err := scan(rows.Scan, &sorted, &number)
		if err != nil {
			return result, classify(err)
		}
		if len(result.Items) == limit {
			result.Next = last.String()
			break
		}
		result.Items = append(result.Items, item)
		last = cursor{Sort: sort, Asked: asked, Number: number}
		last.set(sorted)
	}
	return result, classify(rows.Err())
}

// order reads a sort: its name as it goes into the cursor, its column and direction.
func (l *list) order(asked string) (sort, column string, descending bool, err error) {
	sort = asked
	if sort == "" {
		sort = l.usual
	}
	name, descending := strings.CutPrefix(sort, "-")
	column, ok := l.sorts[name]
	if !ok {
		return "", "", false, &store.BadQueryError{
			Field: "sort", Why: fmt.Sprintf("cannot sort by %q; there are %s", name, strings.Join(slices.Sorted(maps.Keys(l.sorts)), ", ")),
		}
	}
	return sort, column, descending, nil
}

func (l *list) filter(c *conditions, asked map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		value := asked[name]
		if value == "" {
			continue
		}
		add, ok := l.filters[name]
		if !ok {
			return &store.BadQueryError{Field: name, Why: "there is no such filter"}
		}
		if err := add(c, value); err != nil {
			return &store.BadQueryError{Field: name, Why: err.Error()}
		}
	}
	return nil
}

// cursor is a place between two rows. To callers it is opaque.
type cursor struct {
	Sort   string `json:"s"`
	Asked  uint64 `json:"f,string"` // fingerprint of the filters: a cursor goes on with the question it came from
	Text   string `json:"t,omitempty"`
	Int    int64  `json:"i,omitempty,string"`
	IsText bool   `json:"x,omitempty"`
	Number int64  `json:"n,string"`
}

func (c *cursor) set(value any) {
	switch v := value.(type) {
	case int64:
		c.Int = v
	case string:
		c.Text, c.IsText = v, true
	case []byte:
		c.Text, c.IsText = string(v), true
	}
}

func (c *cursor) value() any {
	if c.IsText {
		return c.Text
	}
	return c.Int
}

func (c *cursor) String() string {
	text, err := json.Marshal(c)
	if err != nil {
		return "" // texts and numbers always encode
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

func parseCursor(text, sort string, asked uint64) (*cursor, error) {
	bad := &store.BadQueryError{Field: "cursor", Why: "is not one that a page with this sort and these filters gave"}
	plain, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil, bad
	}
	c := new(cursor)
	if err := json.Unmarshal(plain, c, json.RejectUnknownMembers(true)); err != nil || c.Sort != sort || c.Asked != asked {
		return nil, bad
	}
	return c, nil
}

// fingerprint makes a number of the filters that were asked for.
func fingerprint(filters map[string]string) uint64 {
	h := fnv.New64a()
	var length [8]byte
	for _, name := range slices.Sorted(maps.Keys(filters)) {
		if filters[name] == "" {
			continue
		}
		for _, part := range []string{name, filters[name]} {
			binary.LittleEndian.PutUint64(length[:], uint64(len(part)))
			_, _ = h.Write(length[:]) // a hash takes everything
			_, _ = h.Write([]byte(part))
		}
	}
	return h.Sum64()
}

// exactly compares a column.
func exactly(column string) filter {
	return func(c *conditions, value string) error {
		c.add(column + " = " + c.arg(value))
		return nil
	}
}

// ofIdentity compares a column of identities' numbers to the one of an id.
func ofIdentity(column string) filter {
	return func(c *conditions, value string) error {
		c.add(column + " IN (SELECT n FROM identities WHERE id_key = " + c.arg(key(value)) + " AND id = " + c.arg(value) + ")")
		return nil
	}
}

// begins compares a column, or its beginning when the value ends in "*".
func begins(column string) filter {
	return func(c *conditions, value string) error {
		prefix, ok := strings.CutSuffix(value, "*")
		if !ok {
			return exactly(column)(c, value)
		}
		if prefix != "" {
			c.add(column + " >= " + c.arg(prefix) + " AND " + column + " < " + c.arg(prefix+"\U0010ffff"))
		}
		return nil
	}
}

// ownedBy compares an owner's id; "none" finds what has no owner.
func ownedBy(column string) filter {
	return func(c *conditions, value string) error {
		if value == "none" {
			value = ""
		}
		return exactly(column)(c, value)
	}
}

// worse compares a column of severity ranks: as asked for, and worse.
func worse(column string) filter {
	return func(c *conditions, value string) error {
		rank := tabard.Severity(value).Rank()
		if rank < 0 {
			return fmt.Errorf("there is no severity %q", value)
		}
		c.add(column + " >= " + c.arg(rank))
		return nil
	}
}

// since and until compare a column of times.
func since(column string) filter { return when(column, " >= ") }
func until(column string) filter { return when(column, " < ") }

func when(column, compare string) filter {
	return func(c *conditions, value string) error {
		at, err := time.Parse(time.RFC3339, value)
		if err != nil {
			return fmt.Errorf("%q is no RFC 3339 time", value)
		}
		c.add(column + compare + c.arg(at.UnixMicro()))
		return nil
	}
}

// holds looks for a part of any of some columns, whatever the case of its ASCII letters.
func holds(columns ...string) filter {
	return func(c *conditions, value string) error {
		pattern := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(strings.ToLower(value)) + "%"
		place := c.arg(pattern)
		parts := make([]string, len(columns))
		for i, column := range columns {
			parts[i] = "lower(" + column + ") LIKE " + place + ` ESCAPE '\'`
		}
		c.add("(" + strings.Join(parts, " OR ") + ")")
		return nil
	}
}
