package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// A report is a call that reports something: to the console, a logger, a tracker or a file.
type report struct {
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
