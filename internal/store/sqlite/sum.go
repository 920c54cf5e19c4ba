package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"strings"

	"tabard.dev/tabard/internal/store"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// summer makes the checksum of a row: CRC32C over its values in the order of the table's columns, never 0. It takes what is
// written, what the driver gives, and pointers to what was read, and gives the same for all three.
type summer struct{ text []byte }

func (s *summer) sum(values ...any) int64 {
	s.text = s.text[:0]
	for _, value := range values {
		switch v := value.(type) {
		case int64:
			s.number(v)
		case *int64:
			s.number(*v)
		case string:
			s.word(v)
		case *string:
			s.word(*v)
		case bool:
			s.number(number(v))
		case *bool:
			s.number(number(*v))
		case float64:
			s.number(int64(math.Float64bits(v))) //nolint:gosec // all 64 bits
		case *float64:
			s.number(int64(math.Float64bits(*v))) //nolint:gosec // all 64 bits
		case []byte:
			s.word(string(v))
		case int:
			s.number(int64(v))
		default:
			s.word(fmt.Sprintf("%T", value)) // NULL where there must be none, or a type that nobody writes: it fits nothing
		}
	}
	if sum := int32(crc32.Checksum(s.text, castagnoli)); sum != 0 { //nolint:gosec // all 32 bits, and SQLite keeps them in 4 bytes
		return int64(sum)
	}
	return 1
}

func (s *summer) number(n int64) {
	s.text = binary.LittleEndian.AppendUint64(s.text, uint64(n)) //nolint:gosec // all 64 bits
}

func (s *summer) word(text string) {
	s.text = append(binary.AppendUvarint(s.text, uint64(len(text))), text...)
}

// table is one whose rows have checksums.
type table struct {
	name    string
	columns []string // all but the sum
	seldom  bool     // its writers leave the sum at 0, and Write puts it in
}

// tables gives all of them. What is judged comes first: it can be judged again.
func tables() []table {
	return []table{
		{name: "identities", columns: identityColumns},
		{name: "lives", columns: lifeColumns},
		{name: "credentials", columns: credentialColumns},
		{name: "uses", columns: useColumns},
		{name: "usages", columns: usageColumns},
		{name: "grants", columns: grantColumns},
		{name: "systems", columns: systemColumns},
		{name: "realms", columns: realmColumns},
		{name: "births", columns: birthColumns},
		{name: "findings", columns: findingColumns},
		{name: "finding_lives", columns: findingLifeColumns},
		{name: "evidence", columns: evidenceColumns, seldom: true},
		{name: "outbox", columns: outboxColumns},
		{name: "position", columns: positionColumns},
		{name: "counters", columns: counterColumns},
		{name: "windows", columns: windowColumns},
		{name: "sources", columns: sourceColumns},
		{name: "said", columns: saidColumns},
		{name: "meta", columns: words("name value"), seldom: true},
		{name: "refused", columns: words("n time_us source system family record line reason text"), seldom: true},
		{name: "access_token", columns: words("id name role hash created_us created_by expires_us last_used_us revoked_us revoked_by"), seldom: true},
		{name: "sink_position", columns: words("sink position"), seldom: true},
		{name: "sink_dead", columns: words("sink position notice type reason at_us"), seldom: true},
		{name: "action", columns: words("id kind system target state policy finding owner automatic planned_us changed_us document"), seldom: true},
		{name: "guard", columns: words("one stopped actions_per_hour per_owner unapproved"), seldom: true},
		{name: "exemption", columns: words("policy system realm target by_whom reason until_us"), seldom: true},
	}
}

func words(text string) []string { return strings.Fields(text) }

func (t *table) query() string {
	return "SELECT rowid, " + strings.Join(t.columns, ", ") + ", sum FROM " + t.name
}

// rows gives the rows that a query of the table finds: row id, values, and the sum kept with them. What is given is valid until
// the next row.
func (t *table) rows(ctx context.Context, db queryer, where string, args []any, take func(id int64, values []any, sum int64) error) error {
	rows, err := db.QueryContext(ctx, t.query()+where, args...)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // read to its end, Err is checked
	var id, sum int64
	values := make([]any, len(t.columns))
	into := make([]any, 0, len(values)+2)
	into = append(into, &id)
	for i := range values {
		into = append(into, &values[i])
	}
	into = append(into, &sum)
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := take(id, values, sum); err != nil {
			return err
		}
	}
	return rows.Err()
}

// queryer is a pool or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// seal puts the checksums into rows that wait for them.
func (t *table) seal(ctx context.Context, tx *sql.Tx) error {
	sums := map[int64]int64{}
	var s summer
	if err := t.rows(ctx, tx, " WHERE sum = 0", nil, func(id int64, values []any, _ int64) error {
		sums[id] = s.sum(values...)
		return nil
	}); err != nil {
		return fmt.Errorf("checksums of %s: %w", t.name, err)
	}
	for id, sum := range sums {
		if _, err := tx.ExecContext(ctx, "UPDATE "+t.name+" SET sum = $1 WHERE rowid = $2", sum, id); err != nil { //nolint:gosec // our own tables' names
			return fmt.Errorf("checksums of %s: %w", t.name, err)
		}
	}
	return nil
}

// sealAll puts the checksums into all rows that wait for them.
func sealAll(ctx context.Context, tx *sql.Tx) error {
	for _, t := range tables() {
		if err := t.seal(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// sound checks the rows that a condition finds.
func sound(ctx context.Context, db queryer, name, where string, args ...any) error {
	for _, t := range tables() {
		if t.name != name {
			continue
		}
		var s summer
		return t.rows(ctx, db, where, args, func(id int64, values []any, sum int64) error {
			if s.sum(values...) != sum {
				return damagedRow(name, id)
			}
			return nil
		})
	}
	return fmt.Errorf("no table %q has checksums", name)
}

// sound checks the rows that a condition finds, before they are given to somebody who asked for one.
func (db *DB) sound(ctx context.Context, table, where string, args ...any) error {
	return classify(sound(ctx, db.read, table, where, args...))
}

func damagedRow(table string, id int64) error {
	return &store.DamageError{Why: fmt.Sprintf("row %d of %s does not match its checksum", id, table)}
}
