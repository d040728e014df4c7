package check

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
)

// viewFlags are the flags that say how much is told about a run.
type viewFlags struct {
	quiet, verbose, statistics, showFiles, notes bool
}

func (v *viewFlags) register(flags *pflag.FlagSet) {
	flags.BoolVarP(&v.quiet, "quiet", "q", false, "print only findings: no summary, and nothing about skipped files")
	flags.BoolVarP(&v.verbose, "verbose", "v", false, "log which settings apply, each file that is not checked and why, and how long the run took")
	flags.BoolVar(&v.notes, "notes", false, "show notes in text output, not only how many there are")
	flags.BoolVar(&v.statistics, "statistics", false, "count the findings of each rule instead of showing them")
	flags.BoolVar(&v.showFiles, "show-files", false, "list the files that would be checked, one per line, instead of findings")
}

func (v *viewFlags) validate() error {
	if v.quiet && v.verbose {
		return errors.New("--quiet and --verbose are mutually exclusive")
	}
	return nil
}

// tell says what happened to files on the way, as far as the flags let it. It always says why nothing was checked.
func (v *viewFlags) tell(w io.Writer, run *Run) {
	for _, n := range run.Notices {
		if n.Kind == lint.NotFollowed && !v.verbose {
			continue // the report counts them
		}
		if n.Kind == lint.Failed || !v.quiet || run.Checked == 0 && n.Kind != lint.Outdated {
			fmt.Fprintf(w, "agentlint: %s: %s%s\n", n.Kind, About(n), n.Message)
		}
	}
	if run.changes != nil && run.Checked == 0 && !v.quiet {
		fmt.Fprintln(w, "agentlint: no changed files to check")
	}
	if run.cacheless != nil && !v.quiet {
		fmt.Fprintf(w, "agentlint: the cache is not used: %v\n", run.cacheless)
	}
	if !v.verbose {
		return
	}
	told := run.told()
	for _, file := range run.Files {
		if why := run.passedOver(file); why != "" && run.reports(file.Path) && !told[file.Path] && !run.isForeign(file) {
			fmt.Fprintf(w, "agentlint: skipped: %s: %s\n", console.Printable(file.Path), why)
		}
	}
	for _, path := range run.excluded {
		if run.reports(path) {
			fmt.Fprintf(w, "agentlint: skipped: %s: settings exclude it\n", console.Printable(path))
		}
	}
	for _, g := range report.UnloadedGroups(run.Result) {
		for _, path := range g.Paths {
			fmt.Fprintf(w, "agentlint: skipped: %s: it looks like a definition (%s), but is %s; use kinds in the settings to check it\n", console.Printable(path), g.What, g.Why)
		}
	}
	for _, n := range run.LeftOut {
		fmt.Fprintf(w, "agentlint: %s: %s%s; use --no-ignore, or include in the settings, to check it\n", n.Kind, About(n), n.Message)
	}
	run.tellSettings(w)
	if run.Recalled > 0 {
		fmt.Fprintf(w, "agentlint: unchanged since an earlier run: %d of %s\n", run.Recalled, report.Plural(len(run.Files), "file"))
	}
	if run.Recalled > 0 && run.Told > 0 {
		fmt.Fprintf(w, "agentlint: followed again, since something that they use has changed: %s\n", report.Plural(run.Told, "script"))
	}
	if run.Unkept != nil {
		fmt.Fprintf(w, "agentlint: the cache can't be written, so the next run starts from scratch: %v\n", run.Unkept)
	}
	fmt.Fprintf(w, "agentlint: checked %s in %s\n", report.Plural(run.Checked, "file"), run.took.Round(time.Millisecond))
}

// told are the paths of files that were not checked, and of which notices say why.
func (r *Run) told() map[string]bool {
	paths := map[string]bool{}
	for _, n := range r.Notices {
		if n.Kind != lint.NotFollowed && n.Kind != lint.Outdated {
			paths[n.Path] = true
		}
	}
	return paths
}

// About starts a notice with the path that it is about, if that is one.
func About(n lint.Notice) string {
	if n.Path == "" {
		return ""
	}
	return console.Printable(n.Path) + ": "
}

// tellSettings says which files of settings hold, and for how many files.
func (r *Run) tellSettings(w io.Writer) {
	files := map[string]int{}
	var names []string
	for _, file := range r.Files {
		name := "the defaults"
		if path := filepath.FromSlash(r.sources[file.Path]); isRegular(path) && path != file.Abs {
			name = console.Printable(path)
		}
		if files[name]++; files[name] == 1 {
			names = append(names, name)
		}
	}
	for _, name := range names {
		fmt.Fprintf(w, "agentlint: settings for %s from %s\n", report.Plural(files[name], "file"), name)
	}
}

func isRegular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// showFiles lists the files that were checked.
func (r *Run) showFiles(w io.Writer) error {
	told := r.told()
	for _, file := range r.Files {
		if told[file.Path] || !r.reports(file.Path) || r.passedOver(file) != "" {
			continue
		}
		if _, err := fmt.Fprintln(w, console.Printable(file.Path)); err != nil {
			return err
		}
	}
	return nil
}

// isForeign reports whether a file is none that a known host looks for. If it looks like a definition, that is said elsewhere.
func (r *Run) isForeign(file discover.Entry) bool {
	k, _ := r.places.Classify(source.Folded(filepath.ToSlash(file.Abs)))
	return k == kind.Foreign
}

// isCandidate reports whether the frontmatter of a file that no host looks for is that of a definition.
func (r *Run) isCandidate(file discover.Entry) bool {
	text, err := r.content(file.Abs)
	_, ok := kind.Sniff(text)
	return err == nil && ok || file.Explicit
}

// passedOver says why a file's content keeps it from being checked, "" if it does not.
func (r *Run) passedOver(file discover.Entry) string {
	abs := source.Folded(filepath.ToSlash(file.Abs))
	k, isDefinition := r.places.Classify(abs)
	_, mayTrain := hyperparam.Classify(abs)
	_, isCode := r.Training[file.Path]
	servers, setup := request.SetupOf(r.places, abs)
	switch {
	case r.kinds[filepath.ToSlash(file.Abs)] != "":
		return ""
	case k == kind.Foreign && !file.Explicit:
		return "no known host looks for a definition here"
	case k == kind.Candidate && !r.isCandidate(file):
		return "no host looks for a definition here, and its frontmatter has no name and description"
	case file.Explicit, isDefinition, servers != nil, setup != nil:
		return ""
	case source.IsStub(abs):
		return "it is a stub: nothing in it runs"
	case (isCode || isPython(abs)) && !r.allPython && !r.training[file.Path] && !r.Training[file.Path]:
		return "it is not training code; --all-python checks it"
	case mayTrain && !r.Configs[file.Path]:
		return "it does not look like a training configuration"
	}
	return ""
}
