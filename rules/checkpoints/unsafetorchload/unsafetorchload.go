// Package unsafetorchload defines the rule unsafe-torch-load.
package unsafetorchload

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed unsafetorchload.md
var page string

// Rule reports torch.load of anything but weights.
var Rule = &lint.Rule{
	ID:       "unsafe-torch-load",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	p := program.Of(pass)
	loads := p.TorchLoads()
	isRecent := len(loads) > 0 && p.Repository != nil && p.Repository.RequiresAtLeast("torch", 2, 6)
	for _, l := range loads {
		switch {
		case l.WeightsOnly == "False":
			reportExplicit(pass, l)
		case l.WeightsOnly == "" && l.Pickles:
			pass.ReportRangef(l.At, "this runs any code in the file, also since torch 2.6, for it has a pickle_module; pass weights_only=True instead")
		case l.WeightsOnly == "":
			reportDefault(pass, l, isRecent, fix(p, loads, l))
		}
	}
}

// reportDefault reports a call that leaves weights_only to the version of torch.
func reportDefault(pass *analysis.Pass, l program.TorchLoad, safe bool, fix []analysis.SuggestedFix) {
	severity, message := lint.Warning, "before torch 2.6 this runs any code in the file; pass weights_only=True"
	if safe {
		severity, message = lint.Note, "weights_only is True by default since torch 2.6; say so, for older versions run any code in the file"
	}
	pass.Report(analysis.Diagnostic{
		Pos: l.At.Pos(), End: l.At.End(), Category: string(severity), Message: message, SuggestedFixes: fix,
	})
}

// fix adds the argument, which torch has since 1.13 (https://github.com/pytorch/pytorch/releases/tag/v1.13.0). It changes
// nothing if the file holds tensors only, as one for a model does, and if no other call is there for versions without it.
func fix(p *program.Program, loads []program.TorchLoad, l program.TorchLoad) []analysis.SuggestedFix {
	if p.Repository != nil && p.Repository.AllowsBelow("torch", 1, 13) {
		return nil
	}
	edit := analysis.TextEdit{Pos: l.End.Pos(), End: l.End.Pos(), NewText: []byte(", weights_only=True")}
	hasOther := slices.ContainsFunc(loads, func(other program.TorchLoad) bool {
		return other.WeightsOnly != "" && other.At.File == l.At.File
	})
	if l.FeedsModel && !hasOther {
		return lint.SafeFix("pass weights_only=True", edit)
	}
	return lint.UnsafeFix("pass weights_only=True", edit)
}

func reportExplicit(pass *analysis.Pass, l program.TorchLoad) {
	if l.Remote {
		pass.ReportRangef(l.At, "weights_only=False runs any code in the file, which comes from outside")
		return
	}
	lint.Reportf(pass, l.At, lint.Note, "weights_only=False runs any code in the file; load only files that you made")
}
