package bestcomparisoninverted

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program/framework"
)

// checkMode reports a callback of a framework that is told, or left, to look for the worst value of a metric.
func checkMode(pass *analysis.Pass, call python.Node) {
	if !namesMetric(call) {
		return
	}
	facts := framework.Lookup(framework.Canonical(call.Child(python.FunctionField).QualifiedName()))
	switch {
	case facts == nil || facts.Decides == nil:
	case facts.Decides.Greater != "":
		checkGreater(pass, call, facts.Decides)
	case facts.Decides.Mode != "":
		checkModeOf(pass, call, facts)
	case facts.Decides.Loop == framework.FastAI:
		checkComp(pass, call, facts)
	}
}

// checkComp reports callbacks of fastai that are given the function by which the worse of two results is the better
// (https://docs.fast.ai/callback.tracker.html).
func checkComp(pass *analysis.Pass, call python.Node, facts *framework.Call) {
	metric, known := argument(call, *facts.Decides.Monitor)
	if !known || negated.MatchString(metric) || lowerWord.MatchString(metric) == higherWord.MatchString(metric) {
		return
	}
	for arg := range call.Child(python.ArgumentsField).Children() {
		if arg.Child(python.NameField).Text() != "comp" {
			continue
		}
		switch comp, lower := arg.Child(python.ValueField).QualifiedName(), lowerWord.MatchString(metric); {
		case lower && (comp == "numpy.greater" || comp == "operator.gt"):
			pass.ReportRangef(call, "comp looks for the highest %s, but lower is better: set it to np.less", metric)
		case !lower && (comp == "numpy.less" || comp == "operator.lt"):
			pass.ReportRangef(call, "comp looks for the lowest %s, but higher is better: set it to np.greater", metric)
		}
	}
}

// checkGreater reports settings that say, or leave it at, that more of a metric is better of which less is, or the other way
// round.
func checkGreater(pass *analysis.Pass, call python.Node, d *framework.Decide) {
	given := map[string]string{}
	for arg := range call.Child(python.ArgumentsField).Children() {
		switch {
		case arg.Kind() == python.KeywordArgument:
			given[arg.Child(python.NameField).Text()] = arg.Child(python.ValueField).Text()
		case arg.Is(python.ListSplat, python.DictionarySplat):
			return // it may be among these
		}
	}
	for _, when := range d.When {
		if name, want, _ := strings.Cut(when, "="); given[name] != want {
			return
		}
	}
	metric, _ := argument(call, framework.Argument{Name: d.Metric, At: -1})
	if metric == "" || negated.MatchString(metric) || lowerWord.MatchString(metric) == higherWord.MatchString(metric) {
		return
	}
	greater, by := given[d.Greater], d.Greater+" is"
	if greater == "" {
		by = "by default " + by
		greater = map[bool]string{true: "False", false: "True"}[strings.HasSuffix(metric, "loss")]
	}
	switch lower := lowerWord.MatchString(metric); {
	case lower && greater == "True":
		pass.ReportRangef(call, "%s True, which looks for the highest %s, but lower is better: set %s to False", by, metric, d.Greater)
	case !lower && greater == "False":
		pass.ReportRangef(call, "%s False, which looks for the lowest %s, but higher is better: set %s to True", by, metric, d.Greater)
	}
}

// checkModeOf reports a callback whose mode does not fit what it monitors.
func checkModeOf(pass *analysis.Pass, call python.Node, facts *framework.Call) {
	metric, known := argument(call, *facts.Decides.Monitor)
	mode, given := argument(call, framework.Argument{Name: "mode", At: -1})
	if !given {
		mode = facts.Decides.Mode
	}
	if !known || negated.MatchString(metric) || lowerWord.MatchString(metric) == higherWord.MatchString(metric) {
		return
	}
	by := "by default mode is"
	if given {
		by = "mode is"
	}
	report := func(format, want string) {
		pass.Report(analysis.Diagnostic{
			Pos: call.Pos(), End: call.End(),
			Message:        fmt.Sprintf(format, by, metric),
			SuggestedFixes: setMode(call, want),
		})
	}
	switch lower := lowerWord.MatchString(metric); {
	case lower && mode == "max":
		report("%s max, which looks for the highest %s, but lower is better: set mode to min", "min")
	case !lower && mode == "min":
		report("%s min, which looks for the lowest %s, but higher is better: set mode to max", "max")
	}
}

// setMode writes a mode in place of the one that is there, or behind the last argument. Another model is kept then, so it is unsafe.
func setMode(call python.Node, mode string) []analysis.SuggestedFix {
	last := call.Child(python.ArgumentsField).LastChild()
	edit := analysis.TextEdit{Pos: last.End(), End: last.End(), NewText: []byte(`, mode="` + mode + `"`)}
	for arg := range call.Child(python.ArgumentsField).Children() {
		if arg.Kind() == python.KeywordArgument && arg.Child(python.NameField).Text() == "mode" {
			value := arg.Child(python.ValueField)
			edit = analysis.TextEdit{Pos: value.Pos(), End: value.End(), NewText: []byte(`"` + mode + `"`)}
		}
	}
	return lint.UnsafeFix("set mode to "+mode, edit)
}

// namesMetric reports whether a string among the arguments of a call is the name of a metric.
func namesMetric(call python.Node) bool {
	for arg := range call.Child(python.ArgumentsField).Children() {
		if arg.Kind() == python.KeywordArgument {
			arg = arg.Child(python.ValueField)
		}
		if text := literal(arg); lowerWord.MatchString(text) || higherWord.MatchString(text) {
			return true
		}
	}
	return false
}

// argument returns the text of a string that a call is given. An argument that is there but is no literal is given, too: as "".
func argument(call python.Node, a framework.Argument) (text string, given bool) {
	position := 0
	for arg := range call.Child(python.ArgumentsField).Children() {
		switch {
		case arg.Kind() == python.KeywordArgument:
			if arg.Child(python.NameField).Text() == a.Name {
				return literal(arg.Child(python.ValueField)), true
			}
		case arg.Is(python.ListSplat, python.DictionarySplat):
			return "", true // it may be among these
		default:
			if position == a.At {
				return literal(arg), true
			}
			position++
		}
	}
	return "", false
}

// literal is what a string without parts holds, "" of anything else.
func literal(n python.Node) string {
	if n.Kind() != python.String || strings.ContainsAny(n.Text(), "{\\") {
		return ""
	}
	return strings.Trim(n.Text(), "\"'")
}
