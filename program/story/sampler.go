package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// SameOrder returns what makes the samplers that shuffle the data of a training alike in every epoch: nothing tells them which
// epoch it is.
func (s *Story) SameOrder() (out []*value.Object) {
	h := s.Record.Heap
	told := s.toldEpochs()
	seen := map[value.ID]bool{}
	for _, t := range s.Trainings {
		if t.By != "" || t.Epoch < 0 {
			continue
		}
		for _, id := range s.madeOf(t.Data) {
			o := h.Object(id)
			facts := framework.Lookup(framework.Canonical(strings.TrimSuffix(o.Name, "()")))
			if facts == nil || !facts.Epochs || seen[id] || told[id] || !s.shuffles(o) {
				continue
			}
			seen[id] = true
			out = append(out, o)
		}
	}
	return out
}

// shuffles reports whether a sampler certainly shuffles, as it does unless it is told not to.
func (s *Story) shuffles(sampler *value.Object) bool {
	if slices.ContainsFunc(sampler.Args, func(a value.Argument) bool { return a.Rest }) {
		return false
	}
	shuffle, given := sampler.Argument("shuffle", 3)
	return !given || s.isTrue(shuffle)
}

// toldEpochs are what is told the epoch, and what that is made of: a loader passes it on to its sampler.
func (s *Story) toldEpochs() map[value.ID]bool {
	told := map[value.ID]bool{}
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if e.Call == 0 {
			continue
		}
		o := s.Record.Heap.Object(e.Call)
		if !strings.HasSuffix(o.Name, ".set_epoch()") {
			continue
		}
		for _, id := range s.madeOf(o.Of) {
			told[id] = true
		}
	}
	return told
}

// maxMade bounds how many objects something is made of.
const maxMade = 512

// madeOf are the objects that a value may be, and those that they were made of.
func (s *Story) madeOf(v value.Value) (all []value.ID) {
	h := s.Record.Heap
	seen := map[value.ID]bool{}
	add := func(v value.Value) {
		for _, id := range h.All(v) {
			if !seen[id] && len(all) < maxMade {
				seen[id] = true
				all = append(all, id)
			}
		}
	}
	add(v)
	for i := 0; i < len(all); i++ {
		o := h.Object(all[i])
		add(o.Of)
		add(o.Elements)
		for _, a := range o.Args {
			add(a.Value)
		}
		for _, item := range o.Items {
			add(item)
		}
	}
	return all
}
