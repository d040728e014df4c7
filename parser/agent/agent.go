// Package agent parses one agent definition: Markdown under YAML frontmatter, as custom agents, subagents,
// prompt files, instructions and skills are written.
//
// [Parse] never fails. What is wrong with the frontmatter becomes a [Problem] with a place, and as much as can be
// read is. All positions are byte offsets into the text of the source file.
package agent

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/source"
)

// A File is a parsed definition. Nothing changes it after [Parse] but the driver, which sets Base.
type File struct {
	Base   int // of the file in the run's token.FileSet
	Source *source.File
	Kind   Kind

	TooMuch      string        // why not all was read: what there is too much of; "" if it was
	Frontmatter  *Frontmatter  // nil if there is none
	Body         Range         // what follows the frontmatter
	Problems     []Problem     // of the frontmatter, by position
	Sections     []Section     // in order of their headings
	Bullets      []Bullet      // of boundaries: always, ask first, never
	Handoffs     []Handoff     // of the frontmatter
	Placeholders []Placeholder // of frontmatter and body
	Fences       []Fence
	Tables       []Table
	Links        []Link
	CodeSpans    []CodeSpan

	document ast.Node          // the Markdown, for Outline; nil if it was not read
	fields   map[string]*Field // of the frontmatter, by name
	ctx      context.Context   // says when nobody wants to know more
	tried    int               // bytes that were parsed to try repairs
}

// Parse is [ParseContext] without a context.
func Parse(src *source.File, kind Kind) *File { return ParseContext(context.Background(), src, kind) }

// ParseContext reads the definition in src. Bad content gives problems, not failure. TooMuch is set if there is so much
// of something that it was not read, or if ctx was done before it was.
func ParseContext(ctx context.Context, src *source.File, kind Kind) *File {
	f := &File{Source: src, Kind: kind, ctx: ctx}
	if f.parseFrontmatter(); f.TooMuch != "" {
		f.TooMuch = "its frontmatter can't be read: " + f.TooMuch
		return f
	}
	f.indexFields()
	f.parseHandoffs()
	if code := f.parseBody(); f.TooMuch != "" {
		f.TooMuch = "it can't be read as Markdown: " + f.TooMuch
	} else {
		f.findPlaceholders(code)
	}
	return f
}

// Analyzer stands for the parsed definition in a rule's Requires; rules read it with [Of].
var Analyzer = &analysis.Analyzer{
	Name:       "agent",
	Doc:        "supply the parsed agent definition",
	ResultType: reflect.TypeFor[*File](),
	Run: func(*analysis.Pass) (any, error) {
		return nil, errors.New("the driver supplies the parsed definition")
	},
}

// Of returns the definition that pass is about.
func Of(pass *analysis.Pass) *File { return pass.ResultOf[Analyzer].(*File) }

// Text returns the bytes of r as they stand in the file.
func (f *File) Text(r Range) string { return string(f.Source.Text[r.Start:r.End]) }

// Range returns r as positions in the run's token.FileSet, for reports.
func (f *File) Range(r Range) analysis.Range { return r.At(f.Base) }

// Field returns the frontmatter's first top-level field of that name, or nil.
func (f *File) Field(name string) *Field { return f.fields[name] }

func (f *File) indexFields() {
	f.fields = map[string]*Field{}
	for i := range slices.Backward(f.Fields()) {
		f.fields[f.Frontmatter.Fields[i].Name] = &f.Frontmatter.Fields[i]
	}
}

// Fields returns the frontmatter's top-level fields in order; duplicates are kept.
func (f *File) Fields() []Field {
	if f.Frontmatter == nil {
		return nil
	}
	return f.Frontmatter.Fields
}

// Name returns the definition's name: that of the frontmatter, or else that of the file (see [Stem]).
func (f *File) Name() string {
	if field := f.Field("name"); field != nil {
		if name := strings.TrimSpace(field.Value.Text()); name != "" {
			return name
		}
	}
	return Stem(f.Source.Path)
}

// line returns the line at start without its line end, and where the next one starts.
func line(text []byte, start int) (r Range, next int) {
	for i := start; i < len(text); i++ {
		switch {
		case text[i] == '\n':
			return Range{Start: start, End: i}, i + 1
		case text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n':
			return Range{Start: start, End: i}, i + 2
		case text[i] == '\r':
			return Range{Start: start, End: i}, i + 1
		}
	}
	return Range{Start: start, End: len(text)}, len(text)
}

// trim returns r without white space at its ends.
func trim(text []byte, r Range) Range {
	for r.Start < r.End && isSpace(text[r.Start]) {
		r.Start++
	}
	for r.Start < r.End && isSpace(text[r.End-1]) {
		r.End--
	}
	return r
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
