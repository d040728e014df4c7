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
	var before []*index
	for _, name := range order {
		for _, r := range lists[name] {
			reportUndone(pass, f, r, before)
		}
		before = append(before, newIndex(name, lists[name]))
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

// An index finds the rules of a list.
type index struct {
	list   string
	rules  map[[2]string]string // the text of the first rule of a tool that is about something, "" for all
	starts map[string]string    // that of the first rule for commands that start with some words: Bash(git push:*)
}

func newIndex(list string, rules []rule) *index {
	x := &index{list, map[[2]string]string{}, map[string]string{}}
	for _, r := range rules {
		if r.tool == "" {
			continue
		}
		if key := [2]string{r.tool, r.about}; x.rules[key] == "" {
			x.rules[key] = r.Text()
		}
		if start, ok := start(r.about); ok && r.tool == "Bash" && x.starts[start] == "" {
			x.starts[start] = r.Text()
		}
	}
	return x
}

// start returns the words that the commands of a rule start with, and whether it is about all that start with them.
func start(about string) (string, bool) {
	if words, ok := strings.CutSuffix(about, ":*"); ok {
		return words, true
	}
	return strings.CutSuffix(about, " *")
}

// covering returns the text of a rule that is about all that r is about, "" for none.
func (x *index) covering(r rule) string {
	for _, about := range []string{"", r.about} {
		if text := x.rules[[2]string{r.tool, about}]; text != "" {
			return text
		}
	}
	if r.tool != "Bash" || len(x.starts) == 0 {
		return ""
	}
	words, isStart := start(r.about)
	for end := range len(words) {
		if text := x.starts[words[:end]]; words[end] == ' ' && text != "" {
			return text
		}
	}
	if text := x.starts[words]; isStart || !strings.HasSuffix(text, " *)") { // which needs an argument
		return text
	}
	return ""
}

// reportUndone reports a rule that one of a list that is consulted before makes void.
func reportUndone(pass *analysis.Pass, f *hostfile.File, r rule, before []*index) {
	for _, x := range before {
		if text := x.covering(r); r.tool != "" && text != "" {
			pass.ReportRangef(f.Range(r.Range), "%q under %q takes precedence over this rule", text, x.list)
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
