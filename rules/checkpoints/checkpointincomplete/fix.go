package checkpointincomplete

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story/checkpoint"
)

// fix adds what is missing to the dictionary that is saved, but for the best result so far, which has no name of its own. There is none if
// something else can't be named where it is saved, by the name that it is made or used under, or if nothing ever reads an optimizer.
func fix(t program.Told, gap checkpoint.Gap) (fixes []analysis.SuggestedFix) {
	isRead := checkpoint.Restores(t.Story) || !slices.Contains(gap.Missing, framework.Optimizer)
	if gap.By != "torch.save" || !isRead {
		return nil
	}
	for _, isMade := range []bool{false, true} {
		for _, epoch := range []string{lint.VariableOf(t.At()), "epoch"} {
			if entries := entries(t, gap, isMade, epoch); len(entries) > 0 {
				fixes = append(fixes, lint.UnsafeFix("save what is missing, too", lint.Entries(t.Story.At(gap.At), entries...))...)
			}
		}
	}
	return fixes
}

// entries are what is missing, as entries of a dictionary whose keys are like that of the model.
func entries(t program.Told, gap checkpoint.Gap, isMade bool, epoch string) (all []string) {
	suffix := ""
	for _, of := range []string{"_state_dict", "_state"} {
		if strings.HasSuffix(checkpoint.KeyFor(t.Story, t.Training, framework.Model), of) {
			suffix = of
			break
		}
	}
	for _, part := range gap.Missing {
		if part == framework.Best {
			continue
		}
		if part == framework.Epoch {
			all = append(all, `"epoch": `+epoch)
			continue
		}
		holder, ok := checkpoint.HolderOf(t.Story, t.Training, part)
		if !ok {
			return nil
		}
		name := lint.ReceiverOf(t.Story.At(holder.Used))
		if isMade {
			name = lint.AssignedFrom(t.Story.At(holder.Made))
		}
		all = append(all, fmt.Sprintf("%q: %s.state_dict()", string(part)+suffix, name))
	}
	return all
}
