package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// Reporting says how often something about a training is reported.
type Reporting uint8

// The answers about reporting.
const (
	Unreported Reporting = iota
	PerEpoch             // or less often
	PerStep
	MaybeReported // by code that is not here, or in a form that can't be followed
)

// Logged says what takes the reports about a training.
type Logged uint8

// The answers to Logged.
const (
	NotLogged Logged = iota
	Printed          // to the console only
	IsLogged
	MaybeLogged // by code that is not here
)

// Logged answers whether anything is reported of how a training goes, and where a sign of it was found.
func (e *Entry) Logged(t *Training) (Logged, Range) {
	switch t.By {
	case framework.Configured, framework.FastAI:
		return MaybeLogged, t.At
	case framework.HFTrainer:
		if !e.isSet(t.By, func(l *framework.Log) []string { return l.Off }) || !e.isSet(t.By, func(l *framework.Log) []string { return l.Untracked }) {
			return IsLogged, t.At
		}
	case framework.Lightning:
		if !e.isSet(t.By, func(l *framework.Log) []string { return l.Untracked }) {
			return IsLogged, t.At
		}
	case framework.Keras:
		if verbose, ok := t.Call.arg("verbose", -1); !ok || verbose.Text != "0" || t.Call.hasArg("callbacks") || t.Call.Unpacks {
			return IsLogged, t.At
		}
	}
	return e.ownReports(t)
}

// ownReports answers Logged by the calls that report.
func (e *Entry) ownReports(t *Training) (answer Logged, at Range) {
	loop := e.inLoop(t)
	inLoop := loop.index()
	for _, r := range e.allReports() {
		about := e.topics(r)
		isProgress := inLoop.holds(r.callSite) && r.hasNames() && t.Call == nil && !r.facts.IsFile()
		switch {
		case r.facts.Sink == framework.Copied:
		case r.facts.Metrics, r.facts.Sink != "" && r.facts.Sink != framework.Console && (about&metrics != 0 || isProgress):
			return IsLogged, r.at()
		case r.facts.Sink == framework.Console && (about&metrics != 0 || isProgress):
			answer, at = Printed, r.at()
		}
	}
	if site, ok := e.mayReport(loop); ok && answer != IsLogged {
		return MaybeLogged, site.at()
	}
	return answer, at
}

// hasNames reports whether something is reported that varies.
func (r report) hasNames() bool {
	return slices.ContainsFunc(r.values, func(a Arg) bool { return len(a.Names()) > 0 || a.Kind == CallTo })
}

// reporters match what takes reports in code that is not here: callbacks.on_batch_end(…), tracker.update(…).
var reporters = pattern.New(`(?i)callback|hook|(^|[._])(log|logs|logger|report|reporter|track|tracker|recorder|monitor|visuali[sz]er?|vis|writer|board|display|progress|meter|meters|stats)([._]|$)|on_(batch|step|epoch)_end|dispatch|emit|print|(^|[._])log_`)

// mayReport finds a call in the evidence of code that is not here which may report what it is given.
func (e *Entry) mayReport(ev evidence) (callSite, bool) {
	for _, p := range ev {
		for i := range p.fn.Calls {
			site := callSite{p.fn, i}
			t := &p.fn.targets[i]
			isElsewhere := len(t.functions) == 0 && t.class == nil && !slices.ContainsFunc(t.external, framework.IsModule)
			if p.has(site.call().Loop) && isElsewhere && sinkOf(site) == nil && reporters.MatchString(strings.TrimLeft(site.call().Callee, "?~.")) {
				return site, true
			}
		}
	}
	return callSite{}, false
}

// isSet reports whether a call that configures a framework's loop has an argument with one of the values.
func (e *Entry) isSet(by framework.Loop, of func(*framework.Log) []string) bool {
	for site, names := range e.callsIn(setsLogs) {
		for _, name := range names {
			c := framework.Lookup(name)
			if c != nil && c.Logs != nil && c.Logs.Loop == by && slices.ContainsFunc(of(c.Logs), site.call().sets) {
				return true
			}
		}
	}
	return false
}

var setsLogs = askNames(func(name string) bool {
	c := framework.Lookup(name)
	return c != nil && c.Logs != nil && c.Logs.Loop != ""
}).question

// sets reports whether the call has an argument with a value: report_to=none, given as a string or in a list.
func (c *Call) sets(wanted string) bool {
	key, value, _ := strings.Cut(wanted, "=")
	arg, ok := c.arg(key, -1)
	isValue := func(v Value) bool { return strings.Trim(v.Text, `"'`) == value }
	return ok && (isValue(arg.Value) || value == "none" && arg.Kind == Sequence && !slices.ContainsFunc(arg.Items(), func(v Value) bool { return !isValue(v) }))
}

// TrainLoss answers how often the loss of a training is reported, and where.
func (e *Entry) TrainLoss(t *Training) (Reporting, Range) {
	switch t.By {
	case "":
		return e.loopLoss(t)
	case framework.Lightning:
		return e.hookReports("training_step", "on_train_epoch_end", "training_epoch_end", "on_train_batch_end", "training_step_end")
	case framework.HFTrainer:
		if e.isSet(t.By, func(l *framework.Log) []string { return append(slices.Clone(l.Off), l.PerEpoch...) }) {
			return PerEpoch, t.At
		}
	}
	return MaybeReported, t.At
}

func (e *Entry) loopLoss(t *Training) (answer Reporting, at Range) {
	steps := e.steps(t)
	inSteps, inLoop := steps.index(), e.inLoop(t).index()
	for _, r := range e.allReports() {
		about, inStep := e.topics(r), inSteps.holds(r.callSite)
		switch {
		case r.facts.Sink == "" || r.facts.Sink == framework.Copied:
		case inStep && about&trainLoss != 0:
			return PerStep, r.at()
		case inStep && about&(opaque|quality) != 0 && !r.facts.IsFile(): // evaluate of Keras returns the loss as well
			answer, at = MaybeReported, r.at()
		case about&trainLoss != 0 && answer == Unreported:
			answer, at = PerEpoch, r.at()
		case about&opaque != 0 && about&evaluated == 0 && answer == Unreported && !r.facts.IsFile() && inLoop.holds(r.callSite):
			answer, at = PerEpoch, r.at()
		}
	}
	if site, ok := e.keepsHistory(steps); ok && answer != Unreported {
		return PerStep, site.at()
	}
	if site, ok := e.mayReport(steps); ok {
		return MaybeReported, site.at()
	}
	return answer, at
}

// keepsHistory finds a list that each step's loss is appended to and that a file or plot is made of.
func (e *Entry) keepsHistory(steps evidence) (callSite, bool) {
	for _, p := range steps {
		for i := range p.fn.Calls {
			site := callSite{p.fn, i}
			c := site.call()
			isAppend := lastPart(c.Callee) == "append" && p.has(c.Loop) && len(c.Args) == 1
			if isAppend && e.topicsOf(p.fn, c.Args[0].Value, maxTopic)&trainLoss != 0 && e.isWritten(lastPart(c.Receiver)) {
				return site, true
			}
		}
	}
	return callSite{}, false
}

// isWritten reports whether a name of that kind goes to a file or plot.
func (e *Entry) isWritten(name string) bool {
	for _, r := range e.allReports() {
		if r.facts.IsFile() && slices.ContainsFunc(r.values, func(a Arg) bool {
			return slices.ContainsFunc(a.Names(), func(n string) bool { return lastPart(n) == name || topicsOfText(n)&trainLoss != 0 })
		}) {
			return true
		}
	}
	return false
}

// hookReports answers whether the methods of a module that a framework calls report anything; the first decides where.
func (e *Entry) hookReports(step string, others ...string) (Reporting, Range) {
	var at Range
	for _, fn := range e.all {
		method := lastPart(fn.Name)
		if !strings.Contains(fn.Name, ".") || method != step && !slices.Contains(others, method) {
			continue
		}
		if method == step {
			at = fn.at(fn.Span)
		}
		for _, p := range (evidence{{fn, -1}}).closed() {
			if found := e.reports(p.fn); len(found) > 0 {
				return PerStep, found[0].at()
			}
		}
		if fn.returnsLogs() {
			return PerStep, fn.at(fn.Span)
		}
		if site, ok := e.mayReport(evidence{{fn, -1}}.closed()); ok {
			return MaybeReported, site.at()
		}
	}
	if at.File == nil {
		return MaybeReported, at // the module is not here
	}
	return Unreported, at
}

// returnsLogs reports whether a hook returns what is to be logged, as Lightning wanted it before 1.0.
func (fn *Function) returnsLogs() bool {
	return slices.ContainsFunc(fn.Returns, func(v Value) bool {
		isLog := func(p Pair) bool { return p.Key == "log" || p.Key == "progress_bar" }
		return slices.ContainsFunc(v.Keys(), isLog) || len(v.Items()) > 0 && slices.ContainsFunc(v.Items()[0].Keys(), isLog)
	})
}

// ValidationLoss answers whether the results of the validation that a training is monitored by are reported, and where
// they or the validation were found.
func (e *Entry) ValidationLoss(t *Training) (Reporting, Range) {
	monitoring, at := e.Monitoring(t)
	switch {
	case monitoring != During:
		return MaybeReported, at
	case t.By == framework.Lightning:
		return e.hookReports("validation_step", "on_validation_epoch_end", "validation_epoch_end", "on_validation_end", "on_validation_batch_end", "validation_step_end")
	case t.By != "":
		return MaybeReported, at
	}
	loop := e.inLoop(t)
	at, ok := loop.result()
	if !ok {
		return MaybeReported, at
	}
	answer, inLoop := Unreported, loop.index()
	for _, r := range e.allReports() {
		about := e.topics(r)
		switch {
		case about&evaluated != 0, about&(trainLoss|quality) != 0 && r.fn.isEvaluation():
			return PerEpoch, r.at()
		case about&(opaque|quality) != 0 && inLoop.holds(r.callSite):
			answer = MaybeReported
		}
	}
	if site, ok := e.mayReport(loop); ok {
		return MaybeReported, site.at()
	}
	return answer, at
}

// result finds where the evidence takes a measure of held-out data: val_loss = …, or a call of validate.
func (ev evidence) result() (Range, bool) {
	isMeasure := func(name string) bool { return topicsOfText(name) == evaluated }
	for _, p := range ev {
		for _, a := range p.fn.Assigns {
			if p.has(a.Loop) && slices.ContainsFunc(a.Targets, isMeasure) && (a.Value.Kind == CallTo || a.Value.Kind == Other) {
				return p.fn.at(a.Span), true
			}
		}
		for i := range p.fn.Calls {
			isFunction := slices.ContainsFunc(p.fn.targets[i].functions, (*function).isEvaluation)
			if p.has(p.fn.Calls[i].Loop) && isFunction && RoleOfName(lastPart(p.fn.Calls[i].Callee)) != "" {
				return callSite{p.fn, i}.at(), true
			}
		}
	}
	return Range{}, false
}

// isEvaluation reports whether a function works on held-out data: it says so, or switches to evaluation and trains nothing.
func (fn *function) isEvaluation() bool {
	switches := slices.ContainsFunc(fn.Calls, func(c Call) bool { return lastPart(c.Callee) == "eval" })
	return RoleOfName(lastPart(fn.Name)) != "" || switches && fn.does&gradients == 0
}

// LearningRate answers whether the learning rate is reported, and where a scheduler that changes it or a tracker that
// would take it was found.
func (e *Entry) LearningRate(t *Training) (Reporting, Range) {
	if t.By != "" && t.By != framework.Lightning && t.By != framework.Keras {
		return MaybeReported, t.At
	}
	inLoop := e.inLoop(t).index()
	for _, r := range e.allReports() {
		isRate := e.topics(r)&rate != 0 && (t.By != "" || inLoop.holds(r.callSite))
		if r.facts.Rate || r.facts.Metrics && t.By == framework.Keras || isRate {
			return PerEpoch, r.at()
		}
	}
	if at, ok := e.anywhere(readsRate); ok {
		return MaybeReported, at
	}
	return Unreported, t.At
}

var readsRate = askNames(func(name string) bool { return lastPart(name) == "get_last_lr" || lastPart(name) == "get_lr" })

// Tracker finds the call that opens the tracker to which an entry reports.
func (e *Entry) Tracker() (string, Range) {
	for _, r := range e.trackers() {
		return r.facts.Tracker, r.at()
	}
	return "", Range{}
}

// trackers are the calls that open one.
func (e *Entry) trackers() (out []report) {
	for site := range e.callsIn(tracks) {
		if facts := sinkOf(site); facts != nil && facts.Tracker != "" {
			out = append(out, report{callSite: site, facts: facts, values: site.call().Args})
		}
	}
	return out
}

var (
	tracks = askCalls(func(site callSite) bool {
		facts := sinkOf(site)
		return facts != nil && facts.Tracker != ""
	})
	readsMemory = askCalls(func(site callSite) bool {
		facts := sinkOf(site)
		return facts != nil && facts.Memory
	})
)

// GPUMemory answers whether a training on CUDA reports or reads how much memory is in use. What a tracker samples by
// itself counts in a script; an example must show it.
func (e *Entry) GPUMemory() (Reporting, Range) {
	for site := range e.callsIn(readsMemory) {
		facts := sinkOf(site)
		if facts != nil && facts.Memory && !(facts.Tracker != "" && e.File.Snippet) {
			return PerEpoch, site.at()
		}
	}
	return Unreported, Range{}
}

// UsesCUDA finds where a script puts what it does on a GPU.
func (e *Entry) UsesCUDA() (Range, bool) {
	for site := range e.callsIn(usesCUDA) {
		if site.usesCUDA() {
			return site.at(), true
		}
	}
	return Range{}, false
}

var usesCUDA = askCalls(callSite.usesCUDA)

func (s callSite) usesCUDA() bool {
	isCUDA := func(name string) bool { return strings.HasPrefix(name, "torch.cuda.") }
	return lastPart(s.call().Callee) == "cuda" || slices.ContainsFunc(s.fn.targets[s.index].external, isCUDA) ||
		slices.ContainsFunc(s.call().Args, func(a Arg) bool { return a.Kind == Literal && strings.HasPrefix(strings.Trim(a.Text, `"'`), "cuda") })
}
