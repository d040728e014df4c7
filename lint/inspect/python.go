package inspect

import (
	"fmt"
	"time"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/parser/notebook"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/facts"
)

// checkPython checks the code of the file at hand.
func (i *Inspector) checkPython(base int) {
	f := i.parseCode()
	if f == nil {
		return
	}
	f.Base = base
	if i.Places.Notebook != nil {
		i.out.Suppressed.AddNotebook(f, i.Places.Notebook)
	} else {
		i.out.Suppressed.AddPython(f)
	}
	i.RunOnSyntax(i.Rules.Python, python.Analyzer, f)
	i.out.Outline = facts.Outline(f)
	i.out.Syntax = i.syntaxOf(f, i.out.Outline, i.isKnown)
	i.out.Checked = true
}

// parseCode parses the code of the file at hand, a module or the cells of a notebook as one. If it can't it says so and
// returns nil.
func (i *Inspector) parseCode() *python.File {
	text, mapping := i.Places.Here.Text, source.Mapping(nil)
	if source.IsNotebook(i.Path) {
		n := i.parseNotebook()
		if n == nil {
			return nil
		}
		text, mapping = n.Text, n.Mapping
	}
	f := i.parse(i.Places.Here, text, mapping)
	if f.IsGivenUp() {
		return nil
	}
	return f
}

// parseNotebook parses the notebook at hand. If it can't it says so and returns nil.
func (i *Inspector) parseNotebook() *notebook.File {
	stop := i.Start(profile.Parsing)
	n := notebook.ParseContext(i.Ctx, i.Places.Here)
	stop()
	i.Places.Notebook = n
	if n.Problem == nil {
		return n
	}
	if i.Ctx.Err() == nil {
		i.Notice(lint.Failed, "not a notebook: %s", n.Problem.Message)
	}
	return nil
}

// parse parses Python text, which lies in src as the mapping says. If nothing can be told of it a notice says why.
func (i *Inspector) parse(src *source.File, text []byte, mapping source.Mapping) *python.File {
	start, fallbacks, name := time.Now(), i.parser.Fallbacks(), ""
	f := i.parser.Parse(src, text, mapping)
	if i.parser.Fallbacks() > fallbacks {
		name = profile.TreeSitter
	}
	i.Config.Profile.Add(profile.Parsing, name, time.Since(start))
	switch f.Status {
	case python.TooDeep:
		i.tooMuch(fmt.Sprintf("its code is nested over %d levels deep", python.MaxDepth))
	case python.TooLarge:
		i.tooMuch(fmt.Sprintf("its code has over %d names, operators and other parts", python.MaxNodes))
	case python.TooHard:
		i.tooMuch("gave up parsing it: telling what is Python in it, and in which way, takes too much")
	}
	return f
}
