// Package configvalequalstrain defines the rule config-val-equals-train.
package configvalequalstrain

import (
	_ "embed"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed configvalequalstrain.md
var page string

// Rule reports configurations that validate or test on the data they train with.
var Rule = &lint.Rule{
	ID:       "config-val-equals-train",
	Severity: lint.Error,
	Page:     page,
	Enforces: []match.Pattern{match.Avoid("train", "").With("test data"), match.Avoid("use", "test data").With("training")},
	Requires: []*analysis.Analyzer{config.Analyzer},
	Run:      run,
}

// parts match keys that describe one part of the data, or one thing about it: val, val_ds, val_path.
var parts = []struct {
	name    string
	pattern *pattern.Pattern
}{
	{"training", pattern.New(`(?i)^(?:data[_-])?train(?:ing)?(?:[_-]?ds)?(?:[_-](\w+))?$`)},
	{"validation", pattern.New(`(?i)^(?:data[_-])?(?:val|valid|validation|eval|dev)(?:[_-]?ds)?(?:[_-](\w+))?$`)},
	{"test", pattern.New(`(?i)^(?:data[_-])?test(?:[_-]?ds)?(?:[_-](\w+))?$`)},
}

// pathKey matches what of a part is a path, and tellsApart what lets two parts share one.
var (
	pathKey    = pattern.New(`(?i)^(?:\w+_)?(?:paths?|dirs?|data|files?|filepath|filename|csv|tsv|jsonl?|folder|root|manifest|images|list|txt)?$`)
	tellsApart = pattern.New(`(?i)split|subset|fold|index|indices|range|start|end|percent|fraction|ratio|portion`)
)

func run(pass *analysis.Pass) {
	f := config.Of(pass)
	if onlyEvaluates(f.Root) {
		return
	}
	checkMap(pass, f.Root)
	for _, field := range hyperparam.Settings(f.Root) {
		checkMap(pass, field.Value)
	}
}

// onlyEvaluates reports whether a configuration says that nothing is trained with it: what stands for training data is not used.
func onlyEvaluates(v config.Value) bool {
	return slices.ContainsFunc(v.Fields, func(field config.Field) bool {
		return evaluating.MatchString(field.Name) && strings.EqualFold(field.Value.Text(), "true") || onlyEvaluates(field.Value)
	})
}

var evaluating = pattern.New(`(?i)^(evaluate|(eval|evaluate|evaluation|test|inference)_only|only_(eval|evaluate|evaluation|test|inference))$`)

// checkMap compares the parts of the data that one map describes.
func checkMap(pass *analysis.Pass, v config.Value) {
	training, validation, test := describe(v, 0), describe(v, 1), describe(v, 2)
	compare(pass, training, validation, lint.Error, "the model is validated on its training data, %s")
	compare(pass, training, test, lint.Error, "the model is tested on its training data, %s")
	compare(pass, validation, test, lint.Warning, "the model is tested on its validation data, %s")
}

// describe returns what the fields of a map say about one part of the data: by keys of their own, val_path, or in a map of
// the part.
func describe(v config.Value, which int) map[string]config.Value {
	about := map[string]config.Value{}
	for _, field := range v.Fields {
		m := parts[which].pattern.FindStringSubmatch(field.Name)
		if m == nil {
			continue
		}
		if field.Value.Type() != config.Map {
			about[strings.ToLower(m[1])] = field.Value
		}
		for _, inner := range field.Value.Fields {
			about[strings.ToLower(inner.Name)] = inner.Value
		}
	}
	return about
}

// compare reports the paths of one part that are those of another, unless something else tells the parts apart.
func compare(pass *analysis.Pass, one, other map[string]config.Value, severity lint.Severity, format string) {
	var same []config.Value
	for _, key := range slices.Sorted(maps.Keys(other)) {
		a, ok := one[key]
		b := other[key]
		switch {
		case tellsApart.MatchString(key), ok && b.Type() == config.String && a.Text() != b.Text():
			return
		case ok && pathKey.MatchString(key) && isPath(b):
			same = append(same, b)
		}
	}
	if len(same) > 0 {
		lint.Reportf(pass, config.Of(pass).Range(same[0].Range), severity, format, same[0].Text())
	}
}

// isPath reports whether a value names a file or folder, and is not to be filled in.
func isPath(v config.Value) bool {
	return v.Type() == config.String && strings.ContainsAny(v.Text(), `/\.`) && !strings.ContainsAny(v.Text(), "$<>{} ?")
}
