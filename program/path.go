package program

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// A Stability says what a path depends on. What can't be told counts as Varying.
type Stability uint8

// The stabilities, in the order in which one part makes the whole so.
const (
	Constant Stability = iota // it is written in the code
	PerRun                    // configuration, or the arguments of the script, decide on it
	Varying                   // it differs from one save to the next, or from run to run
)

// A Path is where a save goes.
type Path struct {
	Text      string // the literal pieces and the names that it is made of
	Dir       string // the literal folder it starts with, "" if there is none
	Stability Stability
}

var (
	varies = pattern.New(`(?i)(^|[^a-z])(epochs?|ep|e|i|it|iter|iters|iteration|itr|steps?|global_?step|n_iter|batch(_idx)?|loss\w*|acc\w*|metrics?|score|val_\w+|time|timestamp|timestr|stamp|date\w*|now|today|uuid\w*|run_?id|run_?name|fold|version|idx|index|count(er)?|round|trial|rank|local_rank|episode|tag|num_updates|total_steps|tempfile|tmp\w*|temp\w*|rate)(\d*)([^a-z]|$)`)
	clock  = pattern.New(`(?i)time|date|uuid|temp|random|secrets|getpid|wandb|mlflow|hydra|unique|next_|version|increment`)
	joins  = pattern.New(`(?i)^(builtins\.(str|open)|os\.path\.(join|abspath|normpath|expanduser|realpath)|posixpath\.join|os\.fspath|pathlib\.(Pure)?(Posix)?Path|io\.open|gzip\.open|.*\.(joinpath|resolve|absolute|expanduser|as_posix|with_suffix|with_name|format|join|open|BlobFile|lower|strip|GFile))$`)
	// callsIn matches the calls in the source of an f-string.
	callsIn = pattern.New(`\w\(`)
)

// path tells where a value leads, if it is a path. Loops are those around what is done with it.
func (o origin) path(loops []piece) Path {
	p := Path{Stability: o.stability(loops, maxTrace), Text: o.literals(maxTrace)}
	p.Dir = o.dir(maxTrace)
	return p
}

// stability is that of the least stable part of a value.
func (o origin) stability(loops []piece, depth int) (s Stability) {
	switch {
	case depth == 0, o.exhausted():
		return Varying
	case o.Kind == Literal:
		return Constant
	case o.Kind == CallTo && !joins.MatchString(o.Text):
		return o.unknownCall(loops)
	case o.Kind == Format && (clock.MatchString(o.Text) || callsIn.MatchString(withoutFormat(o.Text))):
		return Varying
	}
	for _, item := range o.Items() {
		s = max(s, origin{Value: item, scope: o.scope, at: o.at}.stability(loops, depth-1))
	}
	for _, name := range o.Names() {
		if !o.isModule(name) {
			s = max(s, o.nameStability(name, loops, depth))
		}
	}
	return s
}

// isModule reports whether a name in a call is the module that the function is of: os.path of os.path.join.
func (o origin) isModule(name string) bool {
	inItems := slices.ContainsFunc(o.Items(), func(v Value) bool { return slices.Contains(v.Names(), name) })
	return o.Kind == CallTo && !strings.HasPrefix(o.Text, "?") && !inItems && len(o.origins(name, o.at)) == 0
}

func withoutFormat(text string) string {
	for _, known := range []string{".format(", "str(", "Path(", "os.path.join("} {
		text = strings.ReplaceAll(text, known, "")
	}
	return text
}

// unknownCall is the stability of the result of a call that is not followed: it may differ with every pass of the loop
// that it is made in.
func (o origin) unknownCall(loops []piece) Stability {
	if clock.MatchString(o.Text) || varies.MatchString(o.Text) || o.repeats(loops) {
		return Varying
	}
	return PerRun
}

// repeats reports whether the value is computed again with every pass of one of the loops.
func (o origin) repeats(loops []piece) bool {
	if inLoops(o.stack, loops) >= 0 {
		return true
	}
	for _, l := range loops {
		if l.fn == o.fn && (o.at == Span{} || l.fn.Blocks[l.fn.Loops[l.loop].Block].Span.contains(o.at)) {
			return true
		}
	}
	return false
}

func (o origin) nameStability(name string, loops []piece, depth int) Stability {
	isCounter := strings.Contains(name, ".") && varies.MatchString(lastPart(name)) // self.epoch
	if isCounter || clock.MatchString(name) || o.isLoopTarget(name) {
		return Varying
	}
	found := o.origins(name, o.at)
	if len(found) == 0 {
		if varies.MatchString(lastPart(name)) {
			return Varying
		}
		return PerRun
	}
	s := Constant
	if strings.Count(name, ".") > 1 { // an attribute of an object that others may set: self.config.path
		s = PerRun
	}
	for _, from := range found {
		if from.op != "" {
			return Varying
		}
		s = max(s, from.stability(loops, depth-1))
	}
	return s
}

func (o origin) isLoopTarget(name string) bool {
	for _, l := range o.fn.Loops {
		for _, target := range l.Targets {
			if name == target || strings.HasPrefix(name, target+".") {
				return true
			}
		}
	}
	return false
}

// literals returns the text of a value: the pieces it is made of, and the names that stand for others.
func (o origin) literals(depth int) string {
	if depth == 0 || o.exhausted() {
		return ""
	}
	var out []string
	if o.Kind == Literal || o.Kind == Format {
		out = append(out, o.Text)
	}
	for _, item := range o.Items() {
		out = append(out, origin{Value: item, scope: o.scope, at: o.at}.literals(depth-1))
	}
	for _, name := range o.Names() {
		out = append(out, name)
		for _, from := range o.origins(name, o.at) {
			out = append(out, from.literals(depth-1))
		}
	}
	return strings.Join(out, " ")
}

// dir returns the literal folder that a path starts with.
func (o origin) dir(depth int) string {
	switch {
	case depth == 0, o.exhausted():
		return ""
	case o.Kind == Literal:
		return folder(unquote(o.Text))
	case o.Kind == Format:
		return o.formatDir()
	case o.Kind == CallTo && strings.HasSuffix(o.Text, ".join") && len(o.Items()) > 1:
		if first := o.Items()[0]; first.Kind == Literal {
			return folder(strings.TrimSuffix(unquote(first.Text), "/") + "/")
		}
	case o.Kind == CallTo && joins.MatchString(o.Text) && len(o.Items()) > 0:
		return origin{Value: o.Items()[0], scope: o.scope, at: o.at}.dir(depth - 1)
	case o.Kind == Name:
		if found := o.origins(o.Names()[0], o.at); len(found) == 1 {
			return found[0].dir(depth - 1)
		}
	}
	return ""
}

// unquote returns the content of a string literal, near enough.
func unquote(literal string) string {
	if quote := strings.IndexAny(literal, `"'`); quote >= 0 {
		literal = literal[quote:]
	}
	return strings.Trim(literal, `"'`)
}

// formatDir is the folder in front of the first placeholder of a string: checkpoints of f"checkpoints/{epoch}.pt".
func (o origin) formatDir() string {
	text := strings.TrimLeft(o.Text, "rbfRBF")
	if !strings.HasPrefix(text, `"`) && !strings.HasPrefix(text, `'`) {
		return ""
	}
	text = strings.TrimLeft(text, `"'`)
	if end := strings.IndexAny(text, `{%"'`); end >= 0 {
		text = text[:end]
	}
	return folder(text)
}

// folder is the directory part of a relative path, "" if there is none.
func folder(file string) string {
	at := strings.LastIndexByte(file, '/')
	if at <= 0 || strings.Contains(file, "://") {
		return ""
	}
	if dir := path.Clean(file[:at]); dir != "." && dir != ".." {
		return dir
	}
	return ""
}
