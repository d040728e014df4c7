package jaxkeyreuse

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/seeding"
)

// inStories reports keys that the steps of a training hand to what draws from them, and that are the same in all steps.
func inStories(pass *analysis.Pass) {
	known := map[story.Range]bool{}
	for _, s := range program.Of(pass).Stories {
		for _, same := range seeding.SameKeys(s) {
			at, loop := s.At(same.At), s.At(same.Loop)
			if known[at] {
				continue
			}
			known[at] = true
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message: fmt.Sprintf("%s is the same at every step, and so are its numbers; get a key per step with split or fold_in", same.Name),
				Related: []analysis.RelatedInformation{{Pos: loop.Pos(), End: loop.End(), Message: "the loop"}},
			})
		}
	}
}
