package checkpoint

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// PurposeOf returns what a training is there for, and from what that is seen, "" if there are no signs: it is meant to produce a model
// then.
func PurposeOf(s *story.Story, t *story.Training) (purpose story.Purpose, why string) {
	shown := showing(s)
	switch {
	case s.Purpose != "":
		return s.Purpose, "the settings say so"
	case s.Snippet:
		return story.Production, ""
	case shown != "":
		return story.Demonstration, shown
	case s.Shown:
		return story.Demonstration, "the title of the README says that it shows something"
	case IsSaved(s, t) == value.Yes:
		return story.Production, ""
	case tries(s):
		return story.Demonstration, "it is one of many trials, and nothing of it is kept"
	case IsToy(s, t) && isAllMadeUp(s, t):
		return story.Demonstration, "it is on made-up data, and nothing of it is kept"
	case (IsShort(s, t) || IsToy(s, t)) && !TakesOptions(s):
		return story.Demonstration, "it is short or on made-up data, and nothing of it is kept"
	case t.By != framework.Estimator && isOnBuiltIn(s, t) && !TakesOptions(s):
		return story.Demonstration, "it is on data that a library brings, and nothing of it is kept"
	}
	return story.Production, ""
}

// Shows reports whether a script is there to show something, by the settings, by where it is, or by what its repository is called.
func Shows(s *story.Story) bool {
	if s.Purpose != "" {
		return s.Purpose == story.Demonstration
	}
	return !s.Snippet && (s.Shown || showing(s) != "")
}

// showing returns what the form or the path of a script tells of its being there to show something, "" if neither does.
func showing(s *story.Story) string {
	if s.IsNotebook() || slices.ContainsFunc(s.Calls, func(c story.Step) bool { return c.Name == "marimo.App" }) {
		return "it is a notebook"
	}
	for dir := range strings.SplitSeq(path.Dir(s.Path), "/") {
		if showcases[strings.ToLower(dir)] {
			return "it is in " + dir + "/"
		}
	}
	base := path.Base(s.Path)
	for word := range strings.FieldsFuncSeq(strings.ToLower(strings.TrimSuffix(base, path.Ext(base))), func(r rune) bool { return r == '_' || r == '-' || r == '.' }) {
		if trials[word] {
			return "it is called " + base
		}
	}
	return ""
}

// trials are words in names of scripts that show something, try whether it runs at all, or measure how fast it is.
var trials = map[string]bool{"smoke": true, "sanity": true, "bench": true, "benchmark": true, "throughput": true, "demo": true, "tutorial": true}

// showcases are folders of what shows how something is done, and of what measures how fast it is.
var showcases = map[string]bool{
	"example": true, "examples": true, "tutorial": true, "tutorials": true, "demo": true, "demos": true, "doc": true, "docs": true, "guide": true, "guides": true,
	"benchmark": true, "benchmarks": true, "bench": true, "notebooks": true,
}

// isOnBuiltIn reports whether a training is on data that a library brings to try something with.
func isOnBuiltIn(s *story.Story, t *story.Training) bool {
	data := s.Origins(t.Data)
	for i := range s.Fits {
		if f := &s.Fits[i]; f.Event == t.Step.Event {
			data = append(data, s.Origins(f.Train)...)
		}
	}
	return slices.ContainsFunc(data, func(id value.ID) bool { return builtIn.MatchString(s.Called(s.Record.Heap.Object(id))) })
}

// builtIn matches the functions and classes of libraries that bring data of their own.
var builtIn = pattern.New(`^(?:torchvision\.datasets\.(?:\w*MNIST|CIFAR10|CIFAR100|SVHN|STL10|USPS|FakeData)|(?:tensorflow\.)?keras\.datasets\.\w+\.load_data|` +
	`sklearn\.datasets\.(?:load|make|fetch)_\w+|torch_geometric\.datasets\.\w+|tensorflow_datasets\.load|torchtext\.datasets\.\w+|seaborn\.load_dataset|` +
	`dgl\.data\.\w+)$`)

// TakesOptions reports whether whoever starts the script may set something.
func TakesOptions(s *story.Story) bool {
	h := s.Record.Heap
	for i := 1; i <= h.Len(); i++ {
		if h.Object(value.ID(i)).Kind == value.Option {
			return true
		}
	}
	return false
}
