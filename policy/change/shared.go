package change

import (
	"path"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// maxShared is how many modules are followed each of which imports all that the next one has.
const maxShared = 3

// shared returns what the modules of the project import of which a file takes all names: from models.common import *.
func (s *side) shared(name string, hops int) map[string]string {
	if known, ok := s.stars[name]; ok || hops == 0 {
		return known
	}
	s.stars[name] = nil
	f := s.parse(name)
	if f == nil || len(f.StarImports()) == 0 {
		return nil
	}
	var modules []string
	for _, module := range f.StarImports() {
		modules = append(modules, strings.Clone(module))
	}
	all := map[string]string{}
	for _, module := range modules {
		file := s.module(module, path.Dir(name))
		for name, target := range s.shared(file, hops-1) {
			all[name] = target
		}
		f := s.parse(file)
		if f == nil {
			continue
		}
		for b := range f.Imports {
			if !strings.HasPrefix(b.Target, ".") {
				all[strings.Clone(b.Name.Text())] = strings.Clone(b.Target)
			}
		}
	}
	s.stars[name] = all
	return all
}

// module returns the path of the file of a module that a file in a directory imports, "" if the project has none.
func (s *side) module(name, dir string) string {
	from := []string{dir, ".", "src"}
	if rest := strings.TrimLeft(name, "."); rest != name {
		for range len(name) - len(rest) - 1 {
			dir = path.Dir(dir)
		}
		name, from = rest, []string{dir}
	}
	for _, dir := range from {
		base := path.Join(dir, strings.ReplaceAll(name, ".", "/"))
		for _, file := range []string{base + ".py", base + "/__init__.py"} {
			if s.has(file) {
				return file
			}
		}
	}
	return ""
}

// sharedName returns the qualified name of what is called by a name that comes with all names of another module, "" if it does not.
func (r *reader) sharedName(callee python.Node) string {
	root := callee
	for root.Kind() == python.Attribute {
		root = root.Child(python.ObjectField)
	}
	if root.Kind() != python.Identifier || r.shared[root.Text()] == "" {
		return ""
	}
	if _, isBound := root.Binding(); isBound {
		return ""
	}
	return r.shared[root.Text()] + strings.Clone(strings.TrimPrefix(callee.Text(), root.Text()))
}
