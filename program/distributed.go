package program

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
)

// SameOrder answers which distributed samplers of an entry give every epoch the same order: it trains in epochs of its
// own and never tells them which one it is.
func (e *Entry) SameOrder() (out []Range) {
	if !slices.ContainsFunc(e.Trainings, Training.hasEpochs) {
		return nil
	}
	if _, ok := e.anywhere(setsEpoch); ok {
		return nil
	}
	for site, names := range e.callsIn(makesSampler.question) {
		c := site.call()
		shuffle, given := c.arg("shuffle", 3)
		if slices.ContainsFunc(names, makesSampler.is) && !c.Unpacks && (!given || shuffle.Text == "True") && !site.isHeldOut() {
			out = append(out, site.at())
		}
	}
	return out
}

var (
	setsEpoch    = askNames(func(name string) bool { return lastPart(name) == "set_epoch" })
	makesSampler = askNames(func(name string) bool {
		facts := framework.Lookup(name)
		return facts != nil && facts.Epochs
	})
)

// hasEpochs reports whether a training is a loop of the program around another one, over batches.
func (t Training) hasEpochs() bool {
	return t.By == "" && !t.fn.isBatchLoop(t.loop)
}

// isHeldOut reports whether what a call is given, or its result is called, is for validation or test.
func (s callSite) isHeldOut() bool {
	for _, a := range s.call().Args {
		if slices.ContainsFunc(a.Names(), func(n string) bool { return RoleOfName(n) != "" }) {
			return true
		}
	}
	return slices.ContainsFunc(s.fn.Assigns, func(a Assign) bool {
		return a.Span.contains(s.call().Span) && slices.ContainsFunc(a.Targets, func(n string) bool { return RoleOfName(n) != "" })
	})
}
