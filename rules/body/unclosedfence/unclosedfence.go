// Package unclosedfence defines the rule unclosed-fence.
package unclosedfence

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
)

//go:embed unclosedfence.md
var page string

// Rule reports fenced code blocks that no line closes.
var Rule = &lint.Rule{
	ID:       "unclosed-fence",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	n := nesting{}
	for i, fence := range f.Fences {
		if fence.Closed {
			continue
		}
		at := f.Range(agent.Range{Start: fence.Range.Start, End: endOfLine(f, fence.Range.Start)})
		d := analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: "this fence is never closed: " + swallowed(f, fence)}
		if isEmpty(f, fence) {
			d.Category = string(lint.Note)
		}
		if n.look(f, i); n.found {
			there := f.Range(n.nested)
			d.Related = []analysis.RelatedInformation{{Pos: there.Pos(), End: there.End(),
				Message: fmt.Sprintf("it is inside the block of line %d, which ends at the next closing fence; make the outer fence longer",
					f.Source.Position(n.outer).Line)}}
		}
		pass.Report(d)
	}
}

// endOfLine returns the offset after the line that start is on.
func endOfLine(f *agent.File, start int) int {
	line := f.Source.Position(start).Line
	return f.Source.LineStart(line) + len(f.Source.Line(line))
}

func isEmpty(f *agent.File, fence body.Fence) bool {
	return strings.TrimSpace(f.Text(fence.Content)) == ""
}

// headingLine matches a line of a code block that was meant to be a heading.
var headingLine = pattern.New(`(?m)^#{1,6}[ \t]+(.+?)[ \t#]*\r?$`)

// swallowed says what has become code.
func swallowed(f *agent.File, fence body.Fence) string {
	if isEmpty(f, fence) {
		return "nothing is below it, so it is one too many, or one is missing above"
	}
	content := strings.TrimSpace(f.Text(fence.Content))
	lines := strings.Count(content, "\n") + 1
	message := fmt.Sprintf("the %d lines below it are code", lines)
	if lines == 1 {
		message = "the line below it is code"
	}
	if heading := headingLine.FindStringSubmatch(content); heading != nil && fence.Language == "" {
		message += fmt.Sprintf(", including the heading %q", heading[1])
	}
	return message
}

// opening matches a fence with an info string, which closes nothing.
var opening = pattern.New("(?m)^[ \t]*(```+|~~~+)[ \t]*[\\w{][^`\r\n]*")

// A nesting is the last closed block that holds the start of another whose own closing fence ends them both.
type nesting struct {
	seen   int // fences
	found  bool
	outer  int         // where it starts
	nested agent.Range // the other fence
}

// look looks at the fences up to one.
func (n *nesting) look(f *agent.File, end int) {
	for _, fence := range f.Fences[n.seen:end] {
		content := f.Text(fence.Content)
		m := opening.FindStringSubmatchIndex(content)
		if m != nil && fence.Closed && strings.HasPrefix(content[m[2]:m[3]], marker(f.Text(fence.Range))) {
			start := fence.Content.Start
			n.found, n.outer, n.nested = true, fence.Range.Start, agent.Range{Start: start + m[0], End: start + m[1]}
		}
	}
	n.seen = end
}

// marker returns the backticks or tildes that a fence starts with.
func marker(fence string) string {
	return fence[:len(fence)-len(strings.TrimLeft(fence, fence[:1]))]
}
