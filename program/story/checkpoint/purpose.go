package checkpoint

import (
	"path"
	"strings"

	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// PurposeOf returns what a training is there for, and from what that is seen, "" if there are no signs: it is meant to produce a model
// then.
func PurposeOf(s *story.Story, t *story.Training) (purpose story.Purpose, why string) {
	shown := showing(s.Path)
	switch {
	case s.Purpose != "":
		return s.Purpose, "the settings say so"
	case s.Snippet:
		return story.Production, ""
	case shown != "":
		return story.Demonstration, shown
	case IsSaved(s, t) == value.Yes:
		return story.Production, ""
	case tries(s):
		return story.Demonstration, "it is one of many trials, and nothing of it is kept"
	case (IsShort(s, t) || IsToy(s, t)) && !takesOptions(s):
		return story.Demonstration, "it is short or on made-up data, and nothing of it is kept"
	}
	return story.Production, ""
}

// showing returns from what the path of a script tells that it is there to show something, "" if it does not.
func showing(script string) string {
	if source.IsNotebook(script) {
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
	"example": true, "examples": true, "tutorial": true, "tutorials": true, "demo": true, "demos": true, "doc": true, "docs": true, "guide": true, "guides": true,
	"benchmark": true, "benchmarks": true, "notebooks": true,
}

// takesOptions reports whether whoever starts the script may set something.
func takesOptions(s *story.Story) bool {
	h := s.Record.Heap
	for i := 1; i <= h.Len(); i++ {
		if h.Object(value.ID(i)).Kind == value.Option {
			return true
		}
	}
	return false
}
