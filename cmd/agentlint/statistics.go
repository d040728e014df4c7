package main

import (
	"errors"

	"github.com/agentlint/agentlint/report/terminal"
)

// inStatistics puts counts per rule in the place of the findings in text. Other formats are for programs, which can count.
func inStatistics(outputs []output) error {
	isText := false
	for i := range outputs {
		if outputs[i].name == "text" {
			outputs[i].format, isText = terminal.Statistics, true
		}
	}
	if !isText {
		return errors.New("--statistics: want --format text, which it changes")
	}
	return nil
}
