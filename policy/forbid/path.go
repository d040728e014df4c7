package forbid

import (
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// paths reports the expressions that are a path which must not be read or written.
func (l List) paths(f *python.File, i int, report func(int, python.Node, string)) {
	for call := range f.All(python.Call) {
		if makesPath(call) {
			continue // what is done with it counts
		}
		for n, access := range accesses(call) {
			text, ok := textOf(n, maxHops)
			if ok && (l[i].Access == "" || l[i].Access == access) && matchesPath(l[i].Path, text) {
				report(i, n, map[Access]string{Read: "reading ", Write: "writing "}[access]+text.Value)
			}
		}
	}
}

func makesPath(call python.Node) bool {
	_, ok := callText(call, maxHops)
	return ok
}

// accesses yields what a call may take for a path, and whether it writes there.
func accesses(call python.Node) func(func(python.Node, Access) bool) {
	return func(yield func(python.Node, Access) bool) {
		function := call.Child(python.FunctionField)
		name := function.Text()
		if function.Kind() == python.Attribute {
			name = function.Child(python.AttributeField).Text()
			if access, ok := methods[name]; ok || name == "open" {
				if name == "open" {
					access = modeOf(call, 0)
				}
				if !yield(function.Child(python.ObjectField), access) {
					return
				}
			}
		}
		args := arguments(call)
		for i, arg := range args {
			if !yield(arg, accessOf(call, name, i, len(args))) {
				return
			}
		}
		for arg := range call.Child(python.ArgumentsField).Children() {
			if arg.Kind() == python.KeywordArgument && !yield(arg.Child(python.ValueField), accessOf(call, name, 1, 1)) {
				return
			}
		}
	}
}

// methods are those of a path that read or write what is there.
var methods = map[string]Access{
	"write_text": Write, "write_bytes": Write, "unlink": Write, "rmdir": Write, "mkdir": Write, "touch": Write, "rename": Write, "replace": Write,
	"chmod": Write, "symlink_to": Write, "read_text": Read, "read_bytes": Read, "iterdir": Read, "glob": Read, "rglob": Read,
}

// accessOf returns what a call does with one of its arguments, by its name.
func accessOf(call python.Node, name string, i, count int) Access {
	switch {
	case name == "open":
		return modeOf(call, 1)
	case strings.HasPrefix(name, "copy") || name == "link" || name == "symlink":
		if i == 1 || count == 1 && i > 0 {
			return Write
		}
		return Read
	case methods[name] == Write, strings.HasPrefix(name, "to_"), strings.HasPrefix(name, "save"), strings.HasPrefix(name, "write"), strings.HasPrefix(name, "dump"),
		strings.HasPrefix(name, "remove"), strings.HasPrefix(name, "make"), name == "rmtree", name == "move", name == "truncate", name == "export", name == "extractall":
		return Write
	}
	return Read
}

// modeOf returns what a call of open does, by the mode that stands at a position.
func modeOf(call python.Node, at int) Access {
	mode := argument(call, "mode").Child(python.ValueField)
	if args := arguments(call); !mode.Exists() && len(args) > at {
		mode = args[at]
	}
	if text, ok := textOf(mode, maxHops); mode.Exists() && ok && strings.ContainsAny(text.Value, "wax+") {
		return Write
	}
	return Read
}
