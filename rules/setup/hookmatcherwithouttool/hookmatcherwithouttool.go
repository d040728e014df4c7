// Package hookmatcherwithouttool defines the rule hook-matcher-without-tool.
package hookmatcherwithouttool

import (
	_ "embed"
	"errors"
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
)

//go:embed hookmatcherwithouttool.md
var page string

// Rule reports matchers of hooks that no tool of the host matches.
var Rule = &lint.Rule{
	ID:       "hook-matcher-without-tool",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{hostfile.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := hostfile.Of(pass)
	dialect := f.Dialect()
	if dialect == nil || dialect.Tools == "" {
		return
	}
	tools := host.ByName(dialect.Tools).Tools
	spelling := wording.NewSpeller(tools.Names)
	for _, group := range f.Groups() {
		if group.Matcher == nil || group.Matcher.Value.Type() != config.String || !slices.Contains(dialect.ToolEvents, group.Event.Name) {
			continue
		}
		if isUnbalanced(group.Matcher.Value.Text()) {
			pass.ReportRangef(f.Range(group.Matcher.Value.Range), "the matcher of %q is not a valid regular expression, so the hook never runs", group.Event.Name)
			continue
		}
		for name := range strings.SplitSeq(group.Matcher.Value.Text(), "|") {
			tool, _, _ := strings.Cut(name, "(")
			switch {
			case !word.MatchString(tool) || strings.HasPrefix(tool, "mcp__") || tools.Knows(tool):
			case isRetired(tools, tool):
				lint.Reportf(pass, f.Range(group.Matcher.Value.Range), lint.Note, "%s no longer has the tool %q", f.Format.Host, tool)
			default:
				report(pass, f, group, tool, spelling)
			}
		}
	}
}

// isUnbalanced reports whether a regular expression has a bracket too many or too few, in JavaScript's syntax as in Go's.
func isUnbalanced(expr string) bool {
	var fault *syntax.Error
	_, err := syntax.Parse(expr, syntax.Perl)
	return errors.As(err, &fault) && slices.Contains([]syntax.ErrorCode{syntax.ErrMissingBracket, syntax.ErrMissingParen, syntax.ErrUnexpectedParen}, fault.Code)
}

// word matches a matcher that is a name, rather than a pattern.
var word = pattern.New(`^[A-Za-z][A-Za-z_]*$`)

func isRetired(tools *host.Tools, name string) bool { _, ok := tools.Retired[name]; return ok }

func report(pass *analysis.Pass, f *hostfile.File, group hostfile.Group, tool string, spelling *wording.Speller) {
	hint := ""
	if nearest, ok := spelling.Nearest(tool); ok {
		hint = fmt.Sprintf("; did you mean %q?", nearest)
	}
	pass.ReportRangef(f.Range(group.Matcher.Value.Range), "%s has no tool %q, so the hook of %q never runs for it%s", f.Format.Host, tool, group.Event.Name, hint)
}
