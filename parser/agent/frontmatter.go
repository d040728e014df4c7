package agent

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// Frontmatter is the YAML block at the top of a definition.
type Frontmatter struct {
	Range   Range // from the opening fence through the closing one and its line end
	Content Range // the YAML between the fences
	Closed  bool
	Fields  []Field // at top level, in order; duplicates are kept
}

// A Problem is something wrong with the frontmatter.
type Problem struct {
	Kind    ProblemKind
	Range   Range
	Message string // lower case, no final dot
}

// A ProblemKind tells problems apart. Its value is the ID of the rule that reports the problem.
type ProblemKind string

// The kinds of problem.
const (
	UnclosedFrontmatter   ProblemKind = "unclosed-frontmatter"    // no closing fence; the range is where the body seems to start
	TextBeforeFrontmatter ProblemKind = "text-before-frontmatter" // the range is that text
	MalformedFence        ProblemKind = "malformed-fence"         // indented, or more than three dashes; the range is the fence
	NotAMapping           ProblemKind = "frontmatter-not-mapping" // the range is the YAML
	DuplicateKey          ProblemKind = "duplicate-key"           // the range is the second key
	TabIndent             ProblemKind = "tab-indentation"         // the range is the tabs
	UnquotedColon         ProblemKind = "unquoted-colon"          // the range is the colon; the field is recovered
	BareAsterisk          ProblemKind = "bare-asterisk"           // read as an alias; the range is the word
	UnindentedLine        ProblemKind = "unindented-line"         // a continuation at the left margin; the range is the line
	InvalidYAML           ProblemKind = "invalid-yaml"            // anything else that YAML forbids
)

// keyLine matches a line that starts a field.
var keyLine = pattern.New(`^[ \t]*("[^"]*"|'[^']*'|[A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]|$)`)

// wellKnown matches a field that definitions really have, unlike the "user: …" of an example.
var wellKnown = pattern.New(`(?m)^[ \t]*(?:name|description|tools|allowed-tools|disallowedTools|model|mode|color|agents?|` +
	`argument-hint|applyTo|globs|alwaysApply|paths|handoffs|triggers|target|license|metadata|category|version|skills|` +
	`permissionMode|maxTurns|memory|effort|hooks|mcp-servers|mcpServers|user-invocable|disable-model-invocation):(?:[ \t\r\n]|$)`)

// maxTextBefore is the number of lines with text that may stand before misplaced frontmatter: a title, a comment,
// a stray fence. Below more text, it is an example.
const maxTextBefore = 3

func (f *File) report(kind ProblemKind, r Range, format string, args ...any) {
	f.Problems = append(f.Problems, Problem{kind, r, fmt.Sprintf(format, args...)})
}

// parseFrontmatter fills Frontmatter, Body and Problems.
func (f *File) parseFrontmatter() {
	start := f.start()
	f.Body = Range{Start: start, End: len(f.Source.Text)}
	open, ok := f.openingFence(start)
	if !ok {
		return
	}
	f.Frontmatter = f.delimit(open)
	f.Body.Start = f.Frontmatter.Range.End
	f.parseFields()
	slices.SortStableFunc(f.Problems, func(a, b Problem) int { return cmp.Compare(a.Range.Start, b.Range.Start) })
}

// start returns where the text starts: after a byte order mark.
func (f *File) start() int {
	if bytes.HasPrefix(f.Source.Text, []byte(source.BOM)) {
		return len(source.BOM)
	}
	return 0
}

// openingFence finds the line that opens the frontmatter, on the first line or, by mistake, further down.
func (f *File) openingFence(start int) (Range, bool) {
	text := f.Source.Text
	first, _ := config.Line(text, start)
	if isFence(text[first.Start:first.End]) {
		return first, true
	}
	if !f.Kind.HasFrontmatter() {
		return Range{}, false
	}
	open, ok := misplacedFence(text, start)
	if !ok {
		return Range{}, false
	}
	before, fence := config.Trim(text, Range{Start: start, End: open.Start}), config.Trim(text, open)
	malformed := fence != open || fence.End-fence.Start != 3
	if before.Start < before.End {
		f.report(TextBeforeFrontmatter, before, "text before the frontmatter, which hosts look for only on the first line")
	} else if open.Start > start && !malformed {
		blank := Range{Start: start, End: open.Start}
		f.report(TextBeforeFrontmatter, blank, "blank line before the frontmatter, which hosts look for only on the first line")
	}
	if malformed {
		f.report(MalformedFence, open, `frontmatter opens with %q instead of "---"`, f.Text(open))
	}
	return open, true
}

// isFence reports whether a line is exactly a fence, trailing blanks aside.
func isFence(line []byte) bool {
	return string(bytes.TrimRight(line, " \t")) == "---"
}

// isDashes reports whether a line would be a fence but for its indentation or length.
func isDashes(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) >= 3 && len(bytes.Trim(line, "-")) == 0
}

// misplacedFence finds the first dashes that are followed by a field and, some lines on, by dashes again.
// The block must have a well-known field, or it could be prose between two rules.
func misplacedFence(text []byte, start int) (Range, bool) {
	before := 0
	for at := start; at < len(text) && before <= maxTextBefore; {
		r, next := config.Line(text, at)
		content := text[r.Start:r.End]
		if isDashes(content) {
			key, _ := config.Line(text, next)
			closing, closed := closingFence(text, next, r)
			return r, closed && keyLine.Match(text[key.Start:key.End]) && wellKnown.Match(text[next:closing.Start])
		}
		if len(bytes.TrimSpace(content)) > 0 {
			before++
		}
		at = next
	}
	return Range{}, false
}

// closingFence finds the line after at that closes the frontmatter opened by open: it is indented alike.
func closingFence(text []byte, at int, open Range) (Range, bool) {
	indent := config.Trim(text, open).Start - open.Start
	proper := isFence(text[open.Start:open.End])
	for at < len(text) {
		r, next := config.Line(text, at)
		content := text[r.Start:r.End]
		if isFence(content) || !proper && isDashes(content) && config.Trim(text, r).Start-r.Start == indent {
			return r, true
		}
		at = next
	}
	return Range{}, false
}

// delimit finds where the frontmatter that open starts ends.
func (f *File) delimit(open Range) *Frontmatter {
	text := f.Source.Text
	_, start := config.Line(text, open.Start)
	if closing, ok := closingFence(text, start, open); ok {
		_, end := config.Line(text, closing.Start)
		return &Frontmatter{Range{Start: open.Start, End: end}, Range{Start: start, End: closing.Start}, true, nil}
	}
	body := bodyStart(text, start)
	first, _ := config.Line(text, body)
	f.report(UnclosedFrontmatter, first, `frontmatter has no closing "---"; the body seems to start here`)
	return &Frontmatter{Range{Start: open.Start, End: body}, Range{Start: start, End: body}, false, nil}
}

// bodyStart guesses where an unclosed frontmatter ends: at the first line that can't continue its YAML.
func bodyStart(text []byte, start int) int {
	afterBlank := false
	for at := start; at < len(text); {
		r, next := config.Line(text, at)
		content := text[r.Start:r.End]
		switch {
		case len(bytes.TrimSpace(content)) == 0:
			afterBlank = true
			at = next
			continue
		case content[0] == '#' && !afterBlank, content[0] == ' ', content[0] == '\t',
			bytes.HasPrefix(content, []byte("- ")) && !afterBlank, keyLine.Match(content):
			afterBlank = false
			at = next
		default:
			return at
		}
	}
	return len(text)
}

// parseFields reads the YAML between the fences, entry by entry if it is broken as a whole.
func (f *File) parseFields() {
	content := f.Frontmatter.Content
	root, err := config.ParseYAML(f.ctx, f.Source.Text, content)
	if err != nil && err.TooMuch {
		f.TooMuch = err.Counted(f.Source.Position(err.Offset).Line)
		return
	}
	if err != nil {
		f.recoverFields(content, err)
		return
	}
	if root.Type() == Null {
		return
	}
	if root.Type() != Map {
		f.report(NotAMapping, config.Trim(f.Source.Text, content), "frontmatter is %s, not a mapping of keys to values", root.Type().Indefinite())
		return
	}
	f.Frontmatter.Fields = root.Fields
	f.reportDuplicates()
}

// reportDuplicates reports keys that stand twice in one map of the frontmatter.
func (f *File) reportDuplicates() {
	for _, p := range config.Duplicates(Value{Fields: f.Frontmatter.Fields}) {
		f.report(DuplicateKey, p.Range, "%s", p.Message)
	}
}
