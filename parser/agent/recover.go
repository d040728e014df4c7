package agent

import (
	"bytes"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
)

// recoverFields reads broken YAML one top-level entry at a time. The entries that do not parse alone are the ones at
// fault; their keys and raw text are kept, since hosts that read frontmatter leniently use them.
func (f *File) recoverFields(content Range, whole *config.SyntaxError) {
	text, before := f.Source.Text, len(f.Problems)
	for rest := entries(text, content); len(rest) > 0; {
		entry := rest[0]
		rest = rest[1:]
		value, err := config.ParseYAML(f.ctx, text, entry)
		if err == nil {
			f.Frontmatter.Fields = append(f.Frontmatter.Fields, value.Fields...)
			continue
		}
		if err.TooMuch {
			f.TooMuch = err.Counted(f.Source.Position(err.Offset).Line)
			return
		}
		f.diagnose(entry, err)
		if n := f.continued(text, rest); n > 0 {
			entry.End = rest[n-1].End
			rest = rest[n:]
		}
		f.recoverField(entry)
	}
	f.reportDuplicates()
	if len(f.Problems) == before {
		f.report(InvalidYAML, restOfLine(text, whole.Offset, content.End), "invalid YAML: %s", whole.Message)
	}
}

// entries splits YAML at the lines that start a field at the outermost level.
func entries(text []byte, content Range) []Range {
	var all []Range
	margin := -1
	for at := content.Start; at < content.End; {
		r, next := config.Line(text[:content.End], at)
		if raw := text[r.Start:r.End]; keyLine.Match(raw) {
			indent := config.Trim(text, r).Start - r.Start
			if margin < 0 || indent < margin {
				margin = indent
			}
			if indent == margin {
				all = append(all, Range{Start: r.Start, End: next})
			}
		}
		if len(all) > 0 {
			all[len(all)-1].End = next
		} else if first := config.Trim(text, r); first.Start < first.End && text[first.Start] != '#' {
			all = append(all, Range{Start: r.Start, End: next})
		}
		at = next
	}
	return all
}

// dialogue matches a line of an example that looks like a field.
var dialogue = pattern.New(`^(?:[Cc]ontext|[Uu]ser|[Aa]ssistant|[Ee]xamples?|[Cc]ommentary|[Nn]ote):`)

// continued returns how many of the entries after a broken one are most likely more of its text: an example's
// "user: …", and what stands before a line that is no field at all.
func (f *File) continued(text []byte, entries []Range) int {
	n := 0
	for i, entry := range entries {
		raw := text[entry.Start:entry.End]
		if wellKnown.Match(raw) {
			break
		}
		if _, err := config.ParseYAML(f.ctx, text, entry); err != nil || dialogue.Match(raw) {
			n = i + 1
		}
	}
	return n
}

// diagnose reports why the entry does not parse, at the line at fault.
func (f *File) diagnose(entry Range, err *config.SyntaxError) {
	text, key, at := f.Source.Text, f.entryName(entry), faultOffset(f.Source.Text, entry, err)
	first := restOfLine(text, entry.Start, entry.End)
	rest, whole := restOfLine(text, at, entry.End), restOfLine(text, lineStart(text, at), entry.End)
	tabs := leadingTabs(text, at)
	if star := asterisk(text, first); star >= 0 {
		at, rest = star, Range{Start: star, End: first.End}
	}
	switch stray, found := unindented(text, entry); {
	case at < entry.End && text[at] == '*':
		f.report(BareAsterisk, rest, `unquoted "*" starts a YAML alias in the value of %q`, key)
	case tabs.Start < tabs.End:
		f.report(TabIndent, tabs, "tab in the indentation of %q, which YAML forbids", key)
	case whole.Start > first.End && at == whole.Start+bytes.IndexByte(text[whole.Start:], ':') && wellKnown.Match(text[whole.Start:whole.End]):
		f.report(InvalidYAML, whole, "indented deeper than the keys above, so YAML reads the line as part of %q", key)
	case strings.HasPrefix(err.Message, "mapping values are not allowed") && (at <= first.End || !found):
		f.report(UnquotedColon, Range{Start: at, End: min(at+1, entry.End)}, `unquoted ": " in the value of %q is invalid YAML`, key)
	case found:
		f.report(UnindentedLine, stray, "line is not indented, so YAML does not read it as part of %q", key)
	case rest.Start == rest.End: // a bracket or quote that stays open to the end
		f.report(InvalidYAML, first, "invalid YAML in the value of %q: %s", key, err.Message)
	default:
		f.report(InvalidYAML, rest, "invalid YAML in the value of %q: %s", key, err.Message)
	}
}

// lineStart returns where the line that at is on starts.
func lineStart(text []byte, at int) int { return bytes.LastIndexAny(text[:at], "\r\n") + 1 }

// asterisk returns the offset of an asterisk with which the value on a line begins, -1 if it begins otherwise.
func asterisk(text []byte, line Range) int {
	colon := bytes.IndexByte(text[line.Start:line.End], ':')
	if colon < 0 {
		return -1
	}
	value := bytes.TrimLeft(text[line.Start+colon+1:line.End], " \t")
	if len(value) == 0 || value[0] != '*' {
		return -1
	}
	return line.End - len(value)
}

// faultOffset returns the offset of what err is about, which for an alias is its asterisk.
func faultOffset(text []byte, entry Range, err *config.SyntaxError) int {
	switch {
	case strings.Contains(err.Message, "alphabetic or numeric") && err.Offset > entry.Start && text[err.Offset-1] == '*':
		return err.Offset - 1
	case strings.Contains(err.Message, "unknown anchor"):
		if i := bytes.IndexByte(text[entry.Start:entry.End], '*'); i >= 0 {
			return entry.Start + i
		}
	}
	return err.Offset
}

// unindented returns the first line of the entry, after its first, that stands at the entry's own margin.
func unindented(text []byte, entry Range) (Range, bool) {
	first, next := config.Line(text[:entry.End], entry.Start)
	margin := config.Trim(text, first).Start - first.Start
	for next < entry.End {
		var r Range
		r, next = config.Line(text[:entry.End], next)
		content := config.Trim(text, r)
		if content.Start < content.End && content.Start-r.Start <= margin && text[content.Start] != '#' {
			return content, true
		}
	}
	return Range{}, false
}

// leadingTabs returns the tabs in the indentation of the line that at is on.
func leadingTabs(text []byte, at int) Range {
	start := lineStart(text, at)
	for start < len(text) && text[start] == ' ' {
		start++
	}
	end := start
	for end < len(text) && text[end] == '\t' {
		end++
	}
	return Range{Start: start, End: end}
}

// entryName returns the key of the field that the entry starts with, or "".
func (f *File) entryName(entry Range) string {
	first, _ := config.Line(f.Source.Text[:entry.End], entry.Start)
	match := keyLine.FindSubmatch(f.Source.Text[first.Start:first.End])
	if match == nil {
		return ""
	}
	return string(bytes.Trim(match[1], `"'`))
}

// recoverField keeps the entry's key and its raw text.
func (f *File) recoverField(entry Range) {
	text := f.Source.Text
	first, _ := config.Line(text[:entry.End], entry.Start)
	match := keyLine.FindSubmatchIndex(text[first.Start:first.End])
	if match == nil {
		return
	}
	raw := rawValue(text, Range{Start: first.Start + match[1], End: entry.End})
	f.Frontmatter.Fields = append(f.Frontmatter.Fields, Field{
		Name: f.entryName(entry), Key: Range{Start: first.Start + match[2], End: first.Start + match[3]},
		Value: config.NewString(f.unquote(raw), raw), Recovered: true,
	})
}

// rawValue returns r without white space at its ends and without the comments that follow it.
func rawValue(text []byte, r Range) Range {
	for r = config.Trim(text, r); r.Start < r.End; r = config.Trim(text, r) {
		start := r.Start + bytes.LastIndexAny(text[r.Start:r.End], "\r\n") + 1
		if start == r.Start {
			return withoutComment(text, r)
		}
		if text[start] != '#' {
			break
		}
		r.End = start
	}
	return r
}

// withoutComment returns what stands before a comment on a line. "see #12" has none, to a reader.
func withoutComment(text []byte, r Range) Range {
	if i := bytes.Index(text[r.Start:r.End], []byte(" # ")); i >= 0 {
		r.End = r.Start + i
	}
	return config.Trim(text, r)
}

// blockHeader matches what introduces a block scalar.
var blockHeader = pattern.New(`^[|>][-+0-9]*(?:[\r\n]+|$)`)

// unquote returns the text of r on one line, without the quotes around it or the header before it.
func (f *File) unquote(r Range) string {
	text := collapse(blockHeader.ReplaceAllString(f.Text(r), ""))
	if n := len(text); n >= 2 && text[0] == text[n-1] && (text[0] == '"' || text[0] == '\'') {
		return text[1 : n-1]
	}
	return text
}

// collapse makes one space of each stretch of white space.
func collapse(text string) string { return strings.Join(strings.Fields(text), " ") }

// restOfLine returns what stands from at to the end of its line, but not past limit.
func restOfLine(text []byte, at, limit int) Range {
	r, _ := config.Line(text[:limit], min(at, limit))
	return config.Trim(text, r)
}
