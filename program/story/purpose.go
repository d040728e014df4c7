package story

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// A Purpose is what a script is there for. It decides what its trainings owe.
type Purpose string

// The purposes.
const (
	Production    Purpose = "production"    // it is to produce a model, and owes all that a team asks of a training
	Demonstration Purpose = "demonstration" // it shows or tries something, and has to be right, no more
)

// Purposes are all of them.
func Purposes() []Purpose { return []Purpose{Production, Demonstration} }

// PurposeOf returns what a training is there for, and from what that is seen: "" for what is meant to produce a model, as all is
// unless there are signs of something else.
func (s *Story) PurposeOf(t *Training) (purpose Purpose, why string) {
	switch {
	case s.Purpose != "":
		return s.Purpose, "the settings say so"
	case s.Snippet:
		return Production, ""
	}
	if why := showing(s.Record.Script); why != "" {
		return Demonstration, why
	}
	if s.tries() {
		return Demonstration, "it is one of many trials"
	}
	if s.isBrief(t) && s.IsSaved(t) != run.Yes && !s.takesOptions() {
		return Demonstration, "it is short, on data that is made up or comes with a library, and nothing is kept"
	}
	return Production, ""
}

// showing returns from what the path of a script tells that it is there to show something, "" if it does not.
func showing(script string) string {
	if path.Ext(script) == ".ipynb" {
		return "it is a notebook"
	}
	for dir := range strings.SplitSeq(path.Dir(script), "/") {
		if showcases[strings.ToLower(dir)] {
			return "it is in " + dir + "/"
		}
	}
	return ""
}

// showcases are folders of what shows how something is done, and of what measures how fast it is.
var showcases = map[string]bool{
	"example": true, "examples": true, "tutorial": true, "tutorials": true, "demo": true, "demos": true, "doc": true, "docs": true,
	"benchmark": true, "benchmarks": true, "notebooks": true,
}

// isBrief reports whether a training is seen to be over soon, and all its data to be made up or to come with a library.
func (s *Story) isBrief(t *Training) bool {
	if !s.IsShort(t) || t.By == "" {
		return s.IsShort(t) && s.IsToy(t)
	}
	args := slices.DeleteFunc(slices.Clone(t.Step.Object.Args), func(a value.Argument) bool { return s.literal(a.Value) != nil })
	return len(args) > 0 && !slices.ContainsFunc(args, func(a value.Argument) bool { return !s.isMadeUp(a.Value) })
}

// isMadeUp reports whether data is drawn at random, or one of the small sets that come with scikit-learn.
func (s *Story) isMadeUp(v value.Value) bool {
	return s.isDrawn(v) || slices.ContainsFunc(s.origins(v), func(id value.ID) bool {
		name := s.Record.Heap.Object(id).Name
		return strings.HasPrefix(name, "sklearn.datasets.load_") || strings.HasPrefix(name, "sklearn.datasets.make_")
	})
}

// takesOptions reports whether whoever starts the script may set something.
func (s *Story) takesOptions() bool {
	h := s.Record.Heap
	for i := 1; i <= h.Len(); i++ {
		if h.Object(value.ID(i)).Kind == value.Option {
			return true
		}
	}
	return false
}
