// Package hiddensideeffect defines the rule hidden-side-effect.
package hiddensideeffect

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/naming"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed hiddensideeffect.md
var page string

// Rule reports functions that are named after a value and change something besides.
var Rule = &lint.Rule{
	ID:        "hidden-side-effect",
	Severity:  lint.Warning,
	Craft:     true,
	Taste:     true,
	Page:      page,
	Enforces:  []match.Pattern{match.Do("describe", "everything it does")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for function := range routine.Named(python.Of(pass)) {
		words := naming.Words(function.Child(python.NameField).Text())
		if len(words) > 0 && slices.Contains(asking, words[0]) {
			check(pass, function)
		}
	}
}

// asking are the first words of names that promise an answer and nothing else.
var asking = []string{"get", "is", "has", "compute", "calculate", "calc", "count", "check"}

func check(pass *analysis.Pass, function python.Node) {
	if isContext(function) {
		return // which takes back what it does
	}
	name := function.Child(python.NameField)
	caches := readsBack(function)
	for n := range routine.Own(function) {
		if n.Kind() != python.Call {
			continue
		}
		if what := effect(n); what != "" && !(caches && what == writes) && !(what == differentiates && ofGradients.MatchString(name.Text())) {
			pass.Report(analysis.Diagnostic{
				Pos: name.Pos(), End: name.End(),
				Message: name.Text() + " " + what + ", which its name does not mention",
				Related: []analysis.RelatedInformation{{Pos: n.Pos(), End: n.End(), Message: "here"}},
			})
			return
		}
	}
}

// differentiates is the effect of a function that may be named after what is made of gradients.
const differentiates = "computes gradients"

var ofGradients = pattern.New(`(?i)grad_?cam|salien|attribution|jacobian|hessian|_cam(_|$)`)

// isContext reports whether a function is a context manager.
func isContext(function python.Node) bool {
	for d := range function.Decorators() {
		if name := d.QualifiedName(); name == "contextlib.contextmanager" || name == "contextlib.asynccontextmanager" {
			return true
		}
	}
	return false
}

// writes is the effect that a cache has, too: get_features may well keep what it computed for the next time.
const writes = "writes a file"

// readsBack reports whether a function may read what it wrote another time.
func readsBack(function python.Node) bool {
	for n := range routine.Own(function) {
		if n.Kind() == python.Call && reading.MatchString(n.Child(python.FunctionField).Text()) {
			return true
		}
	}
	return false
}

var reading = pattern.New(`(?i)exists|is_?file|load|cache`)

// effects are qualified names of calls that change something, by what they do.
var effects = map[string]string{
	"torch.save": writes, "joblib.dump": writes, "pickle.dump": writes,
	"wandb.log": "logs to the tracker", "mlflow.log_metric": "logs to the tracker", "mlflow.log_metrics": "logs to the tracker",
	"shutil.rmtree": "deletes files", "os.remove": "deletes a file", "os.unlink": "deletes a file",
	"numpy.random.seed": "seeds the global generator", "random.seed": "seeds the global generator", "torch.manual_seed": "seeds the global generator",
}

// methods match what is called on objects, by what it does.
var methods = []struct {
	pattern *pattern.Pattern
	what    string
}{
	{pattern.New(`(?i)(optimizer|optim|opt|scaler)\.step$`), "steps the optimizer"},
	{pattern.New(`(?i)(loss|accelerator|fabric|scaler\.scale\(.*\))\.backward$`), differentiates},
	{pattern.New(`(?i)(writer|tb|board)\.add_(scalar|scalars|image|histogram)$`), "logs to the tracker"},
}

// effect says what a call changes, or "".
func effect(call python.Node) string {
	callee := call.Child(python.FunctionField)
	if what := effects[callee.QualifiedName()]; what != "" {
		return what
	}
	for _, m := range methods {
		if m.pattern.MatchString(callee.Text()) {
			return m.what
		}
	}
	return ""
}
