package inert

import (
	"strings"
	"unicode"

	"github.com/agentlint/agentlint/internal/pattern"
)

// There are two kinds of command, which those that run a job look for in each line of its output:
//
//   - "::name …::data" at the start of a line, white space aside, is a workflow command of GitHub Actions;
//   - "##[name …]data" anywhere in a line is one, too, in a notation of former times; "##vso[area.event …]data" anywhere in it
//     is a logging command of Azure Pipelines, and "##teamcity[name …]" a service message of TeamCity.
//
// A line ends at a line feed, a carriage return or both.
//
// Sources: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs,
// https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Microsoft.VisualStudio.Services.Agent/Command.cs,
// https://www.jetbrains.com/help/teamcity/service-messages.html

// bracket matches the start of a command of the second kind.
var bracket = pattern.New(`##(?i:vso|teamcity)?\[`)

// named matches such a start with what must follow it, the name of a command.
var named = pattern.New(`##(?:\[[A-Za-z]|(?i:vso|teamcity)\[)`)

// HasBracket reports whether a text holds the start of a command that is obeyed wherever in a line it is.
func HasBracket(text []byte) bool { return bracket.Match(text) }

// Shut writes the brackets that open a command as escapes.
func Shut(s string) string { return strings.ReplaceAll(s, "[", `\x5b`) }

// IsCommand reports whether a line, without what may come before it, would be obeyed as it begins.
func IsCommand(line string) bool {
	return strings.HasPrefix(strings.TrimLeftFunc(line, unicode.IsSpace), "::")
}

// HasCommand reports whether a line that something comes before would be obeyed for what is in it.
func HasCommand(line string) bool {
	if named.MatchString(line) {
		return true
	}
	_, after, found := strings.Cut(line, "\r")
	for found {
		var part string
		part, after, found = strings.Cut(after, "\r")
		if IsCommand(part) {
			return true
		}
	}
	return false
}
