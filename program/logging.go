package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// A report is a call that reports something: to the console, a logger, a tracker or a file.
type report struct {
	callSite
	facts  *framework.Log
	values []Arg // what is reported

	shows []string // parameters of the function, see passedOn
}

// sinkOf returns the facts of a call that is known to report or to open what takes reports, or nil.
func sinkOf(site callSite) *framework.Log {
	call, t := site.call(), &site.fn.targets[site.index]
	for _, name := range t.external {
		if c := framework.Lookup(name); c != nil && c.Logs != nil {
			return c.Logs
		}
	}
	if len(t.functions) > 0 {
		return nil
	}
	owner := call.Receiver
	if owner == "" {
		owner = ownerOf(call.Callee)
	}
	c := framework.LookupMethod(lastPart(call.Callee))
	isMethod := strings.Contains(call.Callee, ".") && !framework.IsModule(owner)
	if c != nil && c.Logs != nil && isMethod && (len(call.Args) > 0 || c.Logs.Settings) && c.Logs.Takes(owner) {
		return c.Logs
	}
	if site.appendsToRun() {
		return framework.Lookup("neptune.Run").Logs
	}
	if printers.MatchString(call.Callee) {
		return framework.Lookup("builtins.print").Logs
	}
	return nil
}

// appendsToRun recognises run["train/loss"].append(loss) (https://docs.neptune.ai/logging/metrics).
func (s callSite) appendsToRun() bool {
	call := s.call()
	return strings.HasPrefix(call.Callee, "?.") && s.fn.module.imports("neptune") &&
		slices.ContainsFunc(s.fn.Lookups, func(l Lookup) bool { return l.Span.Start == call.Span.Start })
}

// printers matches functions that are not here and whose names say that they print or log: print_rank_0, log_rank_zero.
var printers = pattern.New(`(?i)^\??(print|log|printr|master_print)(0|_.*)?$|_(print|info)$`)

// maxReports bounds how many reports of a function go through those that it calls: each may show several parameters.
const maxReports = 128

// reports returns the calls of a function that report, those of project functions that report their arguments among them.
func (e *Entry) reports(fn *function) []report {
	if found, ok := e.reported[fn]; ok || !mayReport.holds(fn) {
		return found
	}
	if e.reported == nil {
		e.reported = map[*function][]report{}
	}
	e.reported[fn] = nil // while it is looked at: a function may lead back to itself
	var out []report
	left := maxReports
	for i := range fn.Calls {
		site := callSite{fn, i}
		if facts := sinkOf(site); facts != nil {
			out = append(out, report{callSite: site, facts: facts, values: site.call().Args})
			continue
		}
		for _, callee := range fn.targets[i].functions {
			through := e.throughCallee(site, callee)
			through = through[:min(len(through), left)]
			out, left = append(out, through...), left-len(through)
		}
	}
	e.reported[fn] = out
	delete(e.passed, fn) // it was asked for while it was looked at
	return out
}

// mayReport is whether a function has a call that reports or leads on.
var mayReport = askCalls(func(site callSite) bool {
	return len(site.fn.targets[site.index].functions) > 0 || sinkOf(site) != nil
})

// throughCallee returns what a call reports by giving it to a function that reports its parameters.
func (e *Entry) throughCallee(site callSite, callee *function) (out []report) {
	for _, inner := range e.passedOn(callee) {
		var given []Arg
		for _, name := range inner.shows {
			given = append(given, callee.givenFor(name, site.call())...)
		}
		if given != nil {
			out = append(out, report{callSite: site, facts: inner.facts, values: given})
		}
	}
	return out
}

// passedOn returns the first reports of a function that show its parameters.
func (e *Entry) passedOn(fn *function) []report {
	if known, ok := e.passed[fn]; ok {
		return known
	}
	var out []report
	for _, r := range e.reports(fn) {
		r.shows = slices.DeleteFunc(fn.shown(r), func(name string) bool { return !slices.Contains(fn.Parameters, name) })
		if len(r.shows) > 0 && len(out) < maxReports {
			out = append(out, r)
		}
	}
	if e.passed == nil {
		e.passed = map[*function][]report{}
	}
	e.passed[fn] = out
	return out
}

// shown are the names that are reported as they are, written out, or item by item: config if key and value of
// for key, value in config.items() are.
func (fn *Function) shown(r report) (names []string) {
	for _, v := range r.values {
		names = append(names, v.Names()...)
	}
	direct := slices.Clone(names)
	for _, l := range fn.Loops {
		if r.hasAny(l.Targets) && l.Over.isDisplay() {
			names = append(names, l.Over.Names()...)
		}
	}
	for i := range fn.Assigns {
		a := &fn.Assigns[i]
		if len(a.Targets) == 1 && slices.Contains(direct, a.Targets[0]) && a.Span.End <= r.call().Span.Start && a.Value.isDisplay() {
			names = append(names, a.Value.Names()...)
		}
	}
	return names
}

// isDisplay reports whether a value shows the names in it as they are.
func (v Value) isDisplay() bool {
	switch v.Kind {
	case Name, Format, Dict, Sequence:
		return true
	case CallTo:
		return slices.Contains(displays, lastPart(v.Text))
	}
	return false
}

// givenFor returns the arguments of a call that a parameter of the function takes, none if the name is no parameter.
func (fn *Function) givenFor(name string, call *Call) (out []Arg) {
	at := slices.Index(fn.Parameters, name)
	if at < 0 || name == "self" || name == "cls" {
		return nil
	}
	position := at
	if fn.Parameters[0] == "self" || fn.Parameters[0] == "cls" {
		position--
	}
	if arg, ok := call.arg(name, position); ok {
		return []Arg{arg}
	}
	for i, arg := range call.Args { // *args and **kwargs take what no parameter does
		isExtra := arg.Name != "" && !slices.Contains(fn.Parameters, arg.Name) || arg.Name == "" && i > position
		if isExtra && at >= len(fn.Parameters)-2 {
			out = append(out, arg)
		}
	}
	return out
}

// allReports returns the reports of what running the entry leads to, those of hooks that a framework calls among them.
// Callers must not change them.
func (e *Entry) allReports() []*report {
	if e.made == nil {
		e.made = []*report{}
		for _, fn := range e.reachable() {
			for _, r := range e.reports(fn) {
				if e.runs(fn, r.index) {
					e.made = append(e.made, &r)
				}
			}
		}
	}
	return e.made
}

// reachable returns the functions that running the entry leads to, and the methods that frameworks call.
func (e *Entry) reachable() []*function {
	e.program.mark(e.reached)
	defer e.program.unmark(e.reached)
	out := slices.Clone(e.reached)
	for _, fn := range e.all {
		if hooks.MatchString(lastPart(fn.Name)) && strings.Contains(fn.Name, ".") && !e.program.marked[fn.id] {
			out = append(out, fn)
		}
	}
	return out
}

// hooks matches the methods that Lightning, Keras and the Trainer of transformers call.
var hooks = pattern.New(`^(on_|training_|validation_|test_|configure_|optimizer_step|compute_|log$|log_)`)

// An index is evidence by function.
type index map[*function]evidence

func (ev evidence) index() index {
	x := make(index, len(ev))
	for _, p := range ev {
		x[p.fn] = append(x[p.fn], p)
	}
	return x
}

// holds reports whether a call stands in the evidence.
func (x index) holds(site callSite) bool {
	return slices.ContainsFunc(x[site.fn], func(p piece) bool { return p.has(site.call().Loop) })
}

// steps collects what happens in the batch loops of a training and in what these call or iterate over.
func (e *Entry) steps(t *Training) evidence {
	return once(&e.batches, piece{t.fn, t.loop}, func() evidence { return e.findSteps(t) })
}

func (e *Entry) findSteps(t *Training) (ev evidence) {
	for _, p := range e.inLoop(t) {
		for loop := range p.fn.Loops {
			if p.has(loop) && p.fn.isBatchLoop(loop) {
				ev = append(ev, piece{p.fn, loop})
			}
		}
	}
	for _, p := range slices.Clone(ev) {
		for i := range p.fn.Calls {
			if p.fn.Loops[p.loop].Span.contains(p.fn.Calls[i].Span) { // for batch in meters.log_every(loader, 10)
				for _, callee := range p.fn.targets[i].functions {
					ev = append(ev, piece{callee, -1})
				}
			}
		}
	}
	return ev.closed()
}

// closed adds what the evidence calls, and so on.
func (ev evidence) closed() evidence {
	seen := map[*function]bool{}
	for i := 0; i < len(ev); i++ {
		for _, callee := range ev[i].callees() {
			if !seen[callee] {
				seen[callee] = true
				ev = append(ev, piece{callee, -1})
			}
		}
	}
	return ev
}
