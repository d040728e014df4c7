package program

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
)

// A Logging is a call that reports too much of something.
type Logging struct {
	At   Range
	What string // the source of what is reported: loss
	By   string // the name of what reports it: wandb.log
}

// LossTensor finds where the tensor that a training computes gradients of is kept in a list or given to a tracker as it
// is, with its graph.
func (e *Entry) LossTensor(t *Training) (Logging, bool) {
	if t.By != "" {
		return Logging{}, false // frameworks detach what they report
	}
	for _, p := range e.steps(t) {
		for i := range p.fn.Calls {
			site := callSite{p.fn, i}
			for _, name := range site.storedNames() {
				if p.has(site.call().Loop) && p.fn.isGraph(name, site.call()) {
					return Logging{site.at(), name, plain(site.call().Callee)}, true
				}
			}
		}
	}
	return Logging{}, false
}

// storedNames are the names that a list or tracker is given as they are.
func (s callSite) storedNames() (out []string) {
	call, facts := s.call(), sinkOf(s)
	isTracker := facts != nil && facts.Sink == framework.Tracker
	if !isTracker && !(lastPart(call.Callee) == "append" && len(call.Args) == 1) {
		return nil
	}
	for _, a := range call.Args {
		if a.Kind == Name {
			out = append(out, a.Names()...)
		}
		for _, pair := range a.Keys() {
			if pair.Kind == Name {
				out = append(out, pair.Names()...)
			}
		}
	}
	return out
}

// isGraph reports whether a name is what gradients are computed of, when the call is made.
func (fn *function) isGraph(name string, call *Call) bool {
	isLoss := false
	for i := range fn.Calls {
		c := &fn.Calls[i]
		isBackward := directEffect(c.Callee)&backward != 0
		of := c.Receiver == name || len(c.Args) > 0 && c.Args[0].Kind == Name && slices.Contains(c.Args[0].Names(), name)
		isLoss = isLoss || isBackward && of && c.Span.Start < call.Span.Start && fn.within(c.Loop, call.Loop)
	}
	for _, a := range fn.Assigns { // what replaces it is another
		if slices.Contains(a.Targets, name) && a.Span.Start < call.Span.Start && isPlain(a.Value) {
			return false
		}
	}
	return isLoss
}

// isPlain recognises values without a graph: loss.item(), loss.detach().
func isPlain(v Value) bool {
	return v.Kind == CallTo && slices.Contains([]string{"item", "detach", "float", "numpy", "tolist", "cpu", "gather", "mean"}, lastPart(v.Text))
}
