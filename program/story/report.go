package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// A report is a call that reports something: to the console, a logger, a tracker or a file.
type report struct {
	Step
	facts  *framework.Log
	about  topics
	values []value.Argument // what is reported
	varies bool             // something of it is no fixed text
}

// reports returns the calls that report, in the order in which they happen. They are found once.
func (s *Story) reports() []report { return reportedAnswer.Of(s, (*Story).findReports) }

var reportedAnswer Answer[[]report]

func (s *Story) findReports() (all []report) {
	for _, c := range s.calls {
		facts := s.reporting(c.Name)
		if facts == nil {
			continue
		}
		r := report{Step: c, facts: facts}
		for _, a := range c.Object.Args {
			if !appearance[a.Name] {
				r.values = append(r.values, a)
				r.varies = r.varies || s.literal(a.Value) == nil
			}
		}
		r.about = s.topicsOfReport(&r)
		all = append(all, r)
	}
	return all
}

// appearance are arguments that say where and how something is printed.
var appearance = map[string]bool{"end": true, "sep": true, "file": true, "flush": true, "refresh": true}

// reporting are the facts of a call that reports, or opens what takes reports; nil of any other.
func (s *Story) reporting(name string) *framework.Log {
	if c := s.facts(name); c != nil {
		return c.Logs
	}
	_, method := cutLast(name)
	switch {
	case entries.MatchString(name): // run["train/loss"].append(loss) (https://docs.neptune.ai/logging/metrics)
		return s.frameworks.Lookup("neptune.Run").Logs
	case !s.frameworks.IsModule(name) && !strings.HasPrefix(name, "builtins.") && printers.MatchString(method):
		return s.frameworks.Lookup("builtins.print").Logs
	}
	return nil
}

var (
	entries = pattern.New(`^neptune\..*\]\.(append|log|extend|assign|upload)$`)

	// printers matches functions that are not here and whose names say that they print or log: print_rank_0, log_rank_zero.
	printers = pattern.New(`(?i)^\??(print|log|printr|master_print)(0|_.*)?$|_(print|info)$`)
)

// counts reports whether a step is one that the script does, or one of a training that it does not start itself.
func (t *Training) counts(step *Step) bool { return !step.Event.Alone || t.Alone() }

// isInSteps reports whether a step happens with every batch of a training.
func (s *Story) isInSteps(step *Step, t *Training) bool {
	return slices.ContainsFunc(step.Event.Loops(), func(loop int) bool {
		if t.By == "" {
			return loop == t.Loop
		}
		l := s.Record.Loops[loop]
		return l.Hook != "" && l.At == t.At && strings.HasSuffix(l.Name, "training batch")
	})
}

// reporters match what takes reports in code that is not here: callbacks.on_batch_end(…), tracker.update(…).
var reporters = pattern.New(`(?i)callback|hook|(^|[._])(log|logs|logger|report|reporter|track|tracker|recorder|monitor|visuali[sz]er?|vis|writer|board|display|progress|meter|meters|stats)([._]|$)|on_(batch|step|epoch)_end|dispatch|emit|print|(^|[._])log_`)

// mayReport reports whether code that is not here, and is called as if it reported, is run under a condition on the step.
func (s *Story) mayReport(t *Training, where func(*Step) bool) bool {
	if s.Record.Cut {
		return true
	}
	for i := range s.calls {
		c := &s.calls[i]
		if s.isElsewhere(c.Name) && reporters.MatchString(strings.TrimLeft(c.Name, "?.")) && s.reporting(c.Name) == nil && t.counts(c) && where(c) {
			return true
		}
	}
	return false
}

// isElsewhere reports whether what a call does is not known: it is neither of Python nor of a library that is.
func (s *Story) isElsewhere(name string) bool {
	return name != "?" && s.facts(name) == nil && !s.frameworks.IsModule(name) && !strings.HasPrefix(name, "builtins.")
}
