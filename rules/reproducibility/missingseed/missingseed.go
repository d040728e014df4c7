// Package missingseed defines the rule missing-seed.
package missingseed

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story/seeding"
)

//go:embed missingseed.md
var page string

// Rule reports training whose random number generators are not seeded.
var Rule = &lint.Rule{
	ID:       "missing-seed",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("set", "seed"),
		match.Do("have", "reproducibility").Alone(),
		match.Do("have", "reproducibility").With("seed"),
		match.Do("seed", "generator library"),
		match.Do("reproduce", "outcome"),
	},
	Lacks:    "seed",
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

// seeders are the calls to recommend, by what they seed.
var seeders = map[framework.Domain]string{
	framework.Torch:      "torch.manual_seed",
	framework.TensorFlow: "keras.utils.set_random_seed",
	framework.NumPy:      "numpy.random.seed",
	framework.MLX:        "mlx.core.random.seed",
	framework.Python:     "random.seed",
}

func run(pass *analysis.Pass) {
	program.Of(pass).OnceAScript(func(all []program.Told) bool {
		check(pass, all, sharedSeeding(all))
		return true // whatever it is trained for, a script seeds at its start
	})
}

// sharedSeeding is what the scripts that come to a training have in common.
func sharedSeeding(all []program.Told) seeding.Seeding {
	common := seeding.Of(all[0].Story)
	for _, t := range all[1:] {
		other := seeding.Of(t.Story)
		common.Unknown = cmp.Or(common.Unknown, other.Unknown)
		common.Missing = slices.DeleteFunc(common.Missing, func(d framework.Domain) bool { return !slices.Contains(other.Missing, d) })
	}
	return common
}

func check(pass *analysis.Pass, all []program.Told, found seeding.Seeding) {
	t := all[0]
	switch {
	case len(found.Missing) == 0:
	case found.Unknown != "":
		lint.Unknown(pass, t.At(), "unknown whether %s: %s may seed, but its code is not available",
			unseeded(found.Missing), found.Unknown)
	default:
		report(pass, all, found.Missing)
	}
}

func report(pass *analysis.Pass, all []program.Told, missing []framework.Domain) {
	t := all[0]
	if off, ok := seeding.SwitchedOff(t.Story, missing); ok {
		seed := t.Story.At(off)
		pass.Report(analysis.Diagnostic{
			Pos: t.At().Pos(), End: t.At().End(), Category: string(lint.Owed(all)),
			Message: unseeded(missing) + " by default, since a condition skips the call that does it; seed in every run",
			Related: []analysis.RelatedInformation{{Pos: seed.Pos(), End: seed.End(), Message: "skipped by default"}},
		})
		return
	}
	pass.Report(analysis.Diagnostic{
		Pos: t.At().Pos(), End: t.At().End(), Category: string(lint.Owed(all)),
		Message:        fmt.Sprintf("%s before training; call %s (looked in %s)", unseeded(missing), calls(missing), t.Searched()),
		SuggestedFixes: fix(t, missing),
	})
}

// fix seeds what is missing before anything is drawn from it. Another model comes of it, so it is unsafe.
func fix(t program.Told, missing []framework.Domain) []analysis.SuggestedFix {
	first, ok := seeding.FirstDraw(t.Story, missing, t.Training)
	if !ok {
		return nil
	}
	var seeds []string
	for _, d := range missing {
		seeds = append(seeds, statements[d])
	}
	return lint.UnsafeFix("seed with 42", lint.Before(t.Story.At(first), seeds...))
}

// statements seed a generator by the names that its module customarily has. There is no fix where it has another.
var statements = map[framework.Domain]string{
	framework.Torch:      "torch.manual_seed(42)",
	framework.TensorFlow: "keras.utils.set_random_seed(42)",
	framework.NumPy:      "np.random.seed(42)",
	framework.MLX:        "mx.random.seed(42)",
	framework.Python:     "random.seed(42)",
}

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
