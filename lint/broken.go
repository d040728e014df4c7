package lint

import "github.com/agentlint/agentlint/program"

// Broken is how bad it is that a training breaks a boundary, such as one without a seed or a checkpoint: a warning, and a note
// where it is not meant to give a model that anybody keeps: it lasts an epoch or two, runs on toy data, or is one trial of many.
func Broken(t program.Told) Severity {
	if t.IsShort(t.Training) || t.IsToy(t.Training) {
		return Note
	}
	return Warning
}
