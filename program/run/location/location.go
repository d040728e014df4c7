package run

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// A location is a path that a program opens, as far as it is constant.
type location struct {
	path     string
	anchored bool // it is from the root of the project, and not from the working directory
	chosen   bool // the user may name another one
}

// deepestPath is how many steps a path is made in.
const deepestPath = 12

// locate returns the only path that a value may be. None beside it is no path.
func (r *runner) locate(v value.Value, depth int) (l location, ok bool) {
	if depth > deepestPath {
		return location{}, false
	}
	for _, id := range r.Heap.All(v) {
		o := r.Heap.Object(id)
		if o.Kind == value.Literal && o.Literal == code.None {
			continue
		}
		at, known := r.locateOne(id, depth)
		if !known || ok && (at.path != l.path || at.anchored != l.anchored) {
			return location{}, false
		}
		l, ok = location{at.path, at.anchored, at.chosen || l.chosen}, true
	}
	return l, ok
}

func (r *runner) locateOne(id value.ID, depth int) (location, bool) {
	o := r.Heap.Object(id)
	switch o.Kind {
	case value.Literal:
		return location{path: o.Name}, o.Literal == code.String
	case value.Text:
		return r.joined(o.Items, "", depth)
	case value.Option:
		l, ok := r.locate(o.Default, depth+1)
		l.chosen = true
		return l, ok
	case value.Foreign:
		return r.locateForeign(o, depth)
	}
	return location{}, false
}

// joined returns the path that parts make, of which only the first may be from the root.
func (r *runner) joined(parts []value.Value, between string, depth int) (out location, ok bool) {
	for i, part := range parts {
		l, known := r.locate(part, depth+1)
		if !known || i > 0 && (l.anchored || between != "" && strings.HasPrefix(l.path, "/")) {
			return location{}, false
		}
		if i > 0 {
			l.path = out.path + between + l.path
		}
		out = location{l.path, out.anchored || l.anchored, out.chosen || l.chosen}
	}
	return out, len(parts) > 0
}

// locateForeign is the path that what the standard library makes of others is.
func (r *runner) locateForeign(o *value.Object, depth int) (location, bool) {
	args := values(o.Args)
	if o.Operator == code.Divide {
		return r.joined(args, "/", depth)
	}
	switch o.Name {
	case "builtins.__file__":
		if m, ok := o.Ref.(*frame.Module); ok {
			return location{path: m.File.Path, anchored: true}, true
		}
	case "os.getcwd()", "pathlib.Path.cwd()", "hydra.utils.get_original_cwd()":
		return location{path: "."}, true
	case "pathlib.Path()", "pathlib.PurePath()", "pathlib.PosixPath()", "os.path.join()":
		return r.joined(args, "/", depth)
	case "builtins.str()", "os.fspath()", "os.path.abspath()", "os.path.realpath()", "os.path.normpath()", "os.path.relpath()", "hydra.utils.to_absolute_path()":
		return r.joined(args[:min(len(args), 1)], "", depth)
	case "os.path.dirname()":
		l, ok := r.joined(args[:min(len(args), 1)], "", depth)
		return location{path.Dir(l.path), l.anchored, l.chosen}, ok
	}
	return r.locateMethod(o, args, depth)
}

// locateMethod is the path that a method or an attribute of another path gives.
func (r *runner) locateMethod(o *value.Object, args []value.Value, depth int) (location, bool) {
	name, isMember := value.LastPart(o.Name)
	if !isMember || o.Of == value.Nothing || !strings.HasPrefix(o.Name, "pathlib.") {
		return location{}, false
	}
	switch name {
	case "resolve()", "absolute()", "as_posix()", "parents":
		return r.locate(o.Of, depth+1)
	case "joinpath()":
		return r.joined(append([]value.Value{o.Of}, args...), "/", depth)
	case "parent":
		l, ok := r.locate(o.Of, depth+1)
		return location{path.Dir(l.path), l.anchored, l.chosen}, ok
	}
	if above, ok := strings.CutPrefix(name, "parents["); ok {
		n, err := strconv.Atoi(strings.TrimSuffix(above, "]"))
		l, ok := r.locate(o.Of, depth+1)
		for range min(n+1, deepestPath) {
			l.path = path.Dir(l.path)
		}
		return l, ok && err == nil
	}
	return location{}, false
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

// source returns where what a value reads is: an open file, or what was read of one.
func (r *runner) source(v value.Value, depth int) (location, bool) {
	id, one := r.Heap.One(v)
	if !one || depth > deepestPath {
		return location{}, false
	}
	o := r.Heap.Object(id)
	if o.Kind != value.Foreign {
		return location{}, false
	}
	switch o.Name {
	case "builtins.open()", "io.open()", "codecs.open()":
		file, ok := o.Argument("file", 0)
		if !ok {
			return location{}, false
		}
		return r.locate(file, depth+1)
	}
	switch name, _ := value.LastPart(o.Name); name {
	case "open()", "read_text()", "read_bytes()":
		return r.locate(o.Of, depth+1)
	case "read()":
		return r.source(o.Of, depth+1)
	}
	return location{}, false
}

// configAt returns what the configuration file at a location says, and its path; nil if there is none, or if it depends on where
// the script is started which one it is.
func (r *runner) configAt(l location) (found *configfile.Node, at string) {
	if r.project.Config == nil || l.path == "" || strings.HasPrefix(l.path, "/") || strings.HasPrefix(l.path, "~") {
		return nil, ""
	}
	if l.anchored {
		at = path.Clean(l.path)
		found, _ = r.project.Config(at)
		return found, at
	}
	for _, dir := range r.starts() {
		name := path.Join(dir, l.path)
		n, isThere := r.project.Config(name)
		switch {
		case !isThere || at == name:
		case at != "":
			return nil, ""
		default:
			found, at = n, name
		}
	}
	return found, at
}

// starts are the folders that a script may be started in: its own, and those above up to the top of the project.
func (r *runner) starts() (dirs []string) {
	top := path.Clean(r.project.Top)
	for dir := path.Dir(r.Script); len(dirs) < deepestPath; dir = path.Join(dir, "..") {
		if slices.Contains(dirs, dir) {
			break
		}
		dirs = append(dirs, dir)
		if dir == top {
			break
		}
	}
	return dirs
}
