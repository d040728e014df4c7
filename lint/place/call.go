package place

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// callAt returns the call that a node is, or is the callee of.
func callAt(n python.Node) python.Node {
	for n.Exists() && n.Kind() != python.Call {
		if n.Parent().Kind() == python.Call && n.Field() != python.FunctionField {
			return python.Node{}
		}
		n = n.Parent()
	}
	return n
}

// argumentsOf returns the arguments of a call in brackets, and each of them; none if some are not written out.
func argumentsOf(call python.Node) (list python.Node, all []python.Node, ok bool) {
	list = call.Child(python.ArgumentsField)
	for a := range list.Children() {
		if a.Is(python.ListSplat, python.DictionarySplat) {
			return list, nil, false
		}
		if a.Kind() != python.Comment {
			all = append(all, a)
		}
	}
	return list, all, list.Kind() == python.ArgumentList
}

// valueOf returns what an argument gives, and the name under which it does.
func valueOf(argument python.Node) (value python.Node, name string) {
	if argument.Kind() == python.KeywordArgument {
		return argument.Child(python.ValueField), argument.Child(python.NameField).Text()
	}
	return argument, ""
}

// passing gives the call at a node an argument by name.
func (f *program) passing(at python.Node, name, text string) (edit, bool) {
	call := callAt(at)
	list, all, ok := argumentsOf(call)
	if !ok || !isKnown(call, call.Start(), text) {
		return edit{}, false
	}
	for _, a := range all {
		if value, given := valueOf(a); given == name {
			isLiteral := value.Is(python.None, python.True, python.False, python.Integer, python.Float) || value.Kind() == python.String && !value.Has(python.Interpolation)
			return edit{value.Start(), value.Stop(), text}, isLiteral
		}
	}
	return f.appended(list, all, []string{name + "=" + text})
}

// appended puts elements after the last of those in a pair of brackets, each on a line of its own if that is.
func (f *program) appended(list python.Node, all []python.Node, more []string) (edit, bool) {
	if len(all) == 0 {
		stop := list.Start() + 1
		return edit{stop, stop, strings.Join(more, ", ")}, list.Stop() == stop+1
	}
	last := all[len(all)-1]
	indent, isFirst := last.Indentation()
	if !isFirst {
		return edit{last.Stop(), last.Stop(), ", " + strings.Join(more, ", ")}, true
	}
	between := f.LineEnd() + indent
	text, stop := string(f.Text()), f.lineStop(last.Stop())
	rest := text[last.Stop():stop]
	after := strings.TrimLeft(rest, " \t")
	switch {
	case strings.HasPrefix(after, ",") && isRest(after[1:]):
		return edit{stop, stop, between + strings.Join(more, ","+between) + ","}, true
	case isRest(after):
		return edit{last.Stop(), stop, "," + rest + between + strings.Join(more, ","+between)}, true
	}
	return edit{last.Stop(), last.Stop(), "," + between + strings.Join(more, ","+between)}, true
}

// isRest reports whether nothing but a comment is in the rest of a line.
func isRest(text string) bool {
	text = strings.TrimLeft(text, " \t")
	return text == "" || text[0] == '#'
}

// entries gives the dictionary that is an argument of the call at a node more entries.
func (f *program) entries(at python.Node, text string) (edit, bool) {
	_, arguments, ok := argumentsOf(callAt(at))
	var found []python.Node
	for _, a := range arguments {
		value, _ := valueOf(a)
		if b, isBound := value.Binding(); isBound && b.Kind == python.Assigned && b.Index < 0 && b.Name.Function() == at.Function() {
			value = b.Value
		}
		if value.Kind() == python.Dictionary {
			found = append(found, value)
		}
	}
	if !ok || len(found) != 1 || !isKnown(found[0], found[0].Start(), text) {
		return edit{}, false
	}
	var all, keys []python.Node
	for pair := range found[0].Children() {
		switch pair.Kind() {
		case python.Pair:
			all, keys = append(all, pair), append(keys, pair.Child(python.KeyField))
		case python.DictionarySplat:
			return edit{}, false
		}
	}
	if len(keys) == 0 { // others may be added to it later, one by one
		return edit{}, false
	}
	if strings.HasPrefix(keys[0].Text(), "'") {
		text = strings.ReplaceAll(text, `"`, "'")
	}
	entries := strings.Split(text, "\n")
	for _, entry := range entries {
		key, _, _ := strings.Cut(entry, ":")
		if slices.ContainsFunc(keys, func(k python.Node) bool { return k.Text() == key }) {
			return edit{}, false
		}
	}
	return f.appended(found[0], all, entries)
}
