package mcp

import (
	"bytes"
	"path"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
)

// A Mention is a configuration file that a definition names.
type Mention struct {
	Path   string // as written, without "./"
	Format *Format
	Range  config.Range
	Exists bool // the text refers the reader to the file, as to one that is there
	Denied bool // the text says that the file is not to be used
}

// configPath matches what may be the path of a configuration file.
var configPath = pattern.New(`(?:[\w.~$-]+/)*\.?\w[\w.-]*\.jsonc?\b`)

// reference matches what stands before a path that a definition refers to, rather than has the agent create.
var reference = pattern.New(`(?i)\b(?:see|refer to|(?:configured|defined|listed|declared|specified|documented|described) in|(?:configuration|settings|servers?|details?) (?:is |are )?in)[ \t*_:]*(?:the )?[ \t*_]*[\x60(\[]*$`)

// alternative matches what comes after a path that need not be the one.
var alternative = pattern.New(`^[\x60*)\]]*,? or\b`)

// findMentions fills Mentions.
func (f *File) findMentions() {
	body := f.definition.Body
	if !bytes.Contains(f.Source.Text[body.Start:body.End], []byte(".json")) {
		return // as in most definitions
	}
	start := body.Start
	for line := range bytes.Lines(f.Source.Text[body.Start:body.End]) {
		if bytes.Contains(line, []byte(".json")) {
			for _, m := range configPath.FindAllIndex(line, -1) {
				r := config.Range{Start: start + m[0], End: start + m[1]}
				name := strings.TrimPrefix(f.Text(r), "./")
				if format := Classify(name); format != nil && !f.definition.InFence(r) {
					f.Mentions = append(f.Mentions, Mention{name, format, r, f.isReferredTo(r), f.isDenied(r)})
				}
			}
		}
		start += len(line)
	}
}

// maxBefore is how many bytes before a path are looked at for what refers to it.
const maxBefore = 200

func (f *File) isReferredTo(r config.Range) bool {
	line := f.Source.LineStart(f.Source.Position(r.Start).Line)
	return reference.Match(f.Source.Text[max(line, r.Start-maxBefore):r.Start]) && !alternative.Match(f.Source.Text[r.End:])
}

// Relative reports whether the path leads from the repository's root: not to the user's own configuration.
func (m Mention) Relative() bool {
	return !strings.HasPrefix(m.Path, "~") && !strings.Contains(m.Path, "$") && !path.IsAbs(m.Path)
}
