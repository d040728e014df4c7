package place

import (
	"fmt"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
)

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
