// Package config parses YAML, JSON and TOML into one kind of value with positions.
//
// [Parse] never fails. What is wrong becomes a [Problem] with a place, and what can be read is. All positions are byte
// offsets into the text that was parsed; [File.Range] converts them. Aliases and merge keys of YAML are not expanded, so a value is never larger
// than the text it was read from.
package config

import (
	"bytes"
	"context"
	"errors"
	"math"
	"path"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/source"
)

// A Format is a language that configuration is written in.
type Format string

// The formats.
const (
	YAML  Format = "YAML"
	JSON  Format = "JSON"  // RFC 8259
	JSONC Format = "JSONC" // with comments and trailing commas
	TOML  Format = "TOML"  // 1.1
)

// Classify returns the format of the file at a slash-separated path, which its extension tells, and whether there is one.
func Classify(name string) (Format, bool) {
	switch strings.ToLower(path.Ext(name)) {
	case ".yaml", ".yml":
		return YAML, true
	case ".json":
		return JSON, true
	case ".jsonc", ".json5":
		return JSONC, true
	case ".toml":
		return TOML, true
	}
	return "", false
}

// A File is a parsed configuration file. Nothing changes it after [Parse] but the driver, which sets Base.
type File struct {
	Base     int // of the file in the run's token.FileSet
	Source   *source.File
	Format   Format
	Root     Value     // null if nothing is written; of YAML, the first document
	Problems []Problem // duplicate keys come last
	TooMuch  string    // why the text was not read although it may be well-formed; it is among Problems, too; "" if it was

	text    []byte
	mapping source.Mapping
}

// A Problem is something wrong with the text.
type Problem struct {
	Kind    ProblemKind
	Range   Range
	Message string // lower case, no final dot
}

// A ProblemKind tells problems apart.
type ProblemKind string

// The kinds of problem.
const (
	SyntaxFault   ProblemKind = "syntax"         // the range is where reading stopped
	DuplicateKey  ProblemKind = "duplicate-key"  // the range is the second key
	Comment       ProblemKind = "comment"        // in JSON, which has none
	TrailingComma ProblemKind = "trailing-comma" // in JSON, which has none
)

// A SyntaxError is where and why text does not parse.
type SyntaxError struct {
	Offset  int
	Message string // lower case, no final dot
	TooMuch bool   // the text may be well-formed, but was not read: there is more of something than anybody writes
}

// Parse is [ParseContext] without a context.
func Parse(src *source.File, format Format) *File {
	return ParseContext(context.Background(), src, format)
}

// ParseContext reads the configuration in src. Bad content gives problems, not failure, and so does what is left when ctx is done.
func ParseContext(ctx context.Context, src *source.File, format Format) *File {
	return parse(ctx, src, src.Text, nil, format, MaxValues)
}

// ParseUpTo is [Parse] with a bound in place of MaxValues.
func ParseUpTo(src *source.File, format Format, maxValues int) *File {
	return parse(context.Background(), src, src.Text, nil, format, maxValues)
}

// ParseExtract reads the configuration in text, which stands in src where mapping says.
func ParseExtract(src *source.File, text []byte, mapping source.Mapping, format Format) *File {
	return parse(context.Background(), src, text, mapping, format, MaxValues)
}

func parse(ctx context.Context, src *source.File, text []byte, mapping source.Mapping, format Format, maxValues int) *File {
	f := &File{Source: src, Format: format, text: text, mapping: mapping}
	whole := Range{0, len(text)}
	if bytes.HasPrefix(text, []byte(source.BOM)) {
		whole.Start = len(source.BOM)
	}
	var err *SyntaxError
	switch format {
	case YAML:
		f.Root, err = parseYAML(ctx, text, whole, maxValues)
	case TOML:
		f.Root, f.Problems, err = parseTOML(ctx, text, whole, maxValues)
	default:
		f.Root, f.Problems, err = parseJSON(ctx, text, whole, format, maxValues)
	}
	if err != nil {
		f.Problems = append(f.Problems, Problem{SyntaxFault, restOfLine(text, err.Offset), err.Message})
	}
	if err != nil && err.TooMuch {
		f.Root, f.TooMuch = Value{}, err.Counted(src.Position(mapping.Start(err.Offset)).Line)
	}
	f.Problems = append(f.Problems, Duplicates(f.Root)...)
	return f
}

// ParseKeys reads from the JSON in src what stands under the given keys, at any depth, and where that of closed keys stands.
// What stands under others, or inside of closed ones, is only checked: a notebook's outputs are larger than its code, and
// nobody asks for them. If ctx is done before, there is a problem that says so.
func ParseKeys(ctx context.Context, src *source.File, keys, closed []string) *File {
	f := &File{Source: src, Format: JSON, text: src.Text}
	p := &jsonParser{ctx: ctx, text: src.Text, strict: true, keys: keys, closed: closed, maxValues: math.MaxInt}
	if bytes.HasPrefix(src.Text, []byte(source.BOM)) {
		p.at = len(source.BOM)
	}
	if f.Root = p.document(); p.err != nil {
		p.problems = append(p.problems, Problem{SyntaxFault, restOfLine(src.Text, p.err.Offset), p.err.Message})
	}
	f.Problems = p.problems
	return f
}

// restOfLine returns what stands from at to the end of its line.
func restOfLine(text []byte, at int) Range {
	at = max(0, min(at, len(text)))
	end := len(text)
	if i := bytes.IndexAny(text[at:], "\r\n"); i >= 0 {
		end = at + i
	}
	return Range{at, end}
}

// Whole returns the range of all that was parsed.
func (f *File) Whole() Range { return Range{0, len(f.text)} }

// Text returns the bytes of r as they are written.
func (f *File) Text(r Range) string { return string(f.text[r.Start:r.End]) }

// comment matches where a comment starts, or what looks like one in a string.
var comment = pattern.New(`(?m)(?:^|[ \t])(?:#|//|/\*)`)

// MayHaveComments reports whether something in the text looks like a comment. RFC 8259 has none.
func (f *File) MayHaveComments() bool { return comment.Match(f.text) }

// IsExtract reports whether the file is a part of another, such as a fenced block.
func (f *File) IsExtract() bool { return f.mapping != nil }

// Range returns r as positions in the run's token.FileSet, for reports.
func (f *File) Range(r Range) analysis.Range {
	start := f.mapping.Start(r.Start)
	return Range{start, max(start, f.mapping.End(r.End))}.At(f.Base)
}

// Analyzer is what a rule of configuration files requires to read one with [Of]. The driver supplies its result.
var Analyzer = &analysis.Analyzer{
	Name:       "config",
	Doc:        "values of one configuration file",
	ResultType: reflect.TypeFor[*File](),
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver supplies the values") },
}

// Of returns the file that pass is about. A rule may call it if it requires [Analyzer].
func Of(pass *analysis.Pass) *File { return pass.ResultOf[Analyzer].(*File) }
