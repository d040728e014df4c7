package inspect

import (
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/workspace"
)

// Imports takes from the text at hand what says which files it belongs together with: what code imports, or that it is the configuration of
// a training run. What is wrong with it is not this run's business.
func (i *Inspector) Imports(role Role) Outcome {
	text := i.Places.Here.Text
	switch {
	case role.mayTrain:
		if f := i.parseConfig(role.syntax); f != nil && f.TooMuch == "" && hyperparam.IsTraining(f.Root) {
			f.Base = i.AddFile(i.Path, len(text))
			i.out.Config = facts.Configure(f)
		}
	case source.IsPython(i.Path), source.IsNotebook(i.Path), source.IsScript(text):
		base := i.AddFile(i.Path, len(text))
		if f := i.parseCode(); f != nil {
			f.Base = base
			i.out.Outline = facts.Outline(f)
		}
	}
	return i.Outcome()
}

// Outline takes from the text at hand what a definition, or else Python says to other files: what it imports and suppresses, or is as
// a definition. What is wrong with it is not this run's business.
func (i *Inspector) Outline(k kind.Kind, isDefinition bool) Outcome {
	src := i.Places.Here
	base := i.AddFile(i.Path, len(src.Text))
	if isDefinition && k == kind.Foreign {
		return i.Outcome()
	}
	if isDefinition && k == kind.Candidate {
		k, isDefinition = kind.Sniff(src.Text)
		if !isDefinition {
			return i.Outcome()
		}
	}
	if isDefinition {
		f := agent.ParseContext(i.Ctx, src, k)
		f.Base = base
		i.out.Definition = workspace.Define(f)
		return i.Outcome()
	}
	f := i.parse(src, src.Text, nil)
	f.Base = base
	if f.IsGivenUp() {
		return i.Outcome()
	}
	suppressed := suppress.New(src, base, false)
	suppressed.AddPython(f)
	i.out.Suppressed, i.out.Outline = suppressed.Read(), facts.Outline(f)
	i.out.Syntax = i.syntaxOf(f, i.out.Outline, true)
	return i.Outcome()
}
