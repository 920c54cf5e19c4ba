package bench

import (
	"bytes"
	"encoding/json/v2"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"syscall"
	"testing"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/postgres"
	"tabard.dev/tabard/tabardtest/pgserver"
)

// statements gives those that a session named tabard sent, as the server logged them.
func statements(b *testing.B, pattern string) map[string][]string {
	b.Helper()
	byDatabase := map[string][]string{}
	files, err := filepath.Glob(pattern)
	if err != nil {
		b.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		for line := range bytes.Lines(text) {
			var one struct {
				Database string `json:"dbname"`
				Name     string `json:"application_name"`
				Message  string `json:"message"`
			}
			if err := json.Unmarshal(line, &one); err != nil || one.Name != "tabard" {
				continue
			}
			if _, sql, ok := strings.Cut(one.Message, ": "); ok && strings.HasPrefix(one.Message, "execute ") {
				byDatabase[one.Database] = append(byDatabase[one.Database], sql)
			}
		}
	}
	return byDatabase
}

// fill makes roles, each in one of a hundred groups, and grants: four to each role, over a thousand tables.
func fill(b *testing.B, pg *pgserver.Server, roles int) {
	b.Helper()
	conn := pg.Connect(b, pgserver.Superuser, pgserver.Password)
	for _, statement := range []string{
		`CREATE SCHEMA shop`,
		`DO $$BEGIN FOR i IN 0..99 LOOP EXECUTE format('CREATE ROLE grp%s', i); END LOOP; END$$`,
		fmt.Sprintf(`DO $$BEGIN FOR i IN 1..%d LOOP EXECUTE format('CREATE ROLE app%%s LOGIN IN ROLE grp%%s', i, i %% 100); IF i %% 1000 = 0 THEN COMMIT; END IF; END LOOP; END$$`, roles),
		fmt.Sprintf(`DO $$BEGIN FOR t IN 0..999 LOOP
			EXECUTE format('CREATE TABLE shop.t%%s (i int)', t);
			EXECUTE format('GRANT SELECT ON shop.t%%s TO %%s', t, (SELECT string_agg('app' || (1 + (t * %[1]d / 1000 + n) %% %[1]d), ', ') FROM generate_series(0, %[1]d * 4 / 1000 - 1) n));
			COMMIT;
		END LOOP; END$$`, roles),
	} {
		if _, err := conn.Exec(b.Context(), statement); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkListing lists a large server, and has psql ask the same of it: the statements are those that the server logged.
func BenchmarkListing(b *testing.B) {
	for _, roles := range []int{1000, 10_000, 100_000} {
		pg := pgserver.Start(b, "max_locks_per_transaction=512", "log_statement=ddl")
		fill(b, pg, roles)
		role, err := os.ReadFile("../connectors/postgres/role.sql")
		if err != nil {
			b.Fatal(err)
		}
		pg.Exec(b, string(role), `ALTER ROLE tabard PASSWORD 'tabard'`, `ALTER ROLE tabard SET log_statement = 'all'`)
		listed, grants := listOnce(b, pg)
		pg.Exec(b, `ALTER ROLE tabard RESET log_statement`)
		sent := statements(b, pg.Log)
		b.Run(fmt.Sprintf("tabard/%d", roles), func(b *testing.B) {
			var peak uint64
			for b.Loop() {
				peak = max(peak, listMemory(b, pg))
			}
			b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
			b.ReportMetric(float64(listed), "roles")
			b.ReportMetric(float64(grants), "grants")
		})
		b.Run(fmt.Sprintf("psql/%d", roles), func(b *testing.B) {
			var peak int64
			for b.Loop() {
				for database, queries := range sent {
					peak = max(peak, psql(b, pg, database, queries))
				}
			}
			b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
		})
	}
}

// connection opens the bench's server as Tabard does.
func connection(b *testing.B, pg *pgserver.Server) *tabard.Connection {
	b.Helper()
	c, err := postgres.Open(tabard.Settings{System: "pg", URL: tabard.NewSecret(pg.URL("tabard", "tabard"))})
	if err != nil {
		b.Fatal(err)
	}
	return c
}

func listOnce(b *testing.B, pg *pgserver.Server) (roles, grants int) {
	b.Helper()
	for one, err := range connection(b, pg).List(b.Context()) {
		if err != nil {
			b.Fatal(err)
		}
		roles, grants = roles+1, grants+len(one.Grants)
	}
	return roles, grants
}

// listMemory lists, and gives by how much the heap grew at most, garbage included.
func listMemory(b *testing.B, pg *pgserver.Server) uint64 {
	b.Helper()
	b.StopTimer()
	debug.FreeOSMemory()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	base, peak, stop, done := sample[0].Value.Uint64(), uint64(0), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		again := time.NewTicker(5 * time.Millisecond)
		defer again.Stop()
		for {
			metrics.Read(sample)
			peak = max(peak, sample[0].Value.Uint64()-base)
			select {
			case <-again.C:
			case <-stop:
				return
			}
		}
	}()
	b.StartTimer()
	listOnce(b, pg)
	close(stop)
	<-done
	return peak
}

// psql runs queries as one runs them by hand, and gives the most memory it took, in bytes.
func psql(b *testing.B, pg *pgserver.Server, database string, queries []string) int64 {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), pg.Program("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-o", os.DevNull,
		strings.Replace(pg.URL("tabard", "tabard"), "/postgres?", "/"+database+"?", 1))
	cmd.Stdin = strings.NewReader(strings.Join(queries, ";\n") + ";\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("psql: %v %.300s", err, out)
	}
	return cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10 //nolint:forcetypeassert // what Linux gives
}
