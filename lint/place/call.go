package place

import (
	"fmt"
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

// What paths are written as, and what they are called that are meant to be replaced.
var (
	plain      = pattern.New(`^[rRfF]{0,2}("[^"]+"|'[^']+')$`)
	oneOfAKind = pattern.New(`(?i)last|latest|best|final|current|recent`)
)

// numbered puts a number into the name of the file that the call at a node is given for an argument.
func (f *program) numbered(at python.Node, argument, number string) (edit, bool) {
	var name string
	var position int
	if n, err := fmt.Sscanf(argument, "%s %d", &name, &position); n < 2 || err != nil {
		return edit{}, false
	}
	_, arguments, _ := argumentsOf(callAt(at))
	path := python.Node{}
	for i, a := range arguments {
		if value, given := valueOf(a); given == name || given == "" && i == position {
			path = endOfPath(value)
		}
	}
	isPlaceholder := strings.HasPrefix(number, "{")
	if !path.Exists() || !isPlaceholder && !isKnown(path, path.Start(), number) {
		return edit{}, false
	}
	text, ok := withNumber(path.Text(), number)
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

// withNumber puts a number before the extension of the file that a string names, in an f-string unless it is a placeholder.
func withNumber(literal, number string) (string, bool) {
	if !plain.MatchString(literal) || strings.Contains(literal, `\`) {
		return "", false
	}
	at := strings.IndexAny(literal, `"'`)
	prefix, quote, content := literal[:at], literal[at:at+1], literal[at+1:len(literal)-1]
	name := content[strings.LastIndexByte(content, '/')+1:]
	isFormatted, isPlaceholder := strings.ContainsAny(prefix, "fF"), strings.HasPrefix(number, "{")
	if name == "" || oneOfAKind.MatchString(name) || isPlaceholder && isFormatted {
		return "", false
	}
	dot := len(content)
	if i := strings.LastIndexByte(name, '.'); i > 0 && !strings.ContainsAny(name[i:], "{}") {
		dot -= len(name) - i
	}
	before, extension := content[:dot], content[dot:]
	switch {
	case isPlaceholder:
		return prefix + quote + before + "_" + number + extension + quote, true
	case !isFormatted:
		escape := strings.NewReplacer("{", "{{", "}", "}}")
		before, extension, prefix = escape.Replace(before), escape.Replace(extension), "f"+prefix
	}
	return prefix + quote + before + "_{" + number + "}" + extension + quote, true
}

// extended writes something after the only argument of the call at a node, or value of a dictionary among these, that is a name.
func (f *program) extended(at python.Node, name, text string) (edit, bool) {
	_, arguments, _ := argumentsOf(callAt(at))
	var found []python.Node
	note := func(n python.Node) {
		if n.Text() == name {
			found = append(found, n)
		}
	}
	for _, a := range arguments {
		value, _ := valueOf(a)
		note(value)
		for pair := range value.Children() {
			if pair.Kind() == python.Pair {
				note(pair.Child(python.ValueField))
			}
		}
	}
	if len(found) != 1 {
		return edit{}, false
	}
	return edit{found[0].Stop(), found[0].Stop(), text}, true
}

// swapped swaps the first two arguments of the call at a node.
func (f *program) swapped(at python.Node) (edit, bool) {
	_, all, ok := argumentsOf(callAt(at))
	if !ok || len(all) < 2 || all[1].Kind() == python.KeywordArgument {
		return edit{}, false
	}
	first, second := all[0], all[1]
	between := string(f.Text()[first.Stop():second.Start()])
	return edit{first.Start(), second.Stop(), second.Text() + between + first.Text()}, strings.Trim(between, ", \r\n\t") == ""
}

// sorted sorts what is at a node: list(…) around it becomes sorted(…).
func (f *program) sorted(at python.Node) (edit, bool) {
	outer := at.Parent().Parent()
	callee := outer.Child(python.FunctionField)
	isAlone := at.Parent().Kind() == python.ArgumentList && at.Parent().FirstChild() == at.Parent().LastChild()
	switch {
	case !isSortable(at) || !isBuiltin(at, "sorted"):
		return edit{}, false
	case isAlone && callee.QualifiedName() == "builtins.list":
		return edit{callee.Start(), callee.Stop(), "sorted"}, true
	case isAlone && callee.QualifiedName() == "builtins.sorted":
		return edit{}, false
	}
	return edit{at.Start(), at.Stop(), "sorted(" + at.Text() + ")"}, true
}

// listing matches what returns files one by one.
var listing = pattern.New(`(^|\.)(i?glob|rglob|listdir|iterdir)$`)

// isSortable reports whether something lists files, or is a set that is only gone over.
func isSortable(n python.Node) bool {
	parent := n.Parent()
	callee := n.Child(python.FunctionField)
	if n.Kind() == python.Call && listing.MatchString(callee.Text()) {
		return !parent.Is(python.Attribute, python.Subscript)
	}
	if !n.Is(python.Set, python.SetComprehension) && callee.QualifiedName() != "builtins.set" {
		return false
	}
	switch by := parent.Parent().Child(python.FunctionField).QualifiedName(); {
	case parent.Is(python.ForStatement, python.ForInClause):
		return n.Field() == python.RightField
	default:
		return parent.Kind() == python.ArgumentList && (by == "builtins.enumerate" || by == "builtins.list" || by == "builtins.tuple")
	}
}

// isBuiltin reports whether nothing binds the name of a function that is built in.
func isBuiltin(at python.Node, name string) bool {
	for range at.BindingsOf(name) {
		return false
	}
	return true
}

// rewritten writes the innermost code around a node that a pattern matches in another way.
func (f *program) rewritten(at python.Node, expr, text string) (edit, bool) {
	from := pattern.New("^(?:" + expr + ")$")
	groups := from.FindStringSubmatch(at.Text())
	for groups == nil && at.Exists() && !at.Parent().Is(python.Block, python.Module) {
		at = at.Parent()
		groups = from.FindStringSubmatch(at.Text())
	}
	if groups == nil {
		return edit{}, false
	}
	for i, group := range groups[1:] {
		text = strings.ReplaceAll(text, fmt.Sprintf("$%d", i+1), group)
	}
	return edit{at.Start(), at.Stop(), text}, true
}
