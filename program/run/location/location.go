// Package location finds the path that a program opens, as far as what makes it is constant: constants, options with their defaults, and
// what os.path and pathlib make of them.
package location

import (
	"path"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// A Location is a path that a program opens.
type Location struct {
	Path     string
	Anchored bool // it is from the root of the project, and not from the working directory
	Chosen   bool // the user may name another one
}

// deepest is how many steps a path is made in.
const deepest = 12

// Of returns the only path that a value may be. None beside it is no path.
func Of(h *value.Heap, v value.Value) (Location, bool) { return locate(h, v, 0) }

func locate(h *value.Heap, v value.Value, depth int) (l Location, ok bool) {
	if depth > deepest {
		return Location{}, false
	}
	for _, id := range h.All(v) {
		o := h.Object(id)
		if o.Kind == value.Literal && o.Literal == code.None {
			continue
		}
		at, known := locateOne(h, id, depth)
		if !known || ok && (at.Path != l.Path || at.Anchored != l.Anchored) {
			return Location{}, false
		}
		l, ok = Location{at.Path, at.Anchored, at.Chosen || l.Chosen}, true
	}
	return l, ok
}

func locateOne(h *value.Heap, id value.ID, depth int) (Location, bool) {
	o := h.Object(id)
	switch o.Kind {
	case value.Literal:
		return Location{Path: o.Name}, o.Literal == code.String
	case value.Text:
		return joined(h, o.Items, "", depth)
	case value.Option:
		l, ok := locate(h, o.Default, depth+1)
		l.Chosen = true
		return l, ok
	case value.Foreign:
		return locateForeign(h, o, depth)
	}
	return Location{}, false
}

// joined returns the path that parts make, of which only the first may be from the root.
func joined(h *value.Heap, parts []value.Value, between string, depth int) (out Location, ok bool) {
	for i, part := range parts {
		l, known := locate(h, part, depth+1)
		if !known || i > 0 && (l.Anchored || between != "" && strings.HasPrefix(l.Path, "/")) {
			return Location{}, false
		}
		if i > 0 {
			l.Path = out.Path + between + l.Path
		}
		out = Location{l.Path, out.Anchored || l.Anchored, out.Chosen || l.Chosen}
	}
	return out, len(parts) > 0
}

// locateForeign is the path that what the standard library makes of others is.
func locateForeign(h *value.Heap, o *value.Object, depth int) (Location, bool) {
	args := values(o.Args)
	if o.Operator == code.Divide {
		return joined(h, args, "/", depth)
	}
	switch o.Name {
	case "builtins.__file__":
		if m, ok := o.Ref.(*frame.Module); ok {
			return Location{Path: m.File.Path, Anchored: true}, true
		}
	case "os.getcwd()", "pathlib.Path.cwd()", "hydra.utils.get_original_cwd()":
		return Location{Path: "."}, true
	case "pathlib.Path()", "pathlib.PurePath()", "pathlib.PosixPath()", "os.path.join()":
		return joined(h, args, "/", depth)
	case "builtins.str()", "os.fspath()", "os.path.abspath()", "os.path.realpath()", "os.path.normpath()", "os.path.relpath()", "hydra.utils.to_absolute_path()":
		return joined(h, args[:min(len(args), 1)], "", depth)
	case "os.path.dirname()":
		l, ok := joined(h, args[:min(len(args), 1)], "", depth)
		return Location{path.Dir(l.Path), l.Anchored, l.Chosen}, ok
	}
	return locateMethod(h, o, args, depth)
}

// locateMethod is the path that a method or an attribute of another path gives.
func locateMethod(h *value.Heap, o *value.Object, args []value.Value, depth int) (Location, bool) {
	name, isMember := value.LastPart(o.Name)
	if !isMember || o.Of == value.Nothing || !strings.HasPrefix(o.Name, "pathlib.") {
		return Location{}, false
	}
	switch name {
	case "resolve()", "absolute()", "as_posix()", "parents":
		return locate(h, o.Of, depth+1)
	case "joinpath()":
		return joined(h, append([]value.Value{o.Of}, args...), "/", depth)
	case "parent":
		l, ok := locate(h, o.Of, depth+1)
		return Location{path.Dir(l.Path), l.Anchored, l.Chosen}, ok
	}
	if above, ok := strings.CutPrefix(name, "parents["); ok {
		n, err := strconv.Atoi(strings.TrimSuffix(above, "]"))
		l, ok := locate(h, o.Of, depth+1)
		for range min(n+1, deepest) {
			l.Path = path.Dir(l.Path)
		}
		return l, ok && err == nil
	}
	return Location{}, false
}

// values are those of arguments that are given by position.
func values(args []value.Argument) (all []value.Value) {
	for _, a := range args {
		if a.Name != "" || a.Rest {
			break
		}
		all = append(all, a.Value)
	}
	return all
}

// Source returns where what a value reads is: an open file, or what was read of one.
func Source(h *value.Heap, v value.Value) (Location, bool) { return source(h, v, 0) }

func source(h *value.Heap, v value.Value, depth int) (Location, bool) {
	id, one := h.One(v)
	if !one || depth > deepest {
		return Location{}, false
	}
	o := h.Object(id)
	if o.Kind != value.Foreign {
		return Location{}, false
	}
	switch o.Name {
	case "builtins.open()", "io.open()", "codecs.open()":
		file, ok := o.Argument("file", 0)
		if !ok {
			return Location{}, false
		}
		return locate(h, file, depth+1)
	}
	switch name, _ := value.LastPart(o.Name); name {
	case "open()", "read_text()", "read_bytes()":
		return locate(h, o.Of, depth+1)
	case "read()":
		return source(h, o.Of, depth+1)
	}
	return Location{}, false
}
