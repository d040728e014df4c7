// Package toolsagainstboundaries defines the rule tools-against-boundaries.
package toolsagainstboundaries

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
)

//go:embed toolsagainstboundaries.md
var page string

// Rule reports agents that must not change files and have tools that do.
var Rule = &lint.Rule{
	ID:       "tools-against-boundaries",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	tools := f.Field("tools")
	if tools == nil || tools.Recovered || !f.Kind.IsAgent() {
		return
	}
	text, found := boundary(f)
	if !found {
		return
	}
	var changing, running []string
	for _, name := range granted(f, *tools) {
		word := strings.ToLower(name)
		switch {
		case slices.Contains(changes, word):
			changing = append(changing, name)
		case slices.Contains(runs, word):
			running = append(running, name)
		}
	}
	at := f.Range(tools.Key)
	switch {
	case len(changing) > 0:
		pass.ReportRangef(at, "the agent has %s, but its text says: %s", wording.Some(changing, "and"), wording.Short(text))
	case len(running) > 0:
		lint.Reportf(pass, at, lint.Note, "the agent has %s, which can change files, but its text says: %s", wording.Some(running, "and"), wording.Short(text))
	}
}

// changes and runs are tools that change files and that run commands, in lower case, of all hosts.
var (
	changes = []string{
		"write", "edit", "multiedit", "notebookedit", "edit/editfiles", "edit/createfile", "edit/createdirectory", "editfiles", "createfile",
		"write_file", "replace", "patch",
	}
	runs = []string{"bash", "execute", "shell", "powershell", "runcommands", "execute/runinterminal", "run_shell_command"}
)

// granted returns the tools that the definition gives: what a list or string names, or a map sets to true.
func granted(f *agent.File, tools agent.Field) (names []string) {
	for _, name := range f.Names(tools.Value) {
		if tool, _, isPart := strings.Cut(name.Text, "("); !isPart { // Bash(git diff:*) is for reading
			names = append(names, tool)
		}
	}
	for _, field := range tools.Value.Fields {
		if field.Value.Text() == "true" {
			names = append(names, field.Name)
		}
	}
	return names
}

const verbs = `(?:modif(?:y|ies)|edits?|changes?|writes?|creates?|deletes?|alters?|touch(?:es)?|overwrites?)`

var (
	// forbidden matches a boundary under Never that is about all files.
	forbidden = pattern.New(`(?i)^\W*(?:(?:never|do not|don't)\s+)?` + verbs + `(?:(?:,\s*|\s+)(?:(?:and|or)\s+)?` + verbs + `)*\s+(?:any\s+|the\s+)?(?:files?|anything)\b\W*$`)
	// sentence matches one that says the same wherever it stands.
	sentence = pattern.New(`(?im)^\W*(?:(?:you|this agent|this subagent)\s+)?(?:must\s+not|must\s+never|may\s+not|never|do\s+not|don't|cannot)\s+` + verbs +
		`(?:(?:,\s*|\s+)(?:(?:and|or)\s+)?` + verbs + `)*\s+(?:any\s+|the\s+)?(?:files?|anything)\s*(?:[.!;*]|$)`)
	// mentioned matches what every text has that readOnly matches.
	mentioned = pattern.New(`(?i)read[- ]only`)
	// readOnly matches a text that says that the agent only reads.
	readOnly = pattern.New(`(?i)\b(?:you are|you're|this (?:sub)?agent is|stay|remain|operate in|work in|run in|strictly)\s+(?:an?\s+|in\s+|strictly\s+|always\s+)*read[- ]only\b(?:\s+(?:mode|agent|reviewer|auditor|analyst|assistant))?\s*(?:[.,:;!)*—–-]|$)`)
)

// boundary returns the words by which the agent must not change any file.
func boundary(f *agent.File) (text string, found bool) {
	for _, bullet := range f.Bullets {
		isRule := bullet.Tier == body.Never && forbidden.MatchString(bullet.Text)
		if isRule || bullet.Tier == body.Always && readOnly.MatchString(bullet.Text) {
			return bullet.Text, true
		}
	}
	body := f.Source.Text[f.Body.Start:f.Body.End]
	for _, p := range []*pattern.Pattern{sentence, readOnly} {
		if p == readOnly && !mentioned.Match(body) {
			continue
		}
		for _, m := range p.FindAllIndex(body, -1) {
			at := agent.Range{Start: f.Body.Start + m[0], End: f.Body.Start + m[1]}
			if !inCode(f, at) {
				return strings.TrimSpace(f.Text(at)), true
			}
		}
	}
	return "", false
}

func inCode(f *agent.File, at agent.Range) bool {
	return slices.ContainsFunc(f.Fences, func(fence body.Fence) bool { return fence.Range.Contains(at) })
}
