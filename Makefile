# Every target a person may want is in `make help`. CI runs .ci/run, which calls these same targets.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

export GOTOOLCHAIN := go1.27.3
export CGO_ENABLED := 0

FUZZTIME ?= 10m

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: console ## build bin/tabard: one static binary, with the console in it where npm is there
	go build -trimpath -buildvcs=auto -ldflags '-s -w' -o bin/tabard ./cmd/tabard

# The console is built into the folder that the binary embeds. Without npm the binary says how to build it.
.PHONY: console
console:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory console/dist/app/index.html; \
	 else echo 'console: npm is not there; the binary will have a page in its place that says so'; fi

console/dist/app/index.html: console/node_modules/.package-lock.json console/index.html console/vite.config.ts \
		$(shell find console/src console/public -type f)
	cd console && npm run --silent build -- --logLevel warn
	@touch $@

console/node_modules/.package-lock.json: console/package-lock.json console/package.json
	cd console && npm ci --no-fund --no-audit --loglevel=error
	@touch $@

console/types/node_modules/.package-lock.json: console/types/package-lock.json console/types/package.json
	cd console/types && npm ci --no-fund --no-audit --loglevel=error
	@touch $@

bin/demo: $(wildcard examples/demo/*.go)
	go build -o $@ ./examples/demo

.PHONY: console-test
console-test: build bin/demo ## check the console, and use it in a browser against a real server (needs npm and chromium)
	@if ! command -v npm >/dev/null; then echo 'console: npm is not there; its tests are skipped'; \
	 [ -z "$${TEST_REPORT:-}" ] || echo '0 0 1' >>"$$TEST_REPORT"; exit 0; fi; \
	 $(MAKE) --no-print-directory console/types/node_modules/.package-lock.json && cd console && npm run --silent check && npm run --silent test && \
	 (cd types && npm run --silent current) && \
	 if command -v chromium >/dev/null; then npm run --silent browser; else \
	 echo 'console: chromium is not there; the browser tests are skipped'; [ -z "$${TEST_REPORT:-}" ] || echo '0 0 1' >>"$$TEST_REPORT"; fi

.PHONY: screenshots
screenshots: build bin/demo ## take a picture of every view of the console, into console/shots
	cd console && npm run --silent screenshots

.PHONY: run
run: build ## start a server on loopback, feed it the samples and a live PostgreSQL, show what it found; Ctrl-C ends it
	@go run ./examples/demo -postgres connectors/postgres/role.sql bin/tabard $(SAMPLES)

# Logs of examples/ as FAMILY=FILE.
SAMPLES := $(foreach f,aws.cloudtrail github.audit entra.audit entra.signin vault.audit,$(f)=examples/samples/$(f).jsonl) \
	kubernetes.audit=examples/recordings/kubernetes/audit.jsonl postgres.log=examples/recordings/postgres/postgres.jsonl

.PHONY: test
test: systems ## install what the tests need, then run all of them
	go test -C tools -json ./... | go run -C tools ./testreport
	go test -json -timeout 20m ./... | go run -C tools ./testreport
	@$(MAKE) --no-print-directory console-test

.PHONY: race
race: ## run the tests of the concurrent packages under the race detector (needs a C compiler)
	CGO_ENABLED=1 go test -race -short -json -timeout 15m $(RACE) | go run -C tools ./testreport

# Packages with goroutines of their own that share memory.
RACE := $(addprefix ./,$(addsuffix /...,$(wildcard internal/bus internal/ingest internal/normalize internal/inventory \
	internal/pipeline internal/discover internal/httpapi sinks)))

.PHONY: check
check: bin/golangci-lint bin/gofumpt ## formatting, lint, vet
	@unformatted=$$(git ls-files '*.go' | xargs bin/gofumpt -l); \
	 [ -z "$$unformatted" ] || { printf 'not formatted (make format):\n%s\n' "$$unformatted"; exit 1; }
	go vet ./...
	go vet -C tools ./...
	bin/golangci-lint run
	cd tools && ../bin/golangci-lint run --config ../.golangci.yml

.PHONY: format
format: bin/golangci-lint ## format the code as check wants it
	bin/golangci-lint fmt

.PHONY: generate
generate: bin/oapi-codegen bin/gofumpt ## write api/openapi.yaml from the server's code, and the Go client from it
	go test -count=1 ./internal/httpapi -run TestTheDescriptionIsTheServers -update >/dev/null
	cd api && ../bin/oapi-codegen -config generate.yaml openapi.yaml
	# Three changes to what the generator wrote: encoding/json/v2, as everywhere here, the package's own description, and a line between it and the mark.
	sed -i.old -e 's|"encoding/json"|"encoding/json/v2"|' -e '1,2d' -e '3G' api/client.gen.go && rm api/client.gen.go.old
	bin/gofumpt -w api/client.gen.go
	@$(MAKE) --no-print-directory console/types/node_modules/.package-lock.json && cd console/types && npm run --silent types

.PHONY: fuzz
fuzz: ## fuzz every target for FUZZTIME (default 10m) each
	.ci/fuzz $(FUZZTIME)

.PHONY: crash
crash: ## kill the built program while it takes records in (hundreds of times) and while it acts (1,000 rounds), and compare what is left (20 min)
	TABARD_CRASH=full go test -count=1 -v -timeout 120m ./internal/crashtest
	TABARD_CRASH=full go test -count=1 -timeout 30m -run OutlivesKill ./internal/access

BENCH ?= .

.PHONY: bench
bench: ## measure; BENCH=Decode for one part; docs/performance.md tells what the figures mean
	go test -run '^$$' -bench '$(BENCH)' -benchtime 1s -timeout 60m ./bench/...

.PHONY: record-postgres
record-postgres: ## record examples/recordings/postgres again, from a real server
	go test -count=1 -tags record -run TestRecord ./examples/recordings/postgres

.PHONY: record-kubernetes
record-kubernetes: bin/kube-apiserver ## record examples/recordings/kubernetes again (builds an API server, 5 min)
	go run ./examples/recordings/kubernetes -apiserver bin/kube-apiserver -out examples/recordings/kubernetes/audit.jsonl

bin/kube-apiserver: examples/recordings/kubernetes/apiserver/go.mod
	go build -C $(<D) -trimpath -ldflags '-s -w' -o $(CURDIR)/$@ k8s.io/kubernetes/cmd/kube-apiserver

.PHONY: systems
systems:
	@.ci/systems

# The tools are pinned in their own module, so that nothing they need gets into the product's.
bin/golangci-lint: tools/go.mod
	go build -C tools -o ../$@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint

bin/oapi-codegen: tools/go.mod
	go build -C tools -o ../$@ github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen

bin/gofumpt: tools/go.mod
	go build -C tools -o ../$@ mvdan.cc/gofumpt
