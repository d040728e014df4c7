package lint

import (
	"slices"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
)

// isUnread reports whether a file need not be read: it is a stub, or no rule wants to know if one that nobody named is the
// configuration of a training run.
func (r *run) isUnread(role role) bool {
	return role.isStub || role.mayTrain && !role.Explicit && len(r.config)+len(r.project)+len(r.text) == 0
}

// readAs reads a file. Nothing is said of one that may be the configuration of a training run, but that nobody named, if
// it is too large for that or no text.
func (w *worker) readAs(role role) bool {
	w.isKnown = role.isKnown
	if !role.mayTrain || role.Explicit {
		return w.read(role.Entry, w.r.cfg.MaxSize)
	}
	ok := w.read(role.Entry, hyperparam.MaxSize)
	if !ok && !hasFailed(w.out.notices) {
		w.out.notices, w.out.passedOver = nil, true
	}
	return ok
}

// checkConfig checks a file that may be the configuration of a training run. Its content decides; of one that is not
// nothing is said unless it was named.
func (w *worker) checkConfig(file discover.Entry, format config.Format) {
	var f *config.File
	if hyperparam.MayTrain(w.src.Text) {
		stop := w.start(Parsing)
		f = config.ParseContext(w.ctx, &w.src, format)
		stop()
	}
	switch {
	case f != nil && f.TooMuch != "":
		w.tooMuch("it can't be read: " + f.TooMuch)
	case f != nil && hyperparam.IsTraining(f.Root):
		f.Base = w.enter()
		w.out.suppressed.AddConfig(f, w.src.Text)
		w.runConfig(f)
		w.out.config = facts.Configure(f)
		w.out.checked = true
	case file.Explicit:
		w.notice(Skipped, "it does not look like the configuration of a training run")
	default:
		w.out.passedOver = true
	}
}

func (w *worker) runConfig(f *config.File) {
	for _, rule := range w.r.config {
		w.run(rule, config.Analyzer, f)
	}
}

// checkConfigSnippet checks a definition's example if it is the configuration of a training run.
func (w *worker) checkConfigSnippet(f *agent.File, fence body.Fence) {
	text, mapping := f.Extract(fence)
	if !hyperparam.MayTrain(text) {
		return
	}
	c := config.ParseExtract(f.Source, text, mapping, config.YAML)
	isBroken := slices.ContainsFunc(c.Problems, func(p config.Problem) bool { return p.Kind == config.SyntaxFault })
	if isBroken || !hyperparam.IsTraining(c.Root) {
		return
	}
	w.snippet = f
	defer func() { w.snippet = nil }()
	c.Base = f.Base
	w.out.suppressed.AddConfig(c, text)
	w.runConfig(c)
	alone := program.Link(nil)
	alone.Configs = []*facts.Config{facts.Configure(c)}
	w.runAlone(alone)
}
