// Package unsafetorchload defines the rule unsafe-torch-load.
package unsafetorchload

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/workspace/repository"
)

//go:embed unsafetorchload.md
var page string

// Rule reports torch.load of anything but weights.
var Rule = &lint.Rule{
	ID:       "unsafe-torch-load",
	Severity: lint.Warning,
	Fix:      lint.MixedFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("use", "safe load"),
		match.Do("load", "checkpoint").With("safe load"),
		match.Avoid("call", "torch load").Without("safe load"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer, repository.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	loads := program.Of(pass).TorchLoads()
	if len(loads) == 0 {
		return
	}
	files := repository.Of(pass)
	v := versions{}
	if files != nil {
		v = versions{files.RequiresAtLeast("torch", 2, 6), files.StaysBelow("torch", 2, 6)}
	}
	fixes := newFixer(files, loads)
	for _, l := range loads {
		switch {
		case l.WeightsOnly == "False":
			reportExplicit(pass, l)
		case l.WeightsOnly == "" && l.Pickles:
			pass.ReportRangef(l.At, "with a pickle_module, this runs any code in the file in every torch version; pass weights_only=True")
		case l.WeightsOnly == "":
			reportDefault(pass, l, v, fixes.of(l))
		}
	}
}

// versions are what the project's requirements say of torch.
type versions struct {
	isRecent bool // it is 2.6 or later
	isOld    bool // it is older
}

// reportDefault reports a call that leaves weights_only to the version of torch.
func reportDefault(pass *analysis.Pass, l program.TorchLoad, v versions, fix []analysis.SuggestedFix) {
	severity, message := lint.Note, "before torch 2.6 this runs any code in the file; pass weights_only=True"
	switch {
	case v.isRecent:
		message = "weights_only is True by default only since torch 2.6; pass it: older versions run any code in the file"
	case v.isOld && (l.Foreign || l.Option) && !l.Again && !program.IsTest(l.At.File.Path):
		severity = lint.Warning
	}
	pass.Report(analysis.Diagnostic{
		Pos: l.At.Pos(), End: l.At.End(), Category: string(severity), Message: message, SuggestedFixes: fix,
	})
}

func reportExplicit(pass *analysis.Pass, l program.TorchLoad) {
	if l.Foreign && !program.IsTest(l.At.File.Path) {
		pass.ReportRangef(l.At, "weights_only=False runs any code in the file, which comes from outside")
		return
	}
	lint.Reportf(pass, l.At, lint.Note, "weights_only=False runs any code in the file; load only files that you made")
}
