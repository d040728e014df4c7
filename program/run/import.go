package run

import (
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// importModule imports a dotted name, and returns its first part or all of it.
func (r *runner) importModule(f *frame.Frame, name string, first bool) value.Value {
	whole := r.find(f, name)
	if !first || !strings.Contains(name, ".") {
		return whole
	}
	head, _, _ := strings.Cut(name, ".")
	return r.find(f, head)
}

// find imports a module by its name: one of the project, if it is there.
func (r *runner) find(f *frame.Frame, name string) value.Value {
	if m, ok := r.project.Modules.Find(r.Script, f.Module.File.Path, name); ok && !r.hidesLibrary(m, name) {
		return r.run(m, name)
	}
	return r.Heap.Outside(strings.TrimLeft(name, "."))
}

func (r *runner) importFrom(f *frame.Frame, name, member string) value.Value {
	if known := r.Frameworks.Canonical(name + "." + member); r.Frameworks.Names(known) || r.Frameworks.Has(known) && r.isLibrary(f.Module.File.Path, name) {
		return r.Heap.Outside(known)
	}
	from := r.find(f, name)
	out := value.Nothing
	for _, id := range r.Heap.All(from) {
		o := r.Heap.Object(id)
		switch {
		case o.Kind == value.Module:
			out = r.Heap.Join(out, r.member(o.Ref.(*frame.Module), member))
		case o.Name == "?":
			out = r.Heap.Join(out, r.Heap.Of(id))
		default:
			out = r.Heap.Join(out, r.Heap.Outside(o.Name+"."+member))
		}
	}
	return out
}

// Module returns the module that an absolute name stands for.
func (r *runner) Module(f *frame.Frame, name string) value.Value { return r.find(f, name) }

// byName returns what a function that imports something by a name returns, if it was given the name: the body says little, since it takes
// the name apart. result is what the body comes to.
func (r *runner) byName(f *frame.Frame, result value.Value) value.Value {
	if !library.IsImported(r.Heap, result) {
		return result
	}
	for i := range f.Code().Parameters {
		all := r.Heap.Alternatives(f.Slot(i))
		if len(all) != 1 || all[0].Literal != code.String || !strings.Contains(all[0].Name, ".") {
			continue
		}
		if named := r.Named(f, all[0].Name); named != value.Nothing {
			return named
		}
	}
	return result
}

// Named returns what a dotted name stands for: something of the project, or of a library of which anything is known.
func (r *runner) Named(f *frame.Frame, dotted string) value.Value {
	member, ok := value.LastPart(dotted)
	if !ok {
		return value.Nothing
	}
	module := strings.TrimSuffix(dotted, "."+member)
	if _, isHere := r.project.Modules.Find(r.Script, f.Module.File.Path, module); !isHere && !r.Frameworks.IsModule(dotted) {
		return value.Nothing
	}
	v := r.importFrom(f, module, member)
	if r.Heap.IsUnknown(v) {
		return value.Nothing
	}
	return v
}

// hidesLibrary reports whether a module of the project only looks like one that is imported: a file torch.py or a folder
// without an __init__.py is not what import torch means, and a folder such as logging never hides the standard library
// (https://docs.python.org/3/reference/import.html#namespace-packages).
func (r *runner) hidesLibrary(m modules.Module, name string) bool {
	top, _, _ := strings.Cut(name, ".")
	return r.Frameworks.IsModule(name) && (m.Dir == "" || m.File == "") || m.File == "" && standard[top]
}

// standard are modules of the standard library whose names folders have, too.
var standard = map[string]bool{
	"argparse": true, "code": true, "collections": true, "copy": true, "csv": true, "dataclasses": true, "datetime": true, "functools": true,
	"glob": true, "io": true, "itertools": true, "json": true, "logging": true, "math": true, "multiprocessing": true, "os": true,
	"pathlib": true, "pickle": true, "platform": true, "profile": true, "queue": true, "random": true, "re": true, "shutil": true,
	"signal": true, "statistics": true, "string": true, "subprocess": true, "sys": true, "tempfile": true, "time": true, "types": true,
	"typing": true, "uuid": true, "warnings": true,
}

// eagerly is how many files a run loads before it puts off the imports of modules until a name of theirs is asked for. So a
// program that uses little of a large package is not all of the package.
const eagerly = 30

// A deferred is an import that was put off.
type deferred struct {
	load   func() value.Value
	done   bool
	result value.Value
}

// put puts off an import that a module other than the script makes, if much was loaded already, or makes it.
func (r *runner) put(f *frame.Frame, at int, load func() value.Value) value.Value {
	if f.Function != 0 || f.Module.File.Path == r.Script || len(r.Files) < eagerly {
		return load()
	}
	key := f.Key(at, value.Deferred, 0)
	return r.Heap.Of(r.Heap.New(key, value.Object{Kind: value.Deferred, Ref: &deferred{load: load}}))
}

// made returns a value with the imports that were put off in it made.
func (r *runner) made(v value.Value) value.Value {
	for _, id := range r.Heap.All(v) {
		if r.Heap.Object(id).Kind == value.Deferred {
			return r.makeAll(v)
		}
	}
	return v
}

func (r *runner) makeAll(v value.Value) value.Value {
	out := value.Nothing
	for _, id := range r.Heap.All(v) {
		d, ok := r.Heap.Object(id).Ref.(*deferred)
		if !ok {
			out = r.Heap.Join(out, r.Heap.Of(id))
			continue
		}
		if !d.done {
			d.done = true // an import that leads back here finds nothing
			d.result = d.load()
		}
		out = r.Heap.Join(out, d.result)
	}
	return out
}

// bound returns what a slot of a frame holds.
func (r *runner) bound(f *frame.Frame, slot int) value.Value {
	v := f.Slot(slot)
	if made := r.made(v); made != v {
		f.SetSlot(slot, made)
		v = made
	}
	r.look(f, slot, v)
	return v
}
