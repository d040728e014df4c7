package required

import (
	"golang.org/x/tools/go/analysis"

	syntax "github.com/agentlint/agentlint/parser/agent"
)

func inAnotherFile(pass *analysis.Pass) {
	_ = syntax.Of(pass) // want "agent.Of is called, but the rule does not require agent.Analyzer"
	_ = Of(pass)
}

// Of has the name, but is no reader of this package's: there is no Analyzer.
func Of(*analysis.Pass) int { return 0 }
