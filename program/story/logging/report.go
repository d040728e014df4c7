package logging

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A Report is a call that reports something: to the console, a logger, a tracker or a file.
type Report struct {
	story.Step
	Facts  *framework.Log
	about  Topics
	Values []value.Argument // what is reported
	Varies bool             // something of it is no fixed text
}

// Reports returns the calls that report, in the order in which they happen. They are found once.
func Reports(s *story.Story) []Report { return reportedAnswer.Of(s, findReports) }

var reportedAnswer story.Answer[[]Report]

func findReports(s *story.Story) (all []Report) {
	for _, c := range s.Calls {
		facts := FactsOf(s, c.Name)
		if facts == nil {
			continue
		}
		r := Report{Step: c, Facts: facts}
		for _, a := range c.Object.Args {
			if !appearance[a.Name] {
				r.Values = append(r.Values, a)
				r.Varies = r.Varies || s.OnlyLiteral(a.Value) == nil
			}
		}
		r.about = topicsOfReport(s, &r)
		all = append(all, r)
	}
	return all
}

// appearance are arguments that say where and how something is printed.
var appearance = map[string]bool{"end": true, "sep": true, "file": true, "flush": true, "refresh": true}

// FactsOf are the facts of a call that reports, or opens what takes reports; nil of any other.
func FactsOf(s *story.Story, name string) *framework.Log {
	if c := s.Facts(name); c != nil {
		return c.Logs
	}
	_, method := story.CutLast(name)
	switch {
	case entries.MatchString(name): // run["train/loss"].append(loss) (https://docs.neptune.ai/logging/metrics)
		return s.Lookup("neptune.Run").Logs
	case !s.Frameworks.IsModule(name) && !strings.HasPrefix(name, "builtins.") && printers.MatchString(method):
		return s.Lookup("builtins.print").Logs
	}
	return nil
}

var (
	entries = pattern.New(`^neptune\..*\]\.(append|log|extend|assign|upload)$`)

	// printers matches functions that are not here and whose names say that they print or log: print_rank_0, log_rank_zero.
	printers = pattern.New(`(?i)^\??(print|log|printr|master_print)(0|_.*)?$|_(print|info)$`)
)

// isInSteps reports whether a step happens with every batch of a training.
func isInSteps(s *story.Story, step *story.Step, t *story.Training) bool {
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
func mayReport(s *story.Story, t *story.Training, where func(*story.Step) bool) bool {
	if s.Record.Cut {
		return true
	}
	for i := range s.Calls {
		c := &s.Calls[i]
		if s.IsElsewhere(c.Name) && reporters.MatchString(strings.TrimLeft(c.Name, "?.")) && FactsOf(s, c.Name) == nil && t.Counts(c) && where(c) {
			return true
		}
	}
	return false
}

// Alone reports whether the script starts none of its trainings.
func Alone(s *story.Story) bool {
	return !slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return !t.Alone() })
}
