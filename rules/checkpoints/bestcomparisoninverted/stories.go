package bestcomparisoninverted

import (
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/validation"
)

// inStories reports optima whose names do not tell which values are better, but what they are computed of does.
func inStories(pass *analysis.Pass) {
	known := map[story.Range]bool{}
	for _, s := range program.Of(pass).Stories {
		for _, worst := range validation.KeepsWorst(s) {
			at := s.At(worst.At)
			names := worst.Result + " " + worst.Best
			if known[at] || lowerWord.MatchString(names) != higherWord.MatchString(names) && bestWord.MatchString(names) {
				continue
			}
			known[at] = true
			if worst.Better == validation.Lower {
				pass.ReportRangef(at, "this keeps the highest value as %s, but it is computed of losses; compare with <", worst.Best)
			} else {
				pass.ReportRangef(at, "this keeps the lowest value as %s, but it is computed of scores; compare with >", worst.Best)
			}
		}
	}
}
