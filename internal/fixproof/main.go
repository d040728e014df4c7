// Command fixproof shows over a corpus that fixes do what they say and nothing else.
//
//	go run ./internal/fixproof [-rules ID,ID] [-files N] [-v] DIR...
//
// A DIR holds projects, a folder each, or is one. All rules fix each project in memory, once safely and once with unsafe
// fixes, and what has changed is compared by other means than those of the linter:
//
//   - Python by CPython (python3): ast.dump is the same, or differs as the rule's fix must; see design.go.
//   - Notebooks by encoding/json: they are JSON, and differ in the code of cells only. That is compared as Python.
//   - Frontmatter, YAML, JSON and TOML as data: it is the same, or differs as the rule's fix must. The text of a definition
//     changes only if that is the rule's business.
//   - No file has a finding more, but for those that compare it with other files.
//
// Where several rules fix a file, each does so alone, too, to tell which of them a difference comes from. The exit code is 1
// if anything is wrong.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/rules"
)

func main() {
	log.SetFlags(0)
	var o options
	flag.StringVar(&o.rules, "rules", "", "`IDs` of the rules whose fixes to look at, with commas; all if empty")
	flag.IntVar(&o.files, "files", 400, "fix at most this many `files` at a time: a larger project is taken apart by its folders")
	flag.BoolVar(&o.verbose, "v", false, "list what was withdrawn, and why")
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	isWrong, err := run(ctx, os.Stdout, flag.Args(), o)
	stop()
	if err != nil {
		log.Fatal(err)
	}
	if isWrong {
		os.Exit(1)
	}
}

type options struct {
	rules   string
	files   int
	verbose bool
}

// run proves the fixes of rules over folders, and prints what came of it.
func run(ctx context.Context, out io.Writer, dirs []string, o options) (isWrong bool, err error) {
	chunks, err := find(ctx, dirs, o.files)
	if err != nil {
		return false, err
	}
	python, err := startOracle(ctx)
	if err != nil {
		return false, err
	}
	defer python.Close()
	for _, unsafe := range []bool{false, true} {
		p := &proof{
			ctx: ctx, python: python, unsafe: unsafe, rules: chosen(o.rules),
			files: map[string]int{}, tally: map[string]*count{}, comparing: map[string]int{},
		}
		for i, c := range chunks {
			fmt.Fprintf(os.Stderr, "\r\x1b[K%d of %d: %s (%d files)", i+1, len(chunks), c.name, len(c.files))
			if err := p.prove(c); err != nil {
				return false, err
			}
		}
		fmt.Fprint(os.Stderr, "\r\x1b[K")
		p.print(out, o.verbose)
		isWrong = isWrong || len(p.faults) > 0
	}
	return isWrong, nil
}

// chosen returns the rules whose fixes are made.
func chosen(ids string) map[*lint.Rule]bool {
	all := map[*lint.Rule]bool{}
	for _, rule := range rules.All {
		if ids == "" || strings.Contains(","+ids+",", ","+rule.ID+",") {
			all[rule] = true
		}
	}
	return all
}
