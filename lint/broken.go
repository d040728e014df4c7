package lint

import (
	"github.com/agentlint/agentlint/program"
	truth "github.com/agentlint/agentlint/program/run"
)

// Broken is how bad it is that a training breaks a boundary, such as one without a seed or a checkpoint: a warning, and a note
// where it is not meant to give a model: nothing of it is kept, and it lasts an epoch or two, runs on toy data, or is one of many
// trials.
func Broken(t program.Told) Severity {
	if (t.IsShort(t.Training) || t.IsToy(t.Training)) && t.IsSaved(t.Training) != truth.Yes {
		return Note
	}
	return Warning
}
