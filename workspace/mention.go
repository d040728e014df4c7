package workspace

import (
	"bytes"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

var (
	// ownPath matches a path in a folder that the specification names for what a skill brings.
	// Source: https://agentskills.io/specification#optional-directories, read on 2026-08-09.
	ownPath = pattern.New("(?:^|[\\s`(\"'])((?:\\./)?(?:references|scripts|assets)/(?:[\\w-]+/)*[\\w-][\\w.-]*\\.(?:md|py|sh|js|mjs|ts|rb|json|ya?ml|toml|txt|html|css|csv))(?:$|[\\s`)\"',;:.!?])")
	// shown matches a line whose paths need not exist: it is an example, says what to create, or is about what may be missing.
	shown = pattern.New(`(?i)\b(?:e\.g|example|such as|for instance|creat|generat|writ|sav|output|produc|add|put|stor|plac|would|could|might|may\b|optional|if (?:it|they|there|you|the|a)\b|exist|structure|your|rename|mov|cop|like\b|not\b|no\b|never|instead|tests?\b)|[├└│]|n't|->|→|<\w|\{|\*`)
	// supposed matches a paragraph or a list about files that need not exist.
	supposed = pattern.New(`(?i)\b(?:would|could|e\.g|example|imagine|suppose|for instance)\b`)
	// about matches headings of sections that show what a skill looks like.
	about = pattern.New(`(?i)example|structure|layout|output|template|format|anatomy|convention`)
	// anothers matches the text in front of a path that is in another skill: `tuner`'s references/a.md, references/a.md of `tuner`.
	anothers = pattern.New("['’]s?\\s+[`\"']?$")
	// ownFolder matches text in which there may be what ownPath matches.
	ownFolder = pattern.New(`(?:references|scripts|assets)/`)
)

var (
	// document matches a path to a document in prose or code.
	document = pattern.New("(?:^|[\\s`(\"'])((?:\\./)?(?:[\\w-][\\w.-]*/)+[\\w-][\\w.-]*\\.(?:md|mdx|rst|adoc))(?:$|[\\s`)\"',;:.!?])")
	// directing matches a line that sends the reader to a document.
	directing = pattern.New(`(?i)\b(?:see|read|refer to|consult|described in|documented in|details in|follow)\b`)
)

// directed returns the paths of documents that the instructions for a whole project send the reader to without a link.
func directed(f *agent.File) (all []Reference) {
	switch f.Kind {
	case kind.AgentsMD, kind.ClaudeMD, kind.GeminiMD, kind.CopilotInstructions:
	default:
		return nil
	}
	offset := f.Body.Start
	for line := range bytes.Lines(f.Source.Text[f.Body.Start:f.Body.End]) {
		if directing.Match(line) && !shown.Match(line) {
			for _, m := range document.FindAllSubmatchIndex(line, -1) {
				if span := (agent.Range{Start: offset + m[2], End: offset + m[3]}); isTold(f, span) {
					all = append(all, Reference{string(line[m[2]:m[3]]), ByDirection, span})
				}
			}
		}
		offset += len(line)
	}
	return all
}

// mentioned returns the paths that a text names without a link: in a skill, those to what it brings; in the instructions for a whole
// project, those of documents that they send the reader to.
func mentioned(f *agent.File) (all []Reference) {
	if f.Kind != kind.Skill {
		return directed(f)
	}
	text := f.Source.Text[f.Body.Start:f.Body.End]
	if !ownFolder.Match(text) {
		return nil
	}
	offset := f.Body.Start
	for _, block := range bytes.SplitAfter(text, []byte("\n\n")) {
		if !supposed.Match(block) && ownFolder.Match(block) {
			all = append(all, mentionedIn(f, block, offset)...)
		}
		offset += len(block)
	}
	return all
}

// mentionedIn returns the paths to what a skill brings in a paragraph or a list that starts at an offset.
func mentionedIn(f *agent.File, block []byte, offset int) (all []Reference) {
	for line := range bytes.Lines(block) {
		for _, m := range ownPath.FindAllSubmatchIndex(line, -1) {
			span := agent.Range{Start: offset + m[2], End: offset + m[3]}
			before := f.Source.Text[max(f.Body.Start, span.Start-20):span.Start]
			if name := string(line[m[2]:m[3]]); !shown.Match(line) && !anothers.Match(before) && isTold(f, span) {
				all = append(all, Reference{strings.TrimPrefix(name, "./"), ByMention, span})
			}
		}
		offset += len(line)
	}
	return all
}

// isTold reports whether a path is in prose, and neither in an example nor in a link, which counts as one.
func isTold(f *agent.File, span agent.Range) bool {
	for _, fence := range f.Fences {
		if fence.Range.Contains(span) {
			return false
		}
	}
	for _, link := range f.Links {
		if link.Range.Contains(span) {
			return false
		}
	}
	return !f.InSection(span, func(section *body.Section) bool { return about.MatchString(section.Title) })
}
