package workspace

import (
	"bytes"
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// A Style is an instruction about the form of code.
type Style struct {
	Topic Topic
	Span  agent.Range // of the words that say so
}

// A Topic is a form that tools can enforce.
type Topic string

// The topics.
const (
	LineLength  Topic = "the length of lines"
	ImportOrder Topic = "the order of imports"
	Quotes      Topic = "quotes"
	Indentation Topic = "indentation"
	Semicolons  Topic = "semicolons"
	Unused      Topic = "that imports are used"
	Annotations Topic = "type annotations"
	Docstrings  Topic = "docstrings"
	Complexity  Topic = "the complexity of functions"
)

// topics are the words of instructions about each topic.
var topics = []struct {
	topic Topic
	words *pattern.Pattern
}{
	{LineLength, pattern.New(`(?i)\b(?:line length|maximum line|max line|lines? (?:under|below|of at most|no longer than|shorter than|to) \d+|\d{2,3}[- ]?(?:character|char|column)s? (?:per line|limit|lines?|wide))\b`)},
	{ImportOrder, pattern.New(`(?i)\b(?:sort|order|group|organi[sz]e)(?:ed)? (?:the |your |all )?imports?\b|\bimports? (?:sorted|ordered|grouped)\b`)},
	{Quotes, pattern.New(`(?i)\b(?:use|prefer|with|always) (?:single|double)[- ]quotes?\b`)},
	{Indentation, pattern.New(`(?i)\b(?:2|4|two|four)[- ]spaces?(?: per| of| for|[ -]indent\w*)\b|\bindent\w* (?:with|of|is|by|:) ?(?:2|4|two|four|tabs)\b`)},
	{Unused, pattern.New(`(?i)\b(?:no|remove|avoid|delete|without) (?:all |any )?unused imports?\b`)},
	{Annotations, pattern.New(`(?i)\b(?:use|add|write|require|always|annotate)\b[^.]{0,30}\b(?:type (?:hint|annotation)s?|parameter and return types)\b|\btype (?:hint|annotation)s? (?:are )?required\b`)},
	{Docstrings, pattern.New(`(?i)\b(?:use|add|write|require|always)\b[^.]{0,30}\bdocstrings?\b|\bdocstrings? (?:are )?required\b`)},
	{Complexity, pattern.New(`(?i)\b(?:cyclomatic|mccabe) complexity\b`)},
	{Semicolons, pattern.New(`(?i)\b(?:no|use|omit|always use|without) semicolons?\b`)},
}

// stems are parts of words without which there is no such instruction.
var stems = [][]byte{[]byte("ine"), []byte("mport"), []byte("uote"), []byte("ndent"), []byte("space"), []byte("emicolon"), []byte("char"), []byte("type"), []byte("Type"), []byte("ocstring"), []byte("omplexity")}

func mayTellStyle(line []byte) bool {
	return slices.ContainsFunc(stems, func(stem []byte) bool { return bytes.Contains(line, stem) })
}

// guides are the kinds that say how a project's code is written.
var guides = []kind.Kind{kind.AgentsMD, kind.ClaudeMD, kind.GeminiMD, kind.CopilotInstructions, kind.Instructions, kind.ClaudeRule, kind.CursorRule}

// styles returns the instructions about the form of code in the items of lists, each topic once.
func styles(f *agent.File) (all []Style) {
	if !slices.Contains(guides, f.Kind) || !IsAtHome(f.Kind, f.Source.Path) {
		return nil
	}
	text := f.Source.Text[f.Body.Start:f.Body.End]
	seen := map[Topic]bool{}
	offset := f.Body.Start
	for line := range bytes.Lines(text) {
		if isItem(line) && mayTellStyle(line) {
			for _, t := range topics {
				m := t.words.FindSubmatchIndex(line)
				if m == nil || seen[t.topic] || f.FenceAt(agent.Range{Start: offset + m[0], End: offset + m[1]}) != nil {
					continue
				}
				seen[t.topic] = true
				all = append(all, Style{t.topic, agent.Range{Start: offset + m[0], End: offset + m[1]}})
			}
		}
		offset += len(line)
	}
	return all
}

func isItem(line []byte) bool {
	line = bytes.TrimLeft(line, " \t")
	return len(line) > 2 && bytes.IndexByte([]byte("-*+"), line[0]) >= 0 && line[1] == ' '
}
