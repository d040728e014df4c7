// Command parity compares rules with what other linters are known to find.
//
//	go run ./internal/parity -fixtures DIR -expected TSV [-rule ID]
//	go run ./internal/parity -oracle TSV -corpus DIR [-rule ID]
//
// DIR is the folder of ruff's fixtures (crates/ruff_linter/resources/test/fixtures), and the expected findings are
// those of its snapshots, a line each: snapshot, code, fixture, line, column. Snapshots of ruff's preview are left out.
//
// The oracle's findings are a line each: set, check, repository, path, line, detail; the corpus has the files of
// owner/name in the folder owner+name. docs/parity.md has the figures and the reasons for what differs.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/request"
)

func main() {
	log.SetFlags(0)
	fixtures := flag.String("fixtures", "", "folder of ruff's fixtures")
	expected := flag.String("expected", "", "file of ruff's findings in them")
	oracle := flag.String("oracle", "", "file of findings in real code")
	corpus := flag.String("corpus", "", "folder of that code")
	rule := flag.String("rule", "", "compare this rule only")
	flag.Parse()
	var err error
	switch {
	case *expected != "":
		err = compareSnapshots(*expected, *fixtures, *rule)
	case *oracle != "":
		err = compareOracle(*oracle, *corpus, *rule)
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// A place is where a finding starts, and what else must agree.
type place struct {
	path         string
	line, column int
	detail       string
}

func (p place) String() string {
	return strings.TrimRight(fmt.Sprintf("%s:%d:%d %s", p.path, p.line, p.column, p.detail), " ")
}

func comparePlaces(a, b place) int {
	return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.line, b.line), cmp.Compare(a.column, b.column), cmp.Compare(a.detail, b.detail))
}

// A tally is what two linters found.
type tally struct{ both, missed, extra []place }

func (t *tally) add(expected, found []place) {
	for _, p := range expected {
		if slices.Contains(found, p) {
			t.both = append(t.both, p)
		} else {
			t.missed = append(t.missed, p)
		}
	}
	for _, p := range found {
		if !slices.Contains(expected, p) {
			t.extra = append(t.extra, p)
		}
	}
}

func (t *tally) print(name string) {
	fmt.Printf("%s: %d expected, %d found, %d in both, %d missed, %d extra\n",
		name, len(t.both)+len(t.missed), len(t.both)+len(t.extra), len(t.both), len(t.missed), len(t.extra))
	printPlaces("missed", t.missed)
	printPlaces("extra", t.extra)
}

func printPlaces(title string, places []place) {
	slices.SortFunc(places, comparePlaces)
	for _, p := range places {
		fmt.Printf("  %s %s\n", title, p)
	}
}

// find runs one rule over files below dir.
func find(rule *lint.Rule, dir string, paths []string) ([]lint.Finding, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	cfg := request.Config{Rules: []*lint.Rule{rule}, AllPython: true}
	for _, path := range paths {
		cfg.Files = append(cfg.Files, discover.Entry{Path: path, Abs: filepath.Join(abs, path), Explicit: true})
	}
	result, err := engine.Run(context.Background(), cfg)
	if err != nil {
		return nil, err
	}
	for _, n := range result.Notices {
		log.Printf("%s: %s: %s", n.Path, n.Kind, n.Message)
	}
	return result.Findings, nil
}

// readTSV returns the cells of each line after the header, if there is one that starts with it.
func readTSV(name, header string, columns int) (rows [][]string, err error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(cells) < columns {
			return nil, fmt.Errorf("%s: %q has fewer than %d columns", name, line, columns)
		}
		if cells[0] != header {
			rows = append(rows, cells)
		}
	}
	return rows, nil
}
