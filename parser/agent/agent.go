// Package agent parses one agent definition: Markdown under YAML frontmatter, as custom agents, subagents,
// prompt files, instructions and skills are written.
//
// [Parse] never fails. What is wrong with the frontmatter becomes a [Problem] with a place, and as much as can be
// read is. All positions are byte offsets into the text of the source file.
package agent

import (
	"context"
	"errors"
	"path"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// A File is a parsed definition. Nothing changes it after [Parse] but the driver, which sets Base.
type File struct {
	Base   int // of the file in the run's token.FileSet
	Source *source.File
	Kind   kind.Kind

	TooMuch       string        // why not all was read: what there is too much of; "" if it was
	Frontmatter   *Frontmatter  // nil if there is none
	Body          Range         // what follows the frontmatter
	Problems      []Problem     // of the frontmatter, by position
	Handoffs      []Handoff     // of the frontmatter
	Placeholders  []Placeholder // of frontmatter and body
	body.Markdown               // what the body holds

	fields map[string]*Field // of the frontmatter, by name
	ctx    context.Context   // says when nobody wants to know more
	tried  int               // bytes that were parsed to try repairs
}

// Parse is [ParseContext] without a context.
func Parse(src *source.File, k kind.Kind) *File {
	return ParseContext(context.Background(), src, k)
}

// ParseContext reads the definition in src. Bad content gives problems, not failure. TooMuch is set if there is so much
// of something that it was not read, or if ctx was done before it was.
func ParseContext(ctx context.Context, src *source.File, k kind.Kind) *File {
	f := &File{Source: src, Kind: k, ctx: ctx}
	if f.parseFrontmatter(); f.TooMuch != "" {
		f.TooMuch = "its frontmatter can't be read: " + f.TooMuch
		return f
	}
	f.indexFields()
	f.parseHandoffs()
	if f.Markdown, f.TooMuch = body.Parse(ctx, src, f.Body); f.TooMuch != "" {
		f.TooMuch = "it can't be read as Markdown: " + f.TooMuch
	} else {
		f.findPlaceholders()
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

// FieldAt returns the top-level field that r lies in, or nil.
func (f *File) FieldAt(r Range) *Field { return config.Around(f.Fields(), r, (*Field).Range) }

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

// Stem returns what a host takes from path to name a definition: the file's name without its extensions,
// and for SKILL.md the folder's name.
func Stem(name string) string {
	base := source.Folded(path.Base(name))
	if base == "SKILL.md" {
		return path.Base(path.Dir(name))
	}
	base = strings.TrimSuffix(strings.TrimSuffix(base, ".md"), ".mdc")
	for _, suffix := range []string{".agent", ".chatmode", ".prompt", ".instructions"} {
		base = strings.TrimSuffix(base, suffix)
	}
	return base
}
