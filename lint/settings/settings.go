// Package settings reads what a project has configured: .agentlint.yaml, or the table tool.agentlint of pyproject.toml.
//
// The settings of a file are those of the nearest directory above it that has some, up to the root of the repository or,
// outside one, up to a directory whose settings say root: true. Nothing is merged but what extends names: a project can see
// all that holds for a folder in one file.
package settings

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// Names are the files that are looked for in a directory; the first that is there and has settings counts.
var Names = []string{".agentlint.yaml", ".agentlint.yml", "agentlint.yaml", ".agentlint.toml", "pyproject.toml"}

// Settings are what one file of settings says, with what it extends.
type Settings struct {
	Path   string   // slash-separated, as it was found
	Root   bool     // the project starts here, also for runs that start further down
	Hosts  []string // the hosts to check for; empty for all
	FailOn string
	Asking Policy // the key policy

	choice *choice  // for all files; nil for none
	layers []*layer // the file and those that it extends; what comes over the others first
}

// An Error is a fault in a file of settings.
type Error struct {
	Path         string
	Line, Column int // 1-based, column in code points
	Message      string
}

// Error says where the fault is and what to do.
func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.Line, e.Column, e.Message)
}

// A place is where an override is: the index of its layer, and its own.
type place struct{ layer, index int }

// overriding returns the overrides that hold for a file; what comes over the others first.
func (s *Settings) overriding(file string) (all []place) {
	rel := s.relative(file)
	for i, l := range s.layers {
		last := -1
		for _, at := range slices.Backward(l.paths.All(rel)) {
			if o := l.pathsOf[at]; o != last {
				all, last = append(all, place{i, o}), o
			}
		}
	}
	return all
}

// choices returns what is chosen where overrides hold; what comes over the others first.
func (s *Settings) choices(over []*Settings, overrides []place) (choices []*choice) {
	for _, o := range slices.Backward(over) {
		choices = append(choices, o.choice)
	}
	for _, o := range overrides {
		choices = append(choices, &s.layers[o.layer].overrides[o.index])
	}
	return append(choices, s.choice)
}

// relative returns the path of a file from the directory of the settings, which their globs are about.
func (s *Settings) relative(file string) string {
	if dir := path.Dir(s.Path); dir != "." {
		return strings.TrimPrefix(file, dir+"/")
	}
	return file
}

// Excludes reports whether a file is not to be looked at.
func (s *Settings) Excludes(file string) bool {
	rel := s.relative(file)
	return slices.ContainsFunc(s.layers, func(l *layer) bool { return l.exclude.Match(rel) })
}

// IsTraining reports whether a file is in one of the training directories.
func (s *Settings) IsTraining(file string) bool {
	for _, l := range s.layers {
		if l.training != nil {
			return l.training.Match(s.relative(file))
		}
	}
	return false
}

// KindOf returns the kind of definition that is set for a file, or "".
func (s *Settings) KindOf(file string) string {
	for _, l := range s.layers {
		if i := l.kinds.First(s.relative(file)); i >= 0 {
			return l.kindsOf[i]
		}
	}
	return ""
}
