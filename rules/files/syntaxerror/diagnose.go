package syntaxerror

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
)

// header matches the first line of a compound statement without its colon.
var header = pattern.New(`^(?:(?:async\s+)?(?:def|for|with)|if|elif|else|while|class|try|except|finally)\b[^:#]*(?:#.*)?$`)

// diagnose says what is wrong with an error, and where.
func diagnose(n python.Node) fault {
	if n.IsMissing() {
		return fault{n, fmt.Sprintf("%q is missing here", n.Kind())}
	}
	if bracket, message := unbalanced(n); bracket.Exists() {
		return fault{bracket, message}
	}
	first := unread(n)
	if header.MatchString(rest(first)) && strings.TrimSpace(before(first)) == "" {
		return fault{first, fmt.Sprintf("\":\" is missing after %q", short(rest(first)))}
	}
	for inner := range first.All(python.ErrorNode) {
		first = inner
		break
	}
	return fault{first, fmt.Sprintf("this is not Python: %q", short(line(first)))}
}

// unread returns the first thing in an error that is not a statement: recovery may take in a whole file.
func unread(n python.Node) python.Node {
	var read python.Node
	for inner := range n.All() {
		switch kind := inner.Kind().String(); {
		case read.Contains(inner):
		case kind == "comment", strings.HasSuffix(kind, "_statement"), strings.HasSuffix(kind, "_definition"):
			read = inner
		default:
			return inner
		}
	}
	return n
}

var closers = map[python.Kind]python.Kind{
	python.TokRightParen:   python.TokLeftParen,
	python.TokRightBracket: python.TokLeftBracket,
	python.TokRightBrace:   python.TokLeftBrace,
}

// unbalanced returns the first bracket in an error that has no partner there, and what is wrong with it.
func unbalanced(n python.Node) (python.Node, string) {
	var open []python.Node
	for token := range n.All(python.TokLeftParen, python.TokLeftBracket, python.TokLeftBrace,
		python.TokRightParen, python.TokRightBracket, python.TokRightBrace) {
		opener, closes := closers[token.Kind()]
		switch last := len(open) - 1; {
		case !closes:
			open = append(open, token)
		case last < 0:
			return token, fmt.Sprintf("%q closes nothing", token.Kind())
		case open[last].Kind() != opener:
			return token, fmt.Sprintf("%q does not close the %q before it", token.Kind(), open[last].Kind())
		default:
			open = open[:last]
		}
	}
	if len(open) == 0 {
		return python.Node{}, ""
	}
	return open[0], fmt.Sprintf("%q is never closed", open[0].Kind())
}

// rest returns the source from n to the end of the line.
func rest(n python.Node) string {
	text := n.File().Text()[n.Start():]
	if end := bytes.IndexAny(text, "\r\n"); end >= 0 {
		text = text[:end]
	}
	return string(text)
}

// before returns the source from the start of n's line to n.
func before(n python.Node) string {
	text := n.File().Text()[:n.Start()]
	return string(text[bytes.LastIndexAny(text, "\r\n")+1:])
}

// line returns the source line on which n starts.
func line(n python.Node) string { return before(n) + rest(n) }

// shown is how many code points of a line a message shows.
const shown = 60

func short(code string) string {
	line := []rune(strings.TrimSpace(code))
	if len(line) > shown {
		return string(line[:shown-1]) + "…"
	}
	return string(line)
}
