// Package permissionwithouteffect defines the rule permission-without-effect.
package permissionwithouteffect

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
)

//go:embed permissionwithouteffect.md
var page string

// Rule reports rules of permission that a host never consults, or that others undo.
var Rule = &lint.Rule{
	ID:       "permission-without-effect",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{hostfile.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := hostfile.Of(pass)
	permissions := f.Root.Field("permissions")
	if f.Format.Holds != hostfile.Settings || f.Format.Dialect != "claude" || permissions == nil {
		return
	}
	lists := map[string][]rule{}
	for _, name := range order {
		field := permissions.Value.Field(name)
		if field == nil {
			continue
		}
		if field.Value.Type() != config.List {
			lint.Reportf(pass, f.Range(field.Value.Range), lint.Error, "%q is %s but must be a list; %s ignores this file", name, field.Value.Type().Indefinite(), f.Format.Host)
		}
		for _, item := range field.Value.Items {
			r := parse(item)
			checkTool(pass, f, r)
			lists[name] = append(lists[name], r)
		}
	}
	for i, name := range order {
		for _, r := range lists[name] {
			reportUndone(pass, f, r, order[:i], lists)
		}
	}
	checkMode(pass, f, permissions.Value)
}

// order is that in which the lists are consulted: the first that has a rule for a call decides.
// Source: https://code.claude.com/docs/en/permissions, read on 2026-08-22.
var order = []string{"deny", "ask", "allow"}

// A rule is an entry of a list: a tool, perhaps with what it is about.
type rule struct {
	config.Value
	tool, about string
}

func parse(v config.Value) rule {
	tool, about, _ := strings.Cut(strings.TrimSuffix(v.Text(), ")"), "(")
	if about == "*" {
		about = "" // which is all
	}
	return rule{v, tool, about}
}

// byOthers are tools whose rules with a path are never consulted, and the tool whose rules are.
var byOthers = map[string]string{"Write": "Edit", "MultiEdit": "Edit", "NotebookEdit": "Edit", "Glob": "Read", "Grep": "Read"}

// checkTool reports a rule for a tool that there is not, or whose rules are another's.
func checkTool(pass *analysis.Pass, f *hostfile.File, r rule) {
	tools := host.ByName("claude").Tools
	_, isRetired := tools.Retired[r.tool]
	switch instead, isOther := byOthers[r.tool]; {
	case r.Type() != config.String:
		lint.Reportf(pass, f.Range(r.Range), lint.Error, "a rule is %s but must be a string; %s ignores this file", r.Type().Indefinite(), f.Format.Host)
	case r.tool == "" || strings.Contains(r.Text(), "(") != strings.HasSuffix(r.Text(), ")"):
		pass.ReportRangef(f.Range(r.Range), "%q is not a rule: write a tool, or a tool with a specifier in parentheses", r.Text())
	case isOther && r.about != "":
		pass.ReportRangef(f.Range(r.Range), "%s never consults %q: paths are matched against the rules for %s", f.Format.Host, r.Text(), instead)
	case isRetired:
		pass.ReportRangef(f.Range(r.Range), "%s no longer has the tool %q, so the rule has no effect", f.Format.Host, r.tool)
	case !tools.Knows(r.tool) && !strings.HasPrefix(r.tool, "mcp__"):
		hint := ""
		if nearest, ok := wording.Nearest(r.tool, tools.Names); ok {
			hint = fmt.Sprintf("; did you mean %q?", nearest)
		}
		pass.ReportRangef(f.Range(r.Range), "%s has no tool %q, so the rule has no effect%s", f.Format.Host, r.tool, hint)
	}
}

// reportUndone reports a rule that one of a list that is consulted before makes void.
func reportUndone(pass *analysis.Pass, f *hostfile.File, r rule, before []string, lists map[string][]rule) {
	for _, name := range before {
		i := slices.IndexFunc(lists[name], func(other rule) bool {
			return r.tool != "" && other.tool == r.tool && (other.about == "" || other.about == r.about)
		})
		if i >= 0 {
			pass.ReportRangef(f.Range(r.Range), "%q under %q takes precedence over this rule", lists[name][i].Text(), name)
			return
		}
	}
}

// modes are those in which a session may start.
var modes = []string{"default", "acceptEdits", "plan", "auto", "dontAsk", "bypassPermissions", "manual"}

func checkMode(pass *analysis.Pass, f *hostfile.File, permissions config.Value) {
	mode := permissions.Field("defaultMode")
	if mode != nil && !slices.Contains(modes, mode.Value.Text()) {
		pass.ReportRangef(f.Range(mode.Value.Range), "%s has no mode %q, only %s", f.Format.Host, mode.Value.Text(), wording.List(modes, "and"))
	}
}
