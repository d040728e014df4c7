package handler

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
)

var (
	// tells are functions that show what is being handled without being told what it is.
	tells = pattern.New(`^(a?exception|print_exc|print_exception|print_last|post_mortem|format_exc|capture_exception|excepthook|exc_info)$`)
	// levels are methods of loggers, and of what else takes messages: streamlit.error, warnings.warn.
	levels = pattern.New(`^a?(error|warning|warn|critical|fatal|add_note)$`)
	// quiet are methods that only a logger has under these names.
	quiet = pattern.New(`^a?(log|info|debug|trace|success)$`)
	// reporters are names of functions that a project reports its errors with.
	reporters = pattern.New(`(?i)report|notify|alert|abort|(log|handle|record|on|show)_?(error|exception|exc|fail\w*)$|^(fail|die|panic)$`)
)

// Reports reports whether the clause makes known what it caught: it logs it with its traceback or the exception, hands it
// to something that does, or calls a function of this file that raises or logs. Loggers are qualified names or
// source texts of objects that are loggers though their names do not say so.
func (h *Handler) Reports(loggers []string) bool {
	for call := range h.calls() {
		if h.reports(call, loggers) {
			return true
		}
	}
	return false
}

// Tells reports whether the clause prints what it caught, or gives it to something else that people read.
func (h *Handler) Tells() bool {
	for call := range h.calls() {
		if h.mentions(call.Child(python.ArgumentsField)) {
			return true
		}
	}
	return false
}

func (h *Handler) reports(call python.Node, loggers []string) bool {
	callee := call.Child(python.FunctionField)
	name := callee.QualifiedName()
	method := lastPart(callee.Text())
	if local, ok := strings.CutPrefix(name, python.Local); ok && function(call.File(), local).reports() {
		return true
	}
	switch {
	case strings.HasPrefix(name, "logging."):
		method = lastPart(name)
	case tells.MatchString(method), reporters.MatchString(method):
		return true
	}
	switch {
	case method == "exception":
		return true
	case levels.MatchString(method), quiet.MatchString(method) && isLogger(callee, loggers):
		return h.mentions(call.Child(python.ArgumentsField)) || HasTraceback(call) || isOpt(callee)
	}
	return false
}

// isOpt recognises loguru's logger.opt(exception=True).error.
func isOpt(callee python.Node) bool {
	object := callee.Child(python.ObjectField)
	return object.Kind() == python.Call && object.Child(python.FunctionField).Child(python.AttributeField).Text() == "opt" &&
		argument(object, "exception").Exists()
}

// isLogger reports whether callee is a method of a logger: of logging, of what getLogger returns, of a name that says
// so, or of one of the loggers named.
func isLogger(callee python.Node, loggers []string) bool {
	object := callee.Child(python.ObjectField)
	name, text := object.QualifiedName(), object.Text()
	if name == "logging" || strings.HasSuffix(name, "getLogger()") || slices.Contains(loggers, text) || name != "" && slices.Contains(loggers, name) {
		return true
	}
	last := strings.ToLower(lastPart(text))
	return strings.HasPrefix(last, "log") || strings.HasSuffix(last, "logger") || strings.HasSuffix(last, "logging")
}

// HasTraceback reports whether a call of a logger is told to log the traceback: with an exc_info that is not false.
func HasTraceback(call python.Node) bool {
	value := argument(call, "exc_info")
	return value.Exists() && !value.Is(python.False, python.None) && value.Text() != "0"
}

// SetsTraceback reports whether a call of a logger has an exc_info, whatever it is.
func SetsTraceback(call python.Node) bool { return argument(call, "exc_info").Exists() }

// argument returns the value of a keyword argument, or none.
func argument(call python.Node, name string) python.Node {
	for arg := range call.Child(python.ArgumentsField).Children() {
		if arg.Kind() == python.KeywordArgument && arg.Child(python.NameField).Text() == name {
			return arg.Child(python.ValueField)
		}
	}
	return python.Node{}
}

// mentions reports whether the exception, by its name or by a function that tells, stands in n.
func (h *Handler) mentions(n python.Node) bool {
	for part := range n.All(python.Identifier) {
		if part.Field() != python.NameField && (h.IsCaught(part) && part.Field() != python.AttributeField || tells.MatchString(part.Text())) {
			return true
		}
	}
	return false
}

// prints are functions whose output goes by, even with the exception in it.
var prints = []string{"builtins.print", "tqdm.tqdm.write", "tqdm.auto.tqdm.write", "click.echo", "typer.echo"}

// uses reports whether the exception goes anywhere but into a line on the terminal: the caller may get to know it.
func (h *Handler) uses() bool {
	for n := range h.Body.All(python.Identifier) {
		if h.IsCaught(n) && n.Field() != python.AttributeField && !isPrinted(n, h.Body) {
			return true
		}
	}
	return false
}

func isPrint(call python.Node) bool {
	return slices.Contains(prints, call.Child(python.FunctionField).QualifiedName())
}

func isPrinted(n, within python.Node) bool {
	for call := n.Ancestor(python.Call); call.Exists() && within.Contains(call); call = call.Ancestor(python.Call) {
		if isPrint(call) {
			return true
		}
	}
	return false
}

// PartialLog returns the call of a logger that reports an error without the exception, or that prints something before the
// program exits, if the clause lets nobody know more: it raises nothing and does not use the exception. Exceptions that
// answer a question need no more.
func (h *Handler) PartialLog() python.Node {
	if h.all(isAnswer) || h.Raises() || h.mentions(h.Body) || h.Reports(nil) || h.isNamed() {
		return python.Node{}
	}
	for call := range h.calls() {
		if IsError(call) && !HasTraceback(call) || isPrint(call) && h.exits() {
			return call
		}
	}
	return python.Node{}
}

// isNamed reports whether the text of a message says which exception it was, as far as the clause names only one.
func (h *Handler) isNamed() bool {
	if len(h.Types) != 1 || h.Broad().Exists() {
		return false
	}
	name := lastPart(TypeName(h.Types[0]))
	for call := range h.calls() {
		if IsError(call) && strings.Contains(call.Child(python.ArgumentsField).Text(), name) {
			return true
		}
	}
	return false
}

// IsError reports whether a call logs an error, or worse, with a logger.
func IsError(call python.Node) bool {
	callee := call.Child(python.FunctionField)
	if name, ok := strings.CutPrefix(callee.QualifiedName(), "logging."); ok && severe(name) {
		return true
	}
	return isLogger(callee, nil) && severe(lastPart(callee.Text()))
}

func severe(method string) bool {
	return method == "error" || method == "critical" || method == "fatal"
}

// A body is the body of a function of the file.
type body struct{ python.Node }

// function returns the body of the function with the qualified name.
func function(f *python.File, name string) body {
	return body{f.Routine(strings.ReplaceAll(name, "()", "")).Child(python.BodyField)}
}

// reports reports whether the function raises or logs anything.
func (b body) reports() bool {
	for n := range b.Walk(python.FunctionDefinition, python.ClassDefinition) {
		if n.Kind() == python.RaiseStatement {
			return true
		}
		if n.Kind() == python.Call {
			callee := n.Child(python.FunctionField)
			if method := lastPart(callee.Text()); tells.MatchString(method) || isLogger(callee, nil) && (levels.MatchString(method) || quiet.MatchString(method)) {
				return true
			}
		}
	}
	return false
}

// Logger returns how the code of a file calls its logger: a name of the module that getLogger gave its value, one
// imported from loguru, or the module logging; "" if there is none.
func Logger(f *python.File) (name string) {
	for b := range f.Imports {
		if (b.Target == "logging" || b.Target == "loguru.logger") && b.Name.Function() == f.Root() {
			name = strings.Clone(b.Name.Text())
		}
	}
	for assignment := range f.All(python.Assignment) {
		target := assignment.Child(python.LeftField)
		if target.Kind() == python.Identifier && target.Function() == f.Root() &&
			assignment.Child(python.RightField).QualifiedName() == "logging.getLogger()" {
			return strings.Clone(target.Text())
		}
	}
	return name
}
