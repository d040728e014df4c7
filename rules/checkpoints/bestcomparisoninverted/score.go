package bestcomparisoninverted

import (
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program/framework"
)

// checkScore reports a score of Ignite's handlers, of which more is better, that is made of a metric of which less is
// (https://docs.pytorch.org/ignite/generated/ignite.handlers.checkpoint.Checkpoint.html), or the other way round.
func checkScore(pass *analysis.Pass, call python.Node) {
	name := call.Child(python.FunctionField).QualifiedName()
	if !strings.HasPrefix(name, "ignite.handlers.") || !strings.HasSuffix(name, ".get_default_score_fn") {
		return
	}
	metric, _ := argument(call, framework.Argument{Name: "metric_name", At: 0})
	lower, higher := lowerWord.MatchString(metric), higherWord.MatchString(metric)
	if lower == higher || negated.MatchString(metric) {
		return
	}
	isNegative, known := false, true
	for i, arg := range arguments(call) {
		if keyword := arg.Child(python.NameField).Text(); keyword == "score_sign" || keyword == "" && i == 1 {
			text := strings.TrimSpace(strings.TrimPrefix(arg.Text(), "score_sign"))
			text = strings.TrimSpace(strings.TrimPrefix(text, "="))
			isNegative, known = strings.HasPrefix(text, "-"), strings.TrimLeft(text, "-10.") == ""
		}
	}
	switch {
	case !known:
	case lower && !isNegative:
		pass.ReportRangef(call, "the highest score is the best, and this is the highest %s, but lower is better: give it score_sign=-1.0", metric)
	case higher && isNegative:
		pass.ReportRangef(call, "the highest score is the best, and this is the lowest %s, but higher is better: leave score_sign at 1.0", metric)
	}
}

// checkMaximize reports trainings of XGBoost that stop when the metric of their parameters gets better
// (https://xgboost.readthedocs.io/en/stable/python/python_api.html#xgboost.train).
func checkMaximize(pass *analysis.Pass, call python.Node) {
	name := call.Child(python.FunctionField).QualifiedName()
	if name != "xgboost.train" && name != "xgboost.cv" {
		return
	}
	metric, maximize := "", ""
	for i, arg := range arguments(call) {
		switch keyword := arg.Child(python.NameField).Text(); {
		case keyword == "maximize":
			maximize = arg.Child(python.ValueField).Text()
		case keyword == "params":
			metric = evalMetric(arg.Child(python.ValueField))
		case keyword == "" && i == 0:
			metric = evalMetric(arg)
		}
	}
	switch lower, higher := lowerWord.MatchString(metric), higherWord.MatchString(metric); {
	case lower == higher:
	case lower && maximize == "True":
		pass.ReportRangef(call, "maximize is True, which looks for the highest %s, but lower is better: leave it out", metric)
	case higher && maximize == "False":
		pass.ReportRangef(call, "maximize is False, which looks for the lowest %s, but higher is better: leave it out", metric)
	}
}

// evalMetric is the metric that a dictionary of parameters names.
func evalMetric(params python.Node) string {
	for pair := range params.Children() {
		if pair.Kind() == python.Pair && literal(pair.FirstChild()) == "eval_metric" {
			return literal(pair.LastChild())
		}
	}
	return ""
}

// arguments are those of a call, in order.
func arguments(call python.Node) (all []python.Node) {
	for arg := range call.Child(python.ArgumentsField).Children() {
		all = append(all, arg)
	}
	return all
}
