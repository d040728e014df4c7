package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// Logged says what takes the reports about a training.
type Logged uint8

// The answers to Logged, from the least to the most.
const (
	NotLogged   Logged = iota
	Printed            // to the console only
	MaybeLogged        // by code that is not here
	IsLogged
)

// Logged answers whether anything is reported of how a training goes.
func (s *Story) Logged(t *Training) Logged {
	switch by := s.loggedBy(t); {
	case by == run.Yes:
		return IsLogged
	case by == run.Open:
		return max(MaybeLogged, s.ownReports(t))
	}
	return s.ownReports(t)
}

// loggedBy answers whether the framework that runs a training reports how it goes.
func (s *Story) loggedBy(t *Training) run.Truth {
	untracked := func(l *framework.Log) []string { return l.Untracked }
	switch t.By {
	case framework.Configured, framework.FastAI:
		return run.Open
	case framework.HFTrainer:
		if !s.isSet(t.By, func(l *framework.Log) []string { return l.Off }) || !s.isSet(t.By, untracked) {
			return run.Yes
		}
	case framework.Lightning:
		if !s.isSet(t.By, untracked) {
			return run.Yes
		}
	case framework.Keras:
		return s.fitReports(t)
	}
	return run.No
}

// fitReports answers whether fit of Keras reports: it does unless it is told not to, and then callbacks may
// (https://keras.io/api/models/model_training_apis/).
func (s *Story) fitReports(t *Training) run.Truth {
	verbose, ok := t.Step.Object.Argument("verbose", -1)
	if !ok || !s.isLiteral(verbose, "0") {
		return run.Yes
	}
	callbacks, _ := t.Step.Object.Argument("callbacks", -1)
	answer := s.callbacksReport(callbacks, 0)
	if s.hidesCallbacks(t) {
		answer = run.Either(answer, run.Open)
	}
	return answer
}

// callbacksReport answers whether one of some callbacks reports losses and metrics of its own accord.
func (s *Story) callbacksReport(v value.Value, depth int) run.Truth {
	answer := run.No
	if depth > maxWalk {
		return run.Open
	}
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		switch o.Kind {
		case value.List, value.Tuple:
			answer = run.Either(answer, s.callbacksReport(o.Elements, depth+1))
			for _, item := range o.Items {
				answer = run.Either(answer, s.callbacksReport(item, depth+1))
			}
		case value.Foreign:
			answer = run.Either(answer, s.callbackReports(framework.Canonical(strings.TrimSuffix(o.Name, "()"))))
		}
	}
	return answer
}

func (s *Story) callbackReports(name string) run.Truth {
	c := framework.Lookup(name)
	switch {
	case c != nil && c.Logs != nil && (c.Logs.Metrics || c.Logs.Tracker != ""):
		return run.Yes
	case name == "keras.callbacks.LambdaCallback", !strings.HasPrefix(name, "keras.callbacks."):
		return run.Open
	}
	return run.No
}

// isSet reports whether all calls that configure a framework's loop have an argument with one of the values.
func (s *Story) isSet(by framework.Loop, of func(*framework.Log) []string) bool {
	made := 0
	for i := range s.Record.Events {
		o := s.result(i)
		if o == nil {
			continue
		}
		c := framework.Lookup(framework.Canonical(strings.TrimSuffix(o.Name, "()")))
		if c == nil || c.Logs == nil || c.Logs.Loop != by {
			continue
		}
		made++
		if !slices.ContainsFunc(of(c.Logs), func(wanted string) bool { return s.sets(o, wanted) }) {
			return false
		}
	}
	return made > 0
}

// sets reports whether a call has an argument with a value: report_to=none, given as a string or in a list.
func (s *Story) sets(o *value.Object, wanted string) bool {
	key, text, _ := strings.Cut(wanted, "=")
	v, ok := o.Argument(key, -1)
	if !ok {
		return false
	}
	all := s.single(v)
	return s.isLiteral(v, text) || text == "none" && all != nil && (all.Kind == value.List || all.Kind == value.Tuple) &&
		(all.Elements == value.Nothing || s.isLiteral(all.Elements, text))
}

// ownReports answers Logged by the calls that report.
func (s *Story) ownReports(t *Training) Logged {
	answer := NotLogged
	for i := range s.reports() {
		r := &s.reports()[i]
		if !t.counts(&r.Step) || r.facts.Sink == framework.Copied {
			continue
		}
		isProgress := t.By == "" && r.varies && !r.facts.IsFile() && s.isDuring(&r.Step, t)
		switch isIt := r.about&metrics != 0 || isProgress; {
		case r.facts.Metrics, isIt && r.facts.Sink != "" && r.facts.Sink != framework.Console:
			return IsLogged
		case isIt && r.facts.Sink == framework.Console:
			answer = Printed
		}
	}
	if s.mayReport(t, func(step *Step) bool { return s.isDuring(step, t) }) {
		return MaybeLogged
	}
	return answer
}
