package workspace

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// A Command is a call of a task that the repository is to define, as a definition shows it in code.
type Command struct {
	Tool    string // what runs the task: make, npm, tox
	Task    string
	Certain bool        // the tool runs nothing but tasks in this place; else it may be any program: poetry run pytest
	Listed  bool        // stands in a section of commands, or in a file that is about its repository as a whole
	Span    agent.Range // of the task
}

// shells are the languages of fences that hold commands.
var shells = []string{"bash", "sh", "shell", "zsh", "console", "shell-session"}

// aboutRepository are the kinds that describe the repository they lie in.
var aboutRepository = []kind.Kind{kind.AgentsMD, kind.ClaudeMD, kind.CopilotInstructions}

// script matches what tells a program in shell from a list of commands.
var script = pattern.New(`(?m)^#!|^\s*(?:if|for|while|case|function)\b`)

// commandTitle matches headings of sections that list the repository's commands.
var commandTitle = pattern.New(`(?i)\b(?:commands?|scripts?)\b`)

// commands returns the calls of tasks in f's inline code and shell examples.
func commands(f *agent.File) []Command {
	var all []Command
	for _, code := range f.CodeSpans {
		before := len(all)
		if all = appendCommands(all, f, code.Content); len(all) > before && conditional.Match(lineOf(f, code.Range.Start)) {
			all = all[:before]
		}
	}
	for _, fence := range f.Fences {
		if slices.Contains(shells, fence.Language) && !script.MatchString(f.Text(fence.Content)) && !otherRepository.Match(lineBefore(f, fence.Range.Start)) {
			all = appendCommands(all, f, fence.Content)
		}
	}
	for i := range all {
		all[i].Listed = slices.Contains(aboutRepository, f.Kind) || isListed(f, all[i].Span)
	}
	return all
}

var (
	// conditional matches a line about a command that need not be there.
	conditional = pattern.New(`(?i)\bif (?:it is |it's |they are )?(?:available|present|defined|configured|there is|it exists|one exists|applicable)\b`)
	// otherRepository matches a line about commands that run in another repository.
	otherRepository = pattern.New(`(?i)\b(?:checkout|clone) ?(?:of|:|,|\.|$)|\b(?:another|other|upstream|sibling) repo`)
)

// lineOf returns the line of an offset, up to it and from it on.
func lineOf(f *agent.File, offset int) []byte {
	text := f.Source.Text
	start := bytes.LastIndexByte(text[:offset], '\n') + 1
	end := bytes.IndexByte(text[offset:], '\n')
	if end < 0 {
		return text[start:]
	}
	return text[start : offset+end]
}

// lineBefore returns the last line with text before an offset.
func lineBefore(f *agent.File, offset int) []byte {
	before := bytes.TrimRight(f.Source.Text[:bytes.LastIndexByte(f.Source.Text[:offset], '\n')+1], " \t\r\n")
	return before[bytes.LastIndexByte(before, '\n')+1:]
}

// isListed reports whether a section of commands, or one inside it, holds s.
func isListed(f *agent.File, s agent.Range) bool {
	return f.InSection(s, func(section *body.Section) bool { return commandTitle.MatchString(section.Title) })
}

// word matches the words of a shell line; operators are words of their own.
var word = pattern.New(`&&|\|\||[;|\n]|#.*|'[^'\n]*'|"[^"\n]*"|[^\s;|&#]+`)

// anyTool matches code that may call a tool.
var anyTool = pattern.New(`\b(?:` + strings.Join(slices.Sorted(maps.Keys(grammars)), "|") + `)\b`)

// appendCommands reads code as lines of shell.
func appendCommands(all []Command, f *agent.File, code agent.Range) []Command {
	if !anyTool.Match(f.Source.Text[code.Start:code.End]) {
		return all
	}
	text := f.Text(code)
	var line []agent.Range
	for _, m := range append(word.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		w := text[m[0]:m[1]]
		if w != "" && !strings.ContainsAny(w[:1], "&|;\n#") {
			line = append(line, agent.Range{Start: m[0], End: m[1]})
			continue
		}
		for _, c := range parseCommand(text, line) {
			c.Span = agent.Range{Start: c.Span.Start + code.Start, End: c.Span.End + code.Start}
			all = append(all, c)
		}
		line = nil
	}
	return all
}

// A grammar is where a tool's command line names tasks.
type grammar struct {
	run   []string // what comes before a task: npm run; nil if nothing does
	open  bool     // a task may be any program as well
	bare  bool     // a task may stand without run as well, among other subcommands
	named []string // subcommands that are tasks by name: npm test
	many  bool     // several tasks may follow
}

// grammars are the tools by name. Sources: the manuals of GNU Make, npm, pnpm, Yarn, Bun, just, Task, Poe the Poet, tox,
// Nox, Hatch, PDM, Poetry and uv.
var grammars = map[string]grammar{
	"make":   {many: true},
	"gmake":  {many: true},
	"npm":    {run: []string{"run", "run-script"}, named: []string{"test"}},
	"pnpm":   {run: []string{"run", "run-script"}, bare: true, named: []string{"test"}},
	"yarn":   {run: []string{"run"}, open: true, bare: true},
	"bun":    {run: []string{"run"}, open: true},
	"just":   {},
	"task":   {},
	"poe":    {},
	"tox":    {run: []string{"-e"}},
	"nox":    {run: []string{"-s", "--session", "--sessions"}},
	"hatch":  {run: []string{"run"}, open: true},
	"pdm":    {run: []string{"run"}, open: true},
	"poetry": {run: []string{"run"}, open: true},
	"uv":     {run: []string{"run"}, open: true},
}

// elsewhere are options that make a tool look in another place than the definition's reader is in.
var elsewhere = []string{"-C", "--directory", "-f", "--file", "--makefile", "--prefix", "-w", "--workspace", "--filter", "-F", "--cwd", "--global"}

var (
	taskName   = pattern.New(`^[A-Za-z0-9][\w.:/-]*$`)
	assignment = pattern.New(`^\w+=`)
)

// parseCommand reads one simple command, given by the spans of its words in text.
func parseCommand(text string, words []agent.Range) []Command {
	first := func() string { return text[words[0].Start:words[0].End] }
	for len(words) > 0 && (first() == "$" || first() == "sudo" || first() == "time" || assignment.MatchString(first())) {
		words = words[1:]
	}
	if len(words) < 2 || isElsewhere(text, words) {
		return nil
	}
	tool := first()
	g, ok := grammars[tool]
	words = words[1:]
	certain := !g.open
	switch {
	case !ok:
		return nil
	case slices.Contains(g.run, first()):
		words = words[1:]
		if inner := parseCommand(text, words); g.open && len(inner) > 0 {
			return inner // poetry run poe test
		}
	case slices.Contains(g.named, first()):
	case g.bare:
		certain = false
	case g.run != nil:
		return nil
	}
	return tasks(Command{Tool: tool, Certain: certain}, g.many, text, words)
}

// isElsewhere reports whether an option sends the tool to another place.
func isElsewhere(text string, words []agent.Range) bool {
	return slices.ContainsFunc(words, func(s agent.Range) bool {
		option, _, _ := strings.Cut(text[s.Start:s.End], "=")
		return slices.Contains(elsewhere, option)
	})
}

// tasks returns c for each task that words name.
func tasks(c Command, many bool, text string, words []agent.Range) []Command {
	var all []Command
	for _, span := range words {
		name := text[span.Start:span.End]
		switch {
		case strings.HasPrefix(name, "-") && len(all) == 0, assignment.MatchString(name):
			continue
		case !taskName.MatchString(name):
			return all
		}
		c.Task, c.Span = name, span
		all = append(all, c)
		if !many {
			return all
		}
	}
	return all
}
