// Package duplicateboundary defines the rule duplicate-boundary.
package duplicateboundary

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
)

//go:embed duplicateboundary.md
var page string

// Rule reports boundaries that stand twice.
var Rule = &lint.Rule{
	ID:       "duplicate-boundary",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	first := map[string]body.Bullet{}
	for _, bullet := range f.Bullets {
		key := normal(bullet.Text)
		earlier, ok := first[key]
		if !ok {
			first[key] = bullet
		} else if earlier.Tier == bullet.Tier || earlier.Tier == body.AskFirst || bullet.Tier == body.AskFirst {
			report(pass, f, bullet, earlier)
		}
	}
}

var emphasis = strings.NewReplacer("*", "", "_", "", "`", "")

// normal returns text as it is compared: without case, emphasis and the last dot.
func normal(text string) string {
	return strings.Trim(emphasis.Replace(strings.ToLower(text)), " .;")
}

func report(pass *analysis.Pass, f *agent.File, bullet, earlier body.Bullet) {
	at, there := f.Range(bullet.Range), f.Range(earlier.Range)
	message := fmt.Sprintf("this appears twice under %q: %q", bullet.Tier, bullet.Text)
	if bullet.Tier != earlier.Tier {
		message = fmt.Sprintf("this appears under both %q and %q: %q", earlier.Tier, bullet.Tier, bullet.Text)
	}
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(), Message: message,
		Related: []analysis.RelatedInformation{{Pos: there.Pos(), End: there.End(), Message: fmt.Sprintf("%s: %s", earlier.Tier, earlier.Text)}},
	})
}
