// Command metamorph shows over a corpus that what rules say of a program does not depend on how it is written.
//
//	go run ./internal/metamorph [-change NAME,NAME] [-n SCRIPTS] [-v] PATH...
//
// Each Python file below a PATH is a program of its own. CPython (python3) writes it in other ways that do the same: with opaque
// names, with its loops moved into functions or methods, with a main(), in two modules, with helpers inlined, with while in place
// of for, as a notebook; see change.py. What the rules about programs find is the same, at the same statements, or it is listed.
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
)

// changes are the ways in which a program is written anew. The first changes layout and comments only.
var changes = []string{"same", "names", "function", "method", "main", "module", "inline", "while", "notebook"}

func main() {
	log.SetFlags(0)
	chosen := flag.String("change", strings.Join(changes, ","), "`NAMES` of the changes, with commas")
	most := flag.Int("n", 200, "change at most this many `SCRIPTS`, spread over all there are")
	verbose := flag.Bool("v", false, "list why programs are left as they are")
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	paths, err := scripts(flag.Args(), *most)
	if err == nil {
		err = run(ctx, os.Stdout, paths, strings.Split(*chosen, ","), *verbose)
	}
	stop()
	if err != nil {
		log.Fatal(err)
	}
}

// run changes programs, compares what is found in them, and prints how often it is the same.
func run(ctx context.Context, out io.Writer, paths, chosen []string, verbose bool) error {
	python, err := startWriter(ctx)
	if err != nil {
		return err
	}
	defer python.Close()
	tallies := map[string]*tally{}
	for _, name := range chosen {
		tallies[name] = &tally{}
	}
	for _, path := range paths {
		if err := compare(ctx, out, python, path, chosen, tallies, verbose); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "\n%-10s %8s %6s %7s\n", "change", "programs", "same", "share")
	for _, name := range chosen {
		t := tallies[name]
		fmt.Fprintf(out, "%-10s %8d %6d %6.1f%%\n", name, t.programs, t.same, 100*float64(t.same)/max(1, float64(t.programs)))
	}
	return nil
}

// compare writes a program in the chosen ways, and counts in which the same is found. Its plain form is compared with the text, the
// others with that form: comments and layout are not what they change.
func compare(ctx context.Context, out io.Writer, python writer, path string, chosen []string, tallies map[string]*tally, verbose bool) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	written, err := find(ctx, map[string]string{"train.py": string(text)})
	if err != nil || len(written) == 0 {
		return err
	}
	plain, err := python.write(string(text), "same")
	if err != nil || plain.Skip != "" {
		return err
	}
	before, err := find(ctx, plain.Files)
	if err != nil {
		return err
	}
	for _, name := range chosen {
		changed, reference := plain, places(written, nil)
		if name != "same" {
			reference = places(before, plain.Lines)
			if changed, err = python.write(string(text), name); err != nil {
				return err
			}
		}
		if changed.Skip != "" {
			if verbose {
				fmt.Fprintf(out, "%s %s: left: %s\n", name, path, changed.Skip)
			}
			continue
		}
		after, err := find(ctx, changed.Files)
		if err != nil {
			return err
		}
		tallies[name].add(out, name, path, differences(reference, places(after, changed.Lines), ignored[name]))
	}
	return nil
}

// ignored are the rules about what a change changes: comments explain settings, and inlining makes copies of code, and ends some.
var ignored = map[string][]string{"same": {"undocumented-config"}, "inline": {"duplicate-code", "duplicate-training-loop"}}

// A tally is how many programs a change was made to, and in how many of them the same was found.
type tally struct{ programs, same int }

func (t *tally) add(out io.Writer, change, path string, differences []string) {
	t.programs++
	if len(differences) == 0 {
		t.same++
		return
	}
	fmt.Fprintf(out, "%s %s: %s\n", change, path, strings.Join(differences, " "))
}
