package story

import (
	"path"
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
	switch isKept := s.IsSaved(t) == run.Yes; {
	case isKept:
		return Production, ""
	case s.tries():
		return Demonstration, "it is one of many trials, and nothing of it is kept"
	case (s.IsShort(t) || s.IsToy(t)) && !s.takesOptions():
		return Demonstration, "it is short or on data that is made up, and nothing of it is kept"
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
