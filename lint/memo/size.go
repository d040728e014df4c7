package memo

import (
	"github.com/agentlint/agentlint/lint/judge"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/facts"
)

// sizeOf returns about how many bytes a value that is kept takes in memory.
func sizeOf(value any) int {
	const each, finding = 1000, 500
	switch v := value.(type) {
	case *facts.Facts:
		return each + 6*v.Size
	case *code.File:
		return each + v.Size
	case *keptOutcome:
		return each + finding*len(v.Said.Findings) + v.Size/4
	case *keptGroup:
		return each + finding*len(v.Said.Findings)
	case *keptJudgement:
		return each + finding*len(v.Said.Findings)
	case *judge.Followed:
		return each + 100*(len(v.Touched)+len(v.Looked)*10)
	}
	return each
}
