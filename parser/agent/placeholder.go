package agent

import (
	"bytes"
	"fmt"

	"github.com/agentlint/agentlint/internal/pattern"
)

// A Placeholder is a {{name}} that something is meant to fill in.
type Placeholder struct {
	Name     string
	Range    Range // with the braces
	Where    Where
	Language string // of the fence around it, or ""
}

// A Where is the part of a definition that something stands in.
type Where uint8

// The parts of a definition.
const (
	InProse Where = iota
	InFrontmatter
	InCodeSpan
	InCodeBlock // fenced or indented
)

// String names the part as a message would.
func (w Where) String() string {
	return [...]string{"prose", "frontmatter", "inline code", "a code block"}[w]
}

// braces matches a bare name in double braces, and what tells ${{ }} of GitHub Actions and {{{ }}} apart.
var braces = pattern.New(`([$\\{]?)\{\{[ \t]*([A-Za-z_][\w-]*)[ \t]*\}\}`)

// maxPlaceholders is how many placeholders of a file are read.
const maxPlaceholders = 200_000

// findPlaceholders fills Placeholders.
func (f *File) findPlaceholders() {
	start := 0
	for line := range bytes.Lines(f.Source.Text) {
		for _, m := range braces.FindAllSubmatchIndex(line, -1) {
			if m[2] < m[3] {
				continue
			}
			p := Placeholder{Name: string(line[m[4]:m[5]]), Range: Range{Start: start + m[0], End: start + m[1]}}
			if len(f.Placeholders) == maxPlaceholders {
				f.TooMuch = fmt.Sprintf("it has over %d placeholders, up to line %d", maxPlaceholders, f.Source.Position(start).Line)
				return
			}
			p.Where, p.Language = f.where(p.Range)
			f.Placeholders = append(f.Placeholders, p)
		}
		start += len(line)
	}
}

func (f *File) where(r Range) (Where, string) {
	if f.Frontmatter != nil && f.Frontmatter.Range.Contains(r) {
		return InFrontmatter, ""
	}
	if fence := f.FenceAt(r); fence != nil {
		return InCodeBlock, fence.Language
	}
	if f.InIndentedCode(r) {
		return InCodeBlock, ""
	}
	if f.CodeSpanAt(r) != nil {
		return InCodeSpan, ""
	}
	return InProse, ""
}
