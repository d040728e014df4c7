// Package configmissingsection defines the rule config-missing-section.
package configmissingsection

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hyperparam"
)

//go:embed configmissingsection.md
var page string

// Rule reports configurations in sections that lack one of those that a run needs.
var Rule = &lint.Rule{
	ID:       "config-missing-section",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{config.Analyzer},
	Run:      run,
}

// sections are what a training run is described by. A key of that name at any depth will do: a scheduler often stands
// below the optimizer.
var sections = []struct {
	name    string
	pattern *pattern.Pattern
}{
	{"model", pattern.New(`(?i)model|net(?:work)?$|arch|backbone|encoder`)},
	{"training", pattern.New(`(?i)train|epoch|max_steps|^run$`)},
	{"optimizer", pattern.New(`(?i)optim|solver|^lr$|learning_rate`)},
	{"scheduler", pattern.New(`(?i)sched|warmup|decay_(?:steps|epochs|rate)|gamma|lr_(?:policy|decay|config)|cosine|anneal|milestones`)},
	{"data", pattern.New(`(?i)data|train_ds|manifest|corpus|loader`)},
}

// leastSections is from how many of the sections on a configuration is taken to be written in sections.
const leastSections = 3

func run(pass *analysis.Pass) {
	f := config.Of(pass)
	if f.Root.Field("defaults") != nil { // Hydra puts other files together with this one
		return
	}
	var missing []string
	own := 0
	for _, section := range sections {
		if isSection(f.Root, section.pattern) {
			own++
		} else if !isSet(f.Root, section.pattern) {
			missing = append(missing, section.name)
		}
	}
	if own >= leastSections && len(missing) > 0 {
		first := f.Root.Fields[0]
		pass.ReportRangef(f.Range(first.Key), "this configuration has no %s section; its values are set elsewhere",
			wording.List(missing, "and"))
	}
}

// isSection reports whether a map at the top has a matching name.
func isSection(root config.Value, pattern *pattern.Pattern) bool {
	for _, field := range root.Fields {
		if field.Value.Type() == config.Map && pattern.MatchString(field.Name) {
			return true
		}
	}
	return false
}

// isSet reports whether any key matches, or the value of one does: name: CosineAnnealing.
func isSet(root config.Value, pattern *pattern.Pattern) bool {
	for _, field := range hyperparam.Settings(root) {
		if pattern.MatchString(field.Name) || pattern.MatchString(field.Value.Text()) {
			return true
		}
	}
	return false
}
