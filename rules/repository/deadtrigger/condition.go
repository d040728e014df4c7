package deadtrigger

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/workspace/repository"
)

// A condition is what a trigger asks of the repository: one of its wants.
type condition struct {
	wants []string // as messages name them
	holds func(*surroundings) bool
}

// surroundings are what conditions are about.
type surroundings struct {
	*repository.Repository
	imported []string // packages that the code imports
	packages []string // that are required, sorted, when they are asked for
	trains   bool     // one of packages is an ML framework
}

// parse understands a trigger of one of three shapes, and returns nil for any other:
//
//	train.py or training/ directory exists
//	PyTorch, TensorFlow, or other ML framework in dependencies
//	Checkpoint files (*.pt, *.pth)
func parse(text string) *condition {
	if globs := glob.FindAllString(text, -1); len(globs) > 0 {
		return filesLike(globs)
	}
	if m := inDependencies.FindStringSubmatch(text); m != nil {
		return packages(m[1])
	}
	return paths(text)
}

var (
	glob           = pattern.New(`\*\.\w+`)
	inDependencies = pattern.New(`(?i)^(.*?) in dependencies\b`)
	separator      = pattern.New(`(?i)(?:,\s*|\s+)(?:or\s+|and\s+)?`)
	listed         = pattern.New(`(?i)\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+`)
	pathLike       = pattern.New(`^(?:[\w.-]+/)+$|^[\w-]*(?:\.[\w-]+)+$`)
)

func filesLike(globs []string) *condition {
	return &condition{globs, func(p *surroundings) bool {
		return slices.ContainsFunc(globs, func(g string) bool { return p.Glob("**/" + g) })
	}}
}

// aroundPaths are the words of a trigger that is about nothing but whether paths exist.
var aroundPaths = []string{"a", "the", "or", "and", "file", "files", "directory", "directories", "folder", "folders", "exist", "exists", "present"}

// paths understands paths with nothing around them but words that say they exist.
func paths(text string) *condition {
	var names []string
	for _, word := range separator.Split(text, -1) {
		switch {
		case pathLike.MatchString(word):
			names = append(names, word)
		case !slices.Contains(aroundPaths, strings.ToLower(word)):
			return nil
		}
	}
	if len(names) == 0 {
		return nil
	}
	return &condition{names, func(p *surroundings) bool {
		return slices.ContainsFunc(names, func(name string) bool {
			return p.Glob("**/" + strings.TrimSuffix(name, "/"))
		})
	}}
}

// mlFramework matches what stands for any package that framework knows.
var mlFramework = pattern.New(`(?i)^(?:other |an? |any )*(?:ml|machine learning|deep learning) (?:framework|library|libraries|frameworks)$`)

// packages understands names of packages, and ML frameworks as such.
func packages(text string) *condition {
	var names []string
	anyFramework := false
	for _, name := range listed.Split(text, -1) {
		switch {
		case mlFramework.MatchString(name):
			anyFramework = true
		case name == "" || strings.Contains(name, " "):
			return nil
		default:
			names = append(names, name)
		}
	}
	wants := slices.Clone(names)
	if anyFramework {
		wants = append(wants, "other ML framework")
	}
	return &condition{wants, func(p *surroundings) bool {
		p.read()
		return anyFramework && p.trains || slices.ContainsFunc(names, p.requires)
	}}
}

// read fills in the packages that files of requirements name or that the code imports.
func (p *surroundings) read() {
	if p.packages != nil {
		return
	}
	p.packages = append([]string{}, p.Dependencies()...)
	for _, name := range p.imported {
		p.packages = append(p.packages, strings.ReplaceAll(strings.ToLower(name), "_", "-"))
	}
	slices.Sort(p.packages)
	p.trains = slices.ContainsFunc(p.packages, func(have string) bool {
		return framework.IsModule(strings.ReplaceAll(have, "-", "_"))
	})
}

// modules are the packages whose names are not what people call them.
var modules = map[string]string{"pytorch": "torch", "sklearn": "scikit-learn", "lightning": "pytorch-lightning", "opencv": "opencv-python"}

// requires reports whether a package is required that is what a trigger calls it, or a part of it: tensorflow-cpu.
func (p *surroundings) requires(want string) bool {
	want = strings.ReplaceAll(strings.ToLower(want), "_", "-")
	for _, name := range []string{want, modules[want]} {
		if name != "" && (p.hasPackage(name, "") || p.hasPackage(name, "-") || p.hasPackage("@"+name, "/")) {
			return true
		}
	}
	return false
}

// hasPackage reports whether a package is required that has a name and, if there is a separator, something after that.
func (p *surroundings) hasPackage(name, separator string) bool {
	i, found := slices.BinarySearch(p.packages, name+separator)
	return found || separator != "" && i < len(p.packages) && strings.HasPrefix(p.packages[i], name+separator)
}
