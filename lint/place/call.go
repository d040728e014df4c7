package place

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
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
	if !ok || !isKnown(call, text) {
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

// replaced writes another text in the only string among the arguments of the call at a node that is old.
func (f *program) replaced(at python.Node, old, text string) (edit, bool) {
	_, arguments, _ := argumentsOf(callAt(at))
	var found []python.Node
	for _, a := range arguments {
		value, _ := valueOf(a)
		if content := value.Token(python.StringContent); value.Kind() == python.String && plain.MatchString(value.Text()) && content.Text() == old {
			found = append(found, content)
		}
	}
	if len(found) != 1 || strings.ContainsAny(text, "\"'\\\n{}") {
		return edit{}, false
	}
	return edit{found[0].Start(), found[0].Stop(), text}, true
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
	if !ok || len(found) != 1 || !isKnown(found[0], text) {
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
	if len(keys) > 0 && strings.HasPrefix(keys[0].Text(), "'") {
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

// What names of files and arguments for them say.
var (
	passesPath = pattern.New(`(?i)path|file|name|^f$|^fp$|dir`)
	oneOfAKind = pattern.New(`(?i)last|latest|best|final|current|recent`)
	plain      = pattern.New(`^[rRfF]{0,2}("[^"]+"|'[^']+')$`)
)

// numbered puts a number into the name of the file that the call at a node is given.
func (f *program) numbered(at python.Node, number string, template bool) (edit, bool) {
	_, arguments, ok := argumentsOf(callAt(at))
	var found []python.Node
	for _, a := range arguments {
		value, name := valueOf(a)
		if path := endOfPath(value); path.Exists() && (name == "" || passesPath.MatchString(name)) {
			found = append(found, path)
		}
	}
	if !ok || len(found) == 0 || len(found) > 1 && !template {
		return edit{}, false
	}
	path := found[0]
	text, ok := withNumber(path.Text(), number, template)
	return edit{path.Start(), path.Stop(), text}, ok
}

// endOfPath returns the string with which a path ends: "a.pt", folder / "a.pt", folder + "/a.pt", os.path.join(folder, "a.pt").
func endOfPath(n python.Node) python.Node {
	switch n.Kind() {
	case python.String:
		return n
	case python.BinaryOperator:
		if n.Token(python.TokSlash).Exists() || n.Token(python.TokPlus).Exists() {
			return endOfPath(n.Child(python.RightField))
		}
	case python.Call:
		if callee := n.Child(python.FunctionField).Text(); callee == "os.path.join" || strings.HasSuffix(callee, "Path") || strings.HasSuffix(callee, "joinpath") {
			return endOfPath(n.Child(python.ArgumentsField).LastChild())
		}
	}
	return python.Node{}
}

// withNumber puts a number before the extension of the file that a string names, in an f-string unless it is a template.
func withNumber(literal, number string, template bool) (string, bool) {
	if !plain.MatchString(literal) || strings.Contains(literal, `\`) {
		return "", false
	}
	at := strings.IndexAny(literal, `"'`)
	prefix, quote, content := literal[:at], literal[at:at+1], literal[at+1:len(literal)-1]
	name := content[strings.LastIndexByte(content, '/')+1:]
	isFormatted := strings.ContainsAny(prefix, "fF")
	if name == "" || oneOfAKind.MatchString(name) || template && isFormatted || isFormatted && strings.Contains(name, "}.") && strings.HasSuffix(name, "}") {
		return "", false
	}
	dot := len(content)
	if i := strings.LastIndexByte(name, '.'); i > 0 && !strings.ContainsAny(name[i:], "{}") {
		dot -= len(name) - i
	}
	before, extension := content[:dot], content[dot:]
	if !isFormatted && !template {
		escape := strings.NewReplacer("{", "{{", "}", "}}")
		before, extension, prefix = escape.Replace(before), escape.Replace(extension), "f"+prefix
	}
	return prefix + quote + before + "_{" + number + "}" + extension + quote, true
}
