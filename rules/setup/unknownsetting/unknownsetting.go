// Package unknownsetting defines the rule unknown-setting.
package unknownsetting

import (
	_ "embed"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
)

//go:embed unknownsetting.md
var page string

// Rule reports keys of settings that are spelled almost like one that the host knows.
var Rule = &lint.Rule{
	ID:       "unknown-setting",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{hostfile.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := hostfile.Of(pass)
	if len(f.Format.Settings()) == 0 {
		return
	}
	check(pass, f.Root, f.Format.SettingNames())
	for _, field := range f.Root.Fields {
		if s := f.Format.Settings()[field.Name]; s != nil {
			checkKeys(pass, field.Value, s.Keys)
		}
	}
}

// checkKeys checks the keys of a setting, as far as they are known.
func checkKeys(pass *analysis.Pass, v config.Value, keys map[string]*hostfile.Setting) {
	if len(keys) == 0 {
		return
	}
	check(pass, v, slices.Sorted(maps.Keys(keys)))
	for _, field := range v.Fields {
		if s := keys[field.Name]; s != nil {
			checkKeys(pass, field.Value, s.Keys)
		}
	}
}

// check reports the keys of an object that are almost one of names. One that is like none may be newer than what is known.
func check(pass *analysis.Pass, v config.Value, names []string) {
	f := hostfile.Of(pass)
	free := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return v.Field(name) != nil })
	spelling := wording.NewSpeller(free)
	for _, field := range v.Fields {
		if slices.Contains(names, field.Name) {
			continue
		}
		if nearest, ok := spelling.Nearest(field.Name); ok && !wording.Opposite(nearest, field.Name) {
			pass.ReportRangef(f.Range(field.Key), "%s does not know the setting %q and ignores it; did you mean %q?", f.Format.Host, field.Name, nearest)
		}
	}
}
