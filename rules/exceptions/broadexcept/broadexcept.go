// Package broadexcept defines the rule broad-except.
package broadexcept

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed broadexcept.md
var page string

// Options are what a project may set.
type Options struct {
	AllowLogged   bool     `yaml:"allow-logged"`   // leave clauses alone that log what they catch
	LoggerObjects []string `yaml:"logger-objects"` // loggers whose names do not say so, as they are written or qualified
	Defer         bool     `yaml:"defer"`          // leave clauses alone that another rule reports, or that pass the exception on
}

// Rule reports clauses that catch Exception and go on, without a log of what they caught.
var Rule = &lint.Rule{
	ID:       "broad-except",
	Severity: lint.Warning,
	Craft:    true,
	Noqa:     []string{"BLE001", "blind-except", "W0718", "broad-exception-caught"},
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("catch", "broad exception"),
		match.Do("catch", "specific exception"),
		match.Do("except", "specific"),
		match.Avoid("swallow", "exception"),
		match.Avoid("ignore", "raised exception"),
	},
	Options:   Options{AllowLogged: true, Defer: true},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer, handler.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	options := lint.Options[Options](pass)
	for _, h := range handler.Of(pass) {
		if broad := h.Broad(); broad.Exists() && options.reports(&h) {
			pass.Report(analysis.Diagnostic{
				Pos: broad.Pos(), End: broad.End(),
				Category: string(severity(&h)),
				Message:  fmt.Sprintf("%q also catches unexpected failures, and the program continues; catch what you expect, or log it", broad.Text()),
				Related:  lint.Tried(h.Guards),
			})
		}
	}
}

// severity is a note if people get to read what was caught, or what is tried can't be a part of a training.
func severity(h *handler.Handler) lint.Severity {
	if h.Tells() || !h.Runs() {
		return lint.Note
	}
	return lint.Warning
}

func (o Options) reports(h *handler.Handler) bool {
	if h.Reraises() || o.AllowLogged && h.Reports(o.LoggerObjects) {
		return false
	}
	switch fault := h.Fault(); {
	case !o.Defer:
		return true
	case fault == handler.None:
		return !o.AllowLogged && !h.Raises() && h.Reports(o.LoggerObjects)
	default:
		return fault == handler.Broad
	}
}
