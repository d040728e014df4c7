// Package confignovaldata defines the rule config-no-val-data.
package confignovaldata

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed confignovaldata.md
var page string

// Rule reports configurations that name data to train with and none to validate on.
var Rule = &lint.Rule{
	ID:       "config-no-val-data",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{match.Do("have", "validation split"), match.Do("evaluate", "").With("held-out data")},
	Requires: []*analysis.Analyzer{config.Analyzer},
	Run:      run,
}

var (
	trainData = pattern.New(`(?i)^train(?:ing)?[_-]?(?:data[_-]?)?(?:path|dir|data|file|files|csv|json|folder|root|manifest|images|list|txt|filepath)?$`)
	heldOut   = pattern.New(`(?i)val|eval|(?:^|[_-])dev(?:[_-]|$)|test|split|fraction|ratio|hold|fold|(?:^|[_-])cv(?:[_-]|$)`)
)

func run(pass *analysis.Pass) {
	f := config.Of(pass)
	if f.Root.Field("defaults") != nil { // Hydra puts other files together with this one
		return
	}
	var train *config.Field
	for _, field := range hyperparam.Settings(f.Root) {
		switch {
		case heldOut.MatchString(field.Name):
			return
		case train == nil && trainData.MatchString(field.Name) && isPath(field.Value):
			train = field
		}
	}
	if train != nil {
		pass.ReportRangef(f.Range(train.Key), "%s names training data, but nothing here names validation data or a split", train.Name)
	}
}

// isPath reports whether a value names a file or folder.
func isPath(v config.Value) bool {
	return v.Type() == config.String && strings.ContainsAny(v.Text(), "/.") && !strings.ContainsAny(v.Text(), "$ ")
}
