package sklearnrandomstate

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

//go:embed facts.yaml
var data []byte

// A facts is what calls with a random_state do with it.
type facts struct {
	Names  []string    `yaml:"names"` // package.Name below sklearn
	At     int         `yaml:"at"`    // 0-based position of random_state, or -1 if it must be a keyword
	If     []condition `yaml:"if"`    // it draws only if one of these holds
	Unless []condition `yaml:"unless"`
	// Converges says that it finds the same solution with any numbers, but for its tolerance.
	Converges bool `yaml:"converges"`
}

// A condition is about one argument.
type condition struct {
	Arg string   `yaml:"arg"`
	At  int      `yaml:"at"` // 0-based position, or -1 if it must be a keyword
	Is  []string `yaml:"is"` // the source of a literal, strings without quotes; any argument will do if there is none
}

var load = sync.OnceValue(func() map[string]*facts {
	var file struct {
		Source  string   `yaml:"source"`
		Checked string   `yaml:"checked"`
		Calls   []*facts `yaml:"calls"`
	}
	if err := yaml.Load(data, &file, yaml.WithKnownFields()); err != nil {
		panic(fmt.Sprintf("sklearn-random-state: facts.yaml: %v", err))
	}
	byName := map[string]*facts{}
	for _, f := range file.Calls {
		for _, name := range f.Names {
			byName[name] = f
		}
	}
	return byName
})

// factsOf returns the facts of a canonical name, or nil. Private modules between package and name do not matter:
// sklearn.ensemble._forest.RandomForestClassifier.
func factsOf(name string) *facts {
	rest, ok := strings.CutPrefix(name, "sklearn.")
	pkg, _, dotted := strings.Cut(rest, ".")
	if !ok || !dotted || strings.Contains(rest, "(") {
		return nil
	}
	return load()[pkg+rest[strings.LastIndexByte(rest, '.'):]]
}

// isDrawing reports whether a call draws random numbers going by its other arguments. What can't be told does not.
func (f *facts) isDrawing(s *story.Story, call *story.Step) bool {
	holds := func(c condition) bool { return c.of(s, call) == value.Yes }
	if len(f.If) > 0 && !slices.ContainsFunc(f.If, holds) {
		return false
	}
	return !slices.ContainsFunc(f.Unless, func(c condition) bool { return c.of(s, call) != value.No })
}

// of answers whether the condition holds for a call.
func (c condition) of(s *story.Story, call *story.Step) value.Truth {
	arg, ok := call.Object.Argument(c.Arg, c.At)
	text, isLiteral := s.Literal(arg)
	switch {
	case !ok:
		return value.No
	case len(c.Is) == 0 && text != "None":
		return value.Yes
	case !isLiteral:
		return value.Open
	case slices.Contains(c.Is, text):
		return value.Yes
	}
	return value.No
}
