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
	report := func(format, want string) {
		pass.Report(analysis.Diagnostic{
			Pos: call.Pos(), End: call.End(),
			Message:        fmt.Sprintf(format, by, metric, d.Greater),
			SuggestedFixes: set(call, d.Greater, want, "set "+d.Greater+" to "+want),
		})
	}
	switch lower := lowerWord.MatchString(metric); {
	case lower && greater == "True":
		report("%s True, which looks for the highest %s, but lower is better: set %s to False", "False")
	case !lower && greater == "False":
		report("%s False, which looks for the lowest %s, but higher is better: set %s to True", "True")
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
			SuggestedFixes: set(call, "mode", `"`+want+`"`, "set mode to "+want),
		})
	}
	switch lower := lowerWord.MatchString(metric); {
	case lower && mode == "max":
		report("%s max, which looks for the highest %s, but lower is better: set mode to min", "min")
	case !lower && mode == "min":
		report("%s min, which looks for the lowest %s, but higher is better: set mode to max", "max")
	}
}

// set writes a value for an argument in place of the one that is there, or after the last argument. Another model is kept then, so it is
// unsafe.
func set(call python.Node, name, value, message string) []analysis.SuggestedFix {
	last := call.Child(python.ArgumentsField).LastChild()
	edit := analysis.TextEdit{Pos: last.End(), End: last.End(), NewText: []byte(", " + name + "=" + value)}
	for arg := range call.Child(python.ArgumentsField).Children() {
		if arg.Kind() == python.KeywordArgument && arg.Child(python.NameField).Text() == name {
			old := arg.Child(python.ValueField)
			edit = analysis.TextEdit{Pos: old.Pos(), End: old.End(), NewText: []byte(value)}
		}
	}
	return lint.UnsafeFix(message, edit)
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
