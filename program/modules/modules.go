// Package modules tells which file of a repository a dotted name is. The repository's own files come before any catalogue
// of libraries: in the repository of a library, its name leads to its source.
package modules

import (
	"path"
	"strings"
)

// An Index answers look-ups over the Python files of a repository.
type Index struct {
	files map[string]bool // slash-separated paths of .py files
	dirs  map[string]bool // folders that hold Python files at any depth
}

// New returns an index of files, whose paths are slash-separated.
func New(files []string) *Index {
	x := &Index{files: make(map[string]bool, len(files)), dirs: map[string]bool{}}
	for _, f := range files {
		x.files[f] = true
		for d := path.Dir(f); !x.dirs[d]; d = path.Dir(d) {
			x.dirs[d] = true
		}
	}
	return x
}

// A Module is what a dotted name leads to.
type Module struct {
	File string // "" for a folder without an __init__.py
	Dir  string // of a package; "" for a plain module
}

// Find returns the module that a dotted name is, imported from a file in a program that a script starts. A name that starts
// with dots is relative to the file's package.
func (x *Index) Find(script, from, name string) (Module, bool) {
	if rest := strings.TrimLeft(name, "."); rest != name {
		dir := path.Dir(from)
		for range len(name) - len(rest) - 1 {
			dir = path.Dir(dir)
		}
		return x.in(dir, rest)
	}
	for _, root := range roots(script, from) {
		if m, ok := x.in(root, name); ok {
			return m, true
		}
	}
	return Module{}, false
}

// Below returns the module of a name inside a package.
func (x *Index) Below(pkg Module, name string) (Module, bool) {
	if pkg.Dir == "" {
		return Module{}, false
	}
	return x.in(pkg.Dir, name)
}

// roots returns the folders in which a program looks for modules, the likeliest first: that of the script, those around the
// importing file, and the src folder of each.
func roots(script, from string) (all []string) {
	add := func(dir string) { all = append(all, dir, path.Join(dir, "src")) }
	add(path.Dir(script))
	for d := path.Dir(from); ; d = path.Dir(d) {
		add(d)
		if d == "." || d == "/" {
			return all
		}
	}
}

// in looks a dotted name up in a folder. A module in a folder that is no package of it does not hide one elsewhere.
func (x *Index) in(root, name string) (Module, bool) {
	at := path.Join(root, strings.ReplaceAll(name, ".", "/"))
	switch {
	case name != "" && x.files[at+".py"]:
		return Module{File: at + ".py"}, true
	case x.files[at+"/__init__.py"]:
		return Module{File: at + "/__init__.py", Dir: at}, true
	case x.dirs[at] && at != root || name == "" && x.dirs[at]:
		return Module{Dir: at}, true
	}
	return Module{}, false
}
