// Package invalidhook defines the rule invalid-hook.
package invalidhook

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
)

//go:embed invalidhook.md
var page string

// Rule reports hooks of a shape that a host does not run.
var Rule = &lint.Rule{
	ID:       "invalid-hook",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{hostfile.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := hostfile.Of(pass)
	field := f.HooksField()
	if field == nil {
		if f.Format.Holds == hostfile.Hooks && f.Root.Type() == config.Map {
			at := f.Root.Range
			pass.ReportRangef(f.Range(config.Range{Start: at.Start, End: at.Start + 1}), "there is no key \"hooks\", under which %s looks for events", f.Format.Host)
		}
		return
	}
	if field.Value.Type() != config.Map {
		if f.Format.Holds != hostfile.Frontmatter { // wrong-type is about those
			report(pass, f, field.Value.Range, fmt.Sprintf("\"hooks\" is %s, not an object of events", field.Value.Type().Indefinite()))
		}
		return
	}
	for _, event := range field.Value.Fields {
		if t := event.Value.Type(); t != config.List && slices.Contains(f.Dialect().Events, event.Name) && t != config.Bool {
			report(pass, f, event.Value.Range, fmt.Sprintf("%q is %s, not a list of hooks", event.Name, t.Indefinite()))
		}
	}
	for _, group := range f.Groups() {
		checkGroup(pass, f, group)
	}
}

// checkGroup reports what is wrong with the shape of a group, and then with its hooks.
func checkGroup(pass *analysis.Pass, f *hostfile.File, group hostfile.Group) {
	if group.Value.Type() == config.String && f.Format.Dialect == "gemini" {
		return // the name of a hook that is switched off
	}
	inner := group.Value.Field("hooks")
	switch {
	case group.Value.Type() != config.Map:
		report(pass, f, group.Value.Range, fmt.Sprintf("an entry of %q is %s, not an object", group.Event.Name, group.Value.Type().Indefinite()))
	case f.Dialect().Nested && inner == nil:
		report(pass, f, group.Value.Range, fmt.Sprintf("an entry of %q has no list \"hooks\" around its hook", group.Event.Name))
	case f.Dialect().Nested && inner.Value.Type() != config.List:
		report(pass, f, inner.Value.Range, fmt.Sprintf("\"hooks\" of %q is %s, not a list", group.Event.Name, inner.Value.Type().Indefinite()))
	case group.Matcher != nil && group.Matcher.Value.Type() != config.String && group.Matcher.Value.Type() != config.Null:
		report(pass, f, group.Matcher.Value.Range, fmt.Sprintf("the matcher of %q is %s, not a string", group.Event.Name, group.Matcher.Value.Type().Indefinite()))
	}
	for _, hook := range group.Hooks {
		checkHook(pass, f, group.Event.Name, hook)
	}
}

// checkHook reports a hook without a known type, or without what one of its type runs.
func checkHook(pass *analysis.Pass, f *hostfile.File, event string, hook config.Value) {
	dialect := f.Dialect()
	types := slices.Sorted(maps.Keys(dialect.Types))
	kind := hook.Field("type")
	switch {
	case hook.Type() != config.Map:
		report(pass, f, hook.Range, fmt.Sprintf("a hook of %q is %s, not an object", event, hook.Type().Indefinite()))
		return
	case kind == nil && dialect.Typed:
		report(pass, f, hook.Range, fmt.Sprintf("a hook of %q has no type", event))
		return
	case kind != nil && !slices.Contains(types, kind.Value.Text()):
		report(pass, f, kind.Value.Range, fmt.Sprintf("a hook of %q has the type %q, not %s", event, kind.Value.Text(), wording.List(types, "or")))
		return
	}
	for _, key := range dialect.Missing(hook) {
		report(pass, f, hook.Range, fmt.Sprintf("a hook of %q has no %s", event, key))
	}
	for _, field := range hook.Fields {
		t := field.Value.Type()
		switch {
		case (field.Name == "command" || field.Name == "bash" || field.Name == "powershell") && t != config.String:
			report(pass, f, field.Value.Range, fmt.Sprintf("%q of a hook of %q is %s, not a string", field.Name, event, t.Indefinite()))
		case field.Name == "command" && strings.TrimSpace(field.Value.Text()) == "":
			lint.Reportf(pass, f.Range(field.Value.Range), lint.Warning, "the command of a hook of %q is empty, so nothing runs", event)
		case (field.Name == "timeout" || field.Name == "timeoutSec") && t != config.Int && t != config.Float:
			report(pass, f, field.Value.Range, fmt.Sprintf("%q of a hook of %q is %s, not a number", field.Name, event, t.Indefinite()))
		}
	}
}

func report(pass *analysis.Pass, f *hostfile.File, at config.Range, what string) {
	pass.ReportRangef(f.Range(at), "%s; %s %s", what, f.Format.Host, f.Dialect().WrongShape)
}
