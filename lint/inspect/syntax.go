package inspect

import (
	"slices"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/imports"
)

// A Syntax is all that the syntax of a file has to give to the programs that it belongs to.
type Syntax struct {
	Facts *facts.Facts // nil if they were not taken
	Code  *code.File   // nil if it was not lowered
}

// A Nearby tells where there is training code, by the first folders of paths. It is safe for concurrent use.
type Nearby struct{ folders sync.Map }

func (n *Nearby) add(path string) { n.folders.Store(firstFolder(path), true) }

func (n *Nearby) has(path string) bool {
	_, ok := n.folders.Load(firstFolder(path))
	return ok
}

func firstFolder(path string) string {
	first, _, ok := strings.Cut(path, "/")
	if !ok {
		return ""
	}
	return first
}

// syntaxOf takes from a file's syntax, in the visit in which its rules run, what the programs will ask for that it may belong to: if
// there is training code near it. What is not taken now is when it is asked for, which takes another visit.
func (i *Inspector) syntaxOf(f *python.File, outline *facts.Facts, isNamed bool) (out Syntax) {
	if len(i.Rules.Project) == 0 || i.Config.Alone {
		return out
	}
	if imports.Framework(outline, i.Config.Frameworks) {
		i.near.add(i.Path)
	}
	if !i.Config.AllPython && !isNamed && !i.near.has(i.Path) {
		return out
	}
	defer i.Start(profile.ExtractingFacts)()
	out.Facts = facts.Extract(f)
	if !program.IsTest(i.Path) { // few scripts come to what is for tests
		out.Code = code.Lower(f)
	}
	return out
}

// Facts takes the facts from the Python file at hand, whose outline is known; nil if it can't.
func (i *Inspector) Facts(outline *facts.Facts) *facts.Facts {
	f := i.parseCode()
	if f == nil {
		return nil
	}
	if f.Base = outline.Base; outline.Size != i.out.Size { // it was changed meanwhile
		f.Base = i.AddFile(outline.Path, i.out.Size)
	}
	defer i.Start(profile.ExtractingFacts)()
	return facts.Extract(f)
}

// Code parses the Python file at hand, and returns what its code is lowered to; nil if it can't.
func (i *Inspector) Code(lower func(*python.File) *code.File) *code.File {
	if f := i.parseCode(); f != nil {
		return lower(f)
	}
	return nil
}

// TellVast says so if a file is too large for rules about programs.
func (i *Inspector) TellVast(file discover.Entry, found *facts.Facts) {
	if found != nil && found.Vast {
		i.Notice(i.kindOfVast(file, found), "as a part of the program: it has over %d calls, assignments and loops", facts.MaxSteps)
	}
}

// kindOfVast tells whether it is a failure that a file is too large for rules about programs, as it is for one that can't be read at
// all: somebody named it, or it is training code.
func (i *Inspector) kindOfVast(file discover.Entry, found *facts.Facts) discover.Kind {
	imports := func(f facts.Import) bool { return i.Config.Frameworks.IsModule(f.Target) }
	if file.Explicit || i.Config.IsTraining(file.Path) || slices.ContainsFunc(found.Imports, imports) {
		return lint.Failed
	}
	return lint.Skipped
}
