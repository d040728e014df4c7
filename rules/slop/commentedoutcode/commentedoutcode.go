// Package commentedoutcode defines the rule commented-out-code.
package commentedoutcode

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/token"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed commentedoutcode.md
var page string

// Rule reports code that is kept as comments.
var Rule = &lint.Rule{
	ID:        "commented-out-code",
	Severity:  lint.Note,
	Fix:       lint.UnsafeFixes,
	Noqa:      []string{"ERA001", "commented-out-code"},
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("use", "commented-out code"), match.Do("remove", "commented-out code")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	d := detectors.Get().(*detector)
	defer detectors.Put(d)
	script := scriptBlocks(f)
	var block []python.Node
	for comment := range f.All(python.Comment) {
		isInside := len(block) > 0 && follows(block[len(block)-1], comment) && isOpen(block[len(block)-1])
		if !standsAlone(comment) || script.contains(comment) || !d.isCode(comment.Text(), isInside) {
			continue
		}
		if len(block) > 0 && !follows(block[len(block)-1], comment) {
			d.report(pass, block)
			block = block[:0]
		}
		block = append(block, comment)
	}
	if len(block) > 0 {
		d.report(pass, block)
	}
}

// detectors parse comments; a parser is not for concurrent use.
var detectors = sync.Pool{New: func() any { return &detector{parser: python.NewParser(), parsed: map[string]bool{}} }}

// line returns the 1-based line that a comment stands on.
func line(comment python.Node) int {
	return comment.File().Line(comment.Pos())
}

// standsAlone reports whether there is nothing in front of a comment on its line.
func standsAlone(comment python.Node) bool {
	text := comment.File().Text()[:comment.Start()]
	return len(bytes.TrimSpace(text[bytes.LastIndexByte(text, '\n')+1:])) == 0
}

// follows reports whether a comment continues another on the next line.
func follows(last, next python.Node) bool { return line(next) == line(last)+1 }

// isOpen reports whether the code in a comment goes on in the next line, as after an opening bracket, a comma or a string.
func isOpen(comment python.Node) bool {
	return text.MatchString(strings.TrimLeft(comment.Text(), "# \t")) || strings.ContainsRune("([{,", rune(comment.Text()[len(strings.TrimRight(comment.Text(), " \t\r"))-1]))
}

// report reports comments on consecutive lines as one block.
func (d *detector) report(pass *analysis.Pass, block []python.Node) {
	first, last := block[0], block[len(block)-1]
	message := "commented-out code"
	if len(block) > 1 {
		message = fmt.Sprintf("%d lines of commented-out code", len(block))
	}
	pass.Report(analysis.Diagnostic{Pos: first.Pos(), End: last.End(), Message: message, SuggestedFixes: d.remove(block)})
}

// remove deletes the lines of a block that is Python as a whole. Only a person can tell whether it is of no use any more.
func (d *detector) remove(block []python.Node) []analysis.SuggestedFix {
	f := block[0].File()
	if _, alone := block[0].Indentation(); !alone || !routine.IsWhole(f) || !d.parse(uncommented(block)) {
		return nil
	}
	start, end := f.Source.LineStart(line(block[0])), f.Source.LineStart(line(block[len(block)-1])+1)
	return lint.UnsafeFix("delete the commented-out code", analysis.TextEdit{Pos: token.Pos(f.Base + start), End: token.Pos(f.Base + end)})
}

// uncommented returns the text of a block without what makes its lines comments.
func uncommented(block []python.Node) string {
	lines := make([]string, len(block))
	common := -1
	for i, comment := range block {
		lines[i] = strings.TrimRight(strings.TrimLeft(comment.Text(), "#"), " \t\r\f")
		indent := len(lines[i]) - len(strings.TrimLeft(lines[i], " \t"))
		if common < 0 || indent < common {
			common = indent
		}
	}
	for i, line := range lines {
		lines[i] = line[common:]
	}
	return strings.Join(lines, "\n") + "\n"
}

// spans are ranges of bytes in a file's text.
type spans [][2]int

func (s spans) contains(n python.Node) bool {
	return slices.ContainsFunc(s, func(span [2]int) bool { return span[0] <= n.Start() && n.Start() < span[1] })
}

// scriptStart matches the first line of inline script metadata (https://peps.python.org/pep-0723/).
var scriptStart = pattern.New(`(?m)^# /// [a-zA-Z0-9-]+[ \t]*\r?$`)

// scriptBlocks finds inline script metadata, up to the last line of the comment that closes it.
func scriptBlocks(f *python.File) (all spans) {
	text := f.Text()
	if !bytes.Contains(text, []byte("# /// ")) { // which is found sooner than a pattern
		return nil
	}
	for _, at := range scriptStart.FindAllIndex(text, -1) {
		end := -1
		for offset := at[1] + 1; offset < len(text) && text[offset] == '#'; {
			length := bytes.IndexByte(text[offset:], '\n') + 1
			if length == 0 {
				length = len(text) - offset
			}
			row := string(bytes.TrimRight(text[offset:offset+length], "\r\n"))
			if row != "#" && !strings.HasPrefix(row, "# ") {
				break
			}
			if offset += length; row == "# ///" {
				end = offset
			}
		}
		if end > 0 {
			all = append(all, [2]int{at[0], end})
		}
	}
	return all
}
