// Package modules tells which file of a repository a dotted name is. The repository's own files come before any catalogue
// of libraries: in the repository of a library, its name leads to its source.
package modules

import (
	"path"
	"slices"
	"strings"
)

// An Index answers look-ups over the folders of a repository. It is safe for concurrent use, but for one that [Index.Noting]
// returns.
type Index struct {
	*folders
	notes notes             // nil if nobody wants to know what it was asked
	asked map[*finding]bool // nil likewise
}

// New returns an index of folders. What list returns for the slash-separated path of one are the names of its files and of
// its folders, these with a slash at their end; it is called once for a folder, when that is first needed.
func New(list func(dir string) []string) *Index {
	return &Index{folders: &folders{list: list, known: map[string]map[string]bool{}, findings: map[question]*finding{}}}
}

// A Module is what a dotted name leads to.
type Module struct {
	File string // slash-separated; "" for a folder without an __init__.py
	Dir  string // of a package; "" for a plain module
}

// Find returns the module that a dotted name is, imported by a file of a program that a script starts. A name that starts
// with dots is relative to the package of the file. As in Python, a folder without an __init__.py is a module only if no
// file is (https://docs.python.org/3/reference/import.html#namespace-packages).
func (x *Index) Find(script, from, name string) (Module, bool) {
	if rest := strings.TrimLeft(name, "."); rest != name {
		dir := path.Dir(from)
		for range len(name) - len(rest) - 1 {
			dir = path.Dir(dir)
		}
		return x.ask(question{dir, rest, true})
	}
	if !x.leadsBeside(script, name) {
		return x.ask(question{path.Dir(from), name, false})
	}
	return x.firstOf(slices.Concat(x.withSource(path.Dir(script)), x.outwards(path.Dir(from))), name)
}

// Below returns the module of a name inside a package.
func (x *Index) Below(pkg Module, name string) (Module, bool) {
	if pkg.Dir == "" {
		return Module{}, false
	}
	return x.ask(question{pkg.Dir, name, true})
}

// IsLarge reports whether the package that the first part of a dotted name is, imported by a file of a program that a script
// starts, has at least n files and folders in its own folder and
// those below.
func (x *Index) IsLarge(script, from, name string, n int) bool {
	top, _, _ := strings.Cut(name, ".")
	m, ok := x.Find(script, from, top)
	if !ok || m.Dir == "" {
		return false
	}
	x.note(m.Dir, sizeOver(n))
	return x.isLarge(m.Dir, n)
}

// outwards returns the folders around an importing file in which a program looks for modules, the likeliest first, and the src folder
// of each.
func (x *Index) outwards(dir string) (all []string) {
	for ; ; dir = path.Dir(dir) {
		all = append(all, x.withSource(dir)...)
		if dir == "." || dir == "/" {
			return all
		}
	}
}

// withSource is a folder, and the src folder in it.
func (x *Index) withSource(dir string) []string {
	if x.leads(dir, "src") {
		return []string{dir, path.Join(dir, "src")}
	}
	return []string{dir}
}

// leadsBeside reports whether the first part of a name is found in the folder of a script.
func (x *Index) leadsBeside(script, name string) bool {
	head, _, _ := strings.Cut(name, ".")
	return slices.ContainsFunc(x.withSource(path.Dir(script)), func(dir string) bool { return head == "" || x.leads(dir, head) })
}

// firstOf returns the module of a name in the first of some folders that has it.
func (x *Index) firstOf(roots []string, name string) (Module, bool) {
	head, _, _ := strings.Cut(name, ".")
	var leading []string
	for _, root := range roots {
		if head != "" && !x.leads(root, head) {
			continue
		}
		leading = append(leading, at(root, name))
		if m, ok := x.file(at(root, name)); ok {
			return m, true
		}
	}
	for _, dir := range leading {
		if x.has(dir, "/") {
			return Module{Dir: dir}, true
		}
	}
	return Module{}, false
}

func at(root, name string) string { return path.Join(root, strings.ReplaceAll(name, ".", "/")) }

// file returns the module whose path, but for its ending, is given.
func (x *Index) file(at string) (Module, bool) {
	if init := path.Join(at, "__init__.py"); x.has(at, "/") && x.has(init[:len(init)-len(".py")], ".py") {
		return Module{File: init, Dir: at}, true
	}
	if x.has(at, ".py") {
		return Module{File: at + ".py"}, true
	}
	return Module{}, false
}

// leads reports whether there is a folder or a module of a name in a folder.
func (x *Index) leads(dir, name string) bool {
	x.note(dir, name)
	names := x.folder(dir)
	return names[name+"/"] || names[name+".py"]
}

// has reports whether there is a file, or with a slash as its ending a folder.
func (x *Index) has(at, ending string) bool {
	dir, name := path.Split(at)
	dir = path.Clean(dir)
	if at == "." || at == "/" {
		return ending == "/"
	}
	x.note(dir, name)
	return x.folder(dir)[name+ending]
}
