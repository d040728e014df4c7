package run

import (
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// load returns the module of a file, nil if it can't be had. Its body is not run yet.
func (r *runner) load(path string) *frame.Module {
	if m, ok := r.modules[path]; ok {
		return m
	}
	r.modules[path] = nil
	file := r.project.Load(path)
	if file == nil {
		return nil
	}
	m := &frame.Module{Number: int32(len(r.Files)), File: file, Constants: make([]value.Value, len(file.Constants))}
	r.Files, r.Code, r.ran = append(r.Files, path), append(r.Code, file), append(r.ran, make([]bool, len(file.Functions)))
	m.Frame = &frame.Frame{Module: m, Context: r.context(contextKey{file: m.Number}), Slots: make([]value.Value, len(file.Functions[0].Locals))}
	m.ID = r.Heap.New(value.Key{File: m.Number, Sort: value.Module}, value.Object{Kind: value.Module, Name: path, Ref: m})
	r.modules[path] = m
	return m
}

// start runs the body of a module: that of the script, or of one that is imported.
func (r *runner) start(m *frame.Module) {
	r.name(m)
	r.enterFrame(m.Frame)
}

// name sets the names that every module has.
func (r *runner) name(m *frame.Module) {
	name := strings.TrimSuffix(m.File.Path, ".py")
	if m.File.Path == r.Script {
		name = "__main__"
	}
	r.setMember(m, "__name__", r.Heap.Constant(code.Constant{Kind: code.String, Text: name}))
}

func (r *runner) setMember(m *frame.Module, name string, v value.Value) {
	if slot, ok := m.SlotOf(name); ok {
		m.Frame.SetSlot(slot, v)
		return
	}
	r.Heap.PutField(r.Heap.Of(m.ID), name, v)
}

// member returns what a module holds under a name.
func (r *runner) member(m *frame.Module, name string) value.Value {
	if known := r.Frameworks.Canonical(m.Name + "." + name); r.Frameworks.Names(known) || m.IsLibrary && r.Frameworks.Has(known) {
		return r.Heap.Outside(known)
	}
	if slot, ok := m.SlotOf(name); ok {
		if v := r.bound(m.Frame, slot); v != value.Nothing {
			return v
		}
	}
	if v, ok := r.Heap.Object(m.ID).Fields[name]; ok {
		return v
	}
	if v, ok := r.starred(m, name); ok {
		return v
	}
	if sub, ok := r.project.Modules.Below(modules.Module{File: m.File.Path, Dir: packageDir(m.File.Path)}, name); ok {
		return r.run(sub, "")
	}
	return r.Heap.Unknown("nothing in " + m.File.Path + " is called " + name)
}

// packageDir returns the folder of a package by its __init__.py, "" for other files.
func packageDir(path string) string {
	if dir, ok := strings.CutSuffix(path, "/__init__.py"); ok {
		return dir
	}
	return ""
}

// starred looks for a name among those of modules whose names were all imported.
func (r *runner) starred(m *frame.Module, name string) (value.Value, bool) {
	for i := range m.Stars {
		m.Stars[i] = r.made(m.Stars[i])
		for _, id := range r.Heap.All(m.Stars[i]) {
			other, ok := r.Heap.Object(id).Ref.(*frame.Module)
			if !ok || other == m {
				continue
			}
			if slot, ok := other.SlotOf(name); ok {
				if v := r.bound(other.Frame, slot); v != value.Nothing {
					return v, true
				}
			}
		}
	}
	return value.Nothing, false
}

// global returns what a name of a module is. One that is not bound there may be a builtin.
func (r *runner) global(m *frame.Module, slot int) value.Value {
	if v := r.bound(m.Frame, slot); v != value.Nothing {
		return v
	}
	return r.free(m, m.File.Symbols[m.File.Functions[0].Locals[slot]])
}

// free returns what a name is that nothing binds: one of a module whose names were all imported, a builtin, or something of which
// only the name is known.
func (r *runner) free(m *frame.Module, name string) value.Value {
	if v, ok := r.Heap.Object(m.ID).Fields[name]; ok {
		return v
	}
	if v, ok := r.starred(m, name); ok {
		return v
	}
	for _, star := range m.Stars {
		for _, id := range r.Heap.All(star) {
			if o := r.Heap.Object(id); o.Kind == value.Foreign && !library.IsBuiltin(name) {
				return r.Heap.Outside(o.Name + "." + name)
			}
		}
	}
	if !library.IsBuiltin(name) {
		return r.Heap.Outside("?" + name)
	}
	if name == "__file__" {
		key := value.Key{File: value.OutsideFile, At: r.Heap.Number("builtins.__file__"), Sort: value.Foreign, Index: m.Number + 1}
		return r.Heap.Of(r.Heap.New(key, value.Object{Kind: value.Foreign, Name: "builtins.__file__", Ref: m}))
	}
	return r.Heap.Outside("builtins." + name)
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
			known.Name, known.IsLibrary = name, r.isLibrary(m.File, name)
			r.spend(moduleSteps)
			r.atTop(func() { r.start(known) })
		}
	}
	if known == nil && r.Frameworks.IsModule(name) {
		return r.Heap.Outside(name) // whose facts say what it does
	}
	if known == nil { // its code is not here, and what it gives is known by name alone
		return r.Heap.Outside("?" + strings.TrimLeft(name, "."))
	}
	return r.Heap.Of(known.ID)
}

// moduleSteps is what a module takes besides the instructions of its body, for its names and what is defined in it.
const moduleSteps = 80

// libraryFiles is how many files and folders the package of a library has at least. The code of one is too much to be followed
// for what the facts of it say.
const libraryFiles = 15

// isLibrary reports whether a module that is imported by its whole name is part of a package that is large.
func (r *runner) isLibrary(from, name string) bool {
	return name != "" && name[0] != '.' && r.project.Modules.IsLarge(r.Script, from, name, libraryFiles)
}

// atTop runs what no loop or condition is around.
func (r *runner) atTop(do func()) {
	around, turning := r.Around, r.turning
	r.Around, r.turning = nil, 0
	r.Imports++
	do()
	r.Imports--
	r.Around, r.turning = around, turning
}

// namespace is a folder of modules without an __init__.py.
func (r *runner) namespace(m modules.Module) value.Value {
	path := m.Dir + "/__init__.py"
	known, seen := r.modules[path]
	if !seen {
		known = &frame.Module{Number: -1, File: &code.File{Path: path, Functions: []code.Function{{Outer: -1}}}}
		known.Frame = &frame.Frame{Module: known}
		known.ID = r.Heap.New(value.Key{File: value.NamespaceFile, At: r.Heap.Number(path), Sort: value.Module}, value.Object{Kind: value.Module, Name: path, Ref: known})
		r.modules[path] = known
	}
	return r.Heap.Of(known.ID)
}
