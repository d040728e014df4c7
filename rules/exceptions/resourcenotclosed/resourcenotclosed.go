// Package resourcenotclosed defines the rule resource-not-closed.
package resourcenotclosed

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
)

//go:embed resourcenotclosed.md
var page string

// Rule reports what is opened and never closed.
var Rule = &lint.Rule{
	ID:        "resource-not-closed",
	Severity:  lint.Warning,
	Fix:       lint.UnsafeFixes,
	Craft:     true,
	Taste:     true,
	Noqa:      []string{"SIM115", "open-file-with-context-handler", "R1732", "consider-using-with"},
	Page:      page,
	Enforces:  []match.Pattern{match.Do("close", "resource"), match.Do("employ", "context manager"), match.Do("have", "cleanup")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

// openers are calls whose result must be closed, and what it is.
var openers = map[string]string{
	"builtins.open": "file", "io.open": "file", "gzip.open": "file", "bz2.open": "file", "lzma.open": "file", "codecs.open": "file",
	"tarfile.open": "archive", "zipfile.ZipFile": "archive", "h5py.File": "file", "lmdb.open": "database", "sqlite3.connect": "database", "duckdb.connect": "database",
	"torch.utils.tensorboard.SummaryWriter": "writer", "torch.utils.tensorboard.writer.SummaryWriter": "writer",
	"tensorboardX.SummaryWriter": "writer", "multiprocessing.Pool": "pool", "torch.multiprocessing.Pool": "pool",
	"multiprocessing.pool.ThreadPool": "pool", "concurrent.futures.ThreadPoolExecutor": "pool", "concurrent.futures.ProcessPoolExecutor": "pool",
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	if program.IsTest(f.Source.Path) {
		return
	}
	for call := range f.All(python.Call) {
		name := call.Child(python.FunctionField).QualifiedName()
		if what, ok := openers[name]; ok {
			checkBound(pass, call, what)
		} else if s, ok := starters[name]; ok && s.isLeftOpen(call) {
			pass.ReportRangef(call, "%s is never followed by %s", strings.Clone(name), s.end)
		}
	}
}

// checkBound reports a call whose result is bound to a name of the function or module that never closes it or gives it away.
func checkBound(pass *analysis.Pass, call python.Node, what string) {
	assignment := call.Parent()
	if isLent(call) {
		pass.Report(analysis.Diagnostic{
			Pos: call.Pos(), End: call.End(), Category: string(lint.Note),
			Message: "the " + what + " that is written here is never closed; open it in a with statement",
		})
		return
	}
	name := assignment.Child(python.LeftField)
	if assignment.Kind() != python.Assignment || assignment.Child(python.RightField) != call || name.Kind() != python.Identifier {
		return
	}
	uses, ok := leftOpen(name)
	if !ok {
		return
	}
	severity := lint.Warning
	if strings.HasSuffix(call.Child(python.FunctionField).QualifiedName(), "open") && what == "file" && !writes(call) || isInMemory(call, what) { // what is left of it is a number of the process
		severity = lint.Note
	}
	pass.Report(analysis.Diagnostic{
		Pos: call.Pos(), End: call.End(), Category: string(severity),
		Message:        "the " + what + " " + name.Text() + " is never closed; open it in a with statement",
		SuggestedFixes: fix(assignment, uses),
	})
}

// writes reports whether a call may open a file for writing.
func writes(call python.Node) bool {
	place := 0
	for arg := range call.Child(python.ArgumentsField).Children() {
		mode := arg
		switch {
		case arg.Kind() == python.KeywordArgument && arg.Child(python.NameField).Text() == "mode":
			mode = arg.Child(python.ValueField)
		case arg.Kind() == python.KeywordArgument, place == 0:
			place++
			continue
		}
		return mode.Kind() != python.String || strings.ContainsAny(mode.Text(), "wax+")
	}
	return false
}

// isInMemory reports whether a call makes a database that goes with the process.
func isInMemory(call python.Node, what string) bool {
	path := call.Child(python.ArgumentsField).FirstChild()
	return what == "database" && (!path.Exists() || path.Kind() == python.String && strings.Contains(path.Text(), ":memory:"))
}

// A starter is a call that makes something of the whole process that another call ends.
type starter struct {
	end    string   // qualified name of that call
	ends   []string // last parts of the names of calls that end it
	inLoop bool     // only a second start needs the end of the first; the end of the process ends it too
}

var starters = map[string]starter{
	"torch.distributed.init_process_group": {"torch.distributed.destroy_process_group", []string{"destroy_process_group"}, false},
	"wandb.init":                           {"wandb.finish", []string{"finish", "join"}, true},
	"mlflow.start_run":                     {"mlflow.end_run", []string{"end_run"}, true},
}

// isLeftOpen reports whether nothing in the file ends what the call starts: not in another file, so the call must be part of a script.
func (s starter) isLeftOpen(call python.Node) bool {
	if s.inLoop != call.Loop().Exists() || call.Ancestor(python.WithItem).Exists() || !routine.IsScript(call.File()) {
		return false
	}
	for n := range call.File().All(python.Identifier) {
		name := strings.ToLower(n.Text())
		if slices.Contains(s.ends, name) || strings.Contains(name, "cleanup") || strings.Contains(name, "clean_up") ||
			strings.Contains(name, "shutdown") || strings.Contains(name, "destroy") || strings.Contains(name, "teardown") {
			return false
		}
	}
	return true
}
