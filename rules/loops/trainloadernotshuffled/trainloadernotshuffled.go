// Package trainloadernotshuffled defines the rule train-loader-not-shuffled.
package trainloadernotshuffled

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed trainloadernotshuffled.md
var page string

// Rule reports loaders of training data that keep its order.
var Rule = &lint.Rule{
	ID:       "train-loader-not-shuffled",
	Severity: lint.Note,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{match.Do("shuffle", "training loader")},
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

var (
	loaders = map[string]bool{"torch.utils.data.DataLoader": true, "torch.utils.data.dataloader.DataLoader": true}
	// training matches the names of loaders of training data, otherwise those of passes over it that train nothing.
	training  = pattern.New(`(?i)(^|_|\.)train|train_?(loader|dl|iter|data)`)
	otherPass = pattern.New(`(?i)val|test|eval|untrain|pretrained|predict|feature|embed|order|sequential|noshuffle|no_shuffle`)
	// streamed matches data that has an order of its own, or none to change.
	streamed = pattern.New(`(?i)iter|stream|webdataset|wds|pipe|sequence|series|window|shard|sorted|shuffle|random|dummy|fake|synthetic|replay`)
)

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	sampled := sync.OnceValue(func() map[string]bool { return sampledIn(f) })
	for call := range f.All(python.Call) {
		name := boundTo(call)
		isTraining := training.MatchString(name) && !otherPass.MatchString(name) && !sampled()[name]
		shuffle := "shuffle"
		switch {
		case loaders[call.Child(python.FunctionField).QualifiedName()]:
			isTraining = (isTraining || name == "" && isTrainingAmongOthers(call)) && keepsOrder(call)
		case isTraining:
			shuffle = unsetParameter(call)
			isTraining = shuffle != ""
		}
		if isTraining {
			pass.Report(analysis.Diagnostic{
				Pos: call.Pos(), End: call.End(),
				Message:        "the training data has the same order in every epoch; set shuffle=True or pass a sampler",
				SuggestedFixes: set(shuffle, call.Child(python.ArgumentsField).LastChild()),
			})
		}
	}
}

// set sets a parameter to True after the last argument of a call that makes a loader. A data set without a length can't be shuffled,
// and a batch is another one. There is none for a call without arguments.
func set(parameter string, last python.Node) []analysis.SuggestedFix {
	if !last.Exists() {
		return nil
	}
	return lint.UnsafeFix("set "+parameter+"=True", analysis.TextEdit{Pos: last.End(), End: last.End(), NewText: []byte(", " + parameter + "=True")})
}

// boundTo returns what a loader is called: the name it is assigned to, or of the hook that returns it.
func boundTo(call python.Node) string {
	switch parent := call.Parent(); parent.Kind() {
	case python.Assignment:
		return parent.Child(python.LeftField).Text()
	case python.ExpressionList, python.Tuple: // a, b = DataLoader(x), DataLoader(y)
		if targets := parent.Parent().Child(python.LeftField); parent.Parent().Kind() == python.Assignment && targets.Exists() {
			at, names := slices.Index(slices.Collect(parent.Children()), call), slices.Collect(targets.Children())
			if at < len(names) {
				return names[at].Text()
			}
		}
	case python.ReturnStatement:
		if name := call.Function().Child(python.NameField).Text(); name == "train_dataloader" {
			return name
		}
	}
	return ""
}

// sampledIn returns the loaders from which single batches are taken, with iter, rather than epochs of them.
func sampledIn(f *python.File) map[string]bool {
	loaders := map[string]bool{}
	for call := range f.All(python.Call) {
		if call.Child(python.FunctionField).QualifiedName() == "builtins.iter" {
			loaders[call.Child(python.ArgumentsField).FirstChild().Text()] = true
		}
	}
	return loaders
}

// keepsOrder reports whether no argument of a loader says anything about order, and its data has none of its own.
func keepsOrder(call python.Node) bool {
	position := 0
	for arg := range call.Child(python.ArgumentsField).Children() {
		name := arg.Child(python.NameField).Text()
		switch {
		case arg.Is(python.ListSplat, python.DictionarySplat):
			return false
		case arg.Kind() != python.KeywordArgument:
			position++
		case name == "shuffle" || strings.HasSuffix(name, "sampler"):
			return false
		case name == "batch_size" && arg.Child(python.ValueField).Kind() == python.None:
			return false // it loads what the data set has batched
		}
		if name == "dataset" || name == "" && position == 1 {
			if data := dataset(arg); isStreamed(data) {
				return false
			}
		}
	}
	return position > 0 && position < shuffleAt || position == 0
}

// shuffleAt is the 0-based position of shuffle (https://docs.pytorch.org/docs/stable/data.html).
const shuffleAt = 3

func dataset(arg python.Node) python.Node {
	if arg.Kind() == python.KeywordArgument {
		return arg.Child(python.ValueField)
	}
	return arg
}

// isStreamed reports whether a data set is an IterableDataset of this file, or one by its name.
func isStreamed(data python.Node) bool {
	name := strings.ReplaceAll(data.QualifiedName(), ".random_split", "")
	if streamed.MatchString(data.Text()) || streamed.MatchString(name) {
		return true
	}
	local, isLocal := strings.CutPrefix(name, python.Local)
	if !isLocal {
		return false
	}
	class := data.File().Class(strings.TrimSuffix(local, "()"))
	return strings.Contains(class.Child(python.SuperclassesField).Text(), "Iterable")
}
