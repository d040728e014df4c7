# `make` builds, `make test` tests, `make check` is what CI runs.
# Needs Go, a C compiler (the Python parser is C), git; the SARIF step needs npm too and is skipped without, except in CI.

GOLANGCI_VERSION := v2.15.0
GOLANGCI := bin/golangci-lint-$(GOLANGCI_VERSION)
GENERATED := rules/all.go docs/rules.md docs/configuration.md docs/coming-from.md docs/hosts.md docs/boundaries.md docs/cli.md docs/settings.schema.json parser/python/kinds.go THIRD_PARTY_LICENSES.md 'rules/*/*/*.md'
GOVULNCHECK_VERSION := v1.9.0
GOVULNCHECK := bin/govulncheck-$(GOVULNCHECK_VERSION)
CYCLONEDX_VERSION := v1.9.0
CYCLONEDX := bin/cyclonedx-gomod-$(CYCLONEDX_VERSION)
FUZZTIME ?= 10s

# bash has pipefail
SHELL := bash
include release.env # where agentlint is published, which the program has to know
ADDRESS := $(shell go list -m)/internal/address
LDFLAGS := -X $(ADDRESS).Repository=$(AGENTLINT_REPOSITORY) -X $(ADDRESS).Site=$(AGENTLINT_SITE) \
	-X $(ADDRESS).PyPI=$(AGENTLINT_PYPI) -X $(ADDRESS).NPM=$(AGENTLINT_NPM)

.PHONY: build
build:
	go build -ldflags '$(BUILD_LDFLAGS) $(LDFLAGS)' -o bin/agentlint ./cmd/agentlint

.PHONY: install
install:
	go install -ldflags '$(LDFLAGS)' ./cmd/agentlint

.PHONY: test
test: # without a line for each package that has no tests
	@set -o pipefail; go test ./... 2>&1 | sed '/\[no test files\]$$/d'

.PHONY: cover
cover: # writes bin/cover.out, which go tool cover -html shows
	@mkdir -p bin
	@set -o pipefail; go test -coverprofile bin/cover.out ./... 2>&1 | sed '/^\t.*coverage: 0.0%/d; /\[no test files\]$$/d'
	@go tool cover -func bin/cover.out | tail -1

.PHONY: demo
demo: build # the demo has faults, so agentlint exits with 1
	cd testdata/demo && ../../bin/agentlint ./... || [ $$? -eq 1 ]

.PHONY: man
man: build # of the date of the commit, so that a release can be made again
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) bin/agentlint man man

.PHONY: dist
dist: build $(CYCLONEDX) # for all platforms, or DIST_PLATFORMS="linux/amd64 ..."; needs zig, as of pip install ziglang
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) go run ./internal/dist -version $(AGENTLINT_VERSION) -out dist \
		-pypi $(or $(AGENTLINT_PYPI),agentlint-ml) -npm $(or $(AGENTLINT_NPM),agentlint-ml) -ldflags '$(LDFLAGS)' -sbom $(CYCLONEDX) $(DIST_PLATFORMS)

$(CYCLONEDX):
	GOBIN=$(CURDIR)/bin go install github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@$(CYCLONEDX_VERSION)
	mv bin/cyclonedx-gomod $@

.PHONY: install-tests
install-tests: dist # what users install, from dist, without a network
	.ci/installs

.PHONY: fleet-tests
fleet-tests: dist # agentlint.fleet, with the wheel from dist; says so if Python or its packages are missing
	.ci/fleet

.PHONY: vsix
vsix: dist # the extension for VS Code, into dist; needs npm and python3
	.ci/vsix

.PHONY: site
site: # into site; needs mkdocs-material, as of pip install -r packaging/site/requirements.txt
	NO_MKDOCS_2_WARNING=1 AGENTLINT_SITE=$(AGENTLINT_SITE) AGENTLINT_REPOSITORY=$(AGENTLINT_REPOSITORY) mkdocs build --quiet --config-file packaging/site/mkdocs.yml
	@packaging/playground/build site/playground || echo 'make site: the playground has no program; pip install ziglang' >&2

.PHONY: playground-test
playground-test: build # compares the playground with the program
	.ci/playground

.PHONY: editors-test
editors-test: build # starts Neovim, Emacs and Helix with their configurations in docs/editors.md, and the extension for Zed; says which it skips
	.ci/editors

.PHONY: generate
generate:
	go generate ./...

.PHONY: rule
rule:
	@test -n "$(NAME)" || { echo 'usage: make rule NAME=family/name-of-the-fault' >&2; exit 2; }
	go run ./internal/gen rule $(NAME)

.PHONY: rules-released
rules-released: # at a release: its rules keep their names from then on
	go run ./internal/gen release
	$(MAKE) generate

.PHONY: lint
lint: $(GOLANGCI)
	$(GOLANGCI) run

$(GOLANGCI):
	GOBIN=$(CURDIR)/bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	mv bin/golangci-lint $@

.PHONY: vet
vet:
	go vet ./...
	go build -o bin/rulecheck ./internal/rulecheck
	go vet -vettool=bin/rulecheck ./rules/...

.PHONY: generated
generated: generate
	@git diff --exit-code -- $(GENERATED) || { echo 'generated files are stale; commit what make generate writes' >&2; exit 1; }

.PHONY: race
race:
	go test -race -timeout 30m ./... # some ten times as slow as without, and machines differ

.PHONY: self
self: build # the fixtures of rules are faults on purpose, so the definitions are named
	bin/agentlint AGENTS.md

.PHONY: sarif
sarif: build
	.ci/sarif/reports

.PHONY: formats
formats: build # says what it skips because it is not here: reviewdog, xmllint, a browser
	.ci/formats/validate

.PHONY: integration
integration: dist # says what it skips because it is not here: actionlint, pre-commit, Docker
	.ci/integration

.PHONY: check
check: generated vet lint race self sarif

.PHONY: audit
audit: $(GOVULNCHECK) # GOVULNDB=file:///folder names a copy of the database, for machines without a network
	go mod verify
	.ci/vulnerabilities $(GOVULNCHECK)
	.ci/reproducible

$(GOVULNCHECK):
	GOBIN=$(CURDIR)/bin go install golang.org/x/vuln/cmd/govulncheck@$(GOVULNCHECK_VERSION)
	mv bin/govulncheck $@

.PHONY: fuzz
fuzz:
	@grep -ro --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' . | sed 's|/[^/]*:func | |' | while read -r package target; do \
		go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$package || exit 1; \
	done

.PHONY: bench
bench: build # needs python3 for the peers; says what it goes without
	go run ./internal/bench -code "$(BENCH_CORPUS)" -definitions "$(BENCH_DEFINITIONS)" -repos "$(BENCH_REPOS)" $(BENCH_FLAGS)

.PHONY: bench-stages
bench-stages:
	go test -run '^$$' -bench . -benchmem ./...
