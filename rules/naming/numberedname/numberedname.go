// Package numberedname defines the rule numbered-name.
package numberedname

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/naming"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed numberedname.md
var page string

// Rule reports functions that only a number distinguishes from their siblings.
var Rule = &lint.Rule{
	ID:        "numbered-name",
	Severity:  lint.Note,
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("differentiate", "name").With("number")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	scopes := map[scope][]numbered{}
	var order []scope
	for function := range routine.Named(python.Of(pass)) {
		name := function.Child(python.NameField).Text()
		stem, number := split(name)
		key := scope{function.Class(), stem}
		if len(scopes[key]) == 0 {
			order = append(order, key)
		}
		scopes[key] = append(scopes[key], numbered{function.Child(python.NameField), number})
	}
	for _, key := range order {
		if isSeries(scopes[key]) && !isTerm(key.stem) {
			report(pass, scopes[key])
		}
	}
}

// A scope is a class or module, and what the names of some functions in it have in common.
type scope struct {
	class python.Node
	stem  string
}

// A numbered is a name and the number that it ends in, or -1.
type numbered struct {
	name   python.Node
	number int
}

// split cuts the number off a name: get_user2 and get_user_2 are get_user and 2.
func split(name string) (stem string, number int) {
	stem = strings.TrimRight(name, "0123456789")
	if number, err := strconv.Atoi(name[len(stem):]); err == nil {
		return strings.TrimRight(stem, "_"), number
	}
	return name, -1
}

// isSeries reports whether names count: 1, 2, 3 or none, 2, 3. What does not, such as resnet18 and resnet34, means something.
func isSeries(names []numbered) bool {
	if len(names) < 2 {
		return false
	}
	numbers := make([]int, len(names))
	for i, n := range names {
		numbers[i] = n.number
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	if numbers[0] == -1 {
		numbers[0] = numbers[len(numbers)-1] - len(numbers) + 1
	}
	first, last := numbers[0], numbers[len(numbers)-1]
	return len(numbers) > 1 && first >= 0 && first <= 1 && last-first == len(numbers)-1
}

// terms are words of which the number is a part.
var terms = []string{"log", "exp", "expm", "atan", "arctan", "conv", "norm", "layer", "block", "stage", "level", "phase", "step", "version",
	"rule", "task", "exercise", "question", "problem", "example", "lesson", "demo", "part", "tf", "py", "python", "mask", "seq", "word", "id"}

// isTerm reports whether the number after a stem is likely to mean something: l1, b0, step2.
func isTerm(stem string) bool {
	words := naming.Words(stem)
	if len(words) == 0 {
		return true
	}
	last := words[len(words)-1]
	return len(last) < 3 || slices.Contains(terms, last)
}

// report reports each name but the first.
func report(pass *analysis.Pass, names []numbered) {
	for _, n := range names[1:] {
		pass.Report(analysis.Diagnostic{
			Pos: n.name.Pos(), End: n.name.End(),
			Message: "only a number distinguishes " + strconv.Quote(n.name.Text()) + " from " + strconv.Quote(names[0].name.Text()),
			Related: []analysis.RelatedInformation{{Pos: names[0].name.Pos(), End: names[0].name.End(), Message: "the other one"}},
		})
	}
}
