package handler

import (
	"bytes"
	"iter"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
)

// signals are exceptions that say how something ended, not that it failed, by the last part of their names.
// Sources: https://docs.python.org/3/library/exceptions.html, queue.html, asyncio-exceptions.html, subprocess.html,
// https://optuna.readthedocs.io/en/stable/reference/generated/optuna.TrialPruned.html.
var signals = set(`KeyboardInterrupt SystemExit GeneratorExit StopIteration StopAsyncIteration CancelledError
EOFError BrokenPipeError BlockingIOError InterruptedError ConnectionResetError TimeoutError TimeoutExpired Empty Full
QueueEmpty QueueFull TrialPruned ROSInterruptException ImportError ModuleNotFoundError PackageNotFoundError DistributionNotFound`)

// answers are exceptions of Python that answer a question which the code asks: is it a number, is the key there?
var answers = set(`ValueError TypeError KeyError IndexError LookupError AttributeError NameError NotImplementedError
ZeroDivisionError OverflowError FileNotFoundError FileExistsError NotADirectoryError IsADirectoryError PermissionError
ProcessLookupError UnicodeError UnicodeDecodeError UnicodeEncodeError JSONDecodeError NoSectionError NoOptionError
UnsupportedOperation InvalidVersion SyntaxError`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		m[word] = true
	}
	return m
}

func isSignal(name string) bool { return signals[lastPart(name)] }
func isAnswer(name string) bool { return answers[lastPart(name)] || isSignal(name) }

// isExcused reports whether there is a reason to make nothing of what was caught.
func (h *Handler) isExcused() bool {
	if h.all(isSignal) || h.guardsImport() || h.isLastStraw() || h.isToldBelow() {
		return true
	}
	return !h.Broad().Exists() && (h.isExplained() || h.guardsCleanup() && h.all(isAnswer))
}

// guardsImport reports whether what is tried starts with an import, or has one and the clause is for it.
func (h *Handler) guardsImport() bool {
	if h.Guards.FirstChild().Is(python.ImportStatement, python.ImportFromStatement) {
		return true
	}
	for range h.Guards.All(python.ImportStatement, python.ImportFromStatement) {
		return slices.ContainsFunc(h.Types, func(t python.Node) bool {
			name := TypeName(t)
			return name == "ImportError" || name == "ModuleNotFoundError"
		})
	}
	return false
}

// isLastStraw reports whether the clause is part of a loop that tries again, and a raise follows for when it gives up.
func (h *Handler) isLastStraw() bool {
	loop := h.Clause.Loop()
	if !loop.Child(python.BodyField).Contains(h.Clause) {
		return false
	}
	for statement := range after(loop) {
		if statement.Kind() == python.RaiseStatement {
			return true
		}
	}
	return loop.Child(python.AlternativeField).Has(python.RaiseStatement)
}

// isToldBelow reports whether what is tried returns if it works, and what follows where it did not raises, logs or prints.
func (h *Handler) isToldBelow() bool {
	if h.Clause.Kind() != python.ExceptClause || !h.IsEmpty() || h.Clause.Loop().Exists() || !returns(h.Guards) {
		return false
	}
	function := h.Clause.Function()
	for n := h.Clause.Parent(); n.Exists() && n != function; n = n.Parent() {
		for statement := range after(n) {
			if tellsFailure(statement) {
				return true
			}
		}
	}
	return false
}

// after yields what follows a node in what is around it.
func after(n python.Node) iter.Seq[python.Node] {
	return func(yield func(python.Node) bool) {
		isAfter := false
		for other := range n.Parent().Children() {
			if isAfter && !yield(other) {
				return
			}
			isAfter = isAfter || other == n
		}
	}
}

func returns(code python.Node) bool {
	return code.Has(python.ReturnStatement)
}

// tellsFailure reports whether a statement raises, logs an error or prints.
func tellsFailure(statement python.Node) bool {
	if !statement.Is(python.RaiseStatement, python.ExpressionStatement) {
		return false
	}
	call := statement.FirstChild()
	return statement.Kind() == python.RaiseStatement || call.Kind() == python.Call &&
		(isPrint(call) || levels.MatchString(lastPart(call.Child(python.FunctionField).Text())))
}

var cleanup = pattern.New(`^_?(barrier|close|cancel|clear|cleanup|delete|detach|disconnect|dispose|end|end_run|finish|flush|join|kill|killpg|` +
	`release|remove|removedirs|rmdir|rmtree|shutdown|stop|terminate|unlink|unregister|unsubscribe|wait|destroy\w*)$`)

// guardsCleanup reports whether all that is tried is to close or remove something.
func (h *Handler) guardsCleanup() bool {
	calls := 0
	for n := range h.Guards.All(python.Call, python.Assignment, python.ReturnStatement, python.ForStatement, python.WhileStatement) {
		switch {
		case n.Parent().Kind() != python.ExpressionStatement: // a part of a condition or argument
		case n.Kind() != python.Call, !cleanup.MatchString(lastPart(n.Child(python.FunctionField).Text())):
			return false
		default:
			calls++
		}
	}
	return calls > 0
}

var directive = pattern.New(`(?i)^#+\s*(noqa|type:|pylint|pyright|pragma|nosec|nosonar|todo|fixme|xxx|agentlint)`)

// isExplained reports whether a comment in the clause says why: two words or more, and to a reader, not to a tool, or
// after the dash in a comment to a tool.
func (h *Handler) isExplained() bool {
	file := h.Clause.File()
	end := h.Clause.Stop()
	if h.Clause.Kind() == python.WithStatement { // what is tried has comments of its own
		end = h.Clause.Token(python.TokColon).Stop()
	}
	if line := bytes.IndexByte(file.Text()[end:], '\n'); line >= 0 {
		end += line
	}
	for comment := range file.All(python.Comment) {
		if h.Clause.Start() < comment.Start() && comment.Start() < end && explains(comment.Text()) {
			return true
		}
	}
	return false
}

func explains(comment string) bool {
	if directive.MatchString(comment) {
		_, comment, _ = strings.Cut(strings.NewReplacer(" - ", "--", " – ", "--", " — ", "--").Replace(comment), "--")
	}
	return len(strings.Fields(strings.TrimLeft(comment, "# "))) > 1
}

func lastPart(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// exits are calls that end the program or test.
var exits = []string{"sys.exit", "os._exit", "os.abort", "builtins.exit", "builtins.quit", "pytest.fail", "pytest.skip", "pytest.exit"}

func (h *Handler) exits() bool {
	for n := range h.own() {
		if n.Kind() == python.RaiseStatement && isExit(n) || n.Kind() == python.Call && slices.Contains(exits, n.Child(python.FunctionField).QualifiedName()) {
			return true
		}
	}
	return false
}
