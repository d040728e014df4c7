// Package callindefault defines the rule call-in-default.
package callindefault

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/mutability"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed callindefault.md
var page string

// Rule reports calls in the defaults of parameters.
var Rule = &lint.Rule{
	ID:        "call-in-default",
	Severity:  lint.Note,
	Noqa:      []string{"B008", "function-call-in-default-argument"},
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("use", "mutable default")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for function := range python.Of(pass).All(python.FunctionDefinition) {
		for param := range function.Child(python.ParametersField).Children() {
			promised := mutability.Annotation{}.Promises(param.Child(python.TypeField))
			check(pass, param.Child(python.ValueField), promised)
		}
	}
}

// check reports the calls in a default. If an annotation promises that nothing changes the result, only those that would give
// something else each time.
func check(pass *analysis.Pass, value python.Node, promised bool) {
	switch value.Kind() {
	case python.Call:
		checkCall(pass, value, promised)
	case python.Lambda:
		return
	}
	for n := range value.Walk(python.Lambda) {
		if n.Kind() == python.Call {
			checkCall(pass, n, promised)
		}
	}
}

func checkCall(pass *analysis.Pass, call python.Node, promised bool) {
	name, text := nameOf(call), mutability.Short(call.Text())
	switch {
	case isHarmless(call), promised && !clocks[name]:
	case clocks[name]:
		lint.Reportf(pass, call, lint.Warning, "%s is called once, when the function is defined, not at each call", text)
	case hasWeights(name):
		lint.Reportf(pass, call, lint.Warning, "%s is created once: calls that do not pass their own share its weights", text)
	default:
		pass.ReportRangef(call, "%s is called once, and all calls of the function share its result", text)
	}
}

// nameOf returns the qualified name of what is called.
func nameOf(call python.Node) string {
	callee, _ := mutability.Generic(call.Child(python.FunctionField))
	return callee.QualifiedName()
}

// harmless are callables whose results nothing can change. The first lines are ruff's
// (https://docs.astral.sh/ruff/rules/function-call-in-default-argument/); then come those whose results are parsed at once
// by the framework that asks for them.
var harmless = names(`
builtins.tuple builtins.frozenset builtins.frozendict builtins.bool builtins.bytes builtins.complex builtins.float builtins.int
builtins.str builtins.slice builtins.range types.MappingProxyType re.compile operator.attrgetter operator.itemgetter
operator.methodcaller pathlib.Path pathlib.PurePath pathlib.PurePosixPath pathlib.PureWindowsPath pathlib.PosixPath decimal.Decimal fractions.Fraction datetime.date datetime.datetime datetime.timedelta
builtins.len builtins.abs builtins.min builtins.max builtins.round functools.partial os.path.join math.sqrt math.log math.exp os.cpu_count multiprocessing.cpu_count
torch.device torch.Size numpy.dtype jax.numpy.dtype numpy.sqrt numpy.log
typer.Option typer.Argument fastapi.Depends fastapi.Query fastapi.Body fastapi.Header fastapi.File fastapi.Form fastapi.Path`)

// clocks are callables that return something else each time.
var clocks = names(`datetime.datetime.now datetime.datetime.utcnow datetime.datetime.today datetime.date.today time.time
time.time_ns time.strftime time.ctime time.localtime time.gmtime time.perf_counter time.perf_counter_ns time.monotonic time.monotonic_ns
uuid.uuid4 uuid.uuid1 uuid.uuid6 uuid.uuid7 secrets.token_hex secrets.token_urlsafe secrets.token_bytes secrets.randbelow secrets.randbits
random.random random.randint random.randrange random.uniform random.gauss random.choice random.sample random.getrandbits
numpy.random.rand numpy.random.randn numpy.random.randint numpy.random.random numpy.random.uniform numpy.random.normal numpy.random.choice
torch.rand torch.randn torch.randint torch.randperm pandas.Timestamp.now pandas.Timestamp.today pandas.Timestamp.utcnow
tempfile.mkdtemp os.urandom os.getpid`)

func names(words string) map[string]bool {
	out := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		out[word] = true
	}
	return out
}

// isHarmless reports whether nothing can change what a call returns, or another rule reports it.
func isHarmless(call python.Node) bool {
	name := nameOf(call)
	isDeclared := call.Child(python.FunctionField).Text() == "Depends" // of FastAPI, in an example without imports
	return harmless[name] || isDeclared || mutability.IsMutable(call) || strings.Contains(name, "initializers.") || strings.HasSuffix(name, "_initializer") || call.HasError()
}

// weightless are modules of torch.nn without parameters and buffers.
// Source: https://docs.pytorch.org/docs/stable/nn.html
var weightless = names(`ReLU ReLU6 LeakyReLU GELU SiLU ELU CELU SELU Sigmoid Tanh Softmax LogSoftmax Softplus Mish Hardswish Hardsigmoid
Hardtanh Identity Dropout Dropout1d Dropout2d Dropout3d AlphaDropout Flatten Unflatten MaxPool1d MaxPool2d AvgPool1d AvgPool2d
AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveMaxPool2d Upsample ZeroPad2d ReflectionPad2d PixelShuffle Softmax2d
LogSigmoid Softsign Tanhshrink Threshold GLU Hardshrink Softshrink Softmin CosineSimilarity PairwiseDistance`)

// hasWeights reports whether a class of torch.nn has something of its own to train. A loss has none.
func hasWeights(name string) bool {
	class, ok := strings.CutPrefix(name, "torch.nn.")
	return ok && !strings.Contains(class, ".") && class == strings.TrimSuffix(class, "Loss") && !weightless[class] && strings.ToUpper(class[:1]) == class[:1]
}
