// Package stories defines a file rule that reads stories, too.
package stories

import (
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
)

// Rule requires Python, and is given the program besides.
var Rule = &lint.Rule{
	Requires: []*analysis.Analyzer{python.Analyzer},
	Stories:  inStories,
}

func inStories(pass *analysis.Pass) {
	_ = program.Of(pass)
	_ = agent.Of(pass) // want `agent.Of is called, but the rule does not require agent.Analyzer`
}
