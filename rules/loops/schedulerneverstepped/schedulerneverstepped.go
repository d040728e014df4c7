// Package schedulerneverstepped defines the rule scheduler-never-stepped.
package schedulerneverstepped

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed schedulerneverstepped.md
var page string

// Rule reports learning rate schedulers that are made and never stepped.
var Rule = &lint.Rule{
	ID:       "scheduler-never-stepped",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	isTraining := sync.OnceValue(func() bool { return trains(f) })
	for assignment := range f.All(python.Assignment) {
		name, call := assignment.Child(python.LeftField), assignment.Child(python.RightField)
		if name.Kind() == python.Identifier && makesScheduler(call) && isUnused(name) && isTraining() {
			pass.ReportRangef(call, "nothing calls %s.step(): the learning rate stays as it is", name.Text())
		}
	}
}

func makesScheduler(call python.Node) bool {
	callee := call.Child(python.FunctionField).QualifiedName()
	class, ok := strings.CutPrefix(callee, "torch.optim.lr_scheduler.")
	return call.Kind() == python.Call && ok && !strings.Contains(class, "(") ||
		strings.HasPrefix(callee, "transformers.get_") && strings.Contains(callee, "schedule")
}

// observers are the attributes of a scheduler that leave the learning rate alone.
var observers = []string{"get_last_lr", "get_lr", "state_dict", "load_state_dict", "last_epoch", "print_lr", "base_lrs"}

// isUnused reports whether the file does nothing with a name but give it schedulers and look at them.
func isUnused(name python.Node) bool {
	for n := range name.File().Root().Identifiers(name.Text()) {
		if n.Field() == python.AttributeField || n.Field() == python.NameField {
			continue
		}
		parent := n.Parent()
		isTarget := parent.Kind() == python.Assignment && n.Field() == python.LeftField && makesScheduler(parent.Child(python.RightField))
		isLook := parent.Kind() == python.Attribute && slices.Contains(observers, parent.Child(python.AttributeField).Text())
		if !isTarget && !isLook {
			return false
		}
	}
	return true
}

// trains reports whether the file has a training loop of its own, where the step is missing.
func trains(f *python.File) bool {
	for call := range f.All(python.Call) {
		if call.Child(python.FunctionField).Child(python.AttributeField).Text() == "backward" {
			return true
		}
	}
	return false
}
