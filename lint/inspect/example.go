package inspect

import (
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/story"
)

// checkExample checks a fenced block of a definition as what it is.
func (i *Inspector) checkExample(f *agent.File, fence body.Fence) {
	i.Relax = relax
	before := len(i.Said.Findings)
	defer func() {
		i.Relax = nil
		i.Said.Findings = dropCounterexamples(f, fence, i.Said.Findings, before)
	}()
	switch fence.Language {
	case "python", "py":
		i.checkCode(f, fence)
	case "yaml", "yml":
		i.checkSettings(f, fence)
	}
}

// checkCode checks a definition's example as the code it is, and as a program of its own with the rules that want that.
func (i *Inspector) checkCode(f *agent.File, fence body.Fence) {
	text, mapping := f.Extract(fence)
	py := i.parse(f.Source, text, mapping)
	py.Base, py.Snippet = f.Base, true
	i.out.Suppressed.AddPython(py)
	i.RunOnSyntax(i.Rules.Python, python.Analyzer, py)
	stop := i.Start(profile.ExtractingFacts)
	found := facts.Extract(py)
	stop()
	stop = i.Start(profile.Linking)
	alone := program.Link([]*facts.Facts{found})
	stop()
	stop = i.Start(profile.Telling)
	told := tellExample(py, i.Config.Frameworks)
	told.Purpose = i.Policy.Purpose()
	stop()
	alone.Stories, alone.Accounts = []*story.Story{told}, []*program.Account{i.AccountOf(told)}
	i.runAlone(alone)
}

// tellExample tells the story of an example that is all there is.
func tellExample(f *python.File, frameworks *framework.Set) *story.Story {
	lowered := code.Lower(f)
	project := run.Project{
		Frameworks: frameworks,
		Names:      len(lowered.Symbols),
		Modules:    modules.New(func(string) []string { return nil }),
		Load: func(path string) *code.File {
			if path != lowered.Path {
				return nil
			}
			return lowered
		},
	}
	told := story.Tell(run.Run(project, lowered.Path), func(string) int { return f.Base })
	told.Snippet = true
	return told
}

// checkSettings checks a definition's example if it is the configuration of a training run.
func (i *Inspector) checkSettings(f *agent.File, fence body.Fence) {
	text, mapping := f.Extract(fence)
	if !hyperparam.MayTrain(text) {
		return
	}
	c := config.ParseExtract(f.Source, text, mapping, config.YAML)
	isBroken := slices.ContainsFunc(c.Problems, func(p config.Problem) bool { return p.Kind == config.SyntaxFault })
	if isBroken || !hyperparam.IsTraining(c.Root) {
		return
	}
	c.Base = f.Base
	i.out.Suppressed.AddConfig(c, text)
	i.Run(i.Rules.Config, config.Analyzer, c)
	alone := program.Link(nil)
	alone.Configs = []*facts.Config{facts.Configure(c)}
	i.runAlone(alone)
}

// runAlone judges an example as all there is.
func (i *Inspector) runAlone(p *program.Program) {
	for _, rule := range i.Rules.Project {
		if rule.Snippets {
			i.Run([]*lint.Rule{rule}, program.Analyzer, p)
		}
	}
}

// relax makes a finding on an example one of the definition's: at worst a warning.
func relax(f *lint.Finding) {
	if f.Severity == lint.Error {
		f.Severity = lint.Warning
	}
}
