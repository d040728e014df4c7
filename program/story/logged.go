package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
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
	case isBoosted(t):
		return max(s.boosted(t), s.ownReports(t))
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
	answer := s.callbacksReport(callbacks, map[value.ID]bool{})
	if s.hidesCallbacks(t) {
		answer = run.Either(answer, run.Open)
	}
	return answer
}

// callbacksReport answers whether one of some callbacks reports losses and metrics of its own accord.
func (s *Story) callbacksReport(v value.Value, seen map[value.ID]bool) run.Truth {
	answer := run.No
	for _, id := range s.Record.Heap.All(v) {
		if seen[id] {
			continue
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		switch o.Kind {
		case value.List, value.Tuple:
			answer = run.Either(answer, s.callbacksReport(o.Elements, seen))
			for _, item := range o.Items {
				answer = run.Either(answer, s.callbacksReport(item, seen))
			}
		case value.Foreign:
			answer = run.Either(answer, s.callbackReports(s.called(o)))
		}
	}
	return answer
}

func (s *Story) callbackReports(name string) run.Truth {
	c := s.frameworks.Lookup(name)
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
	for i := range s.calls {
		o := s.calls[i].Object
		c := s.frameworks.Lookup(s.calls[i].Name)
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
		case r.facts.Metrics && t.By != framework.Keras, isIt && r.facts.Sink != "" && r.facts.Sink != framework.Console:
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

// Reporting says how often something about a training is reported.
type Reporting uint8

// The answers about reporting, from the least to the most.
const (
	Unreported    Reporting = iota
	PerEpoch                // or less often
	MaybeReported           // by code that is not here, or in a form that can't be followed
	PerStep
)

// TrainLoss answers how often the loss of a training is reported.
func (s *Story) TrainLoss(t *Training) Reporting {
	switch t.By {
	case "":
		return s.loopLoss(t)
	case framework.Lightning:
		return s.hookReports(t, "training_step")
	case framework.HFTrainer:
		if s.isSet(t.By, func(l *framework.Log) []string { return append(slices.Clone(l.Off), l.PerEpoch...) }) {
			return PerEpoch
		}
	}
	return MaybeReported
}

func (s *Story) loopLoss(t *Training) Reporting {
	answer := Unreported
	for i := range s.reports() {
		r := &s.reports()[i]
		if !t.counts(&r.Step) || r.facts.Sink == "" || r.facts.Sink == framework.Copied {
			continue
		}
		inStep := s.isInSteps(&r.Step, t)
		switch {
		case r.about&trainLoss != 0 && (inStep || s.isHistory(r)):
			return PerStep
		case r.about&reward != 0: // an agent is watched by what it is given
			answer = MaybeReported
		case inStep && r.about&(opaque|quality) != 0 && !r.facts.IsFile(): // evaluate of Keras returns the loss as well
			answer = MaybeReported
		case r.about&trainLoss != 0, r.about&opaque != 0 && r.about&evaluated == 0 && !r.facts.IsFile() && s.isDuring(&r.Step, t):
			answer = max(answer, PerEpoch)
		}
	}
	if s.mayReport(t, func(step *Step) bool { return s.isInSteps(step, t) }) {
		return MaybeReported
	}
	return answer
}

// isHistory reports whether a file or plot is made of the losses of all steps.
func (s *Story) isHistory(r *report) bool {
	return r.facts.IsFile() && slices.ContainsFunc(r.values, func(a value.Argument) bool { return s.keepsLosses(a.Value, map[value.ID]bool{}) })
}

// keepsLosses reports whether a value is, or holds, a list of the losses of all steps.
func (s *Story) keepsLosses(v value.Value, seen map[value.ID]bool) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		if seen[id] {
			return false
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		switch o.Kind {
		case value.List:
			return s.isLossOf(o.Elements) || s.keepsLosses(o.Elements, seen)
		case value.Dict, value.Instance:
			return s.keepsLosses(o.Elements, seen) || slices.ContainsFunc(sortedKeys(o.Fields), func(key string) bool { return s.keepsLosses(o.Fields[key], seen) })
		case value.Foreign:
			return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.keepsLosses(a.Value, seen) })
		}
		return false
	})
}

// hookReports answers whether the methods of a module that a framework runs report anything while it trains or validates.
func (s *Story) hookReports(t *Training, step string) Reporting {
	if s.hasMethod(t.Model, step) != run.Yes || s.returnsLogs() {
		return MaybeReported
	}
	during := func(other *Step) bool { return s.isDuring(other, t) && s.isOf(other, step) }
	for i := range s.reports() {
		if r := &s.reports()[i]; r.facts.Sink != "" && during(&r.Step) {
			return PerStep
		}
	}
	if s.mayReport(t, during) {
		return MaybeReported
	}
	return Unreported
}

// isOf reports whether a step happens in what a framework does with training batches, or in what it does with others.
func (s *Story) isOf(other *Step, step string) bool {
	training, validation := false, false
	for _, loop := range other.Event.Loops() {
		name := s.Record.Loops[loop].Name
		training = training || strings.HasPrefix(name, "training")
		validation = validation || strings.HasPrefix(name, "validation")
	}
	if step == "training_step" {
		return !validation
	}
	return !training
}

// returnsLogs reports whether a hook returns what is to be logged, as Lightning wanted it before 1.0.
func (s *Story) returnsLogs() bool {
	for id := 1; id <= s.Record.Heap.Len(); id++ {
		o := s.Record.Heap.Object(value.ID(id))
		_, log := o.Fields["log"]
		_, bar := o.Fields["progress_bar"]
		if o.Kind == value.Dict && (log || bar) {
			return true
		}
	}
	return false
}

// ValidationLoss answers whether the results of the validation that a training is monitored by are reported, and where that is.
func (s *Story) ValidationLoss(t *Training) (Reporting, value.Place) {
	if s.Monitoring(t) != During || t.By != "" && t.By != framework.Lightning {
		return MaybeReported, t.At
	}
	if t.By == framework.Lightning {
		return s.hookReports(t, "validation_step"), t.At
	}
	passes := s.validations(t)
	if len(passes) == 0 {
		return MaybeReported, t.At
	}
	answer, at, made, later := Unreported, passes[0].Event.At, s.resultsOf(passes), s.resultsOf(s.judgedLater(t))
	for i := range s.reports() {
		r := &s.reports()[i]
		switch {
		case !t.counts(&r.Step) || r.facts.Sink == "":
		case made.in(r), r.about&evaluated != 0 && !(later.in(r) && !s.isDuring(&r.Step, t)):
			return PerEpoch, at
		case r.about&(opaque|quality) != 0 && s.isDuring(&r.Step, t) && !s.isInSteps(&r.Step, t):
			answer = MaybeReported
		}
	}
	if s.mayReport(t, func(step *Step) bool { return s.isDuring(step, t) }) {
		return MaybeReported, at
	}
	return answer, at
}

// LearningRate answers whether the learning rate is reported.
func (s *Story) LearningRate(t *Training) Reporting {
	if t.By != "" && t.By != framework.Lightning && t.By != framework.Keras {
		return MaybeReported
	}
	for i := range s.reports() {
		r := &s.reports()[i]
		isRate := r.about&rate != 0 && r.facts.Sink != "" && (t.By != "" || s.isDuring(&r.Step, t))
		if r.facts.Rate || r.facts.Metrics && t.By == framework.Keras || isRate {
			return PerEpoch
		}
	}
	for i := range s.calls {
		if o := s.calls[i].Object; strings.HasSuffix(o.Name, ".get_last_lr()") || strings.HasSuffix(o.Name, ".get_lr()") {
			return MaybeReported
		}
	}
	return Unreported
}

// Schedules reports whether the script changes the learning rate of a training by a schedule.
func (s *Story) Schedules() bool {
	return slices.ContainsFunc(s.calls, func(c Step) bool {
		name := strings.TrimSuffix(c.Object.Name, "()")
		_, last := cutLast(name)
		return strings.Contains(name, "lr_scheduler.") || schedules.MatchString(last) || c.Facts != nil && c.Facts.Act == framework.Schedule
	})
}

// schedules matches what makes a schedule. It is asked of libraries of which nothing is known.
var schedules = pattern.New(`^get_\w*schedule\w*$|LRScheduler$`)

// Tracker returns the name of the tracker to which the script reports, "" if it opens none.
func (s *Story) Tracker() string {
	for i := range s.reports() {
		if name := s.reports()[i].facts.Tracker; name != "" {
			return name
		}
	}
	return ""
}

// WatchesMemory reports whether the script reads or reports how much memory the GPU has in use. What a tracker samples by itself
// counts in a script; an example must show it.
func (s *Story) WatchesMemory() bool {
	return slices.ContainsFunc(s.reports(), func(r report) bool { return r.facts.Memory && !(r.facts.Tracker != "" && s.Snippet) })
}

// UsesCUDA reports whether the script puts what it does on a GPU.
func (s *Story) UsesCUDA() bool {
	return slices.ContainsFunc(s.calls, func(c Step) bool {
		_, method := cutLast(strings.TrimSuffix(c.Object.Name, "()"))
		return method == "cuda" || strings.HasPrefix(c.Object.Name, "torch.cuda.") || slices.ContainsFunc(c.Object.Args, s.isCUDA)
	})
}

// isCUDA reports whether an argument is the name of a GPU.
func (s *Story) isCUDA(a value.Argument) bool {
	return slices.ContainsFunc(s.Record.Heap.All(a.Value), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Kind == value.Literal && strings.HasPrefix(o.Name, "cuda")
	})
}
