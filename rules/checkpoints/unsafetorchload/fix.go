package unsafetorchload

import (
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/workspace/repository"
)

// A fixer knows what is to be known about a program before weights_only is passed in it.
type fixer struct {
	isOld   bool                  // the repository takes torch before 1.13, which has no such argument
	decides map[*facts.Facts]bool // files that pass the argument somewhere
}

// newFixer looks at all loads of a program. Source: https://github.com/pytorch/pytorch/releases/tag/v1.13.0
func newFixer(files *repository.Repository, loads []program.TorchLoad) fixer {
	f := fixer{files != nil && files.AllowsBelow("torch", 1, 13), map[*facts.Facts]bool{}}
	for _, l := range loads {
		f.decides[l.At.File] = f.decides[l.At.File] || l.WeightsOnly != ""
	}
	return f
}

// of adds the argument. It changes nothing if the file holds tensors only, as one for a model does, and if the call is not there
// for versions of torch without it, beside one that has it.
func (f fixer) of(l program.TorchLoad) []analysis.SuggestedFix {
	edit := analysis.TextEdit{Pos: l.End.Pos(), End: l.End.Pos(), NewText: []byte(", weights_only=True")}
	switch {
	case f.isOld:
		return nil
	case l.FeedsModel && !f.decides[l.At.File]:
		return lint.SafeFix("pass weights_only=True", edit)
	}
	return lint.UnsafeFix("pass weights_only=True", edit)
}
