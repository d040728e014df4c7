// Command bench runs agentlint and its peers in turn on the same files, and writes what that took into docs/benchmarks.md.
//
// It installs the peers from their registry into a folder of their own. What can't be had or measured is said and left out.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// options say what to measure, on what and how often.
type options struct {
	rounds          int
	budget          time.Duration // for a row: no round starts after it
	codeFiles       int
	definitionFiles int
	scaleFiles      int   // few files, to be compared with twelve times as many
	largeFile       int   // bytes
	sampleBytes     int64 // of code for slow peers
}

// The full benchmark, and one that shows in a minute that it works.
var (
	full  = options{rounds: 5, budget: 40 * time.Second, codeFiles: 3000, definitionFiles: 2000, scaleFiles: 1000, largeFile: 20_000_000, sampleBytes: 1_000_000}
	quick = options{rounds: 1, budget: 5 * time.Second, codeFiles: 300, definitionFiles: 200, scaleFiles: 100, largeFile: 2_000_000, sampleBytes: 100_000}
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx)
	stop()
	if err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	var (
		agentlint = flag.String("agentlint", "bin/agentlint", "the `program` to measure")
		tools     = flag.String("tools", "bin/bench", "`folder` to install the peers into")
		codeDir   = flag.String("code", "", "`folder` with training code; generated if empty")
		agentsDir = flag.String("definitions", "", "`folder` with agent definitions; generated if empty")
		reposDir  = flag.String("repos", "", "`folder` with whole repositories, one a folder; some packages from PyPI if empty")
		rounds    = flag.Int("rounds", 0, "how often each row is measured; 0 for the default")
		only      = flag.String("rows", "", "measure the rows whose names match this `regexp` only, and write no file")
		isQuick   = flag.Bool("quick", false, "measure little and write no file")
		out       = flag.String("o", "docs/benchmarks.md", "`file` to write the report of a full run to")
	)
	flag.Parse()
	wanted, err := regexp.Compile(*only)
	if err != nil {
		return fmt.Errorf("-rows: %w", err)
	}
	b := &bench{options: full, ctx: ctx, trees: map[string]tree{}}
	if *isQuick {
		b.options = quick
	}
	if *rounds > 0 {
		b.rounds = *rounds
	}
	if err := b.prepare(*agentlint, *tools, *codeDir, *agentsDir); err != nil {
		return err
	}
	defer os.RemoveAll(b.scratch)
	if err := b.findRepositories(*reposDir, *tools, *isQuick); err != nil {
		return err
	}
	p := b.measure(wanted)
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("interrupted: %w", err)
	}
	p.setFloor(ctx)
	if *only == "" && !*isQuick {
		return p.save(*out)
	}
	return p.write(os.Stdout)
}

// measure measures the rows with a name that is wanted.
func (b *bench) measure(wanted *regexp.Regexp) *page {
	p := b.newPage()
	for _, row := range slices.Concat(b.repositoryRows(), rows) {
		if wanted.MatchString(row.name) && b.ctx.Err() == nil {
			log.Printf("measuring %s", row.name)
			p.add(b.compare(row))
		}
	}
	if wanted.MatchString("repository parses") {
		p.addParses(b)
	}
	if wanted.MatchString("repository latency") {
		p.addWaits(b)
	}
	return p
}

// findRepositories takes the repositories that the user names, or fetches some; a quick run needs none. That there are none to be had
// is said in the report.
func (b *bench) findRepositories(dir, tools string, isQuick bool) (err error) {
	if dir == "" && !isQuick {
		dir = tools + "-packages"
		if err := b.tools.download(b.ctx, dir); err != nil {
			log.Printf("going on without repositories: %v", err)
			return nil
		}
	}
	if dir != "" {
		b.repositories, err = repositoriesBelow(dir)
	}
	return err
}

// prepare finds the programs and the files.
func (b *bench) prepare(agentlint, tools, codeDir, agentsDir string) (err error) {
	if b.agentlint, err = filepath.Abs(agentlint); err != nil {
		return err
	}
	help, err := exec.CommandContext(b.ctx, b.agentlint, "--help").Output()
	if err != nil {
		return fmt.Errorf("%s: %w; build it with make", agentlint, err)
	}
	b.hasCache = strings.Contains(string(help), "--no-cache")
	if tools, err = filepath.Abs(tools); err != nil {
		return err
	}
	log.Print("installing the peers")
	b.tools = install(b.ctx, tools)
	for name, err := range b.tools.missing {
		log.Printf("going on without %s: %v", name, err)
	}
	b.code, b.agents = generatedCode(b.codeFiles), generatedDefinitions(b.definitionFiles)
	if codeDir != "" {
		if b.code, err = codeBelow(codeDir); err != nil {
			return err
		}
	}
	if agentsDir != "" {
		if b.agents, err = definitionsBelow(agentsDir); err != nil {
			return err
		}
	}
	b.scratch, err = os.MkdirTemp("", "agentlint-bench")
	return err
}
