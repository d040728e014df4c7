package lint

import (
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/validation"
)

// Restoring returns an edit that calls train() on a model where it is trained on after an evaluation.
func Restoring(s *story.Story, r validation.Restoring) analysis.TextEdit {
	call, at := CalleeOf(s.At(r.Training.Event.At))+".train()", s.At(r.At)
	switch r.How {
	case validation.BeforeLoop:
		return Before(at, call)
	case validation.AfterCall:
		return After(at, call)
	}
	return Inside(at, call)
}
