// Package missingseed defines the rule missing-seed.
package missingseed

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
)

//go:embed missingseed.md
var page string

// Rule reports training whose random number generators are not seeded.
var Rule = &lint.Rule{
	ID:         "missing-seed",
	Severity:   lint.Error,
	Page:       page,
	Boundaries: []string{"random seed", "reproducible seed"},
	Snippets:   true,
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

// seeders are the calls to recommend, by what they seed.
var seeders = map[framework.Domain]string{
	framework.Torch:      "torch.manual_seed",
	framework.TensorFlow: "keras.utils.set_random_seed",
	framework.NumPy:      "numpy.random.seed",
	framework.Python:     "random.seed",
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		check(pass, entry)
	}
}

func check(pass *analysis.Pass, entry *program.Entry) {
	seeding, at := entry.Seeding(), entry.Trainings[0].At
	switch {
	case len(seeding.Missing) == 0:
	case seeding.Unknown != "":
		lint.Unknown(pass, at, "can't tell whether %s: %s may seed, but its code is not here",
			unseeded(seeding.Missing), seeding.Unknown)
	case len(seeding.Seeded) > 0: // the run is repeatable but for a part
		report(pass, entry, lint.Warning, seeding.Missing)
	default:
		report(pass, entry, lint.Error, seeding.Missing)
	}
}

func report(pass *analysis.Pass, entry *program.Entry, severity lint.Severity, missing []framework.Domain) {
	lint.Reportf(pass, entry.Trainings[0].At, severity, "%s before this training; call %s (looked in %s)",
		unseeded(missing), calls(missing), entry.Searched())
}

// unseeded says which generators are not seeded: torch is not seeded; random and numpy are not seeded.
func unseeded(missing []framework.Domain) string {
	names := make([]string, len(missing))
	for i, d := range missing {
		names[i] = string(d)
	}
	if len(names) == 1 {
		return names[0] + " is not seeded"
	}
	return wording.List(names, "and") + " are not seeded"
}

// calls names the functions that seed what is missing. That of Keras seeds random and numpy, too.
func calls(missing []framework.Domain) string {
	var names []string
	for _, d := range missing {
		byKeras := slices.Contains(missing, framework.TensorFlow) && (d == framework.Python || d == framework.NumPy)
		if !byKeras {
			names = append(names, seeders[d])
		}
	}
	return wording.List(names, "and")
}
