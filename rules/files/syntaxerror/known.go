package syntaxerror

import (
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
)

// newer are lines that are Python and that the grammar, tree-sitter-python 0.23.0, can't read.
var newer = compile(
	`^\s*(?:(?:async\s+)?def|class|type)\s+\w+\s*\[.*=`, // PEP 696: defaults of type parameters
	`(?i)(?:^|[^\w])(?:t|rt|tr)["']`,                    // PEP 750: template strings
	`^\s*except\s*\*\s*[\w.]+\s*,`,                      // PEP 758: except* A, B
	`[\[({]\s*\*{1,2}[^,]+\bfor\b`,                      // PEP 798: unpacking in comprehensions
	`^\s*lazy\s+(?:import|from)\b`,                      // PEP 810: lazy imports
	`(?:[,=]|\b(?:return|yield|in))\s*\*\s*[\[({]`,      // return a, *(x for x in xs)
)

// loose are lines that people write in examples and that are not meant to run as they stand.
var loose = compile(
	`<[A-Za-z][\w .|-]*>|\{\{`, // a placeholder
	`\.\.\.|…`,                 // something left out
	`^\s*[%!]|\?\s*$`,          // IPython: magics, shell commands, help
)

func compile(patterns ...string) (all []*pattern.Pattern) {
	for _, p := range patterns {
		all = append(all, pattern.New(p))
	}
	return all
}

func isNewer(line string) bool { return matches(newer, line) }
func isLoose(line string) bool { return matches(loose, line) }

func matches(patterns []*pattern.Pattern, line string) bool {
	return slices.ContainsFunc(patterns, func(p *pattern.Pattern) bool { return p.MatchString(line) })
}
