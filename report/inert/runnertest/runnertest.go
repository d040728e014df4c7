// Package runnertest reads output as those do that run jobs, to show in tests that they obey nothing in it.
package runnertest

import (
	"strings"
	"unicode"
)

// Obeyed returns the lines of output, or parts of them, that GitHub Actions, Azure Pipelines or TeamCity would take for a command. It asks less of
// one than they do: any name will do.
func Obeyed(output string) (commands []string) {
	for line := range strings.FieldsFuncSeq(output, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if isWorkflowCommand(line) || hasBracketed(line, "##[") || hasBracketed(line, "##vso[") || hasBracketed(line, "##teamcity[") {
			commands = append(commands, line)
		}
	}
	return commands
}

// isWorkflowCommand is TryParseV2 of https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs:
// white space is trimmed from the start, two colons must be there, and two more after the name and the properties.
func isWorkflowCommand(line string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeftFunc(line, unicode.IsSpace), "::")
	return ok && strings.Contains(rest, "::")
}

// hasBracketed is TryParse of the same file, and of
// https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Microsoft.VisualStudio.Services.Agent/Command.cs: the
// prefix may be anywhere, and a bracket must close the name and the properties.
func hasBracketed(line, prefix string) bool {
	_, rest, ok := strings.Cut(strings.ToLower(line), prefix)
	return ok && strings.Contains(rest, "]")
}
