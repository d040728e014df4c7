package run

import (
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/program/value"
)

// load returns the module of a file, nil if it can't be had. Its body is not run yet.
func (r *runner) load(path string) *module {
	if m, ok := r.modules[path]; ok {
		return m
	}
	r.modules[path] = nil
	file := r.project.Load(path)
	if file == nil {
		return nil
	}
	m := &module{number: int32(len(r.record.Files)), file: file}
	r.record.Files = append(r.record.Files, path)
	m.frame = &frame{module: m, context: r.context(contextKey{file: m.number}), slots: make([]value.Value, len(file.Functions[0].Locals))}
	m.id = r.heap.New(value.Key{File: m.number, Sort: value.Module}, value.Object{Kind: value.Module, Name: path, Ref: m})
	r.modules[path] = m
	return m
}

// start runs the body of a module: that of the script, or of one that is imported.
func (r *runner) start(m *module) {
	r.name(m)
	r.enterFrame(m.frame)
}

// name sets the names that every module has.
func (r *runner) name(m *module) {
	name := strings.TrimSuffix(m.file.Path, ".py")
	if m.file.Path == r.script {
		name = "__main__"
	}
	r.setMember(m, "__name__", r.constant(code.Constant{Kind: code.String, Text: name}))
}

// slotOf returns the slot of a name of a module, false if it has none.
func (m *module) slotOf(name string) (int, bool) {
	for i, s := range m.file.Functions[0].Locals {
		if m.file.Symbols[s] == name {
			return i, true
		}
	}
	return 0, false
}

func (r *runner) setMember(m *module, name string, v value.Value) {
	if slot, ok := m.slotOf(name); ok {
		m.frame.setSlot(slot, v)
		return
	}
	r.putField(r.heap.Of(m.id), name, v)
}

// member returns what a module holds under a name.
func (r *runner) member(m *module, name string) value.Value {
	if known := r.project.Frameworks.Canonical(m.name + "." + name); r.project.Frameworks.Names(known) || m.isLibrary && r.project.Frameworks.Has(known) {
		return r.outside(known)
	}
	if slot, ok := m.slotOf(name); ok {
		if v := r.bound(m.frame, slot); v != value.Nothing {
			return v
		}
	}
	if v, ok := r.heap.Object(m.id).Fields[name]; ok {
		return v
	}
	if v, ok := r.starred(m, name); ok {
		return v
	}
	if sub, ok := r.project.Modules.Below(modules.Module{File: m.file.Path, Dir: packageDir(m.file.Path)}, name); ok {
		return r.run(sub, "")
	}
	return r.unknown("nothing in " + m.file.Path + " is called " + name)
}

// packageDir returns the folder of a package by its __init__.py, "" for other files.
func packageDir(path string) string {
	if dir, ok := strings.CutSuffix(path, "/__init__.py"); ok {
		return dir
	}
	return ""
}

// starred looks for a name among those of modules whose names were all imported.
func (r *runner) starred(m *module, name string) (value.Value, bool) {
	for i := range m.stars {
		m.stars[i] = r.made(m.stars[i])
		for _, id := range r.heap.All(m.stars[i]) {
			other, ok := r.heap.Object(id).Ref.(*module)
			if !ok || other == m {
				continue
			}
			if slot, ok := other.slotOf(name); ok {
				if v := r.bound(other.frame, slot); v != value.Nothing {
					return v, true
				}
			}
		}
	}
	return value.Nothing, false
}

// global returns what a name of a module is. One that is not bound there may be a builtin.
func (r *runner) global(m *module, slot int) value.Value {
	if v := r.bound(m.frame, slot); v != value.Nothing {
		return v
	}
	return r.free(m, m.file.Symbols[m.file.Functions[0].Locals[slot]])
}

// free returns what a name is that nothing binds: one of a module whose names were all imported, a builtin, or something of which
// only the name is known.
func (r *runner) free(m *module, name string) value.Value {
	if v, ok := r.heap.Object(m.id).Fields[name]; ok {
		return v
	}
	if v, ok := r.starred(m, name); ok {
		return v
	}
	for _, star := range m.stars {
		for _, id := range r.heap.All(star) {
			if o := r.heap.Object(id); o.Kind == value.Foreign && !isBuiltin(name) {
				return r.outside(o.Name + "." + name)
			}
		}
	}
	if !isBuiltin(name) {
		return r.outside("?" + name)
	}
	if name == "__file__" {
		key := value.Key{File: outsideFile, At: r.reason("builtins.__file__"), Sort: value.Foreign, Index: m.number + 1}
		return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Foreign, Name: "builtins.__file__", Ref: m}))
	}
	return r.outside("builtins." + name)
}

// outside is something outside the project, by its dotted name.
func (r *runner) outside(name string) value.Value {
	key := value.Key{File: outsideFile, At: r.reason(name), Sort: value.Foreign}
	return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Foreign, Name: name}))
}

// importModule imports a dotted name, and returns its first part or all of it.
func (r *runner) importModule(f *frame, name string, first bool) value.Value {
	whole := r.find(f, name)
	if !first || !strings.Contains(name, ".") {
		return whole
	}
	head, _, _ := strings.Cut(name, ".")
	return r.find(f, head)
}

// find imports a module by its name: one of the project, if it is there.
func (r *runner) find(f *frame, name string) value.Value {
	if m, ok := r.project.Modules.Find(r.script, f.module.file.Path, name); ok && !r.hidesLibrary(m, name) {
		return r.run(m, name)
	}
	return r.outside(strings.TrimLeft(name, "."))
}

// hidesLibrary reports whether a module of the project only looks like one that is imported: a file torch.py or a folder
// without an __init__.py is not what import torch means, and a folder such as logging never hides the standard library
// (https://docs.python.org/3/reference/import.html#namespace-packages).
func (r *runner) hidesLibrary(m modules.Module, name string) bool {
	top, _, _ := strings.Cut(name, ".")
	return r.project.Frameworks.IsModule(name) && (m.Dir == "" || m.File == "") || m.File == "" && standard[top]
}

// standard are modules of the standard library whose names folders have, too.
var standard = map[string]bool{
	"argparse": true, "code": true, "collections": true, "copy": true, "csv": true, "dataclasses": true, "datetime": true, "functools": true,
	"glob": true, "io": true, "itertools": true, "json": true, "logging": true, "math": true, "multiprocessing": true, "os": true,
	"pathlib": true, "pickle": true, "platform": true, "profile": true, "queue": true, "random": true, "re": true, "shutil": true,
	"signal": true, "statistics": true, "string": true, "subprocess": true, "sys": true, "tempfile": true, "time": true, "types": true,
	"typing": true, "uuid": true, "warnings": true,
}

// run runs the body of a module of the project once, and returns the module. It is imported by a name.
func (r *runner) run(m modules.Module, name string) value.Value {
	if m.File == "" {
		return r.namespace(m)
	}
	known, seen := r.modules[m.File]
	if !seen {
		known = r.load(m.File)
		if known != nil {
			known.name, known.isLibrary = name, r.isLibrary(m.File, name)
			r.spend(moduleSteps)
			r.atTop(func() { r.start(known) })
		}
	}
	if known == nil && r.project.Frameworks.IsModule(name) {
		return r.outside(name) // whose facts say what it does
	}
	if known == nil { // its code is not here, and what it gives is known by name alone
		return r.outside("?" + strings.TrimLeft(name, "."))
	}
	return r.heap.Of(known.id)
}

// moduleSteps is what a module takes besides the instructions of its body, for its names and what is defined in it.
const moduleSteps = 80

// libraryFiles is how many files and folders the package of a library has at least. The code of one is too much to be followed
// for what the facts of it say.
const libraryFiles = 15

// isLibrary reports whether a module that is imported by its whole name is part of a package that is large.
func (r *runner) isLibrary(from, name string) bool {
	return name != "" && name[0] != '.' && r.project.Modules.IsLarge(r.script, from, name, libraryFiles)
}

// atTop runs what no loop or condition is around.
func (r *runner) atTop(do func()) {
	around := r.around
	r.around = nil
	r.imports++
	do()
	r.imports--
	r.around = around
}

// namespace is a folder of modules without an __init__.py.
func (r *runner) namespace(m modules.Module) value.Value {
	path := m.Dir + "/__init__.py"
	known, seen := r.modules[path]
	if !seen {
		known = &module{number: -1, file: &code.File{Path: path, Functions: []code.Function{{Outer: -1}}}}
		known.frame = &frame{module: known}
		known.id = r.heap.New(value.Key{File: namespaceFile, At: r.reason(path), Sort: value.Module}, value.Object{Kind: value.Module, Name: path, Ref: known})
		r.modules[path] = known
	}
	return r.heap.Of(known.id)
}

func (r *runner) importFrom(f *frame, name, member string) value.Value {
	if known := r.project.Frameworks.Canonical(name + "." + member); r.project.Frameworks.Names(known) || r.project.Frameworks.Has(known) && r.isLibrary(f.module.file.Path, name) {
		return r.outside(known)
	}
	from := r.find(f, name)
	out := value.Nothing
	for _, id := range r.heap.All(from) {
		o := r.heap.Object(id)
		switch {
		case o.Kind == value.Module:
			out = r.heap.Join(out, r.member(o.Ref.(*module), member))
		case o.Name == "?":
			out = r.heap.Join(out, r.heap.Of(id))
		default:
			out = r.heap.Join(out, r.outside(o.Name+"."+member))
		}
	}
	return out
}
