package logging

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/validation"
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

// Of answers whether anything is reported of how a training goes.
func Of(s *story.Story, t *story.Training) Logged {
	switch by := loggedBy(s, t); {
	case by == value.Yes:
		return IsLogged
	case by == value.Open:
		return max(MaybeLogged, ownReports(s, t))
	case isBoosted(t):
		return max(boosted(s, t), ownReports(s, t))
	}
	return ownReports(s, t)
}

// loggedBy answers whether the framework that runs a training reports how it goes.
func loggedBy(s *story.Story, t *story.Training) value.Truth {
	untracked := func(l *framework.Log) []string { return l.Untracked }
	switch t.By {
	case framework.Configured, framework.FastAI, framework.Agent:
		return value.Open
	case framework.HFTrainer:
		if !IsSet(s, t.By, func(l *framework.Log) []string { return l.Off }) || !IsSet(s, t.By, untracked) {
			return value.Yes
		}
	case framework.Lightning:
		if !IsSet(s, t.By, untracked) {
			return value.Yes
		}
	case framework.Keras:
		return fitReports(s, t)
	}
	if s.HidesCallbacks(t) {
		return value.Open
	}
	return value.No
}

// fitReports answers whether fit of Keras reports: it does unless it is told not to, and then callbacks may
// (https://keras.io/api/models/model_training_apis/).
func fitReports(s *story.Story, t *story.Training) value.Truth {
	verbose, ok := t.Step.Object.Argument("verbose", -1)
	if !ok || !s.IsLiteral(verbose, "0") {
		return value.Yes
	}
	callbacks, _ := t.Step.Object.Argument("callbacks", -1)
	answer := callbacksReport(s, callbacks, map[value.ID]bool{})
	if s.HidesCallbacks(t) {
		answer = value.Either(answer, value.Open)
	}
	return answer
}

// callbacksReport answers whether one of some callbacks reports losses and metrics of its own accord.
func callbacksReport(s *story.Story, v value.Value, seen map[value.ID]bool) value.Truth {
	answer := value.No
	for _, id := range s.Record.Heap.All(v) {
		if seen[id] {
			continue
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		switch o.Kind {
		case value.List, value.Tuple:
			answer = value.Either(answer, callbacksReport(s, o.Elements, seen))
			for _, item := range o.Items {
				answer = value.Either(answer, callbacksReport(s, item, seen))
			}
		case value.Foreign:
			answer = value.Either(answer, callbackReports(s, s.Called(o)))
		}
	}
	return answer
}

func callbackReports(s *story.Story, name string) value.Truth {
	c := s.Lookup(name)
	switch {
	case c != nil && c.Logs != nil && (c.Logs.Metrics || c.Logs.Tracker != ""):
		return value.Yes
	case name == "keras.callbacks.LambdaCallback", !strings.HasPrefix(name, "keras.callbacks."):
		return value.Open
	}
	return value.No
}

// IsSet reports whether all calls that configure a framework's loop have an argument with one of the values.
func IsSet(s *story.Story, by framework.Loop, of func(*framework.Log) []string) bool {
	made := 0
	for i := range s.Calls {
		o := s.Calls[i].Object
		c := s.Lookup(s.Calls[i].Name)
		if c == nil || c.Logs == nil || c.Logs.Loop != by {
			continue
		}
		made++
		if !slices.ContainsFunc(of(c.Logs), func(wanted string) bool { return sets(s, o, wanted) }) {
			return false
		}
	}
	return made > 0
}

// sets reports whether a call has an argument with a value: report_to=none, given as a string or in a list.
func sets(s *story.Story, o *value.Object, wanted string) bool {
	key, text, _ := strings.Cut(wanted, "=")
	v, ok := o.Argument(key, -1)
	if !ok {
		return false
	}
	all := s.Single(v)
	return s.IsLiteral(v, text) || text == "none" && all != nil && (all.Kind == value.List || all.Kind == value.Tuple) &&
		(all.Elements == value.Nothing || s.IsLiteral(all.Elements, text))
}

// ownReports answers Logged by the calls that report.
func ownReports(s *story.Story, t *story.Training) Logged {
	answer := NotLogged
	for i := range Reports(s) {
		r := &Reports(s)[i]
		isEarlier := t.By == "" && r.Order < t.Step.Order && !s.IsDuring(&r.Step, t)
		if !t.Counts(&r.Step) || r.Facts.Sink == framework.Copied || r.Facts.IsFile() && isEarlier {
			continue
		}
		isProgress := t.By == "" && r.Varies && !r.Facts.IsFile() && s.IsDuring(&r.Step, t)
		switch isIt := r.about&metrics != 0 || isProgress; {
		case r.Facts.Metrics && t.By != framework.Keras, isIt && r.Facts.Sink != "" && r.Facts.Sink != framework.Console:
			return IsLogged
		case isIt && r.Facts.Sink == framework.Console:
			answer = Printed
		}
	}
	if mayReport(s, t, func(step *story.Step) bool { return s.IsDuring(step, t) }) {
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
func TrainLoss(s *story.Story, t *story.Training) Reporting {
	switch t.By {
	case "":
		return loopLoss(s, t)
	case framework.Lightning:
		return hookReports(s, t, "training_step")
	case framework.HFTrainer:
		if IsSet(s, t.By, func(l *framework.Log) []string { return append(slices.Clone(l.Off), l.PerEpoch...) }) && !s.HidesCallbacks(t) {
			return PerEpoch
		}
	}
	return MaybeReported
}

func loopLoss(s *story.Story, t *story.Training) Reporting {
	answer := Unreported
	for i := range Reports(s) {
		r := &Reports(s)[i]
		if !t.Counts(&r.Step) || r.Facts.Sink == "" || r.Facts.Sink == framework.Copied {
			continue
		}
		inStep := isInSteps(s, &r.Step, t)
		switch {
		case r.about&trainLoss != 0 && (inStep || isHistory(s, r)):
			return PerStep
		case isTable(r) && r.about&trainLoss != 0: // rows may be added in each step
			answer = MaybeReported
		case r.about&reward != 0: // an agent is watched by what it is given
			answer = MaybeReported
		case inStep && r.about&(opaque|quality) != 0 && !r.Facts.IsFile(): // evaluate of Keras returns the loss as well
			answer = MaybeReported
		case r.about&trainLoss != 0, r.about&opaque != 0 && r.about&evaluated == 0 && !r.Facts.IsFile() && s.IsDuring(&r.Step, t):
			answer = max(answer, PerEpoch)
		}
	}
	if mayReport(s, t, func(step *story.Step) bool { return isInSteps(s, step, t) }) {
		return MaybeReported
	}
	return answer
}

// isHistory reports whether a file or plot is made of the losses of all steps.
func isHistory(s *story.Story, r *Report) bool {
	return r.Facts.IsFile() && slices.ContainsFunc(r.Values, func(a value.Argument) bool { return keepsLosses(s, a.Value, map[value.ID]bool{}) })
}

// keepsLosses reports whether a value is, or holds, a list of the losses of all steps.
func keepsLosses(s *story.Story, v value.Value, seen map[value.ID]bool) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		if seen[id] {
			return false
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		switch o.Kind {
		case value.List:
			return isLossOf(s, o.Elements) || keepsLosses(s, o.Elements, seen)
		case value.Dict, value.Instance:
			return keepsLosses(s, o.Elements, seen) || slices.ContainsFunc(value.SortedKeys(o.Fields), func(key string) bool { return keepsLosses(s, o.Fields[key], seen) })
		case value.Foreign:
			return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return keepsLosses(s, a.Value, seen) })
		}
		return false
	})
}

// hookReports answers whether the methods of a module that a framework runs report anything while it trains or validates.
func hookReports(s *story.Story, t *story.Training, step string) Reporting {
	if validation.HasMethod(s, t.Model, step) != value.Yes || returnsLogs(s) || s.HidesCallbacks(t) {
		return MaybeReported
	}
	during := func(other *story.Step) bool { return s.IsDuring(other, t) && isOf(s, other, step) }
	for i := range Reports(s) {
		if r := &Reports(s)[i]; r.Facts.Sink != "" && during(&r.Step) {
			return PerStep
		}
	}
	if mayReport(s, t, during) {
		return MaybeReported
	}
	return Unreported
}

// isOf reports whether a step happens in what a framework does with training batches, or in what it does with others.
func isOf(s *story.Story, other *story.Step, step string) bool {
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
func returnsLogs(s *story.Story) bool {
	for _, o := range s.Record.Heap.Objects() {
		_, log := o.Fields["log"]
		_, bar := o.Fields["progress_bar"]
		if o.Kind == value.Dict && (log || bar) {
			return true
		}
	}
	return false
}

// ValidationLoss answers whether the results of the validation that a training is monitored by are reported, and where that is.
func ValidationLoss(s *story.Story, t *story.Training) (Reporting, value.Place) {
	if validation.MonitoringOf(s, t) != validation.During {
		return MaybeReported, t.At
	}
	switch t.By {
	case "":
	case framework.Lightning:
		return hookReports(s, t, "validation_step"), t.At
	case framework.Boosting:
		return watchedResult(s, t), t.At
	default:
		return MaybeReported, t.At
	}
	passes := validation.Validations(s, t)
	if len(passes) == 0 {
		return MaybeReported, t.At
	}
	answer, at, made, later := Unreported, passes[0].Event.At, validation.ResultsOf(s, passes), validation.ResultsOf(s, validation.JudgedLater(s, t))
	for i := range Reports(s) {
		r := &Reports(s)[i]
		switch {
		case !t.Counts(&r.Step) || r.Facts.Sink == "":
		case in(made, r), r.about&evaluated != 0 && !(in(later, r) && !s.IsDuring(&r.Step, t)):
			return PerEpoch, at
		case s.IsDuring(&r.Step, t) && !isInSteps(s, &r.Step, t) && mayHoldResult(s, r):
			answer = MaybeReported
		}
	}
	if mayReport(s, t, func(step *story.Step) bool { return s.IsDuring(step, t) }) || arePictured(s, made) {
		return MaybeReported, at
	}
	return answer, at
}

// mayHoldResult reports whether something in a report may be the result of a validation: it can't be told what it is about, or it is a
// measure, and it is not made of the loss of a training.
func mayHoldResult(s *story.Story, r *Report) bool {
	return slices.ContainsFunc(r.Values, func(a value.Argument) bool { return mayBeResult(s, a.Value, 0) })
}

func mayBeResult(s *story.Story, v value.Value, depth int) bool {
	o := s.Single(v)
	if o == nil || depth == story.MaxWalk {
		about := topicsOf(s, v)
		return about&(opaque|quality) != 0 && about&trainLoss == 0
	}
	inner := slices.Clone(o.Items)
	switch o.Kind {
	case value.Literal:
		return false // the text around it
	case value.Dict:
		for _, key := range value.SortedKeys(o.Fields) {
			inner = append(inner, o.Fields[key])
		}
		inner = append(inner, o.Elements)
	case value.Tuple, value.Text:
	default:
		inner = nil
	}
	if len(inner) > 0 {
		return slices.ContainsFunc(inner, func(v value.Value) bool { return mayBeResult(s, v, depth+1) })
	}
	about := topicsOf(s, v)
	return about&(opaque|quality) != 0 && about&trainLoss == 0
}

// arePictured reports whether results are kept, or shown, as pictures, which are there to be looked at.
func arePictured(s *story.Story, made validation.Results) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		return c.Kind != story.Save && pictures[method] && (made.Reach(c.Object.Of) || slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool { return made.Reach(a.Value) }))
	})
}

// pictures are functions and methods that keep or show a picture.
var pictures = map[string]bool{"save": true, "imsave": true, "save_image": true, "imshow": true, "imwrite": true, "show": true}

// LearningRate answers whether the learning rate is reported.
func LearningRate(s *story.Story, t *story.Training) Reporting {
	if t.By != "" && t.By != framework.Lightning && t.By != framework.Keras {
		return MaybeReported
	}
	for i := range Reports(s) {
		r := &Reports(s)[i]
		isRate := r.about&RateTopic != 0 && r.Facts.Sink != "" && (t.By != "" || s.IsDuring(&r.Step, t))
		if r.Facts.Rate || r.Facts.Metrics && t.By == framework.Keras || isRate {
			return PerEpoch
		}
	}
	for i := range s.Calls {
		if o := s.Calls[i].Object; strings.HasSuffix(o.Name, ".get_last_lr()") || strings.HasSuffix(o.Name, ".get_lr()") {
			return MaybeReported
		}
	}
	return Unreported
}

// Schedules reports whether the script changes the learning rate of a training by a schedule.
func Schedules(s *story.Story) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		name := strings.TrimSuffix(c.Object.Name, "()")
		_, last := story.CutLast(name)
		return strings.Contains(name, "lr_scheduler.") || story.Schedules.MatchString(last) || c.Facts != nil && c.Facts.Act == framework.Schedule
	})
}

// Tracker returns the name of the tracker to which the script reports, "" if it opens none.
func Tracker(s *story.Story) string {
	for i := range Reports(s) {
		if name := Reports(s)[i].Facts.Tracker; name != "" {
			return name
		}
	}
	return ""
}

// WatchesMemory reports whether the script reads or reports how much memory the GPU has in use. What a tracker samples by itself
// counts in a script; an example must show it.
func WatchesMemory(s *story.Story) bool {
	return slices.ContainsFunc(Reports(s), func(r Report) bool { return r.Facts.Memory && !(r.Facts.Tracker != "" && s.Snippet) })
}

// UsesCUDA reports whether the script puts what it does on a GPU.
func UsesCUDA(s *story.Story) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(strings.TrimSuffix(c.Object.Name, "()"))
		return method == "cuda" || strings.HasPrefix(c.Object.Name, "torch.cuda.") || slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool { return isCUDA(s, a) })
	})
}

// isCUDA reports whether an argument is the name of a GPU.
func isCUDA(s *story.Story, a value.Argument) bool {
	return slices.ContainsFunc(s.Record.Heap.All(a.Value), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Kind == value.Literal && strings.HasPrefix(o.Name, "cuda")
	})
}

// in reports whether a report holds something that is computed from the results, whatever it is called.
func in(a validation.Results, r *Report) bool {
	return slices.ContainsFunc(r.Values, func(v value.Argument) bool { return a.Reach(v.Value) })
}
